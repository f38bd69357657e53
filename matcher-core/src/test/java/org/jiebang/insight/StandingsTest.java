package org.jiebang.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jiebang.insight.Standings.Counted;
import org.jiebang.insight.Standings.Standing;
import org.junit.jupiter.api.Test;

class StandingsTest {
    @Test
    void pointsAreTheMeanOfTheSharesOfTheLargest() {
        List<Standing> ranked = Standings.rank(
                List.of(new Counted("A", 10, 0, 1), new Counted("B", 5, 4, 2), new Counted("C", 0, 2, 0)));
        assertThat(ranked).extracting(one -> one.counted().code()).containsExactly("B", "A", "C");
        Standing first = ranked.getFirst();
        assertThat(first.gathering()).isEqualTo(50);
        assertThat(first.docking()).isEqualTo(100);
        assertThat(first.turning()).isEqualTo(100);
        assertThat(first.points()).isCloseTo(250.0 / 3, within(1e-9));
        assertThat(ranked.get(2).points()).isCloseTo(50.0 / 3, within(1e-9));
    }

    @Test
    void equalPointsShareARankAndTheNextIsLeftOut() {
        List<Standing> ranked = Standings.rank(
                List.of(new Counted("B", 1, 1, 1), new Counted("A", 1, 1, 1), new Counted("C", 0, 0, 0)));
        assertThat(ranked).extracting(Standing::rank).containsExactly(1, 1, 3);
        assertThat(ranked).extracting(one -> one.counted().code()).containsExactly("A", "B", "C");
    }

    @Test
    void whereNobodyHasAnythingAllHaveNothing() {
        assertThat(Standings.rank(List.of(new Counted("A", 0, 0, 0))))
                .extracting(Standing::points)
                .containsExactly(0.0);
        assertThat(Standings.rank(List.of())).isEmpty();
    }
}
