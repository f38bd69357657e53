package org.jiebang.insight;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A counted target of a notice (ledger section 14 and LIB-01 to LIB-03).
 *
 * @param id e.g. {@code T-01}
 * @param year for which it was set
 * @param source the notice, by its id in the ledger
 * @param target what is to be reached; at least so much
 * @param measure what counts it; null where the platform holds no such record
 * @param bringIn how such records would come in; blank where they are there
 * @param sentence the words of the notice
 */
public record Target(
        String id,
        int year,
        String source,
        String name,
        String english,
        BigDecimal target,
        String unit,
        @Nullable Measure measure,
        String bringIn,
        String sentence) {
    public Target {
        if (target.signum() <= 0) {
            throw new IllegalArgumentException("target of " + id + " is " + target + ", not above zero.");
        }
        if ((measure == null) == bringIn.isBlank()) {
            throw new IllegalArgumentException(
                    id + " must name either its measure or how its records would come in, and not both.");
        }
    }
}
