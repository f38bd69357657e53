package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.TermvectorsRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.termvectors.TermVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Profile;
import org.jiebang.region.RegionCode;
import org.jiebang.text.TermBag;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads corpus statistics and candidates from the search engine. */
public final class Candidates {
    private static final float SEGMENT_BOOST = 6;
    private static final float NEIGHBOUR_BOOST = 3;
    private static final float FIELD_BOOST = 1;

    private static final List<String> READ = List.of(
            LibraryIndex.ID,
            LibraryIndex.TITLE,
            LibraryIndex.TEXTS,
            LibraryIndex.WORDS,
            LibraryIndex.GRAM_COUNT,
            LibraryIndex.SEGMENTS,
            LibraryIndex.FIELDS,
            LibraryIndex.PLACES,
            LibraryIndex.STANDING,
            LibraryIndex.AVAILABILITY,
            LibraryIndex.LABELS,
            LibraryIndex.SAMPLE);

    private final Elasticsearch elasticsearch;
    private final IndustryGraph graph;

    public Candidates(Elasticsearch elasticsearch, IndustryGraph graph) {
        this.elasticsearch = elasticsearch;
        this.graph = graph;
    }

    /** A record that may fit, with what is shown of it. */
    public record Candidate(String id, String title, List<String> texts, List<String> labels, List<String> places, Profile profile) {}

    /**
     * How often the given terms occur in an index.
     *
     * @param words words of the demand
     * @param grams pairs of Han characters of the demand
     */
    public Mono<CorpusStatistics> statistics(String index, Set<String> words, Set<String> grams) {
        Map<String, Object> document =
                Map.of(LibraryIndex.WORDS, String.join(" ", words), LibraryIndex.GRAMS, String.join(" ", grams));
        TermvectorsRequest<Map<String, Object>> request = TermvectorsRequest.of(vectors -> vectors.index(index)
                .doc(document)
                .fields(LibraryIndex.WORDS, LibraryIndex.GRAMS)
                .termStatistics(true)
                .fieldStatistics(true)
                .positions(false)
                .offsets(false)
                .payloads(false));
        return elasticsearch
                .call(client -> client.termvectors(request))
                .map(Candidates::statistics);
    }

    private static CorpusStatistics statistics(TermvectorsResponse response) {
        TermVector words = response.termVectors().get(LibraryIndex.WORDS);
        TermVector grams = response.termVectors().get(LibraryIndex.GRAMS);
        return new CorpusStatistics(
                Math.max(documents(words), documents(grams)),
                averageLength(words),
                averageLength(grams),
                frequencies(words),
                frequencies(grams));
    }

    private static long documents(@Nullable TermVector vector) {
        return vector == null || vector.fieldStatistics() == null ? 0 : vector.fieldStatistics().docCount();
    }

    private static double averageLength(@Nullable TermVector vector) {
        long documents = documents(vector);
        return vector == null || vector.fieldStatistics() == null || documents == 0
                ? 0
                : (double) vector.fieldStatistics().sumTtf() / documents;
    }

    private static Map<String, Long> frequencies(@Nullable TermVector vector) {
        Map<String, Long> frequencies = new HashMap<>();
        if (vector != null) {
            vector.terms().forEach((term, statistics) -> {
                Integer frequency = statistics.docFreq();
                if (frequency != null) {
                    frequencies.put(term, (long) frequency);
                }
            });
        }
        return frequencies;
    }

