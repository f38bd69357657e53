package org.jiebang.api.docking;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * A claim (揭榜方案) of an organisation on a problem.
 *
 * @param teamId service team of the library that would do the work
 * @param submittedAt null for a draft
 */
record Claim(
        UUID id,
        UUID problemId,
        String problem,
        UUID organisationId,
        String organisation,
        @Nullable UUID teamId,
        @Nullable String team,
        Proposal proposal,
        ClaimState state,
        long version,
        OffsetDateTime updatedAt,
        @Nullable OffsetDateTime submittedAt) {}
