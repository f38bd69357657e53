package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;
import org.jspecify.annotations.Nullable;

/** Compiles the text of a call to a draft programme file. Safe from any thread; the time grows with the length of the text. */
public final class NoticeCompiler {
    /** A notice with all its annexes is some twenty thousand characters. */
    public static final int LONGEST = 300_000;

    private static final Pattern CLOSING = Pattern.compile("结项|结题|立项后|成功立项|获得立项|获得.{0,24}立项|实施期|验收|定期报告|监理|年底|推广|宣传");
    private static final Pattern FORM_WORDS = Pattern.compile("单位名称|联系电话|电子邮箱|年\\s*月\\s*日|盖章|公章|签名|序号");

    private final NoticeSource source;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<Statement> announcements = new LinkedHashSet<>();

    private NoticeCompiler(NoticeSource source) {
        this.source = source;
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
        return new NoticeCompiler(new NoticeSource(notice)).compile();
    }

    private NoticeDraft compile() {
        read();
        List<Found> rules = distinct();
        rules.sort(Comparator.comparingInt(rule -> rule.statement().start() + rule.from()));
        return new DraftAssembly(source, statements, found, announcements, rules).draft();
    }

    private void read() {
        for (Item item : source.root().all()) {
            if (item.end() <= item.start() || isContact(item) || isFormLine(item)) {
                continue;
            }
            List<Statement> parts = Statement.of(source.clean(), item, source.calls());
            for (Statement statement : parts) {
                if (isSignature(statement)) {
                    continue;
                }
                statements.add(statement);
                read(statement);
            }
        }
        new TableRules(source.clean(), source.calls(), statements).read().forEach(found::add);
    }

    private void read(Statement statement) {
        List<Day> dates = Day.find(
                statement.text(),
                source.header().issued() == null
                        ? source.header().year()
                        : source.header().issued().getYear());
        Statement above = announcement(statement);
        List<Found> here = new ArrayList<>(BarRules.read(statement, above, source.calls()));
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
        List<String> own = source.calls().inFull(clause.text());
        if (own.size() > 1) {
            int before = here.stream()
                    .mapToInt(Found::to)
                    .filter(to -> to <= rule.from() && to > clause.start())
                    .max()
                    .orElse(clause.start());
            List<String> words =
                    source.calls().inFull(statement.text().substring(before, Math.min(rule.to(), clause.end())));
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
                    && !Words.forbidsMore(clause, here);
            boolean counts = !Count.find(clause.text(), List.of()).isEmpty() && !Words.forbidsMore(clause, here);
            if (!read
                    && !counts
                    && clause.text().length() >= 6
                    && Words.DUTY.matcher(clause.text()).find()
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

    /** The line of the issuer or of the day. */
    private boolean isSignature(Statement statement) {
        return source.header().facts().stream()
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
        Matcher words = FORM_WORDS.matcher(source.clean().substring(annex.start(), annex.lastEnd()));
        int count = 0;
        while (words.find()) {
            count++;
        }
        return count >= 4 && source.clean().charAt(item.end() - 1) != '。';
    }

    private DateRules.Surroundings around() {
        return new DateRules.Surroundings() {
            @Override
            public String paragraph(Statement statement) {
                return source.clean()
                        .substring(statement.item().start(), statement.item().end());
            }

            @Override
            public String section(Statement statement) {
                Item above = statement.item().parent();
                return above == null || above == source.root()
                        ? ""
                        : source.clean().substring(above.start(), above.lastEnd());
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
                            && sameRecommender(rule, other)
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
                    && Collections.disjoint(
                            first.split().keySet(), second.split().keySet());
            if (goesOn
                    && last.condition() instanceof Condition.Places first
                    && rule.condition() instanceof Condition.Places second) {
                Map<String, Integer> split = new LinkedHashMap<>(first.split());
                split.putAll(second.split());
                all.removeLast();
                all.add(ShareRules.allocation(last, first.by(), split));
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

    /** 「分会推荐1人；理事单位可直接推荐1人」 limits two. */
    private static boolean sameRecommender(Found one, Found other) {
        String first = PlaceRules.recommender(one);
        String second = PlaceRules.recommender(other);
        return first.isEmpty() || second.isEmpty() || first.endsWith(second) || second.endsWith(first);
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
}
