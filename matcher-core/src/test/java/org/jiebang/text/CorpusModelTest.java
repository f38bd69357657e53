package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorpusModelTest {
    private final LatentSpace space = Topics.model().space();

    @Test
    void wordsUsedTogetherLieTogetherAlsoWhereTheyNeverMet() {
        Meaning battery = space.meaning(List.of("电池", "隔膜"));
        assertThat(battery.cosine(space.meaning(List.of("电解液", "快充"))))
                .isGreaterThan(battery.cosine(space.meaning(List.of("水泥", "叶片"))) + 0.3);
    }

    @Test
    void textAsWordsAndAsNumbersIsTheSamePlace() {
        Meaning words = space.meaning(List.of("电池", "无此词", "水泥", "电池"));
        Meaning numbers = space.meaning(TermVector.of("电池 无此词 水泥 电池", FoldedText.of("", List.of())));
        assertThat(numbers).isEqualTo(words).hasSameHashCodeAs(words);
        assertThat(numbers.bare()).isNotEqualTo(words).extracting(words::cosine).isEqualTo(numbers.cosine(words));
        assertThat(numbers.size()).isEqualTo(2);
    }

    @Test
    void unknownAndEmptyTextsLieNowhere() {
        assertThat(space.meaning(List.of()).cosine(space.meaning(List.of("电池"))))
                .isZero();
        assertThat(space.meaning(List.of("无此词")).cosine(space.meaning(List.of("电池"))))
                .isZero();
        assertThat(Meaning.NONE.cosine(space.meaning(List.of("电池")))).isZero();
        assertThat(space.meaning(List.of("电池")).links(Meaning.NONE, word -> true, 5))
                .isEmpty();
    }

    @Test
    void aLinkIsWhatTheCosineLosesWithoutTheWord() {
        List<String> words = List.of("电解液", "快充", "负极", "水泥");
        Meaning demand = space.meaning(List.of("电池", "隔膜", "极片", "阻抗"));
        Meaning supply = space.meaning(words);
        List<Meaning.Link> links = supply.links(demand, word -> true, 10);
        assertThat(links).isNotEmpty().extracting(Meaning.Link::word).doesNotContain("水泥");
        for (Meaning.Link link : links) {
            Meaning without = space.meaning(
                    words.stream().filter(word -> !word.equals(link.word())).toList());
            assertThat(link.gain()).isCloseTo(supply.cosine(demand) - without.cosine(demand), within(1e-5));
        }
        String first = links.getFirst().word();
        assertThat(supply.links(demand, word -> !word.equals(first), 10))
                .extracting(Meaning.Link::word)
                .doesNotContain(first);
    }

    @Test
    void sameTextsAndSeedGiveTheSameBytesAndBytesGiveTheModelBack() throws IOException {
        byte[] once = bytes(Topics.train(3));
        assertThat(bytes(Topics.train(3))).isEqualTo(once);
        assertThat(bytes(Topics.train(4))).isNotEqualTo(once);
        CorpusModel read = CorpusModel.read(new ByteArrayInputStream(once));
        assertThat(bytes(read)).isEqualTo(once);
        assertThat(read.characterFrequency()).containsEntry("字", 150L);
        assertThat(read.averageCharacters()).isEqualTo(1);
    }

    @Test
    void foreignBytesAreRefused() {
        assertThatThrownBy(() -> CorpusModel.read(new ByteArrayInputStream(new byte[] {0, 0, 0, 9})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 1");
    }

    @Test
    void ofAHandfulOfTextsNoSpaceIsLearnt() {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        assertThat(trainer.train().space().size()).isZero();
        trainer.add(List.of("电池"), List.of("电", "池"));
        CorpusModel model = trainer.train();
        assertThat(model.space().size()).isZero();
        assertThat(model.characterFrequency()).hasSize(2);
    }

    @Test
    void ofVeryManyTextsAnEvenSampleIsLearntFrom() {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        for (int i = 0; i < CorpusModelTrainer.MOST_TEXTS; i++) {
            trainer.add(List.of("早", "先" + i % 50), List.of());
        }
        for (int i = 0; i < CorpusModelTrainer.MOST_TEXTS; i++) {
            trainer.add(List.of("晚", "后" + i % 50), List.of());
        }
        assertThat(trainer.size()).isEqualTo(2L * CorpusModelTrainer.MOST_TEXTS);
        LatentSpace learnt = trainer.train().space();
        assertThat(learnt.meaning(Collections.nCopies(1, "早")).size()).isEqualTo(1);
        assertThat(learnt.meaning(Collections.nCopies(1, "晚")).size()).isEqualTo(1);
    }

    private static byte[] bytes(CorpusModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(bytes);
        return bytes.toByteArray();
    }
}
