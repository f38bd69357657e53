package org.jiebang.api.source;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.page.PageRules;
import org.jspecify.annotations.Nullable;

/**
 * A source as it is stored.
 *
 * @param rulesVersion version that last changed how pages are read
 * @param nextRunAt null where it runs only when somebody says so
 */
record Source(
        UUID id,
        String name,
        String address,
        Library library,
        PageRules rules,
        Schedule schedule,
        boolean enabled,
        int mostPages,
        long version,
        long rulesVersion,
        @Nullable OffsetDateTime nextRunAt) {

    /** When a source runs by itself: at 3 o'clock in Shanghai, weekly on Mondays. */
    enum Schedule {
        NEVER,
        DAILY,
        WEEKLY
    }
}
