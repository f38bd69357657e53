package org.jiebang.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Terms of a text with how often each occurs.
 *
 * @param length number of terms with repetitions
 */
public record TermBag(Map<String, Integer> counts, int length) {
    /** A text without terms. */
    public static final TermBag EMPTY = new TermBag(Map.of(), 0);

    /** Counts terms; the order does not matter. */
    public static TermBag of(Collection<String> terms) {
        Map<String, Integer> counts = HashMap.newHashMap(terms.size());
        for (String term : terms) {
            counts.merge(term, 1, Integer::sum);
        }
        return new TermBag(counts, terms.size());
    }

    public int count(String term) {
        return counts.getOrDefault(term, 0);
    }
}
