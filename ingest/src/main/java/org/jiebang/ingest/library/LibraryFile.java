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

/** A file opened for one library: the first table whose headings fit, its rows read and validated one by one. */
public final class LibraryFile implements AutoCloseable {
    private static final int HEADINGS_WITHIN = 20;

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
        for (Supplier<RowSource> candidate : TableFile.tables(file)) {
            Optional<Headings> headings = headings(candidate, table, seen);
            if (headings.isPresent()) {
                return new LibraryFile(table, candidate.get(), headings.get());
            }
        }
        throw new FileRefused(
                FileRefused.Code.NO_HEADINGS,
                "No row among the first " + HEADINGS_WITHIN + " names the columns of " + library.code() + ". Found: "
                        + String.join(" | ", seen.subList(0, Math.min(seen.size(), 40))));
    }

    /** The row that names the most columns; a title above it or a note below it names fewer. */
    private static Optional<Headings> headings(
            Supplier<RowSource> candidate, LibraryTable<?> table, List<String> seen) {
        try (RowSource rows = candidate.get();
                Stream<SourceRow> stream = rows.rows()) {
            Optional<Headings> best = Optional.empty();
            Iterator<SourceRow> first = stream.limit(HEADINGS_WITHIN).iterator();
            while (first.hasNext()) {
                SourceRow row = first.next();
                Optional<Headings> headings = Headings.of(row, table.columns());
                if (headings.isPresent()
                        && headings.get().places().size()
                                > best.map(found -> found.places().size()).orElse(0)) {
                    best = headings;
                }
                if (seen.size() < 40) {
                    row.cells().stream().filter(cell -> !cell.isBlank()).forEach(seen::add);
                }
            }
            return best;
        }
    }

    public Headings headings() {
        return headings;
    }

    /** Counts the rows that {@link #rows} would give; reads the table to its end. */
    public long countRows() {
        try (Stream<SourceRow> rows = dataRows(0)) {
            return rows.filter(row -> !headings.cells(row).isEmpty()).count();
        }
    }

    /**
     * The rows below the headings; the table can be read once. Rows without an understood cell are left out.
     *
     * @param after row of the file behind which to begin, 0 for all
     */
    public Stream<Parsed> rows(long after) {
        return dataRows(after)
                .map(row -> Map.entry(row.number(), headings.cells(row)))
                .filter(row -> !row.getValue().isEmpty())
                .map(row -> new Parsed(row.getKey(), row.getValue(), table.parse(row.getKey(), row.getValue())));
    }

    private Stream<SourceRow> dataRows(long after) {
        long behind = Math.max(after, headings.row());
        return Damage.reported(source.rows()).filter(row -> row.number() > behind);
    }

    @Override
    public void close() {
        source.close();
    }
}
