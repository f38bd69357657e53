package org.jiebang.matching;

import java.util.Comparator;
import java.util.List;
import org.jiebang.text.Meaning;

/**
 * Moves the meaning of a demand towards what its words find first, so that a demand of few telling words, or one among many others, lies
 * where its answers lie. Pseudo-relevance feedback (Rocchio, Relevance Feedback in Information Retrieval, 1971, without anybody's
 * judgement) in the space of meanings only: the terms stay those that were written, since terms taken from what was found make the ranking
 * worse. By measurement, see docs/measurements.md. Pure functions.
 */
public final class BlindFeedback {
    /** Supplies that are looked at: those that the search engine puts first. */
    public static final int FIRST = 20;

    /** Of these, those whose text fits best count. */
    private static final int BEST = 5;

    private static final double HALF_WAY = 1;

    private BlindFeedback() {}

    /**
     * A supply that was found.
     *
     * @param terms counted for the demand
     */
    public record Found(Meaning meaning, TermCounts terms) {}

    /** The demand with its meaning moved half way to the best of what was found, each as far as its text fits; the same where none fits. */
    public static Demand apply(Demand demand, CorpusStatistics corpus, List<Found> found) {
        TextScorer text = new TextScorer(demand, corpus);
        List<Meaning.Weighted> best = found.stream()
                .map(supply -> new Meaning.Weighted(supply.meaning(), text.value(supply.terms())))
                .filter(supply -> supply.weight() > 0)
                .sorted(Comparator.comparingDouble(Meaning.Weighted::weight).reversed())
                .limit(BEST)
                .toList();
        return demand.withMeaning(demand.profile().meaning().towards(best, HALF_WAY));
    }
}