    /**
     * The records of an index that meet most of a demand's terms or are near in the industry.
     *
     * @param within ids to which the candidates are limited; empty for all
     */
    public Mono<List<Candidate>> find(
            String index, Library library, Demand demand, TextAnalyzer analyzer, int limit, Collection<String> within) {
        Query query = query(demand, within);
        return elasticsearch
                .call(client -> client.search(
                        search -> search.index(index)
                                .query(query)
                                .size(limit)
                                .trackTotalHits(track -> track.enabled(false))
                                .source(source -> source.filter(filter -> filter.includes(READ))),
                        JsonNode.class))
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(java.util.Objects::nonNull)
                        .map(source -> candidate(library, source, demand, analyzer))
                        .toList());
    }

    private Query query(Demand demand, Collection<String> within) {
        List<Query> should = new ArrayList<>();
        demand.words().forEach((word, weight) -> should.add(term(LibraryIndex.WORDS, word, weight)));
        demand.grams().forEach((gram, weight) -> should.add(term(LibraryIndex.GRAMS, gram, weight)));
        Set<String> neighbours = new LinkedHashSet<>();
        demand.profile().segments().forEach(segment -> {
            should.add(constant(LibraryIndex.SEGMENTS, List.of(segment.value()), SEGMENT_BOOST));
            graph.neighbours(segment).forEach(neighbour -> neighbours.add(neighbour.value()));
        });
        if (!neighbours.isEmpty()) {
            should.add(constant(LibraryIndex.SEGMENTS, neighbours, NEIGHBOUR_BOOST));
        }
        if (!demand.profile().fields().isEmpty()) {
            should.add(constant(
                    LibraryIndex.FIELDS, demand.profile().fields().stream().map(Enum::name).toList(), FIELD_BOOST));
        }
        return Query.of(query -> query.bool(bool -> {
            bool.should(should).minimumShouldMatch(within.isEmpty() ? "1" : "0");
            if (!within.isEmpty()) {
                bool.filter(filter -> filter.ids(ids -> ids.values(List.copyOf(within))));
            }
            return bool;
        }));
    }

    private static Query term(String field, String term, double weight) {
        return Query.of(query -> query.term(by -> by.field(field).value(term).boost((float) weight)));
    }

    private static Query constant(String field, Collection<String> values, float boost) {
        return Query.of(query -> query.constantScore(constant -> constant
                .filter(filter -> filter.terms(terms -> terms.field(field)
                        .terms(list -> list.value(values.stream()
                                .map(co.elastic.clients.elasticsearch._types.FieldValue::of)
                                .toList()))))
                .boost(boost)));
    }

    private static Candidate candidate(Library library, JsonNode source, Demand demand, TextAnalyzer analyzer) {
        String title = source.path(LibraryIndex.TITLE).asString("");
        List<String> texts = strings(source, LibraryIndex.TEXTS);
        List<String> places = strings(source, LibraryIndex.PLACES);
        TermBag words = TermBag.of(Arrays.asList(source.path(LibraryIndex.WORDS).asString("").split(" ")));
        Map<String, Integer> grams = new HashMap<>();
        countGrams(grams, title, demand, analyzer);
        texts.forEach(text -> countGrams(grams, text, demand, analyzer));
        Profile profile = new Profile(
                library,
                words,
                new TermBag(grams, source.path(LibraryIndex.GRAM_COUNT).asInt(0)),
                Set.copyOf(strings(source, LibraryIndex.SEGMENTS).stream().map(SegmentId::new).toList()),
                Set.copyOf(strings(source, LibraryIndex.FIELDS).stream().map(IndustryField::valueOf).toList()),
                Set.copyOf(places.stream().map(RegionCode::new).toList()),
                source.path(LibraryIndex.STANDING).asDouble(0),
                source.path(LibraryIndex.AVAILABILITY).asDouble(0));
        return new Candidate(
                source.path(LibraryIndex.ID).asString(""), title, texts, strings(source, LibraryIndex.LABELS), places, profile);
    }

    private static void countGrams(Map<String, Integer> counts, String text, Demand demand, TextAnalyzer analyzer) {
        for (String gram : analyzer.bigrams(text)) {
            if (demand.grams().containsKey(gram)) {
                counts.merge(gram, 1, Integer::sum);
            }
        }
    }

    private static List<String> strings(JsonNode source, String field) {
        List<String> values = new ArrayList<>();
        source.path(field).forEach(value -> values.add(value.asString("")));
        return values;
    }
}
