package org.jiebang.api.team;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of the search for an assignment.
 *
 * @param state OPTIMAL: nothing better exists among the pairs considered; FEASIBLE: the best found, with its gap; IMPOSSIBLE: see the
 *     shortages; UNDECIDED: the time was too short
 * @param target {@code experts} or {@code teams}
 * @param objective sum of the scores of the pairs chosen
 * @param bound no assignment of these pairs has a greater sum
 * @param gap distance to the bound as a share of it
 * @param worst the lowest score of a pair chosen; null if there is none
 * @param pairs how many pairs were considered: of each problem those that fit best
 * @param loads of those who serve, the greatest first
 * @param shortages sets that ask for more than those who may serve them can give
 * @param missing problems that get too few even in the best case; lower numbers for them make an assignment possible
 */
record AssignmentView(
        String state,
        String target,
        double objective,
        double bound,
        double gap,
        @Nullable Double worst,
        int pairs,
        double seconds,
        List<ServedProblem> problems,
        List<SupplyLoad> loads,
        List<ShortageView> shortages,
        List<ShortProblem> missing) {

    /** A problem with those who shall serve it, best first. */
    record ServedProblem(UUID id, String title, List<ServingSupply> by) {}

    record ServingSupply(UUID id, String title, double score) {}

    /** How many problems somebody shall serve, and may at most. */
    record SupplyLoad(UUID id, String title, int load, int most) {}

    /**
     * More is asked than can be given.
     *
     * @param sentence what is asked and what there is
     */
    record ShortageView(
            ProposalView.SentenceView sentence,
            List<String> problems,
            List<String> suppliers,
            long needed,
            long available) {}

    /**
     * A problem that gets too few.
     *
     * @param possible how many it gets in the best case; send it as its demand
     */
    record ShortProblem(UUID id, String title, int wanted, int possible) {}
}
