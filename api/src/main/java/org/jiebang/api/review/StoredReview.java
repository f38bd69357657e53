package org.jiebang.api.review;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jiebang.review.ReviewStage;
import org.jiebang.review.RoundState;
import org.jiebang.review.ScoreSheet;
import org.jspecify.annotations.Nullable;

/**
 * The review of one category of a programme.
 *
 * @param reviewers sheets per application
 * @param tolerance range of totals that is taken as usual, in points of 100
 * @param extra one more sheet by itself where the range is above the tolerance
 * @param passMark least score of one that gets a place
 * @param due day by which sheets are to be handed in
 * @param places null: as the programme says
 */
record StoredReview(
        UUID id,
        String programme,
        int programmeVersion,
        String category,
        ReviewStage stage,
        RoundState state,
        long version,
        int reviewers,
        BigDecimal tolerance,
        boolean extra,
        BigDecimal passMark,
        LocalDate due,
        @Nullable Integer places,
        ScoreSheet sheet) {
    /** The same review as it stands once it is started. */
    StoredReview opened() {
        return new StoredReview(
                id,
                programme,
                programmeVersion,
                category,
                stage,
                RoundState.OPEN,
                version,
                reviewers,
                tolerance,
                extra,
                passMark,
                due,
                places,
                sheet);
    }
}
