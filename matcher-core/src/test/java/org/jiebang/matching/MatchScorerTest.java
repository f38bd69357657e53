package org.jiebang.matching;

import static java.util.Collections.disjoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.jiebang.text.CorpusModelTrainer;
import org.jiebang.text.Focus;
import org.jiebang.text.FoldedText;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.TermVector;
import org.jiebang.text.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchScorerTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final RegionTree REGIONS = RegionTree.standard();
    private static final CorpusStatistics CORPUS = new CorpusStatistics(
            new TermStatistics(1000, 40, Map.of("电池", 200L, "界面", 30L)),
            new TermStatistics(1000, 120, Map.of()),
            new TermStatistics(1000, 90, Map.of("电", 700L, "池", 300L, "界", 60L, "面", 400L, "泥", 5L)));
    private static final LatentSpace SPACE = Topics.model().space();
    private static final Judgements JUDGEMENTS = new Judgements(List.of(
            new Judgement("甲", "乙", meaning("电池"), meaning("正极材料"), 1),
            new Judgement("甲", "丙", meaning("电池"), meaning("水泥"), 0)));
    private static final RegionCode CHANGSHU = new RegionCode("320581");
    private static final SegmentId CATHODE = new SegmentId("C18-03");
    private static final MatchWeights WITH_JUDGED = new MatchWeights(0.4, 0.2, 0.1, 0.05, 0.04, 0.01, 0.2);
    private final MatchScorer scorer = new MatchScorer(new MatchModel(WITH_JUDGED, JUDGEMENTS), GRAPH, REGIONS);

    @Property
    void contributionsAddUpToTheValueExactly(@ForAll("profiles") Profile demand, @ForAll("profiles") Profile supply) {
        Score score = score(demand, supply);
        assertThat(score.value()).isEqualTo(sum(score.parts()));
        assertThat(scorer.asking(demand(demand), CORPUS).score(supply))
                .as("the twin that gives no reasons")
                .isEqualTo(score.value());
        assertThat(score.parts()).extracting(Part::signal).containsExactly(Signal.values());
        assertThat(score.parts()).allSatisfy(part -> {
            assertThat(part.contribution()).isEqualTo(part.weight() * part.value());
            assertThat(part.value()).isBetween(0.0, 1.0);
        });
    }

    @Property
    void countedTermsScoreAsTheSupplyThatHasThem(
            @ForAll("profiles") Profile demand,
            @ForAll("profiles") Profile supply,
            @ForAll("texts") List<String> words) {
        Demand asked = demand(demand);
        FoldedText text = FoldedText.of("", words);
        TermCounts terms = new TermCounts.Counter(asked)
                .count(TermVector.of(String.join(" ", words), text), words.size(), text.length(), text.length());
        MatchScorer.Asking asking = scorer.asking(asked, CORPUS);
        double score = asking.score(supply, terms);
        assertThat(asking.explain(terms.of(supply)).value()).isEqualTo(score);
        Profile whole = supply.withTerms(
                TermBag.of(words),
                new TermBag(windows(words, 2), text.length()),
                new TermBag(windows(words, 1), text.length()));
        assertThat(asking.score(whole)).isCloseTo(score, within(1e-12));
    }

    /** All pieces of the words that are so long and of Han characters, with repetitions. */
    private static Map<String, Integer> windows(List<String> words, int length) {
        return TermBag.of(words.stream()
                        .flatMap(word -> IntStream.rangeClosed(0, word.length() - length)
                                .mapToObj(i -> word.substring(i, i + length)))
                        .filter(piece -> piece.chars().allMatch(Character::isIdeographic))
                        .toList())
                .counts();
    }

    @Property
    void valueLiesBetweenNoughtAndOne(
            @ForAll("profiles") Profile demand,
            @ForAll("profiles") Profile supply,
            @ForAll("weights") MatchWeights weights) {
        assertThat(new MatchScorer(new MatchModel(weights, JUDGEMENTS), GRAPH, REGIONS)
                        .asking(demand(demand), CORPUS)
                        .explain(supply)
                        .value())
                .isBetween(0.0, 1.0 + 1e-12);
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
                        .around(Set.of(CATHODE), here.fields())
                        .nearest(Set.of(one), supply.fields())
                        .relation()
                        .value()
                >= proximity
                        .around(Set.of(CATHODE), here.fields())
                        .nearest(Set.of(other), supply.fields())
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
                demand.pairs(),
                demand.characters(),
                demand.meaning(),
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
        assertThat(text.sentence()).isEqualTo(new Sentence("有 2 个词相合：界面、电池", "Words met (2): 界面, 电池"));
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
        assertThatThrownBy(() -> new MatchWeights(0.5, 0.5, 0.5, 0, 0, 0, 0)).hasMessageContaining("0.5, 0.5, 0.5");
        assertThatThrownBy(() -> new MatchWeights(1.2, -0.2, 0, 0, 0, 0, 0)).hasMessageContaining("-0.2");
        assertThatThrownBy(() -> new MatchWeights(Double.NaN, 0, 0, 0, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Arrays.stream(Signal.values())
                        .mapToDouble(MatchWeights.STANDARD::of)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void profileRefusesStandingOutsideNoughtToOne() {
        assertThatThrownBy(() -> standing(1.1, 0)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> standing(0, Double.NaN)).hasMessageContaining("NaN");
    }

    private static Profile standing(double standing, double availability) {
        return new Profile(
                Library.EXPERTS,
                TermBag.EMPTY,
                TermBag.EMPTY,
                TermBag.EMPTY,
                Meaning.NONE,
                Set.of(),
                Set.of(),
                Set.of(),
                standing,
                availability);
    }

    /** A named word is a word of the supply with its pairs and characters; taken away, the score falls by what was stated. */
    @Property
    void withoutAWordThatMetTheScoreFallsByItsShare(
            @ForAll("profiles") Profile demand, @ForAll("profiles") Profile supply) {
        Score score = score(demand, supply);
        List<String> met =
                part(score, Signal.TEXT).evidence().stream().map(Evidence::text).toList();
        for (Evidence word : part(score, Signal.TEXT).evidence()) {
            Profile without = without(supply, word.text(), met);
            if (without != null) {
                assertThat(score.value() - score(demand, without).value())
                        .as(word.text())
                        .isCloseTo(word.share(), within(1e-9));
            }
        }
    }

    /** The supply without a word and its characters; null where another word that met shares a character. */
    private static @Nullable Profile without(Profile supply, String word, List<String> met) {
        Set<String> characters = characters(word);
        boolean shared =
                met.stream().anyMatch(other -> !other.equals(word) && !disjoint(characters(other), characters));
        if (shared) {
            return null;
        }
        return new Profile(
                supply.library(),
                minus(supply.words(), Set.of(word)),
                minus(supply.pairs(), pairs(word)),
                minus(supply.characters(), characters),
                supply.meaning(),
                supply.segments(),
                supply.fields(),
                supply.regions(),
                supply.standing(),
                supply.availability());
    }

    private static Set<String> characters(String word) {
        return word.chars().mapToObj(Character::toString).collect(Collectors.toSet());
    }

    private static Set<String> pairs(String word) {
        return IntStream.range(0, word.length() - 1)
                .mapToObj(i -> word.substring(i, i + 2))
                .collect(Collectors.toSet());
    }

    private static TermBag minus(TermBag bag, Set<String> terms) {
        Map<String, Integer> counts = new HashMap<>(bag.counts());
        counts.keySet().removeAll(terms);
        return new TermBag(counts, bag.length());
    }

    @Test
    void likeSubjectsWithoutACommonWordAreNear() {
        Profile demand = profile("电池", "电解液", "阻抗", "极片");
        Profile like = profile("正极材料", "隔膜", "负极");
        Part part = part(score(demand, like), Signal.MEANING);
        assertThat(part.value())
                .isGreaterThan(part(score(demand, profile("水泥", "骨料", "强度")), Signal.MEANING)
                        .value());
        assertThat(part.evidence()).isNotEmpty();
        for (Evidence word : part.evidence()) {
            Profile without = profile(like.words().counts().keySet().stream()
                    .filter(other -> !other.equals(word.text()))
                    .toArray(String[]::new));
            assertThat(part.contribution()
                            - part(score(demand, without), Signal.MEANING).contribution())
                    .isCloseTo(word.share(), within(1e-6));
        }
    }

    @Test
    void singleCharacterTellsNoSubjectByItself() {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        List<List<String>> subjects = List.of(
                List.of("电池", "隔膜", "岚", "负极", "快充", "极片", "电解液", "阻抗", "循环寿命", "界面", "正极材料", "磷酸铁锂"),
                List.of("水泥", "砂浆", "骨料", "养护", "强度", "裂缝", "混凝土", "外加剂", "水化", "粉煤灰", "配合比", "钢筋"));
        for (int i = 0; i < 120; i++) {
            List<String> words = new ArrayList<>(subjects.get(i % 2));
            Collections.shuffle(words, new Random(i));
            trainer.add(words.subList(0, 4), List.of());
        }
        LatentSpace space = trainer.train().space();
        Meaning asked = space.meaning(List.of("电池", "快充"));
        Meaning offered = space.meaning(List.of("岚", "负极", "水泥"));
        assertThat(offered.links(asked, word -> true, 3))
                .extracting(Meaning.Link::word)
                .contains("岚", "负极");

        Score score =
                score(profile("电池", "快充").withMeaning(asked), profile("岚", "负极").withMeaning(offered));
        assertThat(part(score, Signal.MEANING).evidence())
                .extracting(Evidence::text)
                .contains("负极")
                .doesNotContain("岚");
    }

    @Test
    void letterOrUnitAloneCountsButIsNotTold() {
        Part part = part(score(profile("电池", "m", "mpa", "钢"), profile("电池", "m", "mpa", "钢")), Signal.TEXT);
        assertThat(part.evidence()).extracting(Evidence::text).containsExactlyInAnyOrder("电池", "钢");
        assertThat(part.sentence().chinese()).startsWith("有 2 个词相合");
        assertThat(part.value())
                .isGreaterThan(part(score(profile("电池", "m", "钢"), profile("电池", "钢")), Signal.TEXT)
                        .value());

        Part letters = part(score(profile("电池", "m"), profile("m")), Signal.TEXT);
        assertThat(letters.evidence()).isEmpty();
        assertThat(letters.sentence().chinese()).isEqualTo("只有零散字词相近，没有完整的词相合");
    }

    @Test
    void likenessSaysWhetherJudgementsDrewIt() {
        assertThat(part(score(profile("电池"), profile("负极")), Signal.MEANING)
                        .sentence()
                        .chinese())
                .endsWith("（参照了 1 条较好的评价）");
        assertThat(part(score(profile("水泥"), profile("骨料")), Signal.MEANING)
                        .sentence()
                        .chinese())
                .startsWith("主题")
                .doesNotContain("评价");
    }

    @Test
    void judgedPairsLiftTheirLike() {
        Profile demand = profile("电池");
        Part liked = part(score(demand, profile("正极材料")), Signal.FEEDBACK);
        Part disliked = part(score(demand, profile("水泥")), Signal.FEEDBACK);
        assertThat(liked.value()).isGreaterThan(0.9);
        assertThat(disliked.value()).isLessThan(0.1);
        assertThat(liked.sentence().chinese()).contains("合适");
    }

    private static Profile profile(String... words) {
        List<String> all = List.of(words);
        return new Profile(
                Library.EXPERTS,
                TermBag.of(all),
                TermBag.EMPTY,
                TermBag.EMPTY,
                SPACE.meaning(all),
                Set.of(),
                Set.of(),
                Set.of(),
                0.5,
                1);
    }

    private static Meaning meaning(String word) {
        return Topics.model().space().meaning(List.of(word));
    }

    private Score score(Profile demand, Profile supply) {
        return scorer.asking(demand(demand), CORPUS).explain(supply);
    }

    private static Demand demand(Profile profile) {
        return Demand.of(profile, Focus.NONE, CORPUS, CorpusStatistics.NONE, GRAPH::synonyms);
    }

    private static Part part(Score score, Signal signal) {
        return score.parts().get(signal.ordinal());
    }

    private static Profile profile(Map<String, Integer> words, Map<String, Integer> grams) {
        return Profiles.of(bag(words), bag(grams), TermBag.EMPTY);
    }

    private static Profile with(Profile profile, Set<SegmentId> segments, Set<RegionCode> regions) {
        return new Profile(
                profile.library(),
                profile.words(),
                profile.pairs(),
                profile.characters(),
                profile.meaning(),
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

    private static Arbitrary<String> words() {
        return Arbitraries.of("电池", "界面", "正极材料", "磷酸铁锂", "lfp", "阻抗", "水泥", "叶片", "lecosystem", "循环寿命");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return words().list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<Profile> profiles() {
        Arbitrary<String> words = words();
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
                        TermBag.of(some.stream()
                                .flatMap(word -> pairs(word).stream())
                                .toList()),
                        TermBag.of(some.stream()
                                .flatMap(word -> characters(word).stream())
                                .toList()),
                        SPACE.meaning(pairs),
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
                .ofSize(Signal.values().length)
                .map(raw -> {
                    raw[0] += 1e-3;
                    return MatchWeights.of(raw);
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
