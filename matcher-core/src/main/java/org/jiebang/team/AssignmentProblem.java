package org.jiebang.team;

import java.util.Arrays;

/**
 * Candidates are to be assigned to items so that the sum of the scores of the chosen pairs is greatest.
 *
 * @param demand how many different candidates each item needs, exactly, at least 0
 * @param minLoad how many items each candidate must serve at least, 0 or more
 * @param maxLoad how many items each candidate may serve at most, not less than minLoad
 */
public record AssignmentProblem(PairScores scores, int[] demand, int[] minLoad, int[] maxLoad) {
    /** @throws IllegalArgumentException if lengths do not fit or a number is out of its range */
    public AssignmentProblem {
        length("demand", demand, scores.items());
        length("minLoad", minLoad, scores.candidates());
        length("maxLoad", maxLoad, scores.candidates());
        for (int i = 0; i < demand.length; i++) {
            if (demand[i] < 0) {
                throw new IllegalArgumentException("demand[" + i + "] " + demand[i] + " must not be negative.");
            }
        }
        for (int i = 0; i < maxLoad.length; i++) {
            if (minLoad[i] < 0 || minLoad[i] > maxLoad[i]) {
                throw new IllegalArgumentException("minLoad[" + i + "] " + minLoad[i]
                        + " must not be negative nor above maxLoad " + maxLoad[i] + ".");
            }
        }
        demand = demand.clone();
        minLoad = minLoad.clone();
        maxLoad = maxLoad.clone();
    }

    /** The same number for every item and every candidate, no least load. */
    public static AssignmentProblem of(PairScores scores, int demand, int maxLoad) {
        return new AssignmentProblem(
                scores,
                filled(scores.items(), demand),
                new int[scores.candidates()],
                filled(scores.candidates(), maxLoad));
    }

    private static int[] filled(int length, int value) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return values;
    }

    private static void length(String name, int[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " numbers, but the scores speak of " + expected + ".");
        }
    }

    AssignmentProblem over(PairScores others) {
        return new AssignmentProblem(others, demand, minLoad, maxLoad);
    }

    @Override
    public int[] demand() {
        return demand.clone();
    }

    @Override
    public int[] minLoad() {
        return minLoad.clone();
    }

    @Override
    public int[] maxLoad() {
        return maxLoad.clone();
    }
}
