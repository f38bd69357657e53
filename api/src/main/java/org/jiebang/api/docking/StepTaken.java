package org.jiebang.api.docking;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;

/**
 * A step that was taken.
 *
 * @param version that the step led to
 * @param accountId null for the platform itself
 * @param organisation name of the organisation that took it, as it was then; blank for the platform
 * @param detail what the step brought, as JSON
 */
record StepTaken(
        long version,
        ProblemEvent event,
        ProblemState source,
        ProblemState target,
        @Nullable UUID accountId,
        String organisation,
        String note,
        String detail,
        OffsetDateTime at) {}
