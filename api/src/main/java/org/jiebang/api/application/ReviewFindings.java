package org.jiebang.api.application;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What reviewers found, as far as steps ask. */
public interface ReviewFindings {
    /** The latest review that an application has a part in; empty if there was none at its present stage. */
    Mono<ReviewFinding> of(UUID application);

    /**
     * How an application came out of its review.
     *
     * @param running is it still going on?
     * @param score of 100; null if sheets are missing
     * @param rank from 1; null if sheets are missing
     * @param ranked how many were ranked
     * @param sheets how many were handed in
     */
    record ReviewFinding(
            UUID review,
            boolean running,
            @Nullable BigDecimal score,
            @Nullable Integer rank,
            int ranked,
            int sheets) {}
}
