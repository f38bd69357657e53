package org.jiebang.exclusion;

import org.jiebang.catalog.CreditCode;
import org.jspecify.annotations.Nullable;

/**
 * A unit as one record names it.
 *
 * @param name as written, with former names in brackets perhaps; blank if unknown
 */
public record Unit(String name, @Nullable CreditCode code) {
    /** A unit of which only the name is known. */
    public static Unit named(String name) {
        return new Unit(name, null);
    }

    boolean isKnown() {
        return !name.isBlank() || code != null;
    }
}
