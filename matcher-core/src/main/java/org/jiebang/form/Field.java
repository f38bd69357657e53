package org.jiebang.form;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, or one column of a table.
 *
 * @param id names the value, once in the form (a column: once in its table)
 * @param label as printed; several fields may print the same word
 * @param limit most words of a text ({@link WordCount}), rows of a table, or 万元 of an amount; null if not limited
 * @param options of a choice
 * @param columns of a table
 * @param hint what the form says should be written; blank if nothing
 * @param source ledger ids it comes from
 */
public record Field(
        String id,
        String label,
        FieldKind kind,
        @Nullable BigDecimal limit,
        List<Option> options,
        List<Field> columns,
        boolean required,
        String hint,
        String source) {
    public Field {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
        if (columns.isEmpty() == (kind == FieldKind.TABLE)) {
            throw new IllegalArgumentException("Field " + id + " of kind " + kind + " has " + columns.size()
                    + " columns. Maybe the kind is wrong: a table has columns, nothing else has.");
        }
        if (options.isEmpty() == (kind == FieldKind.CHOICE || kind == FieldKind.CHOICES)) {
            throw new IllegalArgumentException("Field " + id + " of kind " + kind + " has " + options.size()
                    + " options. Maybe the kind is wrong: a choice has options, nothing else has.");
        }
    }

    /** The single values of a choice or of attachments. */
    public static List<String> items(String value) {
        return Arrays.stream(value.split("[；;]"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
