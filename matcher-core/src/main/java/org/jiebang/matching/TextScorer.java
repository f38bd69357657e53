package org.jiebang.matching;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jiebang.text.TermBag;

/**
 * BM25 over words and character pairs together (k1 = 1.2, b = 0.4). Robertson and Zaragoza, The Probabilistic Relevance Framework,
 * 2009; the weaker length normalisation was chosen on the public expert-finding set, see docs/measurements.md.
 */
final class TextScorer {
    static final double SATURATION = 1.2;
    static final double LENGTH_WEIGHT = 0.4;

    /** Share of the largest possible sum at which the value is about a half; a page of text never meets another in all its words. */
    private static final double HALF = 0.15;

    private TextScorer() {}

    /**
     * @param value in [0, 1], rises with the sum
     * @param words what each word added to the sum
     * @param sum words and grams together
     */
    record Outcome(double value, Map<String, Double> words, double sum) {}

    static Outcome score(Demand demand, Profile supply, CorpusStatistics corpus) {
        Map<String, Double> met = new LinkedHashMap<>();
        double sum = 0;
        double bound = 0;
        for (Map.Entry<String, Double> word : demand.words().entrySet()) {
            double gain = gain(word.getValue(), supply.words(), word.getKey(), corpus.averageWords());
            if (gain > 0) {
                met.put(word.getKey(), gain);
                sum += gain;
            }
            bound += word.getValue() * (SATURATION + 1);
        }
        for (Map.Entry<String, Double> gram : demand.grams().entrySet()) {
            sum += gain(gram.getValue(), supply.grams(), gram.getKey(), corpus.averageGrams());
            bound += gram.getValue() * (SATURATION + 1);
        }
        double share = bound == 0 ? 0 : sum / bound;
        return new Outcome(share * (1 + HALF) / (share + HALF), met, sum);
    }

    private static double gain(double weight, TermBag bag, String term, double averageLength) {
        int count = bag.count(term);
        if (count == 0) {
            return 0;
        }
        double length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * bag.length() / averageLength;
        return weight * count * (SATURATION + 1) / (count + SATURATION * length);
    }
}
