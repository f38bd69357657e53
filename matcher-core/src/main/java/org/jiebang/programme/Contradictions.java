package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rules of one category of which no application can ever satisfy both. */
final class Contradictions {
    /** Takes a mistake at the place of an id. */
    interface Errors {
        void at(String id, String code, Object... values);
    }

    private final Programme programme;
    private final Category category;
    private final Errors errors;
    private final Map<Measure, Bound> bounds = new HashMap<>();

    Contradictions(Programme programme, Category category, Errors errors) {
        this.programme = programme;
        this.category = category;
        this.errors = errors;
    }

    void check(List<Rule> rules) {
        Map<Medium, String> media = new HashMap<>();
        Map<String, Boolean> marks = new HashMap<>();
        Set<PartyKind> applicants = Set.of(PartyKind.values());
        BigDecimal cap = null;
        LocalDate closes = null;
        for (Rule rule : rules) {
            switch (rule.condition()) {
                case Condition.Composition count -> bound(rule, count);
                case Condition.Window window -> {
                    String other = media.putIfAbsent(window.medium(), rule.id());
                    if (other != null) {
                        errors.at(rule.id(), "contradiction", other, rule.id(), category.id());
                    }
                    closes = later(closes, window.closes().day());
                }
                case Condition.Qualification held -> {
                    Boolean other = marks.putIfAbsent(held.mark(), held.held());
                    if (other != null && other != held.held()) {
                        errors.at(rule.id(), "contradiction", held.mark(), rule.id(), category.id());
                    }
                }
                case Condition.Eligibility eligibility -> {
                    Set<PartyKind> both = new HashSet<>(applicants);
                    both.retainAll(eligibility.applicants());
                    if (both.isEmpty()) {
                        errors.at(rule.id(), "nobody-may-apply", rule.id());
                    }
                    applicants = both;
                }
                case Condition.AmountCap amount -> {
                    BigDecimal maximum = amount.maximum().tenThousandYuan();
                    if (cap != null && cap.compareTo(maximum) != 0) {
                        errors.at(rule.id(), "two-caps", category.id(), cap, maximum);
                    }
                    cap = maximum;
                }
                case Condition.Finish finish -> {
                    if (finish.by().isBefore(programme.issued())) {
                        errors.at(rule.id(), "closed-before-issued", rule.id(), finish.by(), programme.issued());
                    }
                }
                default -> {
                    // Cannot contradict another rule.
                }
            }
        }
        finish(rules, closes);
        parts();
    }

    private void bound(Rule rule, Condition.Composition count) {
        if (count.minimum() > count.maximum()) {
            return;
        }
        Bound bound = new Bound(count.minimum(), count.maximum(), rule.strength(), List.of(rule.id()));
        Bound other = bounds.getOrDefault(count.measure(), Bound.NONE);
        if (bound.minimum() > other.maximum() || other.minimum() > bound.maximum()) {
            errors.at(rule.id(), "contradiction", String.join("、", other.rules()), rule.id(), category.id());
        } else {
            bounds.put(count.measure(), other.and(bound));
        }
    }

    private void finish(List<Rule> rules, @Nullable LocalDate closes) {
        for (Rule rule : rules) {
            if (closes != null
                    && rule.condition() instanceof Condition.Finish finish
                    && finish.by().isBefore(closes)) {
                errors.at(rule.id(), "finished-before-closed", rule.id(), finish.by(), closes);
            }
        }
    }

    /** Ten young members do not fit into a team of nine. */
    private void parts() {
        int most = bounds.getOrDefault(Measure.MEMBERS, Bound.NONE).maximum();
        for (Measure part : List.of(Measure.YOUNG, Measure.SUPPORTED_YOUTH, Measure.RESIDENTS, Measure.AFFILIATIONS)) {
            Bound bound = bounds.getOrDefault(part, Bound.NONE);
            if (bound.minimum() > most) {
                errors.at(
                        bound.rules().getFirst(),
                        "part-exceeds-whole",
                        category.id(),
                        Words.of(part),
                        bound.minimum(),
                        most);
            }
        }
    }

    private static LocalDate later(@Nullable LocalDate first, LocalDate second) {
        return first == null || second.isAfter(first) ? second : first;
    }
}
