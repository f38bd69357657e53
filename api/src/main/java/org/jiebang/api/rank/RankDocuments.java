package org.jiebang.api.rank;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiebang.api.matching.Candidates;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesOptions;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.MatchWeights;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranks documents for queries by the product's own retrieval and scoring and writes a run in TREC format: {@code query Q0 document rank
 * score jiebang}. The search engine is the one that {@code JIEBANG_ELASTICSEARCH_URIS} names, or one of its own that ends with it.
 */
public final class RankDocuments {
    private static final String NAME = "jiebang";
    private static final int AT_A_TIME = 4;

    private RankDocuments() {}

    /** Ends with status 2 and a sentence if the arguments are wrong. */
    public static void main(String[] arguments) throws IOException {
        RankArguments parsed;
        try {
            parsed = RankArguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(RankArguments.USAGE);
            System.exit(2);
            return;
        }
        String uris = System.getenv("JIEBANG_ELASTICSEARCH_URIS");
        if (uris != null && !uris.isBlank()) {
            run(parsed, URI.create(uris.split(",")[0].strip()));
            return;
        }
        Path directory = Files.createTempDirectory("jiebang-rank-");
        try (LocalServices services = LocalServices.start(
                LocalServicesOptions.in(directory).withServices(false, true).withElasticsearchHeap("1g"))) {
            services.awaitElasticsearch(Duration.ofMinutes(2));
            run(parsed, services.elasticsearchUri());
        } finally {
            delete(directory);
        }
    }

    private static void run(RankArguments arguments, URI engine) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        IndustryGraph graph = IndustryGraph.standard();
        DocumentBuilder documents = new DocumentBuilder(
                new TextAnalyzer(DomainDictionary.of(graph.vocabulary())), graph, RegionTree.standard());
        Compute compute = new Compute();
        try (Rest5ClientTransport transport =
                new Rest5ClientTransport(Rest5Client.builder(engine).build(), new Jackson3JsonpMapper(json))) {
            Elasticsearch elasticsearch = new Elasticsearch(new ElasticsearchAsyncClient(transport));
            RankIndex index = new RankIndex(elasticsearch, documents, json, "jiebang-rank-" + UUID.randomUUID());
            Matcher matcher = new Matcher(
                    new Candidates(elasticsearch, graph),
                    new MatchScorer(MatchWeights.STANDARD, graph, RegionTree.standard()),
                    graph,
                    compute);
            try {
                index.fill(arguments.documents());
                rank(arguments, index, matcher, documents);
            } finally {
                index.delete();
            }
        } finally {
            compute.destroy();
        }
    }

    private static void rank(RankArguments arguments, RankIndex index, Matcher matcher, DocumentBuilder documents)
            throws IOException {
        Map<String, Set<String>> candidates = arguments.judged();
        List<RankQuery> queries = RankQuery.read(arguments.queries());
        boolean restricted = arguments.candidates() != null;
        List<RankedQuery> ranked = Flux.fromIterable(queries)
                .flatMapSequential(
                        query -> {
                            Set<String> within = candidates.getOrDefault(query.id(), Set.of());
                            if (restricted && within.isEmpty()) {
                                return Flux.just(new RankedQuery(query.id(), List.of()));
                            }
                            return matcher.rank(
                                            query.problem(),
                                            documents,
                                            index.name(),
                                            Library.EXPERTS,
                                            restricted ? within.size() : arguments.limit(),
                                            within)
                                    .map(matches -> new RankedQuery(query.id(), matches))
                                    .flux();
                        },
                        AT_A_TIME)
                .collectList()
                .blockOptional()
                .orElseThrow();
        try (BufferedWriter out = Files.newBufferedWriter(arguments.out())) {
            for (RankedQuery query : ranked) {
                int rank = 1;
                for (Matcher.Ranked match : query.matches()) {
                    out.write(query.id() + " Q0 " + match.candidate().title() + " " + rank++ + " "
                            + match.score().value() + " " + NAME + "\n");
                }
            }
        }
    }

    private record RankedQuery(String id, List<Matcher.Ranked> matches) {}

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
