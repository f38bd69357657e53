package org.jiebang.form;

import java.util.List;
import org.jiebang.matching.Sentence;

/**
 * A part of a form.
 *
 * @param number as printed: 封面, 一, 二 …
 */
public record Block(String number, Sentence title, List<Field> fields) {
    public Block {
        fields = List.copyOf(fields);
    }
}
