package org.jiebang.programme;

import java.math.BigDecimal;
import java.util.List;
import org.jiebang.form.Block;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Option;
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
     * @param maximumCharacters counted as {@link org.jiebang.form.WordCount} does; {@link Bound#UNLIMITED} if not limited
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

        /** Fields of an official form; what is attached is asked for by rules of its own. */
        static List<Field> of(org.jiebang.form.Form official) {
            return official.blocks().stream()
                    .flatMap(block -> block.fields().stream()
                            .filter(field -> field.kind() != FieldKind.ATTACHMENT)
                            .map(field -> of(block, field)))
                    .toList();
        }

        private static Field of(Block block, org.jiebang.form.Field field) {
            BigDecimal limit = field.limit();
            boolean text = field.kind() == FieldKind.TEXT || field.kind() == FieldKind.LONG_TEXT;
            int most = limit == null ? Bound.UNLIMITED : limit.intValue();
            return new Field(
                    field.id(),
                    block.number(),
                    field.required(),
                    text ? most : Bound.UNLIMITED,
                    field.kind() == FieldKind.TABLE ? most : 0,
                    field.columns().stream().map(org.jiebang.form.Field::id).toList(),
                    field.options().stream().map(Option::value).toList());
        }
    }
}
