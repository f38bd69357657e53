package org.jiebang.api.rank;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jiebang.api.matching.Candidates;
import org.jiebang.api.matching.Knowledge;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.matching.Reading;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesOptions;
import org.jiebang.matching.Judgements;
import org.jiebang.matching.MatchModel;
import org.jiebang.matching.MatchWeights;
import org.jiebang.region.RegionTree;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ranks documents for queries by the product's own retrieval and scoring and writes a run in TREC format: {@code query Q0 document rank
 * score jiebang}. The search engine is the one that {@code JIEBANG_ELASTICSEARCH_URIS} names, or one of its own that ends with it.
 */
public final class RankDocuments {
    private RankDocuments() {}

    /** Ends with status 2 and a sentence if the arguments are wrong. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(RankArguments.USAGE);
            return;
        }
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
        Compute compute = new Compute();
        try (Rest5ClientTransport transport =
                new Rest5ClientTransport(Rest5Client.builder(engine).build(), new Jackson3JsonpMapper(json))) {
            run(arguments, new Elasticsearch(new ElasticsearchAsyncClient(transport)), compute, json);
        } finally {
            compute.destroy();
        }
    }

    /** Ranks by a given engine; the index that it fills for that is gone afterwards. */
    static void run(RankArguments arguments, Elasticsearch elasticsearch, Compute compute, JsonMapper json)
            throws IOException {
        IndustryGraph graph = IndustryGraph.standard();
        DocumentBuilder documents = new DocumentBuilder(
                new TextAnalyzer(DomainDictionary.of(graph.vocabulary())), graph, RegionTree.standard());
        RankIndex index = new RankIndex(elasticsearch, documents, json, "jiebang-rank-" + UUID.randomUUID());
        AtomicReference<Knowledge> knowledge = new AtomicReference<>();
        Reading reading = new Reading(
                !arguments.without().contains(Ablation.FOCUS),
                !arguments.without().contains(Ablation.ASKING),
                !arguments.without().contains(Ablation.BLIND_FEEDBACK));
        RankIndex asking = index.asking();
        Matcher matcher = new Matcher(
                new Candidates(
                        elasticsearch, graph, library -> library == Library.PROBLEMS ? asking.name() : index.name()),
                graph,
                compute,
                knowledge::get,
                reading);
        MatchWeights weights = MatchWeights.STANDARD.without(Ablation.signals(arguments.without()));
        try {
            List<RankQuery> queries = RankQuery.read(arguments.queries());
            index.fill(arguments.documents());
            asking.fill(queries);
            CorpusModel learnt = index.learn();
            CorpusModel corpus =
                    arguments.without().contains(Ablation.CHARACTERS) ? learnt.withoutCharacters() : learnt;
            knowledge.set(Knowledge.of(corpus, new MatchModel(weights, Judgements.NONE), graph));
            Ranking ranking = new Ranking(matcher, documents, queries, weights);
            MatchModel model = ranking.learn(arguments.feedbackByQuery(), graph, corpus);
            knowledge.set(Knowledge.of(corpus, model, graph));
            ranking.write(arguments);
        } finally {
            asking.delete();
            index.delete();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
