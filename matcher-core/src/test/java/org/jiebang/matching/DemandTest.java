package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiebang.catalog.Library;
import org.jiebang.text.TermBag;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final CorpusStatistics CORPUS =
            new CorpusStatistics(1000, 40, 120, Map.of("电池", 500L, "界面", 10L), Map.of());

    @Test
    void rareWordsWeighMore() {
        Demand demand = demand(List.of("电池", "界面"), word -> Set.of());
        assertThat(demand.words().keySet()).containsExactly("界面", "电池");
    }

    @Test
    void repeatedWordsWeighMoreAndNeverTwiceAsMuchAgain() {
        double once = demand(List.of("电池"), word -> Set.of()).words().get("电池");
        double twice = demand(List.of("电池", "电池"), word -> Set.of()).words().get("电池");
        double often = demand(java.util.Collections.nCopies(50, "电池"), word -> Set.of())
                .words()
                .get("电池");
        assertThat(twice).isGreaterThan(once).isLessThan(2 * once);
        assertThat(often).isLessThan(2.2 * once);
    }

    @Test
    void synonymsWeighLessThanTheWrittenWord() {
        Demand demand = demand(List.of("磷酸铁锂"), word -> Set.of("lfp"));
        assertThat(demand.words().get("lfp")).isCloseTo(0.6 * demand.words().get("磷酸铁锂"), within(1e-12));
    }

    @Test
    void synonymThatWasWrittenKeepsItsOwnWeight() {
        double alone = demand(List.of("lfp"), word -> Set.of()).words().get("lfp");
        assertThat(demand(List.of("磷酸铁锂", "lfp"), word -> word.equals("磷酸铁锂") ? Set.of("lfp") : Set.of())
                        .words()
                        .get("lfp"))
                .isEqualTo(alone);
    }

    @Test
    void keepsTheHeaviestTermsInOrder() {
        List<String> words =
                new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> "词" + i).toList());
        words.add("词99");
        Demand demand = demand(words, word -> Set.of(word + "同义"));
        assertThat(demand.words()).hasSize(2 * Demand.MOST_TERMS).containsKey("词99");
        assertThat(new ArrayList<>(demand.words().values())).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void emptyTextAsksForNothing() {
        assertThat(demand(List.of(), word -> Set.of()).words()).isEmpty();
    }

    @Test
    void statisticsOfAnEmptyLibraryDivideByNothing() {
        CorpusStatistics empty = new CorpusStatistics(0, 0, Double.NaN, Map.of(), Map.of());
        assertThat(List.of((double) empty.documents(), empty.averageWords(), empty.averageGrams()))
                .containsOnly(1.0);
    }

    private static Demand demand(List<String> words, Demand.Synonyms synonyms) {
        Profile profile =
                new Profile(Library.PROBLEMS, TermBag.of(words), TermBag.EMPTY, Set.of(), Set.of(), Set.of(), 0.5, 1);
        return Demand.of(profile, TermBag.EMPTY, CORPUS, synonyms);
    }
}
