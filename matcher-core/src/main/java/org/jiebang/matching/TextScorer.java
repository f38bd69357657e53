package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.text.TermBag;

/**
 * BM25 over words, pairs of characters and single characters together (k1 = 1.2, b = 0.4). Robertson and Zaragoza, The Probabilistic
 * Relevance Framework, 2009; the weaker length normalisation and the square of the rarity of single characters were chosen on public
 * judged sets, see docs/measurements.md.
 */
final class TextScorer {
    static final double SATURATION = 1.2;
    static final double LENGTH_WEIGHT = 0.4;

    /** Share of the largest possible sum at which the value is three quarters; a page of text never meets another in all its words. */
    private static final double HALF = 0.5;

    private final Demand demand;
    private final CorpusStatistics corpus;
    private final double bound;

    TextScorer(Demand demand, CorpusStatistics corpus) {
        this.demand = demand;
        this.corpus = corpus;
        this.bound = (SATURATION + 1) * (sum(demand.words()) + sum(demand.pairs()) + sum(demand.characters()));
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
        double sum = 0;
        for (Map.Entry<String, Double> word : demand.words().entrySet()) {
            sum += gain(word, supply.words(), corpus.words());
        }
        for (Map.Entry<String, Double> pair : demand.pairs().entrySet()) {
            sum += gain(pair, supply.pairs(), corpus.pairs());
        }
        for (Map.Entry<String, Double> character : demand.characters().entrySet()) {
            sum += gain(character, supply.characters(), corpus.characters());
        }
        return value(sum);
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
        Map<String, Double> pairs = gains(demand.pairs(), supply.pairs(), corpus.pairs());
        Map<String, Double> characters = gains(demand.characters(), supply.characters(), corpus.characters());
        List<Map.Entry<String, Double>> met = new ArrayList<>(
                gains(demand.words(), supply.words(), corpus.words()).entrySet());
        met.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        double value = value(supply);
        Map<String, Double> groups = new HashMap<>();
        double sum = 0;
        for (Map.Entry<String, Double> word : met) {
            String text = word.getKey();
            double gain = word.getValue();
            for (int i = 0; i < text.length(); i++) {
                gain += taken(characters, text.substring(i, i + 1));
                if (i + 1 < text.length()) {
                    gain += taken(pairs, text.substring(i, i + 2));
                }
            }
            groups.put(text, gain);
            sum += gain;
        }
        double loose = sum(pairs) + sum(characters);
        double all = sum + loose;
        List<Map.Entry<String, Double>> words = new ArrayList<>();
        groups.forEach((word, gain) -> words.add(Map.entry(word, value(all) - value(all - gain))));
        words.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return new Outcome(value, words, loose > 0 ? value(all) - value(sum) : 0);
    }

    /** How well a supply serves words of the demand, above 0 up to 1: the saturated frequency of BM25; absent where the word is absent. */
    Map<String, Double> qualities(Profile supply, Collection<String> words) {
        Map<String, Double> qualities = new HashMap<>();
        for (String word : words) {
            double gain = gain(Map.entry(word, 1.0), supply.words(), corpus.words());
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

    private static Map<String, Double> gains(Map<String, Double> weights, TermBag bag, TermStatistics statistics) {
        Map<String, Double> gains = new HashMap<>();
        for (Map.Entry<String, Double> term : weights.entrySet()) {
            double gain = gain(term, bag, statistics);
            if (gain > 0) {
                gains.put(term.getKey(), gain);
            }
        }
        return gains;
    }

    private static double gain(Map.Entry<String, Double> term, TermBag bag, TermStatistics statistics) {
        int count = bag.count(term.getKey());
        if (count == 0) {
            return 0;
        }
        double length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * bag.length() / statistics.averageLength();
        return term.getValue() * count * (SATURATION + 1) / (count + SATURATION * length);
    }
}
