package org.jiebang.ingest.workbook;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of a text file divided by commas, semicolons or tabs. */
final class CsvRows implements RowSource {
    private static final int LOOK_AHEAD = 1 << 16;

    private final CsvReader<CsvRecord> reader;

    private CsvRows(CsvReader<CsvRecord> reader) {
        this.reader = reader;
    }

    static CsvRows open(Path file) {
        try {
            Charset charset = Charsets.detect(file);
            char separator = separator(file, charset);
            Reader text = withoutMark(new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset)));
            return new CsvRows(CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(true)
                    .ofCsvRecord(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the CSV file " + file, e);
        }
    }

    private static Reader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /**
     * The mark that divides the most records into the same number of cells. Marks inside quotes do not count, nor do those of a title above
     * the table.
     */
    private static char separator(Path file, Charset charset) throws IOException {
        char[] beginning = new char[LOOK_AHEAD];
        int length;
        try (Reader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset))) {
            length = Math.max(0, reader.read(beginning));
        }
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', '\t', ';'}) {
            long fitting = commonest(counts(beginning, length, candidate));
            if (fitting > most) {
                most = fitting;
                best = candidate;
            }
        }
        return best;
    }

    /** How often a mark occurs in each record, as long as it occurs at all. */
    private static List<Integer> counts(char[] text, int length, char mark) {
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        int count = 0;
        for (int i = 0; i <= length; i++) {
            boolean end = i == length || text[i] == '\n' && !quoted;
            if (end && count > 0) {
                counts.add(count);
            }
            if (end) {
                count = 0;
            } else if (text[i] == '"') {
                quoted = !quoted;
            } else if (text[i] == mark && !quoted) {
                count++;
            }
        }
        return counts;
    }

    /** Marks in the records that have the commonest number of them: more records and more cells both speak for a mark. */
    private static long commonest(List<Integer> counts) {
        return counts.stream().collect(Collectors.groupingBy(count -> count, Collectors.counting())).entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue())
                .max()
                .orElse(0);
    }

    @Override
    public Stream<SourceRow> rows() {
        // Counted by records, as a spreadsheet shows them: a cell with a line break is still one row.
        AtomicInteger number = new AtomicInteger();
        return reader.stream()
                .map(row -> new SourceRow(
                        number.incrementAndGet(),
                        row.getFields().stream().map(FormulaCells::read).toList()))
                .filter(row -> !row.isBlank());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
