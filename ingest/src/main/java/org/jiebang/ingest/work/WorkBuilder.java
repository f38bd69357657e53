package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of one work as they are met, in whatever order and number. */
final class WorkBuilder {
    private static final Pattern YEAR =
            Pattern.compile("(?<!\\d)(?:19[5-9]\\d|20\\d\\d)(?!\\d)|(?<!\\d)(?:19[5-9]\\d|20\\d\\d)(?=\\d{4}(?!\\d))");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** 「南京大学材料学院, 江苏 南京 210093」: behind the unit stand its place and postcode. */
    private static final Pattern BEHIND_UNIT =
            Pattern.compile("[,，]\\s*[\\p{IsHan}\\s]{2,12}\\s*\\d{6}.*$|\\s+\\d{6}$");

    private static final int LONGEST = 20_000;
    private static final int MOST_AUTHORS = 200;

    private final Map<WorkField, List<String>> values = new EnumMap<>(WorkField.class);
    private final int line;

    WorkBuilder(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void add(WorkField field, String value) {
        String stripped = value.strip();
        if (!stripped.isEmpty()) {
            values.computeIfAbsent(field, none -> new ArrayList<>())
                    .add(stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped);
        }
    }

    /** More of the value that was added last to a field, from the next line. */
    void extend(WorkField field, String more) {
        List<String> known = values.get(field);
        if (known == null || known.isEmpty()) {
            add(field, more);
        } else {
            String longer = known.getLast() + " " + more.strip();
            known.set(known.size() - 1, longer.length() > LONGEST ? longer.substring(0, LONGEST) : longer);
        }
    }

    /** The work; empty if no title was met. */
    Optional<Work> build() {
        String title = first(WorkField.TITLE);
        if (title.isBlank()) {
            return Optional.empty();
        }
        Work.Kind kind = kind();
        List<String> names = names(
                switch (kind) {
                    case PATENT -> values.containsKey(WorkField.INVENTOR) ? WorkField.INVENTOR : WorkField.AUTHOR;
                    case PROJECT -> values.containsKey(WorkField.LEADER) ? WorkField.LEADER : WorkField.AUTHOR;
                    case PAPER -> WorkField.AUTHOR;
                });
        return Optional.of(new Work(
                kind,
                title,
                authors(
                        names,
                        split(WorkField.UNIT, "[;；]|\\n").stream()
                                .map(unit -> BEHIND_UNIT
                                        .matcher(unit)
                                        .replaceFirst("")
                                        .strip())
                                .filter(unit -> !unit.isEmpty())
                                .distinct()
                                .toList()),
                keywords(),
                first(WorkField.SUMMARY),
                year(),
                first(WorkField.SOURCE),
                number(kind),
                line));
    }

    private String first(WorkField field) {
        return values.getOrDefault(field, List.of("")).getFirst();
    }

    private Work.Kind kind() {
        String stated = first(WorkField.KIND).toLowerCase(Locale.ROOT);
        if (values.containsKey(WorkField.INVENTOR)
                || values.containsKey(WorkField.PATENT_NUMBER)
                || stated.contains("patent")
                || stated.contains("专利")
                || stated.equals("pat")) {
            return Work.Kind.PATENT;
        }
        boolean project = values.containsKey(WorkField.LEADER) || values.containsKey(WorkField.PROJECT_NUMBER);
        return project || stated.contains("grant") || stated.contains("项目") ? Work.Kind.PROJECT : Work.Kind.PAPER;
    }

    private String number(Work.Kind kind) {
        return switch (kind) {
            case PATENT -> first(WorkField.PATENT_NUMBER);
            case PROJECT -> first(WorkField.PROJECT_NUMBER);
            case PAPER -> first(WorkField.NUMBER);
        };
    }

    private int year() {
        for (String value : values.getOrDefault(WorkField.YEAR, List.of())) {
            Matcher year = YEAR.matcher(value);
            if (year.find()) {
                return Integer.parseInt(year.group().substring(0, 4));
            }
        }
        return 0;
    }

    private List<String> split(WorkField field, String by) {
        List<String> parts = new ArrayList<>();
        for (String value : values.getOrDefault(field, List.of())) {
            for (String part : value.split(by)) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private List<String> keywords() {
        return split(WorkField.KEYWORDS, "[;；,，、|]|\\s{2,}").stream().distinct().toList();
    }

    /** A comma parts Chinese names, but stands inside 「Zhang, Wei」. */
    private List<String> names(WorkField field) {
        List<String> names = new ArrayList<>();
        for (String part : split(field, "[;；]|\\s+and\\s+")) {
            if (HAN.matcher(part).find()) {
                for (String name : part.split("[,，、|]|(?<=\\p{IsHan}{2})\\s+(?=\\p{IsHan}{2})")) {
                    names.add(name.strip());
                }
            } else {
                names.add(part.replaceFirst("^([^,]+),\\s*([^,]+)$", "$2 $1"));
            }
        }
        names.removeIf(String::isBlank);
        return names.size() > MOST_AUTHORS ? names.subList(0, MOST_AUTHORS) : names;
    }

    /** Where there are as many units as authors, each has his own. */
    private static List<Work.Author> authors(List<String> names, List<String> units) {
        List<Work.Author> authors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean aligned = units.size() == names.size() && units.size() > 1;
            authors.add(new Work.Author(names.get(i), aligned ? List.of(units.get(i)) : units));
        }
        return authors;
    }
}
