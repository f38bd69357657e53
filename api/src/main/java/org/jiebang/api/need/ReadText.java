package org.jiebang.api.need;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jiebang.ingest.need.NeedRow;
import org.jiebang.ingest.need.ReadCell;

/**
 * What a row of a page was read from.
 *
 * @param row of the page, from 0
 * @param text without contact data
 * @param cells every cell that was read, whether it came into the row or a column of the page said otherwise
 */
public record ReadText(int row, String text, List<ReadCell> cells) {
    public ReadText {
        cells = List.copyOf(cells);
    }

    public static ReadText of(int row, NeedRow read) {
        return new ReadText(row, read.need().masked(), read.cells());
    }

    /** Does the row say what was read, or has a column of the page said otherwise? */
    boolean isIn(Map<String, String> cells, ReadCell cell) {
        return cell.value().strip().equals(cells.get(cell.heading()));
    }

    /** SHA-256 of a text. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
