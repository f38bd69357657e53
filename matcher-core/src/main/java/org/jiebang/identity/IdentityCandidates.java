package org.jiebang.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the pairs of a whole library that may be one: compares only namings that share a key, not all with all. */
public final class IdentityCandidates {
    /** A key that more namings have says nothing; what they share beside it has keys of its own. */
    public static final int LARGEST_BLOCK = 200;

    private IdentityCandidates() {}

    /** Two namings that may be one. */
    public record Candidate(String one, String other, Comparison comparison) {}

    /** All proposed pairs, the heaviest first. Namings of persons and of organisations must not be mixed. */
    public static List<Candidate> of(Collection<Naming> namings) {
        List<Sketch> sketches = namings.stream().map(Sketch::new).toList();
        Map<String, List<Integer>> blocks = new HashMap<>();
        for (int i = 0; i < sketches.size(); i++) {
            for (String key : sketches.get(i).keys()) {
                blocks.computeIfAbsent(key, none -> new ArrayList<>(1)).add(i);
            }
        }
        IdentityMatcher matcher = new IdentityMatcher(frequencies(sketches.size(), blocks));
        Set<Long> compared = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        blocks.forEach((key, block) -> {
            if (Sketch.joins(key) && block.size() <= LARGEST_BLOCK) {
                for (int i = 0; i < block.size(); i++) {
                    for (int k = i + 1; k < block.size(); k++) {
                        if (compared.add((long) block.get(i) << 32 | block.get(k))) {
                            add(candidates, matcher, sketches.get(block.get(i)), sketches.get(block.get(k)));
                        }
                    }
                }
            }
        });
        candidates.sort(Comparator.comparingDouble(
                        (Candidate candidate) -> -candidate.comparison().score())
                .thenComparing(Candidate::one)
                .thenComparing(Candidate::other));
        return candidates;
    }

    private static void add(List<Candidate> candidates, IdentityMatcher matcher, Sketch one, Sketch other) {
        Comparison comparison = matcher.compare(one, other);
        if (comparison.proposed()) {
            candidates.add(new Candidate(one.naming().id(), other.naming().id(), comparison));
        }
    }

    private static Frequencies frequencies(long total, Map<String, List<Integer>> blocks) {
        return new Frequencies() {
            @Override
            public long total() {
                return total;
            }

            @Override
            public long of(String key) {
                return blocks.getOrDefault(key, List.of()).size();
            }
        };
    }
}
