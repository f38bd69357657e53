package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "ranks.csv", numLinesToSkip = 1)
    void ranksStandInTheirUsualOrder(@Nullable String rank, double standing, @Nullable String remark) {
        assertThat(Standing.of(expert(rank == null ? "" : rank, Academician.NONE, 0, 3, 0)))
                .isEqualTo(standing);
    }

    @Test
    void academicianStandsAboveEveryRank() {
        assertThat(Standing.of(expert("助理研究员", Academician.ENGINEERING, 0, 3, 0)))
                .isEqualTo(0.9);
        assertThat(Standing.of(expert("教授", Academician.SCIENCES, 20, 3, 0)))
                .as("at most 1")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 1.0", "3, 1, 0.667", "3, 3, 0.0", "3, 9, 0.0"})
    void availabilityIsTheShareOfSpareTasks(int capacity, int active, double free) {
        assertThat(Standing.availability(expert("", Academician.NONE, 0, capacity, active)))
                .isCloseTo(free, within(0.001));
    }

    @ParameterizedTest
    @EnumSource(ProblemStatus.class)
    void problemsGetLessOpenAsTheyMoveOn(ProblemStatus status) {
        double open = Standing.availability(problem(status, Assessment.NONE));
        assertThat(open).isBetween(0.0, 1.0);
        assertThat(open).isLessThanOrEqualTo(Standing.availability(problem(ProblemStatus.POSTED, Assessment.NONE)));
        if (status == ProblemStatus.SOLVED || status == ProblemStatus.CLOSED) {
            assertThat(open).isZero();
        }
    }

    @Test
    void assessedProblemStandsByItsGrades() {
        assertThat(Standing.of(problem(ProblemStatus.POSTED, new Assessment(5, 5, 5, 5, ""))))
                .isEqualTo(1);
        assertThat(Standing.of(problem(ProblemStatus.POSTED, new Assessment(1, 1, 1, 1, ""))))
                .isEqualTo(0.2);
        assertThat(Standing.of(problem(ProblemStatus.POSTED, Assessment.NONE)))
                .as("not assessed")
                .isEqualTo(0.4);
    }

    private static Expert expert(String rank, Academician academician, int honours, int capacity, int active) {
        return new Expert(
                "张伟",
                0,
                "",
                "",
                rank,
                academician,
                false,
                null,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                java.util.Collections.nCopies(honours, "奖"),
                capacity,
                active);
    }

    private static Problem problem(ProblemStatus status, Assessment assessment) {
        return new Problem(
                "题",
                "",
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                new ProblemDescription("", "", "", "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                assessment,
                "",
                "",
                status);
    }
}
