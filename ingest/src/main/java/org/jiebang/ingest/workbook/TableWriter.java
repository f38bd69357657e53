package org.jiebang.ingest.workbook;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a table row by row; memory holds some hundred rows, however many there are. Not thread-safe. */
public abstract sealed class TableWriter implements AutoCloseable {
    private TableWriter() {}

    /** Begins a table with its headings. */
    public static TableWriter open(TableFormat format, OutputStream output, String name, List<String> headings)
            throws IOException {
        return switch (format) {
            case XLSX -> new Xlsx(new WorkbookWriter(output, name, headings));
            case CSV -> new Csv(output, headings);
            case JSONL -> new Lines(output, headings);
        };
    }

    /**
     * Writes a row.
     *
     * @param id names the row for programs; only JSON lines carry it; blank for none
     * @param cells in the order of the headings
     */
    public abstract void write(String id, List<String> cells) throws IOException;

    /**
     * Adds what must be said of the rows, on a sheet of its own; formats with one table leave it out.
     *
     * @param lines two cells each
     */
    public abstract void remarks(String name, List<String> headings, List<List<String>> lines) throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Xlsx extends TableWriter {
        private final WorkbookWriter workbook;

        Xlsx(WorkbookWriter workbook) {
            this.workbook = workbook;
        }

        @Override
        public void write(String id, List<String> cells) throws IOException {
            workbook.write(cells);
        }

        @Override
        public void remarks(String name, List<String> headings, List<List<String>> lines) throws IOException {
            workbook.newSheet(name, headings);
            for (List<String> line : lines) {
                workbook.write(line);
            }
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }

    private static final class Csv extends TableWriter {
        private final CsvWriter writer;

        Csv(OutputStream output, List<String> headings) throws IOException {
            Writer text = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            text.write('\uFEFF');
            writer = CsvWriter.builder().build(text);
            write("", headings);
        }

        @Override
        public void write(String id, List<String> cells) {
            writer.writeRecord(cells.stream().map(FormulaCells::guarded).toList());
        }

        @Override
        public void remarks(String name, List<String> headings, List<List<String>> lines) {
            // One table a file.
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private static final class Lines extends TableWriter {
        private final Writer text;
        private final List<String> headings;
        private final JsonMapper json = JsonMapper.shared();

        Lines(OutputStream output, List<String> headings) {
            this.text = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            this.headings = headings;
        }

        @Override
        public void write(String id, List<String> cells) throws IOException {
            Map<String, String> line = new LinkedHashMap<>();
            if (!id.isEmpty()) {
                line.put("id", id);
            }
            for (int i = 0; i < headings.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    line.put(headings.get(i), cells.get(i));
                }
            }
            text.write(json.writeValueAsString(line));
            text.write('\n');
        }

        @Override
        public void remarks(String name, List<String> headings, List<List<String>> lines) {
            // One table a file.
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
