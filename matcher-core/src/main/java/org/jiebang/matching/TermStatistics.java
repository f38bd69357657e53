package org.jiebang.matching;

import java.util.Map;

/**
 * How often terms of one kind occur in the library that is searched.
 *
 * @param documents number of documents, at least 1
 * @param averageLength mean number of terms of a document, above 0
 * @param frequency documents that hold a term; a missing term occurs nowhere
 */
public record TermStatistics(long documents, double averageLength, Map<String, Long> frequency) {
    /** Nothing was counted. */
    public static final TermStatistics NONE = new TermStatistics(1, 1, Map.of());

    public TermStatistics {
        documents = Math.max(documents, 1);
        averageLength = averageLength > 0 ? averageLength : 1;
    }

    /**
     * Inverse document frequency as in Lucene: log(1 + (N - n + 0.5) / (n + 0.5)). The two may have been counted at different moments of a
     * growing library; a term that seems to be in more documents than there are is in all.
     */
    double rarity(String term) {
        long held = frequency.getOrDefault(term, 0L);
        long all = Math.max(documents, held);
        return Math.log(1 + (all - held + 0.5) / (held + 0.5));
    }
}
