package org.jiebang.team;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A team that keeps all rules of its plan.
 *
 * @param plan id of the plan
 * @param members ids in the order of the request
 * @param chiefExpert null if no rule asks for one
 * @param leader null if no rule asks for one; never the chief expert
 * @param residents members who stay in the place served
 * @param focus chosen chains and areas, for each scope that a rule names
 * @param coverage for each demand element how well it is covered
 * @param parts one an aspect; their contributions add up to the value
 */
public record Team(
        String plan,
        List<String> members,
        @Nullable String chiefExpert,
        @Nullable String leader,
        List<String> residents,
        Map<Scope, Set<String>> focus,
        List<Coverage> coverage,
        List<Part> parts) {

    public Team {
        members = List.copyOf(members);
        residents = List.copyOf(residents);
        focus = Map.copyOf(focus);
        coverage = List.copyOf(coverage);
        parts = List.copyOf(parts);
    }

    /** 0 to 1. */
    public double value() {
        return parts.stream().mapToDouble(Part::contribution).sum();
    }

    /**
     * @param quality 0 to 1
     * @param by the members that count, best first
     */
    public record Coverage(String element, double quality, List<String> by) {}

    /**
     * @param weight of the aspect
     * @param value of the team in this aspect, 0 to 1
     */
    public record Part(TeamWeights.Aspect aspect, double weight, double value) {
        public double contribution() {
            return weight * value;
        }
    }
}
