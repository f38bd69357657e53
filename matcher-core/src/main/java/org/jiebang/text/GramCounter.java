package org.jiebang.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts given pairs of characters in texts, without making a string of every pair. Safe from any thread. */
public final class GramCounter {
    private final Map<Integer, String> wanted = new HashMap<>();
    private final BitSet firsts = new BitSet();

    /**
     * @param grams folded pairs; others are passed over
     */
    public GramCounter(Collection<String> grams) {
        for (String gram : grams) {
            if (gram.length() == 2) {
                wanted.put(key(gram.charAt(0), gram.charAt(1)), gram);
                firsts.set(gram.charAt(0));
            }
        }
    }

    /** Adds what a text holds to the counts. */
    public void count(String text, Map<String, Integer> counts) {
        String folded = TextNormalizer.fold(text);
        for (int i = 0; i + 1 < folded.length(); i++) {
            if (firsts.get(folded.charAt(i))) {
                String gram = wanted.get(key(folded.charAt(i), folded.charAt(i + 1)));
                if (gram != null) {
                    counts.merge(gram, 1, Integer::sum);
                }
            }
        }
    }

    private static int key(char first, char second) {
        return first << 16 | second;
    }
}
