package org.jiebang.ingest.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.text.TextNormalizer;

/**
 * Which column of a file is which column of a library. A heading that could mean two columns goes to the one that has no better heading.
 *
 * @param row row of the file that holds the headings, the lower of two
 * @param places position in the file by heading of the library's column
 * @param units unit of a money column that the file does not count in 万元, by heading of the library's column
 * @param unknown headings of the file that no column of the library takes, and a sentence where whole tables are not read
 */
public record Headings(int row, Map<String, Integer> places, Map<String, String> units, List<String> unknown) {
    private static final Pattern UNIT = Pattern.compile("(亿|百万|万|千)?元");
    private static final Pattern UNIT_AT_END = Pattern.compile("(单位)?(亿|百万|万|千)?元$");
    private static final Pattern UNIT_NOTE = Pattern.compile("单位\\s*:\\s*((亿|百万|万|千)?元)");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");
    private static final Pattern BARE_NUMBER = Pattern.compile("[\\d,.\\s~-]+");

    private record Candidate(Column column, int place, int rank) {}

    /** Tries to understand a row as headings; empty if it does not name the columns without which the library cannot be read. */
    static Optional<Headings> of(SourceRow row, LibraryTable<?> table) {
        List<Candidate> candidates = new ArrayList<>();
        for (int place = 0; place < row.cells().size(); place++) {
            String heading = Column.folded(row.cells().get(place));
            for (Column column : table.columns()) {
                int rank = heading.isEmpty() ? -1 : rank(column, table.namesOf(column), heading);
                if (rank >= 0) {
                    candidates.add(new Candidate(column, place, rank));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::rank));
        Map<String, Integer> places = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Candidate candidate : candidates) {
            String heading = candidate.column().heading();
            if (!places.containsKey(heading) && taken.add(candidate.place())) {
                places.put(heading, candidate.place());
                if (candidate.column().isMoney()) {
                    unit(row.cells().get(candidate.place())).ifPresent(unit -> units.put(heading, unit));
                }
            }
        }
        if (!table.isReadableWith(places.keySet())) {
            return Optional.empty();
        }
        List<String> unknown = new ArrayList<>();
        for (int place = 0; place < row.cells().size(); place++) {
            if (!taken.contains(place) && !row.cells().get(place).isBlank()) {
                unknown.add(row.cells().get(place).strip());
            }
        }
        return Optional.of(new Headings(row.number(), places, units, unknown));
    }

    /** Two rows read as one: the lower cell counts where there is one, for it stands under a heading of several columns. */
    static SourceRow together(SourceRow upper, SourceRow lower) {
        List<String> cells = new ArrayList<>(lower.cells());
        for (int place = 0; place < upper.cells().size(); place++) {
            if (place >= cells.size()) {
                cells.add(upper.cells().get(place));
            } else if (cells.get(place).isBlank()) {
                cells.set(place, upper.cells().get(place));
            }
        }
        return new SourceRow(lower.number(), cells);
    }

    /** How many cells of a row are headings of the library. */
    static long named(SourceRow row, LibraryTable<?> table) {
        return row.cells().stream()
                .filter(cell -> !cell.isBlank())
                .map(Column::folded)
                .filter(heading ->
                        table.columns().stream().anyMatch(column -> rank(column, table.namesOf(column), heading) >= 0))
                .count();
    }

    /** Unit that a note above the table gives, as in 「单位：万元」. */
    static Optional<String> unitNote(SourceRow row) {
        return row.cells().stream()
                .map(cell -> UNIT_NOTE.matcher(TextNormalizer.fold(cell)))
                .filter(Matcher::find)
                .map(note -> note.group(1))
                .findFirst();
    }

    /** The same headings with a unit for the money columns that name none. */
    Headings withUnit(String unit, LibraryTable<?> table) {
        Map<String, String> all = new LinkedHashMap<>(units);
        table.columns().stream()
                .filter(column -> column.isMoney() && places.containsKey(column.heading()))
                .forEach(column -> all.putIfAbsent(column.heading(), unit));
        return new Headings(row, places, all, unknown);
    }

    /** Says among what is not read that other tables of the file are not read either; nobody should lose rows unawares. */
    Headings withUnreadTables(long count) {
        if (count == 0) {
            return this;
        }
        List<String> all = new ArrayList<>(unknown);
        all.add("另有 " + count + " 张表也有这些列，没有读取，请分成几个文件上传");
        return new Headings(row, places, units, all);
    }

    private static Optional<String> unit(String heading) {
        Matcher unit = UNIT.matcher(TextNormalizer.fold(heading));
        return unit.find() ? Optional.of(unit.group()) : Optional.empty();
    }

    private static int rank(Column column, List<String> names, String heading) {
        int rank = names.indexOf(heading);
        return rank < 0 && column.isMoney()
                ? names.indexOf(UNIT_AT_END.matcher(heading).replaceFirst(""))
                : rank;
    }

    /** Cells of a row by the library's headings; blank ones are left out, and characters that nobody can see. */
    public Map<String, String> cells(SourceRow row) {
        Map<String, String> cells = new LinkedHashMap<>();
        places.forEach((heading, place) -> {
            String cell = place < row.cells().size() ? cleaned(row.cells().get(place)) : "";
            if (!cell.isEmpty()) {
                String unit = units.getOrDefault(heading, "万元");
                boolean counted =
                        unit.equals("万元") || !BARE_NUMBER.matcher(cell).matches();
                cells.put(heading, counted ? cell : cell + unit);
            }
        });
        return cells;
    }

    private static String cleaned(String cell) {
        return INVISIBLE
                .matcher(LINE_END.matcher(cell).replaceAll("\n"))
                .replaceAll("")
                .strip();
    }
}
