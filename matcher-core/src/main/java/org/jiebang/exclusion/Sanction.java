package org.jiebang.exclusion;

import java.time.LocalDate;
import org.jiebang.catalog.LibraryRecord;
import org.jspecify.annotations.Nullable;

/**
 * A sanction against a person or a unit.
 *
 * @param subjectId id of the subject's record
 * @param from first day
 * @param until last day; null if without end
 * @param source document or decision that it rests on
 */
public record Sanction(
        String subjectId,
        LibraryRecord subject,
        SanctionKind kind,
        LocalDate from,
        @Nullable LocalDate until,
        String source) {

    /** Is it in force on a day? */
    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
}
