package org.jiebang.ingest.need;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.Charsets;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.ingest.workbook.TableFile;

/**
 * Needs in a file: the rows of a table, each cell behind its heading as a copied table reads; or the pieces of a text between blank lines.
 */
final class NeedFile {
    /** A file with more is no list that somebody reads. */
    static final int MOST_NEEDS = 10_000;

    private static final long LARGEST_TEXT = 32L << 20;
    private static final int LONGEST = 20_000;

    private NeedFile() {}

    /**
     * A need in words.
     *
     * @param place row of the table or line of the text where it begins, from 1
     */
    record Written(long place, String text) {}

    /**
     * Reads all needs.
     *
     * @throws FileRefused if the file is no table and no text, too large, or holds nothing
     */
    static List<Written> read(Path file) {
        boolean plain = file.toString().endsWith(".txt") && TableFile.kind(file) == TableFile.Kind.TEXT;
        List<Written> needs = plain ? pieces(file) : rows(file);
        if (needs.isEmpty()) {
            throw new FileRefused(FileRefused.Code.EMPTY, "No need in " + file);
        }
        return needs;
    }

    private static List<Written> pieces(Path file) {
        try {
            if (Files.size(file) > LARGEST_TEXT) {
                throw new FileRefused(FileRefused.Code.TOO_LARGE, file + " is longer than " + LARGEST_TEXT + " bytes.");
            }
            List<Written> needs = new ArrayList<>();
            StringBuilder piece = new StringBuilder();
            long line = 0;
            long begun = 1;
            for (String text : Files.readString(file, Charsets.detect(file))
                    .replace("\uFEFF", "")
                    .lines()
                    .toList()) {
                line++;
                if (text.isBlank()) {
                    add(needs, begun, piece.toString());
                    piece.setLength(0);
                    begun = line + 1;
                } else {
                    piece.append(piece.isEmpty() ? "" : "\n").append(text.strip());
                }
            }
            add(needs, begun, piece.toString());
            return needs;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private static List<Written> rows(Path file) {
        List<Written> needs = new ArrayList<>();
        for (var table : TableFile.tables(file)) {
            try (RowSource source = table.get();
                    Stream<SourceRow> rows = source.rows()) {
                Iterator<SourceRow> each = rows.iterator();
                List<String> headings = each.hasNext() ? each.next().cells() : List.of();
                while (each.hasNext()) {
                    SourceRow row = each.next();
                    add(needs, row.number(), text(headings, row.cells()));
                }
            }
        }
        return needs;
    }

    private static String text(List<String> headings, List<String> cells) {
        if (headings.size() == 1 && !cells.isEmpty()) {
            return cells.getFirst();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                String heading = i < headings.size() ? headings.get(i).strip() : "";
                text.append(heading)
                        .append(heading.isEmpty() ? "" : "：")
                        .append(cells.get(i).strip())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void add(List<Written> needs, long place, String text) {
        if (!text.isBlank()) {
            if (needs.size() == MOST_NEEDS) {
                throw new FileRefused(FileRefused.Code.TOO_LARGE, "More than " + MOST_NEEDS + " needs.");
            }
            needs.add(new Written(place, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        }
    }
}
