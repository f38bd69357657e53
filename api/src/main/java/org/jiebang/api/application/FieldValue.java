package org.jiebang.api.application;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field of a form.
 *
 * @param version one more with each edit of the field; 0 where it never had a value
 * @param value a text, or a list of rows of texts by column
 * @param author who wrote it; blank for the platform
 * @param sourceId what it was copied from; null where it was typed
 */
record FieldValue(
        String field,
        long version,
        Object value,
        ValueSource source,
        @Nullable UUID sourceId,
        String author,
        OffsetDateTime at) {}
