package org.jiebang.team;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lines of numbers between commas, read as bytes: some hundred megabytes a second, exact to the last bit. Blank lines are passed over, as
 * are spaces around a number and a byte order mark.
 */
final class NumberLines implements AutoCloseable {
    private static final int LONGEST_NUMBER = 64;
    private static final int EXACT_DIGITS = 15;
    private static final int EXACT_POWER = 22;
    private static final double[] POWERS = new double[EXACT_POWER + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private int line;
    private double[] values = new double[16];
    private int count;
    private final byte[] number = new byte[LONGEST_NUMBER];
    private int length;

    NumberLines(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
        fill();
        if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = 3;
        }
    }

    /** Reads the next line that is not blank; false at the end of the file. */
    boolean next() throws IOException {
        while (available()) {
            line++;
            count = 0;
            boolean more = true;
            while (more) {
                more = field();
            }
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    double value(int index) {
        return values[index];
    }

    /** A whole number from 0 to {@code below} − 1 at a place of this line. */
    int index(int place, int below, String what) {
        double value = values[place];
        if (value < 0 || value >= below || value != Math.rint(value)) {
            throw wrong(what + " " + text(value) + " is not a whole number from 0 to " + (below - 1)
                    + ". Maybe it was counted from 1.");
        }
        return (int) value;
    }

    /** An error of this line, for the user. */
    IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(file + " line " + line + ": " + message);
    }

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean available() throws IOException {
        if (position == limit) {
            fill();
        }
        return position < limit;
    }

    private void fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
    }

    /** One number and what ends it; true if the line goes on. */
    private boolean field() throws IOException {
        length = 0;
        while (true) {
            if (!available()) {
                return ended(false);
            }
            byte each = buffer[position++];
            switch (each) {
                case ',' -> {
                    return ended(true);
                }
                case '\n' -> {
                    return ended(false);
                }
                case ' ', '\t', '\r' -> {}
                default -> {
                    if (length == LONGEST_NUMBER) {
                        throw wrong("a number in column " + (count + 1) + " has more than " + LONGEST_NUMBER
                                + " characters. Maybe the columns are not separated by commas.");
                    }
                    number[length++] = each;
                }
            }
        }
    }

    private boolean ended(boolean more) {
        if (length == 0 && count == 0 && !more) {
            return false;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count] = parsed();
        count++;
        return more;
    }

    /** Up to 15 digits and a small power of ten give the nearest double by one division (Clinger 1990); the rest is left to Java. */
    private double parsed() {
        int i = 0;
        boolean negative = length > 0 && number[0] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int seen = 0;
        int decimals = 0;
        boolean point = false;
        for (; i < length; i++) {
            byte each = number[i];
            if (each >= '0' && each <= '9') {
                digits = digits * 10 + (each - '0');
                seen++;
                decimals += point ? 1 : 0;
            } else if (each == '.' && !point) {
                point = true;
            } else {
                return parsedByJava();
            }
        }
        if (seen == 0 || seen > EXACT_DIGITS) {
            return parsedByJava();
        }
        double value = digits / POWERS[decimals];
        return negative ? -value : value;
    }

    private double parsedByJava() {
        String text = new String(number, 0, length, StandardCharsets.UTF_8);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && !text.endsWith("d") && !text.endsWith("f")) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below with its place
        }
        throw wrong("column " + (count + 1) + " is '" + text
                + "', not a number. Maybe the file has a heading: leave it out.");
    }
}
