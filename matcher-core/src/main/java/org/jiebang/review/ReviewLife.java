package org.jiebang.review;

import org.jiebang.workflow.Workflow;

/** The tables of reviews and of sheets: {@code round-life.csv} and {@code sheet-life.csv}. */
public final class ReviewLife {
    public static final Workflow<RoundState, RoundEvent, ReviewNeed> ROUND =
            Workflow.read(RoundState.class, RoundEvent.class, ReviewNeed.class, "round-life.csv");

    public static final Workflow<SheetState, SheetEvent, ReviewNeed> SHEET =
            Workflow.read(SheetState.class, SheetEvent.class, ReviewNeed.class, "sheet-life.csv");

    private ReviewLife() {}
}
