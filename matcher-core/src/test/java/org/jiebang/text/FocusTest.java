package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FocusTest {
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(
            DomainDictionary.of(List.of("正极材料", "循环寿命", "磷酸铁锂", "粉煤灰", "混凝土", "配合比", "外加剂", "电解液", "变桨", "翼型")));
    private static final LatentSpace SPACE = Topics.model().space();

    @Test
    void aSentenceOfTheSubjectCountsMoreThanOneOfAnother() {
        Focus focus = Focus.of(ANALYZER, SPACE, "电池正极材料的循环寿命", List.of("我们也卖混凝土和粉煤灰。电解液与隔膜的界面阻抗偏大。磷酸铁锂极片快充差。"));
        assertThat(focus.sentences()).hasSize(3);
        assertThat(focus.sentences().get(0).weight()).isLessThan(0.5);
        assertThat(focus.sentences().get(1).weight()).isGreaterThan(0.5);
        assertThat(focus.of("电解液")).isEqualTo(focus.sentences().get(1).weight());
        assertThat(focus.of("混凝土")).isEqualTo(focus.sentences().get(0).weight());
    }

    @Test
    void underATitleThatSaysNothingTheSentencesDecide() {
        Focus focus = Focus.of(ANALYZER, SPACE, "企业需求", List.of("我们也卖混凝土和粉煤灰。电解液与隔膜的界面阻抗偏大。磷酸铁锂极片快充差。正极材料循环寿命短。"));
        assertThat(focus.sentences().get(0).weight()).isLessThan(0.5);
        assertThat(focus.sentences().subList(1, 4))
                .allSatisfy(sentence -> assertThat(sentence.weight()).isGreaterThan(0.5));
    }

    @Test
    void theTitleAlwaysCountsInFull() {
        Focus focus = Focus.of(ANALYZER, SPACE, "混凝土", List.of("企业简介：混凝土与变桨"));
        assertThat(focus.of("混凝土")).isEqualTo(1);
        assertThat(focus.of("凝土")).isEqualTo(1);
    }

    @Test
    void aSectionAboutSomethingElseCountsHalf() {
        Focus plain = Focus.of(ANALYZER, SPACE, "电池", List.of("电解液与隔膜"));
        Focus aside = Focus.of(ANALYZER, SPACE, "电池", List.of("预期目标：电解液与隔膜"));
        assertThat(plain.of("电解液")).isEqualTo(1);
        assertThat(aside.of("电解液")).isEqualTo(0.5);
    }

    @Test
    void allCountAlikeWhereNothingIsKnownOfTheTitle() {
        Focus focus = Focus.of(ANALYZER, LatentSpace.EMPTY, "混凝土", List.of("外加剂。变桨。"));
        assertThat(focus.sentences())
                .allSatisfy(sentence -> assertThat(sentence.weight()).isEqualTo(1));
        assertThat(focus.of("没有出现的词")).isEqualTo(1);
    }

    @Property
    void everyWeightIsAboveNoughtAndAtMostOne(@ForAll String title, @ForAll List<String> texts) {
        Focus focus = Focus.of(ANALYZER, SPACE, title, texts);
        assertThat(focus.terms().values())
                .allSatisfy(weight -> assertThat(weight).isGreaterThan(0).isLessThanOrEqualTo(1));
        assertThat(focus.sentences())
                .allSatisfy(sentence -> assertThat(texts.get(sentence.text())
                                .substring(
                                        sentence.passage().start(),
                                        sentence.passage().end()))
                        .isEqualTo(sentence.passage().text()));
    }
}
