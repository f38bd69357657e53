package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.text.TermBag;

/**
 * The side that asks, with the terms by which the other side is found and scored.
 *
 * @param profile what asks: a problem, or the expert who looks for problems
 * @param words chosen words with their weights, heaviest first
 * @param grams chosen character pairs with their weights, heaviest first
 */
public record Demand(Profile profile, Map<String, Double> words, Map<String, Double> grams) {
    /** BM25 saturation of a repeated query term. */
    private static final double QUERY_SATURATION = 1.2;

    /** How many terms of each kind are kept: enough for a page of text, few enough to answer while somebody waits. */
    public static final int MOST_TERMS = 48;

    /** Share of a synonym against the word that was written. */
    private static final double SYNONYM_SHARE = 0.6;

    /** Weight of the title against the body. */
    public static final int TITLE_REPEATS = 3;

    /** Other words for a word, from the industry graph. */
    @FunctionalInterface
    public interface Synonyms {
        Set<String> of(String word);
    }

    /**
     * Chooses the terms that say most: frequent in the demand, rare in the library that is searched.
     *
     * @param hanBigrams pairs of Han characters of the demand, the only grams that are asked for
     */
    public static Demand of(Profile profile, TermBag hanBigrams, CorpusStatistics corpus, Synonyms synonyms) {
        Map<String, Double> words =
                heaviest(weights(profile.words(), corpus.documents(), corpus.wordFrequency()), MOST_TERMS);
        Map<String, Double> grams =
                heaviest(weights(hanBigrams, corpus.documents(), corpus.gramFrequency()), MOST_TERMS);
        Map<String, Double> expanded = new LinkedHashMap<>(words);
        words.forEach((word, weight) -> {
            for (String synonym : synonyms.of(word)) {
                expanded.merge(synonym, weight * SYNONYM_SHARE, Math::max);
            }
        });
        return new Demand(profile, heaviest(expanded, expanded.size()), grams);
    }

    private static Map<String, Double> weights(TermBag bag, long documents, Map<String, Long> frequencies) {
        Map<String, Double> weights = new HashMap<>();
        bag.counts().forEach((term, count) -> {
            double saturated = count * (QUERY_SATURATION + 1) / (count + QUERY_SATURATION);
            long frequency = frequencies.getOrDefault(term, 0L);
            weights.put(term, saturated * CorpusStatistics.inverseFrequency(documents, frequency));
        });
        return weights;
    }

    private static Map<String, Double> heaviest(Map<String, Double> weights, int most) {
        List<Map.Entry<String, Double>> entries = new ArrayList<>(weights.entrySet());
        entries.sort(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> entry.getValue())
                .reversed()
                .thenComparing(Map.Entry::getKey));
        Map<String, Double> kept = new LinkedHashMap<>();
        for (Map.Entry<String, Double> entry : entries.subList(0, Math.min(most, entries.size()))) {
            kept.put(entry.getKey(), entry.getValue());
        }
        return kept;
    }
}
