package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that people read about a row is Chinese, says what is wrong, and says the way out. */
class FindingTest {
    private static final String LONG = "长".repeat(20_001);

    static Stream<Finding> everyKind() {
        return Stream.of(
                        parse(
                                Library.EXPERTS,
                                Map.of(
                                        "工作单位", "甲", "出生年份", "不详", "院士", "也许", "青年人才托举", "也许", "所在地区", "火星", "产业领域",
                                        "炼丹", "产业链环节", "炼丹", "可承担任务数", "100", "在研任务数", "许多", "职务", LONG)),
                        parse(Library.EXPERTS, Map.of("姓名", "甲", "产业链环节", "动力电池")),
                        parse(Library.PROJECTS, Map.of("项目名称", "甲", "开始年份", "1945", "总投入（万元）", "面议")),
                        parse(Library.PROBLEMS, Map.of("提出单位", "甲", "统一社会信用代码", "123", "鼓励或支持的重点领域", "未知")),
                        parse(
                                Library.PROBLEMS,
                                Map.of("关键难点和挑战", "甲。乙。", "统一社会信用代码", "91110000802100433C", "重要性", "9")),
                        parse(Library.PROBLEMS, Map.of("难题问题名称", "甲", "统一社会信用代码", "9111000080210043OB", "状态", "未知")),
                        parse(
                                Library.TEAMS,
                                Map.of("服务团名称", "甲", "成员名册", "张伟/南大/1975/队长；/南大；李娜/东大/七五/团员", "服务地区", "火星")),
                        parse(Library.SOCIETIES, Map.of("学会名称", "甲", "会员数", "-5")),
                        parse(
                                Library.ENTERPRISES,
                                Map.of("企业名称", "甲", "联系人", "某".repeat(300), "联系电话", "不便透露", "电子邮箱", "无")))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void saysInChineseWhatIsWrongAndTheWayOut(Finding finding) {
        String sentence = finding.message().replaceAll("“[^”]*”|应为 [0-9A-Z]|I、O、S、V、Z", "");
        assertThat(sentence).doesNotContainPattern("[A-Za-z]").endsWith("。");
        assertThat(sentence).as("the way out").containsPattern("请|应为|只能");
        assertThat(finding.column()).isNotBlank();
    }

    @Test
    void everyKindOfATableIsProvoked() {
        Set<Finding.Code> seen = EnumSet.noneOf(Finding.Code.class);
        everyKind().map(Finding::code).forEach(seen::add);
        // UNREADABLE is what no rule of a table foresees, the others need the library.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen)))
                .containsExactlyInAnyOrder(
                        Finding.Code.UNREADABLE, Finding.Code.POSSIBLE_DUPLICATE, Finding.Code.SUPPRESSED);
    }

    @Test
    void longValuesAreShortened() {
        assertThat(new Finding(1, "名称", LONG, Finding.Code.TOO_LONG, "").value())
                .hasSize(201)
                .endsWith("…");
    }

    private static List<Finding> parse(Library library, Map<String, String> cells) {
        return LibraryTable.of(library).parse(2, cells).findings();
    }
}
