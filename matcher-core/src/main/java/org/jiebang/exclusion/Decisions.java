package org.jiebang.exclusion;

import java.util.List;
import java.util.Set;

/**
 * What people decided about who is who.
 *
 * @param samePersons pairs of ids of persons that are one, whatever their records say
 * @param differentPersons pairs that are two, the smaller id first
 * @param sameUnits pairs of units that are one
 */
public record Decisions(Set<Pair> samePersons, Set<Pair> differentPersons, List<UnitPair> sameUnits) {
    /** Nothing was decided. */
    public static final Decisions NONE = new Decisions(Set.of(), Set.of(), List.of());

    public Decisions {
        samePersons = Set.copyOf(samePersons);
        differentPersons = Set.copyOf(differentPersons);
        sameUnits = List.copyOf(sameUnits);
    }

    /** Ids of two persons. */
    public record Pair(String one, String other) {
        /** The pair whatever the order of its ids. */
        public static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** Two namings of units. */
    public record UnitPair(Unit one, Unit other) {}
}
