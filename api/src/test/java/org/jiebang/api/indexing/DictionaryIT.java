package org.jiebang.api.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Words are added while the platform runs. */
@PlatformTest
class DictionaryIT {
    private static final Path DIRECTORY = Path.of(PlatformTest.DICTIONARY);
    private static final Path WORDS = DIRECTORY.resolve("words.txt");
    private static final Duration REBUILD = Duration.ofMinutes(2);

    /** No word of the industry graph, and nothing that the segmenter would keep together. */
    private static final String WORD = "鎏晶涡盘簧";

    private static final String PINYIN = "liujingwopanhuang";

    private final Platform platform;
    private final ElasticsearchAsyncClient elasticsearch;

    DictionaryIT(Platform platform, ElasticsearchAsyncClient elasticsearch) {
        this.platform = platform;
        this.elasticsearch = elasticsearch;
    }

    @BeforeEach
    void samples() throws IOException {
        platform.awaitSamples();
        Files.createDirectories(DIRECTORY);
    }

    @AfterEach
    void asBefore() throws IOException {
        Files.deleteIfExists(WORDS);
        awaitDictionary(reload());
    }

    private JsonNode reload() {
        return platform.post("/api/admin/dictionary/reload");
    }

    /** Waits until every document is segmented with the dictionary of a reload. */
    private void awaitDictionary(JsonNode reloaded) {
        String version = reloaded.path("version").asString();
        assertThat(platform.get("/api/admin/indexes").path("dictionaryVersion").asString())
                .isEqualTo(version);
        Platform.soon()
                .atMost(REBUILD)
                .until(() -> platform.rows(
                                "SELECT count(*) FROM search_index WHERE state = 'LIVE' AND dictionary_version = '"
                                        + version + "'")
                        == Library.values().length);
        platform.awaitIndexed();
        long others = elasticsearch
                .count(count -> count.index("jiebang-*")
                        .query(query -> query.bool(bool -> bool.filter(
                                        filter -> filter.exists(field -> field.field(LibraryIndex.DICTIONARY)))
                                .mustNot(not -> not.term(term ->
                                        term.field(LibraryIndex.DICTIONARY).value(version)))
                                .filter(filter -> filter.terms(
                                        terms -> terms.field("_index").terms(values -> values.value(liveIndexes())))))))
                .join()
                .count();
        assertThat(others).isZero();
    }

    private List<co.elastic.clients.elasticsearch._types.FieldValue> liveIndexes() {
        return elasticsearch.indices().getAlias(all -> all.name("jiebang-*")).join().aliases().keySet().stream()
                .map(co.elastic.clients.elasticsearch._types.FieldValue::of)
                .toList();
    }

    @Test
    void takesNewWordsWithoutARestart() throws IOException {
        String name = Platform.unique("词典");
        platform.load(Table.experts().row(name, "单位", "高速" + WORD + "疲劳试验"));
        JsonNode before = platform.get("/api/admin/indexes");
        assertThat(words(name)).doesNotContain(WORD);
        assertThat(platform.searchAll("q", PINYIN)).isEmpty();
        int words = reload().path("words").asInt();
        long total = platform.search().path("total").asLong();

        Files.writeString(WORDS, WORD + "\t增补\n鎏\n!!!\n" + "长".repeat(41) + "\n\n# 说明\n" + WORD + "\n耐蚀琉璃砂\n");
        JsonNode report = reload();

        assertThat(report.path("words").asInt()).isEqualTo(words + 2);
        assertThat(report.path("version").asString())
                .isNotEqualTo(before.path("dictionaryVersion").asString());
        assertThat(rejected(report))
                .containsExactly(
                        "words.txt 2 鎏 TOO_SHORT",
                        "words.txt 3 !!! NO_LETTER",
                        "words.txt 4 " + "长".repeat(41) + " TOO_LONG",
                        "words.txt 7 " + WORD + " DUPLICATE");
        awaitDictionary(report);
        assertThat(words(name)).contains(WORD);
        assertThat(platform.searchAll("q", WORD))
                .anyMatch(hit -> hit.path("title").asString().equals(name));
        assertThat(platform.searchAll("q", PINYIN))
                .anyMatch(hit -> hit.path("title").asString().equals(name));
        assertThat(platform.search().path("total").asLong()).isEqualTo(total);
    }

    private static List<String> rejected(JsonNode report) {
        List<String> rejected = new ArrayList<>();
        report.path("rejected")
                .forEach(line -> rejected.add(line.path("file").asString() + " "
                        + line.path("line").asInt() + " " + line.path("text").asString() + " "
                        + line.path("reason").asString()));
        return rejected;
    }

    /** Words of an expert's document. */
    private List<String> words(String name) {
        String id = platform.idOf(Library.EXPERTS, name);
        JsonNode source = elasticsearch
                .get(get -> get.index(LibraryIndex.alias(Library.EXPERTS)).id(id), JsonNode.class)
                .join()
                .source();
        assertThat(source).isNotNull();
        return List.of(source.path(LibraryIndex.WORDS).asString().split(" "));
    }

    @Test
    void costsNoGoodWordForABrokenByte() throws IOException {
        byte[] line = (WORD + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[line.length + 3];
        file[0] = (byte) 0xFF;
        file[1] = 'a';
        file[2] = '\n';
        System.arraycopy(line, 0, file, 3, line.length);
        int words = reload().path("words").asInt();
        Files.write(WORDS, file);

        JsonNode report = reload();

        assertThat(report.path("words").asInt()).isEqualTo(words + 1);
        assertThat(report.path("rejected")).hasSize(1);
        assertThat(report.path("rejected").get(0).path("reason").asString()).isEqualTo("CONTROL_CHARACTER");
    }

    @Test
    void keepsTheVersionOfAnUnchangedDictionary() {
        String version = reload().path("version").asString();

        assertThat(reload().path("version").asString()).isEqualTo(version);
    }
}
