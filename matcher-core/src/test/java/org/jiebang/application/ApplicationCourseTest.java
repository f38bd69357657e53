package org.jiebang.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.programme.Programmes;
import org.jiebang.workflow.Step;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ApplicationCourseTest {
    /** The tables a second time, a state a line, so that a slip in a file shows. */
    private static final Map<ApplicationCourse, String> POSSIBLE = Map.ofEntries(
            Map.entry(ApplicationCourse.CAST, """
                    DRAFT REGISTER>REGISTERED WITHDRAW>WITHDRAWN
                    REGISTERED SUBMIT>SUBMITTED EXTEND>REGISTERED WITHDRAW>WITHDRAWN
                    SUBMITTED RECEIVE_PAPER>ELIGIBILITY REFUSE_LATE>LATE WITHDRAW>WITHDRAWN
                    ELIGIBILITY PASS>REVIEW ASK>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    CORRECTION CORRECT>ELIGIBILITY EXTEND>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    REVIEW PROPOSE>PROPOSED PASS_OVER>NOT_SELECTED WITHDRAW>WITHDRAWN
                    PROPOSED PUBLISH>PUBLISHED WITHDRAW>WITHDRAWN DISQUALIFY>DISQUALIFIED
                    PUBLISHED OBJECT>OBJECTED APPROVE>APPROVED WITHDRAW>WITHDRAWN DISQUALIFY>DISQUALIFIED
                    OBJECTED OBJECT>OBJECTED DISMISS>PUBLISHED UPHOLD>NOT_SELECTED
                    APPROVED SIGN>CONTRACTED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CONTRACTED PAY>RUNNING START>RUNNING TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    RUNNING CLOSE>CLOSING POSTPONE>POSTPONED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    POSTPONED RESUME>RUNNING POSTPONE>POSTPONED TERMINATE>TERMINATED
                    CLOSING RETURN>RUNNING EVALUATE>EVALUATED FAIL>UNQUALIFIED DISQUALIFY>DISQUALIFIED
                    EVALUATED SATISFY>SATISFIED
                    SATISFIED PAY>SETTLED ARCHIVE>ARCHIVED
                    SETTLED PAY>SETTLED ARCHIVE>ARCHIVED
                    UNQUALIFIED ARCHIVE>ARCHIVED
                    WITHDRAWN RESUME>DRAFT
                    LATE EXTEND>SUBMITTED
                    TERMINATED ARCHIVE>ARCHIVED
                    DISQUALIFIED ARCHIVE>ARCHIVED
                    """),
            Map.entry(ApplicationCourse.PUBLISHED_CALL, """
                    DRAFT SUBMIT>SUBMITTED EXTEND>DRAFT WITHDRAW>WITHDRAWN
                    SUBMITTED RECEIVE_PAPER>ELIGIBILITY REFUSE_LATE>LATE WITHDRAW>WITHDRAWN
                    ELIGIBILITY PASS>REVIEW ASK>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    CORRECTION CORRECT>ELIGIBILITY EXTEND>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    REVIEW PROPOSE>PROPOSED PASS_OVER>NOT_SELECTED WITHDRAW>WITHDRAWN
                    PROPOSED PUBLISH>PUBLISHED WITHDRAW>WITHDRAWN DISQUALIFY>DISQUALIFIED
                    PUBLISHED OBJECT>OBJECTED APPROVE>APPROVED WITHDRAW>WITHDRAWN DISQUALIFY>DISQUALIFIED
                    OBJECTED OBJECT>OBJECTED DISMISS>PUBLISHED UPHOLD>NOT_SELECTED
                    APPROVED SIGN>CONTRACTED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CONTRACTED PAY>RUNNING START>RUNNING TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    RUNNING REPORT>MIDTERM POSTPONE>POSTPONED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    POSTPONED RESUME>RUNNING POSTPONE>POSTPONED TERMINATE>TERMINATED
                    MIDTERM PASS>CHECKED RECTIFY>RECTIFYING TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    RECTIFYING REPORT>MIDTERM TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CHECKED CLOSE>CLOSING POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CLOSING_POSTPONED RESUME>CHECKED POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED
                    CLOSING RETURN>CHECKED EVALUATE>EVALUATED FAIL>UNQUALIFIED DISQUALIFY>DISQUALIFIED
                    EVALUATED SATISFY>SATISFIED PAY>SETTLED ARCHIVE>ARCHIVED
                    SATISFIED PAY>SETTLED ARCHIVE>ARCHIVED
                    SETTLED PAY>SETTLED ARCHIVE>ARCHIVED
                    UNQUALIFIED ARCHIVE>ARCHIVED
                    WITHDRAWN RESUME>DRAFT
                    LATE EXTEND>SUBMITTED
                    TERMINATED ARCHIVE>ARCHIVED
                    DISQUALIFIED ARCHIVE>ARCHIVED
                    """),
            Map.entry(ApplicationCourse.CALL, """
                    DRAFT SUBMIT>SUBMITTED EXTEND>DRAFT WITHDRAW>WITHDRAWN
                    SUBMITTED RECEIVE_PAPER>ELIGIBILITY REFUSE_LATE>LATE WITHDRAW>WITHDRAWN
                    ELIGIBILITY PASS>REVIEW ASK>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    CORRECTION CORRECT>ELIGIBILITY EXTEND>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    REVIEW PROPOSE>PROPOSED PASS_OVER>NOT_SELECTED WITHDRAW>WITHDRAWN
                    PROPOSED APPROVE>APPROVED WITHDRAW>WITHDRAWN DISQUALIFY>DISQUALIFIED
                    APPROVED SIGN>CONTRACTED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CONTRACTED PAY>RUNNING START>RUNNING TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    RUNNING REPORT>MIDTERM POSTPONE>POSTPONED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    POSTPONED RESUME>RUNNING POSTPONE>POSTPONED TERMINATE>TERMINATED
                    MIDTERM PASS>CHECKED RECTIFY>RECTIFYING TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    RECTIFYING REPORT>MIDTERM TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CHECKED CLOSE>CLOSING POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED DISQUALIFY>DISQUALIFIED
                    CLOSING_POSTPONED RESUME>CHECKED POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED
                    CLOSING RETURN>CHECKED EVALUATE>EVALUATED FAIL>UNQUALIFIED DISQUALIFY>DISQUALIFIED
                    EVALUATED SATISFY>SATISFIED PAY>SETTLED ARCHIVE>ARCHIVED
                    SATISFIED PAY>SETTLED ARCHIVE>ARCHIVED
                    SETTLED PAY>SETTLED ARCHIVE>ARCHIVED
                    UNQUALIFIED ARCHIVE>ARCHIVED
                    WITHDRAWN RESUME>DRAFT
                    LATE EXTEND>SUBMITTED
                    TERMINATED ARCHIVE>ARCHIVED
                    DISQUALIFIED ARCHIVE>ARCHIVED
                    """),
            Map.entry(ApplicationCourse.TASK, """
                    DRAFT SUBMIT>SUBMITTED WITHDRAW>WITHDRAWN
                    SUBMITTED PASS>RUNNING ASK>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    CORRECTION CORRECT>SUBMITTED EXTEND>CORRECTION REJECT>INELIGIBLE WITHDRAW>WITHDRAWN
                    RUNNING REPORT>MIDTERM POSTPONE>POSTPONED TERMINATE>TERMINATED
                    POSTPONED RESUME>RUNNING POSTPONE>POSTPONED TERMINATE>TERMINATED
                    MIDTERM PASS>CHECKED RECTIFY>RECTIFYING TERMINATE>TERMINATED
                    RECTIFYING REPORT>MIDTERM TERMINATE>TERMINATED
                    CHECKED CLOSE>CLOSING POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED
                    CLOSING_POSTPONED RESUME>CHECKED POSTPONE>CLOSING_POSTPONED TERMINATE>TERMINATED
                    CLOSING RETURN>CHECKED EVALUATE>EVALUATED FAIL>UNQUALIFIED
                    EVALUATED SATISFY>SATISFIED ARCHIVE>ARCHIVED
                    SATISFIED ARCHIVE>ARCHIVED
                    UNQUALIFIED ARCHIVE>ARCHIVED
                    WITHDRAWN RESUME>DRAFT
                    TERMINATED ARCHIVE>ARCHIVED
                    """));

    private static Map<ApplicationState, Map<ApplicationEvent, ApplicationState>> expected(ApplicationCourse course) {
        Map<ApplicationState, Map<ApplicationEvent, ApplicationState>> table = new EnumMap<>(ApplicationState.class);
        POSSIBLE.get(course).lines().map(line -> line.split(" ")).forEach(words -> {
            Map<ApplicationEvent, ApplicationState> cells = new EnumMap<>(ApplicationEvent.class);
            Stream.of(words)
                    .skip(1)
                    .map(cell -> cell.split(">"))
                    .forEach(cell -> cells.put(ApplicationEvent.valueOf(cell[0]), ApplicationState.valueOf(cell[1])));
            table.put(ApplicationState.valueOf(words[0]), cells);
        });
        return table;
    }

    /** Every cell of every table: where it leads, and by what it is refused. */
    @TestFactory
    Stream<DynamicTest> everyCell() {
        return Stream.of(ApplicationCourse.values())
                .flatMap(course -> Stream.of(ApplicationState.values())
                        .flatMap(state -> Stream.of(ApplicationEvent.values())
                                .map(event -> DynamicTest.dynamicTest(
                                        course + " " + state + " " + event, () -> check(course, state, event)))));
    }

    private static void check(ApplicationCourse course, ApplicationState state, ApplicationEvent event) {
        Map<ApplicationState, Map<ApplicationEvent, ApplicationState>> table = expected(course);
        ApplicationState target = table.getOrDefault(state, Map.of()).get(event);
        Step<ApplicationState, ApplicationNeed> step =
                course.table().step(state, event, EnumSet.allOf(ApplicationNeed.class));
        if (target == null) {
            Set<ApplicationState> elsewhere = table.entrySet().stream()
                    .filter(entry -> entry.getValue().containsKey(event))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(step).isEqualTo(new Step.Impossible<ApplicationState, ApplicationNeed>(elsewhere));
            return;
        }
        assertThat(step).isEqualTo(new Step.Taken<ApplicationState, ApplicationNeed>(target));
        // Without one of its needs it is refused by the name of just that need.
        for (ApplicationNeed need :
                course.table().find(state, event).orElseThrow().needs()) {
            assertThat(course.table().step(state, event, EnumSet.complementOf(EnumSet.of(need))))
                    .isEqualTo(new Step.Incomplete<ApplicationState, ApplicationNeed>(Set.of(need)));
        }
    }

    @Test
    void aProgrammesStagesTellItsCourse() {
        assertThat(Programmes.standard().stream()
                        .collect(Collectors.toMap(programme -> programme.id(), ApplicationCourse::of)))
                .containsOnly(
                        Map.entry("enterprise-innovation-2020", ApplicationCourse.TASK),
                        Map.entry("three-services-2021", ApplicationCourse.TASK),
                        Map.entry("kechuang-jiangsu-2023", ApplicationCourse.CALL),
                        Map.entry("kechuang-jiangsu-2024", ApplicationCourse.PUBLISHED_CALL),
                        Map.entry("kczg-service-team-2024", ApplicationCourse.CAST));
    }

    /** Nobody is approved past the review, and where a call publishes, past the publication. */
    @Test
    void moneyIsPaidToApprovedProjectsAlone() {
        for (ApplicationCourse course : ApplicationCourse.values()) {
            course.table().transitions().stream()
                    .filter(transition -> transition.event() == ApplicationEvent.PAY)
                    .forEach(transition -> assertThat(transition.from())
                            .isIn(
                                    ApplicationState.CONTRACTED,
                                    ApplicationState.EVALUATED,
                                    ApplicationState.SATISFIED,
                                    ApplicationState.SETTLED));
            course.table().transitions().stream()
                    .filter(transition -> transition.to() == ApplicationState.APPROVED)
                    .forEach(transition -> assertThat(transition.from())
                            .isEqualTo(
                                    course == ApplicationCourse.CALL
                                            ? ApplicationState.PROPOSED
                                            : ApplicationState.PUBLISHED));
        }
        assertThat(ApplicationCourse.TASK.table().transitions())
                .noneMatch(transition -> transition.event() == ApplicationEvent.PAY);
    }

    /** Where an application has come to an end nothing more happens; everywhere else something can. */
    @Test
    void onlyEndsCannotBeLeft() {
        for (ApplicationCourse course : ApplicationCourse.values()) {
            Set<ApplicationState> ends = course.table().transitions().stream()
                    .map(transition -> transition.to())
                    .filter(state -> course.table().from(state).isEmpty())
                    .collect(Collectors.toSet());
            assertThat(ends)
                    .as(course.name())
                    .isSubsetOf(ApplicationState.ARCHIVED, ApplicationState.INELIGIBLE, ApplicationState.NOT_SELECTED)
                    .contains(ApplicationState.ARCHIVED, ApplicationState.INELIGIBLE);
        }
    }
}
