package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.text.TermBag;

/**
 * BM25 over words, pairs of characters and single characters together (k1 = 1.2). Robertson and Zaragoza, The Probabilistic Relevance
 * Framework, 2009. The length of a text counts against the average length after {@link #SLACK} is added to both, in place of b: whether
 * a title has 10 characters or 30 says little, whether a report has 500 or 1,500 says much. The slack and the square of the rarity of
 * single characters were chosen on public judged sets, see docs/measurements.md.
 */
final class TextScorer {
    static final double SATURATION = 1.2;

    /** Terms that every text is taken to have besides its own. */
    private static final double SLACK = 35;

    /** Share of the largest possible sum at which the value is three quarters; a page of text never meets another in all its words. */
    private static final double HALF = 0.5;

    private static final Comparator<Map.Entry<String, Double>> STRONGEST_FIRST =
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey());

    private final Demand demand;
    private final CorpusStatistics corpus;
    private final double bound;
    private final Weights weights;

    TextScorer(Demand demand, CorpusStatistics corpus) {
        this.demand = demand;
        this.corpus = corpus;
        this.bound = (SATURATION + 1) * (sum(demand.words()) + sum(demand.pairs()) + sum(demand.characters()));
        this.weights = new Weights(
                new Kind(demand.words(), corpus.words()),
                new Kind(demand.pairs(), corpus.pairs()),
                new Kind(demand.characters(), corpus.characters()));
    }

    /** Weights of the demand's terms by their places. */
    record Weights(Kind words, Kind pairs, Kind characters) {}

    /** Terms of one kind. */
    static final class Kind {
        private final double[] weights;
        private final TermStatistics statistics;

        Kind(Map<String, Double> terms, TermStatistics statistics) {
            this.weights =
                    terms.values().stream().mapToDouble(Double::doubleValue).toArray();
            this.statistics = statistics;
        }

        /** What the terms that occur so often add in a text of so many terms. */
        double sum(int[] counts, int terms) {
            double length = length(terms, statistics);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                if (counts[i] > 0) {
                    sum += gain(weights[i], counts[i], length);
                }
            }
            return sum;
        }
    }

    private static double sum(Map<String, Double> weights) {
        double sum = 0;
        for (double weight : weights.values()) {
            sum += weight;
        }
        return sum;
    }

    /** In [0, 1]; rises with every term that meets. */
    double value(Profile supply) {
        return value(sum(demand.words(), supply.words(), corpus.words())
                + sum(demand.pairs(), supply.pairs(), corpus.pairs())
                + sum(demand.characters(), supply.characters(), corpus.characters()));
    }

    /** The value of the supply that {@link TermCounts#of} makes, without making it. */
    double value(TermCounts supply) {
        return value(supply.sum(weights));
    }

    private static double sum(Map<String, Double> weights, TermBag bag, TermStatistics statistics) {
        double length = length(bag.length(), statistics);
        double sum = 0;
        for (Map.Entry<String, Integer> term : bag.counts().entrySet()) {
            Double weight = weights.get(term.getKey());
            if (weight != null) {
                sum += gain(weight, term.getValue(), length);
            }
        }
        return sum;
    }

    private double value(double sum) {
        double share = bound == 0 ? 0 : sum / bound;
        return share * (1 + HALF) / (share + HALF);
    }

    /**
     * What met.
     *
     * @param value as {@link TextScorer#value} gives it
     * @param words words that met, strongest first, with what the value would lose without the word and its characters
     * @param rest what the value would lose without all the characters that met outside these words
     */
    record Outcome(double value, List<Map.Entry<String, Double>> words, double rest) {}

    /** Scores and says what each word adds. */
    Outcome explain(Profile supply) {
        Gains words = gains(demand.words(), supply.words(), corpus.words());
        Gains pairs = gains(demand.pairs(), supply.pairs(), corpus.pairs());
        Gains characters = gains(demand.characters(), supply.characters(), corpus.characters());
        double value = value(words.sum() + pairs.sum() + characters.sum());
        List<Map.Entry<String, Double>> met = new ArrayList<>(words.each().entrySet());
        met.sort(STRONGEST_FIRST);
        double sum = 0;
        for (Map.Entry<String, Double> word : met) {
            String text = word.getKey();
            double gain = word.getValue();
            for (int i = 0; i < text.length(); i++) {
                gain += taken(characters.each(), text.substring(i, i + 1));
                if (i + 1 < text.length()) {
                    gain += taken(pairs.each(), text.substring(i, i + 2));
                }
            }
            word.setValue(gain);
            sum += gain;
        }
        double loose = sum(pairs.each()) + sum(characters.each());
        double all = sum + loose;
        met.forEach(word -> word.setValue(value(all) - value(all - word.getValue())));
        met.sort(STRONGEST_FIRST);
        return new Outcome(value, met, loose > 0 ? value(all) - value(sum) : 0);
    }

    /** How well a supply serves words of the demand, above 0 up to 1: the saturated frequency of BM25; absent where the word is absent. */
    Map<String, Double> qualities(Profile supply, Collection<String> words) {
        Map<String, Double> qualities = new HashMap<>();
        double length = length(supply.words().length(), corpus.words());
        for (String word : words) {
            double gain = gain(1, supply.words().count(word), length);
            if (gain > 0) {
                qualities.put(word, Math.min(1, gain / (SATURATION + 1)));
            }
        }
        return qualities;
    }

    private static double taken(Map<String, Double> gains, String term) {
        Double gain = gains.remove(term);
        return gain == null ? 0 : gain;
    }

    /** What each term that met adds, and all together in the order of the supply, as {@link #value} adds them. */
    private record Gains(Map<String, Double> each, double sum) {}

    private static Gains gains(Map<String, Double> weights, TermBag bag, TermStatistics statistics) {
        double length = length(bag.length(), statistics);
        Map<String, Double> each = new HashMap<>();
        double sum = 0;
        for (Map.Entry<String, Integer> term : bag.counts().entrySet()) {
            Double weight = weights.get(term.getKey());
            if (weight != null) {
                double gain = gain(weight, term.getValue(), length);
                each.put(term.getKey(), gain);
                sum += gain;
            }
        }
        return new Gains(each, sum);
    }

    /** Length of a text as the saturation counts it; 1 for one of average length. */
    private static double length(int terms, TermStatistics statistics) {
        return (terms + SLACK) / (statistics.averageLength() + SLACK);
    }

    private static double gain(double weight, int count, double length) {
        return weight * count * (SATURATION + 1) / (count + SATURATION * length);
    }
}
