package org.jiebang.api.programme;

import org.jiebang.programme.Condition;

/** What a rule asks, by name; one for each {@link Condition}. */
public enum RuleKind {
    ELIGIBILITY,
    QUALIFICATION,
    DISQUALIFICATION,
    SUSPENSION,
    CONSORTIUM,
    CHANNEL,
    QUOTA,
    EXCLUSION,
    NON_OVERLAP,
    COMPOSITION,
    SEPARATE_ROLES,
    AMOUNT_CAP,
    THRESHOLD,
    WINDOW,
    ATTACHMENTS,
    FIELD_FORMAT,
    COMPLETENESS,
    PRIORITY,
    COMMITMENT,
    PLACES,
    PAYOUT,
    DELIVERABLE,
    FINISH;

    public static RuleKind of(Condition condition) {
        return switch (condition) {
            case Condition.Eligibility asked -> ELIGIBILITY;
            case Condition.Qualification asked -> QUALIFICATION;
            case Condition.Disqualification asked -> DISQUALIFICATION;
            case Condition.Suspension asked -> SUSPENSION;
            case Condition.Consortium asked -> CONSORTIUM;
            case Condition.Channel asked -> CHANNEL;
            case Condition.Quota asked -> QUOTA;
            case Condition.Exclusion asked -> EXCLUSION;
            case Condition.NonOverlap asked -> NON_OVERLAP;
            case Condition.Composition asked -> COMPOSITION;
            case Condition.SeparateRoles asked -> SEPARATE_ROLES;
            case Condition.AmountCap asked -> AMOUNT_CAP;
            case Condition.Threshold asked -> THRESHOLD;
            case Condition.Window asked -> WINDOW;
            case Condition.Attachments asked -> ATTACHMENTS;
            case Condition.FieldFormat asked -> FIELD_FORMAT;
            case Condition.Completeness asked -> COMPLETENESS;
            case Condition.Priority asked -> PRIORITY;
            case Condition.Commitment asked -> COMMITMENT;
            case Condition.Places asked -> PLACES;
            case Condition.Payout asked -> PAYOUT;
            case Condition.Deliverable asked -> DELIVERABLE;
            case Condition.Finish asked -> FINISH;
        };
    }
}
