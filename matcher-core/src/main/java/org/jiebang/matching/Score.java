package org.jiebang.matching;

import java.util.List;

/**
 * How well a supply fits a demand.
 *
 * @param value in [0, 1]; the sum of the parts' contributions
 * @param parts one per signal, in the order of {@link Signal}
 */
public record Score(double value, List<Part> parts) {
    public Score {
        parts = List.copyOf(parts);
    }

    static Score of(List<Part> parts) {
        double value = 0;
        for (Part part : parts) {
            value += part.contribution();
        }
        return new Score(value, parts);
    }
}
