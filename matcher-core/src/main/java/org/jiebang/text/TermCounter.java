package org.jiebang.text;

import java.util.Arrays;
import java.util.List;

/** Counts given words, Han characters and pairs of them in texts, hundreds of texts for one who asks. Safe from any thread. */
public final class TermCounter {
    private static final int NONE = -1;

    private final int words;
    private final int pairs;
    private final int characters;
    private final Places wordPlaces;

    /** Places of the pairs, behind them those of the characters. */
    private final Places characterPlaces;

    /**
     * @param words different ones
     * @param pairs different pairs of folded Han characters; others are never found
     * @param characters different folded Han characters; others are never found
     */
    public TermCounter(List<String> words, List<String> pairs, List<String> characters) {
        this.words = words.size();
        this.pairs = pairs.size();
        this.characters = characters.size();
        this.wordPlaces = new Places(words.size());
        this.characterPlaces = new Places(pairs.size() + characters.size());
        for (int place = 0; place < words.size(); place++) {
            String word = words.get(place);
            wordPlaces.put(TermVector.word(word, 0, word.length()), place);
        }
        for (int place = 0; place < pairs.size(); place++) {
            String pair = pairs.get(place);
            if (pair.length() == 2) {
                characterPlaces.put(TermVector.pair(pair.charAt(0), pair.charAt(1)), place);
            }
        }
        for (int place = 0; place < characters.size(); place++) {
            String character = characters.get(place);
            if (character.length() == 1) {
                characterPlaces.put(TermVector.character(character.charAt(0)), pairs.size() + place);
            }
        }
    }

    /**
     * How often what was asked for occurs, each by the places of the terms as they were given.
     */
    public record Counts(int[] words, int[] pairs, int[] characters) {}

    public Counts count(TermVector text) {
        Counts counts = new Counts(new int[words], new int[pairs], new int[characters]);
        for (int i = 0; i < text.words.length; i++) {
            int place = wordPlaces.find(text.words[i]);
            if (place != NONE) {
                counts.words[place] = text.wordCounts[i];
            }
        }
        for (int i = 0; i < text.characters.length; i++) {
            int place = characterPlaces.find(text.characters[i]);
            if (place >= pairs) {
                counts.characters[place - pairs] = text.characterCounts[i];
            } else if (place != NONE) {
                counts.pairs[place] = text.characterCounts[i];
            }
        }
        return counts;
    }

    /** Numbers and their places, by open addressing in a table of which a quarter is taken at most, so that most are passed over at once. */
    private static final class Places {
        private final long[] keys;
        private final int[] places;

        Places(int size) {
            int slots = Integer.highestOneBit(Math.max(size, 4)) << 3;
            keys = new long[slots];
            places = new int[slots];
            Arrays.fill(places, NONE);
        }

        void put(long key, int place) {
            int slot = slot(key);
            while (places[slot] != NONE) {
                slot = next(slot);
            }
            keys[slot] = key;
            places[slot] = place;
        }

        int find(long key) {
            int slot = slot(key);
            while (places[slot] != NONE) {
                if (keys[slot] == key) {
                    return places[slot];
                }
                slot = next(slot);
            }
            return NONE;
        }

        private int slot(long key) {
            return (int) (key * TermVector.SPREAD >>> Long.numberOfLeadingZeros(places.length - 1L));
        }

        private int next(int slot) {
            return slot + 1 & places.length - 1;
        }
    }
}
