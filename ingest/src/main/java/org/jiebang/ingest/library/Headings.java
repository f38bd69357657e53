package org.jiebang.ingest.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiebang.ingest.workbook.SourceRow;

/**
 * Which column of a file is which column of a library. A heading that could mean two columns goes to the one that has no better heading.
 *
 * @param row row of the file that holds the headings
 * @param places position in the file by heading of the library's column
 * @param unknown headings of the file that no column of the library takes
 */
public record Headings(int row, Map<String, Integer> places, List<String> unknown) {
    private record Candidate(Column column, int place, int rank) {}

    /** Tries to understand a row as headings; empty if it names no column of the library that matters. */
    static Optional<Headings> of(SourceRow row, List<Column> columns) {
        List<Candidate> candidates = new ArrayList<>();
        for (int place = 0; place < row.cells().size(); place++) {
            String heading = Column.folded(row.cells().get(place));
            if (heading.isEmpty()) {
                continue;
            }
            for (Column column : columns) {
                int rank = rank(column, heading);
                if (rank >= 0) {
                    candidates.add(new Candidate(column, place, rank));
                }
            }
        }
        candidates.sort((a, b) -> Integer.compare(a.rank(), b.rank()));
        Map<String, Integer> places = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!places.containsKey(candidate.column().heading()) && taken.add(candidate.place())) {
                places.put(candidate.column().heading(), candidate.place());
            }
        }
        if (places.isEmpty()
                || columns.stream().anyMatch(column -> column.required() && !places.containsKey(column.heading()))) {
            return Optional.empty();
        }
        List<String> unknown = new ArrayList<>();
        for (int place = 0; place < row.cells().size(); place++) {
            if (!taken.contains(place) && !row.cells().get(place).isBlank()) {
                unknown.add(row.cells().get(place).strip());
            }
        }
        return Optional.of(new Headings(row.number(), places, unknown));
    }

    private static int rank(Column column, String heading) {
        if (Column.folded(column.heading()).equals(heading)) {
            return 0;
        }
        for (int i = 0; i < column.aliases().size(); i++) {
            if (Column.folded(column.aliases().get(i)).equals(heading)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Cells of a row by the library's headings; blank ones are left out. */
    public Map<String, String> cells(SourceRow row) {
        Map<String, String> cells = new LinkedHashMap<>();
        places.forEach((heading, place) -> {
            if (place < row.cells().size() && !row.cells().get(place).isBlank()) {
                cells.put(heading, row.cells().get(place).strip());
            }
        });
        return cells;
    }
}
