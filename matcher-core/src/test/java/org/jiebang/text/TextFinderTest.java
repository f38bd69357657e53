package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextFinderTest {
    @Test
    void wholeTermsAreNotPartsOfLongerRuns() {
        TextFinder finder = new TextFinder("AGVS与AGV，15nm与5nm");
        assertThat(finder.merged(List.of("agv", "5nm"), true))
                .containsExactly(new Token("AGV", 5, 8), new Token("5nm", 14, 17));
        assertThat(finder.merged(List.of("agv"), false)).hasSize(2);
    }

    @Test
    void whiteSpaceDividesRuns() {
        assertThat(new TextFinder("AGV S型").merged(List.of("AGV"), true)).containsExactly(new Token("AGV", 0, 3));
    }

    @Test
    void placesThatTouchOrOverlapAreOne() {
        assertThat(new TextFinder("固态电池界面阻抗").merged(List.of("固态电池", "电池界面", "阻抗"), true))
                .containsExactly(new Token("固态电池界面阻抗", 0, 8));
    }

    @Test
    void blankTermsAreNowhere() {
        assertThat(new TextFinder("固态电池").merged(List.of("", " ", "\u200b"), false))
                .isEmpty();
    }
}
