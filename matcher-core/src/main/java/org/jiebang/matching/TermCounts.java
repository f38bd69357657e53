package org.jiebang.matching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.text.TermBag;
import org.jiebang.text.TermCounter;
import org.jiebang.text.TermVector;

/**
 * How often the terms of one demand occur in a supply: all that scoring a text takes, in the order of the demand's terms and without the
 * terms themselves, for hundreds of supplies are scored and few are explained.
 */
public final class TermCounts {
    private final Demand demand;
    private final TermCounter.Counts counts;
    private final int words;
    private final int pairs;
    private final int characters;

    private TermCounts(Demand demand, TermCounter.Counts counts, int words, int pairs, int characters) {
        this.demand = demand;
        this.counts = counts;
        this.words = words;
        this.pairs = pairs;
        this.characters = characters;
    }

    /** Counts the terms of one demand in many supplies. Immutable, safe from any thread. */
    public static final class Counter {
        private final Demand demand;
        private final TermCounter terms;

        public Counter(Demand demand) {
            this.demand = demand;
            this.terms = new TermCounter(
                    List.copyOf(demand.words().keySet()),
                    List.copyOf(demand.pairs().keySet()),
                    List.copyOf(demand.characters().keySet()));
        }

        /**
         * @param supply terms of the supply
         * @param words how many words it has, with repetitions
         * @param pairs how many pairs of characters
         * @param characters how many Han characters
         */
        public TermCounts count(TermVector supply, int words, int pairs, int characters) {
            return new TermCounts(demand, terms.count(supply), words, pairs, characters);
        }
    }

    /** BM25 of everything that met, see {@link TextScorer}. */
    double sum(TextScorer.Weights weights) {
        return weights.words().sum(counts.words(), words)
                + weights.pairs().sum(counts.pairs(), pairs)
                + weights.characters().sum(counts.characters(), characters);
    }

    /** The supply with these terms of it; what adds up, adds up in the same order. */
    public Profile of(Profile supply) {
        return supply.withTerms(
                bag(demand.words().keySet(), counts.words(), words),
                bag(demand.pairs().keySet(), counts.pairs(), pairs),
                bag(demand.characters().keySet(), counts.characters(), characters));
    }

    private static TermBag bag(Set<String> terms, int[] counts, int length) {
        Map<String, Integer> found = new LinkedHashMap<>();
        int place = 0;
        for (String term : terms) {
            int count = counts[place++];
            if (count > 0) {
                found.put(term, count);
            }
        }
        return new TermBag(found, length);
    }
}
