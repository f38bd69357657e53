package org.jiebang.ingest.need;

import java.util.List;
import java.util.Set;

/**
 * A cell of the problem library that was read from a text.
 *
 * @param heading heading of the library's column
 * @param start first character in the text
 * @param end one past the last
 * @param reading how sure the reader is by the text, from 0 to 1
 * @param confidence the same compared with how often people found such readings right
 * @param others what else it may be, the surest first
 * @param words see {@link Reading#words}
 * @param learnt see {@link Reading#learnt}
 */
public record ReadCell(
        String heading,
        String value,
        int start,
        int end,
        double reading,
        double confidence,
        List<Other> others,
        List<String> words,
        List<String> learnt) {
    /** Columns of which a person is asked; the class follows from the industry, and a description is what remains of the text. */
    private static final Set<String> ASKED = Set.of(
            NeedCells.TITLE,
            NeedCells.INDUSTRY,
            NeedCells.SEGMENT,
            NeedCells.PLACE,
            NeedCells.INVESTMENT,
            NeedCells.DEADLINE);

    /** Another value and how sure it is. */
    public record Other(String value, double confidence) {}

    public ReadCell {
        others = List.copyOf(others);
        words = List.copyOf(words);
        learnt = List.copyOf(learnt);
    }

    /** Should a person look at it? */
    public boolean doubtful() {
        return confidence < Reading.SURE && ASKED.contains(heading);
    }
}
