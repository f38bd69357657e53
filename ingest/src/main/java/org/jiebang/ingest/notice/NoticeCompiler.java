package org.jiebang.ingest.notice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;
import org.jiebang.programme.ProgrammeReader;
import org.jiebang.programme.Remark;
import org.jiebang.programme.Rule;
import org.jspecify.annotations.Nullable;

/** Compiles the text of a call to a draft programme file. Safe from any thread; the time grows with the length of the text. */
public final class NoticeCompiler {
    /** A notice with all its annexes is some twenty thousand characters. */
    public static final int LONGEST = 300_000;

    private static final Pattern DUTY =
            Pattern.compile("不得|必须|须|严禁|禁止|(?<![供响相效对适反感呼顺])应(?![用急对变届聘邀])|(?<![急所供刚内外按必满军])需(?![求要解])|承诺|确保");
    private static final Pattern ANNOUNCES = Pattern.compile(
            "下列|以下|之一|(?:不得|不予|不能|取消|禁止|不可)[^，。]{0,10}(?:申报|推荐|受理|揭榜|参与|立项|支持|申请|资格)(?:本?(?:项目|专项|计划|次))*[的者：]{0,2}$");
    private static final Pattern FORBIDS = Pattern.compile("不得|严禁|禁止");
    private static final Pattern CLOSING = Pattern.compile("结项|结题|立项后|成功立项|获得立项|获得.{0,24}立项|实施期|验收|定期报告|监理|年底|推广|宣传");
    private static final Pattern FORM_WORDS = Pattern.compile("单位名称|联系电话|电子邮箱|年\\s*月\\s*日|盖章|公章|签名|序号");
    private static final Pattern STAGE_WORDS = Pattern.compile(
            "申报注册|材料报送|网上填报|在线填报|形式审查|资格审查|资格(?:进行)?初步审查|初审|网络评审|专家评审|综合评审|会议评审|现场答辩|答辩|实地考察|现场考察|公示|立项|签订合同|中期(?:检查|评估)|结题(?:评估|验收)?|结项(?:验收)?|绩效评价|张榜|揭榜|对接|需求征集|申报(?![书单要材条主对截时数指者人系])|推荐(?![单材函表意])");
    private static final int QUOTE = 160;

    private final String original;
    private final NoticeText text;
    private final String clean;
    private final NoticeHeader header;
    private final String prefix;
    private final Calls calls;
    private final Item root;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<Statement> announcements = new LinkedHashSet<>();

    private NoticeCompiler(String original) {
        this.original = original;
        text = NoticeText.of(original);
        clean = text.clean();
        header = NoticeHeader.of(clean);
        prefix = "N" + header.year() + "-";
        root = Outline.of(clean);
        calls = Calls.of(root, clean, prefix, header.name());
    }

    /**
     * Compiles a text; any text gives a draft, if only one that says what it did not understand.
     *
     * @throws IllegalArgumentException if the text is longer than {@link #LONGEST} characters
     */
    public static NoticeDraft compile(String notice) {
        if (notice.length() > LONGEST) {
            throw new IllegalArgumentException("A notice of " + notice.length() + " characters is longer than "
                    + LONGEST + ". Maybe several documents were pasted.");
        }
        return new NoticeCompiler(notice).compile();
    }

    private NoticeDraft compile() {
        read();
        List<Found> rules = distinct();
        rules.sort(Comparator.comparingInt(rule -> rule.statement().start() + rule.from()));
        return new Assembly(rules).draft();
    }

    // Reading

    private void read() {
        for (Item item : root.all()) {
            if (item.end() <= item.start() || isContact(item) || isFormLine(item)) {
                continue;
            }
            List<Statement> parts = Statement.of(clean, item, calls);
            for (Statement statement : parts) {
                if (isSignature(statement)) {
                    continue;
                }
                statements.add(statement);
                read(statement);
            }
        }
        new TableRules(clean, calls, statements).read().forEach(found::add);
    }

