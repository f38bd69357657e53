package org.jiebang.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.EnterpriseTable;
import org.jiebang.ingest.library.ExpertTable;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.library.ProblemTable;
import org.jiebang.ingest.library.ProjectTable;
import org.jiebang.ingest.library.SocietyTable;
import org.jiebang.ingest.library.TeamTable;
import org.jiebang.ingest.workbook.WorkbookWriter;

/** Writes a library as a file with the headings of its table, one record at a time. Equal records make equal bytes. */
final class SampleFile {
    /** Kinds of files. */
    enum Format {
        XLSX,
        CSV;

        String fileName(Library library) {
            return library.code() + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    private SampleFile() {}

    static void write(Path file, Format format, Library library, Stream<? extends LibraryRecord> records)
            throws IOException {
        switch (format) {
            case XLSX -> writeWorkbook(file, library, records);
            case CSV -> writeCsv(file, library, records);
        }
    }

    /** No sample has contact data: nobody should think that a number is somebody's. */
    static List<String> headings(Library library) {
        return LibraryTable.of(library).recordColumns().stream()
                .map(Column::heading)
                .toList();
    }

    static Map<String, String> cells(LibraryRecord item) {
        return switch (item) {
            case Expert expert -> new ExpertTable().cells(expert);
            case Problem problem -> new ProblemTable().cells(problem);
            case KeyProject project -> new ProjectTable().cells(project);
            case Society society -> new SocietyTable().cells(society);
            case Enterprise enterprise -> new EnterpriseTable().cells(enterprise);
            case ServiceTeam team -> new TeamTable().cells(team);
        };
    }

    private static void writeWorkbook(Path file, Library library, Stream<? extends LibraryRecord> records)
            throws IOException {
        Path dated = Files.createTempFile(file.toAbsolutePath().getParent(), library.code(), ".part");
        try {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(dated));
                    WorkbookWriter writer = new WorkbookWriter(output, library.label(), headings(library))) {
                eachRow(library, records, writer::write);
            }
            UndatedWorkbook.copy(dated, file);
        } finally {
            Files.deleteIfExists(dated);
        }
    }

    private static void writeCsv(Path file, Library library, Stream<? extends LibraryRecord> records)
            throws IOException {
        try (Writer text =
                new OutputStreamWriter(new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            text.write('\uFEFF');
            try (CsvWriter writer = CsvWriter.builder().build(text)) {
                writer.writeRecord(headings(library));
                eachRow(library, records, writer::writeRecord);
            }
        }
    }

    private interface RowSink {
        void write(List<String> row) throws IOException;
    }

    private static void eachRow(Library library, Stream<? extends LibraryRecord> records, RowSink sink)
            throws IOException {
        List<String> headings = headings(library);
        for (Iterator<? extends LibraryRecord> each = records.iterator(); each.hasNext(); ) {
            Map<String, String> cells = cells(each.next());
            sink.write(headings.stream()
                    .map(heading -> cells.getOrDefault(heading, ""))
                    .toList());
        }
    }
}
