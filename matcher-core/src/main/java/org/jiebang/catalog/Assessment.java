package org.jiebang.catalog;

/**
 * 全国学会评估意见: importance, urgency, authenticity and maturity, each 1 (low) to 5 (high), 0 if not assessed.
 *
 * @param verdict the society's words, e.g. 价值高、紧迫性强、可推动解决; blank if none
 */
public record Assessment(int importance, int urgency, int authenticity, int maturity, String verdict) {
    /** Nothing assessed yet. */
    public static final Assessment NONE = new Assessment(0, 0, 0, 0, "");

    public Assessment {
        for (int grade : new int[] {importance, urgency, authenticity, maturity}) {
            if (grade < 0 || grade > 5) {
                throw new IllegalArgumentException("A grade of " + grade + " is not between 0 and 5.");
            }
        }
    }
}
