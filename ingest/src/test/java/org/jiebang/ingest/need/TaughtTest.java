package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;

/** The needs are invented. */
class TaughtTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary()));

    private static NeedReader reader(List<Lesson> lessons) {
        return new NeedReader(ANALYZER, GRAPH, RegionTree.standard(), Taught.of(lessons, ANALYZER));
    }

    private static Lesson industry(String text, IndustryField field) {
        return new Lesson(NeedCells.INDUSTRY, text, "", 0.3, field.label());
    }

    private static List<Lesson> shadows(int count) {
        return Stream.of("皮影关节松动，提线回弹慢", "提线皮影的头面开裂，颜色脱落", "皮影戏台的灯光同步差", "皮影服饰褪色", "皮影的眼睛转动卡滞")
                .limit(count)
                .map(text -> industry(text, IndustryField.METAVERSE))
                .toList();
    }

    private static double confidence(NeedReader reader, String text, IndustryField field) {
        return reader.read(text).industries().stream()
                .filter(reading -> reading.value() == field)
                .mapToDouble(Reading::confidence)
                .findFirst()
                .orElse(0);
    }

    @Test
    void aWordOfDecisionsTellsTheNextText() {
        String next = "皮影的手指弯曲不灵活";
        assertThat(reader(List.of()).read(next).industries()).isEmpty();
        Reading<IndustryField> read = reader(shadows(3)).read(next).industries().getFirst();
        assertThat(read.value()).isEqualTo(IndustryField.METAVERSE);
        assertThat(read.learnt()).contains("皮影");
        assertThat(read.confidence()).isLessThan(Reading.SURE);
    }

    @Test
    void whatTheSetWordsSayIsNotCalledLearnt() {
        String text = "水泥窑协同处置，混凝土外加剂与水泥适应性差";
        IndustryField told =
                reader(List.of()).read(text).industries().getFirst().value();
        assertThat(reader(List.of(industry(text, told)))
                        .read(text)
                        .industries()
                        .getFirst()
                        .learnt())
                .isEmpty();
    }

    @Test
    void aFewDecisionsDoNotOverturnClearWords() {
        String clear = "皮影馆的水泥窑、混凝土外加剂和玻璃幕墙需要改造";
        IndustryField told =
                reader(List.of()).read(clear).industries().getFirst().value();
        assertThat(told).isNotEqualTo(IndustryField.METAVERSE);
        assertThat(reader(shadows(5)).read(clear).industries().getFirst().value())
                .isEqualTo(told);
    }

    @Property(tries = 20)
    void theOrderOfDecisionsIsNothing(@ForAll @IntRange(max = 1000) int seed) {
        List<Lesson> lessons = new ArrayList<>(shadows(5));
        lessons.add(industry("皮影戏的音响系统", IndustryField.ELECTRONICS));
        lessons.add(new Lesson(NeedCells.PLACE, "示例皮影剧院有限公司", "南京市", 0.25, "苏州市"));
        List<Lesson> shuffled = new ArrayList<>(lessons);
        Collections.shuffle(shuffled, new Random(seed));
        String next = "示例皮影剧院有限公司的皮影提线灯光";
        assertThat(reader(shuffled).row(next)).isEqualTo(reader(lessons).row(next));
    }

    @Property(tries = 40)
    void oneMoreDecisionForAnIndustryNeverWeakensIt(
            @ForAll @IntRange(max = 4) int told, @ForAll @IntRange(max = 3) int others) {
        String next = "皮影的提线回弹";
        List<Lesson> lessons = new ArrayList<>(shadows(told));
        IntStream.range(0, others).forEach(i -> lessons.add(industry("皮影音响" + i, IndustryField.ELECTRONICS)));
        double before = confidence(reader(lessons), next, IndustryField.METAVERSE);
        lessons.add(industry("皮影提线的一次", IndustryField.METAVERSE));
        assertThat(confidence(reader(lessons), next, IndustryField.METAVERSE)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void aUnitIsWhereItWasDecidedToBe() {
        String first = "示例皮影剧院有限公司的舞台需要改造，产品销往上海";
        assertThat(reader(List.of()).row(first).cells())
                .anySatisfy(cell -> assertThat(cell.value()).isEqualTo("上海市"));
        NeedReader taught = reader(List.of(new Lesson(NeedCells.PLACE, first, "上海市", 0.25, "苏州市常熟市")));
        ReadCell cell = taught.row("需求：灯光同步。示例皮影剧院有限公司，设备来自北京").cells().stream()
                .filter(one -> one.heading().equals(NeedCells.PLACE))
                .findFirst()
                .orElseThrow();
        assertThat(cell.value()).isEqualTo("苏州市常熟市");
        assertThat(cell.learnt()).containsExactly("示例皮影剧院有限公司");
        assertThat(cell.others()).extracting(ReadCell.Other::value).contains("北京市");
    }

    @Test
    void aLabelStandsAgainstDecisions() {
        Lesson lesson = new Lesson(NeedCells.PLACE, "示例皮影剧院有限公司", "", 0.2, "苏州市");
        Reading<String> place = reader(Collections.nCopies(20, lesson))
                .read("企业名称：示例皮影剧院有限公司\n所在地区：江苏省南通市")
                .place();
        assertThat(place).isNotNull().extracting(Reading::value).isEqualTo("江苏省南通市");
    }

    @Property
    void confidencesKeepTheirOrderAndALabelItsConfidence(
            @ForAll @DoubleRange(min = 0, max = 0.94) double less,
            @ForAll @DoubleRange(min = 0, max = 0.94) double more,
            @ForAll @IntRange(max = 30) int right,
            @ForAll @IntRange(max = 30) int wrong) {
        Calibration calibration = Calibration.of(decisions(right, wrong));
        assertThat(calibration.apply(Math.min(less, more)))
                .isLessThanOrEqualTo(calibration.apply(Math.max(less, more)));
        assertThat(calibration.apply(more)).isBetween(0.0, Reading.LABELLED);
        assertThat(calibration.apply(Reading.LABELLED)).isEqualTo(Reading.LABELLED);
    }

    private static List<Lesson> decisions(int right, int wrong) {
        return Stream.concat(
                        Collections.nCopies(right, new Lesson(NeedCells.DEADLINE, "一", "一年", 0.4, "一年")).stream(),
                        Collections.nCopies(wrong, new Lesson(NeedCells.DEADLINE, "一", "一年", 0.4, "")).stream())
                .toList();
    }

    @Test
    void confidencesFollowHowOftenPeopleFoundThemRight() {
        assertThat(Calibration.of(List.of()).apply(0.4)).isEqualTo(0.4);
        assertThat(Calibration.of(decisions(36, 4)).apply(0.4)).isBetween(0.75, 0.9);
        assertThat(Calibration.of(decisions(1, 19)).apply(0.4)).isBetween(0.05, 0.2);
        assertThat(Calibration.of(decisions(1, 0)).apply(0.4)).isBetween(0.4, 0.6);
    }

    @Test
    void whatWasNotReadSaysNothingOfConfidences() {
        String text = "企业名称：示例皮影剧院有限公司\n皮影开裂";
        List<Lesson> blank = Collections.nCopies(20, new Lesson(NeedCells.PLACE, text, "", 0.9, "苏州市"));
        assertThat(Taught.of(blank, ANALYZER).calibrated(NeedCells.PLACE, 0.4)).isEqualTo(0.4);
        assertThat(reader(blank).read(text).place())
                .as("but where the unit is")
                .isNotNull()
                .extracting(Reading::value)
                .isEqualTo("苏州市");
    }
}
