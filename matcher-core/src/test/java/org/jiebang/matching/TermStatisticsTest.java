package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermStatisticsTest {
    @ParameterizedTest
    @CsvSource({"300, 0", "300, 1", "300, 300", "1, 1", "300, 301", "1, 5000"})
    void weightsEveryTermAboveZeroAlsoWhenItWasCountedLater(long documents, long frequency) {
        assertThat(new TermStatistics(documents, 1, Map.of("词", frequency)).rarity("词"))
                .isPositive()
                .isFinite();
    }

    @Test
    void statisticsOfAnEmptyLibraryDivideByNothing() {
        TermStatistics empty = new TermStatistics(0, Double.NaN, Map.of());
        assertThat(List.of((double) empty.documents(), empty.averageLength())).containsOnly(1.0);
    }
}
