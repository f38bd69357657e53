package org.jiebang.ingest.notice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jiebang.programme.PartyKind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a draft in the format of programme files, see docs/programmes.md. */
final class DraftYaml {
    private static final String HEAD = """
            # yaml-language-server: $schema=programme.schema.json
            # 由申报通知的原文生成的草稿，须由人核对后上传；读法见 docs/programmes.md
            """;
    /** No line is broken: a quote stays on one line. */
    private static final int WIDTH = 10_000;

    private DraftYaml() {}

    static String write(Map<String, Object> programme) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setAllowUnicode(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        return HEAD + new Yaml(options).dump(copy(programme));
    }

    /** No list is written as a reference to another, which the reader refuses. */
    private static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, one) -> copy.put(key, copy(one)));
                yield copy;
            }
            case Collection<?> items -> {
                List<Object> copy = new java.util.ArrayList<>();
                items.forEach(item -> copy.add(copy(item)));
                yield copy;
            }
            case java.math.BigDecimal number ->
                number.scale() <= 0 ? number.longValueExact() : (Object) number.doubleValue();
            default -> value;
        };
    }

    /** The one field of a rule that names its kind, and its value. */
    static Map.Entry<String, Object> condition(Condition condition) {
        return switch (condition) {
            case Condition.Eligibility one -> Map.entry("申报单位", labels(one.applicants()));
            case Condition.Qualification one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put(one.held() ? "具备" : "不得具备", one.mark());
                put(fields, "限", one.of().isEmpty() ? null : labels(one.of()));
                put(fields, "不晚于", date(one.by()));
                yield Map.entry("资格", fields);
            }
            case Condition.Disqualification one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("情形", one.incident().label());
                put(fields, "认定单位", one.by().isEmpty() ? null : one.by());
                fields.put("年内", one.years());
                put(fields, "不可抗力除外", one.exceptForceMajeure() ? "是" : null);
                yield Map.entry("不得申报", fields);
            }
            case Condition.Suspension one -> Map.entry("暂停", fields("等次", one.grade(), "连续年数", one.years()));
            case Condition.Consortium one ->
                Map.entry("联合", one.groups().stream().map(DraftYaml::labels).toList());
            case Condition.Channel one -> Map.entry("扎口", one.filedBy().label());
            case Condition.Quota one -> Map.entry("限项", one.maximum());
            case Condition.Exclusion one -> Map.entry("不可兼报", "是");
            case Condition.NonOverlap one -> {
                Map<String, Object> fields = fields(
                        "内容",
                        one.dimensions().stream()
                                .sorted()
                                .map(dimension -> dimension.label())
                                .toList(),
                        "对照",
                        one.against().label());
                if (one.blocks() < 1) {
                    fields.put("提示", one.asks());
                    fields.put("阻止", one.blocks());
                }
                yield Map.entry("不重复", fields);
            }
            case Condition.Composition one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("数", one.measure().label());
                put(fields, "不少于", one.minimum() == 0 ? null : one.minimum());
                put(fields, "不超过", one.maximum() == Bound.UNLIMITED ? null : one.maximum());
                put(fields, "年龄", one.age() == 0 ? null : one.age());
                yield Map.entry("组成", fields);
            }
            case Condition.SeparateRoles one ->
                Map.entry("分任", List.of(one.first().label(), one.second().label()));
            case Condition.AmountCap one ->
                Map.entry("金额", fields("不超过万元", one.maximum().tenThousandYuan()));
            case Condition.Threshold one -> {
                Map<String, Object> fields = fields("名称", one.indicator(), "单位", one.unit());
                fields.put("不少于", one.minimum());
                yield Map.entry("指标", fields);
            }
            case Condition.Window one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("方式", one.medium().label());
                put(fields, "自", one.opens() == null ? null : date(one.opens().toLocalDate()));
                put(fields, "至", date(one.closes().day()));
                put(
                        fields,
                        "时",
                        one.closes().hour() == null ? null : one.closes().hour().toString());
                fields.put("以", one.closes().counts().label());
                yield Map.entry("受理", fields);
            }
            case Condition.Attachments one -> Map.entry("附件", new LinkedHashMap<>(one.copies()));
            case Condition.FieldFormat one -> Map.entry("格式", fields("字段", one.field(), "样式", one.template()));
            case Condition.Completeness one -> Map.entry("填报", one.form());
            case Condition.Priority one ->
                Map.entry("优先", one.marks().isEmpty() ? Map.of() : Map.of("具备", List.copyOf(one.marks())));
            case Condition.Commitment one -> Map.entry("承诺", one.phase().label());
            case Condition.Places one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("合计", one.total());
                put(fields, "按", one.by().isEmpty() ? null : one.by());
                put(fields, "分配", one.split().isEmpty() ? null : new LinkedHashMap<>(one.split()));
                yield Map.entry("名额", fields);
            }
            case Condition.Payout one -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put(
                        "期",
                        one.instalments().stream().map(DraftYaml::instalment).toList());
                put(fields, "按等次", one.byGrade() ? "是" : null);
                yield Map.entry("拨付", fields);
            }
            case Condition.Deliverable one -> {
                Map<String, Object> fields = fields("名称", one.item(), "数量", one.count());
                put(fields, "字数不少于", one.minimumCharacters() == 0 ? null : one.minimumCharacters());
                put(fields, "字数不超过", one.maximumCharacters() == Bound.UNLIMITED ? null : one.maximumCharacters());
                put(fields, "不晚于", date(one.due()));
                yield Map.entry("交付", fields);
            }
            case Condition.Finish one -> Map.entry("完成", fields("不晚于", one.by().toString()));
        };
    }

    private static Map<String, Object> instalment(Condition.Instalment part) {
        Map<String, Object> fields = fields("比例", part.percent(), "通过", part.after());
        put(fields, "次年", part.nextYear() ? "是" : null);
        return fields;
    }

    static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable String date(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static List<String> labels(Collection<PartyKind> kinds) {
        return Set.copyOf(kinds).stream().sorted().map(PartyKind::label).toList();
    }
}
