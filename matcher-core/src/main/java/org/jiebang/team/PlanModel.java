package org.jiebang.team;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;
import org.jiebang.team.Slacks.Mode;
import org.jiebang.team.TeamProposal.PlanRule;
import org.jspecify.annotations.Nullable;

/**
 * One team in a linear model. Coverage is the strong formulation of facility location: a share of an element served by a candidate is at
 * most the candidate's membership, each bound on its own. Its relaxation lies within a thousandth of the optimum unless the team
 * chooses areas, which is why proofs take fractions of a second (decision record 8).
 */
final class PlanModel {
    private final TeamPlan plan;
    private final LinearModel model;
    private final Slacks slacks;
    private final TeamValuation valuation;
    private final Newcomers newcomers;
    private final Map<TeamCandidate, Variable> members = new LinkedHashMap<>();
    private final Map<TeamCandidate, Variable> chiefs = new LinkedHashMap<>();
    private final Map<TeamCandidate, Variable> leaders = new LinkedHashMap<>();
    private final Map<TeamCandidate, Variable> residents = new LinkedHashMap<>();
    private final Map<String, Variable> organisations = new LinkedHashMap<>();
    private final Map<Scope, Map<String, Variable>> focus = new EnumMap<>(Scope.class);
    private final List<Share> shares = new ArrayList<>();

    private record Share(TeamCandidate candidate, DemandElement element, Variable variable) {}

    PlanModel(TeamPlan plan, TeamRequest request, LinearModel model, Slacks slacks) {
        this.plan = plan;
        this.model = model;
        this.slacks = slacks;
        this.valuation = new TeamValuation(plan, request.weights());
        this.newcomers = new Newcomers(plan, model, slacks.mode() == Mode.REPAIRABLE);
        Set<String> fixed = plan.fixed();
        Set<String> excluded = slacks.mode() == Mode.FIRM ? plan.excluded() : Set.of();
        for (TeamCandidate candidate : request.candidates()) {
            if (fixed.contains(candidate.id())
                    || plan.fits().containsKey(candidate.id()) && !excluded.contains(candidate.id())) {
                members.put(candidate, model.binary());
            }
        }
        Map<Scope, Variable> free = new EnumMap<>(Scope.class);
        for (TeamRule rule : plan.rules()) {
            PlanRule key = new PlanRule(plan.id(), rule);
            post(key);
            Variable missed = slacks.missed().get(key);
            if (rule instanceof TeamRule.Focus each && missed != null) {
                free.put(each.scope(), missed);
            }
        }
        chiefs.forEach((candidate, chief) -> {
            Variable leader = leaders.get(candidate);
            if (leader != null) {
                model.atMost(new Terms().plus(1, chief).plus(1, leader), 1);
            }
        });
        newcomers.limit(focus, free);
        if (slacks.mode() == Mode.FIRM) {
            shares();
            value();
        }
    }

    Map<TeamCandidate, Variable> members() {
        return members;
    }

    Map<String, Variable> focus(Scope scope) {
        return focus.getOrDefault(scope, Map.of());
    }

