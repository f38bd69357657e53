package org.jiebang.team;

/**
 * One thing that the problems of a team ask for: a skill, a material, a method.
 *
 * @param weight above 0; only its ratio to the other weights counts
 * @param experts how many experts the element wants; coverage is the sum of their best qualities over this number. 1 asks for the best
 *     expert only, more let the coverage saturate later and make the team safe against a refusal
 */
public record DemandElement(String name, double weight, int experts) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public DemandElement {
        if (name.isBlank() || !(weight > 0 && weight < Double.POSITIVE_INFINITY) || experts < 1) {
            throw new IllegalArgumentException("The element '" + name + "' needs a name, a weight above 0 (is " + weight
                    + ") and at least one expert (is " + experts + ").");
        }
    }
}
