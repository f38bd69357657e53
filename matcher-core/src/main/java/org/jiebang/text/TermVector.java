package org.jiebang.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Terms of a text as numbers with how often each occurs: words by a hash of 64 bits, Han characters and their pairs by themselves. Made once
 * for a text, it is counted in again and again, see {@link TermCounter}. Of a library with a million different words, two have one hash with
 * a probability below one in ten million.
 */
public final class TermVector {
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;
    private static final int BYTES_OF_A_WORD = Long.BYTES + Short.BYTES;
    private static final int BYTES_OF_A_CHARACTER = Integer.BYTES + Short.BYTES;

    final long[] words;
    final short[] wordCounts;
    final int[] characters;
    final short[] characterCounts;

    private TermVector(Map<Long, Integer> words, Map<Integer, Integer> characters) {
        this.words = new long[words.size()];
        this.wordCounts = new short[words.size()];
        this.characters = new int[characters.size()];
        this.characterCounts = new short[characters.size()];
        int place = 0;
        for (Map.Entry<Long, Integer> word : words.entrySet()) {
            this.words[place] = word.getKey();
            this.wordCounts[place++] = clamped(word.getValue());
        }
        place = 0;
        for (Map.Entry<Integer, Integer> character : characters.entrySet()) {
            this.characters[place] = character.getKey();
            this.characterCounts[place++] = clamped(character.getValue());
        }
    }

    private static short clamped(int count) {
        return (short) Math.min(count, Short.MAX_VALUE);
    }

    /**
     * @param words divided by spaces
     * @param text of its characters those of Han script count
     */
    public static TermVector of(String words, FoldedText text) {
        return new TermVector(words(words), characters(text.characters()));
    }

    private static Map<Long, Integer> words(String words) {
        Map<Long, Integer> counts = new HashMap<>();
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (end > start) {
                counts.merge(word(words, start, end), 1, Integer::sum);
            }
            start = end + 1;
        }
        return counts;
    }

    private static Map<Integer, Integer> characters(String folded) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < folded.length(); i++) {
            char character = folded.charAt(i);
            if (TextAnalyzer.isHan(character)) {
                counts.merge(character(character), 1, Integer::sum);
                if (i + 1 < folded.length() && TextAnalyzer.isHan(folded.charAt(i + 1))) {
                    counts.merge(pair(character, folded.charAt(i + 1)), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** FNV-1a over UTF-16 units. */
    static long word(String text, int start, int end) {
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
        return words.length * BYTES_OF_A_WORD + characters.length * BYTES_OF_A_CHARACTER;
    }
}
