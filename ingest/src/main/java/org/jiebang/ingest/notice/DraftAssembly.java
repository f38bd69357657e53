package org.jiebang.ingest.notice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.ProgrammeReader;
import org.jiebang.programme.Remark;
import org.jiebang.programme.Rule;

/** Brings what was found into the file and back, so that what the page shows is what the platform reads. */
final class DraftAssembly {
    private static final Pattern ANNOUNCES = Pattern.compile(
            "下列|以下|之一|(?:不得|不予|不能|取消|禁止|不可)[^，。]{0,10}(?:申报|推荐|受理|揭榜|参与|立项|支持|申请|资格)(?:本?(?:项目|专项|计划|次))*[的者：]{0,2}$");

    private final NoticeSource source;
    private final List<Statement> statements;
    private final List<Found> found;
    private final Set<Statement> announcements;
    private final List<Found> rules;
    private final Procedure procedure;
    private final Map<Found, String> ids = new LinkedHashMap<>();
    private final Set<Found> left = new LinkedHashSet<>();
    private final List<NoticeDraft.Disagreement> disagreements = new ArrayList<>();

    /**
     * @param found all that was read, in the order of the text
     * @param announcements sentences that announce a list of what is barred
     * @param rules of what was found each once, in the order of the text
     */
    DraftAssembly(
            NoticeSource source,
            List<Statement> statements,
            List<Found> found,
            Set<Statement> announcements,
            List<Found> rules) {
        this.source = source;
        this.statements = statements;
        this.found = found;
        this.announcements = announcements;
        this.rules = rules;
        this.procedure = new Procedure(source, statements);
        int number = 1;
        for (Found rule : rules) {
            ids.put(rule, source.prefix() + String.format(Locale.ROOT, "%02d", number++));
        }
    }

    NoticeDraft draft() {
        for (Disagreements.Found one :
                Disagreements.of(statements, source.clean(), source.header().year())) {
            disagreements.add(new NoticeDraft.Disagreement(
                    one.words(),
                    one.places().stream()
                            .map(place -> source.span(place[0], place[1]))
                            .toList()));
        }
        String file = DraftYaml.write(programme());
        ProgrammeReader.Outcome outcome = outcome(file);
        // What the platform refuses beside the rest stays out of the file, one rule at a time, and is told.
        for (int round = 0; round <= rules.size() && outcome.programme().isEmpty(); round++) {
            if (!leaveOut(outcome)) {
                break;
            }
            file = DraftYaml.write(programme());
            outcome = outcome(file);
        }
        return new NoticeDraft(
                facts(),
                categories(),
                rules(outcome),
                disagreements,
                unread(),
                file,
                outcome.programme(),
                outcome.remarks());
    }

    private boolean leaveOut(ProgrammeReader.Outcome outcome) {
        Map<String, Found> byId = new HashMap<>();
        ids.forEach((rule, id) -> byId.put(id, rule));
        for (Remark remark : outcome.remarks()) {
            if (remark.severity() != Remark.Severity.ERROR) {
                continue;
            }
            Optional<Found> wrong = outcome.lines().entrySet().stream()
                    .filter(line -> line.getValue() == remark.line() && byId.containsKey(line.getKey()))
                    .map(line -> byId.get(line.getKey()))
                    .filter(rule -> !left.contains(rule))
                    .findFirst()
                    .or(() -> conflicting(remark));
            if (wrong.isPresent()) {
                left.add(wrong.get());
                disagreements.add(new NoticeDraft.Disagreement(remark.message(), List.of(source.span(wrong.get()))));
                return true;
            }
        }
        return false;
    }

    /** An error of a category or of the whole: the last cap, then the last total that could be meant. */
    private Optional<Found> conflicting(Remark remark) {
        Class<? extends Condition> meant = switch (remark.code()) {
            case "two-caps" -> Condition.AmountCap.class;
            case "places-sum" -> Condition.Places.class;
            default -> null;
        };
        return meant == null
                ? Optional.empty()
                : rules.reversed().stream()
                        .filter(rule -> meant.isInstance(rule.condition()) && !left.contains(rule))
                        .min(Comparator.comparing(DraftAssembly::amount));
    }

