package org.jiebang.problem;

import org.jiebang.workflow.Workflow;

/** The table of a claim's life: {@code claim-life.csv}. */
public final class ClaimLife {
    public static final Workflow<ClaimState, ClaimEvent, ClaimNeed> TABLE =
            Workflow.read(ClaimState.class, ClaimEvent.class, ClaimNeed.class, "claim-life.csv");

    private ClaimLife() {}
}
