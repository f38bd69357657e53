package org.jiebang.team;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A team to be built.
 *
 * @param id unique in a request
 * @param problems ids of the problems it serves
 * @param elements what these problems ask for
 * @param fits by candidate id; who is absent is not considered unless fixed
 * @param rules exactly one of them a {@link TeamRule.Size}; at most one each of the other kinds that are not about a trait, scope or person
 */
public record TeamPlan(
        String id, Set<String> problems, List<DemandElement> elements, Map<String, Fit> fits, List<TeamRule> rules) {
    /** @throws IllegalArgumentException if an element or rule stands twice or there is not one size */
    public TeamPlan {
        problems = Set.copyOf(problems);
        elements = List.copyOf(elements);
        fits = Map.copyOf(fits);
        rules = List.copyOf(new LinkedHashSet<>(rules));
        Set<String> names = new HashSet<>();
        for (DemandElement element : elements) {
            if (!names.add(element.name())) {
                throw new IllegalArgumentException(
                        "The element '" + element.name() + "' stands twice in team " + id + ".");
            }
        }
        Set<Object> kinds = new HashSet<>();
        for (TeamRule rule : rules) {
            Object kind = switch (rule) {
                case TeamRule.Count count -> count.trait();
                case TeamRule.Focus focus -> focus.scope();
                case TeamRule.Conflict conflict -> conflict;
                case TeamRule.Fixed fixed -> fixed;
                case TeamRule.Excluded excluded -> excluded;
                case TeamRule.Size single -> single.getClass();
                case TeamRule.PerOrganisation single -> single.getClass();
                case TeamRule.Organisations single -> single.getClass();
                case TeamRule.Residents single -> single.getClass();
                case TeamRule.ChiefExpert single -> single.getClass();
                case TeamRule.Leader single -> single.getClass();
                case TeamRule.SpareCapacity single -> single.getClass();
            };
            if (!kinds.add(kind)) {
                throw new IllegalArgumentException("Team " + id + " has two rules of one kind: " + rule + ".");
            }
        }
        if (!kinds.contains(TeamRule.Size.class)) {
            throw new IllegalArgumentException("Team " + id + " has no size.");
        }
    }

    public TeamRule.Size size() {
        return rules.stream()
                .filter(TeamRule.Size.class::isInstance)
                .map(TeamRule.Size.class::cast)
                .findFirst()
                .orElseThrow();
    }

    public TeamPlan withRules(List<TeamRule> others) {
        return new TeamPlan(id, problems, elements, fits, others);
    }

    public TeamPlan withFits(Map<String, Fit> others) {
        return new TeamPlan(id, problems, elements, others, rules);
    }

    /** Ids of the members whom the user wants. */
    Set<String> fixed() {
        return rules.stream()
                .filter(TeamRule.Fixed.class::isInstance)
                .map(rule -> ((TeamRule.Fixed) rule).candidate())
                .collect(Collectors.toSet());
    }

    /** Ids of the candidates whom the user does not want. */
    Set<String> excluded() {
        return rules.stream()
                .filter(TeamRule.Excluded.class::isInstance)
                .map(rule -> ((TeamRule.Excluded) rule).candidate())
                .collect(Collectors.toSet());
    }

    Fit fit(String candidate) {
        return fits.getOrDefault(candidate, Fit.NONE);
    }
}
