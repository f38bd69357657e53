package org.jiebang.ingest.need;

import java.util.List;

/**
 * How likely a value is right by the decisions on values of the same column: the log-odds of every confidence move by one amount, the
 * likeliest one for the decisions where amounts are spread about 0 as {@value #SPREAD} (standard deviation; maximum a posteriori). Keeps
 * the order of confidences; one more value that was right never lowers any; without decisions nothing moves. What a label says is not
 * moved: decisions are on doubtful values.
 */
final class Calibration {
    static final Calibration NONE = new Calibration(0);

    private static final double SPREAD = 1;
    private static final double LEAST = 0.02;
    private static final double MOST_MOVE = 6;
    private static final int HALVINGS = 60;

    private final double move;

    private Calibration(double move) {
        this.move = move;
    }

    /** Lessons of one column in their order. */
    static Calibration of(List<Lesson> lessons) {
        double low = -MOST_MOVE;
        double high = MOST_MOVE;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(lessons, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Calibration((low + high) / 2);
    }

    /** Of the log-likelihood of the decisions at a move; falls as the move grows. */
    private static double slope(List<Lesson> lessons, double move) {
        double slope = -move / (SPREAD * SPREAD);
        for (Lesson lesson : lessons) {
            slope += (lesson.right() ? 1 : 0) - moved(lesson.confidence(), move);
        }
        return slope;
    }

    private static double moved(double confidence, double move) {
        double kept = Math.clamp(confidence, LEAST, 1 - LEAST);
        return 1 / (1 + (1 - kept) / kept * Math.exp(-move));
    }

    double apply(double confidence) {
        return move == 0 || confidence >= Reading.LABELLED
                ? confidence
                : Math.min(Reading.LABELLED, moved(confidence, move));
    }
}
