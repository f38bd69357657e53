package org.jiebang.team;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;

/**
 * Experts that a repair adds to one plan, as numbers: how many, and how many of them with each trait, post and residence. Numbers are
 * enough because newcomers can be lined up so that each trait is had by the first of them.
 */
final class Newcomers {
    private final TeamPlan plan;
    private final LinearModel model;
    private final int most;
    private final Map<Trait, Variable> traits = new LinkedHashMap<>();
    private final Variable members;
    private final Variable chiefs;
    private final Variable leaders;
    private final Variable residents;
    private final Variable organisations;

    /** @param allowed whether there may be any */
    Newcomers(TeamPlan plan, LinearModel model, boolean allowed) {
        this.plan = plan;
        this.model = model;
        this.most = allowed ? enough(plan) : 0;
        members = model.integer(most);
        chiefs = model.integer(Math.min(1, most));
        leaders = model.integer(Math.min(1, most));
        residents = model.integer(most);
        organisations = model.integer(most);
    }

    /** To meet every number that the rules ask for. */
    private static int enough(TeamPlan plan) {
        int enough = 2;
        for (TeamRule rule : plan.rules()) {
            enough += switch (rule) {
                case TeamRule.Size size -> size.min();
                case TeamRule.Count count -> count.min();
                case TeamRule.Organisations organisations -> organisations.min();
                case TeamRule.Residents residents -> residents.min();
                case TeamRule.PerOrganisation each -> each.min();
                case TeamRule.Focus none -> 0;
                case TeamRule.ChiefExpert one -> 0;
                case TeamRule.Leader one -> 0;
                case TeamRule.SpareCapacity none -> 0;
                case TeamRule.Conflict none -> 0;
                case TeamRule.Fixed none -> 0;
                case TeamRule.Excluded none -> 0;
            };
        }
        return Math.min(enough, plan.size().max());
    }

    Variable members() {
        return members;
    }

    Variable chiefs() {
        return chiefs;
    }

    Variable leaders() {
        return leaders;
    }

    Variable residents() {
        return residents;
    }

    Variable organisations() {
        return organisations;
    }

    /** How many have a trait; nobody new comes from an organisation that is known by name. */
    Variable with(Trait trait) {
        return traits.computeIfAbsent(trait, each -> model.integer(trait instanceof Trait.OfOrganisation ? 0 : most));
    }

    /** New organisations send as many as others do. */
    void perOrganisation(int min, int max) {
        model.atMost(new Terms().plus(1, members).plus(-max, organisations), 0);
        model.atLeast(new Terms().plus(1, members).plus(-min, organisations), 0);
    }

    /**
     * What holds among the numbers, and what they cost.
     *
     * @param focus what the team may choose, by scope
     * @param free for each scope the variable that is 1 if its rule is dropped
     */
    void limit(Map<Scope, Map<String, Variable>> focus, Map<Scope, Variable> free) {
        if (most == 0) {
            return;
        }
        model.value(-RepairCosts.NEWCOMER, members);
        List.of(chiefs, leaders, residents, organisations).forEach(this::detail);
        traits.values().forEach(this::detail);
        model.atMost(new Terms().plus(1, members).plus(-most, organisations), 0);
        model.atMost(new Terms().plus(1, chiefs).plus(1, leaders).plus(-1, members), 0);
        Terms affiliated = new Terms().plus(-1, members);
        traits.forEach((trait, having) -> {
            if (trait instanceof Trait.From) {
                affiliated.add(1, having);
            }
            traits.forEach((other, havingOther) -> {
                if (!other.equals(trait) && trait.implies(other)) {
                    model.atMost(new Terms().plus(1, having).plus(-1, havingOther), 0);
                }
            });
            if (trait instanceof Trait.In in) {
                Variable chosen = focus.getOrDefault(in.scope(), Map.of()).get(in.name());
                if (chosen != null) {
                    // All newcomers have what the team focuses on.
                    model.atLeast(new Terms().plus(1, having).plus(-1, members).plus(-most, chosen), -most);
                }
            }
        });
        model.atMost(affiliated, 0);
        focus.forEach((scope, chosen) -> {
            Terms focused = new Terms().plus(1, members).plus(-most, chosen.values());
            Variable dropped = free.get(scope);
            model.atMost(dropped == null ? focused : focused.plus(-most, dropped), 0);
        });
    }

    private void detail(Variable detail) {
        model.value(-RepairCosts.DETAIL, detail);
        model.atMost(new Terms().plus(1, detail).plus(-1, members), 0);
    }

    /** Those of the last solution. */
    Optional<Repair.Step> step(Map<Scope, Set<String>> focus) {
        if (members.count() == 0) {
            return Optional.empty();
        }
        Map<Trait, Integer> having = new HashMap<>();
        traits.forEach((trait, number) -> {
            if (number.count() > 0) {
                having.put(trait, number.count());
            }
        });
        return Optional.of(new Repair.AddExperts(
                plan.id(),
                members.count(),
                having,
                chiefs.count(),
                leaders.count(),
                residents.count(),
                organisations.count(),
                focus));
    }
}
