package org.jiebang.api.search;

import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jiebang.api.measure.LoadRun;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.Spellings;
import org.jiebang.text.TextAnalyzer;
import tools.jackson.databind.json.JsonMapper;

/** Load run of the search with facets: {@code bin/measure org.jiebang.api.search.SearchLoad PLATFORM ELASTICSEARCH}. */
final class SearchLoad {
    private SearchLoad() {}

    public static void main(String[] arguments) {
        LoadRun load = new LoadRun();
        IndustryGraph graph = IndustryGraph.standard();
        DomainDictionary dictionary = DomainDictionary.of(graph.vocabulary());
        TextAnalyzer analyzer =
                new DocumentBuilder(new TextAnalyzer(dictionary), graph, RegionTree.standard()).analyzer();
        SearchQueries queries = new SearchQueries(analyzer, new Spellings(dictionary), graph);
        String aliases =
                Arrays.stream(Library.values()).map(LibraryIndex::alias).collect(Collectors.joining(","));
        List<HttpRequest> product = new ArrayList<>();
        List<HttpRequest> bare = new ArrayList<>();
        for (String query : words(graph)) {
            product.add(load.get(arguments[0] + "/api/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
            SearchRequest request =
                    new SearchRequest(SearchText.parse(query), Map.of(), SearchRequest.Sort.RELEVANCE, "", 20);
            String body = JsonpUtils.toJsonString(
                    SearchService.engineRequest(request, queries, JsonMapper.shared()),
                    new Jackson3JsonpMapper(JsonMapper.shared()));
            bare.add(load.post(arguments[1] + "/" + aliases + "/_search", body));
        }
        load.compare("Search with facets", product, bare);
    }

    /** What people type: a segment, a term, or two terms of one segment. */
    private static List<String> words(IndustryGraph graph) {
        Random random = new Random(7);
        List<Segment> segments = new ArrayList<>(graph.segments());
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Segment segment = segments.get(random.nextInt(segments.size()));
            List<String> terms = segment.terms().map(term -> term.name()).toList();
            String first = terms.get(random.nextInt(terms.size()));
            queries.add(
                    switch (i % 3) {
                        case 0 -> segment.name();
                        case 1 -> first;
                        default -> first + " " + terms.get(random.nextInt(terms.size()));
                    });
        }
        return queries;
    }
}
