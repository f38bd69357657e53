package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jiebang.api.measure.LoadRun;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.region.RegionTree;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Load run of problem → top 20 experts: {@code bin/measure org.jiebang.api.matching.MatchLoad PLATFORM ELASTICSEARCH}. */
final class MatchLoad {
    private static final int PROBLEMS = 200;

    private MatchLoad() {}

    public static void main(String[] arguments) throws IOException {
        LoadRun load = new LoadRun();
        JsonMapper json = JsonMapper.shared();
        IndustryGraph graph = IndustryGraph.standard();
        DocumentBuilder documents = new DocumentBuilder(
                new TextAnalyzer(DomainDictionary.of(graph.vocabulary())), graph, RegionTree.standard());
        Compute compute = new Compute();
        List<HttpRequest> product = new ArrayList<>();
        List<HttpRequest> bare = new ArrayList<>();
        try (Rest5ClientTransport transport = new Rest5ClientTransport(
                Rest5Client.builder(URI.create(arguments[1])).build(), new Jackson3JsonpMapper(json))) {
            Candidates candidates = new Candidates(
                    new Elasticsearch(new ElasticsearchAsyncClient(transport)), graph, LibraryIndex::alias);
            Demands demands = new Demands(candidates, graph, compute, Reading.STANDARD);
            for (String id : problems(load, json, arguments[0])) {
                product.add(load.get(arguments[0] + "/api/problems/" + id + "/matches?target=experts&limit=20"));
                LibraryRecord problem = problem(load, json, arguments[0], id);
                Asked asked = demands.ask(problem, documents, Library.EXPERTS, CorpusModel.NONE)
                        .blockOptional()
                        .orElseThrow();
                String body = JsonpUtils.toJsonString(
                        candidates.bare(Library.EXPERTS, asked.demand(), Matcher.candidatesFor(20, List.of())),
                        new Jackson3JsonpMapper(json));
                bare.add(load.post(arguments[1] + "/" + LibraryIndex.alias(Library.EXPERTS) + "/_search", body));
            }
        }
        load.compare("Problem to top 20 experts", product, bare);
        compute.destroy();
    }

    private static List<String> problems(LoadRun load, JsonMapper json, String platform) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (ids.size() < PROBLEMS) {
            JsonNode page = json.readTree(
                    load.read(load.get(platform + "/api/search?type=problem&size=100&sort=title&cursor=" + cursor)));
            page.path("hits").forEach(hit -> ids.add(hit.path("id").asString("")));
            if (page.path("next").isNull()) {
                break;
            }
            cursor = page.path("next").asString("");
        }
        return ids.subList(0, Math.min(PROBLEMS, ids.size()));
    }

    private static LibraryRecord problem(LoadRun load, JsonMapper json, String platform, String id) {
        java.util.Map<String, String> cells = new java.util.HashMap<>();
        json.readTree(load.read(load.get(platform + "/api/problems/" + id)))
                .path("cells")
                .forEach(cell -> cells.put(
                        cell.path("heading").asString(""), cell.path("value").asString("")));
        return java.util.Objects.requireNonNull(
                LibraryTable.of(Library.PROBLEMS).parse(1, cells).item());
    }
}
