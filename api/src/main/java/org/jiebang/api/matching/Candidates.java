package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsResponse;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.termvectors.TermVector;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Profile;
import org.jiebang.matching.TermStatistics;
import org.jiebang.region.RegionCode;
import org.jiebang.text.CharacterCounter;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.WordCounter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads corpus statistics and candidates from the search engine. */
public final class Candidates {
    private static final float SEGMENT_BOOST = 6;
    private static final float NEIGHBOUR_BOOST = 3;
    private static final float FIELD_BOOST = 1;

    private static final int KEPT_MINUTES = 5;
    private static final int MOST_KEPT = 400_000;

    /** A document is some five kilobytes. */
    private static final int MOST_SOURCES = 4_000;

    private final Elasticsearch elasticsearch;
    private final IndustryGraph graph;
    private final Cache<Key, Long> frequencies = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(KEPT_MINUTES))
            .maximumSize(MOST_KEPT)
            .build();
    private final Cache<Document, Source> sources = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(KEPT_MINUTES))
            .maximumSize(MOST_SOURCES)
            .build();
    private final Cache<String, Lengths> lengths = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(KEPT_MINUTES))
            .build();

    public Candidates(Elasticsearch elasticsearch, IndustryGraph graph) {
        this.elasticsearch = elasticsearch;
        this.graph = graph;
    }

    /** A record that may fit, with what is shown of it. */
    public record Candidate(
            String id, String title, List<String> texts, List<String> labels, List<String> places, Profile profile) {}

    /** What is read of a document of an index. */
    record Source(
            @JsonProperty(LibraryIndex.ID) String id,
            @JsonProperty(LibraryIndex.TITLE) String title,
            @JsonProperty(LibraryIndex.TEXTS) List<String> texts,
            @JsonProperty(LibraryIndex.WORDS) String words,
            @JsonProperty(LibraryIndex.WORD_COUNT) int wordCount,
            @JsonProperty(LibraryIndex.GRAM_COUNT) int gramCount,
            @JsonProperty(LibraryIndex.SEGMENTS) List<String> segments,
            @JsonProperty(LibraryIndex.FIELDS) List<String> fields,
            @JsonProperty(LibraryIndex.PLACES) List<String> places,
            @JsonProperty(LibraryIndex.STANDING) double standing,
            @JsonProperty(LibraryIndex.AVAILABILITY) double availability,
            @JsonProperty(LibraryIndex.LABELS) List<String> labels) {
        private static final List<String> NAMES = Arrays.stream(Source.class.getRecordComponents())
                .map(component -> component
                        .getAccessor()
                        .getAnnotation(JsonProperty.class)
                        .value())
                .toList();
    }

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
    public Mono<List<Source>> find(String index, Demand demand, int limit, Collection<String> within) {
        return found(request(index, demand, limit, within));
    }

    /** The records of an index, those that meet most of a demand's terms first, until there are enough; the last may meet none. */
    Mono<List<Source>> fill(String index, Demand demand, int limit) {
        return found(request(index, query(demand, List.of(), 0), limit));
    }

    private Mono<List<Source>> found(SearchRequest request) {
        return elasticsearch
                .call(client -> client.search(request, Source.class))
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /**
     * For each demand what {@link #find} would find, best first; documents that were read a moment ago are not read again.
     *
     * @return in the order of the demands
     */
    Mono<List<List<Source>>> findAll(String index, List<Demand> demands, int limit) {
        MsearchRequest request = MsearchRequest.of(all -> all.index(index)
                .searches(demands.stream()
                        .map(demand ->
                                RequestItem.of(item -> item.header(header -> header.allowPartialSearchResults(false))
                                        .body(SearchRequest.of(search -> search.query(query(demand, List.of(), 1))
                                                .size(limit)
                                                .trackTotalHits(track -> track.enabled(false))
                                                .version(true)
                                                .source(source -> source.fetch(false))))))
                        .toList()));
        return elasticsearch
                .call(client -> client.msearch(request, Source.class))
                .map(response ->
                        response.responses().stream().map(Candidates::documents).toList())
                .flatMap(this::sources);
    }

    /** A document as it stood. */
    private record Document(String index, String id, long version) {}

    private static List<Document> documents(MultiSearchResponseItem<Source> answer) {
        if (answer.isFailure()) {
            throw Elasticsearch.unavailable();
        }
        return answer.result().hits().hits().stream()
                .map(hit -> new Document(
                        Objects.requireNonNull(hit.index()),
                        Objects.requireNonNull(hit.id()),
                        Objects.requireNonNullElse(hit.version(), 0L)))
                .toList();
    }

    private Mono<List<List<Source>>> sources(List<List<Document>> found) {
        Map<Document, Source> known = new HashMap<>();
        Set<Document> missing = new LinkedHashSet<>();
        for (List<Document> documents : found) {
            for (Document document : documents) {
                Source source = sources.getIfPresent(document);
                if (source == null) {
                    missing.add(document);
                } else {
                    known.put(document, source);
                }
            }
        }
        return read(missing).map(read -> {
            read.forEach((document, source) -> {
                known.put(document, source);
                sources.put(document, source);
            });
            return found.stream()
                    .map(documents -> documents.stream()
                            .map(known::get)
                            .filter(Objects::nonNull)
                            .toList())
                    .toList();
        });
    }

    private Mono<Map<Document, Source>> read(Set<Document> documents) {
        if (documents.isEmpty()) {
            return Mono.just(Map.of());
        }
        List<Document> asked = List.copyOf(documents);
        return elasticsearch
                .call(client -> client.mget(
                        get -> get.sourceIncludes(Source.NAMES)
                                .docs(asked.stream()
                                        .map(document -> MultiGetOperation.of(one ->
                                                one.index(document.index()).id(document.id())))
                                        .toList()),
                        Source.class))
                .map(response -> {
                    Map<Document, Source> read = new HashMap<>();
                    for (int i = 0; i < asked.size(); i++) {
                        MultiGetResponseItem<Source> answer = response.docs().get(i);
                        Source source = answer.isResult() ? answer.result().source() : null;
                        if (source != null) {
                            read.put(asked.get(i), source);
                        }
                    }
                    return read;
                });
    }

    /** Documents by their ids as they stand, searchable or not yet; those that are not there are left out. */
    Mono<List<Source>> get(String index, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return elasticsearch
                .call(client -> client.mget(
                        get -> get.index(index).sourceIncludes(Source.NAMES).ids(List.copyOf(ids)), Source.class))
                .map(response -> response.docs().stream()
                        .filter(MultiGetResponseItem::isResult)
                        .map(answer -> answer.result().source())
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Makes all that was written searchable. */
    Mono<Void> refresh(String index) {
        return elasticsearch
                .call(client -> client.indices().refresh(all -> all.index(index)))
                .then();
    }

    /** Reads what {@link #find} found; of their terms only those that the demand asks for. */
    public static List<Candidate> read(Library library, List<Source> sources, Demand demand, LatentSpace space) {
        return read(library, sources, demand, source -> space.meaning(source.words()));
    }

    /** The same, where the caller knows the meanings, for they are the same whatever is asked for. */
    static List<Candidate> read(
            Library library, List<Source> sources, Demand demand, Function<Source, Meaning> meanings) {
        Reader reader = new Reader(
                library,
                meanings,
                new WordCounter(demand.words().keySet()),
                new CharacterCounter(
                        demand.pairs().keySet(), demand.characters().keySet()));
        return sources.stream().map(reader::candidate).toList();
    }

    SearchRequest request(String index, Demand demand, int limit, Collection<String> within) {
        return request(index, query(demand, within, within.isEmpty() ? 1 : 0), limit);
    }

    private static SearchRequest request(String index, Query query, int limit) {
        return SearchRequest.of(search -> search.index(index)
                .allowPartialSearchResults(false)
                .query(query)
                .size(limit)
                .trackTotalHits(track -> track.enabled(false))
                .source(source -> source.filter(filter -> filter.includes(Source.NAMES))));
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

    /** Reads candidates of one demand. */
    private record Reader(
            Library library, Function<Source, Meaning> meanings, WordCounter words, CharacterCounter characters) {
        Candidate candidate(Source source) {
            CharacterCounter.Counts counts = characters.count(source.title(), source.texts());
            Profile profile = new Profile(
                    library,
                    new TermBag(words.count(source.words()), source.wordCount()),
                    new TermBag(counts.pairs(), source.gramCount()),
                    new TermBag(counts.characters(), counts.length()),
                    meanings.apply(source),
                    source.segments().stream().map(SegmentId::new).collect(Collectors.toUnmodifiableSet()),
                    source.fields().stream().map(IndustryField::valueOf).collect(Collectors.toUnmodifiableSet()),
                    source.places().stream().map(RegionCode::new).collect(Collectors.toUnmodifiableSet()),
                    source.standing(),
                    source.availability());
            return new Candidate(
                    source.id(), source.title(), source.texts(), source.labels(), source.places(), profile);
        }
    }
}
