package org.jiebang.api.evidence;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An evidence file, without its content.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param organisationId organisation that attached it; null if whoever did acts for none
 * @param organisation name of the organisation that attached it, as it was then
 */
public record EvidenceFile(
        UUID id,
        EvidenceKind kind,
        UUID subjectId,
        String name,
        EvidenceType type,
        long size,
        String sha256,
        ScanState state,
        @Nullable UUID organisationId,
        String organisation,
        OffsetDateTime at) {}
