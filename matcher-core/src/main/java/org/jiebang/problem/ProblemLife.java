package org.jiebang.problem;

import org.jiebang.workflow.Workflow;

/** The table of a problem's life: {@code problem-life.csv}. The loop closes by the word of the side that was served, and by nothing else. */
public final class ProblemLife {
    public static final Workflow<ProblemState, ProblemEvent, ProblemNeed> TABLE =
            Workflow.read(ProblemState.class, ProblemEvent.class, ProblemNeed.class, "problem-life.csv");

    private ProblemLife() {}
}
