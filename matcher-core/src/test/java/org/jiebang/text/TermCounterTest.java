package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TermCounterTest {
    @Test
    void countsGivenWordsAndNoPartsOfOthers() {
        TermCounter counter = new TermCounter(List.of("电池", "agv", "正极材料", "电解液"), List.of(), List.of());
        assertThat(counter.count(vector("电池 电池组 agv 电池 agvs 正极  ")).words()).containsExactly(2, 1, 0, 0);
        assertThat(counter.count(vector("")).words()).containsExactly(0, 0, 0, 0);
    }

    private static TermVector vector(String words) {
        return TermVector.of(words, FoldedText.of(words, List.of()));
    }

    @Test
    void countsGivenPairsAndCharactersInFoldedText() {
        FoldedText text = FoldedText.of("鋰電池組與", List.of("电池", "组 5nm 水"));
        TermCounter.Counts counts = new TermCounter(List.of(), List.of("电池", "池组", "水水"), List.of("电", "组", "水"))
                .count(TermVector.of("", text));
        assertThat(counts.words()).isEmpty();
        assertThat(counts.pairs()).containsExactly(2, 1, 0);
        assertThat(counts.characters()).containsExactly(2, 2, 1);
        assertThat(text.length()).as("Han characters").isEqualTo(9);
    }

    /** Against counting with strings; few different characters, so that places in the tables meet. */
    @Property(tries = 200)
    void countsWhatAReaderCounts(
            @ForAll @Size(max = 30) List<@From("words") String> text,
            @ForAll @Size(max = 20) Set<@From("words") String> asked) {
        List<String> words = List.copyOf(asked);
        List<String> pairs = words.stream().filter(word -> word.length() == 2).toList();
        List<String> characters =
                words.stream().filter(word -> word.length() == 1).toList();
        String joined = String.join(" ", text);
        TermVector vector = TermVector.of(joined, new FoldedText(joined, 0));
        TermCounter.Counts counts = new TermCounter(words, pairs, characters).count(vector);
        assertThat(counts.words()).containsExactly(numbers(words, word -> Collections.frequency(text, word)));
        assertThat(counts.pairs()).containsExactly(numbers(pairs, pair -> windows(joined, pair)));
        assertThat(counts.characters()).containsExactly(numbers(characters, one -> windows(joined, one)));
    }

    private static int[] numbers(List<String> terms, ToIntFunction<String> number) {
        return terms.stream().mapToInt(number).toArray();
    }

    private static int windows(String text, String part) {
        return (int) IntStream.range(0, text.length())
                .filter(i -> text.startsWith(part, i))
                .count();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("一乙二十丁厂七卜人入")
                .withCharRange('\u4e00', '\u4e20')
                .ofMinLength(1)
                .ofMaxLength(3);
    }

    @Test
    void foldsAlikeWithAndWithoutOrigins() {
        String text = "ＡＧＶ㎡鋰電𠮷 ﬁ";
        assertThat(TextNormalizer.fold(text))
                .isEqualTo(TextNormalizer.foldWithOrigin(text).text());
    }
}
