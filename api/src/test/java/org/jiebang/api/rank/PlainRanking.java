package org.jiebang.api.rank;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranks as a plain search engine does, to compare with: BM25 of Elasticsearch over title and text with one of its own analyzers, {@code
 * standard} or {@code cjk} (pairs of characters): {@code bin/measure org.jiebang.api.rank.PlainRanking FOLDER ANALYZER} and the arguments of
 * {@code bin/rank}. FOLDER is for the engine and must be empty.
 */
final class PlainRanking {
    private static final String INDEX = "plain";
    private static final String FIELD = "text";

    private PlainRanking() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        RankArguments parsed = RankArguments.parse(given.subList(2, given.size()));
        try (LocalServices services = LocalServices.start(LocalServicesOptions.in(Path.of(given.getFirst()))
                .withServices(false, true)
                .withElasticsearchHeap("1g"))) {
            services.awaitElasticsearch(Duration.ofMinutes(2));
            run(parsed, given.get(1), services.elasticsearchUri());
        }
    }

    private static void run(RankArguments arguments, String analyzer, URI engine) throws IOException {
        try (Rest5ClientTransport transport =
                new Rest5ClientTransport(Rest5Client.builder(engine).build(), new Jackson3JsonpMapper())) {
            ElasticsearchClient client = new ElasticsearchClient(transport);
            client.indices()
                    .create(index -> index.index(INDEX)
                            .mappings(mappings ->
                                    mappings.properties(FIELD, field -> field.text(text -> text.analyzer(analyzer)))));
            fill(client, arguments.documents());
            Map<String, Set<String>> candidates = arguments.candidatesByQuery();
            try (BufferedWriter out = Files.newBufferedWriter(arguments.out())) {
                for (RankQuery query : RankQuery.read(arguments.queries())) {
                    Set<String> within = candidates.getOrDefault(query.id(), Set.of());
                    if (arguments.candidates() == null || !within.isEmpty()) {
                        write(client, query, within, arguments.limit(), out);
                    }
                }
            }
        }
    }

    private static void fill(ElasticsearchClient client, Path file) throws IOException {
        JsonMapper json = JsonMapper.shared();
        BulkRequest.Builder bulk = new BulkRequest.Builder().refresh(Refresh.True);
        for (String line : Files.readAllLines(file)) {
            JsonNode document = json.readTree(line);
            String text = document.path("title").asString("") + "\n"
                    + document.path("text").asString("");
            bulk.operations(one -> one.index(
                    to -> to.index(INDEX).id(document.path("id").asString("")).document(Map.of(FIELD, text))));
        }
        if (client.bulk(bulk.build()).errors()) {
            throw new IllegalStateException("The search engine refused a document.");
        }
    }

    private static void write(
            ElasticsearchClient client, RankQuery query, Set<String> within, int limit, BufferedWriter out)
            throws IOException {
        Query match = Query.of(one ->
                one.match(text -> text.field(FIELD).query((query.title() + "\n" + query.content()).strip())));
        SearchResponse<Void> found = client.search(
                search -> search.index(INDEX)
                        .size(within.isEmpty() ? limit : within.size())
                        .source(source -> source.fetch(false))
                        .query(all -> all.bool(bool -> within.isEmpty()
                                ? bool.must(match)
                                // Those that meet no word stand below the others, as judged documents must all be
                                // ranked.
                                : bool.should(match).filter(ids -> ids.ids(one -> one.values(List.copyOf(within)))))),
                Void.class);
        int rank = 1;
        for (Hit<Void> hit : found.hits().hits()) {
            out.write(query.id() + " Q0 " + hit.id() + " " + rank++ + " " + Objects.requireNonNull(hit.score())
                    + " plain\n");
        }
    }
}
