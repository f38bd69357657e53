package org.jiebang.api.team;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jiebang.api.platform.ApiException;
import org.jiebang.team.Repair;
import org.jiebang.team.TeamRule;
import org.jiebang.team.Trait;
import org.jspecify.annotations.Nullable;

/**
 * A rule of composition that shall hold with other numbers, or not at all: a repair as a program can send it back.
 *
 * @param rule which, e.g. {@code size}, {@code young}, {@code from:ENTERPRISE}, {@code fixed:…}
 * @param min least number; as it was if absent
 * @param max greatest number; as it was if absent
 * @param dropped true if the rule is given up
 */
record RuleAdjustment(
        @NotBlank(message = "请写明放宽哪条要求（rule）。") String rule,
        @Nullable @Min(value = 0, message = "数不能为负。") Integer min,
        @Nullable @Min(value = 0, message = "数不能为负。") Integer max,
        boolean dropped) {

    /** Null for a step that is no change of a rule. */
    static @Nullable RuleAdjustment of(Repair.Step step) {
        return switch (step) {
            case Repair.Change change -> changed(change.to());
            case Repair.Drop drop -> new RuleAdjustment(key(drop.rule()), null, null, true);
            case Repair.AddExperts added -> null;
        };
    }

    private static RuleAdjustment changed(TeamRule to) {
        return switch (to) {
            case TeamRule.Size size -> numbers(to, size.min(), size.max());
            case TeamRule.Count count -> numbers(to, count.min(), count.max());
            case TeamRule.PerOrganisation each -> numbers(to, each.min(), each.max());
            case TeamRule.Organisations number -> numbers(to, number.min(), number.max());
            case TeamRule.Residents staying -> numbers(to, staying.min(), staying.max());
            case TeamRule.Focus focus -> numbers(to, null, focus.most());
            case TeamRule.SpareCapacity spare -> numbers(to, null, spare.exceptions());
            case TeamRule.ChiefExpert whole -> numbers(to, null, null);
            case TeamRule.Leader whole -> numbers(to, null, null);
            case TeamRule.Conflict whole -> numbers(to, null, null);
            case TeamRule.Fixed whole -> numbers(to, null, null);
            case TeamRule.Excluded whole -> numbers(to, null, null);
        };
    }

    private static RuleAdjustment numbers(TeamRule rule, @Nullable Integer min, @Nullable Integer max) {
        return new RuleAdjustment(key(rule), min, max, false);
    }

    private static String key(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Size size -> "size";
            case TeamRule.Count count ->
                switch (count.trait()) {
                    case Trait.AgedAtMost aged -> "young";
                    case Trait.SupportedYouth youth -> "supportedYouth";
                    case Trait.From from -> "from:" + from.affiliation();
                    case Trait.OfOrganisation of -> "organisation:" + of.organisation();
                    case Trait.In in -> "in:" + in.scope() + ":" + in.name();
                    case Trait.Skilled skilled -> "skilled:" + skilled.element();
                };
            case TeamRule.PerOrganisation each -> "perOrganisation";
            case TeamRule.Organisations number -> "organisations";
            case TeamRule.Focus focus -> "focus:" + focus.scope();
            case TeamRule.Residents staying -> "residents";
            case TeamRule.ChiefExpert chief -> "chiefExpert";
            case TeamRule.Leader leader -> "leader";
            case TeamRule.SpareCapacity spare -> "spareCapacity";
            case TeamRule.Conflict conflict -> "conflict:" + conflict.one() + ":" + conflict.other();
            case TeamRule.Fixed fixed -> "fixed:" + fixed.candidate();
            case TeamRule.Excluded excluded -> "excluded:" + excluded.candidate();
        };
    }

    /**
     * The rules with the adjustments made.
     *
     * @throws IllegalArgumentException if the numbers of a rule contradict each other
     */
    static List<TeamRule> apply(List<TeamRule> rules, @Nullable List<RuleAdjustment> adjustments) {
        List<TeamRule> adjusted = new ArrayList<>(rules);
        for (RuleAdjustment adjustment : Objects.requireNonNullElse(adjustments, List.<RuleAdjustment>of())) {
            int place = 0;
            while (place < adjusted.size() && !key(adjusted.get(place)).equals(adjustment.rule())) {
                place++;
            }
            if (place == adjusted.size()) {
                throw ApiException.badRequest(
                        "constraints.adjustments",
                        "UNKNOWN_CHOICE",
                        "没有要求“" + adjustment.rule() + "”，可放宽的有："
                                + String.join(
                                        "、",
                                        rules.stream().map(RuleAdjustment::key).toList()) + "。");
            }
            if (adjustment.dropped() && !(adjusted.get(place) instanceof TeamRule.Size)) {
                adjusted.remove(place);
            } else {
                adjusted.set(place, adjustment.applied(adjusted.get(place)));
            }
        }
        return adjusted;
    }

    private TeamRule applied(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Size size -> new TeamRule.Size(least(size.min()), most(size.max()));
            case TeamRule.Count count -> new TeamRule.Count(count.trait(), least(count.min()), most(count.max()));
            case TeamRule.PerOrganisation each -> new TeamRule.PerOrganisation(least(each.min()), most(each.max()));
            case TeamRule.Organisations number -> new TeamRule.Organisations(least(number.min()), most(number.max()));
            case TeamRule.Residents staying ->
                new TeamRule.Residents(least(staying.min()), most(staying.max()), staying.days(), staying.youngAge());
            case TeamRule.Focus focus -> new TeamRule.Focus(focus.scope(), focus.allowed(), most(focus.most()));
            case TeamRule.SpareCapacity spare -> new TeamRule.SpareCapacity(most(spare.exceptions()));
            case TeamRule.ChiefExpert whole -> whole;
            case TeamRule.Leader whole -> whole;
            case TeamRule.Conflict whole -> whole;
            case TeamRule.Fixed whole -> whole;
            case TeamRule.Excluded whole -> whole;
        };
    }

    private int least(int before) {
        return min == null ? before : min;
    }

    private int most(int before) {
        return max == null ? before : max;
    }
}
