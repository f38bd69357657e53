package org.jiebang.programme;

import java.util.ArrayList;
import java.util.List;

/**
 * A count that lies between two limits, both included.
 *
 * @param minimum 0 where nothing is asked
 * @param maximum {@link #UNLIMITED} where nothing is asked
 * @param strength of the strongest rule behind it
 * @param rules ids of the rules it comes from; empty if no rule speaks of this count
 */
public record Bound(int minimum, int maximum, Strength strength, List<String> rules) {
    public static final int UNLIMITED = Integer.MAX_VALUE;
    /** No rule speaks of this count. */
    public static final Bound NONE = new Bound(0, UNLIMITED, Strength.SOFT, List.of());

    public Bound {
        if (minimum < 0 || maximum < minimum) {
            throw new IllegalArgumentException("A count between " + minimum + " and " + maximum
                    + " does not exist. Maybe two rules contradict each other: " + rules);
        }
        rules = List.copyOf(rules);
    }

    public boolean allows(int count) {
        return count >= minimum && count <= maximum;
    }

    public boolean isLimited() {
        return minimum > 0 || maximum < UNLIMITED;
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if no count satisfies both
     */
    Bound and(Bound other) {
        List<String> both = new ArrayList<>(rules);
        both.addAll(other.rules);
        boolean hard = strength == Strength.HARD && isLimited() || other.strength == Strength.HARD && other.isLimited();
        return new Bound(
                Math.max(minimum, other.minimum),
                Math.min(maximum, other.maximum),
                hard ? Strength.HARD : Strength.SOFT,
                both);
    }
}