    private Map<String, Object> programme() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("编号", id());
        file.put("系列", source.header().series());
        file.put("年度", source.header().year());
        file.put("名称", source.header().name());
        file.put("英文名", "call of " + source.header().year() + " (draft)");
        file.put(
                "文号",
                source.header().document().isEmpty()
                        ? source.header().title()
                        : source.header().document());
        DraftYaml.put(
                file,
                "发文单位",
                source.header().issuer().isEmpty() ? null : source.header().issuer());
        DraftYaml.put(
                file,
                "发文日期",
                source.header().issued() == null
                        ? null
                        : source.header().issued().toString());
        List<Object> categories = new ArrayList<>();
        for (Calls.Call call : source.calls().all()) {
            Map<String, Object> category =
                    DraftYaml.fields("编号", call.id(), "名称", call.name(), "英文名", CategoryNames.english(call.name()));
            DraftYaml.put(category, "大类", call.group().isEmpty() ? null : call.group());
            categories.add(category);
        }
        file.put("类别", categories);
        file.put(
                "规则",
                rules.stream()
                        .filter(rule -> rule.condition() != null && !left.contains(rule))
                        .map(this::rule)
                        .toList());
        file.put("阶段", procedure.stages(rules));
        file.put("表单", procedure.forms());
        return file;
    }

    private String id() {
        String digits = source.header().document().replaceAll(".*〔\\d{4}〕(\\d+)号", "-$1");
        return "notice-" + source.header().year() + (digits.startsWith("-") ? digits : "");
    }

    private Map<String, Object> rule(Found rule) {
        Map<String, Object> fields = DraftYaml.fields(
                "编号",
                ids.getOrDefault(rule, ""),
                "名称",
                rule.title().chinese(),
                "英文名",
                rule.title().english(),
                "约束",
                rule.strength().label());
        DraftYaml.put(fields, "适用", rule.categories().isEmpty() ? null : rule.categories());
        Map.Entry<String, Object> condition = DraftYaml.condition(Objects.requireNonNull(rule.condition()));
        fields.put(condition.getKey(), condition.getValue());
        fields.put("原文", NoticeSource.quote(rule));
        fields.put("出处", NoticeSource.section(rule.statement()));
        return fields;
    }

    private List<NoticeDraft.DraftRule> rules(ProgrammeReader.Outcome outcome) {
        List<NoticeDraft.DraftRule> drafts = new ArrayList<>();
        for (Found rule : rules) {
            String id = ids.getOrDefault(rule, "");
            Optional<Rule> read = outcome.programme().flatMap(programme -> programme.rule(id));
            Sentence asks = read.map(Rule::asks).orElse(new Sentence(rule.value(), rule.value()));
            Statement statement = rule.statement();
            boolean counted = rule.condition() != null && !(rule.condition() instanceof Condition.Commitment);
            drafts.add(new NoticeDraft.DraftRule(
                    id,
                    rule.kind(),
                    rule.title(),
                    rule.value(),
                    rule.strength(),
                    rule.categories(),
                    asks,
                    rule.condition() != null && !left.contains(rule),
                    counted,
                    source.span(statement.start(), statement.end()),
                    source.span(rule),
                    NoticeSource.section(statement),
                    NoticeSource.quote(rule)));
        }
        return drafts;
    }

    private List<NoticeDraft.Fact> facts() {
        List<NoticeDraft.Fact> facts = new ArrayList<>();
        source.header()
                .facts()
                .forEach(fact -> facts.add(
                        new NoticeDraft.Fact(fact.name(), fact.value(), source.span(fact.from(), fact.to()))));
        facts.add(new NoticeDraft.Fact("年度", String.valueOf(source.header().year()), null));
        for (String essential : List.of("文号", "发文单位", "发文日期")) {
            if (facts.stream().noneMatch(fact -> fact.name().equals(essential)) && !essential.equals("文号")) {
                disagreements.add(new NoticeDraft.Disagreement(
                        new Sentence("原文里没有找到" + essential + "，请在文件里补上", "the text does not say: " + essential),
                        List.of()));
            }
        }
        return facts;
    }

    private List<NoticeDraft.DraftCategory> categories() {
        return source.calls().all().stream()
                .map(call -> new NoticeDraft.DraftCategory(
                        call.id(),
                        call.name(),
                        call.group(),
                        source.span(
                                call.item().start(),
                                Math.max(
                                        call.item().start(),
                                        call.item().start()
                                                + Math.min(
                                                        call.name().length(),
                                                        call.item().end()
                                                                - call.item().start())))))
                .toList();
    }

    private static List<Found> of(Statement statement, List<Found> rules) {
        return rules.stream().filter(rule -> rule.statement() == statement).toList();
    }

    private List<NoticeDraft.Unread> unread() {
        List<NoticeDraft.Unread> unread = new ArrayList<>();
        for (Statement statement : statements) {
            boolean head = source.header().facts().stream()
                    .anyMatch(fact -> fact.from() < statement.end()
                            && fact.to() > statement.start()
                            && fact.to() - fact.from() > statement.text().length() / 2);
            if (head && !Words.DUTY.matcher(statement.text()).find()
                    || statement.text().length() < 4) {
                continue;
            }
            List<Found> kept = of(statement, rules);
            List<Found> all = of(statement, found);
            for (Statement.Clause clause : statement.clauses()) {
                // What stands elsewhere as well was read there; but what forbids counts as read only where a rule
                // is left of it.
                boolean read = Words.FORBIDS.matcher(clause.text()).find()
                        ? !Words.forbidsMore(clause, kept)
                        : all.stream().anyMatch(rule -> rule.from() < clause.end() && rule.to() > clause.start());
                boolean announces = announcements.contains(statement)
                        && ANNOUNCES.matcher(clause.text()).find()
                        && Words.FORBIDS.matcher(clause.text()).results().count() < 2;
                if (!read
                        && !announces
                        && Words.RULE_LIKE.matcher(clause.text()).find()) {
                    unread.add(new NoticeDraft.Unread(
                            clause.text(),
                            NoticeSource.section(statement),
                            source.span(statement.start() + clause.start(), statement.start() + clause.end())));
                }
            }
        }
        return unread;
    }

    private static BigDecimal amount(Found rule) {
        if (rule.condition() instanceof Condition.AmountCap cap) {
            return cap.maximum().tenThousandYuan();
        }
        return rule.condition() instanceof Condition.Places places
                ? BigDecimal.valueOf(places.total())
                : BigDecimal.ZERO;
    }

    private static ProgrammeReader.Outcome outcome(String file) {
        try {
            return ProgrammeReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
