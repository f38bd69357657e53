package org.jiebang.text;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds dictionary words by their pinyin or its initials: 锂电池 by {@code lidianchi} and {@code ldc}. Immutable. */
public final class Spellings {
    private final Map<String, Set<String>> words = new HashMap<>();

    public Spellings(DomainDictionary dictionary) {
        for (String word : dictionary.words()) {
            if (word.codePoints().anyMatch(Character::isIdeographic)) {
                add(Pinyin.full(word), word);
                add(Pinyin.initials(word), word);
            }
        }
    }

    private void add(String spelling, String word) {
        if (spelling.length() > 1) {
            words.computeIfAbsent(spelling, key -> new LinkedHashSet<>()).add(word);
        }
    }

    /**
     * Words spelled exactly so.
     *
     * @param spelling lower-case letters without spaces or tones
     */
    public Set<String> words(String spelling) {
        return Set.copyOf(words.getOrDefault(spelling, Set.of()));
    }
}
