package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.Focus;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.junit.jupiter.api.Test;

class CounterfactualsTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final List<String> WORDS = List.of("电池", "界面", "阻抗", "磷酸铁锂", "叶片", "隔膜", "循环寿命");
    private static final List<RegionCode> PLACES = List.of(
            new RegionCode("320581"), new RegionCode("320583"), new RegionCode("320115"), new RegionCode("110108"));
    private static final List<SegmentId> SEGMENTS =
            List.of(new SegmentId("C18-03"), new SegmentId("C01-01"), new SegmentId("C18-01"));
    private static final CorpusStatistics CORPUS = new CorpusStatistics(
            new TermStatistics(1000, 10, Map.of("电池", 300L, "界面", 20L, "水泥", 40L)),
            new TermStatistics(1000, 10, Map.of("电池", 300L)),
            TermStatistics.NONE);
    private static final MatchScorer SCORER = new MatchScorer(MatchModel.STANDARD, GRAPH, RegionTree.standard());

    @Property
    void whatIsPromisedHoldsWhenItIsDone(@ForAll long seed) {
        Random random = new Random(seed);
        MatchScorer.Asking asking = asking(profile(random));
        List<Profile> supplies =
                IntStream.range(0, 12).mapToObj(i -> profile(random)).toList();
        double[] scores = supplies.stream().mapToDouble(asking::score).toArray();
        Counterfactuals counterfactuals = asking.counterfactuals(scores);
        for (int i = 0; i < supplies.size(); i++) {
            Optional<Counterfactual> told = counterfactuals.of(supplies.get(i));
            if (told.isPresent()) {
                Counterfactual one = told.get();
                List<Profile> changed = new ArrayList<>(supplies);
                changed.set(i, Counterfactuals.apply(one.change(), supplies.get(i)));
                assertThat(asking.explain(changed.get(i)).value()).isEqualTo(one.score());
                assertThat(worstRank(asking, changed, i)).isEqualTo(one.rank());
                assertThat(one.rank())
                        .isLessThan(worstRank(asking, supplies, i))
                        .isBetween(1, Counterfactuals.GOOD_RANK);
                assertThat(one.sentence().chinese())
                        .contains("第 " + one.rank() + " 位")
                        .doesNotContain("{", "“”");
                assertThat(one.sentence().english()).endsWith("rank " + one.rank());
            }
        }
    }

    /** Place of a supply if every tie were decided against it. */
    private static int worstRank(MatchScorer.Asking asking, List<Profile> supplies, int which) {
        double own = asking.score(supplies.get(which));
        return (int) IntStream.range(0, supplies.size())
                .filter(other -> other == which || asking.score(supplies.get(other)) >= own)
                .count();
    }

    @Test
    void nearerPlaceBringsTheSecondToTheFirstPlace() {
        Profile demand = profile(Set.of("界面"), Set.of(), PLACES.get(0), 1);
        Profile here = profile(Set.of("界面"), Set.of(), PLACES.get(1), 1);
        Profile away = profile(Set.of("界面"), Set.of(), PLACES.get(3), 1);
        Counterfactual told = told(demand, List.of(here, away), away);
        assertThat(told.change()).isEqualTo(new Change.Place(PLACES.get(0)));
        assertThat(told.rank()).isEqualTo(1);
        assertThat(told.signal()).isEqualTo(Signal.REGION);
        assertThat(told.sentence().chinese()).isEqualTo("若位于苏州市常熟市，将列第 1 位");
        assertThat(told.sentence().english()).endsWith("it would rank 1");
    }

    @Test
    void freeHandsAreToldWhereTheySuffice() {
        Profile demand = profile(Set.of("界面"), Set.of(), PLACES.get(0), 1);
        Profile free = profile(Set.of("界面"), Set.of(), PLACES.get(1), 0.9);
        Profile full = profile(Set.of("界面"), Set.of(), PLACES.get(1), 0);
        assertThat(told(demand, List.of(free, full), full).change()).isEqualTo(new Change.Free());
    }

    @Test
    void aMissingTechnicalWordIsToldWhereNoFactIsEnough() {
        Profile demand = profile(Set.of("磷酸铁锂", "产业化"), Set.of(), PLACES.get(0), 1);
        Profile better = profile(Set.of("磷酸铁锂"), Set.of(), PLACES.get(0), 0.5);
        Profile without = profile(Set.of(), Set.of(), PLACES.get(0), 1);
        Counterfactual told = told(demand, List.of(better, without), without);
        assertThat(told.change()).isEqualTo(new Change.Naming("磷酸铁锂"));
        assertThat(told.sentence().chinese()).isEqualTo("若材料中写明“磷酸铁锂”，将列第 1 位");
    }

    @Test
    void theFirstNeedsNoChangeAndTheHopelessGetNone() {
        Profile demand = profile(Set.of("界面", "阻抗", "隔膜"), Set.of(), PLACES.get(0), 1);
        Profile best = profile(Set.of("界面", "阻抗", "隔膜"), Set.of(), PLACES.get(0), 1);
        Profile none = profile(Set.of("水泥"), Set.of(), PLACES.get(3), 1);
        List<Profile> all = List.of(best, best, best, best, none);
        MatchScorer.Asking asking = asking(demand);
        Counterfactuals counterfactuals =
                asking.counterfactuals(all.stream().mapToDouble(asking::score).toArray());
        assertThat(counterfactuals.of(best)).isEmpty();
        assertThat(counterfactuals.of(none)).isEmpty();
    }

    private static Counterfactual told(Profile demand, List<Profile> supplies, Profile of) {
        MatchScorer.Asking asking = asking(demand);
        return asking.counterfactuals(
                        supplies.stream().mapToDouble(asking::score).toArray())
                .of(of)
                .orElseThrow();
    }

    private static MatchScorer.Asking asking(Profile demand) {
        return SCORER.asking(Demand.of(demand, Focus.NONE, CORPUS, CorpusStatistics.NONE, word -> Set.of()), CORPUS);
    }

    private static Profile profile(Random random) {
        Set<String> words =
                Set.copyOf(WORDS.stream().filter(word -> random.nextBoolean()).toList());
        Set<SegmentId> segments =
                random.nextBoolean() ? Set.of() : Set.of(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        return profile(words, segments, PLACES.get(random.nextInt(PLACES.size())), random.nextInt(5) / 4.0);
    }

    private static Profile profile(Set<String> words, Set<SegmentId> segments, RegionCode place, double availability) {
        return new Profile(
                Library.EXPERTS,
                TermBag.of(words),
                TermBag.EMPTY,
                TermBag.EMPTY,
                Meaning.NONE,
                segments,
                Set.of(),
                Set.of(place),
                0.5,
                availability);
    }
}
