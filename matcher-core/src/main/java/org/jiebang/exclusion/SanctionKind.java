package org.jiebang.exclusion;

import org.jiebang.matching.Sentence;

/** Why somebody may not take part. */
public enum SanctionKind {
    /** The platform was assessed as unqualified two years running: no application in the next year (ledger R-07). */
    UNQUALIFIED_TWO_YEARS("连续两年评估不合格", "Unqualified two years running"),
    /** Disqualified by a decision of those who run a programme. */
    DISQUALIFIED("取消资格", "Disqualified"),
    /** Serious breach of research integrity or of trust (失信). */
    DISHONEST("严重失信", "Serious breach of trust");

    private final String label;
    private final String english;

    SanctionKind(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public Sentence label() {
        return new Sentence(label, english);
    }
}
