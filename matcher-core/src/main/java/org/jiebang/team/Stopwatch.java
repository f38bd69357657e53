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

    Duration limit() {
        return effort.timeLimit();
    }

    Duration left() {
        return effort.timeLimit().minus(elapsed());
    }

    boolean mustStop() {
        return elapsed().compareTo(effort.timeLimit()) >= 0
                || effort.cancelled().getAsBoolean();
    }

    void tell(double best, double bound) {
        effort.progress().accept(new Effort.Progress(elapsed(), best, bound));
    }
}
