package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jiebang.catalog.TeamRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Everything that can be wrong with a file is told, with its line; what is right is not. */
class ProgrammeReaderTest {
    /** A small file with each kind of thing in it. */
    private static final String GOOD = """
            编号: call-2024
            系列: 测试
            年度: 2024
            名称: 测试项目
            英文名: test call
            文号: 测〔2024〕1号
            发文单位: 测试科协
            发文日期: 2024-03-03
            立项总数: 15
            类别:
              - {编号: A, 名称: 甲类, 英文名: a}
              - {编号: B, 名称: 乙类, 英文名: b}
            规则:
              - {编号: N-1, 名称: 名额, 英文名: n, 约束: 必须, 适用: [A], 名额: {合计: 10, 按: 等次, 分配: {一等: 4, 二等: 6}}, 原文: 一等4个、二等6个, 出处: 一}
              - {编号: N-2, 名称: 名额, 英文名: n, 约束: 必须, 适用: [B], 名额: {合计: 5}, 原文: 共5个, 出处: 一}
              - {编号: E-1, 名称: 单位, 英文名: n, 约束: 必须, 申报单位: [省级学会, 设区市科协], 原文: 学会申报, 出处: 一}
              - {编号: T-1, 又见: [X-1], 名称: 人数, 英文名: n, 约束: 一般, 适用: [A], 组成: {数: 成员, 不少于: 7, 不超过: 9}, 原文: 一般7至9人, 出处: 二}
              - {编号: T-2, 名称: 青年, 英文名: n, 约束: 一般, 适用: [A], 组成: {数: 青年科技人才, 不少于: 3, 年龄: 45}, 原文: 45岁及以下一般不少于3人, 出处: 二}
              - {编号: T-3, 名称: 分任, 英文名: n, 约束: 必须, 适用: [A], 分任: [团长, 首席专家], 原文: 不得为同一人, 出处: 二}
              - {编号: W-1, 名称: 受理, 英文名: n, 约束: 必须, 受理: {方式: 在线填报, 自: 2024-03-10, 至: 2024-04-09, 时: 17:00, 以: 收到}, 原文: 3月10日至4月9日17点, 出处: 三}
              - {编号: M-1, 名称: 金额, 英文名: n, 约束: 必须, 适用: [A], 金额: {不超过万元: 30}, 原文: 不超过30万元, 出处: 三}
              - {编号: P-1, 名称: 拨付, 英文名: n, 约束: 必须, 拨付: {期: [{比例: 40, 通过: [立项]}, {比例: 60, 通过: [结题], 次年: 是}]}, 原文: 分期拨付, 出处: 三}
              - {编号: Q-1, 名称: 兼报, 英文名: n, 约束: 必须, 适用: [A, B], 不可兼报: 是, 原文: 不可兼报, 出处: 三}
              - {编号: Q-2, 名称: 限项, 英文名: n, 约束: 必须, 适用: [A], 限项: 2, 原文: 最多2项, 出处: 三}
              - {编号: O-1, 名称: 不重复, 英文名: n, 约束: 必须, 不重复: {内容: [成员], 对照: 本单位其他申报, 提示: 0.6, 阻止: 0.9}, 原文: 不得重复, 出处: 三}
              - {编号: F-1, 名称: 格式, 英文名: n, 约束: 必须, 格式: {字段: 项目编号, 样式: T-#, 例: T-1}, 原文: T-1, 出处: 四}
              - {编号: F-2, 名称: 填报, 英文名: n, 约束: 必须, 填报: FORM, 原文: 不得缺项, 出处: 四}
              - {编号: D-1, 名称: 报告, 英文名: n, 约束: 必须, 交付: {名称: 报告, 数量: 2, 字数不少于: 1000, 字数不超过: 2000}, 原文: 报告2份（1000至2000字）, 出处: 四}
              - {编号: I-1, 名称: 指标, 英文名: n, 约束: 必须, 指标: {名称: 难题, 单位: 个, 不少于: 3}, 原文: 至少3个, 出处: 四}
              - {编号: H-1, 名称: 资格, 英文名: n, 约束: 必须, 适用: [A], 资格: {具备: 平台}, 原文: 须有平台, 出处: 四}
              - {编号: C-1, 名称: 联合, 英文名: n, 约束: 必须, 适用: [B], 联合: [[企业]], 原文: 须联合企业, 出处: 四}
              - {编号: Z-1, 名称: 完成, 英文名: n, 约束: 必须, 完成: {不晚于: 2024-11-30}, 原文: 11月底前, 出处: 四}
            阶段:
              - {编号: S-1, 名称: 立项, 英文名: n, 自: 2024-05-01, 至: 2024-05-31, 原文: 立项, 出处: 五}
              - {编号: S-2, 名称: 结题, 英文名: n, 原文: 结题, 出处: 五}
            表单:
              - {编号: FORM, 名称: 申报书, 英文名: n, 栏目: [{名称: 项目编号}, {名称: 简介, 字数: 200}]}
            """;

