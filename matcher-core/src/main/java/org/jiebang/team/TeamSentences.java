package org.jiebang.team;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.jiebang.matching.Sentence;
import org.jiebang.team.TeamProposal.Infeasible;
import org.jiebang.team.TeamProposal.PlanRule;

/** Rules, repairs and their reason in Chinese and English. Safe from any thread. */
public final class TeamSentences {
    private static final String BUNDLE = "org.jiebang.team.messages";
    private static final TeamSentences CHINESE_IDS = new TeamSentences(Locale.SIMPLIFIED_CHINESE, id -> id);

    private final ResourceBundle messages;
    private final UnaryOperator<String> names;

    private TeamSentences(Locale locale, UnaryOperator<String> names) {
        this.messages = ResourceBundle.getBundle(BUNDLE, locale);
        this.names = names;
    }

    /** @param names what a candidate or team is called, by id */
    public static Sentence of(TeamRule rule, UnaryOperator<String> names) {
        return new Sentence(chinese(names).rule(rule), english(names).rule(rule));
    }

    /** @param names what a candidate or team is called, by id */
    public static Sentence of(Repair.Step step, UnaryOperator<String> names) {
        return new Sentence(chinese(names).step(step), english(names).step(step));
    }

    /**
     * The reason and the repair in one sentence.
     *
     * @param names what a candidate or team is called, by id
     */
    public static Sentence of(Infeasible infeasible, UnaryOperator<String> names) {
        return new Sentence(
                chinese(names).infeasible(infeasible), english(names).infeasible(infeasible));
    }

    /** A difference between two teams ({@link TeamTrade}). */
    static Sentence ofTrade(String measure, double best, double other) {
        return new Sentence(
                CHINESE_IDS.trade(measure, best, other), english(id -> id).trade(measure, best, other));
    }

    private String trade(String measure, double best, double other) {
        String unit = text("trade.unit." + measure);
        return text(
                other > best ? "trade.more" : "trade.less",
                text("trade." + measure),
                tenths(Math.abs(other - best)),
                unit,
                tenths(best),
                tenths(other));
    }

    /** With one decimal, none where it is zero. */
    private static String tenths(double number) {
        double rounded = Math.round(number * 10) / 10.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static TeamSentences chinese(UnaryOperator<String> names) {
        return new TeamSentences(Locale.SIMPLIFIED_CHINESE, names);
    }

    private static TeamSentences english(UnaryOperator<String> names) {
        return new TeamSentences(Locale.ENGLISH, names);
    }

    private String text(String key, Object... values) {
        String text = messages.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    private String infeasible(Infeasible infeasible) {
        boolean several =
                infeasible.conflict().stream().map(PlanRule::plan).distinct().count() > 1;
        List<String> conflict = infeasible.conflict().stream()
                .map(each -> inPlan(several, each.plan(), rule(each.rule())))
                .toList();
        List<String> steps = infeasible.repair().steps().stream()
                .map(each -> inPlan(several, each.plan(), step(each)))
                .toList();
        return text("infeasible", String.join(text("and"), conflict), String.join(text("and"), steps));
    }

    private String inPlan(boolean named, String plan, String sentence) {
        return named ? text("plan", names.apply(plan), sentence) : sentence;
    }

    private String step(Repair.Step step) {
        return switch (step) {
            case Repair.Change change -> text("change", rule(change.from()), rule(change.to()));
            case Repair.Drop drop -> text("drop", rule(drop.rule()));
            case Repair.AddExperts added -> added(added);
        };
    }

    private String added(Repair.AddExperts added) {
        List<String> details = new ArrayList<>();
        added.traits().entrySet().stream()
                .sorted(Comparator.comparing(each -> CHINESE_IDS.trait("add", each.getKey())))
                .forEach(each -> details.add(text("add.detail", each.getValue(), trait("add", each.getKey()))));
        Map<String, Integer> posts =
                Map.of("add.chief", added.chiefs(), "add.leader", added.leaders(), "add.residents", added.residents());
        posts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(each -> each.getValue() > 0)
                .forEach(each -> details.add(text("add.detail", each.getValue(), text(each.getKey()))));
        added.focus()
                .forEach((scope, values) ->
                        details.add(text("add.detail", added.count(), text("add." + scope, listed(values)))));
        String experts = text("add.experts", added.count());
        return details.isEmpty() ? text("add", experts) : text("add.of", experts, String.join(text("comma"), details));
    }

    private String rule(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Size size -> range("", size.min(), size.max(), text("members"));
            case TeamRule.Count count -> range("", count.min(), count.max(), trait("members", count.trait()));
            case TeamRule.PerOrganisation each ->
                text("perOrganisation", range("", each.min(), each.max(), text("members")));
            case TeamRule.Organisations number ->
                range("organisations.", number.min(), number.max(), text("organisations"));
            case TeamRule.Focus focus -> text("focus." + focus.scope(), listed(focus.allowed()), focus.most());
            case TeamRule.Residents staying ->
                text("residents", range("", staying.min(), staying.max(), text("residents.members")), staying.days());
            case TeamRule.ChiefExpert chief -> text("chief", chief.minAuthority());
            case TeamRule.Leader leader -> text("leader", leader.minManagement());
            case TeamRule.SpareCapacity spare ->
                spare.exceptions() == 0 ? text("spare.none") : text("atMost", spare.exceptions(), text("spare"));
            case TeamRule.Conflict conflict ->
                text("conflict", names.apply(conflict.one()), names.apply(conflict.other()));
            case TeamRule.Fixed fixed -> text("fixed", names.apply(fixed.candidate()));
            case TeamRule.Excluded excluded -> text("excluded", names.apply(excluded.candidate()));
        };
    }

    private String range(String prefix, int min, int max, String whom) {
        if (min == max) {
            return text(prefix + "exactly", min, whom);
        }
        if (min == 0) {
            return text(prefix + "atMost", max, whom);
        }
        return max == Integer.MAX_VALUE
                ? text(prefix + "atLeast", min, whom)
                : text(prefix + "between", min, max, whom);
    }

    /** @param of {@code members} or {@code add} */
    private String trait(String of, Trait trait) {
        return switch (trait) {
            case Trait.AgedAtMost aged -> text(of + ".aged", aged.years());
            case Trait.SupportedYouth youth -> text(of + ".youth");
            case Trait.From from -> text(of + "." + from.affiliation());
            case Trait.OfOrganisation organisation -> text(of + ".organisation", organisation.organisation());
            case Trait.In in -> text(of + "." + in.scope(), in.name());
            case Trait.Skilled skilled -> text(of + ".skilled", skilled.element(), skilled.quality());
        };
    }

    private String listed(Iterable<String> values) {
        return String.join(text("comma"), values);
    }
}
