package org.jiebang.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Teams to be built together. No member and no chosen area is in two of them (CT-08).
 *
 * @param candidates in an order that decides between equals
 * @param plans at least one
 */
public record TeamRequest(List<TeamCandidate> candidates, List<TeamPlan> plans, TeamWeights weights) {
    /** @throws IllegalArgumentException if an id stands twice or is unknown, or two plans serve one problem */
    public TeamRequest {
        candidates = List.copyOf(candidates);
        plans = List.copyOf(plans);
        Set<String> ids = new HashSet<>();
        for (TeamCandidate candidate : candidates) {
            unique(ids, "candidate", candidate.id());
        }
        Set<String> planIds = new HashSet<>();
        Map<String, String> problems = new HashMap<>();
        for (TeamPlan plan : plans) {
            unique(planIds, "plan", plan.id());
            for (String problem : plan.problems()) {
                String other = problems.put(problem, plan.id());
                if (other != null) {
                    throw new IllegalArgumentException("Problem " + problem + " is served by the teams " + other
                            + " and " + plan.id() + "; teams of one unit may not share a problem (CT-08).");
                }
            }
            plan.fits().keySet().forEach(id -> known(ids, plan, id));
            for (TeamRule rule : plan.rules()) {
                switch (rule) {
                    case TeamRule.Conflict conflict -> {
                        known(ids, plan, conflict.one());
                        known(ids, plan, conflict.other());
                    }
                    case TeamRule.Fixed fixed -> known(ids, plan, fixed.candidate());
                    case TeamRule.Excluded excluded -> known(ids, plan, excluded.candidate());
                    case TeamRule.Size other -> {}
                    case TeamRule.Count other -> {}
                    case TeamRule.PerOrganisation other -> {}
                    case TeamRule.Organisations other -> {}
                    case TeamRule.Focus other -> {}
                    case TeamRule.Residents other -> {}
                    case TeamRule.ChiefExpert other -> {}
                    case TeamRule.Leader other -> {}
                    case TeamRule.SpareCapacity other -> {}
                }
            }
        }
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("There is no team to build.");
        }
    }

    private static void unique(Set<String> ids, String what, String id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("The " + what + " " + id + " stands twice.");
        }
    }

    private static void known(Set<String> ids, TeamPlan plan, String id) {
        if (!ids.contains(id)) {
            throw new IllegalArgumentException(
                    "Team " + plan.id() + " names the candidate " + id + ", who is not listed.");
        }
    }

    public TeamRequest withPlan(String id, UnaryOperator<TeamPlan> change) {
        return new TeamRequest(
                candidates,
                plans.stream()
                        .map(plan -> plan.id().equals(id) ? change.apply(plan) : plan)
                        .toList(),
                weights);
    }

    TeamRequest withCandidates(List<TeamCandidate> more) {
        List<TeamCandidate> all = new ArrayList<>(candidates);
        all.addAll(more);
        return new TeamRequest(all, plans, weights);
    }
}
