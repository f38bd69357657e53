package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Profile;
import org.jiebang.text.CorpusModel;
import reactor.core.publisher.Mono;

/** Reads candidates from the search engine. */
public final class Candidates {
    private static final float SEGMENT_BOOST = 6;
    private static final float NEIGHBOUR_BOOST = 3;
    private static final float FIELD_BOOST = 1;

    private final Elasticsearch elasticsearch;
    private final IndexedRecords records;
    private final IndustryGraph graph;
    private final Function<Library, String> indexes;
    private final LibraryStatistics statistics;

    /**
     * @param indexes index or alias of each library
     */
    public Candidates(Elasticsearch elasticsearch, IndustryGraph graph, Function<Library, String> indexes) {
        this(elasticsearch, new IndexedRecords(elasticsearch), graph, indexes);
    }

    /**
     * @param records where what was read of an index is kept
     */
    Candidates(
            Elasticsearch elasticsearch,
            IndexedRecords records,
            IndustryGraph graph,
            Function<Library, String> indexes) {
        this.elasticsearch = elasticsearch;
        this.records = records;
        this.graph = graph;
        this.indexes = indexes;
        this.statistics = new LibraryStatistics(elasticsearch, indexes);
    }

    /** A record that may fit, with what is shown of it. */
    public record Candidate(
            String id, String title, List<String> texts, List<String> labels, List<String> places, Profile profile) {}

    /** How often terms occur in a library, see {@link LibraryStatistics#of}. */
    Mono<CorpusStatistics> statistics(Library library, Set<String> words, Set<String> pairs, CorpusModel model) {
        return statistics.of(library, words, pairs, model);
    }

    /**
     * The records of a library that meet most of a demand's terms or are near in the industry, as they stand there.
     *
     * @param within ids to which the candidates are limited; empty for all
     */
    Mono<List<IndexedRecord>> find(Library library, Demand demand, int limit, Collection<String> within) {
        return found(library, query(demand, within, within.isEmpty() ? 1 : 0), limit);
    }

    /** The records of a library, those that meet most of a demand's terms first, until there are enough; the last may meet none. */
    Mono<List<IndexedRecord>> fill(Library library, Demand demand, int limit) {
        return found(library, query(demand, List.of(), 0), limit);
    }

    /** Asks for the documents where most are new, for their numbers alone where most are known. */
    private Mono<List<IndexedRecord>> found(Library library, Query query, int limit) {
        String index = indexes.apply(library);
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
    Mono<List<List<IndexedRecord>>> findAll(Library library, List<Demand> demands, int limit) {
        MsearchRequest request = MsearchRequest.of(all -> all.index(indexes.apply(library))
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
    Mono<List<IndexedRecord>> get(Library library, Collection<String> ids) {
        return records.get(indexes.apply(library), ids);
    }

    /** Makes all that was written searchable. */
    Mono<Void> refresh(Library library) {
        return elasticsearch
                .call(client -> client.indices().refresh(all -> all.index(indexes.apply(library))))
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
    SearchRequest bare(Library library, Demand demand, int limit) {
        return of(
                indexes.apply(library),
                whole(query(demand, List.of(), 1), limit).seqNoPrimaryTerm(false));
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
