package org.jiebang.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what contradicts itself in a programme that can be read: names of nothing, empty ranges, sums that do not add up. */
final class ProgrammeLinter {
    private static final Pattern SOFT_WORDS = Pattern.compile("一般|原则上|鼓励|优先");
    private static final Pattern HARD_WORDS = Pattern.compile("不得|须|不可|最多|不再受理|不予受理");

    private final Programme programme;
    private final Map<String, Integer> lines;
    private final List<Remark> remarks = new ArrayList<>();

    private ProgrammeLinter(Programme programme, Map<String, Integer> lines) {
        this.programme = programme;
        this.lines = lines;
    }

    /**
     * @param lines where each id stands in the file; ids that are missing count as line 0
     */
    static List<Remark> check(Programme programme, Map<String, Integer> lines) {
        ProgrammeLinter linter = new ProgrammeLinter(programme, lines);
        linter.programme();
        programme.rules().forEach(linter::rule);
        programme.categories().forEach(linter::category);
        programme.stages().forEach(linter::stage);
        return linter.remarks;
    }

    private int line(String id) {
        return lines.getOrDefault(id, 0);
    }

    private void error(String id, String code, Object... values) {
        remarks.add(Remark.error(line(id), code, values));
    }

    private void warn(String id, String code, Object... values) {
        remarks.add(Remark.warning(line(id), code, values));
    }

    private void programme() {
        if (!programme.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            remarks.add(Remark.error(1, "programme-id", programme.id()));
        }
        if (programme.categories().isEmpty()) {
            remarks.add(Remark.error(1, "no-category"));
        }
        int sum = 0;
        for (Rule rule : programme.rules()) {
            if (rule.condition() instanceof Condition.Places places) {
                sum += places.total();
            }
        }
        if (programme.places() > 0 && sum != programme.places()) {
            remarks.add(Remark.error(1, "places-sum", programme.places(), sum));
        }
        Map<String, String> known = new HashMap<>();
        for (Rule rule : programme.rules()) {
            known.put(rule.id(), rule.id());
        }
        for (Rule rule : programme.rules()) {
            for (String other : rule.also()) {
                if (known.putIfAbsent(other, rule.id()) != null) {
                    error(rule.id(), "also-twice", rule.id(), other);
                }
            }
        }
    }

    private void rule(Rule rule) {
        for (String category : rule.categories()) {
            if (programme.category(category).isEmpty()) {
                error(rule.id(), "unknown-category", rule.id(), category);
            }
        }
        if (new HashSet<>(rule.categories()).size() < rule.categories().size()) {
            error(rule.id(), "category-twice", rule.id());
        }
        String quote = rule.citation().quote();
        boolean soft = SOFT_WORDS.matcher(quote).find();
        boolean hard = HARD_WORDS.matcher(quote).find();
        if (rule.strength() == Strength.HARD && soft && !hard || rule.strength() == Strength.SOFT && hard && !soft) {
            warn(rule.id(), "strength-words", rule.id(), Words.of(rule.strength()), quote);
        }
        for (int number : Quote.numbers(rule.condition())) {
            if (!Quote.names(quote, number)) {
                warn(rule.id(), "number-not-quoted", rule.id(), number, quote);
            }
        }
        condition(rule);
    }

