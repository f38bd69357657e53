package org.jiebang.ingest.workbook;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking the text of a CSV cell for a formula: a mark {@code '} is put before what begins like one, and taken away
 * again where such a file is read.
 */
public final class FormulaCells {
    private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\\t\\r]", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("^''*[=+\\-@\\t\\r]", Pattern.DOTALL);

    private FormulaCells() {}

    /** The text as it may stand in a CSV cell. */
    public static String guarded(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    /** The text that {@link #guarded} was given. */
    public static String read(String cell) {
        return GUARDED.matcher(cell).find() ? cell.substring(1) : cell;
    }
}
