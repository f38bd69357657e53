package org.jiebang.team;

import java.time.Duration;
import java.util.List;

/** What became of an {@link AssignmentProblem}. */
public sealed interface AssignmentResult {
    /**
     * Every demand met within all loads.
     *
     * @param candidates for each item its candidates in ascending order
     * @param objective sum of the scores of the chosen pairs
     * @param bound no assignment has a greater sum. Equal to the objective if the scores are decimals with few digits; otherwise above
     *     it by what rounding them to about 46 bits can hide
     * @param finished whether the search ended by itself, so that nothing but that rounding lies between objective and bound
     */
    record Assigned(int[][] candidates, double objective, double bound, boolean finished, Duration elapsed)
            implements AssignmentResult {
        /** How far the objective may lie below the optimum, as a share of the bound. */
        public double gap() {
            return Effort.gap(objective, bound);
        }
    }

    /**
     * No assignment exists. What each shortage names cannot be met together; lowering the demands by {@code missing} and the least
     * loads by {@code unreached} is the smallest change of demands, and after it of least loads, that makes one possible.
     *
     * @param shortages one for the items, one for the candidates with a least load, or both
     * @param missing for each item how many candidates too few it gets in the best case
     * @param unreached for each candidate how far below its least load it stays in the best case
     */
    record Unassignable(List<Shortage> shortages, int[] missing, int[] unreached, Duration elapsed)
            implements AssignmentResult {}

    /** The limit came before it was known whether an assignment exists. */
    record Undecided(Duration elapsed) implements AssignmentResult {}

    /**
     * A set that asks for more than all that may serve it can give (a violator of Hall's condition).
     *
     * @param kind who asks
     * @param items ascending
     * @param candidates ascending
     * @param needed what the asking side needs in sum
     * @param available what it can get at most, less than needed
     */
    record Shortage(Kind kind, int[] items, int[] candidates, long needed, long available) {
        /** Who asks in vain. */
        public enum Kind {
            /** The items need more candidates than may serve them: exactly these candidates are used up. */
            ITEMS,
            /** The candidates must serve more items than there is demand for: exactly these items are full. */
            CANDIDATES
        }
    }
}