    private void read(Statement statement) {
        List<Day> dates = Day.find(
                statement.text(),
                header.issued() == null ? header.year() : header.issued().getYear());
        Statement above = announcement(statement);
        List<Found> here = new ArrayList<>(BarRules.read(statement, above, calls));
        if (above != null) {
            announcements.add(above);
        }
        boolean barred = !here.isEmpty() && above != null;
        if (!barred) {
            here.addAll(CountRules.read(statement, dates));
            here.addAll(BirthRules.read(statement, dates));
            here.addAll(DateRules.read(statement, dates, around()));
            here.addAll(PartyRules.read(statement, dates));
            here.addAll(PayRules.read(statement));
            commitments(statement, here);
            List<Found> all = List.copyOf(here);
            here.replaceAll(rule -> narrowed(statement, rule, all));
        }
        found.addAll(here);
    }

    /** Of several categories that a sentence names, a rule is of those that its own clause names, or its own words behind the rule before. */
    private Found narrowed(Statement statement, Found rule, List<Found> here) {
        Statement.Clause clause = statement.clause(rule.from());
        List<String> own = calls.inFull(clause.text());
        if (own.size() > 1) {
            int before = here.stream()
                    .mapToInt(Found::to)
                    .filter(to -> to <= rule.from() && to > clause.start())
                    .max()
                    .orElse(clause.start());
            List<String> words = calls.inFull(statement.text().substring(before, Math.min(rule.to(), clause.end())));
            own = words.isEmpty() ? own : words;
        }
        boolean narrower = !own.isEmpty()
                && rule.kind() != FoundKind.EXCLUSION
                && (statement.scope().isEmpty() || statement.scope().containsAll(own));
        return narrower ? rule.in(own) : rule;
    }