    private void condition(Rule rule) {
        switch (rule.condition()) {
            case Condition.Composition count -> {
                if (count.minimum() > count.maximum()) {
                    error(rule.id(), "range-empty", rule.id(), count.minimum(), count.maximum());
                }
                if (count.minimum() == 0 && count.maximum() == Bound.UNLIMITED) {
                    error(rule.id(), "nothing-asked", rule.id());
                }
                if ((count.measure() == Measure.YOUNG) != (count.age() > 0)) {
                    error(rule.id(), "age-only-for-young", rule.id());
                }
            }
            case Condition.Deliverable deliverable -> {
                if (deliverable.minimumCharacters() > deliverable.maximumCharacters()) {
                    error(
                            rule.id(),
                            "range-empty",
                            rule.id(),
                            deliverable.minimumCharacters(),
                            deliverable.maximumCharacters());
                }
                if (deliverable.count() == 0) {
                    error(rule.id(), "nothing-asked", rule.id());
                }
            }
            case Condition.Eligibility eligibility -> {
                if (eligibility.applicants().isEmpty()) {
                    error(rule.id(), "nobody-may-apply", rule.id());
                }
            }
            case Condition.Quota quota -> {
                if (quota.maximum() == 0) {
                    error(rule.id(), "nobody-may-apply", rule.id());
                }
            }
            case Condition.Threshold threshold -> {
                if (threshold.minimum() == 0) {
                    error(rule.id(), "nothing-asked", rule.id());
                }
            }
            case Condition.Exclusion exclusion -> {
                if (rule.categories().size() < 2) {
                    error(rule.id(), "exclusion-of-one", rule.id());
                }
            }
            case Condition.Consortium consortium -> {
                if (consortium.groups().isEmpty()
                        || consortium.groups().stream().anyMatch(Set::isEmpty)) {
                    error(rule.id(), "nothing-asked", rule.id());
                }
            }
            case Condition.NonOverlap overlap -> {
                if (overlap.asks() <= 0 || overlap.asks() > overlap.blocks() || overlap.blocks() > 1) {
                    error(rule.id(), "likeness", rule.id());
                }
                if (overlap.dimensions().isEmpty()) {
                    error(rule.id(), "nothing-asked", rule.id());
                }
            }
            case Condition.Window window -> window(rule, window);
            case Condition.Places places -> places(rule, places);
            case Condition.Payout payout -> payout(rule, payout);
            case Condition.FieldFormat format -> format(rule, format);
            case Condition.Completeness completeness -> {
                if (programme.form(completeness.form()).isEmpty()) {
                    error(rule.id(), "unknown-form", rule.id(), completeness.form());
                }
            }
            case Condition.SeparateRoles roles -> {
                if (roles.first() == roles.second()) {
                    error(rule.id(), "same-role", rule.id());
                }
            }
            case Condition.Qualification qualification -> {}
            case Condition.Disqualification disqualification -> {}
            case Condition.Suspension suspension -> {}
            case Condition.Channel channel -> {}
            case Condition.AmountCap cap -> {}
            case Condition.Attachments attachments -> {}
            case Condition.Priority priority -> {}
            case Condition.Commitment commitment -> {}
            case Condition.Finish finish -> {}
        }
    }

    private void window(Rule rule, Condition.Window window) {
        LocalDate day = window.closes().day();
        if (window.opens() != null && window.closes().isPast(window.opens())) {
            error(rule.id(), "window-empty", rule.id(), window.opens().toLocalDate(), day);
        }
        if (day.isBefore(programme.issued())) {
            error(rule.id(), "closed-before-issued", rule.id(), day, programme.issued());
        }
        WorkingCalendar calendar = WorkingCalendar.standard();
        if (calendar.years().contains(day.getYear()) && !calendar.isWorkingDay(day)) {
            remarks.add(Remark.note(line(rule.id()), "closes-on-day-off", rule.id(), day));
        }
    }

    private void places(Rule rule, Condition.Places places) {
        int sum = places.split().values().stream().mapToInt(Integer::intValue).sum();
        if (!places.split().isEmpty() && sum != places.total()) {
            error(rule.id(), "split-sum", rule.id(), places.total(), sum);
        }
    }

    private void payout(Rule rule, Condition.Payout payout) {
        int sum = payout.instalments().stream()
                .mapToInt(Condition.Instalment::percent)
                .sum();
        if (sum != 100) {
            error(rule.id(), "payout-sum", rule.id(), sum);
        }
        Set<String> stages = new HashSet<>();
        programme.stages().forEach(stage -> stages.add(stage.name().chinese()));
        for (Condition.Instalment part : payout.instalments()) {
            for (String stage : part.after()) {
                if (!stages.contains(stage)) {
                    error(rule.id(), "unknown-stage", rule.id(), stage);
                }
            }
        }
    }

    private void format(Rule rule, Condition.FieldFormat format) {
        long wildcards = format.template()
                .chars()
                .filter(letter -> letter == '…' || letter == '#')
                .count();
        if (wildcards > Condition.FieldFormat.WILDCARDS) {
            error(rule.id(), "template-too-free", rule.id(), Condition.FieldFormat.WILDCARDS);
        } else if (!format.matches(format.example())) {
            error(rule.id(), "example-does-not-match", rule.id(), format.example());
        }
    }

    private void category(Category category) {
        List<Rule> rules = programme.rules().stream()
                .filter(rule -> rule.appliesTo(category.id()))
                .toList();
        if (rules.stream().noneMatch(rule -> rule.categories().contains(category.id()))
                && programme.categories().size() > 1) {
            warn(category.id(), "category-without-rule", category.id());
        }
        boolean open = rules.stream().anyMatch(rule -> rule.condition() instanceof Condition.Window);
        if (open && rules.stream().noneMatch(rule -> rule.condition() instanceof Condition.Eligibility)) {
            warn(category.id(), "no-applicant", category.id());
        }
        new Contradictions(programme, category, this::error).check(rules);
    }

    private void stage(Stage stage) {
        if (stage.from() != null && stage.to() != null && stage.from().isAfter(stage.to())) {
            error(stage.id(), "window-empty", stage.id(), stage.from(), stage.to());
        }
    }
}
