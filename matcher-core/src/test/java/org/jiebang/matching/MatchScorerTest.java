package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.catalog.Library;
import org.jiebang.industry.ChainProximity;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionProximity;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TermBag;
import org.junit.jupiter.api.Test;

class MatchScorerTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final RegionTree REGIONS = RegionTree.standard();
    private static final CorpusStatistics CORPUS =
            new CorpusStatistics(1000, 40, 120, Map.of("电池", 200L, "界面", 30L), Map.of());
    private static final RegionCode CHANGSHU = new RegionCode("320581");
    private static final SegmentId CATHODE = new SegmentId("C18-03");
    private final MatchScorer scorer = new MatchScorer(MatchWeights.STANDARD, GRAPH, REGIONS);

    @Property
    void contributionsAddUpToTheValueExactly(@ForAll("profiles") Profile demand, @ForAll("profiles") Profile supply) {
        Score score = score(demand, supply);
        assertThat(score.value()).isEqualTo(sum(score.parts()));
        assertThat(scorer.score(demand(demand), supply, CORPUS))
                .as("the twin that gives no reasons")
                .isEqualTo(score.value());
        assertThat(score.parts()).extracting(Part::signal).containsExactly(Signal.values());
        assertThat(score.parts()).allSatisfy(part -> {
            assertThat(part.contribution()).isEqualTo(part.weight() * part.value());
            assertThat(part.value()).isBetween(0.0, 1.0);
        });
    }

    @Property
    void valueLiesBetweenNoughtAndOne(
            @ForAll("profiles") Profile demand,
            @ForAll("profiles") Profile supply,
            @ForAll("weights") MatchWeights weights) {
        assertThat(new MatchScorer(weights, GRAPH, REGIONS)
                        .explain(demand(demand), supply, CORPUS)
                        .value())
                .isBetween(0.0, 1.0);
    }

    @Property
    void sharesOfWordsNeverExceedTheContribution(
            @ForAll("profiles") Profile demand, @ForAll("profiles") Profile supply) {
        Part text = part(score(demand, supply), Signal.TEXT);
        assertThat(text.evidence().stream().mapToDouble(Evidence::share).sum())
                .isLessThanOrEqualTo(text.contribution() + 1e-12);
        assertThat(text.evidence()).allMatch(word -> word.share() > 0);
        assertThat(text.evidence()).isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()));
    }

    @Property
    void nearerPlaceNeverLowersTheScore(
            @ForAll("profiles") Profile demand,
            @ForAll("profiles") Profile supply,
            @ForAll("places") RegionCode one,
            @ForAll("places") RegionCode other) {
        Profile here = with(demand, demand.segments(), Set.of(CHANGSHU));
        RegionProximity proximity = new RegionProximity(REGIONS);
        boolean oneIsNearer = proximity
                        .nearest(Set.of(CHANGSHU), Set.of(one))
                        .step()
                        .value()
                >= proximity.nearest(Set.of(CHANGSHU), Set.of(other)).step().value();
        double near = score(here, with(supply, supply.segments(), Set.of(oneIsNearer ? one : other)))
                .value();
        double far = score(here, with(supply, supply.segments(), Set.of(oneIsNearer ? other : one)))
                .value();
        assertThat(near).isGreaterThanOrEqualTo(far);
    }

    @Property
    void nearerSegmentNeverLowersTheScore(
            @ForAll("profiles") Profile demand,
            @ForAll("profiles") Profile supply,
            @ForAll("segments") SegmentId one,
            @ForAll("segments") SegmentId other) {
        Profile here = with(demand, Set.of(CATHODE), demand.regions());
        ChainProximity proximity = new ChainProximity(GRAPH);
        boolean oneIsNearer = proximity
                        .nearest(Set.of(CATHODE), here.fields(), Set.of(one), supply.fields())
                        .relation()
                        .value()
                >= proximity
                        .nearest(Set.of(CATHODE), here.fields(), Set.of(other), supply.fields())
                        .relation()
                        .value();
        double near = score(here, with(supply, Set.of(oneIsNearer ? one : other), supply.regions()))
                .value();
        double far = score(here, with(supply, Set.of(oneIsNearer ? other : one), supply.regions()))
                .value();
        assertThat(near).isGreaterThanOrEqualTo(far);
    }

    @Property
    void oneMoreWordInCommonRaisesTheTextPart(@ForAll("profiles") Profile demand) {
        Profile more = new Profile(
                demand.library(),
                bag(demand.words(), "固溶体"),
                demand.grams(),
                demand.segments(),
                demand.fields(),
                demand.regions(),
                demand.standing(),
                demand.availability());
        Profile without = profile(Map.of("离子", 1), Map.of());
        Profile with = profile(Map.of("固溶体", 1), Map.of());
        assertThat(part(score(more, with), Signal.TEXT).value())
                .isGreaterThan(part(score(more, without), Signal.TEXT).value());
    }

    @Test
    void sayNothingMetWhereNothingMet() {
        Part text = part(
                score(profile(Map.of("电池", 1), Map.of("电池", 1)), profile(Map.of("水泥", 1), Map.of("水泥", 1))),
                Signal.TEXT);
        assertThat(text.value()).isZero();
        assertThat(text.evidence()).isEmpty();
        assertThat(text.sentence().chinese()).isEqualTo("没有相合的词");
    }

    @Test
    void namesTheWordsThatMetHeaviestFirst() {
        Part text = part(
                score(profile(Map.of("电池", 1, "界面", 1), Map.of()), profile(Map.of("电池", 1, "界面", 1), Map.of())),
                Signal.TEXT);
        assertThat(text.evidence()).extracting(Evidence::text).containsExactly("界面", "电池");
        assertThat(text.sentence()).isEqualTo(new Sentence("有 2 个词相合：界面、电池", "2 words met: 界面、电池"));
    }

    @Test
    void saysWhenOnlyCharactersMet() {
        Part text = part(score(profile(Map.of(), Map.of("电池", 2)), profile(Map.of(), Map.of("电池", 1))), Signal.TEXT);
        assertThat(text.value()).isPositive();
        assertThat(text.sentence().chinese()).contains("没有完整的词");
    }

    @Test
    void explainsChainAndRegionByName() {
        Profile one = with(profile(Map.of(), Map.of()), Set.of(CATHODE), Set.of(CHANGSHU));
        Score score = score(one, with(one, Set.of(CATHODE), Set.of(new RegionCode("320583"))));
        assertThat(part(score, Signal.CHAIN).sentence().chinese()).isEqualTo("同在“动力电池·正极材料”环节");
        assertThat(part(score, Signal.REGION).sentence().chinese()).isEqualTo("同城：苏州市常熟市、苏州市昆山市");
        assertThat(part(score, Signal.REGION).evidence())
                .extracting(Evidence::text)
                .containsExactly("苏州市常熟市", "苏州市昆山市");
    }

    @Test
    void unknownIsSaidToBeUnknown() {
        Score score = score(profile(Map.of(), Map.of()), profile(Map.of(), Map.of()));
        assertThat(part(score, Signal.CHAIN).sentence().chinese()).isEqualTo("一方没有产业链信息");
        assertThat(part(score, Signal.REGION).sentence().chinese()).isEqualTo("一方没有地区信息");
    }

    @Property
    void everySentenceIsFinished(@ForAll("profiles") Profile demand, @ForAll("profiles") Profile supply) {
        assertThat(score(demand, supply).parts()).allSatisfy(part -> {
            assertThat(part.sentence().chinese()).isNotBlank().doesNotContain("{", "}", "“”");
            assertThat(part.sentence().english()).isNotBlank().doesNotContain("{", "}");
        });
    }

    @Test
    void weightsCheckThemselves() {
        assertThatThrownBy(() -> new MatchWeights(0.5, 0.5, 0.5, 0, 0)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new MatchWeights(1.2, -0.2, 0, 0, 0)).hasMessageContaining("-0.2");
        assertThatThrownBy(() -> new MatchWeights(Double.NaN, 0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Arrays.stream(Signal.values())
                        .mapToDouble(MatchWeights.STANDARD::of)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void profileRefusesStandingOutsideNoughtToOne() {
        assertThatThrownBy(() -> new Profile(
                        Library.EXPERTS, TermBag.EMPTY, TermBag.EMPTY, Set.of(), Set.of(), Set.of(), 1.1, 0))
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> new Profile(
                        Library.EXPERTS, TermBag.EMPTY, TermBag.EMPTY, Set.of(), Set.of(), Set.of(), 0, Double.NaN))
                .hasMessageContaining("NaN");
    }

    private Score score(Profile demand, Profile supply) {
        return scorer.explain(demand(demand), supply, CORPUS);
    }

    private static Demand demand(Profile profile) {
        return Demand.of(profile, profile.grams(), CORPUS, GRAPH::synonyms);
    }

    private static Part part(Score score, Signal signal) {
        return score.parts().get(signal.ordinal());
    }

    private static Profile profile(Map<String, Integer> words, Map<String, Integer> grams) {
        return new Profile(Library.EXPERTS, bag(words), bag(grams), Set.of(), Set.of(), Set.of(), 0.5, 1);
    }

    private static Profile with(Profile profile, Set<SegmentId> segments, Set<RegionCode> regions) {
        return new Profile(
                profile.library(),
                profile.words(),
                profile.grams(),
                segments,
                profile.fields(),
                regions,
                profile.standing(),
                profile.availability());
    }

    private static TermBag bag(Map<String, Integer> counts) {
        List<String> terms = new ArrayList<>();
        counts.forEach((term, count) -> {
            for (int i = 0; i < count; i++) {
                terms.add(term);
            }
        });
        return TermBag.of(terms);
    }

    private static TermBag bag(TermBag bag, String more) {
        Map<String, Integer> counts = new HashMap<>(bag.counts());
        counts.merge(more, 1, Integer::sum);
        return bag(counts);
    }

    @Provide
    Arbitrary<Profile> profiles() {
        Arbitrary<String> words =
                Arbitraries.of("电池", "界面", "正极材料", "磷酸铁锂", "lfp", "阻抗", "水泥", "叶片", "lecosystem", "循环寿命");
        return Combinators.combine(
                        Arbitraries.of(Library.class),
                        words.list().ofMaxSize(30),
                        words.list().ofMaxSize(30),
                        segments().set().ofMaxSize(2),
                        Arbitraries.of(IndustryField.class).set().ofMaxSize(2),
                        places().set().ofMaxSize(2),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1))
                .as((library, some, pairs, segments, fields, regions, standing, availability) -> new Profile(
                        library,
                        TermBag.of(some),
                        TermBag.of(pairs),
                        segments,
                        fields,
                        regions,
                        standing,
                        availability))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<MatchWeights> weights() {
        return Arbitraries.doubles()
                .between(0.0, 1.0)
                .array(double[].class)
                .ofSize(5)
                .map(raw -> {
                    double sum = Arrays.stream(raw).sum() + 1e-3;
                    return new MatchWeights(
                            (raw[0] + 1e-3) / sum, raw[1] / sum, raw[2] / sum, raw[3] / sum, raw[4] / sum);
                });
    }

    @Provide
    Arbitrary<SegmentId> segments() {
        return Arbitraries.of(
                IndustryGraph.standard().segments().stream().map(Segment::id).toList());
    }

    @Provide
    Arbitrary<RegionCode> places() {
        return Arbitraries.of(
                RegionTree.standard().all().stream().map(Region::code).toList());
    }

    /** In the order in which the scorer adds, for floating-point sums depend on it. */
    private static double sum(java.util.List<Part> parts) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.contribution();
        }
        return sum;
    }
}
