package org.jiebang.sample;

import java.util.List;

/** Random numbers of one record (SplitMix64). Written out here because the samples must not change with the Java release. */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice that fall the same way for the same seed, purpose and number. */
    static Dice of(long seed, String purpose, long number) {
        return new Dice(mix(mix(seed + STEP * purpose.hashCode()) + STEP * number));
    }

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += STEP;
        return mix(state);
    }

    /** A number of 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    /** A number between the two, both included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Is true that many times in a hundred. */
    boolean chance(int percent) {
        return below(100) < percent;
    }

    /** A number in [0, 1). */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
