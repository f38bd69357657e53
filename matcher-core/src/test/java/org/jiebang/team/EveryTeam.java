package org.jiebang.team;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jiebang.team.TeamProposal.PlanRule;
import org.jiebang.team.TeamWeights.Aspect;
import org.jspecify.annotations.Nullable;

/** The truth by trying every team: members, posts, residents and focus, written from the words of the rules alone. */
final class EveryTeam {
    private EveryTeam() {}

    /** The best sum of values, empty if no teams keep the rules. */
    static OptionalDouble best(TeamRequest request) {
        return search(request, rules(request), (plan, choice) -> value(request, plan, choice));
    }

    /** Whether teams exist that keep these rules. */
    static boolean possible(TeamRequest request, Set<PlanRule> rules) {
        return search(request, rules, (plan, choice) -> 0).isPresent();
    }

    /** How many members can stay at most. */
    static long mostStaying(TeamRequest request, List<Team> before) {
        return (long) search(
                        request,
                        rules(request),
                        (plan, choice) -> before.get(request.plans().indexOf(plan)).members().stream()
                                .filter(id -> choice.members().stream()
                                        .anyMatch(member -> member.id().equals(id)))
                                .count())
                .orElseThrow();
    }

    /** The rules of a plan that a finished team breaks. */
    static List<TeamRule> brokenRules(TeamRequest request, TeamPlan plan, Team team) {
        Map<String, TeamCandidate> byId =
                request.candidates().stream().collect(Collectors.toMap(TeamCandidate::id, candidate -> candidate));
        Choice choice = new Choice(
                team.members().stream().map(byId::get).toList(),
                team.chiefExpert() == null ? null : byId.get(team.chiefExpert()),
                team.leader() == null ? null : byId.get(team.leader()),
                team.residents().stream().map(byId::get).toList(),
                team.focus());
        return plan.rules().stream().filter(rule -> !kept(rule, plan, choice)).toList();
    }

    private static Set<PlanRule> rules(TeamRequest request) {
        return request.plans().stream()
                .flatMap(plan -> plan.rules().stream().map(rule -> new PlanRule(plan.id(), rule)))
                .collect(Collectors.toSet());
    }

    private record Choice(
            List<TeamCandidate> members,
            @Nullable TeamCandidate chief,
            @Nullable TeamCandidate leader,
            List<TeamCandidate> residents,
            Map<Scope, Set<String>> focus) {}

    private interface Worth {
        double of(TeamPlan plan, Choice choice);
    }

    private static OptionalDouble search(TeamRequest request, Set<PlanRule> rules, Worth worth) {
        List<String> areas = request.plans().stream()
                .flatMap(plan -> plan.rules().stream())
                .filter(rule -> rule instanceof TeamRule.Focus focus && focus.scope() == Scope.AREA)
                .flatMap(rule -> ((TeamRule.Focus) rule).allowed().stream())
                .distinct()
                .toList();
        List<Map<Integer, Double>> bestOf = new ArrayList<>();
        for (TeamPlan plan : request.plans()) {
            bestOf.add(choices(request, plan, rules, areas, worth));
        }
        // A key holds members in the low bits and chosen areas above them: teams are disjoint in both.
        double best = Double.NEGATIVE_INFINITY;
        if (bestOf.size() == 1) {
            best = bestOf.getFirst().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(best);
        } else {
            for (Map.Entry<Integer, Double> one : bestOf.get(0).entrySet()) {
                for (Map.Entry<Integer, Double> other : bestOf.get(1).entrySet()) {
                    if ((one.getKey() & other.getKey()) == 0) {
                        best = Math.max(best, one.getValue() + other.getValue());
                    }
                }
            }
        }
        return best == Double.NEGATIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(best);
    }

