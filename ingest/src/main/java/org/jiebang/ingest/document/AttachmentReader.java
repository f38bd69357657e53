package org.jiebang.ingest.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.workbook.FileRefused;

/**
 * Reads files that a page links to as rows of a library: a workbook row by row, a document as one row by a function over its text. What a
 * file is tells its content, never its name. Blocking.
 */
public final class AttachmentReader {
    /** Bytes of a file as it is fetched. */
    public static final int LARGEST = 8 << 20;

    private static final int DEEPEST = 2;
    private static final int MOST_ROWS = 5000;

    private final Library library;
    private final Function<String, Map<String, String>> text;

    /**
     * @param text makes a row of the text of a document; an empty one if the library has no use for it
     */
    public AttachmentReader(Library library, Function<String, Map<String, String>> text) {
        this.library = library;
        this.text = text;
    }

    /** A file of an archive that was not read. */
    public record Unread(String name, PageRefusal refusal) {}

    /** Rows by heading of the library, and what of an archive was not read. */
    public record Contents(List<Map<String, String>> rows, List<Unread> unread) {}

    /**
     * Reads a file.
     *
     * @throws PageRefused if it cannot be read; one bad file in an archive is told in {@link Contents#unread} instead
     */
    public Contents read(String name, byte[] bytes) {
        Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
        read(name, bytes, new Budget(), 0, contents);
        return contents;
    }

    private void read(String name, byte[] bytes, Budget budget, int depth, Contents contents) {
        if (bytes.length > LARGEST) {
            throw new PageRefused(PageRefusal.TOO_LARGE, bytes.length + " bytes");
        }
        if (begins(bytes, 'P', 'K', 3, 4)) {
            Map<String, byte[]> parts = Archive.entries(bytes, budget);
            if (parts.containsKey("word/document.xml")) {
                add(DocumentText.docx(bytes, parts), contents);
            } else if (parts.containsKey("xl/workbook.xml")) {
                workbook(bytes, budget, contents);
            } else {
                archive(parts, budget, depth, contents);
            }
        } else if (begins(bytes, '%', 'P', 'D', 'F')) {
            add(DocumentText.pdf(bytes, budget), contents);
        } else if (begins(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            add(DocumentText.doc(bytes), contents);
        } else {
            throw new PageRefused(PageRefusal.UNSUPPORTED, "'" + ending(name) + "' begins with unknown bytes");
        }
    }

    private void add(String words, Contents contents) {
        if (words.isBlank()) {
            throw new PageRefused(PageRefusal.NO_TEXT, "The document has no text");
        }
        Map<String, String> row = text.apply(words);
        if (row.isEmpty()) {
            throw new PageRefused(PageRefusal.NO_TABLE, "No row of the library is made of text");
        }
        contents.rows().add(row);
    }

    private void archive(Map<String, byte[]> parts, Budget budget, int depth, Contents contents) {
        if (depth >= DEEPEST) {
            throw new PageRefused(PageRefusal.BOMB, "Archives nest more than " + DEEPEST + " deep");
        }
        parts.forEach((name, bytes) -> {
            try {
                read(name, bytes, budget, depth + 1, contents);
            } catch (PageRefused refused) {
                if (refused.refusal() == PageRefusal.BOMB) {
                    throw refused;
                }
                contents.unread().add(new Unread(name, refused.refusal()));
            }
        });
        if (contents.rows().isEmpty() && contents.unread().isEmpty()) {
            throw new PageRefused(PageRefusal.UNSUPPORTED, "The archive is empty");
        }
    }

    private void workbook(byte[] bytes, Budget budget, Contents contents) {
        try {
            Path file = Files.createTempFile("jiebang-attachment-", ".xlsx");
            try {
                Files.write(file, bytes);
                try (LibraryFile table = LibraryFile.open(file, library);
                        Stream<LibraryFile.Parsed> rows = table.rows(0)) {
                    rows.limit(MOST_ROWS)
                            .peek(row -> budget.tick())
                            .forEach(row -> contents.rows().add(row.cells()));
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (FileRefused refused) {
            throw new PageRefused(refusal(refused.code()), String.valueOf(refused.getMessage()), refused);
        } catch (IOException e) {
            throw new UncheckedIOException("A file of this machine cannot be written", e);
        }
    }

    private static PageRefusal refusal(FileRefused.Code code) {
        return switch (code) {
            case EMPTY -> PageRefusal.NO_TEXT;
            case DAMAGED -> PageRefusal.DAMAGED;
            case ENCRYPTED_OR_OLD -> PageRefusal.ENCRYPTED;
            case MACRO, UNSUPPORTED -> PageRefusal.UNSUPPORTED;
            case TOO_LARGE -> PageRefusal.TOO_LARGE;
            case ZIP_BOMB -> PageRefusal.BOMB;
            case NO_TABLE, NO_HEADINGS, NO_WORKS -> PageRefusal.NO_TABLE;
        };
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean begins(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
