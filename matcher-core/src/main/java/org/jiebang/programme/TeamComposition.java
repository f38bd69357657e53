package org.jiebang.programme;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of one category ask of a team, in the form that whoever builds a team needs; derived from the rules, see {@link
 * Programme#composition}.
 *
 * @param bounds limits of each count; what no rule speaks of is {@link Bound#NONE}
 * @param youngAge greatest age in full years that counts as young on the day of application (「45岁及以下」), 0 if no rule says
 * @param leaderIsNotChief leader and chief expert are two people (CT-16)
 * @param teamsPerUnit how many teams one unit may file (CT-07), {@link Bound#UNLIMITED} if no rule says
 * @param disjoint in what the teams of one unit must not overlap (CT-08)
 */
public record TeamComposition(
        Map<Measure, Bound> bounds, int youngAge, boolean leaderIsNotChief, int teamsPerUnit, Set<Dimension> disjoint) {

    public TeamComposition {
        Map<Measure, Bound> all = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            all.put(measure, bounds.getOrDefault(measure, Bound.NONE));
        }
        bounds = Map.copyOf(all);
        disjoint = disjoint.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(disjoint));
    }

    public Bound bound(Measure measure) {
        return bounds.getOrDefault(measure, Bound.NONE);
    }

    /** Number of members (CT-13: at least 20; TEAM-01: 7 to 10). */
    public Bound size() {
        return bound(Measure.MEMBERS);
    }

    /** Members of at most {@link #youngAge} years (CT-14). */
    public Bound young() {
        return bound(Measure.YOUNG);
    }

    /** Members of the youth support scheme (CT-15). */
    public Bound supportedYouth() {
        return bound(Measure.SUPPORTED_YOUTH);
    }
}
