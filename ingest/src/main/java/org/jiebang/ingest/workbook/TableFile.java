package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jiebang.ingest.page.HtmlTables;

/** A file that people upload, recognised by its content and not by its name. */
public final class TableFile {
    private TableFile() {}

    /**
     * Finds the tables of a file: the sheets of a workbook, the one table of a CSV file, the tables and repeated blocks of a page. They are
     * opened one at a time.
     *
     * @throws FileRefused if the file cannot be read as a table
     */
    public static List<Supplier<RowSource>> tables(Path file) {
        try {
            if (Files.size(file) == 0) {
                throw new FileRefused(FileRefused.Code.EMPTY, "The file has no bytes.");
            }
            return switch (kind(file)) {
                case WORKBOOK -> XlsxFile.sheets(file);
                case PAGE -> HtmlTables.of(file);
                case TEXT -> List.of(() -> CsvRows.open(file));
            };
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the uploaded file " + file, e);
        }
    }

    /** What a file is by its content. */
    public enum Kind {
        WORKBOOK("工作簿", "xlsx"),
        /** Systems give out pages as workbooks of the old kind, so that spreadsheets open them. */
        PAGE("网页", "html", "htm", "xls"),
        TEXT("文本表格", "csv", "txt", "tsv");

        private final String chinese;
        private final List<String> extensions;

        Kind(String chinese, String... extensions) {
            this.chinese = chinese;
            this.extensions = List.of(extensions);
        }

        public String chinese() {
            return chinese;
        }

        /** Ends of file names, in lower case, under which such a file comes; the usual one first. */
        public List<String> extensions() {
            return extensions;
        }
    }

    /**
     * Looks at the beginning of a file.
     *
     * @throws FileRefused if it is none of these
     */
    public static Kind kind(Path file) {
        try {
            byte[] head = head(file);
            if (startsWith(head, 0x50, 0x4B)) {
                return Kind.WORKBOOK;
            }
            if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
                throw new FileRefused(FileRefused.Code.ENCRYPTED_OR_OLD, "The file is an OLE2 container.");
            }
            if (isBinary(head)) {
                throw new FileRefused(FileRefused.Code.UNSUPPORTED, "The file begins with bytes that no text has.");
            }
            String beginning =
                    new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
            boolean page = beginning.startsWith("<") || beginning.contains("<html") || beginning.contains("<table");
            return page ? Kind.PAGE : Kind.TEXT;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the uploaded file " + file, e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(4096);
        }
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(byte[] head) {
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            return false;
        }
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return startsWith(head, '%', 'P', 'D', 'F') || startsWith(head, 0x89, 'P', 'N', 'G');
    }
}
