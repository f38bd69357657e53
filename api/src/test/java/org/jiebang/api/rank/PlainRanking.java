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
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranks as a plain search engine does, to compare with: BM25 of Elasticsearch over title and text, by its {@code standard} analyzer or by
 * {@code pairs} of characters: {@code bin/measure org.jiebang.api.rank.PlainRanking FOLDER standard|pairs} and the arguments of {@code
 * bin/rank}. FOLDER is for the engine and must be empty.
 */
final class PlainRanking {
    private static final String INDEX = "plain";
    private static final String FIELD = "text";

    private final ElasticsearchClient client;

    /** Null where the engine's standard analyzer does. */
    private final @Nullable TextAnalyzer pairs;

    private PlainRanking(ElasticsearchClient client, @Nullable TextAnalyzer pairs) {
        this.client = client;
        this.pairs = pairs;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        RankArguments parsed = RankArguments.parse(given.subList(2, given.size()));
        try (LocalServices services = LocalServices.start(LocalServicesOptions.in(Path.of(given.getFirst()))
                .withServices(false, true)
                .withElasticsearchHeap("1g"))) {
            services.awaitElasticsearch(Duration.ofMinutes(2));
            run(parsed, analyzer(given.get(1)), services.elasticsearchUri());
        }
    }

    private static @Nullable TextAnalyzer analyzer(String name) {
        return switch (name) {
            case "standard" -> null;
            case "pairs" -> new TextAnalyzer(DomainDictionary.of(List.of()));
            default -> throw new IllegalArgumentException("standard or pairs, not " + name);
        };
    }

    private static void run(RankArguments arguments, @Nullable TextAnalyzer pairs, URI engine) throws IOException {
        try (Rest5ClientTransport transport =
                new Rest5ClientTransport(Rest5Client.builder(engine).build(), new Jackson3JsonpMapper())) {
            PlainRanking ranking = new PlainRanking(new ElasticsearchClient(transport), pairs);
            ranking.fill(arguments.documents());
            Map<String, Set<String>> candidates = arguments.candidatesByQuery();
            try (BufferedWriter out = Files.newBufferedWriter(arguments.out())) {
                for (RankQuery query : RankQuery.read(arguments.queries())) {
                    Set<String> within = candidates.getOrDefault(query.id(), Set.of());
                    if (arguments.candidates() == null || !within.isEmpty()) {
                        ranking.write(query, within, arguments.limit(), out);
                    }
                }
            }
        }
    }

    private String text(String title, String content) {
        String text = (title + "\n" + content).strip();
        return pairs == null ? text : String.join(" ", pairs.grams(text));
    }

    private void fill(Path file) throws IOException {
        client.indices()
                .create(index -> index.index(INDEX)
                        .mappings(mappings -> mappings.properties(
                                FIELD,
                                field ->
                                        field.text(text -> text.analyzer(pairs == null ? "standard" : "whitespace")))));
        JsonMapper json = JsonMapper.shared();
        BulkRequest.Builder bulk = new BulkRequest.Builder().refresh(Refresh.True);
        for (String line : Files.readAllLines(file)) {
            JsonNode document = json.readTree(line);
            String text = text(
                    document.path("title").asString(""), document.path("text").asString(""));
            bulk.operations(one -> one.index(
                    to -> to.index(INDEX).id(document.path("id").asString("")).document(Map.of(FIELD, text))));
        }
        if (client.bulk(bulk.build()).errors()) {
            throw new IllegalStateException("The search engine refused a document.");
        }
    }

    private void write(RankQuery query, Set<String> within, int limit, BufferedWriter out) throws IOException {
        Query match = Query.of(one -> one.match(text -> text.field(FIELD).query(text(query.title(), query.content()))));
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
