package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;

/** Finds where a notice contradicts itself: the same sentence with another number, sums that do not add up, a wrong day of the week. */
final class Disagreements {
    /** Two places of the cleaned text, or one. */
    record Found(Sentence words, List<int[]> places) {}

    /** Sentences that share so much of their pairs of characters, numbers left out, are the same sentence (Dice's measure). */
    private static final double SAME = 0.7;

    private static final int SHORTEST = 16;
    private static final int NOUN = 4;
    private static final String[][] TWO_WORDS = {{"中期检查", "中期评估"}, {"结题验收", "结项验收"}};

    private final List<Statement> statements;
    private final String text;
    private final int year;
    private final List<Found> found = new ArrayList<>();

    private Disagreements(List<Statement> statements, String text, int year) {
        this.statements = statements;
        this.text = text;
        this.year = year;
    }

    static List<Found> of(List<Statement> statements, String text, int year) {
        Disagreements disagreements = new Disagreements(statements, text, year);
        disagreements.restated();
        disagreements.sums();
        disagreements.weekdays();
        disagreements.words();
        return disagreements.found;
    }

    private record Numbered(Statement statement, Set<String> pairs, Map<String, Count> counts) {}

    /** 「152家省级学会」 and 「151家省级学会」 in two sentences that are otherwise alike. */
    private void restated() {
        List<Numbered> numbered = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.text().length() >= SHORTEST) {
                Map<String, Count> counts = counts(statement.text());
                if (!counts.isEmpty()) {
                    numbered.add(new Numbered(statement, pairs(statement.text()), counts));
                }
            }
        }
        Set<String> told = new HashSet<>();
        for (int i = 0; i < numbered.size(); i++) {
            for (int j = i + 1; j < numbered.size(); j++) {
                Numbered one = numbered.get(i);
                Numbered other = numbered.get(j);
                if (one.statement().scope().equals(other.statement().scope()) && alike(one.pairs(), other.pairs())) {
                    compare(one, other, told);
                }
            }
        }
    }

    private void compare(Numbered one, Numbered other, Set<String> told) {
        one.counts().forEach((noun, count) -> {
            Count again = other.counts().get(noun);
            if (again != null
                    && again.value().compareTo(count.value()) != 0
                    && told.add(noun + count.written() + again.written())) {
                String first = one.statement()
                        .text()
                        .substring(
                                count.number(), Math.min(one.statement().text().length(), count.end() + NOUN));
                String second = other.statement()
                        .text()
                        .substring(
                                again.number(),
                                Math.min(other.statement().text().length(), again.end() + NOUN));
                add(
                        "“" + first + "”与“" + second + "”不一致",
                        "‘" + first + "’ and ‘" + second + "’ do not agree",
                        place(one.statement(), count),
                        place(other.statement(), again));
            }
        });
    }

    private static Map<String, Count> counts(String text) {
        Map<String, Count> counts = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Count count : Count.find(text, List.of())) {
            String noun = text.substring(count.end(), Math.min(text.length(), count.end() + NOUN));
            if (noun.length() == NOUN && counts.put(count.unit() + noun, count) != null) {
                twice.add(count.unit() + noun);
            }
        }
        counts.keySet().removeAll(twice);
        return counts;
    }

    private static Set<String> pairs(String text) {
        String plain = text.replaceAll("[\\d,.]+", "#");
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= plain.length(); i++) {
            pairs.add(plain.substring(i, i + 2));
        }
        return pairs;
    }

    private static boolean alike(Set<String> one, Set<String> other) {
        int smaller = Math.min(one.size(), other.size());
        if (2.0 * smaller / (one.size() + other.size()) < SAME) {
            return false;
        }
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size()) >= SAME;
    }

    /** 「原件1份及复印件5份，共6份」. */
    private void sums() {
        for (Statement statement : statements) {
            List<Count> counts = Count.find(statement.text(), Day.find(statement.text(), year));
            for (int i = 2; i < counts.size(); i++) {
                Count total = counts.get(i);
                String before = statement.text().substring(Math.max(0, total.number() - 4), total.number());
                if (!before.matches(".*(?:共|共计|合计|总计|总共)")) {
                    continue;
                }
                java.math.BigDecimal sum = java.math.BigDecimal.ZERO;
                int parts = 0;
                for (int j = i - 1; j >= 0 && counts.get(j).unit().equals(total.unit()); j--) {
                    sum = sum.add(counts.get(j).value());
                    parts++;
                }
                if (parts >= 2 && sum.compareTo(total.value()) != 0) {
                    String said = Count.plain(total.value()) + total.unit();
                    String added = Count.plain(sum) + total.unit();
                    add(
                            "各项相加为" + added + "，原文写共" + said,
                            "the parts add up to " + added + ", the text says " + said,
                            place(statement, total));
                }
            }
        }
    }

    private void weekdays() {
        for (Statement statement : statements) {
            for (Day day : Day.find(statement.text(), year)) {
                if (day.weekday() > 0 && day.last().getDayOfWeek().getValue() != day.weekday()) {
                    add(
                            day.last() + "不是星期" + "一二三四五六日".charAt(day.weekday() - 1),
                            day.last() + " is no "
                                    + java.time.DayOfWeek.of(day.weekday())
                                            .getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.ENGLISH),
                            new int[] {statement.start() + day.start(), statement.start() + day.end()});
                }
            }
        }
    }

    /** One step under two names (D-09). */
    private void words() {
        for (String[] pair : TWO_WORDS) {
            Matcher one = Pattern.compile(pair[0]).matcher(text);
            Matcher other = Pattern.compile(pair[1]).matcher(text);
            if (one.find() && other.find()) {
                add(
                        "同一环节有两种说法：“" + pair[0] + "”与“" + pair[1] + "”",
                        "one step under two names, ‘" + pair[0] + "’ and ‘" + pair[1] + "’",
                        new int[] {one.start(), one.end()},
                        new int[] {other.start(), other.end()});
            }
        }
    }

    private static int[] place(Statement statement, Count count) {
        return new int[] {
            statement.start() + count.number(),
            statement.start() + Math.min(statement.text().length(), count.end() + NOUN)
        };
    }

    private void add(String chinese, String english, int[]... places) {
        found.add(new Found(new Sentence(chinese, english), List.of(places)));
    }
}
