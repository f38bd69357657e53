package org.jiebang.api.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Search over all libraries. */
@RestController
class SearchController {
    private final SearchService search;

    SearchController(SearchService search) {
        this.search = search;
    }

    /**
     * Finds records. Words in double quotes are a phrase that must stand in a hit; an empty query lists. A filter given several times takes
     * any of its values.
     */
    @Requires(Action.SEARCH_READ)
    @GetMapping("/api/search")
    Mono<SearchAnswer> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> industry,
            @RequestParam(required = false) @Nullable List<String> field,
            @RequestParam(required = false) @Nullable List<String> sector,
            @RequestParam(required = false) @Nullable List<String> chain,
            @RequestParam(required = false) @Nullable List<String> segment,
            @RequestParam(required = false) @Nullable List<String> region,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable List<String> industryClass,
            @RequestParam(required = false) @Nullable List<String> academician,
            @RequestParam(required = false) @Nullable List<String> ageGroup,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam(defaultValue = "relevance") String sort) {
        if (q.length() > SearchRequest.LONGEST_QUERY) {
            throw ApiException.badRequest("q", "TOO_LONG", "搜索词最多 " + SearchRequest.LONGEST_QUERY + " 字；整段需求请用“匹配预览”。");
        }
        Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
        put(filters, Facet.TYPE, types(type));
        put(filters, Facet.FIELD, field == null ? industry : field);
        put(filters, Facet.SECTOR, sector);
        put(filters, Facet.CHAIN, chain);
        put(filters, Facet.SEGMENT, segment);
        put(filters, Facet.REGION, region);
        put(filters, Facet.STATUS, status);
        put(filters, Facet.INDUSTRY_CLASS, industryClass);
        put(filters, Facet.ACADEMICIAN, truths(academician));
        put(filters, Facet.AGE_GROUP, ageGroup);
        return search.search(new SearchRequest(SearchText.parse(q), filters, order(sort), cursor, size));
    }

    private static void put(Map<Facet, List<String>> filters, Facet facet, @Nullable List<String> values) {
        if (values != null) {
            List<String> chosen =
                    values.stream().filter(value -> !value.isBlank()).toList();
            if (!chosen.isEmpty()) {
                filters.put(facet, chosen);
            }
        }
    }

    private static @Nullable List<String> types(@Nullable List<String> types) {
        return types == null
                ? null
                : types.stream()
                        .filter(type -> !type.isBlank())
                        .map(type -> Library.find(type)
                                .map(Library::type)
                                .orElseThrow(() -> ApiException.badRequest("type", "UNKNOWN_CHOICE", "没有这个类型：" + type)))
                        .toList();
    }

    private static @Nullable List<String> truths(@Nullable List<String> values) {
        if (values != null) {
            values.stream()
                    .filter(value -> !value.isBlank() && !value.equals("true") && !value.equals("false"))
                    .findFirst()
                    .ifPresent(value -> {
                        throw ApiException.badRequest("academician", "UNKNOWN_CHOICE", "只能是 true 或 false：" + value);
                    });
        }
        return values;
    }

    private static SearchRequest.Sort order(String sort) {
        return switch (sort.toLowerCase(Locale.ROOT)) {
            case "relevance", "" -> SearchRequest.Sort.RELEVANCE;
            case "newest" -> SearchRequest.Sort.NEWEST;
            case "title" -> SearchRequest.Sort.TITLE;
            default -> throw ApiException.badRequest("sort", "UNKNOWN_CHOICE", "排序只能是 relevance、newest 或 title。");
        };
    }

    /** Titles that begin as typed, while typing. */
    @Requires(Action.SEARCH_READ)
    @GetMapping("/api/suggest")
    Mono<List<SearchService.Suggestion>> suggest(@RequestParam(defaultValue = "") String q) {
        return search.suggest(q);
    }
}
