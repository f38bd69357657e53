package org.jiebang.api.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.platform.ApiException;

/**
 * A search as asked.
 *
 * @param filters chosen values by facet; values of one facet are alternatives
 * @param cursor where the page before ended; blank for the first page
 * @param size hits a page, 1 to 100
 */
record SearchRequest(SearchText text, Map<Facet, List<String>> filters, Sort sort, String cursor, int size) {
    static final int MOST_HITS = 100;
    static final int LONGEST_QUERY = 2000;

    SearchRequest {
        filters = Collections.unmodifiableMap(new EnumMap<>(filters.isEmpty() ? new EnumMap<>(Facet.class) : filters));
        if (size < 1 || size > MOST_HITS) {
            throw ApiException.badRequest("size", "OUT_OF_RANGE", "每页条数应在 1 到 " + MOST_HITS + " 之间。");
        }
    }

    /** Order of the hits. */
    enum Sort {
        RELEVANCE,
        NEWEST,
        TITLE
    }
}
