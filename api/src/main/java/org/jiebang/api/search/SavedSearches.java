package org.jiebang.api.search;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Searches that are kept, as the parameters of an address, and asked again of what is new. */
@Component
public class SavedSearches {
    private static final String WORDS = "q";
    private static final Set<String> NOT_KEPT = Set.of("sort", "cursor", "size");
    private static final int AT_A_TIME = 4;

    private final SearchService search;

    SavedSearches(SearchService search) {
        this.search = search;
    }

    private record Parsed(SearchText text, Map<Facet, List<String>> filters) {}

    /**
     * The search in the one form in which it is kept: parameters in order, each value once, without page and order.
     *
     * @throws ApiException if it has a parameter that is unknown or a value that cannot be, or asks for nothing at all
     */
    public String checked(String query) {
        Map<String, Set<String>> parameters = parameters(query);
        Parsed parsed = parsed(parameters);
        if (SearchService.filters(parsed.filters()).isEmpty() && parsed.text().isEmpty()) {
            throw ApiException.badRequest("search", "BLANK", "请至少给出检索词或一个筛选条件。");
        }
        StringBuilder kept = new StringBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> kept.append(kept.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return kept.toString();
    }

    private static Map<String, Set<String>> parameters(String query) {
        Map<String, Set<String>> parameters = new TreeMap<>();
        for (String pair : query.replaceFirst("^\\?", "").split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[1].isBlank() || NOT_KEPT.contains(parts[0])) {
                continue;
            }
            String name = parts[0].equals("industry") ? Facet.FIELD.parameter() : parts[0];
            parameters.computeIfAbsent(name, key -> new TreeSet<>()).add(decoded(parts[1]));
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("search", "UNREADABLE", "检索条件的编码有误，请从检索页订阅。");
        }
    }

    private static Parsed parsed(Map<String, Set<String>> parameters) {
        Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
        String words = "";
        for (Map.Entry<String, Set<String>> parameter : parameters.entrySet()) {
            if (parameter.getKey().equals(WORDS)) {
                words = String.join(" ", parameter.getValue());
            } else {
                Facet facet = facet(parameter.getKey());
                filters.put(
                        facet,
                        parameter.getValue().stream()
                                .map(value -> facet == Facet.TYPE ? type(value) : value)
                                .toList());
            }
        }
        if (words.length() > SearchRequest.LONGEST_QUERY) {
            throw ApiException.badRequest("search", "TOO_LONG", "检索词最多 " + SearchRequest.LONGEST_QUERY + " 字。");
        }
        return new Parsed(SearchText.parse(words), filters);
    }

    private static Facet facet(String parameter) {
        return Arrays.stream(Facet.values())
                .filter(facet -> facet.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("search", "UNKNOWN_CHOICE", "没有这个检索条件：" + parameter));
    }

    private static String type(String value) {
        return Library.find(value)
                .map(Library::type)
                .orElseThrow(() -> ApiException.badRequest("search", "UNKNOWN_CHOICE", "没有这个类型：" + value));
    }

    /**
     * The ids of all records of a library that a search finds, in pages and in their order.
     *
     * @param query as in the address of the search page; blank for the whole library
     * @throws ApiException as {@link #checked}
     */
    public Flux<List<UUID>> pages(String query, Library library, int size) {
        Parsed parsed = parsed(parameters(query));
        return search.ids(parsed.text(), parsed.filters(), library, null, size)
                .expand(page -> page.size() < size
                        ? Mono.empty()
                        : search.ids(parsed.text(), parsed.filters(), library, page.getLast(), size))
                .filter(page -> !page.isEmpty());
    }

    /** The ids of what a kept search finds in all libraries, the latest changed first. */
    public Mono<List<UUID>> newest(String query, int size) {
        Parsed parsed = parsed(parameters(query));
        return search.newest(parsed.text(), parsed.filters(), size);
    }

    /** Which of some records each search finds, by the search. All that was written before is searched. */
    public Mono<Map<String, Set<UUID>>> matching(List<String> searches, Collection<UUID> records) {
        return searches.isEmpty()
                ? Mono.just(Map.of())
                : search.refresh()
                        .thenMany(Flux.fromIterable(searches))
                        .flatMap(
                                one -> {
                                    Parsed parsed = parsed(parameters(one));
                                    return search.among(parsed.text(), parsed.filters(), records)
                                            .map(found -> Map.entry(one, found));
                                },
                                AT_A_TIME)
                        .collect(HashMap::new, (all, found) -> all.put(found.getKey(), found.getValue()));
    }
}
