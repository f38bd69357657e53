package org.jiebang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jiebang.programme.Category;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Programmes;
import org.jiebang.workflow.Step;
import org.jiebang.workflow.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationProgressTest {
    private static final LocalDate APRIL = LocalDate.of(2024, 4, 10);

    private static final Set<ApplicationEvent> ENDS = EnumSet.of(
            ApplicationEvent.WITHDRAW,
            ApplicationEvent.TERMINATE,
            ApplicationEvent.DISQUALIFY,
            ApplicationEvent.REJECT,
            ApplicationEvent.PASS_OVER,
            ApplicationEvent.UPHOLD);

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount));
    }

    private static ApplicationTerms terms(String programme, String category) {
        return ApplicationTerms.of(Programmes.standard(programme), category);
    }

    /** A step with all that any event may need, and no amount. */
    private static StepInput input(LocalDate today) {
        return new StepInput(
                today,
                "理由",
                today.plusDays(30),
                today.plusDays(7),
                null,
                ProjectGrade.QUALIFIED,
                1,
                5,
                StepInput.OUTER);
    }

    private static StepInput granting(LocalDate today, String grant) {
        return new StepInput(
                today,
                "理由",
                today.plusDays(30),
                today.plusDays(7),
                money(grant),
                ProjectGrade.FIRST,
                1,
                5,
                StepInput.OUTER);
    }

    private static ApplicationProgress done(ApplicationProgress.Outcome outcome) {
        assertThat(outcome).isInstanceOf(ApplicationProgress.Outcome.Done.class);
        return ((ApplicationProgress.Outcome.Done) outcome).progress();
    }

    private static Set<ApplicationNeed> missing(ApplicationProgress.Outcome outcome) {
        assertThat(outcome).isInstanceOf(ApplicationProgress.Outcome.Refused.class);
        Step<ApplicationState, ApplicationNeed> why = ((ApplicationProgress.Outcome.Refused) outcome).why();
        assertThat(why).isInstanceOf(Step.Incomplete.class);
        return ((Step.Incomplete<ApplicationState, ApplicationNeed>) why).missing();
    }

    private static ApplicationProgress approved(ApplicationTerms terms, String grant) {
        ApplicationProgress now = ApplicationProgress.BEGUN;
        for (ApplicationEvent event :
                List.of(ApplicationEvent.SUBMIT, ApplicationEvent.RECEIVE_PAPER, ApplicationEvent.PASS)) {
            now = done(now.take(terms, event, input(APRIL)));
        }
        now = done(now.take(terms, ApplicationEvent.PROPOSE, grant.isEmpty() ? input(APRIL) : granting(APRIL, grant)));
        if (terms.course() == ApplicationCourse.PUBLISHED_CALL) {
            now = done(now.take(terms, ApplicationEvent.PUBLISH, input(APRIL)));
        }
        now = done(now.take(terms, ApplicationEvent.APPROVE, input(APRIL.plusDays(8))));
        return done(now.take(terms, ApplicationEvent.SIGN, input(APRIL.plusDays(8))));
    }

    private static ApplicationProgress evaluated(ApplicationTerms terms, ApplicationProgress running, StepInput grade) {
        ApplicationProgress now = done(running.take(terms, ApplicationEvent.REPORT, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.PASS, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.CLOSE, input(APRIL)));
        return done(now.take(terms, ApplicationEvent.EVALUATE, grade));
    }

    /** half at the approval, the rest in the year after, once both checks have passed. */
    @Test
    void platformsArePaidInTwoHalves() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2024", "P24-A1");
        ApplicationProgress now = approved(terms, "29.9999");
        assertThat(now.payment(terms, APRIL)).isEqualTo(money("14.9999"));
        now = done(now.take(terms, ApplicationEvent.PAY, input(APRIL)));
        assertThat(now.paid()).isEqualTo(money("14.9999"));
        now = evaluated(terms, now, input(APRIL));
        assertThat(missing(now.take(terms, ApplicationEvent.PAY, input(LocalDate.of(2024, 12, 31)))))
                .containsExactly(ApplicationNeed.PAYMENT_DUE);
        assertThat(missing(now.take(terms, ApplicationEvent.ARCHIVE, input(LocalDate.of(2024, 12, 31)))))
                .containsExactly(ApplicationNeed.NOTHING_OWED);
        now = done(now.take(terms, ApplicationEvent.PAY, input(LocalDate.of(2025, 1, 1))));
        assertThat(now.paid()).isEqualTo(money("29.9999"));
        now = done(now.take(terms, ApplicationEvent.ARCHIVE, input(LocalDate.of(2025, 1, 1))));
        assertThat(now.state()).isEqualTo(ApplicationState.ARCHIVED);
    }

    /** all at the approval. */
    @Test
    void activitiesArePaidAtOnce() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2024", "P24-B3");
        ApplicationProgress now = approved(terms, "10");
        assertThat(missing(now.take(terms, ApplicationEvent.START, input(APRIL))))
                .containsExactly(ApplicationNeed.NOTHING_DUE);
        now = done(now.take(terms, ApplicationEvent.PAY, input(APRIL)));
        assertThat(now.paid()).isEqualTo(money("10"));
        now = evaluated(terms, now, input(APRIL));
        assertThat(done(now.take(terms, ApplicationEvent.ARCHIVE, input(APRIL))).state())
                .isEqualTo(ApplicationState.ARCHIVED);
    }

    /** the grade sets the amount; before it there is none. */
    @Test
    void runningPlatformsArePaidByGrade() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2023", "P23-1a");
        assertThat(terms.gradePlaces())
                .isEqualTo(Map.of(ProjectGrade.FIRST, 4, ProjectGrade.SECOND, 6, ProjectGrade.THIRD, 10));
        ApplicationProgress now = approved(terms, "");
        now = done(now.take(terms, ApplicationEvent.START, input(APRIL)));
        ApplicationProgress closing = done(done(done(now.take(terms, ApplicationEvent.REPORT, input(APRIL)))
                        .take(terms, ApplicationEvent.PASS, input(APRIL)))
                .take(terms, ApplicationEvent.CLOSE, input(APRIL)));
        assertThat(missing(closing.take(terms, ApplicationEvent.EVALUATE, input(APRIL))))
                .containsExactly(ApplicationNeed.GRANT);
        ApplicationProgress graded = done(closing.take(terms, ApplicationEvent.EVALUATE, granting(APRIL, "20")));
        assertThat(done(graded.take(terms, ApplicationEvent.PAY, input(APRIL))).paid())
                .isEqualTo(money("20"));
        ApplicationProgress failed = done(closing.take(terms, ApplicationEvent.FAIL, input(APRIL)));
        assertThat(failed.grade()).isEqualTo(ProjectGrade.UNQUALIFIED);
        assertThat(failed.payment(terms, LocalDate.of(2030, 1, 1))).isEqualTo(money("0"));
    }

    @Test
    void noGrantIsAboveTheCap() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2024", "P24-A1");
        assertThat(terms.cap()).isEqualTo(money("30"));
        ApplicationProgress review =
                done(done(done(ApplicationProgress.BEGUN.take(terms, ApplicationEvent.SUBMIT, input(APRIL)))
                                .take(terms, ApplicationEvent.RECEIVE_PAPER, input(APRIL)))
                        .take(terms, ApplicationEvent.PASS, input(APRIL)));
        for (String wrong : List.of("30.0001", "0")) {
            assertThat(missing(review.take(terms, ApplicationEvent.PROPOSE, granting(APRIL, wrong))))
                    .containsExactly(ApplicationNeed.GRANT);
        }
        assertThatThrownBy(() -> new ApplicationProgress(
                        ApplicationState.RUNNING, 9, money("1"), money("1.0001"), null, Set.of(), null, null, 2024))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectionStopsTheApprovalAndThePeriodHasToPass() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2024", "P24-B1");
        ApplicationProgress now = ApplicationProgress.BEGUN;
        now = done(now.take(terms, ApplicationEvent.SUBMIT, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.RECEIVE_PAPER, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.PASS, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.PROPOSE, granting(APRIL, "8")));
        now = done(now.take(terms, ApplicationEvent.PUBLISH, input(APRIL)));
        assertThat(missing(now.take(terms, ApplicationEvent.APPROVE, input(APRIL.plusDays(7)))))
                .containsExactly(ApplicationNeed.PERIOD_OVER);
        ApplicationProgress objected = done(now.take(terms, ApplicationEvent.OBJECT, input(APRIL)));
        assertThat(objected.take(terms, ApplicationEvent.APPROVE, input(APRIL.plusDays(8))))
                .isEqualTo(new ApplicationProgress.Outcome.Refused(
                        new Step.Impossible<>(Set.of(ApplicationState.PUBLISHED))));
        now = done(objected.take(terms, ApplicationEvent.DISMISS, input(APRIL)));
        assertThat(done(now.take(terms, ApplicationEvent.APPROVE, input(APRIL.plusDays(8))))
                        .approvedIn())
                .isEqualTo(2024);
    }

    @Test
    void aCorrectionHasItsTime() {
        ApplicationTerms terms = terms("kechuang-jiangsu-2024", "P24-B1");
        ApplicationProgress now = ApplicationProgress.BEGUN;
        now = done(now.take(terms, ApplicationEvent.SUBMIT, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.RECEIVE_PAPER, input(APRIL)));
        now = done(now.take(terms, ApplicationEvent.ASK, input(APRIL)));
        assertThat(now.due()).isEqualTo(APRIL.plusDays(30));
        assertThat(missing(now.take(terms, ApplicationEvent.CORRECT, input(APRIL.plusDays(31)))))
                .containsExactly(ApplicationNeed.IN_TIME);
        assertThat(missing(now.take(terms, ApplicationEvent.REJECT, input(APRIL.plusDays(30)))))
                .containsExactly(ApplicationNeed.OVERDUE);
        ApplicationProgress extended = done(now.take(terms, ApplicationEvent.EXTEND, input(APRIL.plusDays(31))));
        ApplicationProgress corrected = done(extended.take(terms, ApplicationEvent.CORRECT, input(APRIL.plusDays(40))));
        assertThat(corrected.state()).isEqualTo(ApplicationState.ELIGIBILITY);
        assertThat(corrected.due()).isNull();
    }

    /** 100,000 random events of each course with random things at hand, from a fixed seed. */
    @ParameterizedTest
    @EnumSource(ApplicationCourse.class)
    void aRandomWalkStaysInTheTableAndWithinTheMoney(ApplicationCourse course) {
        Random random = new Random(20_241_231);
        List<ApplicationTerms> all = new ArrayList<>();
        for (Programme programme : Programmes.standard()) {
            if (ApplicationCourse.of(programme) == course) {
                for (Category category : programme.categories()) {
                    all.add(ApplicationTerms.of(programme, category.id()));
                }
            }
        }
        // Odd shares, for no call has them yet and rounding must not pay too much.
        ApplicationTerms first = all.getFirst();
        all.add(new ApplicationTerms(
                course,
                money("7.0001"),
                new PaymentPlan(
                        List.of(
                                new Condition.Instalment(33, List.of(ApplicationProgress.APPROVAL), false),
                                new Condition.Instalment(33, List.of(ApplicationProgress.FINAL), false),
                                new Condition.Instalment(34, List.of(ApplicationProgress.FINAL), true)),
                        false),
                first.places(),
                first.gradePlaces()));
        Set<ApplicationState> seen = EnumSet.noneOf(ApplicationState.class);
        Walk walk = new Walk(all.get(random.nextInt(all.size())));
        for (int step = 0; step < 100_000; step++) {
            if (course.table().from(walk.now.state()).isEmpty() || random.nextInt(2_000) == 0) {
                walk.check();
                walk = new Walk(all.get(random.nextInt(all.size())));
            }
            walk.step(random);
            seen.add(walk.now.state());
        }
        walk.check();
        Set<ApplicationState> inTable = EnumSet.noneOf(ApplicationState.class);
        course.table().transitions().forEach(transition -> inTable.add(transition.to()));
        assertThat(seen).as("every state was reached").containsAll(inTable);
    }

    /** An application with its history and its payments, kept beside it as the database does. */
    private static final class Walk {
        private final ApplicationTerms terms;
        private final List<Transition<ApplicationState, ApplicationEvent, ApplicationNeed>> history = new ArrayList<>();
        private final List<BigDecimal> payments = new ArrayList<>();
        private ApplicationProgress now = ApplicationProgress.BEGUN;
        private LocalDate today = LocalDate.of(2024, 3, 15);

        Walk(ApplicationTerms terms) {
            this.terms = terms;
        }

        void step(Random random) {
            today = today.plusDays(random.nextInt(40));
            List<Transition<ApplicationState, ApplicationEvent, ApplicationNeed>> possible =
                    terms.course().table().from(now.state());
            ApplicationEvent event = ApplicationEvent.values()[random.nextInt(ApplicationEvent.values().length)];
            // Mostly such as the state allows, and seldom the end, so that the walk gets to the archive.
            for (int tries = 0; !possible.isEmpty() && random.nextInt(3) > 0 && tries < 3; tries++) {
                event = possible.get(random.nextInt(possible.size())).event();
                if (!ENDS.contains(event)) {
                    break;
                }
            }
            ApplicationProgress before = now;
            switch (now.take(terms, event, brought(random))) {
                case ApplicationProgress.Outcome.Refused refused ->
                    assertThat(refused.why()).isNotInstanceOf(Step.Taken.class);
                case ApplicationProgress.Outcome.Done done -> {
                    now = done.progress();
                    history.add(
                            terms.course().table().find(before.state(), event).orElseThrow());
                    assertThat(history.getLast().to()).isEqualTo(now.state());
                    payments.add(done.payment().tenThousandYuan());
                    if (event != ApplicationEvent.PAY) {
                        assertThat(done.payment()).isEqualTo(money("0"));
                    } else {
                        assertThat(done.payment().tenThousandYuan()).isPositive();
                    }
                }
            }
            if (history.size() > 300) {
                check();
            }
        }

        private StepInput brought(Random random) {
            Set<ApplicationNeed> facts = EnumSet.noneOf(ApplicationNeed.class);
            // In the order of the constants, for a set that changes its order would make another walk of the same seed.
            for (ApplicationNeed need : EnumSet.copyOf(StepInput.OUTER)) {
                if (random.nextInt(8) > 0) {
                    facts.add(need);
                }
            }
            boolean amount = (now.state() == ApplicationState.CLOSING)
                    == terms.payments().byGrade();
            return new StepInput(
                    today,
                    random.nextInt(8) == 0 ? " " : "理由",
                    random.nextInt(8) == 0 ? null : today.plusDays(random.nextInt(60) - 5),
                    random.nextInt(8) == 0 ? null : today.plusDays(random.nextInt(20) - 2),
                    amount == random.nextInt(10) > 0 ? money("" + random.nextInt(100_000) / 10_000.0) : null,
                    random.nextInt(8) == 0 ? null : ProjectGrade.values()[random.nextInt(ProjectGrade.values().length)],
                    random.nextInt(3),
                    random.nextInt(6),
                    facts);
        }

        /** No event is lost, the history hangs together, and the money that went out is within what was granted and the cap. */
        void check() {
            assertThat(now.version()).isEqualTo(history.size());
            ApplicationState state = ApplicationState.DRAFT;
            for (Transition<ApplicationState, ApplicationEvent, ApplicationNeed> transition : history) {
                assertThat(transition.from()).isEqualTo(state);
                state = transition.to();
            }
            assertThat(state).isEqualTo(now.state());
            BigDecimal out = payments.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(out).isEqualByComparingTo(now.paid().tenThousandYuan());
            if (out.signum() > 0) {
                assertThat(out).isLessThanOrEqualTo(now.granted().tenThousandYuan());
                if (terms.cap() != null) {
                    assertThat(out).isLessThanOrEqualTo(terms.cap().tenThousandYuan());
                }
            }
        }
    }
}
