package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.SupportedArea;
import org.jiebang.industry.IndustryClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices and dates as people write them. */
class ChoicesTest {
    @ParameterizedTest
    @CsvSource({"培育壮大新兴产业, EMERGING", "新兴产业, EMERGING", "未来产业, FUTURE", "传统产业, TRADITIONAL", "改造提升传统产业类, TRADITIONAL"})
    void understandsTheClassOfAnIndustry(String text, IndustryClass expected) {
        assertThat(problem("所属分类", text).industryClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "征集, COLLECTED",
        "征集中, COLLECTED",
        "已揭榜, CLAIMED",
        "对接中, DOCKING",
        "已解决, SOLVED",
        "关闭, CLOSED",
        "'', COLLECTED"
    })
    void understandsWhereAProblemStands(String text, ProblemStatus expected) {
        assertThat(problem("状态", text).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"未揭榜", "不对接", "别的"})
    void neverTakesADenialForItsOpposite(String text) {
        assertThat(LibraryTable.of(Library.PROBLEMS)
                        .parse(2, Map.of("难题问题名称", "题", "状态", text))
                        .item())
                .isNull();
    }

    @Test
    void namesWithMarksAreReadWhole() {
        assertThat(problem("鼓励或支持的重点领域", "各省党代会、“十四五”规划、政府工作报告；国家产业发展规划").supportedAreas())
                .containsExactly(SupportedArea.NATIONAL_PLAN, SupportedArea.PROVINCIAL_REPORT);
        assertThat(problem("鼓励或支持的重点领域", "国家重大区域战略、国家产业发展规划").supportedAreas())
                .containsExactly(SupportedArea.NATIONAL_STRATEGY, SupportedArea.NATIONAL_PLAN);
        assertThat(problem("鼓励或支持的重点领域", "其他（地方产业发展指导意见等）").supportedAreas()).containsExactly(SupportedArea.OTHER);
    }

    @ParameterizedTest
    @EnumSource(SupportedArea.class)
    void everyAreaIsUnderstoodByItsName(SupportedArea area) {
        assertThat(problem("鼓励或支持的重点领域", area.label()).supportedAreas()).containsExactly(area);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31, 2026-05-31",
        "2026/5/31, 2026-05-31",
        "2026.5.31, 2026-05-31",
        "2026年5月31日, 2026-05-31",
        "2026-05-31 00:00, 2026-05-31",
        "2026年底, 2026年底",
        "两年内, 两年内",
        "2026-2-30, 2026-2-30"
    })
    void datesAreWrittenAlikeAndPeriodsStay(String text, String expected) {
        assertThat(problem("问题解决期限", text).deadline()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "否, NONE",
        "无, NONE",
        "中国科学院院士, SCIENCES",
        "中科院院士, SCIENCES",
        "中国工程院院士, ENGINEERING",
        "工程院院士, ENGINEERING"
    })
    void understandsAcademicians(String text, Academician expected) {
        assertThat(expert("院士", text).academician()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1975, 1975",
        "1975年3月, 1975",
        "1975-03-01, 1975",
        "1975.03, 1975",
        "197503, 1975",
        "１９７５, 1975",
        "'', 0"
    })
    void understandsYears(String text, int expected) {
        assertThat(expert("出生年份", text).birthYear()).isEqualTo(expected);
    }

    private static Problem problem(String column, String text) {
        return (Problem) Objects.requireNonNull(LibraryTable.of(Library.PROBLEMS)
                .parse(2, Map.of("难题问题名称", "题", column, text))
                .item());
    }

    private static Expert expert(String column, String text) {
        return (Expert) Objects.requireNonNull(LibraryTable.of(Library.EXPERTS)
                .parse(2, Map.of("姓名", "张伟", column, text))
                .item());
    }
}
