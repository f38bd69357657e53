package org.jiebang.review;

import org.jiebang.matching.Sentence;

/**
 * One line of a score sheet.
 *
 * @param id unique within the sheet, of capital letters and underscores
 * @param weight share of the total in percent, 1 to 100
 * @param most greatest number of points, 1 to 100; the least is 0
 */
public record Criterion(String id, Sentence name, int weight, int most) {
    public Criterion {
        if (!id.matches("[A-Z][A-Z_]{0,39}")) {
            throw new IllegalArgumentException("A criterion is named by capital letters, not '" + id + "'.");
        }
        if (name.chinese().isBlank() || weight < 1 || weight > 100 || most < 1 || most > 100) {
            throw new IllegalArgumentException(
                    "Criterion " + id + " needs a name, a weight of 1 to 100 and 1 to 100 points," + " not '"
                            + name.chinese() + "', " + weight + " and " + most + ".");
        }
    }
}
