package org.jiebang.api.source;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a source.
 *
 * @param scheduled it began by itself
 * @param asked requests, without those for robots.txt
 * @param notModified pages of which the server said that they are the same (304)
 * @param same pages that were sent again and say the same
 * @param failure why it ended before all was read: a {@link org.jiebang.ingest.page.PageRefusal}, LIMIT or INTERNAL; null if all was read
 * @param importId the import of what changed; null if nothing did
 * @param rows rows of that import
 */
record SourceRun(
        UUID id,
        UUID sourceId,
        boolean scheduled,
        State state,
        long asked,
        long notModified,
        long same,
        long changed,
        long added,
        long gone,
        long refused,
        @Nullable String failure,
        @Nullable UUID importId,
        long rows,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt) {

    /** Where a run stands. */
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }
}
