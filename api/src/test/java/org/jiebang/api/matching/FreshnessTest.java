package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT1S", "500, PT50S", "3000, PT5M", "1000000, PT5M", "9223372036854775807, PT5M"})
    void theSmallerALibraryTheSoonerItIsCountedAnew(long documents, String kept) {
        assertThat(Freshness.of(documents)).hasToString(kept);
    }
}
