package org.jiebang.exclusion;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keys that mean one thing, joined step by step (union–find). Each class may carry marks of which a class must have one at most, such as
 * a credit code or a year of birth; what would bring two together is not joined.
 */
final class Classes {
    private final Map<String, String> above = new HashMap<>();
    private final Map<String, Set<String>> marks = new HashMap<>();

    /** Names the class of a key; a key that was never joined is its own. */
    String of(String key) {
        String top = key;
        for (String next = above.get(top); next != null; next = above.get(top)) {
            top = next;
        }
        return top;
    }

    /** Marks the class of a key. */
    void mark(String key, String mark) {
        marks.computeIfAbsent(of(key), top -> new HashSet<>()).add(mark);
    }

    Set<String> marks(String key) {
        return marks.getOrDefault(of(key), Set.of());
    }

    /** Joins two classes whatever they are marked with. */
    void join(String one, String other) {
        String first = of(one);
        String second = of(other);
        if (!first.equals(second)) {
            above.put(second, first);
            Set<String> further = marks.remove(second);
            if (further != null) {
                marks.computeIfAbsent(first, top -> new HashSet<>()).addAll(further);
            }
        }
    }

    /** Joins two classes unless they carry different marks. */
    void joinIfAgreed(String one, String other) {
        Set<String> first = marks(one);
        Set<String> second = marks(other);
        if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
            join(one, other);
        }
    }
}
