package org.jiebang.api.library;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.api.access.Subject;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.work.WorkProfile;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in the database.
 *
 * @param version 1 for a new row, one more with each change; the external version in the index
 * @param sample invented for demonstration
 * @param item its own columns
 * @param ownerId organisation that wrote it; null for what was imported
 * @param profile what works add; null where none are known
 */
public record StoredRecord(
        UUID id,
        LibraryRecord item,
        long version,
        boolean sample,
        OffsetDateTime updatedAt,
        Publication publication,
        @Nullable UUID ownerId,
        @Nullable WorkProfile profile) {
    /** The record with what the works of its expert add; what search and matching read. */
    public LibraryRecord profiled() {
        return profile != null && item instanceof Expert expert ? profile.addTo(expert) : item;
    }

    /** What the permission table asks of it. */
    public Subject subject() {
        return new Subject(ownerId, id, item.regions());
    }
}