    private static Map<Integer, Double> choices(
            TeamRequest request, TeamPlan plan, Set<PlanRule> rules, List<String> areas, Worth worth) {
        List<TeamRule> held = rules.stream()
                .filter(rule -> rule.plan().equals(plan.id()))
                .map(PlanRule::rule)
                .toList();
        Set<String> fixed = plan.rules().stream()
                .filter(TeamRule.Fixed.class::isInstance)
                .map(rule -> ((TeamRule.Fixed) rule).candidate())
                .collect(Collectors.toSet());
        int everybody = request.candidates().size();
        Map<Integer, Double> best = new HashMap<>();
        for (int mask = 0; mask < 1 << everybody; mask++) {
            List<TeamCandidate> members = new ArrayList<>();
            for (int i = 0; i < everybody; i++) {
                if ((mask >> i & 1) == 1) {
                    members.add(request.candidates().get(i));
                }
            }
            boolean eligible =
                    members.stream().allMatch(each -> plan.fits().containsKey(each.id()) || fixed.contains(each.id()));
            if (eligible && held.stream().allMatch(rule -> membersKeep(rule, plan, members))) {
                bestPosts(plan, held, members, areas, mask, everybody, worth, best);
            }
        }
        return best;
    }

    private static void bestPosts(
            TeamPlan plan,
            List<TeamRule> held,
            List<TeamCandidate> members,
            List<String> areas,
            int mask,
            int everybody,
            Worth worth,
            Map<Integer, Double> best) {
        List<@Nullable TeamCandidate> chiefs = posts(held, members, TeamRule.ChiefExpert.class);
        List<@Nullable TeamCandidate> leaders = posts(held, members, TeamRule.Leader.class);
        for (Map<Scope, Set<String>> focus : focuses(held)) {
            for (List<TeamCandidate> residents : residents(held, members)) {
                for (TeamCandidate chief : chiefs) {
                    for (TeamCandidate leader : leaders) {
                        Choice choice = new Choice(members, chief, leader, residents, focus);
                        if ((chief == null || chief != leader)
                                && held.stream().allMatch(rule -> kept(rule, plan, choice))) {
                            int key = mask;
                            for (String area : focus.getOrDefault(Scope.AREA, Set.of())) {
                                key |= 1 << everybody + areas.indexOf(area);
                            }
                            best.merge(key, worth.of(plan, choice), Math::max);
                        }
                    }
                }
            }
        }
    }

    private static List<@Nullable TeamCandidate> posts(
            List<TeamRule> held, List<TeamCandidate> members, Class<? extends TeamRule> kind) {
        if (held.stream().noneMatch(kind::isInstance)) {
            return Arrays.asList((TeamCandidate) null);
        }
        return new ArrayList<>(members);
    }

