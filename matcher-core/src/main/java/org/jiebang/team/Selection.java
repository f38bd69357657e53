package org.jiebang.team;

/** The k-th greatest of a row of scores without sorting it (quickselect, Hoare 1961). */
final class Selection {
    private Selection() {}

    /** The k-th greatest score of the pairs, negative infinity if there are fewer; k from 1. */
    static double greatest(PairScores scores, int from, int to, int k) {
        if (to - from < k) {
            return Double.NEGATIVE_INFINITY;
        }
        double[] values = new double[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.score(from + i);
        }
        int wanted = values.length - k;
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (wanted <= right) {
                high = right;
            } else if (wanted >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[wanted];
    }
}
