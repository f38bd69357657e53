package org.jiebang.programme;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a rule asks: the one field of a rule that names its kind. */
final class ConditionReader {
    /** Field that names the kind of a rule, and how its value is read. */
    private static final Map<String, BiFunction<Node, List<Remark>, Condition>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("申报单位", (value, remarks) -> new Condition.Eligibility(kinds(value)));
        KINDS.put("资格", ConditionReader::qualification);
        KINDS.put("不得申报", ConditionReader::disqualification);
        KINDS.put("暂停", ConditionReader::suspension);
        KINDS.put("联合", (value, remarks) -> consortium(value));
        KINDS.put("扎口", (value, remarks) -> new Condition.Channel(kind(value)));
        KINDS.put("限项", (value, remarks) -> new Condition.Quota(YamlBlock.number(value)));
        KINDS.put("不可兼报", (value, remarks) -> exclusion(value));
        KINDS.put("不重复", ConditionReader::nonOverlap);
        KINDS.put("组成", ConditionReader::composition);
        KINDS.put("分任", (value, remarks) -> separateRoles(value));
        KINDS.put("金额", ConditionReader::amountCap);
        KINDS.put("指标", ConditionReader::threshold);
        KINDS.put("受理", ConditionReader::window);
        KINDS.put("附件", (value, remarks) -> new Condition.Attachments(YamlBlock.counts(value, remarks)));
        KINDS.put("格式", ConditionReader::fieldFormat);
        KINDS.put("填报", (value, remarks) -> new Condition.Completeness(YamlBlock.scalar(value)));
        KINDS.put("优先", ConditionReader::priority);
        KINDS.put(
                "承诺", (value, remarks) -> new Condition.Commitment(YamlBlock.choice(value, Phase.class, Phase::label)));
        KINDS.put("名额", ConditionReader::places);
        KINDS.put("拨付", ConditionReader::payout);
        KINDS.put("交付", ConditionReader::deliverable);
        KINDS.put("完成", (value, remarks) -> reading(value, remarks, block -> new Condition.Finish(block.date("不晚于"))));
    }

    private ConditionReader() {}

    static Set<String> kinds() {
        return KINDS.keySet();
    }

    static Condition read(YamlBlock rule, List<Remark> remarks) {
        List<String> named = rule.keys().stream().filter(KINDS::containsKey).toList();
        if (named.size() != 1) {
            Node place = rule.required("编号");
            throw named.isEmpty()
                    ? new YamlBlock.Unreadable(place, "no-kind", Words.names(KINDS.keySet()))
                    : new YamlBlock.Unreadable(place, "two-kinds", Words.names(named));
        }
        String kind = named.getFirst();
        BiFunction<Node, List<Remark>, Condition> reader = KINDS.getOrDefault(kind, (value, ignored) -> {
            throw new IllegalStateException(kind);
        });
        return reader.apply(rule.required(kind), remarks);
    }

    private interface Reading {
        Condition from(YamlBlock block);
    }

    private static Condition reading(Node value, List<Remark> remarks, Reading reading) {
        YamlBlock block = new YamlBlock(value, remarks);
        Condition condition = reading.from(block);
        block.refuseUnread(remarks);
        return condition;
    }

    private static PartyKind kind(Node value) {
        return YamlBlock.choice(value, PartyKind.class, PartyKind::label);
    }

    private static Set<PartyKind> kinds(Node value) {
        Set<PartyKind> kinds = new LinkedHashSet<>();
        YamlBlock.items(value).forEach(item -> kinds.add(kind(item)));
        return kinds;
    }

    private static Set<PartyKind> kinds(YamlBlock block, String key) {
        Node value = block.optional(key);
        return value == null ? Set.of() : kinds(value);
    }

    private static Condition qualification(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> {
            boolean held = block.has("具备");
            return new Condition.Qualification(
                    block.text(held ? "具备" : "不得具备"), held, kinds(block, "限"), block.dateOrNull("不晚于"));
        });
    }

    private static Condition disqualification(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.Disqualification(
                        block.choice("情形", IncidentKind.class, IncidentKind::label),
                        block.text("认定单位", ""),
                        block.number("年内"),
                        block.yes("不可抗力除外")));
    }

    private static Condition suspension(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> new Condition.Suspension(block.text("等次"), block.number("连续年数")));
    }

    private static Condition consortium(Node value) {
        List<Set<PartyKind>> groups = new ArrayList<>();
        YamlBlock.items(value).forEach(group -> groups.add(kinds(group)));
        return new Condition.Consortium(groups);
    }

    private static Condition exclusion(Node value) {
        if (!YamlBlock.yes(value)) {
            throw new YamlBlock.Unreadable(value, "not-yes");
        }
        return new Condition.Exclusion();
    }

    private static Condition nonOverlap(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> {
            Set<Dimension> dimensions = new LinkedHashSet<>();
            YamlBlock.items(block.required("内容"))
                    .forEach(item -> dimensions.add(YamlBlock.choice(item, Dimension.class, Dimension::label)));
            return new Condition.NonOverlap(
                    dimensions,
                    block.choice("对照", Condition.Against.class, Condition.Against::label),
                    block.has("提示") ? block.decimal("提示").doubleValue() : 1,
                    block.has("阻止") ? block.decimal("阻止").doubleValue() : 1);
        });
    }

    private static Condition composition(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.Composition(
                        block.choice("数", Measure.class, Measure::label),
                        block.number("不少于", 0),
                        block.number("不超过", Bound.UNLIMITED),
                        block.number("年龄", 0)));
    }

    private static Condition separateRoles(Node value) {
        List<Node> roles = YamlBlock.items(value);
        if (roles.size() != 2) {
            throw new YamlBlock.Unreadable(value, "not-two-roles");
        }
        return new Condition.SeparateRoles(
                YamlBlock.choice(roles.getFirst(), TeamRole.class, TeamRole::label),
                YamlBlock.choice(roles.getLast(), TeamRole.class, TeamRole::label));
    }

    private static Condition amountCap(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> new Condition.AmountCap(new Money(block.decimal("不超过万元"))));
    }

    private static Condition threshold(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.Threshold(block.text("名称"), block.text("单位"), block.number("不少于")));
    }

    private static Condition window(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> {
            LocalDate opens = block.dateOrNull("自");
            LocalDateTime from = opens == null ? null : opens.atStartOfDay();
            return new Condition.Window(
                    block.choice("方式", Medium.class, Medium::label),
                    from,
                    new Deadline(
                            block.date("至"),
                            block.timeOrNull("时"),
                            block.choice("以", Deadline.Basis.class, Deadline.Basis::label)));
        });
    }

    private static Condition fieldFormat(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.FieldFormat(block.text("字段"), block.text("样式"), block.text("例")));
    }

    private static Condition priority(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.Priority(new LinkedHashSet<>(block.texts("具备")), kinds(block, "联合")));
    }

    private static Condition places(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> {
            Node split = block.optional("分配");
            return new Condition.Places(
                    block.number("合计"),
                    block.text("按", ""),
                    split == null ? Map.of() : YamlBlock.counts(split, remarks));
        });
    }

    private static Condition payout(Node value, List<Remark> remarks) {
        return reading(value, remarks, block -> {
            List<Condition.Instalment> instalments = new ArrayList<>();
            for (Node item : block.nodes("期")) {
                YamlBlock part = new YamlBlock(item, remarks);
                instalments.add(new Condition.Instalment(part.number("比例"), part.texts("通过"), part.yes("次年")));
                part.refuseUnread(remarks);
            }
            return new Condition.Payout(instalments, block.yes("按等次"));
        });
    }

    private static Condition deliverable(Node value, List<Remark> remarks) {
        return reading(
                value,
                remarks,
                block -> new Condition.Deliverable(
                        block.text("名称"),
                        block.number("数量", 1),
                        block.number("字数不少于", 0),
                        block.number("字数不超过", Bound.UNLIMITED),
                        block.dateOrNull("不晚于")));
    }
}
