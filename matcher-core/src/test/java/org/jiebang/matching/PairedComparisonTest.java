package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    @Test
    void aCertainDifferenceIsTold() {
        double[] before = new Random(1).doubles(50).toArray();
        double[] after = IntStream.range(0, 50)
                .mapToDouble(i -> before[i] + 0.01 * (i % 3))
                .toArray();
        PairedComparison better = PairedComparison.of(before, after);
        assertThat(better.change()).isPositive();
        assertThat(better.probability()).isLessThan(0.001);
        assertThat(PairedComparison.of(after, before).change()).isCloseTo(-better.change(), within(1e-12));
        assertThat(PairedComparison.of(after, before).probability()).isLessThan(0.001);
    }

    @Test
    void noDifferenceIsChance() {
        double[] same = {0.5, 1, 0};
        assertThat(PairedComparison.of(same, same).probability()).isEqualTo(1);
    }

    /** Of three differences of one sign, both all-plus and all-minus of the eight sign patterns are as large: p = 1/4. */
    @Test
    void probabilityIsTheShareOfSignPatternsAsLarge() {
        PairedComparison comparison = PairedComparison.of(new double[] {0, 0, 0}, new double[] {1, 2, 4});
        assertThat(comparison.probability()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void coinsAreRarelyCalledSignificant() {
        Random random = new Random(4);
        long significant = IntStream.range(0, 200)
                .filter(i -> PairedComparison.of(
                                        random.doubles(30).toArray(),
                                        random.doubles(30).toArray())
                                .probability()
                        < 0.05)
                .count();
        assertThat(significant).isBetween(2L, 22L);
    }

    @Test
    void refusesRankingsOfDifferentQueries() {
        assertThatThrownBy(() -> PairedComparison.of(new double[1], new double[2]))
                .hasMessageContaining("1 and 2");
        assertThatThrownBy(() -> PairedComparison.of(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
