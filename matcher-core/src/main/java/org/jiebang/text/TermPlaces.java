package org.jiebang.text;

import java.util.Arrays;

/**
 * Terms as {@link TermVector} numbers them and the place of each in a list, by open addressing in a table of which a quarter is taken at
 * most, so that most of what is not there is passed over at once. Safe from any thread once it is filled.
 */
final class TermPlaces {
    /** The place of a term that is not there. */
    static final int NONE = -1;

    private static final int FEWEST = 4;

    private final long[] keys;
    private final int[] places;

    /**
     * @param size how many terms will be put
     */
    TermPlaces(int size) {
        int slots = Integer.highestOneBit(Math.max(size, FEWEST)) << 3;
        keys = new long[slots];
        places = new int[slots];
        Arrays.fill(places, NONE);
    }

    /** Of a term that is put twice the first place counts. */
    void put(long term, int place) {
        int slot = slot(term);
        while (places[slot] != NONE) {
            slot = next(slot);
        }
        keys[slot] = term;
        places[slot] = place;
    }

    int find(long term) {
        int slot = slot(term);
        while (places[slot] != NONE) {
            if (keys[slot] == term) {
                return places[slot];
            }
            slot = next(slot);
        }
        return NONE;
    }

    private int slot(long term) {
        return (int) (term * TermVector.SPREAD >>> Long.numberOfLeadingZeros(places.length - 1L));
    }

    private int next(int slot) {
        return slot + 1 & places.length - 1;
    }
}
