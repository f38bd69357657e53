package org.jiebang.programme;

import org.jiebang.matching.Sentence;

/**
 * One rule that is not met.
 *
 * @param strength what it does here; softer than the rule where the finding itself is not certain
 * @param reason given by the applicant for a soft one; blank if none
 */
public record Violation(Rule rule, Strength strength, Finding finding, String reason) {

    /** A hard one, which no reason lifts. */
    public boolean blocks() {
        return strength == Strength.HARD;
    }

    /** A soft one for which no reason has been given yet. */
    public boolean asksReason() {
        return strength == Strength.SOFT && reason.isBlank();
    }

    /** What the rule asks. */
    public Sentence asked() {
        return rule.asks();
    }

    /** What was found, with the numbers. */
    public Sentence found() {
        return FindingText.message(finding);
    }

    /** What would mend it. */
    public Sentence remedy() {
        return FindingText.remedy(finding);
    }
}
