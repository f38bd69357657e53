package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;

/** Checks what comes after the application: the choice of projects, payments and closing. Pure functions. */
public final class ProjectChecker {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ProjectChecker() {}

    /**
     * A project chosen to be approved.
     *
     * @param share grade, city or region that its place belongs to; blank if places are not split
     */
    public record Choice(String category, String share) {}

    /**
     * Are there places for the projects chosen?
     *
     * @param confirmed ids of the rules of selection that staff have confirmed
     */
    public static Verdict checkChoice(
            Programme programme,
            List<Choice> choices,
            Set<String> confirmed,
            LocalDate asOf,
            Map<String, String> reasons) {
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : programme.rules()) {
            List<Choice> own = choices.stream()
                    .filter(choice -> rule.appliesTo(choice.category()))
                    .toList();
            if (!own.isEmpty() && rule.condition().phases().contains(Phase.SELECTION)) {
                List<Finding> found = rule.condition() instanceof Condition.Places places
                        ? places(rule, places, own)
                        : confirmation(rule, confirmed);
                found.forEach(finding -> violations.add(violation(rule, finding, reasons)));
            }
        }
        return new Verdict(asOf, violations, List.of());
    }

    private static List<Finding> confirmation(Rule rule, Set<String> confirmed) {
        return confirmed.contains(rule.id()) ? List.of() : List.of(new Finding.Unconfirmed());
    }

    private static List<Finding> places(Rule rule, Condition.Places places, List<Choice> choices) {
        List<Finding> found = new ArrayList<>(ApplicationChecker.atMost(rule.title(), choices.size(), places.total()));
        Map<String, Integer> taken = new LinkedHashMap<>();
        choices.forEach(choice -> taken.merge(choice.share(), 1, Integer::sum));
        if (!places.split().isEmpty()) {
            taken.forEach((share, count) -> {
                Integer maximum = places.split().get(share);
                if (maximum == null) {
                    found.add(new Finding.NotAllowed(
                            share, Words.names(places.split().keySet())));
                } else {
                    found.addAll(
                            ApplicationChecker.atMost(Words.of("finding.share", rule.title(), share), count, maximum));
                }
            });
        }
        return found;
    }

    /**
     * An approved project and its money.
     *
     * @param passed names of the stages that it has passed
     * @param grade of the final evaluation; blank before it
     * @param confirmed ids of the rules of payment that staff have confirmed
     */
    public record Grant(
            String category,
            Money amount,
            int approvedYear,
            Set<String> passed,
            String grade,
            Money paid,
            Set<String> confirmed) {
        public Grant {
            passed = Set.copyOf(passed);
            confirmed = Set.copyOf(confirmed);
        }
    }

    /**
     * Part of a grant that may have been paid by a day, in percent; 100 where the programme says nothing of payment.
     *
     * @param day decides what is due in the year after approval
     */
    public static int percentDue(Programme programme, Grant grant, LocalDate day) {
        return programme.rules(grant.category(), Phase.PAYMENT).stream()
                .map(Rule::condition)
                .filter(Condition.Payout.class::isInstance)
                .map(Condition.Payout.class::cast)
                .mapToInt(payout -> percentDue(payout, grant, day))
                .min()
                .orElse(100);
    }

    private static int percentDue(Condition.Payout payout, Grant grant, LocalDate day) {
        if (payout.byGrade() && grant.grade().isBlank()) {
            return 0;
        }
        return payout.instalments().stream()
                .filter(part -> grant.passed().containsAll(part.after())
                        && (!part.nextYear() || day.getYear() > grant.approvedYear()))
                .mapToInt(Condition.Instalment::percent)
                .sum();
    }

    /** May a further amount be paid on a day? */
    public static Verdict checkPayment(
            Programme programme, Grant grant, Money further, LocalDate day, Map<String, String> reasons) {
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : programme.rules(grant.category(), Phase.PAYMENT)) {
            if (rule.condition() instanceof Condition.Payout payout) {
                BigDecimal due = grant.amount()
                        .tenThousandYuan()
                        .multiply(BigDecimal.valueOf(percentDue(payout, grant, day)))
                        .divide(HUNDRED);
                BigDecimal paid = grant.paid().tenThousandYuan().add(further.tenThousandYuan());
                if (paid.compareTo(due) > 0) {
                    violations.add(violation(rule, new Finding.TooMany(Words.of("finding.paid"), paid, due), reasons));
                }
            } else {
                confirmation(rule, grant.confirmed())
                        .forEach(finding -> violations.add(violation(rule, finding, reasons)));
            }
        }
        return new Verdict(day, violations, List.of());
    }

    /**
     * Something handed in.
     *
     * @param characters length of its text
     */
    public record Handed(String item, int characters, LocalDate on) {}

    /**
     * A project to be closed.
     *
     * @param achieved figures by the name of the indicator
     * @param confirmed ids of rules whose fulfilment has been shown
     * @param finished null if not finished yet
     */
    public record Completion(
            String category,
            Map<String, Integer> achieved,
            List<Handed> handed,
            Set<String> confirmed,
            @Nullable LocalDate finished) {
        public Completion {
            achieved = Map.copyOf(achieved);
            handed = List.copyOf(handed);
            confirmed = Set.copyOf(confirmed);
        }
    }

    /** Has a project done all that it must before it is closed? */
    public static Verdict checkClosing(
            Programme programme, Completion completion, LocalDate asOf, Map<String, String> reasons) {
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : programme.rules(completion.category(), Phase.CLOSING)) {
            for (Finding finding : closing(rule, completion, asOf)) {
                violations.add(violation(rule, finding, reasons));
            }
        }
        return new Verdict(asOf, violations, List.of());
    }

    private static List<Finding> closing(Rule rule, Completion completion, LocalDate asOf) {
        if (rule.condition() instanceof Condition.Threshold threshold) {
            return ApplicationChecker.atLeast(
                    rule.title(), completion.achieved().getOrDefault(threshold.indicator(), 0), threshold.minimum());
        }
        if (rule.condition() instanceof Condition.Deliverable deliverable) {
            long valid = completion.handed().stream()
                    .filter(handed -> satisfies(handed, deliverable))
                    .count();
            Sentence what = Words.of("finding.handed", rule.title(), rule.asks());
            return ApplicationChecker.atLeast(what, (int) valid, deliverable.count());
        }
        if (rule.condition() instanceof Condition.Finish finish) {
            LocalDate day = completion.finished() == null ? asOf : completion.finished();
            return day.isAfter(finish.by()) ? List.of(new Finding.Overdue(finish.by(), day)) : List.of();
        }
        return confirmation(rule, completion.confirmed());
    }

    private static boolean satisfies(Handed handed, Condition.Deliverable asked) {
        return handed.item().equals(asked.item())
                && handed.characters() >= asked.minimumCharacters()
                && handed.characters() <= asked.maximumCharacters()
                && (asked.due() == null || !handed.on().isAfter(asked.due()));
    }

    private static Violation violation(Rule rule, Finding finding, Map<String, String> reasons) {
        return new Violation(rule, rule.strength(), finding, reasons.getOrDefault(rule.id(), ""));
    }
}
