package org.jiebang.matching;

import java.util.Locale;

/** What a score is made of, in the fixed order in which people see it. */
public enum Signal {
    TEXT,
    CHAIN,
    REGION,
    STANDING,
    LOAD;

    /** Name in answers to programs, e.g. {@code text}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
