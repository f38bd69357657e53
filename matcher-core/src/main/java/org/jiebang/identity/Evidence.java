package org.jiebang.identity;

/**
 * One piece of evidence for or against two namings being one.
 *
 * @param weight bits; positive speaks for it
 * @param one what the first says, as written; blank for contacts, which are never shown
 * @param other what the second says
 */
public record Evidence(Level level, double weight, String one, String other) {
    public Trait trait() {
        return level.trait();
    }
}
