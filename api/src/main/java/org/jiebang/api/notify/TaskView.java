package org.jiebang.api.notify;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to do.
 *
 * @param task what, by its name
 * @param link where it is done, within the page
 * @param problemId the problem that it is about; null where it is about another thing
 * @param since for how long it waits
 * @param due by when it should be done; null where no day is set
 * @param late has it waited longer than it should?
 */
public record TaskView(
        String task,
        String label,
        String english,
        String link,
        @Nullable UUID problemId,
        String title,
        OffsetDateTime since,
        @Nullable LocalDate due,
        boolean late) {}
