package org.jiebang.ingest.document;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;

/**
 * Unpacks the packed streams of a PDF without keeping them, before they are read: a stream of a few kilobytes can hold gigabytes, and the
 * reader takes each as a whole.
 */
final class PdfStreams {
    private static final byte[] BEGIN = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int DEEPEST = 4;
    private static final int PIECE = 1 << 14;

    private PdfStreams() {}

    static void check(byte[] file, Budget budget) {
        for (int i = 0; i + BEGIN.length + 2 < file.length; i++) {
            if (isAt(file, i)) {
                int start = i + BEGIN.length;
                start += file[start] == '\r' ? 1 : 0;
                start += start < file.length && file[start] == '\n' ? 1 : 0;
                measure(file, start, budget, 1);
                i = start;
            }
        }
    }

    private static boolean isAt(byte[] file, int place) {
        for (int k = 0; k < BEGIN.length; k++) {
            if (file[place + k] != BEGIN[k]) {
                return false;
            }
        }
        byte behind = file[place + BEGIN.length];
        boolean ends = place >= 3 && file[place - 3] == 'e' && file[place - 2] == 'n' && file[place - 1] == 'd';
        return !ends && (behind == '\r' || behind == '\n');
    }

    /** Counts what a stream unpacks to; what comes out may be packed again. */
    private static void measure(byte[] bytes, int from, Budget budget, int depth) {
        if (from + 2 > bytes.length
                || (bytes[from] & 0x0F) != 8
                || ((bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF) % 31 != 0) {
            return;
        }
        if (depth > DEEPEST) {
            throw new PageRefused(PageRefusal.BOMB, "A stream is packed more than " + DEEPEST + " times");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            byte[] piece = new byte[PIECE];
            java.io.ByteArrayOutputStream inner = null;
            int read = inflater.inflate(piece);
            boolean packedAgain =
                    read > 2 && (piece[0] & 0x0F) == 8 && ((piece[0] & 0xFF) << 8 | piece[1] & 0xFF) % 31 == 0;
            if (packedAgain) {
                inner = new java.io.ByteArrayOutputStream();
            }
            while (read > 0) {
                budget.take(read);
                if (inner != null) {
                    inner.write(piece, 0, read);
                }
                read = inflater.inflate(piece);
            }
            if (inner != null) {
                measure(inner.toByteArray(), 0, budget, depth + 1);
            }
        } catch (DataFormatException e) {
            // The reader will say what is damaged.
        } finally {
            inflater.end();
        }
    }
}
