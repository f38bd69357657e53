package org.jiebang.matching;

import java.util.stream.DoubleStream;

/**
 * Share of each signal in a score; the shares add up to 1.
 *
 * @param text words that met
 * @param chain nearness in the industry graph
 * @param region nearness of the places
 * @param standing rank of the one who would help, or weight of the problem
 * @param load how free the one who would help is
 */
public record MatchWeights(double text, double chain, double region, double standing, double load) {
    /** The weights that a platform without any judgements starts from. */
    public static final MatchWeights STANDARD = new MatchWeights(0.55, 0.22, 0.10, 0.08, 0.05);

    public MatchWeights {
        double sum = text + chain + region + standing + load;
        double least =
                DoubleStream.of(text, chain, region, standing, load).min().orElseThrow();
        // Written so that a NaN fails as well.
        if (!(Math.abs(sum - 1) <= 1e-9 && least >= 0)) {
            throw new IllegalArgumentException("The weights " + text + ", " + chain + ", " + region + ", " + standing
                    + ", " + load + " must not be negative and must add up to 1, not " + sum + ".");
        }
    }

    double of(Signal signal) {
        return switch (signal) {
            case TEXT -> text;
            case CHAIN -> chain;
            case REGION -> region;
            case STANDING -> standing;
            case LOAD -> load;
        };
    }
}
