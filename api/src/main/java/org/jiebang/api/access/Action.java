package org.jiebang.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with the platform; the rows of the permission table. */
public enum Action {
    SEARCH_READ,
    RECORD_READ,
    RECORD_WITHDRAWN_READ,
    RECORD_EXPORT,
    EXPORT_MAPPING_WRITE,
    MATCH_READ,
    MATCH_JUDGE,
    EXCLUSION_READ,
    SANCTION_WRITE,
    IDENTITY_DECIDE,
    WORK_MANAGE,
    REMATCH_MANAGE,
    SUBSCRIPTION_MANAGE,
    MODEL_MANAGE,
    TEAM_BUILD,
    TEAM_WRITE,
    TEAM_PLACE,
    PROBLEM_DRAFT_READ,
    PROBLEM_WRITE,
    PROBLEM_PROGRESS_READ,
    PROBLEM_MANAGE,
    PROBLEM_RECOMMEND,
    PROBLEM_ASSESS,
    PROBLEM_DOCK,
    PROBLEM_CONFIRM,
    CLAIM_WRITE,
    CLAIM_READ,
    APPLICATION_READ,
    APPLICATION_WRITE,
    APPLICATION_MANAGE,
    APPLICATION_PAY,
    OBJECTION_WRITE,
    REVIEW_READ,
    REVIEW_MANAGE,
    REVIEW_WRITE,
    PROBLEM_CONFIDENTIAL_READ,
    INSIGHT_READ,
    CONTACT_READ,
    CONTACT_REVEAL,
    CONSENT_WRITE,
    PERSON_EXPORT,
    PERSON_ERASE,
    EVIDENCE_READ,
    EVIDENCE_WRITE,
    PROGRAMME_READ,
    PROGRAMME_WRITE,
    PROGRAMME_APPROVE,
    IMPORT_RUN,
    IMPORT_TEMPLATE,
    SOURCE_MANAGE,
    INDEX_MANAGE,
    ORGANISATION_READ,
    ORGANISATION_CREATE,
    ORGANISATION_MEMBER_MANAGE,
    RECORD_CLAIM_CREATE,
    RECORD_CLAIM_READ,
    RECORD_CLAIM_DECIDE,
    ACCOUNT_MANAGE,
    TOKEN_MANAGE,
    AUDIT_READ,
    AUDIT_VERIFY,
    PERMISSION_READ;

    private final String code =
            name().toLowerCase(Locale.ROOT).replace('_', '.').replace("record.claim", "record-claim");

    /** Name in the table, in tokens and in answers, e.g. {@code contact.reveal}. */
    public String code() {
        return code;
    }

    public static Optional<Action> find(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code.equals(code))
                .findFirst();
    }
}