    private void post(PlanRule key) {
        switch (key.rule()) {
            case TeamRule.Size size -> slacks.number(key, size.min(), sum(members, newcomers.members()), size.max());
            case TeamRule.Count count -> {
                Trait trait = count.trait();
                Terms having = membersWith(candidate -> trait.of(candidate, plan.fit(candidate.id())));
                slacks.number(key, count.min(), having.plus(1, newcomers.with(trait)), count.max());
            }
            case TeamRule.PerOrganisation each -> perOrganisation(key, each.min(), each.max());
            case TeamRule.Organisations number -> {
                Terms sending = new Terms().plus(1, represented().values());
                slacks.number(key, number.min(), sending.plus(1, newcomers.organisations()), number.max());
            }
            case TeamRule.Focus focused -> focus(key, focused);
            case TeamRule.Residents staying -> {
                parts(residents, candidate -> candidate.freeDays() >= staying.days());
                slacks.number(key, staying.min(), sum(residents, newcomers.residents()), staying.max());
            }
            case TeamRule.ChiefExpert chief -> {
                parts(chiefs, candidate -> candidate.authority() >= chief.minAuthority());
                slacks.whole(key, 1, sum(chiefs, newcomers.chiefs()), 1);
            }
            case TeamRule.Leader leader -> {
                parts(leaders, candidate -> candidate.management() >= leader.minManagement());
                slacks.whole(key, 1, sum(leaders, newcomers.leaders()), 1);
            }
            case TeamRule.SpareCapacity spare ->
                slacks.number(key, 0, membersWith(each -> each.activeTasks() >= each.capacity()), spare.exceptions());
            case TeamRule.Conflict conflict -> {
                Set<String> both = new HashSet<>(List.of(conflict.one(), conflict.other()));
                slacks.whole(key, 0, membersWith(each -> both.contains(each.id())), both.size() - 1.0);
            }
            case TeamRule.Fixed fixed ->
                slacks.whole(key, 1, membersWith(each -> each.id().equals(fixed.candidate())), 1);
            case TeamRule.Excluded excluded ->
                slacks.whole(key, 0, membersWith(each -> each.id().equals(excluded.candidate())), 0);
        }
    }

    private static Terms sum(Map<TeamCandidate, Variable> known, Variable added) {
        return new Terms().plus(1, known.values()).plus(1, added);
    }

    private Terms membersWith(Predicate<TeamCandidate> condition) {
        Terms having = new Terms();
        members.forEach((candidate, member) -> {
            if (condition.test(candidate)) {
                having.add(1, member);
            }
        });
        return having;
    }

    /** Posts or residences, which only members can have. */
    private void parts(Map<TeamCandidate, Variable> parts, Predicate<TeamCandidate> able) {
        members.forEach((candidate, member) -> {
            if (able.test(candidate)) {
                Variable part = model.binary();
                model.atMost(new Terms().plus(1, part).plus(-1, member), 0);
                parts.put(candidate, part);
            }
        });
    }

    private Map<String, List<Variable>> byOrganisation() {
        Map<String, List<Variable>> groups = new LinkedHashMap<>();
        members.forEach(
                (candidate, member) -> groups.computeIfAbsent(candidate.organisation(), name -> new ArrayList<>())
                        .add(member));
        return groups;
    }

    /** For each organisation 1 if it sends a member, else 0. */
    private Map<String, Variable> represented() {
        if (organisations.isEmpty()) {
            byOrganisation().forEach((name, group) -> {
                Variable represented = model.binary();
                organisations.put(name, represented);
                group.forEach(member -> model.atMost(new Terms().plus(1, member).plus(-1, represented), 0));
                model.atLeast(new Terms().plus(1, group).plus(-1, represented), 0);
            });
        }
        return organisations;
    }

    private void perOrganisation(PlanRule key, int min, int max) {
        byOrganisation().values().forEach(group -> slacks.number(key, 0, new Terms().plus(1, group), max));
        if (min > 1) {
            represented().forEach((name, sends) -> {
                Terms group = membersWith(each -> each.organisation().equals(name));
                slacks.whole(key, 0, group.plus(-min, sends), Integer.MAX_VALUE);
            });
        }
        newcomers.perOrganisation(min, max);
    }

    private void focus(PlanRule key, TeamRule.Focus rule) {
        Map<String, Variable> chosen = new LinkedHashMap<>();
        rule.allowed().forEach(name -> chosen.put(name, model.binary()));
        focus.put(rule.scope(), chosen);
        slacks.number(key, 0, new Terms().plus(1, chosen.values()), rule.most());
        slacks.whole(key, 1, new Terms().plus(1, chosen.values()), chosen.size());
        members.forEach((candidate, member) -> {
            Terms near = new Terms().plus(-1, member);
            rule.scope().of(candidate).forEach(name -> {
                Variable value = chosen.get(name);
                if (value != null) {
                    near.add(1, value);
                }
            });
            slacks.whole(key, 0, near, chosen.size());
        });
    }

