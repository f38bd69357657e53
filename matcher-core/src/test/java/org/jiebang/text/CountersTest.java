package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

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
    void countsGivenPairsAndCharactersInFoldedText() {
        CharacterCounter counter = new CharacterCounter(List.of("电池", "池组"), List.of("电", "组", "水"));
        FoldedText text = FoldedText.of("鋰電池組與", List.of("电池", "组 5nm 水"));
        CharacterCounter.Counts counts = counter.count(text);
        assertThat(counts.pairs()).isEqualTo(Map.of("电池", 2, "池组", 1));
        assertThat(counts.characters()).isEqualTo(Map.of("电", 2, "组", 2, "水", 1));
        assertThat(text.length()).as("Han characters").isEqualTo(9);
    }

    @Test
    void foldsAlikeWithAndWithoutOrigins() {
        String text = "ＡＧＶ㎡鋰電𠮷 ﬁ";
        assertThat(TextNormalizer.fold(text))
                .isEqualTo(TextNormalizer.foldWithOrigin(text).text());
    }
}
