package org.jiebang.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.team.LinearModel.Status;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;
import org.jiebang.team.TeamProposal.PlanRule;

/**
 * The smallest set of rules that cannot hold together, by implicit hitting sets: every set of rules whose loss makes teams possible has
 * a member in every conflict, so the smallest set that hits all those found so far is a conflict of least size once it is infeasible
 * itself (Ignatiev, Previti, Liffiton and Marques-Silva 2015).
 */
record RuleConflict(List<PlanRule> rules, boolean smallest) {
    RuleConflict {
        rules = List.copyOf(rules);
    }

    /** More exclusions than these are taken as given: which of them matter nobody wants to read, and finding out takes for ever. */
    private static final int MOST_EXCLUSIONS = 20;

    /** Of a request that has no solution. */
    static RuleConflict of(TeamRequest request, String engine, Stopwatch stopwatch, long seed) {
        try (TeamModel model = new TeamModel(request, Slacks.Mode.MISSABLE, engine)) {
            Map<PlanRule, Variable> missed = model.missed();
            List<Set<PlanRule>> corrections = new ArrayList<>();
            Set<PlanRule> given = givenExclusions(request);
            Set<PlanRule> suspects = Set.of();
            while (true) {
                Set<PlanRule> held = suspects;
                missed.forEach(
                        (rule, variable) -> model.model().zero(variable, held.contains(rule) || given.contains(rule)));
                Status status = model.model().solve(stopwatch, seed, 0);
                if (status == Status.INFEASIBLE) {
                    return new RuleConflict(inOrder(request, held), given.isEmpty());
                }
                if (status != Status.OPTIMAL) {
                    Set<PlanRule> all = new LinkedHashSet<>(missed.keySet());
                    all.removeAll(given);
                    return new RuleConflict(inOrder(request, all), false);
                }
                Set<PlanRule> correction = new LinkedHashSet<>();
                missed.forEach((rule, variable) -> {
                    if (variable.chosen()) {
                        correction.add(rule);
                    }
                });
                if (correction.isEmpty()) {
                    throw new IllegalStateException("All rules can hold together: " + held);
                }
                corrections.add(correction);
                suspects = smallestHit(corrections, engine, stopwatch, seed);
            }
        }
    }

    private static Set<PlanRule> givenExclusions(TeamRequest request) {
        Set<PlanRule> exclusions = new LinkedHashSet<>();
        for (TeamPlan plan : request.plans()) {
            plan.rules().stream()
                    .filter(TeamRule.Excluded.class::isInstance)
                    .map(rule -> new PlanRule(plan.id(), rule))
                    .forEach(exclusions::add);
        }
        return exclusions.size() > MOST_EXCLUSIONS ? exclusions : Set.of();
    }

    private static Set<PlanRule> smallestHit(List<Set<PlanRule>> sets, String engine, Stopwatch stopwatch, long seed) {
        try (LinearModel model = new LinearModel(engine)) {
            Map<PlanRule, Variable> chosen = new HashMap<>();
            for (Set<PlanRule> set : sets) {
                Terms hit = new Terms();
                for (PlanRule rule : set) {
                    hit.add(1, chosen.computeIfAbsent(rule, each -> {
                        Variable variable = model.binary();
                        model.value(-1, variable);
                        return variable;
                    }));
                }
                model.atLeast(hit, 1);
            }
            Set<PlanRule> suspects = new LinkedHashSet<>();
            if (model.solve(stopwatch, seed, 0) == Status.OPTIMAL) {
                chosen.forEach((rule, variable) -> {
                    if (variable.chosen()) {
                        suspects.add(rule);
                    }
                });
            }
            return suspects;
        }
    }

    private static List<PlanRule> inOrder(TeamRequest request, Set<PlanRule> rules) {
        return request.plans().stream()
                .flatMap(plan -> plan.rules().stream().map(rule -> new PlanRule(plan.id(), rule)))
                .filter(rules::contains)
                .toList();
    }
}
