package org.jiebang.problem;

import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;

/** Where a problem stands on its way; its {@link ProblemStatus} in the library follows from it. */
public enum ProblemState {
    DRAFT("草稿", "Draft", ProblemStatus.COLLECTED, false),
    TRIAGE("待审核", "In triage", ProblemStatus.COLLECTED, false),
    QUESTIONED("待补充", "Questions to the proposer", ProblemStatus.COLLECTED, false),
    RECOMMENDATION("待推荐", "Awaiting recommendation", ProblemStatus.COLLECTED, false),
    ASSESSMENT("待评估", "Awaiting assessment", ProblemStatus.COLLECTED, false),
    ASSESSED("待张榜", "Ready to be posted", ProblemStatus.COLLECTED, false),
    POSTED("张榜中", "Posted", ProblemStatus.POSTED, true),
    DOCKING("对接中", "Docking", ProblemStatus.DOCKING, true),
    AGREED("攻关中", "Agreed, being solved", ProblemStatus.DOCKING, true),
    DELIVERED("待确认", "Delivered, awaiting confirmation", ProblemStatus.DOCKING, true),
    DISPUTED("有争议", "Disputed", ProblemStatus.DOCKING, true),
    CLOSED("已闭环", "Solved and confirmed", ProblemStatus.SOLVED, true),
    EXPIRED("已到期", "Expired", ProblemStatus.CLOSED, true),
    WITHDRAWN("已撤回", "Withdrawn", ProblemStatus.CLOSED, false),
    REJECTED("未通过", "Not taken up", ProblemStatus.CLOSED, false);

    private final String label;
    private final String english;
    private final ProblemStatus status;
    private final boolean published;

    ProblemState(String label, String english, ProblemStatus status, boolean published) {
        this.label = label;
        this.english = english;
        this.status = status;
        this.published = published;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** As the library says it; a posted problem with a claim counts as {@link ProblemStatus#CLAIMED}. */
    public ProblemStatus status() {
        return status;
    }

    /** May everybody read its public part? */
    public boolean published() {
        return published;
    }

    /** May its proposer rewrite it? What others have begun to judge stays as they read it. */
    public boolean writable() {
        return this == DRAFT || this == QUESTIONED;
    }

    /**
     * Where a problem stands that no event has happened to: what its library record says, as far as it may be believed. One that the
     * source calls solved still waits for its proposer's word.
     *
     * @param draft the record was never published
     */
    public static ProblemState initial(Problem problem, boolean draft) {
        if (draft) {
            return DRAFT;
        }
        return switch (problem.status()) {
            case COLLECTED -> problem.assessment().equals(Assessment.NONE) ? TRIAGE : ASSESSED;
            case POSTED, CLAIMED -> POSTED;
            case DOCKING -> DOCKING;
            case SOLVED -> DELIVERED;
            case CLOSED -> EXPIRED;
        };
    }
}
