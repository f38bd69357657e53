package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.text.Keyphrases.Keyphrase;
import org.junit.jupiter.api.Test;

class KeyphrasesTest {
    private static final TextAnalyzer ANALYZER =
            new TextAnalyzer(DomainDictionary.of(IndustryGraph.standard().vocabulary()));
    private static final String TITLE = "航空发动机叶片激光熔覆涂层的裂纹控制";
    private static final List<String> TEXTS =
            List.of("叶片修复时激光熔覆涂层容易出现裂纹，热应力大。需要控制热应力，使激光熔覆涂层没有裂纹。", "企业简介：我公司成立于2001年，管理体系完善，管理体系获得多项荣誉，市场占有率居前。");

    private static List<String> phrases(String title, List<String> texts, int limit) {
        return Keyphrases.of(ANALYZER, CorpusModel.NONE, title, texts, limit).stream()
                .map(Keyphrase::text)
                .toList();
    }

    @Test
    void namesWhatTheTextIsAbout() {
        assertThat(phrases(TITLE, TEXTS, 6)).contains("激光熔覆涂层", "热应力").doesNotContain("管理体系", "我公司", "市场占有率");
    }

    @Test
    void strongestComeFirstAndNoneOnlyRepeatsAnother() {
        List<Keyphrase> found = Keyphrases.of(ANALYZER, CorpusModel.NONE, TITLE, TEXTS, 20);
        assertThat(found).isSortedAccordingTo((one, other) -> Double.compare(other.weight(), one.weight()));
        assertThat(found).allSatisfy(phrase -> assertThat(phrase.weight()).isPositive());
        List<String> texts = found.stream().map(Keyphrase::text).toList();
        assertThat(texts).doesNotHaveDuplicates();
        // It always stands inside 激光熔覆涂层.
        assertThat(texts).doesNotContain("熔覆涂层", "激光熔覆");
    }

    @Test
    void standsAsItIsWritten() {
        String text = "ＬＥＤ芯片需要巨量 转移，芯片良率低。";
        List<String> found = phrases("", List.of(text), 8);
        assertThat(found).contains("ＬＥＤ芯片");
        assertThat(found)
                .allSatisfy(phrase -> assertThat(text).contains(phrase))
                .allSatisfy(phrase -> assertThat(phrase).isEqualTo(phrase.strip()));
    }

    @Test
    void rareWordsTellMoreThanCommonOnes() {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        for (int i = 0; i < 100; i++) {
            trainer.add(List.of("精度", i % 2 == 0 ? "齿轮" : "轴承", "加工", "误差", "测量" + i / 4), List.of("精", "度"));
        }
        CorpusModel corpus = trainer.train();
        assertThat(corpus.rarity("精度")).isLessThan(corpus.rarity("齿轮")).isLessThan(corpus.rarity("谐波"));
        assertThat(corpus.rarity("精")).isLessThan(corpus.rarity("谐"));
        assertThat(CorpusModel.NONE.rarity("精度")).isEqualTo(1);
        List<Keyphrase> found = Keyphrases.of(ANALYZER, corpus, "", List.of("精度不高，谐波不高。"), 2);
        assertThat(found).extracting(Keyphrase::text).containsExactly("谐波", "精度");
    }

    @Test
    void textThatSaysNothingHasNone() {
        assertThat(phrases("", List.of(), 5)).isEmpty();
        assertThat(phrases("", List.of("。，！\n"), 5)).isEmpty();
        assertThat(phrases("", List.of("600 MPa，淮安市盱眙县"), 5)).isEmpty();
        assertThat(phrases("需要解决", List.of("通过采用"), 5)).isEmpty();
    }
}
