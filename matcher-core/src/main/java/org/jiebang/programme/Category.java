package org.jiebang.programme;

import java.util.List;
import org.jiebang.matching.Sentence;

/**
 * One kind of project that can be applied for.
 *
 * @param group larger class it belongs to (平台建设); blank if there is none
 * @param follows ids of the categories of earlier years that it continues
 * @param cycleYears length of the funding cycle in years; 1 unless the notice says more
 */
public record Category(String id, Sentence name, String group, List<String> follows, int cycleYears) {
    public Category {
        follows = List.copyOf(follows);
    }
}
