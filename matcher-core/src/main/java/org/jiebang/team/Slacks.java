package org.jiebang.team;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;
import org.jiebang.team.TeamProposal.PlanRule;
import org.jspecify.annotations.Nullable;

/** Puts rules into a linear model, firmly or so that they may give way at a cost. */
final class Slacks {
    /** What may become of a rule. */
    enum Mode {
        /** All rules hold. */
        FIRM,
        /** A rule may be missed as a whole at a cost of 1. */
        MISSABLE,
        /** Numbers may move and rules be dropped at the costs of {@link RepairCosts}. */
        REPAIRABLE,
        /** The same, but nobody joins the library. */
        ADJUSTABLE
    }

    private final Mode mode;
    private final LinearModel model;
    private final Map<PlanRule, Variable> missed = new LinkedHashMap<>();
    private final Map<PlanRule, Variable> below = new LinkedHashMap<>();
    private final Map<PlanRule, Variable> above = new LinkedHashMap<>();

    Slacks(Mode mode, LinearModel model) {
        this.mode = mode;
        this.model = model;
    }

    Mode mode() {
        return mode;
    }

    /** For each rule that may be missed the variable that is 1 if it is. */
    Map<PlanRule, Variable> missed() {
        return missed;
    }

    /** A rule with numbers that can move by one at a time: {@code least ≤ terms ≤ most}. */
    void number(PlanRule key, double least, Terms terms, double most) {
        if (mode == Mode.FIRM || mode == Mode.MISSABLE) {
            whole(key, least, terms, most);
            return;
        }
        double lacking = least - terms.least();
        double excess = terms.most() - most;
        if (lacking > 0) {
            model.atLeast(terms.copy().plus(1, slack(below, key, lacking)), least);
        }
        if (excess > 0) {
            model.atMost(terms.copy().plus(-1, slack(above, key, excess)), most);
        }
    }

    private Variable slack(Map<PlanRule, Variable> slacks, PlanRule key, double room) {
        Variable slack = slacks.computeIfAbsent(key, each -> {
            Variable fresh = model.integer(room);
            model.value(-RepairCosts.unit(key.rule()), fresh);
            return fresh;
        });
        return slack.widened(room);
    }

    /** A rule that holds or not: {@code least ≤ terms ≤ most}. */
    void whole(PlanRule key, double least, Terms terms, double most) {
        double cost = mode == Mode.MISSABLE ? 1 : RepairCosts.dropped(key.rule());
        if (mode == Mode.FIRM || cost == Double.POSITIVE_INFINITY) {
            model.require(least, terms, most);
            return;
        }
        Variable given = missed.computeIfAbsent(key, each -> {
            Variable fresh = model.binary();
            model.value(-cost, fresh);
            return fresh;
        });
        if (terms.least() < least) {
            model.atLeast(terms.copy().plus(least - terms.least(), given), least);
        }
        if (terms.most() > most) {
            model.atMost(terms.copy().plus(most - terms.most(), given), most);
        }
    }

    /** What the last solution did to a rule. */
    Optional<Repair.Step> step(PlanRule key) {
        int less = count(below.get(key));
        int more = count(above.get(key));
        boolean given = count(missed.get(key)) > 0;
        if (given && !(key.rule() instanceof TeamRule.PerOrganisation)) {
            return Optional.of(new Repair.Drop(key.plan(), key.rule()));
        }
        return given || less + more > 0
                ? Optional.of(new Repair.Change(key.plan(), key.rule(), moved(key.rule(), less, more, given)))
                : Optional.empty();
    }

    private static int count(@Nullable Variable variable) {
        return variable == null ? 0 : variable.count();
    }

    private static TeamRule moved(TeamRule rule, int less, int more, boolean given) {
        return switch (rule) {
            case TeamRule.Size size -> new TeamRule.Size(size.min() - less, size.max() + more);
            case TeamRule.Count count ->
                new TeamRule.Count(count.trait(), count.min() - less, more == 0 ? count.max() : count.max() + more);
            case TeamRule.PerOrganisation each ->
                new TeamRule.PerOrganisation(given ? Math.min(1, each.max() + more) : each.min(), each.max() + more);
            case TeamRule.Organisations number -> new TeamRule.Organisations(number.min() - less, number.max() + more);
            case TeamRule.Focus focus -> new TeamRule.Focus(focus.scope(), focus.allowed(), focus.most() + more);
            case TeamRule.Residents staying ->
                new TeamRule.Residents(staying.min() - less, staying.max() + more, staying.days(), staying.youngAge());
            case TeamRule.SpareCapacity spare -> new TeamRule.SpareCapacity(spare.exceptions() + more);
            case TeamRule.ChiefExpert whole -> whole;
            case TeamRule.Leader whole -> whole;
            case TeamRule.Conflict whole -> whole;
            case TeamRule.Fixed whole -> whole;
            case TeamRule.Excluded whole -> whole;
        };
    }
}
