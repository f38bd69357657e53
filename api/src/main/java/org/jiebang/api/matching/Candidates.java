package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.termvectors.TermVector;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Profile;
import org.jiebang.matching.TermStatistics;
import org.jiebang.text.CorpusModel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads corpus statistics and candidates from the search engine. */
public final class Candidates {
    private static final float SEGMENT_BOOST = 6;
    private static final float NEIGHBOUR_BOOST = 3;
    private static final float FIELD_BOOST = 1;

    private static final int KEPT_MINUTES = 5;
    private static final int MOST_KEPT = 400_000;

    private final Elasticsearch elasticsearch;
    private final IndexedRecords records;
    private final IndustryGraph graph;
    private final Cache<Key, Long> frequencies = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(KEPT_MINUTES))
            .maximumSize(MOST_KEPT)
            .build();
    private final Cache<String, Lengths> lengths = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(KEPT_MINUTES))
            .build();

    public Candidates(Elasticsearch elasticsearch, IndustryGraph graph) {
        this(elasticsearch, new IndexedRecords(elasticsearch), graph);
    }

    /**
     * @param records where what was read of the index is kept
     */
    Candidates(Elasticsearch elasticsearch, IndexedRecords records, IndustryGraph graph) {
        this.elasticsearch = elasticsearch;
        this.records = records;
        this.graph = graph;
    }

    /** A record that may fit, with what is shown of it. */
    public record Candidate(
            String id, String title, List<String> texts, List<String> labels, List<String> places, Profile profile) {}

    private record Key(String index, String field, String term) {}

    private record Lengths(long documents, double words, double grams) {}

    /**
     * How often the given terms occur in an index; figures may be {@value #KEPT_MINUTES} minutes old, for they change slowly.
     *
     * @param words words of the demand
     * @param pairs pairs of Han characters of the demand
     * @param model what is known of single characters
     */
    public Mono<CorpusStatistics> statistics(String index, Set<String> words, Set<String> pairs, CorpusModel model) {
        Set<String> newWords = missing(index, LibraryIndex.WORDS, words);
        Set<String> newPairs = missing(index, LibraryIndex.GRAMS, pairs);
        TermStatistics characters =
                new TermStatistics(model.documents(), model.averageCharacters(), model.characterFrequency());
        Lengths known = lengths.getIfPresent(index);
        if (known != null && newWords.isEmpty() && newPairs.isEmpty()) {
            return Mono.just(statistics(index, known, words, pairs, characters));
        }
        return elasticsearch
                .call(client -> client.termvectors(vectors(index, newWords, newPairs)))
                .map(response -> {
                    keep(
                            index,
                            LibraryIndex.WORDS,
                            newWords,
                            response.termVectors().get(LibraryIndex.WORDS));
                    keep(
                            index,
                            LibraryIndex.GRAMS,
                            newPairs,
                            response.termVectors().get(LibraryIndex.GRAMS));
                    return statistics(index, lengths(index, response), words, pairs, characters);
                });
    }

    private Set<String> missing(String index, String field, Set<String> terms) {
        Set<String> missing = new LinkedHashSet<>();
        for (String term : terms) {
            if (frequencies.getIfPresent(new Key(index, field, term)) == null) {
                missing.add(term);
            }
        }
        return missing;
    }

    private static TermvectorsRequest<Map<String, Object>> vectors(String index, Set<String> words, Set<String> grams) {
        Map<String, Object> document =
                Map.of(LibraryIndex.WORDS, String.join(" ", words), LibraryIndex.GRAMS, String.join(" ", grams));
        return TermvectorsRequest.of(vectors -> vectors.index(index)
                .doc(document)
                .fields(LibraryIndex.WORDS, LibraryIndex.GRAMS)
                .termStatistics(true)
                .fieldStatistics(true)
                .positions(false)
                .offsets(false)
                .payloads(false));
    }

    private void keep(String index, String field, Set<String> terms, @Nullable TermVector vector) {
        Map<String, Long> found = frequencies(vector);
        terms.forEach(term -> frequencies.put(new Key(index, field, term), found.getOrDefault(term, 0L)));
    }

    private Lengths lengths(String index, TermvectorsResponse response) {
        TermVector words = response.termVectors().get(LibraryIndex.WORDS);
        TermVector grams = response.termVectors().get(LibraryIndex.GRAMS);
        Lengths known = lengths.getIfPresent(index);
        Lengths found = new Lengths(
                Math.max(documents(words), documents(grams)),
                words == null && known != null ? known.words() : averageLength(words),
                grams == null && known != null ? known.grams() : averageLength(grams));
        if (words != null && grams != null) {
            lengths.put(index, found);
        }
        return found;
    }

    private CorpusStatistics statistics(
            String index, Lengths corpus, Set<String> words, Set<String> pairs, TermStatistics characters) {
        return new CorpusStatistics(
                new TermStatistics(corpus.documents(), corpus.words(), known(index, LibraryIndex.WORDS, words)),
                new TermStatistics(corpus.documents(), corpus.grams(), known(index, LibraryIndex.GRAMS, pairs)),
                characters);
    }

    private Map<String, Long> known(String index, String field, Set<String> terms) {
        Map<String, Long> known = HashMap.newHashMap(terms.size());
        for (String term : terms) {
            Long frequency = frequencies.getIfPresent(new Key(index, field, term));
            if (frequency != null && frequency > 0) {
                known.put(term, frequency);
            }
        }
        return known;
    }

    private static long documents(@Nullable TermVector vector) {
        return vector == null || vector.fieldStatistics() == null
                ? 0
                : vector.fieldStatistics().docCount();
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
     * The records of an index that meet most of a demand's terms or are near in the industry, as they stand there.
     *
     * @param within ids to which the candidates are limited; empty for all
     */
    Mono<List<IndexedRecord>> find(String index, Demand demand, int limit, Collection<String> within) {
        return found(index, query(demand, within, within.isEmpty() ? 1 : 0), limit);
    }

    /** The records of an index, those that meet most of a demand's terms first, until there are enough; the last may meet none. */
    Mono<List<IndexedRecord>> fill(String index, Demand demand, int limit) {
        return found(index, query(demand, List.of(), 0), limit);
    }

    /** Asks for the documents where most are new, for their numbers alone where most are known. */
    private Mono<List<IndexedRecord>> found(String index, Query query, int limit) {
        return records.areMostlyKnown(index)
                ? elasticsearch
                        .call(client -> client.search(of(index, numbers(query, limit)), Void.class))
                        .flatMap(response -> records.get(index, IndexedRecords.documents(response.hits())))
                : elasticsearch
                        .call(client -> client.search(of(index, whole(query, limit)), IndexedRecord.Source.class))
                        .map(response -> records.keep(index, response.hits()));
    }

    /**
     * For each demand what {@link #find} would find, best first.
     *
     * @return in the order of the demands
     */
    Mono<List<List<IndexedRecord>>> findAll(String index, List<Demand> demands, int limit) {
        MsearchRequest request = MsearchRequest.of(all -> all.index(index)
                .searches(demands.stream()
                        .map(demand ->
                                RequestItem.of(item -> item.header(header -> header.allowPartialSearchResults(false))
                                        .body(numbers(query(demand, List.of(), 1), limit)
                                                .build())))
                        .toList()));
        return elasticsearch
                .call(client -> client.msearch(request, Void.class))
                .map(response ->
                        response.responses().stream().map(Candidates::documents).toList())
                .flatMap(records::getAll);
    }

    private static List<IndexedRecords.Document> documents(MultiSearchResponseItem<Void> answer) {
        if (answer.isFailure()) {
            throw Elasticsearch.unavailable();
        }
        return IndexedRecords.documents(answer.result().hits());
    }

    /** Documents by their ids as they stand, searchable or not yet; those that are not there are left out. */
    Mono<List<IndexedRecord>> get(String index, Collection<String> ids) {
        return records.get(index, ids);
    }

    /** Makes all that was written searchable. */
    Mono<Void> refresh(String index) {
        return elasticsearch
                .call(client -> client.indices().refresh(all -> all.index(index)))
                .then();
    }

    /** Which documents and as of which write, without unpacking any. */
    private static SearchRequest.Builder numbers(Query query, int limit) {
        return search(query, limit).storedFields("_none_").docvalueFields(field -> field.field(LibraryIndex.ID));
    }

    private static SearchRequest.Builder search(Query query, int limit) {
        return new SearchRequest.Builder()
                .query(query)
                .size(limit)
                .trackTotalHits(track -> track.enabled(false))
                .seqNoPrimaryTerm(true);
    }

    /** Which documents, as of which write and with all that is read of them. */
    private static SearchRequest.Builder whole(Query query, int limit) {
        return search(query, limit).source(source -> source.filter(filter -> filter.includes(IndexedRecord.FIELDS)));
    }

    /** The search behind {@link #find} with all that is read of the documents in one answer: what a match cannot do without. */
    SearchRequest bare(String index, Demand demand, int limit) {
        return of(index, whole(query(demand, List.of(), 1), limit).seqNoPrimaryTerm(false));
    }

    private static SearchRequest of(String index, SearchRequest.Builder search) {
        return search.index(index).allowPartialSearchResults(false).build();
    }

    private Query query(Demand demand, Collection<String> within, int fewest) {
        List<Query> should = new ArrayList<>();
        demand.searchedWords().forEach((word, weight) -> should.add(term(LibraryIndex.WORDS, word, weight)));
        demand.searchedPairs().forEach((pair, weight) -> should.add(term(LibraryIndex.GRAMS, pair, weight)));
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
                    LibraryIndex.FIELDS,
                    demand.profile().fields().stream().map(Enum::name).toList(),
                    FIELD_BOOST));
        }
        return Query.of(query -> query.bool(bool -> {
            bool.should(should).minimumShouldMatch(Integer.toString(fewest));
            if (fewest == 0) {
                bool.filter(filter -> filter.matchAll(all -> all));
            }
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
        return Query.of(query ->
                query.constantScore(constant -> constant.filter(filter -> filter.terms(terms -> terms.field(field)
                                .terms(list -> list.value(values.stream()
                                        .map(co.elastic.clients.elasticsearch._types.FieldValue::of)
                                        .toList()))))
                        .boost(boost)));
    }
}
