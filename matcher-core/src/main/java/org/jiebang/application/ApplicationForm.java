package org.jiebang.application;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.catalog.TeamRole;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Form;
import org.jiebang.form.Forms;
import org.jiebang.form.Option;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Dimension;
import org.jiebang.programme.Measure;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;

/**
 * The form of a category: the official one where the notice has it, and a block with what the rules ask beside it. The texts of the
 * Jiangsu forms are not in the notices (D-12); there the rules are all that is known of them.
 */
public final class ApplicationForm {
    static final String KIND = "申报单位类型";
    static final String AMOUNT = "申请金额";
    static final String OFFICIAL_AMOUNT = "申请中国科协项目经费";
    static final String TARGET = "指标：";
    static final String CONFIRMED = "确认：";
    static final String MARK = "资格：";
    static final String REASON = "理由：";
    static final String PARTNERS = "合作单位";
    static final String FILED_BY = "报送单位类型";
    static final String ROSTER = "名册";
    static final String PROBLEMS = "拟解决的难题";
    static final String CHAINS = "产业链";
    static final String REGIONS = "服务地区";
    static final String STATIONS = "协同创新组织";
    static final String HOSTS = "被服务单位";
    static final String CONTENT = "服务内容";
    static final String RESULTS = "成果成效";
    static final String YES = "是";
    static final String NO = "否";
    static final String COMMON = "重大产业共性技术问题";

    private static final Set<Measure> OF_PEOPLE = Set.of(
            Measure.MEMBERS,
            Measure.YOUNG,
            Measure.SUPPORTED_YOUTH,
            Measure.AFFILIATIONS,
            Measure.ORGANISATIONS,
            Measure.RESIDENTS,
            Measure.RESIDENT_DAYS,
            Measure.RESIDENT_DAYS_EACH);

    private final Map<String, Field> asked = new LinkedHashMap<>();

    private ApplicationForm() {}

    /** The official form that a programme prescribes, if its text is known. */
    public static Optional<Form> official(Programme programme) {
        return Forms.all().stream()
                .filter(form -> programme.forms().stream()
                        .anyMatch(named ->
                                named.name().chinese().equals(form.title().chinese())))
                .findFirst();
    }

    /** Everything that can be filled in for a category. */
    public static Form of(Programme programme, String category) {
        Optional<Form> official = official(programme);
        ApplicationForm form = new ApplicationForm();
        form.add(choice(KIND, labels(PartyKind.values()), ""));
        if (official.isEmpty()) {
            form.add(text("项目名称", ""));
            form.add(text("联系人", ""));
            form.add(field("手机", "手机", FieldKind.PHONE, List.of(), List.of(), ""));
            form.add(field("电子邮箱", "电子邮箱", FieldKind.EMAIL, List.of(), List.of(), ""));
            form.add(field("工作方案", "工作方案", FieldKind.LONG_TEXT, List.of(), List.of(), ""));
            form.add(field(AMOUNT, "申请金额（万元）", FieldKind.MONEY, List.of(), List.of(), ""));
        }
        programme.rules(category, Phase.APPLICATION).forEach(form::ask);
        List<Block> blocks = new ArrayList<>(official.map(Form::blocks).orElse(List.of()));
        blocks.add(new Block(
                official.isPresent() ? "附" : "一",
                new Sentence("通知的规则所问", "What the rules ask"),
                List.copyOf(form.asked.values())));
        return new Form(
                official.map(Form::id).orElse(programme.id() + "-" + category),
                official.map(Form::title).orElse(programme.title()),
                blocks,
                official.map(Form::agreements).orElse(List.of()));
    }

    private void ask(Rule rule) {
        switch (rule.condition()) {
            case Condition.Threshold target ->
                add(text(
                        TARGET + target.indicator(),
                        "%s（%s，不少于 %d）".formatted(target.indicator(), target.unit(), target.minimum()),
                        rule));
            case Condition.Commitment commitment ->
                add(field(
                        CONFIRMED + rule.id(),
                        rule.title().chinese(),
                        FieldKind.CHOICE,
                        options(List.of(YES)),
                        List.of(),
                        rule.citation().quote(),
                        rule.id()));
            case Condition.Qualification asked -> mark(asked.mark(), rule);
            case Condition.Priority priority -> {
                priority.marks().stream().sorted().forEach(mark -> mark(mark, rule));
                if (!priority.with().isEmpty()) {
                    partners();
                } else if (priority.marks().isEmpty()) {
                    add(field(
                            CONFIRMED + rule.id(),
                            rule.title().chinese(),
                            FieldKind.CHOICE,
                            options(List.of(YES)),
                            List.of(),
                            rule.citation().quote(),
                            rule.id()));
                }
            }
            case Condition.Consortium consortium -> partners();
            case Condition.Channel channel -> add(choice(FILED_BY, labels(PartyKind.values()), rule.id()));
            case Condition.Composition count -> measure(count.measure());
            case Condition.SeparateRoles roles -> measure(Measure.MEMBERS);
            case Condition.NonOverlap overlap ->
                overlap.dimensions().stream().sorted().forEach(this::dimension);
            default -> {
                // Asks nothing of the form.
            }
        }
    }

