package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.LibraryRecord;

/** Values of one work as they are met, in whatever order and number. */
final class WorkBuilder {
    private static final Pattern YEAR =
            Pattern.compile("(?<!\\d)(?:19[5-9]\\d|20\\d\\d)(?!\\d)|(?<!\\d)(?:19[5-9]\\d|20\\d\\d)(?=\\d{4}(?!\\d))");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** 「南京大学材料学院, 江苏 南京 210093」: behind the unit stand its place and postcode. */
    private static final Pattern BEHIND_UNIT =
            Pattern.compile("[,，]\\s*[\\p{IsHan}\\s]{2,12}\\s*\\d{6}.*$|\\s+\\d{6}$");

    private static final int LONGEST = 20_000;
    /** What goes on over more lines is no value of one work. */
    private static final int MOST_LINES = 200;

    private static final int LONGEST_TITLE = 1000;
    private static final Pattern LISTED = Pattern.compile("\\n|\\s{2,}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Set<WorkField> LISTS = EnumSet.of(
            WorkField.AUTHOR,
            WorkField.INVENTOR,
            WorkField.LEADER,
            WorkField.UNIT,
            WorkField.KEYWORDS,
            WorkField.ORCID);
    /** What stands for those who are not named. */
    private static final Pattern OTHERS = Pattern.compile("等|等人|others|et al\\.?", Pattern.CASE_INSENSITIVE);

    static final int MOST_AUTHORS = 200;
    static final int MOST_KEYWORDS = 50;

    private final Map<WorkField, List<String>> values = new EnumMap<>(WorkField.class);
    private final int line;
    private int moreLines;

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
        moreLines = 0;
        String cut = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        String listed = LISTS.contains(field) ? LISTED.matcher(cut.strip()).replaceAll(";") : cut;
        String stripped = SPACE.matcher(listed).replaceAll(" ").strip();
        if (!stripped.isEmpty() && field != WorkField.SUMMARY) {
            values.computeIfAbsent(field, none -> new ArrayList<>()).add(stripped);
        }
    }

    /** More of the value that was added last to a field, from the next line. */
    void extend(WorkField field, String more) {
        List<String> known = values.get(field);
        if (known == null || known.isEmpty()) {
            add(field, more);
        } else if (moreLines < MOST_LINES && known.getLast().length() + more.length() < LONGEST) {
            moreLines++;
            known.set(known.size() - 1, known.getLast() + " " + more.strip());
        }
    }

    /** The work; empty if no title was met. */
    Optional<Work> build() {
        String title = shortened(first(WorkField.TITLE));
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
                        split(WorkField.UNIT, "[;；]").stream()
                                .map(unit -> BEHIND_UNIT
                                        .matcher(unit)
                                        .replaceFirst("")
                                        .strip())
                                .filter(unit -> !unit.isEmpty())
                                .distinct()
                                .toList()),
                keywords(),
                year(),
                shortened(first(WorkField.SOURCE)),
                shortened(number(kind)),
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
        return values.getOrDefault(WorkField.YEAR, List.of()).stream()
                .mapToInt(WorkBuilder::year)
                .filter(year -> year != 0)
                .findFirst()
                .orElse(0);
    }

    /** The first year from 1950 on that a date names; 0 if none. */
    static int year(String date) {
        Matcher year = YEAR.matcher(date);
        return year.find() ? Integer.parseInt(year.group().substring(0, 4)) : 0;
    }

    static String shortened(String text) {
        return text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text;
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
        return split(WorkField.KEYWORDS, "[;；,，、|]").stream()
                .distinct()
                .limit(MOST_KEYWORDS)
                .toList();
    }

    /** A comma parts Chinese names, but stands inside 「Zhang, Wei」. */
    private List<String> names(WorkField field) {
        List<String> names = new ArrayList<>();
        for (String part : split(field, "[;；]| and ")) {
            if (HAN.matcher(part).find()) {
                for (String name : part.split("[,，、|]|(?<=\\p{IsHan}{2}) (?=\\p{IsHan}{2})")) {
                    names.add(name.strip());
                }
            } else {
                names.add(part.replaceFirst("^([^,]+),\\s*([^,]+)$", "$2 $1"));
            }
        }
        names.replaceAll(name -> name.replaceFirst("(?<=\\p{IsHan}{2})等$", "").strip());
        names.removeIf(name -> name.isEmpty() || OTHERS.matcher(name).matches());
        return names.size() > MOST_AUTHORS ? names.subList(0, MOST_AUTHORS) : names;
    }

    /** Files list the units of a work, seldom whose they are; each author may be of any of them. */
    private List<Work.Author> authors(List<String> names, List<String> units) {
        Map<String, String> orcids = orcids();
        return names.stream()
                .map(name -> new Work.Author(name, units, orcids.getOrDefault(LibraryRecord.normalized(name), "")))
                .toList();
    }

    /** 「Zhang, Wei/0000-0002-1825-0097」; one alone belongs to nobody that is named. */
    private Map<String, String> orcids() {
        Map<String, String> orcids = new HashMap<>();
        for (String stated : split(WorkField.ORCID, "[;；]")) {
            int slash = stated.indexOf('/');
            String orcid = Orcid.in(stated);
            if (slash > 0 && !orcid.isEmpty()) {
                String name = stated.substring(0, slash).replaceFirst("^([^,]+),\\s*([^,]+)$", "$2 $1");
                orcids.put(LibraryRecord.normalized(name), orcid);
            }
        }
        return orcids;
    }
}
