package org.jiebang.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    @Test
    void whatStandsOnEveryPageIsNoPartOfTheText() {
        assertThat(Pages.joined(
                        List.of("示例县科协文件\n一、名额\n每个学会限报\n— 1 —", "示例县科协文件\n2项，逾期不予受\n— 2 —", "示例县科协文件\n理。\n— 3 —")))
                .isEqualTo("一、名额\n每个学会限报\n2项，逾期不予受\n理。\n");
    }

    @Test
    void numbersOfPagesGoInEveryForm() {
        assertThat(Pages.joined(List.of("甲\n第1页", "乙\n2/3", "丙\n3", "丁\n· 4 ·")))
                .isEqualTo("甲\n乙\n丙\n丁\n");
    }

    @Test
    void aNumberAtTheEdgeThatIsNotThePageStays() {
        assertThat(Pages.joined(List.of("支持数量\n15", "30\n资助额度"))).isEqualTo("支持数量\n15\n30\n资助额度\n");
    }

    @Test
    void aLineThatOnePageAloneBeginsWithStays() {
        assertThat(Pages.joined(List.of("申报通知\n甲", "申报条件\n乙"))).isEqualTo("申报通知\n甲\n申报条件\n乙\n");
        assertThat(Pages.joined(List.of("申报通知\n甲"))).isEqualTo("申报通知\n甲\n");
        assertThat(Pages.joined(List.of(""))).isEmpty();
    }
}
