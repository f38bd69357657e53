package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermStatisticsTest {
    @ParameterizedTest
    @CsvSource({"300, 0", "300, 1", "300, 300", "1, 1", "300, 301", "1, 5000"})
    void weightsEveryTermAboveZeroAlsoWhenItWasCountedLater(long documents, long frequency) {
        assertThat(new TermStatistics(documents, 1, Map.of("词", frequency)).rarity("词", TermStatistics.NONE))
                .isPositive()
                .isFinite();
        assertThat(statistics(documents, 1).rarity("词", statistics(documents, frequency)))
                .isPositive()
                .isFinite();
    }

    @Test
    void whatManyDemandsSayIsNotRareThoughFewSuppliesSayIt() {
        TermStatistics supplies = statistics(1000, 5);
        assertThat(supplies.rarity("词", statistics(1000, 700)))
                .as("seven tenths of those who ask: as if half of the supplies held it")
                .isLessThan(supplies.rarity("词", statistics(1000, 300)))
                .isCloseTo(statistics(1000, 480).rarity("词", TermStatistics.NONE), within(0.1));
    }

    @Test
    void whatOneDemandAloneSaysStaysAsRareAsItIs() {
        TermStatistics supplies = statistics(1000, 5);
        double rarity = supplies.rarity("词", TermStatistics.NONE);
        assertThat(supplies.rarity("词", statistics(1, 1))).isEqualTo(rarity);
        assertThat(supplies.rarity("词", statistics(1000, 1))).isEqualTo(rarity);
        assertThat(supplies.rarity("词", statistics(1000, 0))).isEqualTo(rarity);
    }

    @Test
    void aFewWhoAskSayLittle() {
        TermStatistics supplies = statistics(100, 5);
        assertThat(supplies.rarity("词", statistics(3, 3)))
                .isCloseTo(supplies.rarity("词", TermStatistics.NONE), within(1e-9));
        assertThat(supplies.rarity("词", statistics(300, 300))).isLessThan(0.1);
    }

    @Test
    void whatSuppliesHoldOftenerThanDemandsDoIsAsCommonAsAmongThem() {
        TermStatistics supplies = statistics(1000, 500);
        assertThat(supplies.rarity("词", statistics(1000, 600))).isEqualTo(supplies.rarity("词", TermStatistics.NONE));
    }

    private static TermStatistics statistics(long documents, long held) {
        return new TermStatistics(documents, 1, Map.of("词", held));
    }

    @Test
    void statisticsOfAnEmptyLibraryDivideByNothing() {
        TermStatistics empty = new TermStatistics(0, Double.NaN, Map.of());
        assertThat(List.of((double) empty.documents(), empty.averageLength())).containsOnly(1.0);
    }
}
