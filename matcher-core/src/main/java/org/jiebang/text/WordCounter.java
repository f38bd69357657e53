package org.jiebang.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts given words among words divided by spaces, without making a string of every word. Safe from any thread. */
public final class WordCounter {
    private final Set<String> wanted;
    private final BitSet firsts = new BitSet();

    public WordCounter(Collection<String> words) {
        wanted = Set.copyOf(words);
        wanted.stream().filter(word -> !word.isEmpty()).forEach(word -> firsts.set(word.charAt(0)));
    }

    /** How often each of the given words occurs; those that do not are left out. */
    public Map<String, Integer> count(String words) {
        Map<String, Integer> counts = new HashMap<>();
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (end > start && firsts.get(words.charAt(start))) {
                String word = words.substring(start, end);
                if (wanted.contains(word)) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
            start = end + 1;
        }
        return counts;
    }
}
