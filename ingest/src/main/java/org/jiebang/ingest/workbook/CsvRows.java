package org.jiebang.ingest.workbook;

import de.siegmar.fastcsv.reader.CsvParseException;
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
import java.util.stream.Stream;

/** Rows of a text file divided by commas, semicolons or tabs. */
final class CsvRows implements RowSource {
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
                    .skipEmptyLines(true)
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

    private static char separator(Path file, Charset charset) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset))) {
            char best = ',';
            long most = 0;
            for (int i = 0; i < 5; i++) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                for (char candidate : new char[] {',', '\t', ';'}) {
                    long count = line.chars().filter(c -> c == candidate).count();
                    if (count > most) {
                        most = count;
                        best = candidate;
                    }
                }
            }
            return best;
        }
    }

    @Override
    public Stream<SourceRow> rows() {
        try {
            return reader.stream()
                    .map(row -> new SourceRow((int) row.getStartingLineNumber(), row.getFields()))
                    .filter(row -> !row.isBlank());
        } catch (CsvParseException e) {
            throw new FileRefused(FileRefused.Code.DAMAGED, "The CSV text cannot be divided into cells.", e);
        }
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
