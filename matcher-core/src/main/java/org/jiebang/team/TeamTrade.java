package org.jiebang.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jiebang.matching.Sentence;

/**
 * What another good team gains or gives up against the best one, in one respect.
 *
 * @param measure stable name: an aspect of {@link TeamWeights} in lower case, or members, young, organisations, places, age
 * @param best of the best team: a share in percent for an aspect, else a count, or years for age
 * @param other of the other team, in the same unit
 * @param gain whether the other team is better here; false for age, places and members as well, where more is not better
 */
public record TeamTrade(String measure, double best, double other, boolean gain, Sentence sentence) {
    private static final double HALF_A_POINT = 0.5;

    /**
     * Where the two differ by half a point, one person, one place or half a year at least, aspects first.
     *
     * @param candidates all that are members of either, by id
     * @param youngAge greatest age that counts as young; 0 where no rule says, then the young are not compared
     */
    public static List<TeamTrade> between(Team best, Team other, Map<String, TeamCandidate> candidates, int youngAge) {
        List<TeamTrade> trades = new ArrayList<>();
        for (Team.Part part : other.parts()) {
            double before = best.parts().stream()
                    .filter(mine -> mine.aspect() == part.aspect())
                    .mapToDouble(Team.Part::value)
                    .sum();
            String measure = part.aspect().name().toLowerCase(Locale.ROOT);
            add(trades, measure, before * 100, part.value() * 100, true);
        }
        add(trades, "members", best.members().size(), other.members().size(), false);
        if (youngAge > 0) {
            ToDoubleFunction<Team> young = team -> members(team, candidates).stream()
                    .filter(each -> each.age() > 0 && each.age() <= youngAge)
                    .count();
            add(trades, "young", young.applyAsDouble(best), young.applyAsDouble(other), true);
        }
        ToDoubleFunction<Team> organisations = team -> members(team, candidates).stream()
                .map(TeamCandidate::organisation)
                .distinct()
                .count();
        add(trades, "organisations", organisations.applyAsDouble(best), organisations.applyAsDouble(other), true);
        ToDoubleFunction<Team> places = team -> members(team, candidates).stream()
                .flatMap(each -> each.areas().stream())
                .distinct()
                .count();
        add(trades, "places", places.applyAsDouble(best), places.applyAsDouble(other), false);
        add(trades, "age", age(best, candidates), age(other, candidates), false);
        return trades;
    }

    private static List<TeamCandidate> members(Team team, Map<String, TeamCandidate> candidates) {
        return team.members().stream()
                .map(id -> Objects.requireNonNull(candidates.get(id)))
                .toList();
    }

    /** Mean of the ages that are known, 0 if none is. */
    private static double age(Team team, Map<String, TeamCandidate> candidates) {
        return members(team, candidates).stream()
                .mapToInt(TeamCandidate::age)
                .filter(age -> age > 0)
                .average()
                .orElse(0);
    }

    private static void add(List<TeamTrade> trades, String measure, double best, double other, boolean moreIsBetter) {
        if (Math.abs(other - best) >= HALF_A_POINT) {
            trades.add(new TeamTrade(
                    measure, best, other, moreIsBetter && other > best, TeamSentences.ofTrade(measure, best, other)));
        }
    }
}
