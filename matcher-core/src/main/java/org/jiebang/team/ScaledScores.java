package org.jiebang.team;

/**
 * Scores as whole numbers for the flow solver. Decimals with at most nine places are taken as they are ({@code error} 0); others are
 * multiplied by a power of two and rounded, so that a whole assignment is wrong by {@code error} at most.
 *
 * @param factor what a score is multiplied with
 * @param error half a unit for each pair that is chosen
 */
record ScaledScores(PairScores scores, double factor, double error) {
    private static final int MOST_DECIMALS = 9;
    private static final double LARGEST_SUM = 0x1p60;
    private static final double LARGEST_DOUBLE_INTEGER = 0x1p53;

    /** @param chosen how many pairs an assignment has */
    static ScaledScores of(PairScores scores, long chosen) {
        double largest = 0;
        int decimals = 0;
        for (int pair = 0; pair < scores.pairs(); pair++) {
            double score = scores.score(pair);
            largest = Math.max(largest, Math.abs(score));
            while (decimals <= MOST_DECIMALS && !whole(score, decimals)) {
                decimals++;
            }
        }
        double places = Math.pow(10, decimals);
        double room = LARGEST_SUM / Math.max(1, chosen);
        if (decimals <= MOST_DECIMALS && largest * places <= room) {
            return new ScaledScores(scores, places, 0);
        }
        int exponent = Math.getExponent(room) - Math.getExponent(largest) - 2;
        return rounded(scores, Math.scalb(1.0, Math.min(exponent, 1000)), chosen);
    }

    private static ScaledScores rounded(PairScores scores, double factor, long chosen) {
        return new ScaledScores(scores, factor, 0.5 * chosen / factor);
    }

    /** A coarser one, if the solver refuses numbers of this size. */
    ScaledScores coarser(long chosen) {
        return rounded(scores, Math.scalb(1.0, Math.getExponent(factor) - 4), chosen);
    }

    long at(int pair) {
        return Math.round(scores.score(pair) * factor);
    }

    private static boolean whole(double score, int decimals) {
        double power = Math.pow(10, decimals);
        double units = Math.rint(score * power);
        return Math.abs(units) < LARGEST_DOUBLE_INTEGER && units / power == score;
    }
}
