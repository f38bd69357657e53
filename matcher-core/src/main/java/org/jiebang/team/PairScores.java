package org.jiebang.team;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Which candidate may serve which item, and how well: rows of items, in each the candidates in ascending order with a score. A pair
 * that is absent may not be chosen. Items and candidates are counted from 0. Immutable; 12 bytes a pair.
 */
public final class PairScores {
    private final int candidates;
    private final int[] start;
    private final int[] candidate;
    private final double[] score;

    private PairScores(int candidates, int[] start, int[] candidate, double[] score) {
        this.candidates = candidates;
        this.start = start;
        this.candidate = candidate;
        this.score = score;
    }

    /**
     * Every pair allowed.
     *
     * @param rows one an item, all of the same length
     * @throws IllegalArgumentException if the rows differ in length or a score is not finite
     */
    public static PairScores dense(double[][] rows) {
        Builder builder = new Builder(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int item = 0; item < rows.length; item++) {
            if (rows[item].length != builder.candidates) {
                throw new IllegalArgumentException("Row " + item + " has " + rows[item].length + " scores, row 0 has "
                        + builder.candidates + ". Maybe a line is cut off.");
            }
            for (int column = 0; column < rows[item].length; column++) {
                builder.add(item, column, rows[item][column]);
            }
        }
        return builder.build();
    }

    public int items() {
        return start.length - 1;
    }

    public int candidates() {
        return candidates;
    }

    public int pairs() {
        return candidate.length;
    }

    /** First pair of an item; its pairs end before the first of the next item. */
    int first(int item) {
        return start[item];
    }

    int candidate(int pair) {
        return candidate[pair];
    }

    double score(int pair) {
        return score[pair];
    }

    /** The pair of an item and a candidate, negative if it is absent. */
    int find(int item, int wanted) {
        return Arrays.binarySearch(candidate, start[item], start[item + 1], wanted);
    }

    /**
     * The same scores without some pairs, e.g. conflicts of interest; pairs that are absent already are passed over.
     *
     * @param excluded each an item and a candidate
     * @throws IndexOutOfBoundsException if an item or candidate does not exist
     */
    public PairScores without(Iterable<int[]> excluded) {
        BitSet kept = new BitSet(pairs());
        kept.set(0, pairs());
        for (int[] pair : excluded) {
            Objects.checkIndex(pair[1], candidates);
            int found = find(Objects.checkIndex(pair[0], items()), pair[1]);
            if (found >= 0) {
                kept.clear(found);
            }
        }
        return only(kept);
    }

    /** The same scores with some pairs only; pair numbers shift, their order stays. */
    PairScores only(BitSet kept) {
        int count = kept.cardinality();
        if (count == pairs()) {
            return this;
        }
        int[] starts = new int[start.length];
        int[] keptCandidates = new int[count];
        double[] keptScores = new double[count];
        int next = 0;
        for (int item = 0; item < items(); item++) {
            for (int pair = kept.nextSetBit(start[item]);
                    pair >= 0 && pair < start[item + 1];
                    pair = kept.nextSetBit(pair + 1)) {
                keptCandidates[next] = candidate[pair];
                keptScores[next++] = score[pair];
            }
            starts[item + 1] = next;
        }
        return new PairScores(candidates, starts, keptCandidates, keptScores);
    }

    /** Candidates as items and items as candidates; {@code origin[k]} becomes the number here of the new pair k. */
    PairScores transposed(int[] origin) {
        int[] starts = new int[candidates + 1];
        for (int each : candidate) {
            starts[each + 1]++;
        }
        for (int i = 0; i < candidates; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, candidates);
        int[] itemOf = new int[pairs()];
        double[] scores = new double[pairs()];
        for (int item = 0; item < items(); item++) {
            for (int pair = start[item]; pair < start[item + 1]; pair++) {
                int place = next[candidate[pair]]++;
                itemOf[place] = item;
                scores[place] = score[pair];
                origin[place] = pair;
            }
        }
        return new PairScores(items(), starts, itemOf, scores);
    }

    /** Collects pairs in any order; not safe for several threads. */
    public static final class Builder {
        private final int items;
        private final int candidates;
        private int[] item = new int[1024];
        private int[] candidate = new int[1024];
        private double[] score = new double[1024];
        private int size;
        private boolean sorted = true;

        public Builder(int items, int candidates) {
            if (items < 0 || candidates < 0) {
                throw new IllegalArgumentException(
                        "items " + items + " and candidates " + candidates + " must not be negative.");
            }
            this.items = items;
            this.candidates = candidates;
        }

        /**
         * @param value finite, may be negative; more is better
         * @throws IllegalArgumentException if the score is not finite
         * @throws IndexOutOfBoundsException if the item or candidate does not exist
         */
        public void add(int itemIndex, int candidateIndex, double value) {
            Objects.checkIndex(itemIndex, items);
            Objects.checkIndex(candidateIndex, candidates);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("The score of item " + itemIndex + " and candidate " + candidateIndex
                        + " is " + value + ", not a number. Leave the pair out if it may not be chosen.");
            }
            if (size == item.length) {
                int room = (int) Math.min(Integer.MAX_VALUE - 8L, size * 2L);
                item = Arrays.copyOf(item, room);
                candidate = Arrays.copyOf(candidate, room);
                score = Arrays.copyOf(score, room);
            }
            if (size > 0
                    && (itemIndex < item[size - 1]
                            || itemIndex == item[size - 1] && candidateIndex <= candidate[size - 1])) {
                sorted = false;
            }
            item[size] = itemIndex;
            candidate[size] = candidateIndex;
            score[size++] = value;
        }

        /** @throws IllegalArgumentException if a pair was added twice */
        public PairScores build() {
            return build(items);
        }

        /** With fewer items than was thought; all that were added lie below. */
        PairScores build(int items) {
            int[] starts = new int[items + 1];
            for (int i = 0; i < size; i++) {
                starts[item[i] + 1]++;
            }
            for (int i = 0; i < items; i++) {
                starts[i + 1] += starts[i];
            }
            if (sorted) {
                return new PairScores(candidates, starts, Arrays.copyOf(candidate, size), Arrays.copyOf(score, size));
            }
            // Two stable counting passes, by candidate and then by item, are a transposition done twice.
            PairScores byItem = new PairScores(candidates, starts, new int[size], new double[size]);
            int[] next = Arrays.copyOf(starts, items);
            for (int i = 0; i < size; i++) {
                int place = next[item[i]]++;
                byItem.candidate[place] = candidate[i];
                byItem.score[place] = score[i];
            }
            PairScores ordered = byItem.transposed(new int[size]).transposed(new int[size]);
            for (int i = 0; i < items; i++) {
                for (int pair = ordered.start[i] + 1; pair < ordered.start[i + 1]; pair++) {
                    if (ordered.candidate[pair] == ordered.candidate[pair - 1]) {
                        throw new IllegalArgumentException(
                                "Item " + i + " and candidate " + ordered.candidate[pair] + " have two scores.");
                    }
                }
            }
            return ordered;
        }
    }
}
