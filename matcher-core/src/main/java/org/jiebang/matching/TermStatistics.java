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

    /** Documents without a term that are taken to be there besides, so that two of a few do not make a term common. */
    private static final double UNSEEN = 10;

    public TermStatistics {
        documents = Math.max(documents, 1);
        averageLength = averageLength > 0 ? averageLength : 1;
    }

    /**
     * Inverse document frequency as in Lucene: log(1 + (N - n + 0.5) / (n + 0.5)). The two may have been counted at different moments of a
     * growing library; a term that seems to be in more documents than there are is in all.
     *
     * <p>A term that two demands are likely to have in common (提高, 企业) says little of one of them, however few supplies use it. It is
     * taken to be in as large a share of the documents as that likelihood. By measurement, see docs/measurements.md.
     *
     * @param asking the library of the demand; {@link #NONE} where it does not matter
     */
    double rarity(String term, TermStatistics asking) {
        double held = Math.max(frequency.getOrDefault(term, 0L), documents * asking.likelihoodInTwo(term));
        double all = Math.max(documents, held);
        return Math.log(1 + (all - held + 0.5) / (held + 0.5));
    }

    /** How likely two documents hold a term, judged by all but one that does. */
    private double likelihoodInTwo(String term) {
        long others = Math.max(0, frequency.getOrDefault(term, 0L) - 1);
        double share = Math.min(1, others / (documents - 1 + UNSEEN));
        return share * share;
    }
}
