package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiebang.text.Focus;
import org.jiebang.text.TermBag;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final CorpusStatistics CORPUS = new CorpusStatistics(
            new TermStatistics(1000, 40, Map.of("电池", 500L, "界面", 10L)), TermStatistics.NONE, TermStatistics.NONE);

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
                new ArrayList<>(IntStream.range(0, 200).mapToObj(i -> "词" + i).toList());
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
    void searchesByTheHeaviestOnly() {
        Demand demand = demand(IntStream.range(0, 80).mapToObj(i -> "词" + i).toList(), word -> Set.of(word + "同义"));
        assertThat(demand.words()).hasSize(2 * Demand.MOST_TERMS);
        assertThat(demand.searchedWords()).hasSize(Demand.MOST_TERMS);
    }

    @Test
    void ofALargeLibraryCommonTermsScoreAndAreNotSearchedBy() {
        CorpusStatistics large = new CorpusStatistics(
                new TermStatistics(1_000_000, 40, Map.of("钙钛矿", 40L, "封装", 60_000L, "工艺", 50_000L, "材料", 300_000L)),
                TermStatistics.NONE,
                TermStatistics.NONE);
        Demand demand = Demand.of(
                profile(List.of("钙钛矿", "封装", "工艺", "材料", "未见")),
                Focus.NONE,
                large,
                CorpusStatistics.NONE,
                word -> Set.of());
        assertThat(demand.words().keySet()).containsExactly("未见", "钙钛矿", "工艺", "封装", "材料");
        assertThat(demand.searchedWords().keySet()).containsExactly("未见", "钙钛矿", "工艺");
        assertThat(demand.searchedWords())
                .allSatisfy((word, weight) ->
                        assertThat(weight).isEqualTo(demand.words().get(word)));
    }

    @Test
    void whatAllWhoAskSayComesLast() {
        CorpusStatistics experts =
                new CorpusStatistics(statistics(500, "封装", 40), statistics(500, "封装", 40), TermStatistics.NONE);
        CorpusStatistics problems =
                new CorpusStatistics(statistics(300, "提高", 240), statistics(300, "提高", 240), TermStatistics.NONE);
        Profile profile = Profiles.of(TermBag.of(List.of("封装", "提高")), TermBag.of(List.of("封装", "提高")), TermBag.EMPTY);
        Demand alone = Demand.of(profile, Focus.NONE, experts, CorpusStatistics.NONE, word -> Set.of());
        Demand among = Demand.of(profile, Focus.NONE, experts, problems, word -> Set.of());
        assertThat(alone.words().keySet()).containsExactly("提高", "封装");
        assertThat(among.words().keySet()).containsExactly("封装", "提高");
        assertThat(among.pairs().keySet()).containsExactly("封装", "提高");
        assertThat(among.words()).containsEntry("封装", alone.words().get("封装"));
    }

    private static TermStatistics statistics(long documents, String term, long held) {
        return new TermStatistics(documents, 10, Map.of(term, held));
    }

    @Test
    void whereAllTermsAreCommonTheRarestIsSearchedBy() {
        CorpusStatistics large = new CorpusStatistics(
                new TermStatistics(10_000_000, 40, Map.of("工艺", 2_000_000L, "材料", 3_000_000L)),
                TermStatistics.NONE,
                TermStatistics.NONE);
        Demand demand =
                Demand.of(profile(List.of("材料", "工艺")), Focus.NONE, large, CorpusStatistics.NONE, word -> Set.of());
        assertThat(demand.searchedWords().keySet()).containsExactly("工艺");
    }

    @Test
    void singleCharactersCountOnlyOnceTheyWereLearnt() {
        Profile profile = profile(List.of());
        assertThat(Demand.of(profile, Focus.NONE, CORPUS, CorpusStatistics.NONE, word -> Set.of())
                        .characters())
                .isEmpty();
        CorpusStatistics learnt = new CorpusStatistics(
                CORPUS.words(), CORPUS.pairs(), new TermStatistics(100, 50, Map.of("的", 100L, "锂", 2L)));
        assertThat(Demand.of(profile, Focus.NONE, learnt, CorpusStatistics.NONE, word -> Set.of())
                        .characters()
                        .keySet())
                .containsExactly("锂", "的");
    }

    @Test
    void pairsOfOneWordShareItsWeightAndPairsAcrossWordsDoNot() {
        Profile profile = Profiles.of(
                TermBag.of(List.of("溶解", "溶解氧", "水体")), TermBag.of(List.of("溶解", "解氧", "氧水", "水体")), TermBag.EMPTY);
        Map<String, Double> pairs = Demand.of(profile, Focus.NONE, CORPUS, CorpusStatistics.NONE, word -> Set.of())
                .pairs();
        double full = pairs.get("氧水");
        assertThat(pairs.get("水体")).isEqualTo(full);
        assertThat(pairs.get("解氧")).isCloseTo(full / Math.sqrt(2), within(1e-12));
        assertThat(pairs.get("溶解")).isEqualTo(pairs.get("解氧"));
    }

    private static Demand demand(List<String> words, Demand.Synonyms synonyms) {
        return Demand.of(profile(words), Focus.NONE, CORPUS, CorpusStatistics.NONE, synonyms);
    }

    private static Profile profile(List<String> words) {
        return Profiles.of(TermBag.of(words), TermBag.EMPTY, TermBag.of(List.of("锂", "的")));
    }
}
