package org.jiebang.api.identity;

import org.jiebang.identity.Evidence;
import org.jiebang.identity.Level;
import org.jiebang.identity.Trait;

/**
 * A piece of evidence as staff see it.
 *
 * @param weight bits, to a tenth; positive speaks for one
 * @param one what the first record says; blank for contacts
 */
public record IdentityEvidence(Trait trait, Level level, double weight, String one, String other) {
    private static final double TENTH = 10;

    public static IdentityEvidence of(Evidence evidence) {
        return new IdentityEvidence(
                evidence.trait(), evidence.level(), tenth(evidence.weight()), evidence.one(), evidence.other());
    }

    public static double tenth(double bits) {
        return Math.round(bits * TENTH) / TENTH;
    }
}
