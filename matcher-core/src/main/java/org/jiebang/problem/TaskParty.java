package org.jiebang.problem;

/** Who has a part in a problem and may have something to do or to hear; the view {@code problem_party} says who that is. */
public enum TaskParty {
    /** Staff of the province. */
    STAFF,
    /** The county and city associations of the place where the problem lies. */
    REGION,
    /** The side that is served. */
    PROPOSER,
    /** The society that assesses it; staff where none was named. */
    ASSESSOR,
    /** Those whose claims are selected. */
    SOLVER,
    /** Those who have begun a claim and not submitted it. */
    DRAFTER,
    /** Those whose claims were not selected. */
    PASSED_OVER,
    /** Those with whom the docking was broken off. */
    BROKEN_OFF,
    /** Those whom a call in the mode {@link AwardMode#TARGETED} invites. */
    INVITED
}
