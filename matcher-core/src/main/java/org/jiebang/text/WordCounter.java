package org.jiebang.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts given words among words divided by spaces, without making a string of every word. Safe from any thread. */
public final class WordCounter {
    /** A power of two, far above the number of words of a demand. */
    private static final int MARKS = 1 << 13;

    private final Set<String> wanted;
    private final BitSet marks = new BitSet(MARKS);

    public WordCounter(Collection<String> words) {
        wanted = new HashSet<>(words);
        wanted.stream().filter(word -> !word.isEmpty()).forEach(word -> marks.set(mark(word, 0, word.length())));
    }

    /** Made of length, first and last character: enough to pass over nearly all words that are not wanted. */
    private static int mark(String text, int start, int end) {
        return (text.charAt(start) * 31 + text.charAt(end - 1)) * 31 + (end - start) & MARKS - 1;
    }

    /** How often each of the given words occurs; those that do not are left out. */
    public Map<String, Integer> count(String words) {
        Map<String, Integer> counts = new HashMap<>();
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (end > start && marks.get(mark(words, start, end))) {
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
