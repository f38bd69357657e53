package org.jiebang.matching;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Whether two rankings of the same queries differ by more than chance: Fisher's paired randomisation test, which supposes nothing of the
 * distribution (Smucker, Allan and Carterette, A Comparison of Statistical Significance Tests for Information Retrieval Evaluation, 2007).
 * If the rankings were alike, the sign of each query's difference would be a coin's.
 *
 * @param before mean of the first ranking
 * @param after mean of the second
 * @param probability of a difference as large or larger, either way, by chance alone; in (0, 1]
 */
public record PairedComparison(double before, double after, double probability) {
    private static final int DRAWS = 20_000;
    private static final long SEED = 1;

    /** Sums of the same numbers in another order differ by less. */
    private static final double ROUNDING = 1e-12;

    /**
     * Compares two rankings query by query; the same input gives the same answer.
     *
     * @param before measure of each query in the first ranking
     * @param after measure of the same queries in the second
     * @throws IllegalArgumentException if they are not as many, or none
     */
    public static PairedComparison of(double[] before, double[] after) {
        if (before.length != after.length || before.length == 0) {
            throw new IllegalArgumentException("Two rankings of the same queries are needed, not " + before.length
                    + " and " + after.length + " queries.");
        }
        double first = 0;
        double second = 0;
        double[] differences = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            first += before[i] / before.length;
            second += after[i] / after.length;
            differences[i] = after[i] - before[i];
        }
        double found = Math.abs(sum(differences, null));
        Random random = new Random(SEED);
        int asLarge = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            if (Math.abs(sum(differences, random)) >= found - ROUNDING) {
                asLarge++;
            }
        }
        return new PairedComparison(first, second, (double) asLarge / (DRAWS + 1));
    }

    private static double sum(double[] differences, @Nullable Random signs) {
        double sum = 0;
        for (double difference : differences) {
            sum += signs == null || signs.nextBoolean() ? difference : -difference;
        }
        return sum;
    }

    /** By how much the second is better; negative if it is worse. */
    public double change() {
        return after - before;
    }
}
