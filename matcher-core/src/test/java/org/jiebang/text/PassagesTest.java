package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.text.Passages.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassagesTest {
    @Test
    void aHeadingMayEndInATab() {
        assertThat(Passages.of("预期目标\t\n年产1000吨"))
                .singleElement()
                .satisfies(passage -> assertThat(passage.section()).isEqualTo(Section.GOALS));
        assertThat(Passages.of("( \t")).hasSize(1);
    }

    @Test
    void dividesASheetOfANeed() {
        List<Passage> passages = Passages.of("""
                一、企业简介
                示例科技有限公司成立于2005年。主营涂料；
                二、技术难题：涂层易开裂。粒径0.8 mm.需要改进
                3、其他：没有
                【预期目标】年产1000吨
                """);
        assertThat(passages)
                .extracting(Passage::text, Passage::section)
                .containsExactly(
                        tuple("示例科技有限公司成立于2005年", Section.WHO),
                        tuple("主营涂料", Section.WHO),
                        tuple("涂层易开裂", Section.ASKED),
                        tuple("粒径0.8 mm", Section.ASKED),
                        tuple("需要改进", Section.ASKED),
                        tuple("3、其他：没有", Section.OPEN),
                        tuple("年产1000吨", Section.GOALS));
    }

    @ParameterizedTest
    @CsvSource({
        "（二）现有工作基础：有厂房, FOUNDATION",
        "1. 公司概况：有厂房, WHO",
        "主要技术指标：硬度, INDICATORS",
        "合作方式: 面议, COOPERATION",
        "技术简介：一种涂层, OFFERED",
        "应用范围：海工, USE",
        "国内外研究现状：落后, BACKGROUND",
        "本公司的主营目标是做好涂层和树脂以及其他各种产品：是, OPEN",
        "目标客户很多, OPEN",
    })
    void knowsHeadings(String text, Section section) {
        assertThat(Passages.of(text))
                .singleElement()
                .extracting(Passage::section)
                .isEqualTo(section);
    }

    @Property
    void everyPassageStandsWhereItSays(@ForAll String text) {
        int last = 0;
        for (Passage passage : Passages.of(text)) {
            assertThat(text.substring(passage.start(), passage.end())).isEqualTo(passage.text());
            assertThat(passage.start()).isGreaterThanOrEqualTo(last);
            last = passage.end();
        }
    }
}
