package org.jiebang.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTaskTest {
    /** Where nothing waits for anybody: a draft is its writer's own, and the others are ends. */
    private static final Set<ProblemState> AT_REST = EnumSet.of(
            ProblemState.DRAFT,
            ProblemState.CLOSED,
            ProblemState.EXPIRED,
            ProblemState.WITHDRAWN,
            ProblemState.REJECTED);

    @ParameterizedTest
    @EnumSource(ProblemState.class)
    void somebodyHasToActUnlessTheProblemIsAtRest(ProblemState state) {
        assertThat(ProblemTask.in(state).isPresent()).isEqualTo(!AT_REST.contains(state));
    }

    @ParameterizedTest
    @EnumSource(ProblemTask.class)
    void whatIsToBeDoneCanBeDone(ProblemTask task) {
        assertThat(ProblemLife.TABLE.from(task.state()))
                .extracting(transition -> transition.event())
                .contains(task.event());
        assertThat(task.remindAfterDays()).isPositive();
    }

    @Test
    void noStateHasTwoTasks() {
        assertThat(Arrays.stream(ProblemTask.values()).map(ProblemTask::state).collect(Collectors.toSet()))
                .hasSize(ProblemTask.values().length);
    }

    @Test
    void aRefusalIsHeardByItsProposer() {
        assertThat(ProblemNews.of(ProblemEvent.DISMISS)).containsExactly(ProblemNews.REFUSED);
        assertThat(ProblemNews.of(ProblemEvent.SELECT))
                .extracting(ProblemNews::party)
                .containsExactly(TaskParty.PASSED_OVER);
    }
}
