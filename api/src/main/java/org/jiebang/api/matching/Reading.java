package org.jiebang.api.matching;

/**
 * What is made of a demand before it is matched. {@link #STANDARD} but to measure what each brings.
 *
 * @param focusing its sentences are weighed by its subject
 * @param asking what many demands say counts less
 * @param blindFeedback its meaning is moved towards what it finds first
 */
public record Reading(boolean focusing, boolean asking, boolean blindFeedback) {
    public static final Reading STANDARD = new Reading(true, true, true);
}