    private static ProgrammeReader.Outcome read(String text) throws IOException {
        return ProgrammeReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAGoodFileWithoutRemark() throws IOException {
        ProgrammeReader.Outcome outcome = read(GOOD);
        assertThat(outcome.remarks()).isEmpty();
        Programme programme = outcome.programme().orElseThrow();
        assertThat(programme.rules()).hasSize(19);
        assertThat(programme.rules("B", Phase.PAYMENT)).extracting(Rule::id).containsExactly("P-1");
        assertThat(programme.rule("T-1").orElseThrow().citation()).isEqualTo(new Citation("测〔2024〕1号", "二", "一般7至9人"));
        assertThat(outcome.lines()).containsEntry("N-1", 14).containsEntry("FORM", 37);
    }

    /** What is changed, what it is changed to, and the remark that must follow, on the line of the change. */
    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // reading
                "限项: 2                    | 限项: 2, 限期: 3                  | unknown-field      | ERROR",
                "不超过: 9}                 | 不超过: 9, 人: 3}                 | unknown-field      | ERROR",
                "系列: 测试                  | 系列: 测试\\n序列: 测试             | unknown-field      | ERROR",
                "发文单位: 测试科协             | 发文单位: 测试科协\\n发文单位: 重复    | field-twice        | ERROR",
                "原文: 最多2项,               | ''                            | field-missing      | ERROR",
                "出处: 二}                   | 出处: ''}                       | field-missing      | ERROR",
                "限项: 2                    | 限项: 两                        | not-number         | ERROR",
                "限项: 2                    | 限项: -2                       | not-number         | ERROR",
                "次年: 是                    | 次年: yes                      | not-yes-or-no      | ERROR",
                "不可兼报: 是                  | 不可兼报: 否                      | not-yes            | ERROR",
                "2024-11-30                | 2024-11-31                    | not-date           | ERROR",
                "17:00                     | 25:00                         | not-time           | ERROR",
                "省级学会,                    | 省级协会,                         | unknown-value      | ERROR",
                "数: 成员                    | 数: 人员                        | unknown-value      | ERROR",
                "限项: 2,                   | ''                            | no-kind            | ERROR",
                "限项: 2                    | 限项: 2, 填报: FORM              | two-kinds          | ERROR",
                "[团长, 首席专家]              | [团长]                          | not-two-roles      | ERROR",
                "{不超过万元: 30}              | 30                            | not-fields         | ERROR",
                "限项: 2                    | 限项: {二: 2}                   | not-text           | ERROR",
                "编号: Q-2                   | 编号: Q-1                       | id-twice           | ERROR",
                "又见: [X-1]                 | 又见: [T-2]                     | also-twice         | ERROR",
                // meaning
                "编号: call-2024             | 编号: Call 2024                 | programme-id       | ERROR",
                "立项总数: 15                  | 立项总数: 16                      | places-sum         | ERROR",
                "分配: {一等: 4, 二等: 6}        | 分配: {一等: 4, 二等: 5}            | split-sum          | ERROR",
                "适用: [A], 限项              | 适用: [C], 限项                   | unknown-category   | ERROR",
                "适用: [A], 限项              | 适用: [A, A], 限项                | category-twice     | ERROR",
                "不少于: 7, 不超过: 9            | 不少于: 9, 不超过: 7                | range-empty        | ERROR",
                "字数不少于: 1000              | 字数不少于: 3000                  | range-empty        | ERROR",
                "不少于: 7, 不超过: 9}           | 不少于: 0}                        | nothing-asked      | ERROR",
                "联合: [[企业]]                | 联合: []                        | nothing-asked      | ERROR",
                "不少于: 3, 年龄: 45           | 不少于: 3                         | age-only-for-young | ERROR",
                "限项: 2                    | 限项: 0                         | nobody-may-apply   | ERROR",
                "申报单位: [省级学会, 设区市科协]     | 申报单位: []                      | nobody-may-apply   | ERROR",
                "[A, B], 不可兼报             | [A], 不可兼报                     | exclusion-of-one   | ERROR",
                "提示: 0.6                   | 提示: 0.95                      | likeness           | ERROR",
                "自: 2024-03-10              | 自: 2024-04-10                  | window-empty       | ERROR",
                "自: 2024-05-01              | 自: 2024-06-01                  | window-empty       | ERROR",
                "至: 2024-04-09              | 至: 2024-03-01                  | closed-before-issued | ERROR",
                "2024-11-30                | 2024-02-28                    | closed-before-issued | ERROR",
                "2024-11-30                | 2024-04-01                    | finished-before-closed | ERROR",
                "比例: 60                    | 比例: 50                        | payout-sum         | ERROR",
                "通过: [结题]                  | 通过: [结项]                      | unknown-stage      | ERROR",
                "例: T-1                     | 例: T-a                         | example-does-not-match | ERROR",
                "样式: T-#                   | 样式: T-##-…                   | example-does-not-match | ERROR",
                "样式: T-#                   | 样式: T-#…#…                    | template-too-free  | ERROR",
                "填报: FORM                  | 填报: FORN                      | unknown-form       | ERROR",
                "[团长, 首席专家]              | [团长, 团长]                      | same-role          | ERROR",
                "不少于: 3, 年龄: 45           | 不少于: 10, 年龄: 45              | part-exceeds-whole | ERROR",
                "不超过万元: 30}               | 不超过万元: 40}                    | number-not-quoted  | WARNING",
                "限项: 2                    | 限项: 3                         | number-not-quoted  | WARNING",
                "约束: 一般, 适用: [A], 组成: {数: 成员 | 约束: 必须, 适用: [A], 组成: {数: 成员 | strength-words     | WARNING",
                "约束: 必须, 适用: [A], 限项      | 约束: 一般, 适用: [A], 限项           | strength-words     | WARNING",
                "2024-04-09, 时: 17:00       | 2024-04-06, 时: 17:00           | closes-on-day-off  | NOTE"
            })
    void tellsWhatIsWrongAndWhere(String from, String to, String code, Remark.Severity severity) throws IOException {
        String wrong = to.replace("\\n", "\n");
        assertThat(GOOD).contains(from);
        int at = GOOD.indexOf(from);
        String text = GOOD.substring(0, at) + wrong + GOOD.substring(at + from.length());
        int line = (int) GOOD.substring(0, at).lines().count()
                + (at == 0 || GOOD.charAt(at - 1) == '\n' ? 1 : 0)
                + (wrong.contains("\n") ? 1 : 0);
        ProgrammeReader.Outcome outcome = read(text);
        assertThat(outcome.remarks()).anySatisfy(remark -> {
            assertThat(remark.code()).isEqualTo(code);
            assertThat(remark.severity()).isEqualTo(severity);
            assertThat(remark.line()).isIn(line, line(text, code));
            assertThat(remark.message().chinese()).isNotBlank().doesNotContain("{0}", "{1}", "null");
            assertThat(remark.message().english()).isNotBlank().doesNotContain("{0}", "{1}", "null");
        });
        assertThat(outcome.programme().isPresent()).isEqualTo(severity != Remark.Severity.ERROR);
    }

    /** Sums and ids concern the file as a whole and are told on its first line; a contradiction stands at the second rule. */
    private static int line(String text, String code) {
        return switch (code) {
            case "places-sum", "programme-id" -> 1;
            default -> -1;
        };
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "- {编号: K, 名称: 人数, 英文名: n, 约束: 必须, 适用: [A], 组成: {数: 成员, 不少于: 10}, 原文: 10人, 出处: 二}        | contradiction",
                "- {编号: K, 名称: 受理, 英文名: n, 约束: 必须, 受理: {方式: 在线填报, 至: 2024-04-10, 以: 收到}, 原文: 4月10日, 出处: 二} | contradiction",
                "- {编号: K, 名称: 资格, 英文名: n, 约束: 必须, 适用: [A], 资格: {不得具备: 平台}, 原文: 不得有平台, 出处: 二}           | contradiction",
                "- {编号: K, 名称: 单位, 英文名: n, 约束: 必须, 适用: [A], 申报单位: [企业], 原文: 企业申报, 出处: 二}                | nobody-may-apply",
                "- {编号: K, 名称: 金额, 英文名: n, 约束: 必须, 适用: [A], 金额: {不超过万元: 20}, 原文: 不超过20万元, 出处: 二}         | two-caps"
            })
    void findsContradictionsBetweenRules(String rule, String code) throws IOException {
        String text = GOOD.replace("阶段:\n", "  " + rule + "\n阶段:\n");
        ProgrammeReader.Outcome outcome = read(text);
        assertThat(outcome.programme()).isEmpty();
        assertThat(outcome.remarks()).extracting(Remark::code).containsOnly(code);
        assertThat(outcome.remarks().getFirst().line()).isEqualTo(33);
    }

    @Test
    void warnsOfACategoryWithoutRulesOrApplicant() throws IOException {
        String text = GOOD.replace("  - {编号: B,", "  - {编号: D, 名称: 丁类, 英文名: d}\n  - {编号: B,")
                .replace("申报单位: [省级学会, 设区市科协]", "适用: [A, B], 申报单位: [省级学会]");
        assertThat(read(text).remarks())
                .extracting(Remark::code)
                .containsExactly("category-without-rule", "no-applicant");
        assertThat(read(text).programme()).isPresent();
    }

    @Test
    void tellsEveryMistakeAtOnce() throws IOException {
        String text = GOOD.replace("限项: 2", "限项: 两").replace("数: 成员", "数: 人员").replace("2024-11-30", "十一月");
        assertThat(read(text).remarks())
                .extracting(Remark::code)
                .containsExactly("unknown-value", "not-number", "not-date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  \n# nothing\n", "a: [", "- a\n- b\n", "just text", "a: &x {b: 1}\nc: *x\n", "\tkey: 1"})
    void whatIsNoProgrammeIsToldAndNeverThrown(String text) throws IOException {
        ProgrammeReader.Outcome outcome = read(text);
        assertThat(outcome.programme()).isEmpty();
        assertThat(outcome.remarks()).isNotEmpty();
    }

    @Test
    void noBombOfAliasesIsOpened() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(read(bomb.toString()).remarks()).extracting(Remark::code).containsExactly("not-yaml");
        assertThat(read("a: " + "x".repeat(600_000)).remarks())
                .extracting(Remark::code)
                .containsExactly("not-yaml");
        assertThat(read("[".repeat(5_000)).remarks()).extracting(Remark::code).containsExactly("not-yaml");
    }

    @Property(tries = 300)
    void aBrokenFileIsAlwaysAnOutcome(
            @ForAll @IntRange(min = 0, max = 3000) int from, @ForAll @IntRange(min = 0, max = 60) int length) {
        int start = Math.min(from, GOOD.length());
        String text = GOOD.substring(0, start) + GOOD.substring(Math.min(GOOD.length(), start + length));
        assertThatCode(() -> {
                    ProgrammeReader.Outcome outcome = read(text);
                    boolean error =
                            outcome.remarks().stream().anyMatch(remark -> remark.severity() == Remark.Severity.ERROR);
                    assertThat(outcome.programme().isEmpty()).isEqualTo(error);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e999999999",
                "99999999999999999999",
                "NaN",
                "0x10",
                "+5",
                "1_000",
                "９",
                "2024-01-01",
                "",
                "[]",
                "{}",
                "~",
                "'"
            })
    void noValueBreaksTheReader(String value) throws IOException {
        java.util.regex.Matcher number =
                java.util.regex.Pattern.compile("(?<=: )[\\d.:-]+(?=[,}\\n])").matcher(GOOD);
        int tried = 0;
        while (number.find()) {
            String text = GOOD.substring(0, number.start()) + value + GOOD.substring(number.end());
            assertThatCode(() -> read(text)).as(text.substring(number.start())).doesNotThrowAnyException();
            tried++;
        }
        assertThat(tried).isGreaterThan(25);
        assertThatCode(() -> read(GOOD.replace("最多2项", "最多" + value + "项"))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} names {1}: {2}")
    @CsvSource({
        "不少于20人, 20, true",
        "不少于20人, 2, false",
        "不少于二十人, 20, true",
        "不少于二十五人, 25, true",
        "不少于二十五人, 20, false",
        "不少于十五人, 15, true",
        "不少于二十五人, 15, false",
        "不少于十人, 10, true",
        "两年内, 2, true",
        "一般不少于三人, 1, false",
        "约2万字, 20000, true",
        "约2万字, 18000, true",
        "与省科协签约的, 30, false",
        "不超过30万元, 30, true",
        "推送150万条, 150, true",
        "99999999999999999999, 1, false"
    })
    void numbersInTheWordsOfANotice(String quote, int number, boolean names) {
        assertThat(Quote.names(quote, number)).isEqualTo(names);
    }

    /** JSON is YAML; the schema helps editors and must know the same kinds and values as the reader. */
    @Test
    @SuppressWarnings("unchecked")
    void schemaKnowsTheSameWords() throws IOException {
        String text;
        try (InputStream in = Programmes.class.getResourceAsStream("programme.schema.json")) {
            text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, Object> schema = new Yaml().load(new StringReader(text));
        Map<String, Object> rules = at(schema, "properties", "规则", "items");
        Set<String> kinds = new TreeSet<>();
        ((List<Map<String, List<String>>>) rules.get("oneOf")).forEach(one -> kinds.addAll(one.get("required")));
        assertThat(kinds).isEqualTo(new TreeSet<>(ConditionReader.kinds()));
        Map<String, Object> rule = at(rules, "properties");
        assertThat(rule.keySet()).containsAll(kinds);
        Set<Object> lists = new HashSet<>();
        lists(schema, lists);
        assertThat(lists)
                .contains(
                        labels(PartyKind.values(), PartyKind::label),
                        labels(Measure.values(), Measure::label),
                        labels(Dimension.values(), Dimension::label),
                        labels(Medium.values(), Medium::label),
                        labels(Phase.values(), Phase::label),
                        labels(Strength.values(), Strength::label),
                        labels(IncidentKind.values(), IncidentKind::label),
                        labels(Condition.Against.values(), Condition.Against::label),
                        labels(Deadline.Basis.values(), Deadline.Basis::label),
                        labels(TeamRole.values(), TeamRole::label));
    }

    private static <T> Set<String> labels(T[] values, java.util.function.Function<T, String> label) {
        return new TreeSet<>(Arrays.stream(values).map(label).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> from, String... path) {
        Map<String, Object> node = from;
        for (String key : path) {
            node = (Map<String, Object>) Objects.requireNonNull(node.get(key), key);
        }
        return node;
    }

    private static void lists(Object node, Set<Object> found) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("enum") instanceof List<?> values) {
                found.add(new TreeSet<>(values.stream().map(String::valueOf).toList()));
            }
            map.values().forEach(value -> lists(value, found));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> lists(value, found));
        }
    }
}
