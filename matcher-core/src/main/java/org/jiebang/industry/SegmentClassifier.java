package org.jiebang.industry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.text.TextNormalizer;

/**
 * Guesses the chain segments of a text that states none, from the graph's own words in it. A word that few segments use counts more
 * than one that many use (weight = log(1 + segments / users)).
 */
public final class SegmentClassifier {
    private static final int MOST = 2;
    private static final double LEAST_WORDS = 2;
    private static final double LEAST_SHARE = 0.6;

    private final Map<String, Set<SegmentId>> users = new HashMap<>();
    private final int segments;

    public SegmentClassifier(IndustryGraph graph) {
        segments = graph.segments().size();
        for (Segment segment : graph.segments()) {
            own(segment.name(), segment.id());
            segment.terms().forEach(term -> {
                own(term.name(), segment.id());
                term.synonyms().forEach(synonym -> own(synonym, segment.id()));
            });
            segment.indicators().forEach(indicator -> own(indicator.name(), segment.id()));
        }
    }

    private void own(String word, SegmentId segment) {
        users.computeIfAbsent(TextNormalizer.term(word), key -> new java.util.LinkedHashSet<>())
                .add(segment);
    }

    /** A guess with its weight; heavier is surer. */
    public record Guess(SegmentId segment, double weight) {}

    /**
     * The one or two likeliest segments.
     *
     * @param words distinct folded words of the text
     * @return heaviest first; empty if fewer than two of a segment's words occur
     */
    public List<Guess> classify(Set<String> words) {
        Map<SegmentId, Double> weights = new HashMap<>();
        Map<SegmentId, Integer> hits = new HashMap<>();
        for (String word : words) {
            Set<SegmentId> owners = users.getOrDefault(word, Set.of());
            for (SegmentId owner : owners) {
                weights.merge(owner, Math.log(1 + (double) segments / owners.size()), Double::sum);
                hits.merge(owner, 1, Integer::sum);
            }
        }
        List<Guess> guesses = new ArrayList<>();
        weights.forEach((segment, weight) -> {
            if (hits.getOrDefault(segment, 0) >= LEAST_WORDS) {
                guesses.add(new Guess(segment, weight));
            }
        });
        guesses.sort(Comparator.comparingDouble(Guess::weight).reversed().thenComparing(Guess::segment));
        if (guesses.isEmpty()) {
            return List.of();
        }
        double least = guesses.getFirst().weight() * LEAST_SHARE;
        return guesses.stream()
                .filter(guess -> guess.weight() >= least)
                .limit(MOST)
                .toList();
    }
}
