package org.jiebang.team;

import java.time.Duration;

/** One run under an {@link Effort}: its time and whether it has to stop. */
final class Stopwatch {
    private final Effort effort;
    private final long start = System.nanoTime();

    Stopwatch(Effort effort) {
        this.effort = effort;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** At least one millisecond, so that a solver which is given it does not take it for "no limit". */
    Duration left() {
        Duration left = effort.timeLimit().minus(elapsed());
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    boolean mustStop() {
        return elapsed().compareTo(effort.timeLimit()) >= 0
                || effort.cancelled().getAsBoolean();
    }

    void tell(double best, double bound) {
        effort.progress().accept(new Effort.Progress(elapsed(), best, bound));
    }
}
