package org.jiebang.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.jsoup.parser.Parser;

/** A small file for the import: a heading row and rows of text. */
public final class Table {
    private final Library library;
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(Library library, List<String> headings) {
        this.library = library;
        this.headings = headings;
    }

    public static Table of(Library library, String... headings) {
        return new Table(library, List.of(headings));
    }

    /** Experts with the columns that most tests need. */
    public static Table experts() {
        return of(Library.EXPERTS, "姓名", "工作单位", "研究方向");
    }

    /** Records with all columns of their library. */
    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    public static Table of(Library library, Stream<? extends LibraryRecord> records) {
        LibraryTable<LibraryRecord> columns = (LibraryTable<LibraryRecord>) LibraryTable.of(library);
        Table table = new Table(
                library, columns.columns().stream().map(Column::heading).toList());
        records.forEach(item -> table.add(columns.cells(item)));
        return table;
    }

    private void add(Map<String, String> cells) {
        rows.add(headings.stream()
                .map(heading -> cells.getOrDefault(heading, ""))
                .toList());
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** All texts of a workbook, whichever part they stand in. */
    public static String texts(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            Files.write(file, workbook);
            StringBuilder texts = new StringBuilder();
            try (ZipFile parts = new ZipFile(file.toFile())) {
                for (ZipEntry part : Collections.list(parts.entries())) {
                    String xml = new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                    texts.append(Parser.unescapeEntities(xml, false));
                }
            }
            return texts.toString();
        } finally {
            Files.delete(file);
        }
    }

    public Library library() {
        return library;
    }

    public int size() {
        return rows.size();
    }

    public byte[] csv() {
        return csv(StandardCharsets.UTF_8);
    }

    public byte[] csv(Charset charset) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(headings);
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(charset);
    }

    public byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookWriter workbook = new WorkbookWriter(bytes, "Sheet1", headings)) {
            for (List<String> row : rows) {
                workbook.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
