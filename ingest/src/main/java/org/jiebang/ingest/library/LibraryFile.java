package org.jiebang.ingest.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.ingest.workbook.TableFile;
import org.jspecify.annotations.Nullable;

/** A file opened for one library: the table that names the most columns, its rows read and validated one by one. */
public final class LibraryFile implements AutoCloseable {
    private static final int HEADINGS_WITHIN = 20;
    private static final int MOST_SEEN = 40;

    private final LibraryTable<?> table;
    private final RowSource source;
    private final Headings headings;

    private LibraryFile(LibraryTable<?> table, RowSource source, Headings headings) {
        this.table = table;
        this.source = source;
        this.headings = headings;
    }

    /**
     * One row read.
     *
     * @param number row in the file, counted from 1
     * @param cells the cells that were understood, by heading
     */
    public record Parsed(
            int number, Map<String, String> cells, LibraryTable.Outcome<? extends LibraryRecord> outcome) {}

    /**
     * Opens a file.
     *
     * @throws FileRefused if it is no table, or none of its tables has headings of this library
     */
    public static LibraryFile open(Path file, Library library) {
        LibraryTable<?> table = LibraryTable.of(library);
        List<String> seen = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        for (Supplier<RowSource> candidate : TableFile.tables(file)) {
            find(candidate, table, seen).ifPresent(found::add);
        }
        Optional<Found> best = found.stream().reduce((first, second) -> second.isBetterThan(first) ? second : first);
        if (best.isPresent()) {
            long unread = found.stream()
                    .filter(other -> other != best.get() && other.looksLikeTheSame())
                    .count();
            return new LibraryFile(
                    table, best.get().table().get(), best.get().headings().withUnreadTables(unread));
        }
        if (seen.isEmpty()) {
            throw new FileRefused(FileRefused.Code.EMPTY, "No cell of the file holds anything.");
        }
        throw new FileRefused(
                FileRefused.Code.NO_HEADINGS,
                "No row among the first " + HEADINGS_WITHIN + " names the columns of " + library.code() + ". Found: "
                        + String.join(" | ", seen.subList(0, Math.min(seen.size(), MOST_SEEN))));
    }

    /**
     * A table of the file whose headings fit.
     *
     * @param filled there are rows below the headings
     */
    private record Found(Supplier<RowSource> table, Headings headings, boolean filled) {
        private static final int FEWEST_COLUMNS = 2;

        boolean isBetterThan(Found other) {
            return filled == other.filled
                    ? headings.places().size() > other.headings.places().size()
                    : filled;
        }

        /** A sheet of another county, say, whose rows somebody will miss. */
        boolean looksLikeTheSame() {
            return filled && headings.places().size() >= FEWEST_COLUMNS;
        }
    }

    /**
     * The row, or two rows together, that name the most columns; a title above and a note below name fewer. Two rows are taken together only
     * where that names more columns than each alone, and the lower one is made of headings.
     */
    private static Optional<Found> find(Supplier<RowSource> candidate, LibraryTable<?> table, List<String> seen) {
        try (RowSource rows = candidate.get();
                Stream<SourceRow> stream = Damage.reported(rows.rows())) {
            Headings best = null;
            SourceRow above = null;
            String unit = "";
            Iterator<SourceRow> first = stream.limit(HEADINGS_WITHIN).iterator();
            while (first.hasNext()) {
                SourceRow row = first.next();
                Headings alone = Headings.of(row, table).orElse(null);
                best = better(best, alone);
                if (above != null && Headings.named(row, table) > 1) {
                    best = better(
                            best,
                            Headings.of(Headings.together(above, row), table).orElse(null));
                }
                if (best == null) {
                    unit = Headings.unitNote(row).orElse(unit);
                }
                above = row;
                if (seen.size() < MOST_SEEN) {
                    row.cells().stream().filter(cell -> !cell.isBlank()).forEach(seen::add);
                }
            }
            if (best == null) {
                return Optional.empty();
            }
            boolean filled = above != null && above.number() > best.row();
            return Optional.of(new Found(candidate, unit.isEmpty() ? best : best.withUnit(unit, table), filled));
        }
    }

    private static @Nullable Headings better(@Nullable Headings best, @Nullable Headings other) {
        return other != null
                        && (best == null
                                || other.places().size() > best.places().size())
                ? other
                : best;
    }

    public Headings headings() {
        return headings;
    }

    /** Counts the rows that {@link #rows} would give; reads the table to its end. */
    public long countRows() {
        try (Stream<DataRow> rows = dataRows(0)) {
            return rows.count();
        }
    }

    /**
     * The rows below the headings; the table can be read once. Rows without an understood cell and notes are left out.
     *
     * @param after row of the file behind which to begin, 0 for all
     */
    public Stream<Parsed> rows(long after) {
        return dataRows(after)
                .map(row -> new Parsed(row.number(), row.cells(), table.parse(row.number(), row.cells())));
    }

    private record DataRow(int number, Map<String, String> cells) {}

    private Stream<DataRow> dataRows(long after) {
        long behind = Math.max(after, headings.row());
        return Damage.reported(source.rows())
                .filter(row -> row.number() > behind)
                .mapMulti((row, next) -> {
                    Map<String, String> cells = headings.cells(row);
                    if (table.speaksOfARecord(cells.keySet()) && !Notes.isNote(row, cells, headings, table)) {
                        next.accept(new DataRow(row.number(), cells));
                    }
                });
    }

    @Override
    public void close() {
        source.close();
    }
}
