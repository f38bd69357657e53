package org.jiebang.ingest.notice;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reviewed rules of notices, and how a compiled notice compares with them. A rule is found if its kind, its value and its categories are
 * the same and its quote has the keyword; each rule answers to one row at most.
 */
final class Reference {
    /** The kinds that the issue asks about. */
    static final List<FoundKind> ASKED =
            List.of(FoundKind.QUOTA, FoundKind.CAP, FoundKind.THRESHOLD, FoundKind.WINDOW, FoundKind.EXCLUSION);

    /**
     * One rule of a notice.
     *
     * @param category names joined by 、; blank: of all; *: not compared
     * @param value * if not compared
     */
    record Row(String notice, FoundKind kind, String category, String value, String keyword) {
        boolean matches(NoticeDraft draft, NoticeDraft.DraftRule rule) {
            return rule.kind() == kind
                    && (value.equals("*") || rule.value().equals(value))
                    && rule.quote().contains(keyword)
                    && (category.equals("*")
                            || names(draft, rule)
                                    .equals(new TreeSet<>(List.of(category.split("、(?![^（]*）)(?!联合招标|海安)")))));
        }

        private static TreeSet<String> names(NoticeDraft draft, NoticeDraft.DraftRule rule) {
            TreeSet<String> names = draft.categories().stream()
                    .filter(category -> rule.categories().contains(category.id()))
                    .map(NoticeDraft.DraftCategory::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (names.isEmpty()) {
                names.add("");
            }
            return names;
        }
    }

    /** Counts of one kind. */
    record Score(int expected, int given, int right) {
        double precision() {
            return given == 0 ? 1 : (double) right / given;
        }

        double recall() {
            return expected == 0 ? 1 : (double) right / expected;
        }

        Score plus(Score other) {
            return new Score(expected + other.expected, given + other.given, right + other.right);
        }
    }

    private Reference() {}

    static List<Row> rows(String file) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        Objects.requireNonNull(Reference.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return csv.stream()
                    .map(row -> new Row(
                            row.getField("notice"),
                            FoundKind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                            row.getField("category"),
                            row.getField("value"),
                            row.getField("keyword")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scores by kind over all notices of a file; what is missing or too much is added to the list. */
    static Map<FoundKind, Score> scores(String file, Function<String, String> text, List<String> faults) {
        Map<FoundKind, Score> scores = new EnumMap<>(FoundKind.class);
        rows(file).stream().collect(Collectors.groupingBy(Row::notice)).forEach((notice, rows) -> {
            NoticeDraft draft = NoticeCompiler.compile(text.apply(notice));
            for (FoundKind kind : FoundKind.values()) {
                List<Row> missing = new ArrayList<>(
                        rows.stream().filter(row -> row.kind() == kind).toList());
                List<NoticeDraft.DraftRule> given = draft.rules().stream()
                        .filter(rule -> rule.kind() == kind)
                        .toList();
                int expected = missing.size();
                if (expected == 0 && !ASKED.contains(kind)) {
                    continue;
                }
                for (NoticeDraft.DraftRule rule : given) {
                    Row row = missing.stream()
                            .filter(one -> one.matches(draft, rule))
                            .findFirst()
                            .orElse(null);
                    if (row == null) {
                        faults.add("+ " + notice + " " + kind + " " + rule.value() + " "
                                + rule.title().chinese() + " " + Row.names(draft, rule) + " | " + rule.quote());
                    } else {
                        missing.remove(row);
                    }
                }
                missing.forEach(row -> faults.add("- " + row));
                int right = expected - missing.size();
                scores.merge(kind, new Score(expected, given.size(), right), Score::plus);
            }
        });
        return scores;
    }

    static Score asked(Map<FoundKind, Score> scores) {
        return scores.entrySet().stream()
                .filter(entry -> ASKED.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new Score(0, 0, 0), Score::plus);
    }

    static String table(Map<FoundKind, Score> scores) {
        StringBuilder table = new StringBuilder(
                "| 种类 Kind | 规则 rules | 给出 given | 正确 right | 准确率 precision | 召回率 recall |\n|---|---|---|---|---|---|\n");
        scores.forEach((kind, score) -> row(table, kind.label() + " " + kind.english(), score));
        row(table, "所问五类 the five kinds asked", asked(scores));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Score score) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f | %.3f |%n",
                name,
                score.expected(),
                score.given(),
                score.right(),
                score.precision(),
                score.recall()));
    }
}
