package org.jiebang.matching;

import java.util.Locale;

/** What a score is made of, in the fixed order in which people see it. */
public enum Signal {
    /** Words and characters that met. */
    TEXT,
    /** Likeness of subject beyond shared words, learnt from the platform's texts. */
    MEANING,
    /** Nearness in the industry graph. */
    CHAIN,
    /** Nearness of the places. */
    REGION,
    /** Rank of the one who would help, or weight of the problem. */
    STANDING,
    /** How free the one who would help is. */
    LOAD,
    /** What people said of like pairs: accepted, declined, solved, satisfied. */
    FEEDBACK;

    /** Name in answers to programs, e.g. {@code text}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
