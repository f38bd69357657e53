package org.jiebang.api.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.CompletionSuggestOption;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Choice;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches the libraries. */
@Service
class SearchService {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String FILTERED = "filtered";
    private static final String VALUES = "values";
    private static final int MOST_SUGGESTIONS = 10;

    /** More than a facet has values, so that no index leaves one out and the counts add up. */
    private static final int EXACT = 1000;

    /** What is read of a document; words and the like stay in the engine. */
    private static final List<String> SHOWN = List.of(
            LibraryIndex.ID,
            LibraryIndex.TYPE,
            LibraryIndex.TITLE,
            LibraryIndex.TEXTS,
            LibraryIndex.FIELDS,
            LibraryIndex.SEGMENTS,
            LibraryIndex.PLACES,
            LibraryIndex.STATUS,
            LibraryIndex.LABELS,
            LibraryIndex.SAMPLE,
            LibraryIndex.PILOT);

    private final Elasticsearch elasticsearch;
    private final Dictionary dictionary;
    private final Compute compute;
    private final JsonMapper json;
    private final IndustryGraph graph = IndustryGraph.standard();
    private final RegionTree regions = RegionTree.standard();
    private final FacetLabels labels = new FacetLabels();

    SearchService(Elasticsearch elasticsearch, Dictionary dictionary, Compute compute, JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.dictionary = dictionary;
        this.compute = compute;
        this.json = json;
    }

    Mono<SearchAnswer> search(SearchRequest request) {
        SearchQueries queries = new SearchQueries(dictionary.analyzer(), dictionary.spellings(), graph);
        return compute.run(() -> engineRequest(request, queries, json))
                .flatMap(engine -> elasticsearch.call(client -> client.search(engine, JsonNode.class)))
                .flatMap(response -> compute.run(() -> answer(request, queries, response)));
    }

    static co.elastic.clients.elasticsearch.core.SearchRequest engineRequest(
            SearchRequest request, SearchQueries queries, JsonMapper json) {
        Map<Facet, Query> filters = new LinkedHashMap<>();
        request.filters().forEach((facet, values) -> {
            if (!values.isEmpty()) {
                filters.put(facet, filter(facet, values));
            }
        });
        List<SortOptions> sort = sort(request);
        return co.elastic.clients.elasticsearch.core.SearchRequest.of(search -> {
            search.index(Arrays.stream(Library.values())
                            .map(LibraryIndex::alias)
                            .toList())
                    .allowPartialSearchResults(false)
                    .query(queries.query(request.text()))
                    .size(request.size() + 1) // one more tells whether there is a next page
                    .trackTotalHits(track -> track.enabled(true))
                    .source(source -> source.filter(filter -> filter.includes(SHOWN)))
                    .sort(sort)
                    .aggregations(aggregations(filters));
            if (!filters.isEmpty()) {
                search.postFilter(all(List.copyOf(filters.values())));
            }
            if (!request.cursor().isEmpty()) {
                search.searchAfter(Cursor.read(request.cursor(), request.sort(), json));
            }
            return search;
        });
    }

