package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {
    private static List<String> marked(Passage passage) {
        return passage.marks().stream()
                .map(mark -> passage.text().substring(mark.start(), mark.end()))
                .toList();
    }

    @Test
    void aStretchIsMarkedWithSomeOfTheTextAroundIt() {
        String text = "前".repeat(500) + "两年内" + "后".repeat(500);
        Passage passage = Passage.of(text, 500, 503, List.of());
        assertThat(marked(passage)).containsExactly("两年内");
        assertThat(passage.text()).startsWith("…前").endsWith("后…").hasSizeLessThan(300);
    }

    @Test
    void wordsAreMarkedWhereverTheyStandAndALongerOneOnce() {
        Passage passage = Passage.of("减速器与减速，LED封装，led芯片", 0, 18, List.of("减速", "减速器", "led"));
        assertThat(marked(passage)).containsExactly("减速器", "减速", "LED", "led");
        assertThat(passage.text()).isEqualTo("减速器与减速，LED封装，led芯片");
    }

    @Test
    void aLongTextIsCutAndNoMarkReachesBeyond() {
        String text = "水泥" + "，".repeat(2000) + "水泥";
        Passage passage = Passage.of(text, 0, text.length(), List.of("水泥"));
        assertThat(passage.text()).hasSizeLessThan(700).endsWith("…");
        assertThat(marked(passage)).containsExactly("水泥");
        Passage whole = Passage.of(text, 0, text.length(), List.of());
        assertThat(whole.marks())
                .allSatisfy(mark ->
                        assertThat(mark.end()).isLessThanOrEqualTo(whole.text().length()));
    }

    @Test
    void theBeginningIsShownWhereNothingIsMarked() {
        Passage passage = Passage.of("水泥。".repeat(1000), 0, 0, List.of());
        assertThat(passage.text()).hasSizeBetween(500, 700).startsWith("水泥").endsWith("…");
        assertThat(passage.marks()).isEmpty();
    }
}
