package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.text.Focus;
import org.jiebang.text.TermBag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextScorerTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 20, 200, 2000})
    void theLongerOfTwoTextsThatSayItAsOftenIsWorthLess(double average) {
        assertThat(value(5, average)).isGreaterThan(value(10, average)).isLessThan(1);
        assertThat(value(500, average)).isGreaterThan(value(1000, average)).isPositive();
    }

    @Test
    void lengthSaysLittleAmongTitlesAndMuchAmongReports() {
        assertThat(value(10, 20) / value(30, 20)).isLessThan(1.2);
        assertThat(value(500, 1000) / value(1500, 1000)).isGreaterThan(1.3);
    }

    /** Of a text of so many terms, one of them asked for, among texts of that average length. */
    private static double value(int length, double average) {
        CorpusStatistics corpus = new CorpusStatistics(
                new TermStatistics(1000, average, Map.of("界面", 10L)), TermStatistics.NONE, TermStatistics.NONE);
        Demand demand = Demand.of(words(List.of("界面")), Focus.NONE, corpus, CorpusStatistics.NONE, word -> Set.of());
        List<String> terms = new ArrayList<>(Collections.nCopies(length - 1, "其他"));
        terms.add("界面");
        return new TextScorer(demand, corpus).value(words(terms));
    }

    private static Profile words(List<String> words) {
        return Profiles.of(TermBag.of(words), TermBag.EMPTY, TermBag.EMPTY);
    }
}