    private static List<SortOptions> sort(SearchRequest request) {
        SortOptions last = field(LibraryIndex.ID, SortOrder.Asc);
        return switch (request.sort()) {
            case RELEVANCE ->
                request.text().isEmpty()
                        ? List.of(field(LibraryIndex.STANDING, SortOrder.Desc), last)
                        : List.of(SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))), last);
            case NEWEST -> List.of(field(LibraryIndex.UPDATED_AT, SortOrder.Desc), last);
            case TITLE -> List.of(field(LibraryIndex.SORT_TITLE, SortOrder.Asc), last);
        };
    }

    private static SortOptions field(String name, SortOrder order) {
        return SortOptions.of(sort -> sort.field(field -> field.field(name).order(order)));
    }

    private static Query all(List<Query> filters) {
        return Query.of(query -> query.bool(bool -> bool.filter(filters)));
    }

    private static Query filter(Facet facet, List<String> values) {
        if (facet == Facet.AGE_GROUP) {
            int year = Year.now(CHINA).getValue();
            List<Query> groups = values.stream()
                    .map(value -> ageGroup(value))
                    .map(group ->
                            Query.of(query -> query.range(range -> range.number(number -> number.field(facet.field())
                                    .gte((double) group.firstBirthYear(year))
                                    .lte((double) group.lastBirthYear(year))))))
                    .toList();
            return Query.of(query -> query.bool(bool -> bool.should(groups).minimumShouldMatch("1")));
        }
        List<FieldValue> wanted = values.stream()
                .map(value ->
                        facet == Facet.ACADEMICIAN ? FieldValue.of(Boolean.parseBoolean(value)) : FieldValue.of(value))
                .toList();
        return Query.of(query -> query.terms(terms -> terms.field(facet.field()).terms(list -> list.value(wanted))));
    }

    private static AgeGroup ageGroup(String value) {
        return Arrays.stream(AgeGroup.values())
                .filter(group -> group.name().equals(value))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("ageGroup", "UNKNOWN_CHOICE", "没有这个年龄段：" + value));
    }

    /** Each facet counts the hits under all filters but its own, so that further values can be chosen. */
    private static Map<String, Aggregation> aggregations(Map<Facet, Query> filters) {
        Map<String, Aggregation> aggregations = new LinkedHashMap<>();
        for (Facet facet : EnumSet.allOf(Facet.class)) {
            List<Query> others = filters.entrySet().stream()
                    .filter(entry -> entry.getKey() != facet)
                    .map(Map.Entry::getValue)
                    .toList();
            Aggregation values = values(facet);
            aggregations.put(
                    facet.parameter(),
                    others.isEmpty()
                            ? values
                            : Aggregation.of(by -> by.filter(all(others)).aggregations(VALUES, values)));
        }
        return aggregations;
    }

    private static Aggregation values(Facet facet) {
        if (facet == Facet.AGE_GROUP) {
            int year = Year.now(CHINA).getValue();
            List<AggregationRange> ranges = Arrays.stream(AgeGroup.values())
                    .map(group -> AggregationRange.of(range -> range.key(group.name())
                            .from((double) group.firstBirthYear(year))
                            .to((double) group.lastBirthYear(year) + 1)))
                    .toList();
            return Aggregation.of(
                    by -> by.range(range -> range.field(facet.field()).ranges(ranges)));
        }
        return Aggregation.of(by ->
                by.terms(terms -> terms.field(facet.field()).size(facet.most()).shardSize(EXACT)));
    }

    private SearchAnswer answer(SearchRequest request, SearchQueries queries, SearchResponse<JsonNode> response) {
        Set<String> terms = queries.markedTerms(request.text());
        Marks marks = new Marks(terms, request.text());
        List<SearchAnswer.Hit> hits = new ArrayList<>();
        List<Hit<JsonNode>> found = response.hits().hits();
        List<Hit<JsonNode>> page = found.subList(0, Math.min(found.size(), request.size()));
        page.forEach(hit -> hits.add(hit(hit, marks)));
        String next = found.size() > page.size()
                ? Cursor.write(request.sort(), page.getLast().sort(), json)
                : null;
        Map<String, List<SearchAnswer.FacetCount>> facets = new LinkedHashMap<>();
        for (Facet facet : Facet.values()) {
            Aggregate aggregate = response.aggregations().get(facet.parameter());
            facets.put(facet.parameter(), aggregate == null ? List.of() : counts(facet, aggregate));
        }
        var total = response.hits().total();
        return new SearchAnswer(total == null ? hits.size() : total.value(), hits, facets, next, List.copyOf(terms));
    }

    private SearchAnswer.Hit hit(Hit<JsonNode> hit, Marks marks) {
        JsonNode source = java.util.Objects.requireNonNull(hit.source());
        String title = source.path(LibraryIndex.TITLE).asString("");
        Marks.Snippet snippet = marks.snippet(strings(source, LibraryIndex.TEXTS));
        Double score = hit.score();
        return new SearchAnswer.Hit(
                source.path(LibraryIndex.ID).asString(""),
                source.path(LibraryIndex.TYPE).asString(""),
                title,
                marks.in(title),
                snippet.text(),
                snippet.marks(),
                score == null || score.isNaN() ? 0 : score,
                Choice.fields(strings(source, LibraryIndex.FIELDS).stream()
                        .map(IndustryField::valueOf)
                        .toList()),
                Choice.segments(
                        strings(source, LibraryIndex.SEGMENTS).stream()
                                .map(SegmentId::new)
                                .toList(),
                        graph),
                Choice.regions(
                        strings(source, LibraryIndex.PLACES).stream()
                                .map(RegionCode::new)
                                .toList(),
                        regions),
                status(source),
                strings(source, LibraryIndex.LABELS),
                source.path(LibraryIndex.SAMPLE).asBoolean(false),
                source.path(LibraryIndex.PILOT).asBoolean(false));
    }

    private static @Nullable Choice status(JsonNode source) {
        String status = source.path(LibraryIndex.STATUS).asString("");
        return status.isEmpty()
                ? null
                : new Choice(status, ProblemStatus.valueOf(status).label());
    }

    private static List<String> strings(JsonNode source, String field) {
        List<String> values = new ArrayList<>();
        source.path(field).forEach(value -> values.add(value.asString("")));
        return values;
    }

    private List<SearchAnswer.FacetCount> counts(Facet facet, Aggregate aggregate) {
        Aggregate values = aggregate.isFilter()
                ? java.util.Objects.requireNonNull(
                        aggregate.filter().aggregations().get(VALUES))
                : aggregate;
        List<SearchAnswer.FacetCount> counts = new ArrayList<>();
        if (values.isSterms()) {
            values.sterms()
                    .buckets()
                    .array()
                    .forEach(bucket -> counts.add(count(facet, bucket.key().stringValue(), bucket.docCount())));
        } else if (values.isLterms()) {
            values.lterms()
                    .buckets()
                    .array()
                    .forEach(bucket ->
                            counts.add(count(facet, bucket.key() == 1 ? "true" : "false", bucket.docCount())));
        } else if (values.isRange()) {
            values.range().buckets().array().stream()
                    .filter(bucket -> bucket.docCount() > 0)
                    .forEach(bucket -> counts.add(count(facet, String.valueOf(bucket.key()), bucket.docCount())));
        }
        return counts;
    }

    private SearchAnswer.FacetCount count(Facet facet, String value, long count) {
        return new SearchAnswer.FacetCount(
                value, labels.label(facet, value), count, labels.parent(facet, value), labels.pilot(facet, value));
    }

    /** Filters as the engine takes them; values that cannot be are refused. */
    static List<Query> filters(Map<Facet, List<String>> filters) {
        return filters.entrySet().stream()
                .map(filter -> filter(filter.getKey(), filter.getValue()))
                .toList();
    }

    /** Makes all that was written searchable. */
    Mono<Void> refresh() {
        return elasticsearch
                .call(client -> client.indices().refresh(all -> all.index(aliases())))
                .then();
    }

    private static List<String> aliases() {
        return Arrays.stream(Library.values()).map(LibraryIndex::alias).toList();
    }

    /** Which of some records a search finds. */
    Mono<Set<UUID>> among(SearchText text, Map<Facet, List<String>> filters, Collection<UUID> records) {
        SearchQueries queries = new SearchQueries(dictionary.analyzer(), dictionary.spellings(), graph);
        List<String> ids = records.stream().map(UUID::toString).toList();
        return compute.run(() -> queries.query(text))
                .flatMap(query -> elasticsearch.call(client -> client.search(
                        search -> search.index(aliases())
                                .allowPartialSearchResults(false)
                                .size(ids.size())
                                .trackTotalHits(track -> track.enabled(false))
                                .source(source -> source.fetch(false))
                                .query(all -> all.bool(bool -> bool.must(query)
                                        .filter(by -> by.ids(one -> one.values(ids)))
                                        .filter(filters(filters)))),
                        JsonNode.class)))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> UUID.fromString(Objects.requireNonNull(hit.id())))
                        .collect(Collectors.toSet()));
    }

    /** The next records of a library that a search finds, in the order of their ids. */
    Mono<List<UUID>> ids(
            SearchText text, Map<Facet, List<String>> filters, Library library, @Nullable UUID after, int limit) {
        SearchQueries queries = new SearchQueries(dictionary.analyzer(), dictionary.spellings(), graph);
        return compute.run(() -> queries.query(text))
                .flatMap(query -> elasticsearch.call(client -> client.search(
                        search -> {
                            search.index(LibraryIndex.alias(library))
                                    .allowPartialSearchResults(false)
                                    .size(limit)
                                    .trackTotalHits(track -> track.enabled(false))
                                    .source(source -> source.fetch(false))
                                    .sort(field(LibraryIndex.ID, SortOrder.Asc))
                                    .query(all ->
                                            all.bool(bool -> bool.must(query).filter(filters(filters))));
                            return after == null ? search : search.searchAfter(FieldValue.of(after.toString()));
                        },
                        JsonNode.class)))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> UUID.fromString(Objects.requireNonNull(hit.id())))
                        .toList());
    }

    /** The records that a search finds, the latest changed first. */
    Mono<List<UUID>> newest(SearchText text, Map<Facet, List<String>> filters, int size) {
        SearchQueries queries = new SearchQueries(dictionary.analyzer(), dictionary.spellings(), graph);
        return compute.run(() -> queries.query(text))
                .flatMap(query -> elasticsearch.call(client -> client.search(
                        search -> search.index(aliases())
                                .allowPartialSearchResults(false)
                                .size(size)
                                .trackTotalHits(track -> track.enabled(false))
                                .source(source -> source.fetch(false))
                                .sort(
                                        field(LibraryIndex.UPDATED_AT, SortOrder.Desc),
                                        field(LibraryIndex.ID, SortOrder.Asc))
                                .query(all -> all.bool(bool -> bool.must(query).filter(filters(filters)))),
                        JsonNode.class)))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> UUID.fromString(Objects.requireNonNull(hit.id())))
                        .toList());
    }

    /** A title that begins as typed. */
    record Suggestion(String text, String type, @Nullable String id) {}

    /** Titles that begin as typed, in characters, pinyin or initials. */
    Mono<List<Suggestion>> suggest(String typed) {
        String prefix = typed.strip().toLowerCase(Locale.ROOT);
        if (prefix.isEmpty()) {
            return Mono.just(List.of());
        }
        return elasticsearch
                .call(client -> client.search(
                        search -> search.index(Arrays.stream(Library.values())
                                        .map(LibraryIndex::alias)
                                        .toList())
                                .allowPartialSearchResults(false)
                                .size(0)
                                .source(source -> source.filter(filter ->
                                        filter.includes(LibraryIndex.ID, LibraryIndex.TYPE, LibraryIndex.TITLE)))
                                .suggest(suggest -> suggest.suggesters(
                                        FILTERED,
                                        by -> by.prefix(prefix)
                                                .completion(completion -> completion
                                                        .field(LibraryIndex.SUGGEST)
                                                        .size(MOST_SUGGESTIONS)))),
                        JsonNode.class))
                .map(response -> response.suggest().getOrDefault(FILTERED, List.of()).stream()
                        .flatMap(found -> found.completion().options().stream())
                        .map(CompletionSuggestOption::source)
                        .filter(java.util.Objects::nonNull)
                        .map(source -> new Suggestion(
                                source.path(LibraryIndex.TITLE).asString(""),
                                source.path(LibraryIndex.TYPE).asString(""),
                                source.path(LibraryIndex.ID).asString("")))
                        .distinct()
                        .limit(MOST_SUGGESTIONS)
                        .toList());
    }
}
