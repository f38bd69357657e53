package org.jiebang.team;

import java.util.Map;

/**
 * How a candidate fits the problems of one team.
 *
 * @param relevance to the problems as a whole, 0 to 1, e.g. the score of a match
 * @param closeness to their chain and region, 0 to 1
 * @param quality for each demand element that the candidate can serve how well, above 0 up to 1
 */
public record Fit(double relevance, double closeness, Map<String, Double> quality) {
    /** Of one who fits nothing, e.g. a member whom the user wants all the same. */
    public static final Fit NONE = new Fit(0, 0, Map.of());

    /** @throws IllegalArgumentException if a number is not between 0 and 1 */
    public Fit {
        share("relevance", relevance);
        share("closeness", closeness);
        quality = Map.copyOf(quality);
        quality.forEach((element, value) -> share("quality for " + element, value));
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", not between 0 and 1.");
        }
    }
}
