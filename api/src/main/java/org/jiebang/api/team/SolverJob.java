package org.jiebang.api.team;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.team.Effort;
import org.jspecify.annotations.Nullable;

/**
 * A search for teams or an assignment that goes on by itself.
 *
 * @param ahead how many searches wait before this one
 * @param moments every better value and bound that the solver has told, in time
 * @param seconds that the search has run
 * @param proposal of a search for teams once it has ended
 * @param assignment of a search for an assignment once it has ended
 * @param failure why there is no answer
 */
record SolverJob(
        UUID id,
        Kind kind,
        State state,
        int ahead,
        List<SolverMoment> moments,
        double seconds,
        @Nullable ProposalView proposal,
        @Nullable AssignmentView assignment,
        @Nullable SolverFailure failure,
        OffsetDateTime createdAt) {

    /** What is sought. */
    enum Kind {
        TEAM,
        TEAMS,
        ALLOCATION
    }

    /** How far it is; CANCELLED keeps the best found until then. */
    enum State {
        WAITING,
        RUNNING,
        SUCCEEDED,
        CANCELLED,
        FAILED;

        boolean isFinal() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * Something the solver has told.
     *
     * @param best value of the best so far; null before there is one
     * @param bound nothing is better than this
     * @param gap distance between the two as a share of the bound; null before there is a best
     */
    record SolverMoment(
            double seconds,
            @Nullable Double best,
            double bound,
            @Nullable Double gap) {
        static SolverMoment of(Effort.Progress progress) {
            double seconds = progress.elapsed().toMillis() / 1000.0;
            return Double.isFinite(progress.best())
                    ? new SolverMoment(seconds, progress.best(), progress.bound(), finite(progress.gap()))
                    : new SolverMoment(seconds, null, progress.bound(), null);
        }

        private static @Nullable Double finite(double number) {
            return Double.isFinite(number) ? number : null;
        }
    }

    /** Why there is no answer. */
    record SolverFailure(String code, String message) {}
}
