package org.jiebang.sample;

/**
 * Puts the numbers 0 to size-1 into another order without a table: a Feistel network on the next even power of two, followed until the
 * result is in range again. Two numbers never meet, which is what makes generated keys unique.
 */
record Permutation(long size, long key) {
    private static final int ROUNDS = 4;

    long of(long number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("Number " + number + " is not among the " + size
                    + " of this permutation. Maybe more records were asked for than there are names.");
        }
        int half = Math.max(1, (65 - Long.numberOfLeadingZeros(size - 1)) / 2);
        long place = number;
        do {
            place = scramble(place, half);
        } while (place >= size);
        return place;
    }

    private long scramble(long number, int half) {
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = Dice.mix(right + key + round * 0x9E3779B97F4A7C15L) & mask;
            long swapped = left ^ mixed;
            left = right;
            right = swapped;
        }
        return left << half | right;
    }
}
