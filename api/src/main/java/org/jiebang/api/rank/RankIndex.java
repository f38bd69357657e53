package org.jiebang.api.rank;

import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.index.LibraryIndex;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.CorpusModelTrainer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index of its own for one run, with the product's mapping and documents. */
final class RankIndex {
    private static final int BATCH = 500;
    private static final long SEED = 1;

    private final Elasticsearch elasticsearch;
    private final DocumentBuilder documents;
    private final JsonMapper json;
    private final String name;
    private final CorpusModelTrainer trainer;

    RankIndex(Elasticsearch elasticsearch, DocumentBuilder documents, JsonMapper json, String name) {
        this(elasticsearch, documents, json, name, new CorpusModelTrainer(SEED));
    }

    private RankIndex(
            Elasticsearch elasticsearch,
            DocumentBuilder documents,
            JsonMapper json,
            String name,
            CorpusModelTrainer trainer) {
        this.trainer = trainer;
        this.elasticsearch = elasticsearch;
        this.documents = documents;
        this.json = json;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Another index, for those who ask; what it is filled with teaches as well. */
    RankIndex asking() {
        return new RankIndex(elasticsearch, documents, json, name + "-asking", trainer);
    }

    /** What was indexed teaches, as the platform learns from the texts of all its libraries. */
    CorpusModel learn() {
        return trainer.train();
    }

    /** Indexes queries as problems. */
    void fill(List<RankQuery> queries) throws IOException {
        create();
        List<Map.Entry<String, LibraryRecord>> problems = new ArrayList<>();
        for (RankQuery query : queries) {
            problems.add(Map.entry(Integer.toString(problems.size()), query.problem()));
        }
        for (int from = 0; from < problems.size(); from += BATCH) {
            write(problems.subList(from, Math.min(problems.size(), from + BATCH)));
        }
        refresh();
    }

    private void create() throws IOException {
        try (InputStream definition = LibraryIndex.definition()) {
            CreateIndexRequest create =
                    CreateIndexRequest.of(index -> index.index(name).withJson(definition));
            run(elasticsearch.call(client -> client.indices().create(create)));
        }
    }

    private void refresh() {
        run(elasticsearch.call(client -> client.indices().refresh(index -> index.index(name))));
    }

    /** Indexes a file with one {"id","title","text"} a line. */
    void fill(Path file) throws IOException {
        create();
        List<Map.Entry<String, LibraryRecord>> batch = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> {
                Expert expert = expert(json.readTree(line));
                batch.add(Map.entry(expert.name(), expert));
                if (batch.size() == BATCH) {
                    write(batch);
                    batch.clear();
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
        refresh();
    }

    /** A document as the expert who wrote it; its id stands for the name. */
    private static Expert expert(JsonNode line) {
        String title = line.path("title").asString("").strip();
        String text = line.path("text").asString("").strip();
        List<String> directions = title.isEmpty() || text.startsWith(title) ? List.of() : List.of(title);
        return new Expert(
                line.path("id").asString(""),
                0,
                "",
                "",
                "",
                Academician.NONE,
                false,
                null,
                Set.of(),
                Set.of(),
                directions,
                text.isEmpty() ? List.of() : List.of(text),
                List.of(),
                1,
                0);
    }

    private void write(List<Map.Entry<String, LibraryRecord>> records) {
        BulkRequest.Builder bulk = new BulkRequest.Builder();
        for (Map.Entry<String, LibraryRecord> record : records) {
            Map<String, Object> document =
                    documents.document(record.getKey(), record.getValue(), false, "2026-01-01T00:00:00Z");
            documents.teach(trainer, record.getValue());
            BinaryData body = BinaryData.of(json.writeValueAsBytes(document), ContentType.APPLICATION_JSON);
            bulk.operations(operation ->
                    operation.index(to -> to.index(name).id(record.getKey()).document(body)));
        }
        BulkRequest request = bulk.build();
        BulkResponse response = await(elasticsearch.call(client -> client.bulk(request)));
        if (response.errors()) {
            throw new IllegalStateException("The search engine refused a document: "
                    + response.items().stream()
                            .filter(item -> item.error() != null)
                            .findFirst()
                            .map(item -> item.id() + " " + item.error())
                            .orElse("?"));
        }
    }

    void delete() {
        run(elasticsearch.call(
                client -> client.indices().delete(index -> index.index(name).ignoreUnavailable(true))));
    }

    private static void run(Mono<?> call) {
        call.then().block();
    }

    private static <T> T await(Mono<T> call) {
        return call.blockOptional().orElseThrow();
    }
}
