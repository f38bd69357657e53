package org.jiebang.api.docking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.problem.AwardMode;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;

/**
 * Where a problem stands.
 *
 * @param version one more with each step; 0 where none was taken
 * @param mode null before it is posted
 * @param claimUntil last day of the call, in Shanghai; null before it is posted
 * @param invited organisations that may claim where the mode is {@link AwardMode#TARGETED}
 * @param assessorId society that assesses it; null where none was named
 * @param since when it came into its state
 */
record Progress(
        UUID recordId,
        ProblemState state,
        long version,
        @Nullable AwardMode mode,
        @Nullable LocalDate claimUntil,
        List<UUID> invited,
        @Nullable UUID assessorId,
        OffsetDateTime since) {
    Progress {
        invited = List.copyOf(invited);
    }

    /** May claims be written on this day? A posted problem that came without a last day is open. */
    boolean open(LocalDate today) {
        return state == ProblemState.POSTED && (claimUntil == null || !today.isAfter(claimUntil));
    }

    boolean over(LocalDate today) {
        return claimUntil != null && today.isAfter(claimUntil);
    }

    /** May this organisation claim, as far as the mode asks? */
    boolean invites(UUID organisation) {
        return mode != AwardMode.TARGETED || invited.contains(organisation);
    }
}
