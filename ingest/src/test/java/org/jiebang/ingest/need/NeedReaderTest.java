package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The needs are invented. */
class NeedReaderTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final NeedReader READER =
            new NeedReader(new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary())), GRAPH, RegionTree.standard());

    private static final String LABELLED = """
            1.需求名称：高镍三元正极材料循环稳定性提升
            2.需求单位：湖北澄澜新能源科技有限公司
            3.所在地区：湖北省襄阳市樊城区
            4.所属产业领域：新材料
            需求描述：现有高镍三元正极材料在高电压下循环衰减快，电解液与正极界面副反应严重。
            拟投入资金：300-500万元
            解决期限：2026年12月
            联系人：测试甲  联系电话：13800138000  邮箱：test.person@example.com
            """;

    private static final String PROSE =
            "我公司四川禾谷农业机械有限公司生产的联合收割机在丘陵地区作业时籽粒损失率偏高，希望在2025年底前解决低损收获技术，" + "计划投入一百二十万元研发经费，愿与高校合作。联系人测试乙，0816-2345678。";

    private static <T> @Nullable T value(@Nullable Reading<T> reading) {
        return reading == null ? null : reading.value();
    }

    @Test
    void readsFieldsBehindTheirLabels() {
        Need need = READER.read(LABELLED);
        assertThat(value(need.title())).isEqualTo("高镍三元正极材料循环稳定性提升");
        assertThat(value(need.proposer())).isEqualTo("湖北澄澜新能源科技有限公司");
        assertThat(value(need.place())).isEqualTo("湖北省襄阳市樊城区");
        assertThat(need.region()).isNotNull();
        assertThat(need.investment())
                .satisfies(money -> assertThat(money.value().tenThousandYuan()).isEqualByComparingTo("500"));
        assertThat(value(need.deadline())).isEqualTo("2026年12月");
        assertThat(need.industries()).extracting(Reading::value).containsExactly(IndustryField.NEW_MATERIALS);
        assertThat(need.elements()).isNotEmpty();
        assertThat(value(need.description())).startsWith("现有高镍").endsWith("副反应严重。");
        assertThat(List.of(
                        need.title().confidence(),
                        need.proposer().confidence(),
                        need.place().confidence()))
                .containsOnly(Reading.LABELLED);
    }

    @Test
    void readsFieldsFromProse() {
        Need need = READER.read(PROSE);
        assertThat(value(need.proposer())).isEqualTo("四川禾谷农业机械有限公司");
        assertThat(value(need.place())).startsWith("四川");
        assertThat(need.investment())
                .satisfies(money -> assertThat(money.value().tenThousandYuan()).isEqualByComparingTo("120"));
        assertThat(value(need.deadline())).isEqualTo("2025年底");
        assertThat(need.proposer().confidence()).isLessThan(Reading.LABELLED);
    }

    @Test
    void everyValueStandsWhereItSays() {
        for (String text : List.of(LABELLED, PROSE)) {
            Need need = READER.read(text);
            for (Reading<String> reading : List.of(need.proposer(), need.deadline())) {
                assertThat(text.substring(reading.start(), reading.end())).isEqualTo(reading.value());
            }
            need.elements()
                    .forEach(element -> assertThat(text.substring(element.start(), element.end()))
                            .isEqualTo(element.text()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "襄阳澄澜新能源有限公司电池衰减快, 湖北省襄阳市, 襄阳",
        "我司位于恩施州，做茶叶加工, 湖北省恩施土家族苗族自治州, 恩施州",
        "深圳市南山区测试机器人公司, 广东省深圳市南山区, 深圳市南山区",
        "湖北襄阳樊城区某厂, 湖北省襄阳市樊城区, 湖北襄阳樊城区",
        "格尔木测试储能站换热效率低, 青海省海西蒙古族藏族自治州格尔木市, 格尔木",
        "电缆白银触头磨损, ,",
        "开封后易受潮, ,"
    })
    void tellsThePlaceFromNamesInFullAndShort(String text, @Nullable String place, @Nullable String words) {
        Reading<String> read = READER.read(text).place();
        assertThat(value(read)).isEqualTo(place);
        if (read != null) {
            assertThat(text.substring(read.start(), read.end())).isEqualTo(words);
        }
    }

    @Test
    void contactDataIsMaskedAndInNoField() {
        for (String text : List.of(LABELLED, PROSE)) {
            Need need = READER.read(text);
            assertThat(need.masked())
                    .hasSameSizeAs(text)
                    .doesNotContain("13800138000", "test.person", "2345678", "测试甲", "测试乙");
            assertThat(need.contacts()).isNotEmpty();
        }
        assertThat(READER.read(LABELLED).contacts())
                .extracting(Reading::value)
                .containsExactly(Need.ContactPart.PERSON, Need.ContactPart.PHONE, Need.ContactPart.EMAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"拟投入资金2000万元用于攻关#2000", "项目预算1.5亿元#15000", "愿出资五十万元悬赏#50", "研发经费投入200~300万元#300", "榜单金额：80万#80"})
    void readsMoneyInAnyWriting(String text, String amount) {
        assertThat(READER.read(text).investment())
                .satisfies(money -> assertThat(money.value().tenThousandYuan()).isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @CsvSource({"计划18个月内完成, 18个月", "希望2027年6月前突破, 2027年6月", "要求一年内解决, 一年"})
    void readsDeadlines(String text, String deadline) {
        assertThat(value(READER.read(text).deadline())).isEqualTo(deadline);
    }

    @Test
    void aRowOfATableIsReadByItsLabels() {
        Need need = READER.read("企业名称\t贵州测试装备有限公司\n技术需求名称\t薄壁件铣削振动抑制\n所属行业\t高端装备");
        assertThat(value(need.title())).isEqualTo("薄壁件铣削振动抑制");
        assertThat(value(need.proposer())).isEqualTo("贵州测试装备有限公司");
        assertThat(need.industries()).extracting(Reading::value).containsExactly(IndustryField.ADVANCED_EQUIPMENT);
    }

    @Test
    void anIndustryThatIsNotNamedIsToldByItsWords() {
        Need need = READER.read("磷酸铁锂正极材料压实密度低，需要改进前驱体共沉淀和烧结工艺，提高电池能量密度。");
        assertThat(need.segments()).isNotEmpty();
        assertThat(need.industries())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.confidence()).isBetween(0.1, Reading.LABELLED));
    }

    @Test
    void aTextThatSaysNothingGivesNothing() {
        Need need = READER.read("   ");
        assertThat(need.title()).isNull();
        assertThat(need.proposer()).isNull();
        assertThat(need.investment()).isNull();
        assertThat(need.contacts()).isEmpty();
    }

    @Property(tries = 60)
    void noMobileNumberIsLeft(
            @ForAll @IntRange(min = 3, max = 9) int second, @ForAll @IntRange(min = 0, max = 999_999_999) int rest) {
        String number = "1" + second + String.format(java.util.Locale.ROOT, "%09d", rest);
        assertThat(READER.read("需求：提升涂层附着力，电话" + number + "，微信同号").masked()).doesNotContain(number);
    }
}
