package org.jiebang.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.workflow.Step;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimLifeTest {
    private static final Map<String, ClaimState> POSSIBLE = Map.of(
            "DRAFT SUBMIT", ClaimState.SUBMITTED,
            "SUBMITTED WITHDRAW", ClaimState.WITHDRAWN,
            "SUBMITTED SELECT", ClaimState.SELECTED,
            "SUBMITTED PASS_OVER", ClaimState.NOT_SELECTED,
            "WITHDRAWN RESUME", ClaimState.DRAFT,
            "SELECTED BREAK_OFF", ClaimState.BROKEN_OFF,
            "NOT_SELECTED RECONSIDER", ClaimState.SUBMITTED,
            "BROKEN_OFF RESUME", ClaimState.DRAFT);

    @TestFactory
    Stream<DynamicTest> everyCell() {
        return Stream.of(ClaimState.values())
                .flatMap(state -> Stream.of(ClaimEvent.values())
                        .map(event -> DynamicTest.dynamicTest(state + " " + event, () -> {
                            ClaimState target = POSSIBLE.get(state + " " + event);
                            Step<ClaimState, ClaimNeed> step =
                                    ClaimLife.TABLE.step(state, event, EnumSet.allOf(ClaimNeed.class));
                            if (target == null) {
                                assertThat(step).isInstanceOf(Step.Impossible.class);
                            } else {
                                assertThat(step).isEqualTo(new Step.Taken<ClaimState, ClaimNeed>(target));
                            }
                        })));
    }

    @Test
    void aDraftIsSubmittedWhenItIsWrittenAndInTime() {
        assertThat(ClaimLife.TABLE.step(ClaimState.DRAFT, ClaimEvent.SUBMIT, Set.of()))
                .isEqualTo(
                        new Step.Incomplete<ClaimState, ClaimNeed>(Set.of(ClaimNeed.COMPLETE, ClaimNeed.WINDOW_OPEN)));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, 0, false",
        "OPEN, 1, true",
        "OPEN, 2, false",
        "TARGETED, 1, true",
        "TARGETED, 2, false",
        "JOINT, 0, false",
        "JOINT, 1, true",
        "JOINT, 3, true"
    })
    void aModeSaysHowManyMayBeSelected(AwardMode mode, int selected, boolean allowed) {
        assertThat(mode.allows(selected)).isEqualTo(allowed);
    }

    /** Limits count characters as a form does: white space is free, a character beyond the plane of sixteen bits is one. */
    @Test
    void aProposalThatIsTooLongIsToldByHowMuch() {
        String full = "路 线\n".repeat(Proposal.APPROACH / 2 - 1) + "𠮷路";
        assertThat(Proposal.length(full)).isEqualTo(Proposal.APPROACH);
        assertThat(new Proposal(full, "基础", "进度", BigDecimal.TEN, 12).tooLong()).isEmpty();
        assertThat(new Proposal(full + "长", "基础", "进度", null, null).tooLong())
                .containsExactly(Map.entry("approach", "技术路线有 801 字，最多 800 字，请删去 1 字。"));
    }

    @Test
    void aProposalIsCompleteWithAllItsParts() {
        assertThat(new Proposal("路线", "基础", "进度", null, null).complete()).isTrue();
        assertThat(new Proposal("路线", " ", "进度", null, null).complete()).isFalse();
    }
}
