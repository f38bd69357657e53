package org.jiebang.industry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SegmentClassifierTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary()));
    private final SegmentClassifier classifier = new SegmentClassifier(GRAPH);

    @ParameterizedTest
    @CsvFileSource(resources = "classified-texts.csv", numLinesToSkip = 1)
    void guessesTheSegmentOfAText(String text, @Nullable String segment, @Nullable String remark) {
        List<SegmentClassifier.Guess> guesses = classifier.classify(ANALYZER.distinctWords(text));
        if (segment == null) {
            assertThat(guesses).isEmpty();
        } else {
            assertThat(guesses)
                    .first()
                    .extracting(guess -> guess.segment().value())
                    .isEqualTo(segment);
        }
    }

    @Test
    void guessesAtMostTwoHeaviestFirst() {
        String text = "正极材料 负极材料 隔膜 电芯制造 叠片机 三元正极 硅碳负极 能量密度 循环寿命 化成分容 湿法拉伸";
        List<SegmentClassifier.Guess> guesses = classifier.classify(ANALYZER.distinctWords(text));
        assertThat(guesses)
                .hasSizeLessThanOrEqualTo(2)
                .isSortedAccordingTo(Comparator.comparingDouble(guess -> -guess.weight()));
    }

    @Test
    void oneWordIsNotEnough() {
        assertThat(classifier.classify(Set.of("正极材料"))).isEmpty();
        assertThat(classifier.classify(Set.of())).isEmpty();
    }

    @Test
    void findsMostSegmentsFromTheirOwnWords() {
        long found = GRAPH.segments().stream()
                .filter(segment -> {
                    String text =
                            String.join("，", segment.terms().map(Term::name).toList());
                    List<SegmentClassifier.Guess> guesses = classifier.classify(ANALYZER.distinctWords(text));
                    return !guesses.isEmpty() && guesses.getFirst().segment().equals(segment.id());
                })
                .count();
        assertThat(found).isEqualTo(GRAPH.segments().size());
    }
}
