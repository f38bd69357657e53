package org.jiebang.programme;

import java.util.List;
import org.jiebang.matching.Sentence;

/** A form to be filled in, such as the 项目申报书. */
public record Form(String id, Sentence name, List<Field> fields) {
    public Form {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param name as printed; a table's name for its rows
     * @param block part of the form
     * @param maximumCharacters {@link Bound#UNLIMITED} if not limited
     * @param maximumRows of a table; 0 if it is no table, {@link Bound#UNLIMITED} if not limited
     * @param columns of a table
     * @param options what may be chosen; empty if free
     */
    public record Field(
            String name,
            String block,
            boolean required,
            int maximumCharacters,
            int maximumRows,
            List<String> columns,
            List<String> options) {
        public Field {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }
}
