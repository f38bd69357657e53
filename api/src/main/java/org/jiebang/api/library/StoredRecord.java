package org.jiebang.api.library;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.catalog.LibraryRecord;

/**
 * A record as it stands in the database.
 *
 * @param version 1 for a new row, one more with each change; the external version in the index
 * @param sample invented for demonstration
 */
public record StoredRecord(UUID id, LibraryRecord item, long version, boolean sample, OffsetDateTime updatedAt) {}
