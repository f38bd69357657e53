package org.jiebang.api.search;

import java.util.List;
import java.util.Map;
import org.jiebang.api.library.Choice;
import org.jspecify.annotations.Nullable;

/**
 * A page of hits.
 *
 * @param total how many there are in all
 * @param facets counts by facet; a facet's own filter is left out of its counts
 * @param next cursor of the next page; null on the last
 * @param terms words that were looked for
 */
record SearchAnswer(
        long total,
        List<Hit> hits,
        Map<String, List<FacetCount>> facets,
        @Nullable String next,
        List<String> terms) {

    /**
     * One hit.
     *
     * @param titleMarks stretches of the title that met the query
     * @param status null where the library has none
     */
    record Hit(
            String id,
            String type,
            String title,
            List<Marks.Range> titleMarks,
            String snippet,
            List<Marks.Range> snippetMarks,
            double score,
            List<Choice> fields,
            List<Choice> segments,
            List<Choice> regions,
            @Nullable Choice status,
            List<String> labels,
            boolean sample,
            boolean pilot) {}

    /**
     * One value of a facet.
     *
     * @param parent value that it belongs to: city of a county, chain of a segment; null at the top
     * @param pilot one of the fifteen pilot counties
     */
    record FacetCount(
            String value,
            String label,
            long count,
            @Nullable String parent,
            boolean pilot) {}
}
