package org.jiebang.api.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.matching.PairedComparison;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranking is not worse than it was: a fixed sample of judged queries, compared query by query with the stored results. Where the judged sets
 * are not beside the project the test is reported as skipped. A change for the better is stored with {@code -Drelevance.store=true}.
 */
@PlatformTest
class RelevanceIT {
    /** A ranking that is worse by chance alone would fail the build once in a hundred changes. */
    private static final double SIGNIFICANT = 0.01;

    private static final Path DATA = Path.of("../../shared/data");
    private static final Path STORE = Path.of("src/test/resources/org/jiebang/api/rank/relevance");

    private final Elasticsearch elasticsearch;
    private final Compute compute;
    private final JsonMapper json;

    @TempDir
    Path folder;

    RelevanceIT(Elasticsearch elasticsearch, Compute compute, JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.compute = compute;
        this.json = json;
    }

    /** A judged set and which of it is taken: every so many documents and queries. */
    private enum JudgedSet {
        LITERATURE("literature", 1, 5, false),
        EXPERT_FINDING("expert-finding", 6, 10, false),
        NEEDS_A("a", 1, 8, true),
        NEEDS_B("b", 1, 8, true),
        NEEDS_UNDER_VAGUE_TITLES("vague", 1, 8, true);

        private final String name;
        private final int documents;
        private final int queries;
        private final boolean graded;

        JudgedSet(String name, int documents, int queries, boolean graded) {
            this.name = name;
            this.documents = documents;
            this.queries = queries;
            this.graded = graded;
        }
    }

    @ParameterizedTest
    @EnumSource(JudgedSet.class)
    void ranksNoWorseThanStored(JudgedSet set) throws IOException {
        assumeTrue(Files.isDirectory(DATA), "The judged sets are not beside the project.");
        Path source = DATA.resolve(set.name);
        if (set.graded) {
            NeedSets.write(DATA.resolve("literature"), folder.resolve("sets"));
            source = folder.resolve("sets").resolve(set.name);
        }
        Path judgements = sample(set, source);
        Path run = folder.resolve("run");
        RankDocuments.run(
                new RankArguments(
                        folder.resolve("documents.jsonl"),
                        folder.resolve("queries.tsv"),
                        set.graded ? judgements : null,
                        null,
                        100,
                        Set.of(),
                        run),
                elasticsearch,
                compute,
                json);
        Map<String, Double> now = RankMeasures.of(judgements, run);
        if (Boolean.getBoolean("relevance.store")) {
            store(set, now);
            return;
        }
        Map<String, Double> stored = stored(set);
        assertThat(now.keySet()).isEqualTo(stored.keySet());
        PairedComparison comparison = CompareRuns.compare(stored, now);
        System.out.println("Relevance of " + set.name + ": " + CompareRuns.sentence(comparison, "stored", "now"));
        assertThat(comparison.change() < 0 && comparison.probability() < SIGNIFICANT)
                .as("%s is ranked worse: %s", set.name, CompareRuns.sentence(comparison, "stored", "now"))
                .isFalse();
    }

    /** Writes the sample beside each other; the right documents of the queries are always in it. */
    private Path sample(JudgedSet set, Path source) throws IOException {
        List<String> queries = every(set.queries, Files.readAllLines(source.resolve("queries.tsv")));
        Set<String> asked = queries.stream().map(line -> line.split("\t", 2)[0]).collect(Collectors.toSet());
        List<String> judgements = Files.readAllLines(source.resolve("qrels.txt")).stream()
                .filter(line -> asked.contains(line.split("\\s+")[0]))
                .toList();
        Set<String> needed =
                judgements.stream().map(line -> line.split("\\s+")[2]).collect(Collectors.toSet());
        List<String> all = Files.readAllLines(source.resolve("documents.jsonl"));
        Set<String> chosen = new HashSet<>(every(set.documents, all));
        Files.write(
                folder.resolve("documents.jsonl"),
                all.stream()
                        .filter(line -> chosen.contains(line)
                                || needed.contains(
                                        json.readTree(line).path("id").asString()))
                        .toList());
        Files.write(folder.resolve("queries.tsv"), queries);
        return Files.write(folder.resolve("qrels.txt"), judgements);
    }

    private static List<String> every(int step, List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> i % step == 0)
                .mapToObj(lines::get)
                .toList();
    }

    private static void store(JudgedSet set, Map<String, Double> measures) throws IOException {
        Files.createDirectories(STORE);
        Files.write(
                STORE.resolve(set.name + ".tsv"),
                measures.entrySet().stream()
                        .map(measure -> String.format(Locale.ROOT, "%s\t%.6f", measure.getKey(), measure.getValue()))
                        .toList());
    }

    private static Map<String, Double> stored(JudgedSet set) throws IOException {
        Map<String, Double> measures = new LinkedHashMap<>();
        try (InputStream file = RelevanceIT.class.getResourceAsStream("relevance/" + set.name + ".tsv")) {
            assertThat(file).as("stored results of " + set.name).isNotNull();
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] cells = line.split("\t");
                measures.put(cells[0], Double.parseDouble(cells[1]));
            });
        }
        return measures;
    }
}
