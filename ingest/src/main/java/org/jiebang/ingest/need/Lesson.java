package org.jiebang.ingest.need;

import java.util.Comparator;

/**
 * What a person decided about a value that was read; an example to read the next text by.
 *
 * @param heading heading of the library's column
 * @param text the whole text, without contact data
 * @param read the value as it was read; blank where the text was found not to state it
 * @param confidence how sure the reading was before it was compared with decisions, from 0 to 1
 * @param decided what is right; blank if the text does not say it
 */
public record Lesson(String heading, String text, String read, double confidence, String decided) {
    /** Any order will do, but sums of the same lessons shall be the same to the last bit. */
    static final Comparator<Lesson> ORDER = Comparator.comparing(Lesson::heading)
            .thenComparing(Lesson::text)
            .thenComparing(Lesson::read)
            .thenComparing(Lesson::decided)
            .thenComparing(Lesson::confidence);

    public Lesson {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException(
                    "'" + read + "' cannot have been read with a confidence of " + confidence + ".");
        }
    }

    boolean right() {
        return read.equals(decided);
    }
}