    private void mark(String mark, Rule rule) {
        add(field(
                MARK + mark,
                "具备“" + mark.replace("“", "").replace("”", "") + "”",
                FieldKind.CHOICE,
                options(List.of(YES, NO)),
                List.of(),
                rule.citation().quote(),
                rule.id()));
    }

    private void partners() {
        add(field(
                PARTNERS,
                PARTNERS,
                FieldKind.TABLE,
                List.of(),
                List.of(text("名称", ""), choice("单位类型", labels(PartyKind.values()), "")),
                ""));
    }

    private void measure(Measure measure) {
        if (OF_PEOPLE.contains(measure)) {
            roster();
            return;
        }
        switch (measure) {
            case CHAINS -> add(text(CHAINS, CHAINS));
            case PROVINCES -> dimension(Dimension.REGIONS);
            case STATIONS -> add(text(STATIONS, STATIONS));
            default -> dimension(Dimension.PROBLEMS);
        }
    }

    private void dimension(Dimension dimension) {
        switch (dimension) {
            case MEMBERS -> roster();
            case PROBLEMS ->
                add(field(
                        PROBLEMS,
                        PROBLEMS,
                        FieldKind.TABLE,
                        List.of(),
                        List.of(text("难题名称", ""), text("难题编号", ""), choice("种类", List.of("产业链发展难题", COMMON), "")),
                        ""));
            case REGIONS -> add(text(REGIONS, "服务地区（以“；”分隔）"));
            case CONTENT -> add(field(CONTENT, CONTENT, FieldKind.LONG_TEXT, List.of(), List.of(), ""));
            case RESULTS -> add(field(RESULTS, RESULTS, FieldKind.LONG_TEXT, List.of(), List.of(), ""));
            case HOSTS -> add(text(HOSTS, "被服务单位（以“；”分隔）"));
        }
    }

    private void roster() {
        add(field(
                ROSTER,
                "名册（全体成员）",
                FieldKind.TABLE,
                List.of(),
                List.of(
                        text("姓名", ""),
                        text("工作单位", ""),
                        choice("界别", labels(Affiliation.values()), ""),
                        text("出生", "出生年或日期"),
                        field("角色", "角色", FieldKind.CHOICES, options(labels(TeamRole.values())), List.of(), ""),
                        choice("青托", List.of(YES, NO), ""),
                        text("蹲点天数", "")),
                ""));
    }

    private void add(Field field) {
        asked.putIfAbsent(field.id(), field);
    }

    private static List<String> labels(PartyKind[] kinds) {
        return Arrays.stream(kinds).map(PartyKind::label).toList();
    }

    private static List<String> labels(Affiliation[] affiliations) {
        return Arrays.stream(affiliations).map(Affiliation::label).toList();
    }

    private static List<String> labels(TeamRole[] roles) {
        return Arrays.stream(roles).map(TeamRole::label).toList();
    }

    private static List<Option> options(List<String> values) {
        return values.stream().map(value -> new Option(value, value)).collect(Collectors.toList());
    }

    private static Field choice(String id, List<String> values, String source) {
        return field(id, id, FieldKind.CHOICE, options(values), List.of(), "", source);
    }

    private static Field text(String id, String label) {
        return field(id, label.isEmpty() ? id : label, FieldKind.TEXT, List.of(), List.of(), "");
    }

    private static Field text(String id, String label, Rule rule) {
        return field(
                id, label, FieldKind.TEXT, List.of(), List.of(), rule.citation().quote(), rule.id());
    }

    private static Field field(
            String id, String label, FieldKind kind, List<Option> options, List<Field> columns, String hint) {
        return field(id, label, kind, options, columns, hint, "");
    }

    private static Field field(
            String id,
            String label,
            FieldKind kind,
            List<Option> options,
            List<Field> columns,
            String hint,
            String source) {
        // The rules say what is lacking, with the sentence of the notice.
        return new Field(id, label, kind, null, options, columns, false, hint, source);
    }
}