    private void shares() {
        for (DemandElement element : plan.elements()) {
            Terms served = new Terms();
            members.forEach((candidate, member) -> {
                if (valuation.quality(candidate, element) > 0) {
                    Variable share = model.share();
                    shares.add(new Share(candidate, element, share));
                    model.atMost(new Terms().plus(1, share).plus(-1, member), 0);
                    served.add(1, share);
                }
            });
            model.atMost(served, element.experts());
        }
    }

    /** Adds the value of the team to what is maximised. */
    void value() {
        shares.forEach(share -> model.value(valuation.ofShare(share.candidate(), share.element()), share.variable()));
        members.forEach((candidate, member) -> model.value(valuation.ofMember(candidate), member));
        chiefs.forEach((candidate, chief) -> model.value(valuation.ofChief(candidate), chief));
        leaders.forEach((candidate, leader) -> model.value(valuation.ofLeader(candidate), leader));
        residents.forEach((candidate, resident) -> model.value(valuation.ofResident(candidate), resident));
    }

    /** The changes of the last solution. */
    List<Repair.Step> steps() {
        List<Repair.Step> steps = new ArrayList<>();
        plan.rules().forEach(rule -> slacks.step(new PlanRule(plan.id(), rule)).ifPresent(steps::add));
        newcomers.step(chosenFocus()).ifPresent(steps::add);
        return steps;
    }

    /** The team of the last solution. */
    Team team() {
        List<TeamCandidate> chosen = chosen(members);
        List<TeamCandidate> staying = chosen(residents);
        TeamCandidate chief = chosen(chiefs).stream().findFirst().orElse(null);
        TeamCandidate leader = chosen(leaders).stream().findFirst().orElse(null);
        Map<Scope, Set<String>> used = chosenFocus();
        used.forEach((scope, names) -> names.removeIf(
                name -> chosen.stream().noneMatch(each -> scope.of(each).contains(name))));
        List<Team.Coverage> coverage = valuation.coverage(chosen);
        return new Team(
                plan.id(),
                chosen.stream().map(TeamCandidate::id).toList(),
                chief == null ? null : chief.id(),
                leader == null ? null : leader.id(),
                staying.stream().map(TeamCandidate::id).toList(),
                used,
                coverage,
                valuation.parts(chosen, chief, leader, staying, coverage));
    }

    void hint(Team team) {
        members.forEach((candidate, member) -> {
            if (team.members().contains(candidate.id())) {
                model.hint(member, 1);
                Variable sends = organisations.get(candidate.organisation());
                if (sends != null) {
                    model.hint(sends, 1);
                }
            }
        });
        hint(chiefs, team.chiefExpert());
        hint(leaders, team.leader());
        team.residents().forEach(resident -> hint(residents, resident));
        team.focus()
                .forEach((scope, names) -> names.forEach(
                        name -> model.hint(Objects.requireNonNull(focus(scope).get(name)), 1)));
        Map<String, List<String>> serving = new HashMap<>();
        team.coverage().forEach(covered -> serving.put(covered.element(), covered.by()));
        shares.forEach(share -> {
            if (serving.getOrDefault(share.element().name(), List.of())
                    .contains(share.candidate().id())) {
                model.hint(share.variable(), 1);
            }
        });
    }

    private void hint(Map<TeamCandidate, Variable> parts, @Nullable String candidate) {
        parts.forEach((each, part) -> {
            if (each.id().equals(candidate)) {
                model.hint(part, 1);
            }
        });
    }

    private static List<TeamCandidate> chosen(Map<TeamCandidate, Variable> variables) {
        return variables.entrySet().stream()
                .filter(each -> each.getValue().chosen())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Scope, Set<String>> chosenFocus() {
        Map<Scope, Set<String>> chosen = new EnumMap<>(Scope.class);
        focus.forEach((scope, values) -> {
            Set<String> names = new TreeSet<>();
            values.forEach((name, value) -> {
                if (value.chosen()) {
                    names.add(name);
                }
            });
            chosen.put(scope, names);
        });
        return chosen;
    }
}
