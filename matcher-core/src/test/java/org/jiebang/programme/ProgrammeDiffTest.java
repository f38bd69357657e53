package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgrammeDiffTest {
    private static final Programme JIANGSU_2023 = Programmes.standard("kechuang-jiangsu-2023");
    private static final Programme JIANGSU_2024 = Programmes.standard("kechuang-jiangsu-2024");

    private static String text() throws IOException {
        try (InputStream in = Programmes.class.getResourceAsStream("kczg-service-team-2024.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A form whose fields the call's own file writes down. */
    private static final String FIELDS =
            "栏目: [{部分: 封面, 名称: 手机}, {部分: 四, 名称: 工作方案, 字数: 300}, {部分: 八, 名称: 项目负责人及主要参加人员, 行数: 20, 列: [序号, 姓名, 工作单位及职务/职称, 联系方式, 在本项目中承担的主要工作]}]";

    private static Programme read(String text) throws IOException {
        ProgrammeReader.Outcome outcome =
                ProgrammeReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return outcome.programme().orElseThrow(() -> new AssertionError(outcome.remarks()));
    }

    @Test
    void nothingChangesFromAProgrammeToItself() {
        for (Programme programme : Programmes.standard()) {
            assertThat(ProgrammeDiff.between(programme, programme)).isEmpty();
        }
    }

    /** Next year's call as a copy of this year's in which one thing was changed. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "不少于: 20 | 不少于: 15 | RULE_CHANGED | CT-13 | 修改（全部类别）“服务团人数”：由“成员不少于20（一般）”改为“成员不少于15（一般）”",
                "不超过万元: 80 | 不超过万元: 60 | RULE_CHANGED | CT-02 | 修改（全部类别）“申请经费”：由“不超过80万元（必须）”改为“不超过60万元（必须）”",
                "限项: 5 | 限项: 3 | RULE_CHANGED | CT-07 | 修改（全部类别）“每个单位申报数”：由“同一单位最多5项（必须）”改为“同一单位最多3项（必须）”",
                "编号: CT-13 | 编号: NEW-1 | '' | '' | ''",
                "原文: 总人数一般不少于20人 | 原文: 总人数一般不得少于20人 | '' | '' | ''"
            })
    void oneChangeIsOneSentence(String from, String to, String kind, String id, String words) throws IOException {
        Programme before = read(text());
        String changed = text().replaceFirst("(?<!\\d)" + java.util.regex.Pattern.quote(from) + "(?!\\d)", to);
        assertThat(changed).isNotEqualTo(text());
        List<ProgrammeDiff.Change> changes = ProgrammeDiff.between(before, read(changed));
        if (kind.isEmpty()) {
            assertThat(changes).isEmpty();
        } else {
            assertThat(changes).hasSize(1);
            ProgrammeDiff.Change change = changes.getFirst();
            assertThat(change.kind()).hasToString(kind);
            assertThat(change.id()).isEqualTo(id);
            assertThat(change.words().chinese()).isEqualTo(words);
            assertThat(change.words().english()).startsWith("Changed (all categories)");
        }
    }

    /** Between versions of one file nothing changes unseen. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "发文单位: 中国科协科学技术创新部 | 发文单位: 中国科协 | HEAD_CHANGED | 发文单位 | “发文单位”由“中国科协科学技术创新部”改为“中国科协”",
                "发文日期: 2024-05-07 | 发文日期: 2024-05-08 | HEAD_CHANGED | 发文日期 | “发文日期”由“2024-05-07”改为“2024-05-08”",
                "原文: 总人数一般不少于20人 | 原文: 总人数一般不得少于20人 | RULE_REWORDED | CT-13 | “服务团人数”的文字由“总人数一般不少于20人”改为“总人数一般不得少于20人”",
                "不少于: 20 | 不少于: 15 | RULE_CHANGED | CT-13 | 修改（全部类别）“服务团人数”：由“成员不少于20（一般）”改为“成员不少于15（一般）”"
            })
    void versionsOfOneFileDifferInNothingUnsaid(String from, String to, String kind, String id, String words)
            throws IOException {
        Programme before = read(text());
        String changed = text().replaceFirst("(?<!\\d)" + java.util.regex.Pattern.quote(from) + "(?!\\d)", to);
        List<ProgrammeDiff.Change> changes = ProgrammeDiff.versions(before, read(changed));
        assertThat(changes).hasSize(1);
        ProgrammeDiff.Change change = changes.getFirst();
        assertThat(change.kind()).hasToString(kind);
        assertThat(change.id()).isEqualTo(id);
        assertThat(change.words().chinese()).isEqualTo(words);
        assertThat(change.words().english()).isNotBlank().doesNotContain("{", "null");
    }

    @Test
    void whatNoSentenceNamesIsStillSaid() throws IOException {
        Programme before = read(text());
        for (Programme programme : Programmes.standard()) {
            assertThat(ProgrammeDiff.versions(programme, programme)).isEmpty();
        }
        // The section of a stage is asked of nobody.
        String text = text().replaceFirst("(?s)(阶段:.*?出处: )", "$1附件9 ");
        assertThat(read(text)).isNotEqualTo(before);
        assertThat(ProgrammeDiff.versions(before, read(text)))
                .extracting(ProgrammeDiff.Change::kind)
                .containsExactly(ProgrammeDiff.Kind.OTHER_CHANGED);
    }

    @Test
    void theTextOfEveryFileThatShipsIsFoundUnderItsId() throws IOException {
        for (Programme programme : Programmes.standard()) {
            assertThat(read(Programmes.text(programme.id()).orElseThrow())).isEqualTo(programme);
        }
        assertThat(Programmes.text("../programme/kczg-service-team-2024")).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "工作方案, 字数: 300 | 工作方案, 字数: 500 | FIELD_CHANGED | 栏目“‘科创中国’科技服务团项目申报书 / 工作方案”由“必填，不超过300字，在‘四’部分”改为“必填，不超过500字，在‘四’部分”",
                "行数: 20, | 行数: 25, | FIELD_CHANGED | 栏目“‘科创中国’科技服务团项目申报书 / 项目负责人及主要参加人员”由“必填，不超过20行，在‘八’部分，列：序号、姓名、工作单位及职务/职称、联系方式、在本项目中承担的主要工作”改为“必填，不超过25行，在‘八’部分，列：序号、姓名、工作单位及职务/职称、联系方式、在本项目中承担的主要工作”",
                "名称: 手机} | 名称: 移动电话} | FIELD_ADDED | 新增栏目“‘科创中国’科技服务团项目申报书 / 移动电话”：必填，在“封面”部分",
                "英文名: closing, 至: 2025-03-31 | 英文名: closing, 至: 2025-04-30 | STAGE_CHANGED | 阶段“结项”由至2025-03-31改为至2025-04-30"
            })
    void stagesAndFieldsAreComparedAsWell(String from, String to, String kind, String words) throws IOException {
        String text = text().replace("正式表格: service-team-2024", FIELDS);
        assertThat(text).contains(from);
        List<ProgrammeDiff.Change> changes = ProgrammeDiff.between(read(text), read(text.replace(from, to)));
        assertThat(changes.getFirst().kind()).hasToString(kind);
        assertThat(changes.getFirst().words().chinese()).isEqualTo(words);
        assertThat(changes).hasSize(kind.equals("FIELD_ADDED") ? 2 : 1);
    }

    @Test
    void theCallOf2024ComparedWithThatOf2023() {
        List<ProgrammeDiff.Change> changes = ProgrammeDiff.between(JIANGSU_2023, JIANGSU_2024);
        assertThat(changes)
                .extracting(change -> change.words().chinese())
                .contains(
                        "新增类别“学会联合体”",
                        "取消类别“省级学会科技服务站”",
                        "取消类别“‘科创中国’试点城市”",
                        "类别“平台运行成果”改为“产业院士协同创新中心”",
                        "类别“专业科技服务团”改为“院士专家服务产业江苏行”",
                        "修改（院士专家服务产业江苏行）“服务团人数”：由“成员不少于10（必须）”改为“成员不少于8（必须）”",
                        "修改（全部类别）“纸质版寄送”：由“纸质版截止2023-02-25，以收到时间为准（必须）”改为“纸质版截止2024-04-03 18:00，以发出时间为准（必须）”")
                .anyMatch(words -> words.startsWith("新增（产业院士协同创新中心、企业院士专家创新中心、学会产业研究院）“三类平台不可兼报”"))
                .anyMatch(words -> words.startsWith("取消（省级学会科技服务站）“被服务单位不得重复”"))
                .anyMatch(words -> words.endsWith("“项目活动类申报数”：由“同一单位最多1项（必须）”改为“同一单位最多2项（必须）”"))
                .noneMatch(words -> words.contains("两年内受到行政处罚"));
        assertThat(changes)
                .filteredOn(change -> change.kind() == ProgrammeDiff.Kind.RULE_CHANGED)
                .extracting(ProgrammeDiff.Change::id)
                .contains("TEAM-08", "W-04")
                .doesNotContain("R-01", "R-03");
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.words().chinese()).isNotBlank().doesNotContain("{", "null");
            assertThat(change.words().english()).isNotBlank().doesNotContain("{", "null");
        });
    }

    /** Every rule of either year is paired with one of the other, new or gone. */
    @Test
    void noRuleIsLost() {
        List<ProgrammeDiff.Change> there = ProgrammeDiff.between(JIANGSU_2023, JIANGSU_2024);
        long added = there.stream()
                .filter(change -> change.kind() == ProgrammeDiff.Kind.RULE_ADDED)
                .count();
        long paired = JIANGSU_2024.rules().size() - added;
        long removed = there.stream()
                .filter(change -> change.kind() == ProgrammeDiff.Kind.RULE_REMOVED)
                .count();
        assertThat(JIANGSU_2023.rules().size() - removed).isEqualTo(paired);
    }
}
