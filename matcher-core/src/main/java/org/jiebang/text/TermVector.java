package org.jiebang.text;

/**
 * A text as terms are counted in it: its words as numbers, a hash of 64 bits each, with how often each occurs, and its folded characters as
 * they stand. Made once for a text, it is counted in again and again, see {@link TermCounter}. Of a library with a million different words,
 * two have one hash with a probability below one in ten million.
 */
public final class TermVector {
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    /** 2^64 divided by the golden ratio: multiplicative hashing, Knuth, TAOCP 6.4. */
    static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int BYTES_OF_A_WORD = Long.BYTES + Short.BYTES;

    final long[] words;
    final short[] wordCounts;
    final String characters;

    private TermVector(Tally words, String characters) {
        this.words = new long[words.size];
        this.wordCounts = new short[words.size];
        this.characters = characters;
        int place = 0;
        for (int slot = 0; slot < words.counts.length; slot++) {
            if (words.counts[slot] > 0) {
                this.words[place] = words.keys[slot];
                this.wordCounts[place++] = words.counts[slot];
            }
        }
    }

    /** Numbers and how often each was seen, by open addressing, for hundreds of texts are read at once. */
    private static final class Tally {
        private static final int FEWEST_SLOTS = 16;

        private final long[] keys;
        private final short[] counts;
        private int size;

        /**
         * @param most numbers that may come, repeated ones among them
         */
        Tally(int most) {
            int slots = Integer.highestOneBit(Math.max(most, FEWEST_SLOTS)) << 1;
            keys = new long[slots];
            counts = new short[slots];
        }

        void add(long key) {
            int slot = (int) (key * SPREAD >>> Long.numberOfLeadingZeros(keys.length - 1L));
            while (counts[slot] > 0 && keys[slot] != key) {
                slot = slot + 1 & keys.length - 1;
            }
            if (counts[slot] == 0) {
                keys[slot] = key;
                size++;
            }
            if (counts[slot] < Short.MAX_VALUE) {
                counts[slot]++;
            }
        }
    }

    /**
     * @param words divided by spaces
     * @param text of its characters those of Han script count
     */
    public static TermVector of(String words, FoldedText text) {
        return new TermVector(words(words), text.characters());
    }

    private static Tally words(String words) {
        Tally tally = new Tally(words.length() / 2 + 1);
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (end > start) {
                tally.add(word(words, start, end));
            }
            start = end + 1;
        }
        return tally;
    }

    static long word(String word) {
        return word(word, 0, word.length());
    }

    /** FNV-1a over UTF-16 units. */
    private static long word(String text, int start, int end) {
        long hash = SEED;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash ^ hash >>> 32;
    }

    static int pair(char first, char second) {
        return first << 16 | second;
    }

    static int character(char character) {
        return character << 16;
    }

    /** Bytes that it takes, nearly. */
    public int weight() {
        return words.length * BYTES_OF_A_WORD + characters.length() * Character.BYTES;
    }
}
