package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.workbook.WorkbookWriter;

/** What the platform writes it reads again: as cells, as a workbook, as JSON. */
class RoundTripTest {
    @Property
    void readingTheCellsOfARecordGivesItBack(@ForAll("records") LibraryRecord item) {
        LibraryTable.Outcome<? extends LibraryRecord> outcome =
                LibraryTable.of(item.library()).parse(2, cells(item));
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.item()).isEqualTo(item);
    }

    @Property
    void readingTheJsonOfARecordGivesItBack(@ForAll("records") LibraryRecord item) {
        assertThat(LibraryJson.read(item.library(), LibraryJson.write(item))).isEqualTo(item);
    }

    @Property
    void equalRecordsHaveEqualJson(@ForAll("records") LibraryRecord item) {
        LibraryRecord again = LibraryJson.read(item.library(), LibraryJson.write(item));
        assertThat(LibraryJson.write(again)).isEqualTo(LibraryJson.write(item));
    }

    @Property(tries = 12)
    void readingAWorkbookOfRecordsGivesThemBack(@ForAll Library library) {
        List<LibraryRecord> items = Records.of(library).list().ofSize(30).sample();
        assertThat(through(library, items)).isEqualTo(items);
    }

    @Provide
    Arbitrary<LibraryRecord> records() {
        return Records.any();
    }

    private static List<LibraryRecord> through(Library library, List<LibraryRecord> items) {
        LibraryTable<?> table = LibraryTable.of(library);
        List<String> headings = table.columns().stream().map(Column::heading).toList();
        try {
            Path file = Files.createTempFile("jiebang-round-trip-", ".xlsx");
            try {
                try (OutputStream output = Files.newOutputStream(file);
                        WorkbookWriter writer = new WorkbookWriter(output, library.label(), headings)) {
                    for (LibraryRecord item : items) {
                        Map<String, String> cells = cells(item);
                        writer.write(headings.stream()
                                .map(heading -> cells.getOrDefault(heading, ""))
                                .toList());
                    }
                }
                try (LibraryFile opened = LibraryFile.open(file, library);
                        Stream<LibraryFile.Parsed> rows = opened.rows(0)) {
                    List<LibraryRecord> read = new ArrayList<>();
                    rows.forEach(
                            row -> read.add(Objects.requireNonNull(row.outcome().item())));
                    return read;
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // the library of a record is the library of its table
    private static <R extends LibraryRecord> Map<String, String> cells(R item) {
        return ((LibraryTable<R>) LibraryTable.of(item.library())).cells(item);
    }
}