    /** The sentence that ends with a colon above a numbered one: 「有下列情形之一的，不得申报：」. */
    private @Nullable Statement announcement(Statement statement) {
        Item above = statement.item().parent();
        if (above == null || above.end() <= above.start()) {
            return null;
        }
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement earlier = statements.get(i);
            if (earlier.item() == above) {
                String said = earlier.text();
                boolean list = said.endsWith("：") || said.matches(".*(?:下列|以下)(?:情形|情况|条件|行为).*");
                return list && said.matches(".*(?:不得|不予|不能|取消|禁止|不可).*") ? earlier : null;
            }
        }
        return null;
    }

    private void commitments(Statement statement, List<Found> here) {
        for (Statement.Clause clause : statement.clauses()) {
            boolean read = here.stream().anyMatch(rule -> rule.from() < clause.end() && rule.to() > clause.start())
                    && !forbidsMore(clause, here);
            boolean counts = !Count.find(clause.text(), List.of()).isEmpty() && !forbidsMore(clause, here);
            if (!read
                    && !counts
                    && clause.text().length() >= 6
                    && DUTY.matcher(clause.text()).find()
                    && !clause.text().endsWith("：")) {
                Phase phase = CLOSING.matcher(statement.text()).find() ? Phase.CLOSING : Phase.APPLICATION;
                here.add(Found.of(
                        FoundKind.COMMITMENT,
                        new Sentence(BarRules.shortly(clause.text()), "to be confirmed"),
                        BarRules.shortly(clause.text()),
                        new Condition.Commitment(phase),
                        statement,
                        clause.start(),
                        clause.end()));
            }
        }
    }

    /** Does a clause forbid something that no rule was read from? */
    private static boolean forbidsMore(Statement.Clause clause, List<Found> here) {
        Matcher words = FORBIDS.matcher(clause.text());
        while (words.find()) {
            int at = clause.start() + words.start();
            if (here.stream().noneMatch(rule -> rule.from() <= at && at < rule.to())) {
                return true;
            }
        }
        return false;
    }

    /** The line of the issuer or of the day. */
    private boolean isSignature(Statement statement) {
        return header.facts().stream()
                .anyMatch(fact -> fact.name().startsWith("发文")
                        && statement.start() >= fact.from() - 2
                        && statement.end() <= fact.to() + 3);
    }

    private static boolean isContact(Item item) {
        for (Item above = item; above != null; above = above.parent()) {
            if (above.title().matches(".*联系(?:方式|人|电话).*") && above.title().length() < 16) {
                return true;
            }
        }
        return false;
    }

    /** A line of a form to be filled in; its sentences that end with a stop are rules all the same. */
    private boolean isFormLine(Item item) {
        Item annex = item;
        while (annex != null && annex.level() != Item.ANNEX) {
            annex = annex.parent();
        }
        if (annex == null) {
            return false;
        }
        Matcher words = FORM_WORDS.matcher(clean.substring(annex.start(), annex.lastEnd()));
        int count = 0;
        while (words.find()) {
            count++;
        }
        return count >= 4 && clean.charAt(item.end() - 1) != '。';
    }

    private DateRules.Surroundings around() {
        return new DateRules.Surroundings() {
            @Override
            public String paragraph(Statement statement) {
                return clean.substring(
                        statement.item().start(), statement.item().end());
            }

            @Override
            public String section(Statement statement) {
                Item above = statement.item().parent();
                return above == null || above == root ? "" : clean.substring(above.start(), above.lastEnd());
            }

            @Override
            public boolean dispatchCounts(Statement statement) {
                String here = section(statement).isEmpty() ? paragraph(statement) : section(statement);
                return Pattern.compile("以(?:寄出|发出|邮戳|投递|寄件)[^，。]{0,6}(?:日期|时间)?为准|以[^，。]{0,6}邮戳[^，。]{0,6}为准")
                        .matcher(here)
                        .find();
            }
        };
    }

    /** What is said twice is one rule; of a number that one sentence gives two names the first counts. */
    private List<Found> distinct() {
        List<Found> distinct = new ArrayList<>();
        for (Found rule : allocations()) {
            boolean known = distinct.stream()
                    .anyMatch(other -> other.kind() == rule.kind()
                            && other.value().equals(rule.value())
                            && other.categories().equals(rule.categories())
                            && sameMeasure(rule, other)
                            && (rule.kind() != FoundKind.THRESHOLD
                                            && rule.kind() != FoundKind.DELIVERABLE
                                            && rule.kind() != FoundKind.WINDOW
                                    || like(other, rule)));
            boolean placed = rule.kind() == FoundKind.THRESHOLD
                    && !rule.categories().isEmpty()
                    && found.stream()
                            .anyMatch(other -> other.condition() instanceof Condition.Places places
                                    && other.categories().equals(rule.categories())
                                    && rule.condition() instanceof Condition.Threshold threshold
                                    && threshold.minimum() == places.total()
                                    && threshold.unit().matches("个|项|家|名|支"));
            if (!known && !placed) {
                distinct.add(rule);
            }
        }
        return distinct;
    }

    /** Shares of one number that stand in several sentences of one part (「苏州、无锡各25个；扬州、泰州各15个」) are one rule. */
    private List<Found> allocations() {
        List<Found> all = new ArrayList<>();
        for (Found rule : found) {
            Found last = all.isEmpty() ? rule : all.getLast();
            boolean goesOn = last != rule
                    && last.condition() instanceof Condition.Places first
                    && rule.condition() instanceof Condition.Places second
                    && (last.statement().item() == rule.statement().item()
                            || last.statement().item().parent()
                                    == rule.statement().item().parent())
                    && !first.split().isEmpty()
                    && first.by().equals(second.by())
                    && java.util.Collections.disjoint(
                            first.split().keySet(), second.split().keySet());
            if (goesOn
                    && last.condition() instanceof Condition.Places first
                    && rule.condition() instanceof Condition.Places second) {
                Map<String, Integer> split = new LinkedHashMap<>(first.split());
                split.putAll(second.split());
                all.removeLast();
                all.add(CountRules.allocation(last, first.by(), split));
            } else {
                all.add(rule);
            }
        }
        return all;
    }

    private static boolean sameMeasure(Found one, Found other) {
        return !(one.condition() instanceof Condition.Composition first)
                || !(other.condition() instanceof Condition.Composition second)
                || first.measure() == second.measure();
    }

    private static boolean like(Found one, Found other) {
        String first = one.title().chinese();
        String second = other.title().chinese();
        if (first.contains(second) || second.contains(first)) {
            return true;
        }
        int length = Math.min(first.length(), second.length());
        long shared = first.chars()
                .distinct()
                .filter(letter -> second.indexOf(letter) >= 0)
                .count();
        boolean sameNoun = length >= 2 && first.endsWith(second.substring(second.length() - 2));
        return sameNoun && shared >= 0.7 * length;
    }

    // Assembling

    /** Brings what was found into the file and back, so that what the page shows is what the platform reads. */
    private final class Assembly {
        private final List<Found> rules;
        private final Map<Found, String> ids = new LinkedHashMap<>();
        private final Set<Found> left = new LinkedHashSet<>();
        private final List<NoticeDraft.Disagreement> disagreements = new ArrayList<>();

        Assembly(List<Found> rules) {
            this.rules = rules;
            int number = 1;
            for (Found rule : rules) {
                ids.put(rule, prefix + String.format(java.util.Locale.ROOT, "%02d", number++));
            }
        }

        NoticeDraft draft() {
            for (Disagreements.Found one : Disagreements.of(statements, clean, header.year())) {
                disagreements.add(new NoticeDraft.Disagreement(
                        one.words(),
                        one.places().stream()
                                .map(place -> span(place[0], place[1]))
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
                    disagreements.add(new NoticeDraft.Disagreement(remark.message(), List.of(span(wrong.get()))));
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
                            .min(Comparator.comparing(NoticeCompiler::amount));
        }

        private Map<String, Object> programme() {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("编号", id());
            file.put("系列", header.series());
            file.put("年度", header.year());
            file.put("名称", header.name());
            file.put("英文名", "call of " + header.year() + " (draft)");
            file.put("文号", header.document().isEmpty() ? header.title() : header.document());
            DraftYaml.put(file, "发文单位", header.issuer().isEmpty() ? null : header.issuer());
            DraftYaml.put(
                    file,
                    "发文日期",
                    header.issued() == null ? null : header.issued().toString());
            List<Object> categories = new ArrayList<>();
            int number = 1;
            for (Calls.Call call : calls.all()) {
                Map<String, Object> category = DraftYaml.fields(
                        "编号", call.id(), "名称", call.name(), "英文名", "category " + number++ + " of the call");
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
            file.put("阶段", stages());
            file.put("表单", forms());
            return file;
        }

        private String id() {
            String digits = header.document().replaceAll(".*〔\\d{4}〕(\\d+)号", "-$1");
            return "notice-" + header.year() + (digits.startsWith("-") ? digits : "");
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
            Map.Entry<String, Object> condition =
                    DraftYaml.condition(java.util.Objects.requireNonNull(rule.condition()));
            fields.put(condition.getKey(), condition.getValue());
            fields.put("原文", quote(rule));
            fields.put("出处", section(rule.statement()));
            return fields;
        }

        private List<Object> stages() {
            Map<String, Statement> names = new LinkedHashMap<>();
            Statement flow = statements.stream()
                    .filter(statement -> stageWords(statement.text()).size() >= 3
                            && !statement.text().contains("《"))
                    .max(Comparator.comparingInt(
                            statement -> stageWords(statement.text()).size()))
                    .orElse(null);
            if (flow != null) {
                stageWords(flow.text()).forEach(name -> names.put(name, flow));
            } else {
                for (Statement statement : statements) {
                    stageWords(statement.item().title()).forEach(name -> names.putIfAbsent(name, statement));
                }
            }
            for (Found rule : rules) {
                if (rule.condition() instanceof Condition.Payout payout) {
                    payout.instalments()
                            .forEach(part -> part.after().forEach(stage -> names.putIfAbsent(stage, rule.statement())));
                }
            }
            List<Object> stages = new ArrayList<>();
            int number = 1;
            LocalDate opens = null;
            LocalDate closes = null;
            for (Found rule : rules) {
                if (rule.condition() instanceof Condition.Window window
                        && rule.categories().isEmpty()) {
                    opens = window.opens() == null ? opens : window.opens().toLocalDate();
                    closes = closes == null || window.closes().day().isBefore(closes)
                            ? window.closes().day()
                            : closes;
                }
            }
            for (Map.Entry<String, Statement> stage : names.entrySet()) {
                Map<String, Object> fields = DraftYaml.fields(
                        "编号", prefix + "S" + number++, "名称", stage.getKey(), "英文名", "stage: " + stage.getKey());
                if (stage.getKey().equals("申报")) {
                    DraftYaml.put(
                            fields,
                            "自",
                            opens == null || closes != null && opens.isAfter(closes) ? null : opens.toString());
                    DraftYaml.put(fields, "至", closes == null ? null : closes.toString());
                }
                fields.put("原文", cut(stage.getValue().text()));
                fields.put("出处", section(stage.getValue()));
                stages.add(fields);
            }
            return stages;
        }

        /** Forms that the notice names, with the fields whose length it limits. */
        private List<Object> forms() {
            List<Object> forms = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            Matcher form = Pattern.compile(
                            "《(?<name>[^》]{2,40}(?:申报书|申请书|任务书|推荐表|申报表|汇总表|合同书))》|附件[：\\d.]*(?<annex>[^\\n。]{4,40}(?:申报书|申请书|申报表|推荐表|汇总表))")
                    .matcher(clean);
            while (form.find()) {
                String name = form.group("name") == null ? form.group("annex") : form.group("name");
                names.add(name.replaceAll("^[：\\d.、]+", ""));
            }
            int number = 1;
            for (String name : names) {
                Map<String, Object> fields =
                        DraftYaml.fields("编号", prefix + "F" + number, "名称", name, "英文名", "form " + number);
                if (number == 1) {
                    DraftYaml.put(fields, "栏目", limited().isEmpty() ? null : limited());
                }
                number++;
                forms.add(fields);
            }
            return forms;
        }

        private List<Object> limited() {
            Map<String, Object> fields = new LinkedHashMap<>();
            Matcher limit = Pattern.compile(
                            "(?m)^(?:[一二三四五六七八九十]{1,3}、|\\d+[.、])?(?<name>[^（\\n：。]{2,24})（(?:限)?(?<n>\\d{2,5})字(?:以内|左右)?[^）]*）")
                    .matcher(clean);
            while (limit.find()) {
                fields.put(
                        limit.group("name"),
                        DraftYaml.fields("名称", limit.group("name"), "字数", Integer.parseInt(limit.group("n"))));
            }
            return List.copyOf(fields.values());
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
                        span(statement.start(), statement.end()),
                        span(rule),
                        section(statement),
                        quote(rule)));
            }
            return drafts;
        }

        private List<NoticeDraft.Fact> facts() {
            List<NoticeDraft.Fact> facts = new ArrayList<>();
            header.facts()
                    .forEach(fact ->
                            facts.add(new NoticeDraft.Fact(fact.name(), fact.value(), span(fact.from(), fact.to()))));
            facts.add(new NoticeDraft.Fact("年度", String.valueOf(header.year()), null));
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
            return calls.all().stream()
                    .map(call -> new NoticeDraft.DraftCategory(
                            call.id(),
                            call.name(),
                            call.group(),
                            span(
                                    call.item().start(),
                                    Math.max(
                                            call.item().start(),
                                            call.item().start()
                                                    + Math.min(
                                                            call.name().length(),
                                                            call.item().end()
                                                                    - call.item()
                                                                            .start())))))
                    .toList();
        }

        private static List<Found> of(Statement statement, List<Found> rules) {
            return rules.stream().filter(rule -> rule.statement() == statement).toList();
        }

        private List<NoticeDraft.Unread> unread() {
            List<NoticeDraft.Unread> unread = new ArrayList<>();
            for (Statement statement : statements) {
                boolean head = header.facts().stream()
                        .anyMatch(fact -> fact.from() < statement.end()
                                && fact.to() > statement.start()
                                && fact.to() - fact.from() > statement.text().length() / 2);
                if (head && !DUTY.matcher(statement.text()).find()
                        || statement.text().length() < 4) {
                    continue;
                }
                List<Found> kept = of(statement, rules);
                List<Found> all = of(statement, found);
                for (Statement.Clause clause : statement.clauses()) {
                    // What stands elsewhere as well was read there; but what forbids counts as read only where a rule
                    // is left of it.
                    boolean read = FORBIDS.matcher(clause.text()).find()
                            ? !forbidsMore(clause, kept)
                            : all.stream().anyMatch(rule -> rule.from() < clause.end() && rule.to() > clause.start());
                    boolean announces = announcements.contains(statement)
                            && ANNOUNCES.matcher(clause.text()).find()
                            && FORBIDS.matcher(clause.text()).results().count() < 2;
                    if (!read
                            && !announces
                            && Words.RULE_LIKE.matcher(clause.text()).find()) {
                        unread.add(new NoticeDraft.Unread(
                                clause.text(),
                                section(statement),
                                span(statement.start() + clause.start(), statement.start() + clause.end())));
                    }
                }
            }
            return unread;
        }
    }

    private static java.math.BigDecimal amount(Found rule) {
        if (rule.condition() instanceof Condition.AmountCap cap) {
            return cap.maximum().tenThousandYuan();
        }
        return rule.condition() instanceof Condition.Places places
                ? java.math.BigDecimal.valueOf(places.total())
                : java.math.BigDecimal.ZERO;
    }

    private static List<String> stageWords(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher words = STAGE_WORDS.matcher(text);
        while (words.find()) {
            String word = words.group();
            names.add(
                    word.startsWith("中期") || word.startsWith("结题") || word.startsWith("结项")
                            ? PayRules.stage(word)
                            : word.matches("资格.*初步审查") ? "资格审查" : word);
        }
        return List.copyOf(names);
    }

    private static String quote(Found rule) {
        Statement statement = rule.statement();
        if (statement.text().length() <= QUOTE) {
            return statement.text().replace('\t', ' ');
        }
        int from = statement.clause(rule.from()).start();
        int to = Math.max(
                rule.to(),
                statement.clause(Math.max(rule.from(), rule.to() - 1)).end());
        return cut(statement.text().substring(from, to));
    }

    private static String cut(String text) {
        String plain = text.replace('\t', ' ');
        return plain.length() <= QUOTE ? plain : plain.substring(0, QUOTE);
    }

    private static String section(Statement statement) {
        String section = statement.item().section().strip();
        return section.isEmpty() ? "正文" : section;
    }

    private static ProgrammeReader.Outcome outcome(String file) {
        try {
            return ProgrammeReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NoticeDraft.Span span(Found rule) {
        return span(rule.statement().start() + rule.from(), rule.statement().start() + rule.to());
    }

    private NoticeDraft.Span span(int from, int to) {
        int end = Math.max(from, Math.min(to, clean.length()));
        int start = Math.min(from, clean.length());
        if (start == clean.length()) {
            return new NoticeDraft.Span(original.length(), original.length());
        }
        return new NoticeDraft.Span(text.origin(start), Math.max(text.origin(start), text.originEnd(end)));
    }
}
