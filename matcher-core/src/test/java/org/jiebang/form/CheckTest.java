package org.jiebang.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.jiebang.form.Filled.row;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckTest {
    private static Violation only(Filled filled) {
        assertThat(filled.check()).hasSize(1);
        return filled.check().getFirst();
    }

    @Test
    void aFilledFormHasNothingToMend() {
        assertThat(new Filled().check()).isEmpty();
    }

    static List<Field> requiredFields() {
        return Forms.named("service-team-2024").fields().stream()
                .filter(field -> field.required() && field.kind() != FieldKind.SIGNATURE)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requiredFields")
    void aRequiredFieldThatIsBlankIsMissing(Field field) {
        Filled filled = new Filled();
        filled.values.remove(field.id());
        assertThat(filled.check()).contains(new Violation(field.id(), 0, "", true, new Finding.Missing(field.id())));
    }

    static List<Field> limitedTexts() {
        return Forms.named("service-team-2024").fields().stream()
                .filter(field -> field.kind() == FieldKind.LONG_TEXT && field.limit() != null)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limitedTexts")
    void aTextOfOneWordMoreThanTheLimitIsTooLong(Field field) {
        int limit = field.limit().intValueExact();
        assertThat(new Filled().put(field.id(), "字".repeat(limit)).check()).isEmpty();
        Violation violation = only(new Filled().put(field.id(), "字".repeat(limit + 1)));
        assertThat(violation).isEqualTo(new Violation(field.id(), 0, "", true, new Finding.TooLong(limit + 1, limit)));
        assertThat(violation.finding().message().chinese()).isEqualTo("有 " + (limit + 1) + " 字，限 " + limit + " 字。");
        assertThat(violation.finding().remedy().english()).startsWith("Remove at least 1 words");
    }

    /** What stands in the text, and its 字数. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "提升3.5%的A-1型|6",
                "“科创中国”，科技服务团。|13",
                "two words|2",
                "  空 格 不 算  |4",
                "2024年5月24日|6",
                "——|2",
                "……|2",
                "㎡①|2",
                "e-mail: a@b.cn|2"
            })
    void wordsAreCountedAsTheWordProcessorDoes(String text, int words) {
        assertThat(WordCount.of(text)).isEqualTo(words);
    }

    @Test
    void aTableOfMoreRowsThanTheLimitIsRefused() {
        Map<String, String> person = row("姓名", "甲", "工作单位及职务/职称", "乙", "联系方式", "1", "在本项目中承担的主要工作", "丙");
        Map<?, ?>[] twenty = Collections.nCopies(20, person).toArray(Map[]::new);
        Map<?, ?>[] more = Collections.nCopies(21, person).toArray(Map[]::new);
        assertThat(new Filled().put("项目负责人及主要参加人员", twenty).check()).isEmpty();
        assertThat(only(new Filled().put("项目负责人及主要参加人员", more)).finding()).isEqualTo(new Finding.TooManyRows(21, 20));
    }

    @Test
    void aCellOfATableIsToldByRowAndColumn() {
        Filled filled = new Filled().put("项目负责人及主要参加人员", row("姓名", "甲", "工作单位及职务/职称", "乙", "联系方式", "1"));
        Violation violation = only(filled);
        assertThat(violation.row()).isEqualTo(1);
        assertThat(violation.column()).isEqualTo("在本项目中承担的主要工作");
    }

    /** The field, a value that cannot stand there, and the code of what is told. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "申请中国科协项目经费, 80.01, TOO_MUCH",
        "申请中国科协项目经费, 八十, MALFORMED",
        "申请中国科协项目经费, -1, MALFORMED",
        "统一社会信用代码, 5132000050000000, MALFORMED",
        "申报日期, 2024-02-30, MALFORMED",
        "项目起止时间, 2025-03-31/2024-06-01, MALFORMED",
        "手机, 一三八, MALFORMED",
        "电子邮箱, name@example, MALFORMED",
        "首席专家, 甲, SAME",
        "附注, 多写的, UNKNOWN_FIELD",
        "经费支出预算表, 多写的, UNKNOWN_FIELD"
    })
    void aValueThatCannotStandThereIsTold(String field, String value, String code) {
        assertThat(new Filled().put(field, value).check())
                .filteredOn(violation -> violation.field().equals(field))
                .extracting(violation -> violation.finding().code())
                .contains(code);
    }

    @Test
    void theHeadsOfTheBudgetMustEqualTheTotal() {
        Violation violation = only(new Filled()
                .put("自有经费", "10")
                .put("地方配套经费", "4.5")
                .put("经费支出预算表", row("支出内容", "差旅", "申请中国科协经费", "80", "其他来源经费", "14.5", "测算依据", "人次")));
        assertThat(violation.finding())
                .isEqualTo(new Finding.Unequal(
                        "“经费总预算”", new BigDecimal("100"), "“申请中国科协项目经费”、“自有经费”、“地方配套经费”", new BigDecimal("94.5")));
        assertThat(violation.finding().message().chinese()).endsWith("相差 5.5 万元。");
    }

    @Test
    void theColumnsOfTheBudgetMustEqualTheHeads() {
        assertThat(new Filled()
                        .put("经费支出预算表", row("支出内容", "差旅", "申请中国科协经费", "70", "其他来源经费", "30", "测算依据", "人次"))
                        .check())
                .extracting(Violation::field, Violation::hard)
                .containsExactly(tuple("申请中国科协项目经费", true), tuple("自有经费", true));
    }

    @Test
    void budgetsOfStagesThatDifferFromTheTotalAreOnlyPointedOut() {
        Violation violation = only(new Filled()
                .put("实施步骤和进度计划", row("实施阶段", "一", "经费预算（万元）", "99", "目标内容", "调研", "时间进度", "2024-06-01/2025-03-31")));
        assertThat(violation.hard()).isFalse();
        assertThat(violation.finding().code()).isEqualTo("UNEQUAL");
    }

    @Test
    void aStageOutsideTheProjectIsTold() {
        Violation violation = only(new Filled()
                .put("实施步骤和进度计划", row("实施阶段", "一", "经费预算（万元）", "100", "目标内容", "调研", "时间进度", "2024-06-01/2025-04-01")));
        assertThat(violation.finding())
                .isEqualTo(new Finding.Outside("2024-06-01/2025-04-01", "2024-06-01/2025-03-31"));
    }

    @Test
    void aProblemChoosesAmongTheOptions() {
        Form form = Forms.named("problem-2024");
        Map<String, String> cells = new HashMap<>();
        form.fields()
                .forEach(field -> cells.put(
                        field.id(),
                        switch (field.kind()) {
                            case CHOICE -> field.options().getFirst().value();
                            case CHOICES ->
                                field.options().getFirst().value() + "；"
                                        + field.options().getLast().value();
                            default ->
                                field.kind().example().isEmpty()
                                        ? "甲"
                                        : field.kind().example();
                        }));
        cells.put("状态", "征集");
        assertThat(form.check(form.values(cells))).isEmpty();
        cells.put("产业领域", "新能源;炼丹");
        cells.put("所属分类", "新能源");
        cells.put("重要性", "6");
        assertThat(form.check(form.values(cells)))
                .extracting(Violation::field, violation -> violation.finding().code())
                .containsExactly(tuple("所属分类", "NOT_ALLOWED"), tuple("产业领域", "NOT_ALLOWED"), tuple("重要性", "MALFORMED"));
    }

    @Test
    void valuesThatAreNeitherTextNorRowsAreRefusedByName() {
        assertThatThrownBy(() -> FormValues.of(Map.of("经费总预算", 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("经费总预算");
    }

    @Test
    void equalValuesHaveOneCanonicalTextAndOthersAnother() {
        FormValues values = FormValues.of(Map.of("甲", "1", "乙", " ", "表", List.of(row("列", "2"), row("列", ""))));
        assertThat(FormValues.of(Map.of("表", List.of(row("列", "2")), "甲", "1 ")).canonical())
                .isEqualTo(values.canonical());
        assertThat(FormValues.of(Map.of("甲", "1")).canonical()).isNotEqualTo(values.canonical());
        // Parts are led by their lengths, so that no text can pretend to be two.
        assertThat(FormValues.of(Map.of("甲", "1\nt1:乙1:2")).canonical())
                .isNotEqualTo(FormValues.of(Map.of("甲", "1", "乙", "2")).canonical());
        assertThat(FormValues.of(values.json())).isEqualTo(values);
    }
}