    private static List<List<TeamCandidate>> residents(List<TeamRule> held, List<TeamCandidate> members) {
        List<List<TeamCandidate>> all = new ArrayList<>();
        boolean asked = held.stream().anyMatch(TeamRule.Residents.class::isInstance);
        for (int mask = 0; mask < (asked ? 1 << members.size() : 1); mask++) {
            List<TeamCandidate> some = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                if ((mask >> i & 1) == 1) {
                    some.add(members.get(i));
                }
            }
            all.add(some);
        }
        return all;
    }

    private static List<Map<Scope, Set<String>>> focuses(List<TeamRule> held) {
        List<Map<Scope, Set<String>>> all = new ArrayList<>(List.of(Map.of()));
        for (TeamRule rule : held) {
            if (rule instanceof TeamRule.Focus focus) {
                List<String> names = List.copyOf(focus.allowed());
                List<Map<Scope, Set<String>>> more = new ArrayList<>();
                for (int mask = 1; mask < 1 << names.size(); mask++) {
                    Set<String> chosen = new HashSet<>();
                    for (int i = 0; i < names.size(); i++) {
                        if ((mask >> i & 1) == 1) {
                            chosen.add(names.get(i));
                        }
                    }
                    for (Map<Scope, Set<String>> known : all) {
                        Map<Scope, Set<String>> both = new HashMap<>(known);
                        both.put(focus.scope(), chosen);
                        more.add(both);
                    }
                }
                all = more;
            }
        }
        return all;
    }

    private static boolean membersKeep(TeamRule rule, TeamPlan plan, List<TeamCandidate> members) {
        return rule instanceof TeamRule.Focus
                || rule instanceof TeamRule.Residents
                || rule instanceof TeamRule.ChiefExpert
                || rule instanceof TeamRule.Leader
                || kept(rule, plan, new Choice(members, null, null, List.of(), Map.of()));
    }

    private static boolean kept(TeamRule rule, TeamPlan plan, Choice choice) {
        List<TeamCandidate> members = choice.members();
        Map<String, Long> organisations =
                members.stream().collect(Collectors.groupingBy(TeamCandidate::organisation, Collectors.counting()));
        Set<String> ids = members.stream().map(TeamCandidate::id).collect(Collectors.toSet());
        return switch (rule) {
            case TeamRule.Size size -> between(members.size(), size.min(), size.max());
            case TeamRule.Count count ->
                between(
                        members.stream()
                                .filter(each -> count.trait().of(each, plan.fit(each.id())))
                                .count(),
                        count.min(),
                        count.max());
            case TeamRule.PerOrganisation each ->
                organisations.values().stream().allMatch(sent -> between(sent, each.min(), each.max()));
            case TeamRule.Organisations number -> between(organisations.size(), number.min(), number.max());
            case TeamRule.Focus focus -> {
                Set<String> chosen = choice.focus().getOrDefault(focus.scope(), Set.of());
                yield chosen.size() <= focus.most()
                        && focus.allowed().containsAll(chosen)
                        && members.stream()
                                .allMatch(
                                        each -> focus.scope().of(each).stream().anyMatch(chosen::contains));
            }
            case TeamRule.Residents staying ->
                between(choice.residents().size(), staying.min(), staying.max())
                        && members.containsAll(choice.residents())
                        && choice.residents().stream().allMatch(each -> each.freeDays() >= staying.days());
            case TeamRule.ChiefExpert post -> {
                TeamCandidate chief = choice.chief();
                yield chief != null
                        && members.contains(chief)
                        && chief != choice.leader()
                        && chief.authority() >= post.minAuthority();
            }
            case TeamRule.Leader post -> {
                TeamCandidate leader = choice.leader();
                yield leader != null && members.contains(leader) && leader.management() >= post.minManagement();
            }
            case TeamRule.SpareCapacity spare ->
                members.stream()
                                .filter(each -> each.activeTasks() >= each.capacity())
                                .count()
                        <= spare.exceptions();
            case TeamRule.Conflict conflict -> !(ids.contains(conflict.one()) && ids.contains(conflict.other()));
            case TeamRule.Fixed fixed -> ids.contains(fixed.candidate());
            case TeamRule.Excluded excluded -> !ids.contains(excluded.candidate());
        };
    }

    private static boolean between(long number, int min, int max) {
        return number >= min && number <= max;
    }

    private static double value(TeamRequest request, TeamPlan plan, Choice choice) {
        double total =
                plan.elements().stream().mapToDouble(DemandElement::weight).sum();
        double coverage = 0;
        for (DemandElement element : plan.elements()) {
            double[] best = choice.members().stream()
                    .mapToDouble(each -> plan.fit(each.id()).quality().getOrDefault(element.name(), 0.0))
                    .sorted()
                    .toArray();
            double sum = 0;
            for (int i = 0; i < element.experts() && i < best.length; i++) {
                sum += best[best.length - 1 - i];
            }
            coverage += element.weight() / total * sum / element.experts();
        }
        double places = Math.max(1, plan.size().max());
        TeamWeights weights = request.weights();
        double leadership = (choice.chief() == null ? 0 : choice.chief().authority())
                + (choice.leader() == null ? 0 : choice.leader().management());
        double residence = 0;
        for (TeamRule rule : plan.rules()) {
            if (rule instanceof TeamRule.Residents staying) {
                residence = sum(
                                choice.residents(),
                                each -> each.supportedYouth()
                                        ? 1
                                        : each.age() > 0 && each.age() <= staying.youngAge() ? 0.75 : 0)
                        / Math.max(1, staying.max());
            }
        }
        return weights.of(Aspect.COVERAGE) * coverage
                + weights.of(Aspect.RELEVANCE)
                        * sum(choice.members(), each -> plan.fit(each.id()).relevance())
                        / places
                + weights.of(Aspect.CLOSENESS)
                        * sum(choice.members(), each -> plan.fit(each.id()).closeness())
                        / places
                + weights.of(Aspect.BALANCE) * sum(choice.members(), TeamCandidate::spare) / places
                + weights.of(Aspect.LEADERSHIP) * leadership / 2
                + weights.of(Aspect.RESIDENCE) * residence;
    }

    private static double sum(List<TeamCandidate> candidates, ToDoubleFunction<TeamCandidate> number) {
        return candidates.stream().mapToDouble(number).sum();
    }
}
