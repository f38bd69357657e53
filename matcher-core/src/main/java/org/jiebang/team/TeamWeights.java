package org.jiebang.team;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a good team is made of: a weight for each aspect, all of them above or equal to 0 and 1 in sum.
 *
 * <pre>
 * value = Σ weight(a) · a(team), each a(team) in 0..1
 * COVERAGE    Σ over elements ω · (sum of the n best qualities) / n   n = experts the element wants, Σ ω = 1
 * RELEVANCE   Σ over members of relevance / largest size
 * CLOSENESS   Σ over members of closeness / largest size
 * BALANCE     Σ over members of spare capacity / largest size
 * LEADERSHIP  (authority of the chief expert + management of the leader) / 2
 * RESIDENCE   Σ over residents of preference / most residents   1 supported youth, 0.75 young, 0 others
 * </pre>
 *
 * Coverage by best qualities is the facility location function (Cornuéjols, Fisher and Nemhauser 1977).
 */
public record TeamWeights(Map<Aspect, Double> weights) {
    /** Coverage first. */
    public static final TeamWeights STANDARD = new TeamWeights(Map.of(
            Aspect.COVERAGE, 0.55,
            Aspect.RELEVANCE, 0.2,
            Aspect.CLOSENESS, 0.08,
            Aspect.BALANCE, 0.05,
            Aspect.LEADERSHIP, 0.09,
            Aspect.RESIDENCE, 0.03));

    private static final double ROUNDING = 1e-9;

    /** What is valued. */
    public enum Aspect {
        COVERAGE,
        RELEVANCE,
        CLOSENESS,
        BALANCE,
        LEADERSHIP,
        RESIDENCE
    }

    /** @throws IllegalArgumentException if a weight is negative or their sum is not 1 */
    public TeamWeights {
        EnumMap<Aspect, Double> all = new EnumMap<>(Aspect.class);
        Arrays.stream(Aspect.values()).forEach(aspect -> all.put(aspect, 0.0));
        all.putAll(weights);
        double sum = 0;
        for (double weight : all.values()) {
            Fit.share("weight", weight);
            sum += weight;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("The weights " + all + " add up to " + sum + ", not to 1.");
        }
        weights = Map.copyOf(all);
    }

    double of(Aspect aspect) {
        return weights.getOrDefault(aspect, 0.0);
    }
}
