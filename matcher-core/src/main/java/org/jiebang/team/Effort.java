package org.jiebang.team;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How long and how a solver works. Every solver ends soon after the limit or the cancellation and returns what it has by then.
 *
 * @param timeLimit above zero
 * @param seed same seed, same answer, as long as the time limit does not cut in
 * @param cancelled asked several times a second, on the thread that called the solver
 * @param progress told of better solutions and bounds, on the thread that called the solver; must return at once
 */
public record Effort(Duration timeLimit, long seed, BooleanSupplier cancelled, Consumer<Progress> progress) {
    /** What adding up values of a team may lose; a bound that is so near is met, also where the best is worth nothing. */
    private static final double ROUNDING = 1e-12;

    /** @throws IllegalArgumentException if the limit is not above zero */
    public Effort {
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit " + timeLimit + " must be above zero.");
        }
    }

    /** No cancellation, nobody told, seed 1. */
    public static Effort within(Duration timeLimit) {
        return new Effort(timeLimit, 1, () -> false, progress -> {});
    }

    public Effort withSeed(long value) {
        return new Effort(timeLimit, value, cancelled, progress);
    }

    public Effort cancelledBy(BooleanSupplier value) {
        return new Effort(timeLimit, seed, value, progress);
    }

    public Effort telling(Consumer<Progress> value) {
        return new Effort(timeLimit, seed, cancelled, value);
    }

    /**
     * A moment of a search that maximises.
     *
     * @param best value of the best solution so far, negative infinity before the first
     * @param bound no solution is better than this
     */
    public record Progress(Duration elapsed, double best, double bound) {
        /** Distance from the best to the bound as a share of the bound, 0 or more; infinite before the first solution. */
        public double gap() {
            return Effort.gap(best, bound);
        }
    }

    static double gap(double best, double bound) {
        if (best >= bound - ROUNDING) {
            return 0;
        }
        return bound == 0 ? Double.POSITIVE_INFINITY : (bound - best) / Math.abs(bound);
    }
}
