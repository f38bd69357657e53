package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.industry.IndustryGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAnalyzerTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary()));

    @Test
    void findsEveryDictionaryWordWhole() {
        for (String word : GRAPH.vocabulary()) {
            String term = TextNormalizer.term(word);
            if (term.length() >= 2) {
                assertThat(terms("针对“" + word + "”开展攻关")).as(word).contains(term);
                assertThat(ANALYZER.dictionaryWords("研究" + word + "的性能"))
                        .as(word)
                        .contains(term);
            }
        }
    }

    @Test
    void findsOverlappingDictionaryWords() {
        TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(List.of("固态电池", "电池界面", "电池")));
        assertThat(terms(analyzer, "固态电池界面")).contains("固态电池", "电池界面", "电池");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Micro LED", "MicroLED", "ＭＩＣＲＯ　ＬＥＤ", "micro led"})
    void wordWithASpaceIsOneTermHoweverItIsWritten(String written) {
        TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(List.of("Micro LED")));
        assertThat(terms(analyzer, "提升" + written + "良率")).contains("microled");
        assertThat(analyzer.dictionaryWords(written)).containsExactly("microled");
    }

    @Test
    void runsOfLettersAndDigitsStayWhole() {
        assertThat(terms("AGV小车的5nm芯片符合GB/T 2260与ISO-9001")).contains("agv", "5nm", "gb/t", "2260", "iso-9001", "iso");
        assertThat(terms("能量密度320Wh/kg")).contains("320wh/kg", "wh", "kg");
    }

    @Test
    void numbersOfListsSharesAndDecimalsAreNoWords() {
        assertThat(terms("（1）合格率由92.4%提高到98%；2、用7075铝合金和316L钢，2026年完成"))
                .contains("7075", "316l", "2026")
                .doesNotContain("1", "2", "92.4", "98");
    }

    @Test
    void dictionaryNeverCutsARunOfLetters() {
        TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(List.of("AGV", "5nm")));
        assertThat(terms(analyzer, "AGVS与15nm")).contains("agvs", "15nm").doesNotContain("agv", "5nm");
    }

    @Test
    void leavesOutFunctionWords() {
        assertThat(terms("通过采用新的方法，以及其他的一种方案")).doesNotContain("通过", "采用", "以及", "其他", "一种", "的", "新", "，");
    }

    @Test
    void singleCharactersThatAreNounsAreWords() {
        assertThat(terms("铌的提纯与钢的焊接")).contains("铌", "提纯", "钢", "焊接").doesNotContain("的", "与");
        assertThat(terms("稀土永磁体中镝的替代")).contains("镝").doesNotContain("中");
        assertThat(terms("钛合金")).contains("钛合金").doesNotContain("钛");
    }

    @Test
    void writingDoesNotChangeTheTerms() {
        assertThat(terms("鋰電池ＡＧＶ小車")).isEqualTo(terms("锂电池AGV小车"));
    }

    @Test
    void tokensPointToTheOriginalText() {
        String text = "產線㎡的ＡＧＶ與鋰電池";
        for (Token token : ANALYZER.words(text)) {
            assertThat(TextNormalizer.term(text.substring(token.start(), token.end())))
                    .isEqualTo(token.term());
        }
        assertThat(ANALYZER.occurrences(text, Set.of("锂电池"))).containsExactly(new Token("鋰電池", 8, 11));
    }

    @Test
    void occurrencesThatOverlapAreMarkedOnce() {
        TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(List.of("固态电池", "电池界面")));
        assertThat(analyzer.occurrences("提升固态电池界面稳定性", Set.of("固态电池", "电池界面")))
                .containsExactly(new Token("固态电池界面", 2, 8));
    }

    @Test
    void bigramsAreHanOnly() {
        assertThat(ANALYZER.bigrams("锂电池AGV小车")).containsExactly("锂电", "电池", "小车");
    }

    @Test
    void gramsHoldEveryPairAndTheLastAlone() {
        assertThat(ANALYZER.grams("5 nm芯\n片")).containsExactly("5n", "nm", "m芯", "芯片", "片");
        assertThat(ANALYZER.grams(" \n")).isEmpty();
    }

    @Test
    void rareCharactersAreNeverCutInTwo() {
        assertThat(ANALYZER.grams("陈𠮷工")).containsExactly("陈𠮷", "𠮷工", "工");
        assertThat(ANALYZER.grams("👍")).containsExactly("👍");
    }

    @Test
    void phraseIsFoundAcrossWhiteSpaceAndWritings() {
        assertThat(ANALYZER.phraseOccurrences("提升固 态\n電池性能", "固态电池")).containsExactly(new Token("固 态\n電池", 2, 8));
        assertThat(ANALYZER.phraseOccurrences("锂\u200b电池", "锂电池")).hasSize(1);
        assertThat(ANALYZER.phraseOccurrences("面积㎡", "积m"))
                .as("a part of a sign is the sign")
                .containsExactly(new Token("积㎡", 1, 3));
        assertThat(ANALYZER.phraseOccurrences("固态电池", " ")).isEmpty();
    }

    @Property
    void everySubstringIsAPhraseInTheGramsOfItsText(
            @ForAll("texts") String text, @ForAll int from, @ForAll int length) {
        String part = substring(text, from, length);
        List<String> grams = ANALYZER.grams(part);
        Assume.that(grams.size() >= 2);

        assertThat(Collections.indexOfSubList(ANALYZER.grams(text), grams.subList(0, grams.size() - 1)))
                .as("%s in %s", part, text)
                .isNotNegative();
        assertThat(ANALYZER.phraseOccurrences(text, part)).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.term()).isEqualTo(text.substring(hit.start(), hit.end()));
            assertThat(TextNormalizer.term(hit.term())).contains(TextNormalizer.term(part));
        });
    }

    @Property
    void tokensOfAnyTextStandWhereTheySay(@ForAll("texts") String text) {
        assertThat(ANALYZER.words(text)).allSatisfy(token -> {
            assertThat(token.start()).isNotNegative().isLessThan(token.end());
            assertThat(TextNormalizer.term(text.substring(token.start(), token.end())))
                    .contains(token.term());
        });
    }

    @Property(tries = 50)
    void anyCharactersAreReadWithoutFailing(@ForAll String text) {
        assertThat(ANALYZER.words(text)).allMatch(token -> token.end() <= text.length());
        assertThat(ANALYZER.grams(text)).noneMatch(String::isEmpty);
    }

    @Test
    void givesTheSameTermsFromManyThreads() {
        String text = "高比能固态电池正极材料界面阻抗过大，循环500次后容量保持率低于80%。";
        List<String> expected = terms(text);
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        IntStream.range(0, 200).parallel().forEach(i -> seen.add(terms(text)));
        assertThat(seen).hasSize(200).allMatch(expected::equals);
    }

    @Test
    void worksWithoutADictionary() {
        TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(List.of()));
        assertThat(terms(analyzer, "固态电池的AGV")).contains("agv").isNotEmpty();
    }

    /** Texts as they arrive: Chinese, full width, signs, line breaks, rare characters, zero-width spaces. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words =
                Arbitraries.of(GRAPH.vocabulary().stream().limit(400).toList());
        Arbitrary<String> noise = Arbitraries.of(
                " ",
                "\n",
                "　",
                "，",
                "。",
                "ＡＧＶ",
                "5nm",
                "㎡",
                "25℃",
                "鋰電池",
                "𠮷",
                "\u200b",
                "GB/T 2260",
                "（",
                "）",
                "的",
                "提高了",
                "①",
                "\u00a0",
                "C++",
                "ﬁ");
        return Arbitraries.oneOf(words, noise)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .withoutEdgeCases();
    }

    private static String substring(String text, int from, int length) {
        int start = Math.floorMod(from, text.length());
        int end = start + 1 + Math.floorMod(length, text.length() - start);
        if (Character.isLowSurrogate(text.charAt(start)) && start > 0) {
            start--;
        }
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static List<String> terms(String text) {
        return terms(ANALYZER, text);
    }

    private static List<String> terms(TextAnalyzer analyzer, String text) {
        return analyzer.words(text).stream().map(Token::term).toList();
    }
}
