package org.jiebang.matching;

import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Share of each {@link Signal} in a score; the shares are not negative and add up to 1.
 */
public record MatchWeights(
        double text, double meaning, double chain, double region, double standing, double load, double judged) {
    /** The weights that a platform without any judgements starts from. */
    public static final MatchWeights STANDARD = new MatchWeights(0.52, 0.16, 0.12, 0.09, 0.06, 0.05, 0);

    /** Share of what was judged, before the judgements are many enough to tell it. */
    private static final double JUDGED_SHARE = 0.3;

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

    /** These weights with a share for what was judged, where they had none. */
    MatchWeights heeding() {
        double rest = 1 - JUDGED_SHARE;
        return judged > 0
                ? this
                : of(
                        rest * text,
                        rest * meaning,
                        rest * chain,
                        rest * region,
                        rest * standing,
                        rest * load,
                        JUDGED_SHARE);
    }

    /**
     * These weights as if some signals were not there, to measure what they bring.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public MatchWeights without(Set<Signal> signals) {
        double[] shares = toArray();
        signals.forEach(signal -> shares[signal.ordinal()] = 0);
        if (DoubleStream.of(shares).sum() == 0) {
            throw new IllegalArgumentException("Without " + signals + " no signal has any weight.");
        }
        return of(shares);
    }

    /** The seven shares in the order of {@link Signal}. */
    public double[] toArray() {
        return new double[] {text, meaning, chain, region, standing, load, judged};
    }

    /**
     * Weights in the order of {@link Signal}.
     *
     * @throws IllegalArgumentException if there are not as many as signals, one is negative or all are 0
     */
    public static MatchWeights of(double... shares) {
        if (shares.length != Signal.values().length) {
            throw new IllegalArgumentException(
                    Signal.values().length + " weights are needed, not " + shares.length + ".");
        }
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
            case FEEDBACK -> judged;
        };
    }
}
