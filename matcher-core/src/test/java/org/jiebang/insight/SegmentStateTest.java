package org.jiebang.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentStateTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, QUIET", "0, 0, 9, QUIET",
        "3, 0, 0, HANDLED", "3, 0, 9, HANDLED",
        "3, 1, 9, BLOCKED", "1, 1, 1, BLOCKED",
        "3, 1, 0, GAP", "3, 3, 0, GAP"
    })
    void followsFromNeedsAndSupply(long open, long unmet, long supply, SegmentState state) {
        assertThat(SegmentState.of(open, unmet, supply)).isEqualTo(state);
    }

    @Test
    void refusesMoreUnmetThanOpen() {
        assertThatThrownBy(() -> SegmentState.of(1, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 cannot be unmet");
    }
}
