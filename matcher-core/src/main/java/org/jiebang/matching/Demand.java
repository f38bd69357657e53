package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.text.Focus;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;

/**
 * The side that asks, with the terms by which the other side is found and scored.
 *
 * @param profile what asks: a problem, or the expert who looks for problems
 * @param words chosen words with their weights, heaviest first
 * @param pairs chosen pairs of Han characters with their weights, heaviest first
 * @param characters single Han characters with their weights, heaviest first; they score, and are too common to search by
 * @param searchedWords the words to search by, heaviest first
 * @param searchedPairs the pairs to search by, heaviest first
 */
public record Demand(
        Profile profile,
        Map<String, Double> words,
        Map<String, Double> pairs,
        Map<String, Double> characters,
        Map<String, Double> searchedWords,
        Map<String, Double> searchedPairs) {
    /** BM25 saturation of a repeated query term. */
    private static final double QUERY_SATURATION = 1.2;

    /**
     * How many terms of each kind score and, with their synonyms, are searched by: few enough to answer while somebody waits, and more
     * would let what surrounds the subject have a say. By measurement, see docs/measurements.md.
     */
    public static final int MOST_TERMS = 48;

    /**
     * Documents that hold the terms of a kind by which is searched, added up: what the search engine has to look through. The terms of a
     * library of some ten thousand stay below; of a million the common ones are left to scoring, so that the answer does not grow with
     * the library. No other bound was measured, see docs/measurements.md.
     */
    static final long MOST_POSTINGS = 100_000;

    /** Share of a synonym against the word that was written. */
    private static final double SYNONYM_SHARE = 0.6;

    /** Share of a single character against a pair, on top of the square of its rarity; by measurement, see docs/measurements.md. */
    private static final double CHARACTER_SHARE = 0.25;

    /** Weight of the title against the body. */
    public static final int TITLE_REPEATS = 3;

    /** Other words for a word, from the industry graph. */
    @FunctionalInterface
    public interface Synonyms {
        Set<String> of(String word);
    }

    /**
     * Chooses the terms that say most: near the subject and frequent in the demand, rare in the library that is searched and among those
     * who ask.
     *
     * @param profile of its pairs only those of Han characters, with the title repeated as often as it shall count
     * @param focus how much each term speaks of the subject
     * @param corpus the library that is searched
     * @param asking the library of the demand; of its words and pairs alone, since characters are learnt from all libraries
     */
    public static Demand of(
            Profile profile, Focus focus, CorpusStatistics corpus, CorpusStatistics asking, Synonyms synonyms) {
        Map<String, Double> words =
                heaviest(weights(profile.words(), focus, corpus.words(), asking.words(), 1, 1), MOST_TERMS);
        Map<String, Double> weighed = weights(profile.pairs(), focus, corpus.pairs(), asking.pairs(), 1, 1);
        pairsInWords(profile.words())
                .forEach((pair, count) -> weighed.computeIfPresent(pair, (same, weight) -> weight / Math.sqrt(count)));
        Map<String, Double> pairs = heaviest(weighed, MOST_TERMS);
        Map<String, Double> characters = corpus.characters().frequency().isEmpty()
                ? Map.of()
                : heaviest(
                        weights(
                                profile.characters(),
                                focus,
                                corpus.characters(),
                                TermStatistics.NONE,
                                2,
                                CHARACTER_SHARE),
                        MOST_TERMS);
        Map<String, Double> expanded = new LinkedHashMap<>(words);
        words.forEach((word, weight) -> {
            for (String synonym : synonyms.of(word)) {
                expanded.merge(synonym, weight * SYNONYM_SHARE, Math::max);
            }
        });
        return new Demand(
                profile,
                heaviest(expanded, expanded.size()),
                pairs,
                characters,
                searched(expanded, corpus.words()),
                searched(pairs, corpus.pairs()));
    }

    /**
     * How many pairs the longest word has that holds a pair. Where the word is met all of them are, and each says it once more; so each
     * counts with one through the root of their number. Pairs across words are phrases and count in full. By measurement, see
     * docs/measurements.md.
     */
    private static Map<String, Integer> pairsInWords(TermBag words) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words.counts().keySet()) {
            for (int i = 0; i + 1 < word.length(); i++) {
                counts.merge(word.substring(i, i + 2), word.length() - 1, Math::max);
            }
        }
        return counts;
    }

    /** The same lying elsewhere. */
    public Demand withMeaning(Meaning elsewhere) {
        return new Demand(profile.withMeaning(elsewhere), words, pairs, characters, searchedWords, searchedPairs);
    }

    /** The heaviest terms as long as few enough documents hold them; the heaviest of all in any case. */
    private static Map<String, Double> searched(Map<String, Double> weights, TermStatistics corpus) {
        Map<String, Double> searched = new LinkedHashMap<>();
        long postings = 0;
        for (Map.Entry<String, Double> entry : heaviest(weights, MOST_TERMS).entrySet()) {
            long held = corpus.frequency().getOrDefault(entry.getKey(), 0L);
            if (postings == 0 || postings + held <= MOST_POSTINGS) {
                searched.put(entry.getKey(), entry.getValue());
                postings += held;
            }
        }
        return searched;
    }

    private static Map<String, Double> weights(
            TermBag bag, Focus focus, TermStatistics corpus, TermStatistics asking, double power, double share) {
        Map<String, Double> weights = new HashMap<>();
        bag.counts().forEach((term, count) -> {
            double saturated = count * (QUERY_SATURATION + 1) / (count + QUERY_SATURATION);
            weights.put(term, share * focus.of(term) * saturated * Math.pow(corpus.rarity(term, asking), power));
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
