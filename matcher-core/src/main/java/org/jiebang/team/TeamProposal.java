package org.jiebang.team;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link TeamRequest}. */
public sealed interface TeamProposal {
    /**
     * Teams that keep all rules, with proof.
     *
     * @param teams one a plan, in their order
     * @param value sum of the values of the teams
     * @param bound no teams that keep the rules have a greater sum
     */
    record Proposed(List<Team> teams, double value, double bound, Duration elapsed) implements TeamProposal {
        /** The solver's tolerance: a distance up to this is no distance. */
        static final double TOLERANCE = 1e-6;

        public Proposed {
            teams = List.copyOf(teams);
        }

        /** How far the value may lie below the optimum, as a share of the bound. */
        public double gap() {
            return Effort.gap(value, bound);
        }

        /** Whether nothing better exists (within a millionth). */
        public boolean optimal() {
            return gap() <= TOLERANCE;
        }
    }

    /**
     * No teams keep all rules.
     *
     * @param conflict rules that cannot hold together; without any one of them the others could
     * @param smallest whether no smaller set is in conflict; false if the limit came before that was proven
     * @param repair the cheapest change found; applied, the request has a solution
     * @param adjustment where the repair asks for experts that the library lacks, the cheapest change found of the rules alone; null
     *     where the repair is one, or none leaves every team a member
     */
    record Infeasible(
            List<PlanRule> conflict,
            boolean smallest,
            Repair repair,
            @Nullable Repair adjustment,
            Duration elapsed) implements TeamProposal {
        public Infeasible {
            conflict = List.copyOf(conflict);
        }
    }

    /** The limit came before teams were found or proven impossible. */
    record Undecided(Duration elapsed) implements TeamProposal {}

    /** A rule of one of the plans. */
    record PlanRule(String plan, TeamRule rule) {}
}
