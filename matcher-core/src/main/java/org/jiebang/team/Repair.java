package org.jiebang.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change of a request that makes teams possible.
 *
 * @param cost sum over the steps by {@link RepairCosts}
 * @param cheapest whether no cheaper change exists; false if the limit came before that was proven
 */
public record Repair(List<Step> steps, double cost, boolean cheapest) {
    public Repair {
        steps = List.copyOf(steps);
    }

    /** One change. */
    public sealed interface Step {
        String plan();
    }

    /** A rule with other numbers. */
    public record Change(String plan, TeamRule from, TeamRule to) implements Step {}

    /** A rule no longer asked for. */
    public record Drop(String plan, TeamRule rule) implements Step {}

    /**
     * Experts that the library lacks.
     *
     * @param count how many, at least 1
     * @param traits for each trait that matters how many of them have it
     * @param chiefs how many are fit to be chief expert, 0 or 1
     * @param leaders how many are fit to be leader, 0 or 1, not the one fit to be chief expert
     * @param residents how many can stay in the place served
     * @param organisations from how many organisations that send nobody so far
     * @param focus chains and areas that all of them have
     */
    public record AddExperts(
            String plan,
            int count,
            Map<Trait, Integer> traits,
            int chiefs,
            int leaders,
            int residents,
            int organisations,
            Map<Scope, Set<String>> focus)
            implements Step {
        public AddExperts {
            traits = Map.copyOf(traits);
            focus = Map.copyOf(focus);
        }
    }

    /** The request after the change; new experts are invented ones that have what is asked for and nothing else. */
    public TeamRequest applyTo(TeamRequest request) {
        TeamRequest repaired = request;
        for (Step step : steps) {
            repaired = switch (step) {
                case Change change ->
                    repaired.withPlan(
                            change.plan(),
                            old -> old.withRules(replaced(old.rules(), change.from(), List.of(change.to()))));
                case Drop drop ->
                    repaired.withPlan(drop.plan(), old -> old.withRules(replaced(old.rules(), drop.rule(), List.of())));
                case AddExperts added -> withNewcomers(repaired, added);
            };
        }
        return repaired;
    }

    private static List<TeamRule> replaced(List<TeamRule> rules, TeamRule from, List<TeamRule> to) {
        List<TeamRule> changed = new ArrayList<>(rules);
        changed.remove(from);
        changed.addAll(to);
        return changed;
    }

    private static TeamRequest withNewcomers(TeamRequest request, AddExperts added) {
        List<TeamCandidate> newcomers = new ArrayList<>();
        Map<String, Fit> fits = new HashMap<>();
        int affiliated = 0;
        Affiliation[] affiliations = new Affiliation[added.count()];
        for (Affiliation affiliation : Affiliation.values()) {
            for (int i = added.traits().getOrDefault(new Trait.From(affiliation), 0); i > 0; i--) {
                affiliations[affiliated++] = affiliation;
            }
        }
        int residentDays = request.plans().stream()
                .filter(plan -> plan.id().equals(added.plan()))
                .flatMap(plan -> plan.rules().stream())
                .mapToInt(rule -> rule instanceof TeamRule.Residents residents ? residents.days() : 0)
                .max()
                .orElse(0);
        for (int i = 0; i < added.count(); i++) {
            Newcomer newcomer = new Newcomer(added, i);
            String id = "+" + added.plan() + "/" + (i + 1);
            Affiliation affiliation = affiliations[i] == null ? Affiliation.OTHER : affiliations[i];
            newcomers.add(new TeamCandidate(
                    id,
                    "+" + added.plan() + "/" + (1 + i % Math.max(1, added.organisations())),
                    affiliation,
                    newcomer.age(),
                    newcomer.has(new Trait.SupportedYouth()),
                    newcomer.names(Scope.CHAIN),
                    newcomer.names(Scope.AREA),
                    i < added.chiefs() ? 1 : 0,
                    i >= added.count() - added.leaders() ? 1 : 0,
                    i < added.residents() ? residentDays : 0,
                    0,
                    1));
            fits.put(id, new Fit(0, 0, newcomer.quality()));
        }
        return request.withCandidates(newcomers).withPlan(added.plan(), plan -> {
            Map<String, Fit> all = new HashMap<>(plan.fits());
            all.putAll(fits);
            return plan.withFits(all);
        });
    }

    /** The experts are lined up; a trait that {@code n} of them have is had by the first {@code n}. */
    private record Newcomer(AddExperts added, int place) {
        boolean has(Trait trait) {
            return place < added.traits().getOrDefault(trait, 0);
        }

        int age() {
            return added.traits().keySet().stream()
                    .filter(trait -> trait instanceof Trait.AgedAtMost && has(trait))
                    .mapToInt(trait -> ((Trait.AgedAtMost) trait).years())
                    .min()
                    .orElse(0);
        }

        Set<String> names(Scope scope) {
            Set<String> names = new HashSet<>(added.focus().getOrDefault(scope, Set.of()));
            for (Trait trait : added.traits().keySet()) {
                if (trait instanceof Trait.In in && in.scope() == scope && has(trait)) {
                    names.add(in.name());
                }
            }
            return names;
        }

        Map<String, Double> quality() {
            Map<String, Double> quality = new HashMap<>();
            for (Trait trait : added.traits().keySet()) {
                if (trait instanceof Trait.Skilled skilled && has(trait)) {
                    quality.merge(skilled.element(), skilled.quality(), Math::max);
                }
            }
            return quality;
        }
    }
}
