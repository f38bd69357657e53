package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusStatisticsTest {
    @ParameterizedTest
    @CsvSource({"300, 0", "300, 1", "300, 300", "1, 1", "300, 301", "1, 5000"})
    void weightsEveryTermAboveZeroAlsoWhenItWasCountedLater(long documents, long frequency) {
        assertThat(CorpusStatistics.inverseFrequency(documents, frequency))
                .isPositive()
                .isFinite();
    }
}
