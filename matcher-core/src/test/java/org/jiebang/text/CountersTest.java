package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void countsGivenWordsAndNoPartsOfOthers() {
        WordCounter counter = new WordCounter(List.of("电池", "agv", "正极材料"));
        assertThat(counter.count("电池 电池组 agv 电池 agvs 正极")).isEqualTo(Map.of("电池", 2, "agv", 1));
        assertThat(counter.count("")).isEmpty();
    }

    @Test
    void countsGivenPairsInFoldedText() {
        Map<String, Integer> counts = new HashMap<>();
        GramCounter counter = new GramCounter(List.of("电池", "池组"));
        counter.count("鋰電池組與电池", counts);
        assertThat(counts).isEqualTo(Map.of("电池", 2, "池组", 1));
    }

    @Test
    void foldsAlikeWithAndWithoutOrigins() {
        String text = "ＡＧＶ㎡鋰電𠮷 ﬁ";
        assertThat(TextNormalizer.fold(text))
                .isEqualTo(TextNormalizer.foldWithOrigin(text).text());
    }
}
