package org.jiebang.api.account;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Passwords known from breaches, in a file of the operator: a line each, the SHA-1 in hexadecimal, perhaps a colon and how often it was seen,
 * in ascending order. It may hold hundreds of millions of lines: a look-up reads some thirty of them. Blocking.
 */
@Component
class BreachedPasswords {
    private static final int DIGITS = 40;
    private static final int LONGEST_LINE = 64;

    private final String file;

    /**
     * @param file blank for none
     * @throws IllegalArgumentException if there is no such file or it does not begin as described; the platform does not start then
     */
    BreachedPasswords(@Value("${jiebang.sign-in.breached-passwords}") String file) {
        this.file = file;
        if (!file.isBlank()) {
            if (!Files.isReadable(Path.of(file))) {
                throw new IllegalArgumentException(
                        "jiebang.sign-in.breached-passwords names " + file + ", which cannot be read.");
            }
            try (RandomAccessFile lines = new RandomAccessFile(file, "r")) {
                if (!line(lines, 0).strip().matches("[0-9A-Fa-f]{40}(:\\d+)?")) {
                    throw new IllegalArgumentException("jiebang.sign-in.breached-passwords: the first line of " + file
                            + " is no SHA-1 in hexadecimal, with or without a count behind a colon.");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Is the password among them? No if there is no file. */
    boolean contains(String password) {
        if (file.isBlank()) {
            return false;
        }
        String wanted = digest(password);
        try (RandomAccessFile lines = new RandomAccessFile(file, "r")) {
            // The line looked for, if there is one, begins at or after low and before high.
            long low = 0;
            long high = lines.length();
            while (low < high) {
                long middle = (low + high) >>> 1;
                long start = lineStart(lines, middle, low);
                String found = line(lines, start);
                int order = found.substring(0, Math.min(DIGITS, found.length()))
                        .toUpperCase(Locale.ROOT)
                        .compareTo(wanted);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    low = start + found.length() + 1;
                } else {
                    high = start;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the line begins in which a position lies, not before {@code least}, which is where one begins. */
    private static long lineStart(RandomAccessFile lines, long position, long least) throws IOException {
        long from = Math.max(least, position - LONGEST_LINE);
        byte[] bytes = new byte[(int) (position - from)];
        lines.seek(from);
        lines.readFully(bytes);
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return from + i + 1;
            }
        }
        return from;
    }

    /** The line that begins at a position, without its end; a carriage return stays. */
    private static String line(RandomAccessFile lines, long start) throws IOException {
        byte[] bytes = new byte[(int) Math.min(LONGEST_LINE, lines.length() - start)];
        lines.seek(start);
        lines.readFully(bytes);
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String digest(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
