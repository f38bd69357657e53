package org.jiebang.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts given Han characters and pairs of characters in texts, without making a string of every one. Safe from any thread. */
public final class CharacterCounter {
    private final Map<Integer, String> pairs = new HashMap<>();
    private final BitSet firsts = new BitSet();
    private final BitSet singles = new BitSet();

    /**
     * @param pairs folded pairs of characters; others are passed over
     * @param characters folded single characters; others are passed over
     */
    public CharacterCounter(Collection<String> pairs, Collection<String> characters) {
        for (String pair : pairs) {
            if (pair.length() == 2) {
                this.pairs.put(key(pair.charAt(0), pair.charAt(1)), pair);
                firsts.set(pair.charAt(0));
            }
        }
        for (String character : characters) {
            if (character.length() == 1) {
                singles.set(character.charAt(0));
            }
        }
    }

    /** How often what was asked for occurs; what does not is left out. */
    public record Counts(Map<String, Integer> pairs, Map<String, Integer> characters) {}

    public Counts count(FoldedText text) {
        Map<String, Integer> foundPairs = new HashMap<>();
        Map<String, Integer> foundCharacters = new HashMap<>();
        String folded = text.characters();
        for (int i = 0; i < folded.length(); i++) {
            char character = folded.charAt(i);
            if (singles.get(character)) {
                foundCharacters.merge(String.valueOf(character), 1, Integer::sum);
            }
            if (firsts.get(character) && i + 1 < folded.length()) {
                String pair = pairs.get(key(character, folded.charAt(i + 1)));
                if (pair != null) {
                    foundPairs.merge(pair, 1, Integer::sum);
                }
            }
        }
        return new Counts(foundPairs, foundCharacters);
    }

    private static int key(char first, char second) {
        return first << 16 | second;
    }
}
