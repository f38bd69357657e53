package org.jiebang.matching;

import java.util.stream.DoubleStream;

/**
 * Share of each {@link Signal} in a score; the shares are not negative and add up to 1.
 */
public record MatchWeights(
        double text, double meaning, double chain, double region, double standing, double load, double judged) {
    /** The weights that a platform without any judgements starts from. */
    public static final MatchWeights STANDARD = new MatchWeights(0.42, 0.26, 0.12, 0.09, 0.06, 0.05, 0);

    public MatchWeights {
        double sum = text + meaning + chain + region + standing + load + judged;
        double least = DoubleStream.of(text, meaning, chain, region, standing, load, judged)
                .min()
                .orElseThrow();
        // Written so that a NaN fails as well.
        if (!(Math.abs(sum - 1) <= 1e-9 && least >= 0)) {
            throw new IllegalArgumentException("The weights " + text + ", " + meaning + ", " + chain + ", " + region
                    + ", " + standing + ", " + load + ", " + judged
                    + " must not be negative and must add up to 1, not " + sum + ".");
        }
    }

    /** Weights in the order of {@link Signal}, brought to the sum 1. */
    static MatchWeights of(double[] shares) {
        double sum = DoubleStream.of(shares).sum();
        double[] parts = DoubleStream.of(shares).map(share -> share / sum).toArray();
        return new MatchWeights(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
    }

    double of(Signal signal) {
        return switch (signal) {
            case TEXT -> text;
            case MEANING -> meaning;
            case CHAIN -> chain;
            case REGION -> region;
            case STANDING -> standing;
            case LOAD -> load;
            case JUDGED -> judged;
        };
    }
}
