package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {
    @Test
    void whoStandsInBothComesBeforeWhoStandsInOne() {
        assertThat(RankFusion.fuse(List.of(List.of("a", "b", "c"), List.of("d", "c", "e")), 9))
                .containsExactly("c", "a", "d", "b", "e");
    }

    @Test
    void oneRankingStaysAsItIs() {
        assertThat(RankFusion.fuse(List.of(List.of("a", "b", "c"), List.of()), 2))
                .containsExactly("a", "b");
    }
}
