package org.jiebang.application;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.Money;
import org.jiebang.workflow.Step;
import org.jspecify.annotations.Nullable;

/**
 * Where an application stands, with the money of its project. Immutable; a step makes another.
 *
 * @param version one more with each step
 * @param granted null before it is decided
 * @param paid never more than granted
 * @param passed names of the stages that have passed, as payouts name them
 * @param due last day of what is asked for now, where a step set one
 * @param publishedUntil last day of the publication
 * @param approvedIn year of the approval
 */
public record ApplicationProgress(
        ApplicationState state,
        long version,
        @Nullable Money granted,
        Money paid,
        @Nullable ProjectGrade grade,
        Set<String> passed,
        @Nullable LocalDate due,
        @Nullable LocalDate publishedUntil,
        @Nullable Integer approvedIn) {
    static final String APPROVAL = "立项";
    static final String MIDTERM = "中期检查";
    static final String FINAL = "结题评估";

    private static final Money NOTHING = new Money(BigDecimal.ZERO);

    /** Before anything has happened. */
    public static final ApplicationProgress BEGUN =
            new ApplicationProgress(ApplicationState.DRAFT, 0, null, NOTHING, null, Set.of(), null, null, null);

    public ApplicationProgress {
        passed = Set.copyOf(passed);
        BigDecimal most = granted == null ? BigDecimal.ZERO : granted.tenThousandYuan();
        if (paid.tenThousandYuan().compareTo(most) > 0) {
            throw new IllegalArgumentException("Paid " + paid.tenThousandYuan() + " of " + most + " 万元 granted.");
        }
    }

    /** What becomes of an event. */
    public sealed interface Outcome {
        /**
         * It led on.
         *
         * @param payment what is paid with it; 0 mostly
         */
        record Done(ApplicationProgress progress, Money payment) implements Outcome {}

        /** Nothing has changed, for this. */
        record Refused(Step<ApplicationState, ApplicationNeed> why) implements Outcome {}
    }

    /** Lets an event happen if the course's table has it here and all that it needs is there. */
    public Outcome take(ApplicationTerms terms, ApplicationEvent event, StepInput input) {
        Step<ApplicationState, ApplicationNeed> step = terms.course().table().step(state, event, given(terms, input));
        return step instanceof Step.Taken<ApplicationState, ApplicationNeed> taken
                ? done(terms, event, input, taken.to())
                : new Outcome.Refused(step);
    }

    private Set<ApplicationNeed> given(ApplicationTerms terms, StepInput input) {
        Set<ApplicationNeed> given = EnumSet.noneOf(ApplicationNeed.class);
        given.addAll(input.facts());
        add(given, ApplicationNeed.REASON, !input.reason().isBlank());
        add(given, ApplicationNeed.DUE, input.due() != null && input.due().isAfter(input.today()));
        add(given, ApplicationNeed.IN_TIME, due == null || !input.today().isAfter(due));
        add(given, ApplicationNeed.OVERDUE, due != null && input.today().isAfter(due));
        add(given, ApplicationNeed.EVIDENCE, input.evidence() > 0);
        add(given, ApplicationNeed.GRANT, grantsRightly(terms, input));
        add(
                given,
                ApplicationNeed.PERIOD,
                input.publishedUntil() != null && input.publishedUntil().isAfter(input.today()));
        add(
                given,
                ApplicationNeed.PERIOD_OVER,
                publishedUntil != null && input.today().isAfter(publishedUntil));
        boolean owes = payment(terms, input.today()).tenThousandYuan().signum() > 0;
        add(given, ApplicationNeed.PAYMENT_DUE, owes);
        add(given, ApplicationNeed.NOTHING_DUE, !owes);
        add(given, ApplicationNeed.NOTHING_OWED, granted == null || granted.equals(paid));
        add(given, ApplicationNeed.GRADE, input.grade() != null && input.grade() != ProjectGrade.UNQUALIFIED);
        add(
                given,
                ApplicationNeed.SATISFACTION,
                input.satisfaction() > 0 && !input.reason().isBlank());
        return given;
    }

    private static void add(Set<ApplicationNeed> given, ApplicationNeed need, boolean there) {
        if (there) {
            given.add(need);
        }
    }

    /** Before the review there is no amount; where the grade sets it, there is none before the evaluation. */
    private boolean grantsRightly(ApplicationTerms terms, StepInput input) {
        boolean evaluating = state == ApplicationState.CLOSING;
        if (evaluating != terms.payments().byGrade()) {
            return input.grant() == null;
        }
        return input.grant() != null && terms.allows(input.grant());
    }

    /** What is to be paid now. */
    public Money payment(ApplicationTerms terms, LocalDate today) {
        if (granted == null || !passed.contains(APPROVAL)) {
            return NOTHING;
        }
        boolean yearOver = approvedIn != null && today.getYear() > approvedIn;
        BigDecimal open = terms.payments()
                .due(granted, passed, yearOver)
                .tenThousandYuan()
                .subtract(paid.tenThousandYuan());
        return open.signum() > 0 ? new Money(open) : NOTHING;
    }

    private Outcome.Done done(ApplicationTerms terms, ApplicationEvent event, StepInput input, ApplicationState to) {
        if (event == ApplicationEvent.RESUME && to == ApplicationState.DRAFT) {
            // Begun anew; nothing is granted or paid before the approval, after which nobody withdraws.
            return new Outcome.Done(
                    new ApplicationProgress(to, version + 1, null, NOTHING, null, Set.of(), null, null, null), NOTHING);
        }
        Money payment = event == ApplicationEvent.PAY ? payment(terms, input.today()) : NOTHING;
        boolean same = to == state;
        ApplicationProgress next = new ApplicationProgress(
                to,
                version + 1,
                input.grant() != null && grants(event) ? input.grant() : granted,
                new Money(paid.tenThousandYuan().add(payment.tenThousandYuan())),
                event == ApplicationEvent.FAIL
                        ? ProjectGrade.UNQUALIFIED
                        : event == ApplicationEvent.EVALUATE ? input.grade() : grade,
                passed(event, to),
                input.due() != null && sets(event) ? input.due() : same ? due : null,
                event == ApplicationEvent.PUBLISH ? input.publishedUntil() : publishedUntil,
                event == ApplicationEvent.APPROVE
                        ? Integer.valueOf(input.today().getYear())
                        : approvedIn);
        return new Outcome.Done(next, payment);
    }

    private static boolean grants(ApplicationEvent event) {
        return event == ApplicationEvent.PROPOSE || event == ApplicationEvent.EVALUATE;
    }

    private static boolean sets(ApplicationEvent event) {
        return switch (event) {
            case EXTEND, ASK, RECTIFY, POSTPONE, RETURN -> true;
            default -> false;
        };
    }

    private Set<String> passed(ApplicationEvent event, ApplicationState to) {
        Set<String> all = new TreeSet<>(passed);
        if (event == ApplicationEvent.APPROVE) {
            all.add(APPROVAL);
        } else if (to == ApplicationState.CHECKED && event == ApplicationEvent.PASS) {
            all.add(MIDTERM);
        } else if (event == ApplicationEvent.EVALUATE) {
            all.add(FINAL);
        }
        return all;
    }
}
