package org.jiebang.element;

import org.jiebang.text.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * One demand element of a text.
 *
 * @param term folded name, what is compared; of a quantity its property
 * @param text as it stands in the source
 * @param start first character in the source
 * @param end one past the last character
 * @param quantity bounds of a measured performance, null where nothing is measured
 * @param known the industry graph has the term; otherwise its kind is told by its last word
 */
public record Element(
        ElementKind kind,
        String term,
        String text,
        int start,
        int end,
        @Nullable Quantity quantity,
        boolean known) {
    public Element {
        if (start < 0 || end - start != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' does not stand from " + start + " to " + end + ".");
        }
    }
}
