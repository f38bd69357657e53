package org.jiebang.ingest.need;

import java.util.List;

/**
 * A value that was read from a text.
 *
 * @param start first character in the text
 * @param end one past the last
 * @param confidence from 0 to 1: {@link #LABELLED} behind a label that names the field, {@link #SAID} in a phrase that says it,
 *     {@link #GUESSED} where only its place in the text speaks for it; of an industry see {@link NeedReader}
 * @param words that speak for it where its place in the text is the whole text; else none
 * @param learnt words without which another value would have been read; they were learnt from decisions of people. Else none
 */
public record Reading<T>(T value, int start, int end, double confidence, List<String> words, List<String> learnt) {
    public static final double LABELLED = 0.95;
    public static final double SAID = 0.75;
    public static final double GUESSED = 0.4;
    /** Below it a person should look. */
    public static final double SURE = 0.6;

    public Reading {
        if (start < 0 || end < start || confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("'" + value + "' cannot stand from " + start + " to " + end
                    + " with a confidence of " + confidence + ".");
        }
        words = List.copyOf(words);
        learnt = List.copyOf(learnt);
    }

    public Reading(T value, int start, int end, double confidence) {
        this(value, start, end, confidence, List.of(), List.of());
    }
}
