package org.jiebang.team;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;
import org.jiebang.team.Repair.AddExperts;
import org.jiebang.team.Repair.Change;
import org.jiebang.team.Repair.Drop;
import org.jiebang.team.TeamProposal.PlanRule;
import org.jiebang.team.TeamWeights.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TeamRequest} as a linear model. Coverage is the strong formulation of facility location: a share of an element served by a
 * candidate is at most the candidate's membership, each bound on its own. Its relaxation lies within a thousandth of the optimum, which
 * is why proofs take fractions of a second (decision record 8).
 */
final class TeamModel implements AutoCloseable {
    /** What may become of a rule. */
    enum Mode {
        /** All rules hold; the value is greatest. */
        FIRM,
        /** A rule may be missed as a whole; the fewest are. */
        MISSABLE,
        /** Numbers may move, rules be dropped and experts be added; the cost is least. */
        REPAIRABLE
    }

    private static final double YOUNG_RESIDENT = 0.75;

    private final TeamRequest request;
    private final Mode mode;
    private final LinearModel model;
    private final List<Built> built = new ArrayList<>();
    private final Map<PlanRule, Variable> missed = new LinkedHashMap<>();
    private final Map<PlanRule, Variable> below = new LinkedHashMap<>();
    private final Map<PlanRule, Variable> above = new LinkedHashMap<>();

    TeamModel(TeamRequest request, Mode mode, String engine) {
        this.request = request;
        this.mode = mode;
        this.model = new LinearModel(engine);
        request.plans().forEach(plan -> built.add(new Built(plan)));
        disjointMembers();
        disjointAreas();
    }

    LinearModel model() {
        return model;
    }

    /** In mode {@link Mode#MISSABLE}: the variable that is 1 if the rule is missed. */
    Map<PlanRule, Variable> missed() {
        return missed;
    }

    @Override
    public void close() {
        model.close();
    }

    private void disjointMembers() {
        for (TeamCandidate candidate : request.candidates()) {
            Terms teams = new Terms();
            built.forEach(team -> {
                Variable member = team.members.get(candidate);
                if (member != null) {
                    teams.add(1, member);
                }
            });
            model.atMost(teams, 1);
        }
    }

    private void disjointAreas() {
        Map<String, Terms> areas = new LinkedHashMap<>();
        for (Built team : built) {
            team.focus
                    .getOrDefault(Dimension.AREA, Map.of())
                    .forEach((area, chosen) ->
                            areas.computeIfAbsent(area, name -> new Terms()).add(1, chosen));
        }
        areas.values().forEach(teams -> model.atMost(teams, 1));
    }

    /** The teams of the last solution. */
    List<Team> teams() {
        return built.stream().map(Built::team).toList();
    }

    /** In mode {@link Mode#REPAIRABLE}: the changes of the last solution. */
    List<Repair.Step> steps() {
        List<Repair.Step> steps = new ArrayList<>();
        for (Built team : built) {
            for (TeamRule rule : team.plan.rules()) {
                PlanRule key = new PlanRule(team.plan.id(), rule);
                int less = count(below.get(key));
                int more = count(above.get(key));
                boolean given = count(missed.get(key)) > 0;
                if (given && !(rule instanceof TeamRule.PerOrganisation)) {
                    steps.add(new Drop(key.plan(), rule));
                } else if (given || less + more > 0) {
                    steps.add(new Change(key.plan(), rule, moved(rule, less, more, given)));
                }
            }
            team.newcomers().ifPresent(steps::add);
        }
        return steps;
    }

    private static int count(@Nullable Variable variable) {
        return variable == null ? 0 : variable.count();
    }

    private static TeamRule moved(TeamRule rule, int less, int more, boolean given) {
        return switch (rule) {
            case TeamRule.Size size -> new TeamRule.Size(size.min() - less, size.max() + more);
            case TeamRule.Count count ->
                new TeamRule.Count(count.trait(), count.min() - less, more == 0 ? count.max() : count.max() + more);
            case TeamRule.PerOrganisation each ->
                new TeamRule.PerOrganisation(given ? Math.min(1, each.max() + more) : each.min(), each.max() + more);
            case TeamRule.Organisations number -> new TeamRule.Organisations(number.min() - less, number.max() + more);
            case TeamRule.Focus focus -> new TeamRule.Focus(focus.dimension(), focus.allowed(), focus.most() + more);
            case TeamRule.Residents staying ->
                new TeamRule.Residents(staying.min() - less, staying.max() + more, staying.days(), staying.youngAge());
            case TeamRule.SpareCapacity spare -> new TeamRule.SpareCapacity(spare.exceptions() + more);
            case TeamRule.ChiefExpert whole -> whole;
            case TeamRule.Leader whole -> whole;
            case TeamRule.Conflict whole -> whole;
            case TeamRule.Fixed whole -> whole;
            case TeamRule.Excluded whole -> whole;
        };
    }

    /** Other teams than these: at least so many of each team's members are new. */
    void differ(List<Team> teams, int members) {
        for (int i = 0; i < built.size(); i++) {
            Terms kept = new Terms();
            for (Map.Entry<TeamCandidate, Variable> each : built.get(i).members.entrySet()) {
                if (teams.get(i).members().contains(each.getKey().id())) {
                    kept.add(1, each.getValue());
                }
            }
            model.atMost(kept, teams.get(i).members().size() - members);
        }
    }

    /** Members of earlier teams who stay, and members who are new, as two sums. */
    Changes changesFrom(List<Team> teams) {
        Terms staying = new Terms();
        Terms joining = new Terms();
        for (int i = 0; i < built.size(); i++) {
            Set<String> before = new HashSet<>(teams.get(i).members());
            built.get(i)
                    .members
                    .forEach((candidate, member) ->
                            (before.contains(candidate.id()) ? staying : joining).add(1, member));
        }
        return new Changes(staying, joining);
    }

    record Changes(Terms staying, Terms joining) {}

    /** Sets the value of the teams as what is maximised. */
    void maximiseValue() {
        model.clearValue();
        built.forEach(Built::value);
    }

    /** One team in the model. */
    private final class Built {
        private final TeamPlan plan;
        private final Map<TeamCandidate, Variable> members = new LinkedHashMap<>();
        private final Map<TeamCandidate, Variable> chiefs = new LinkedHashMap<>();
        private final Map<TeamCandidate, Variable> leaders = new LinkedHashMap<>();
        private final Map<TeamCandidate, Variable> residents = new LinkedHashMap<>();
        private final Map<String, Variable> organisations = new LinkedHashMap<>();
        private final Map<Dimension, Map<String, Variable>> focus = new EnumMap<>(Dimension.class);
        private final Map<Share, Variable> shares = new LinkedHashMap<>();
        private final Map<Trait, Variable> newTraits = new LinkedHashMap<>();
        private final Variable newMembers;
        private final Variable newChiefs;
        private final Variable newLeaders;
        private final Variable newResidents;
        private final Variable newOrganisations;

        private record Share(TeamCandidate candidate, DemandElement element) {}

        Built(TeamPlan plan) {
            this.plan = plan;
            Set<String> fixed = new HashSet<>();
            plan.rules().forEach(rule -> {
                if (rule instanceof TeamRule.Fixed each) {
                    fixed.add(each.candidate());
                }
            });
            for (TeamCandidate candidate : request.candidates()) {
                if (plan.fits().containsKey(candidate.id()) || fixed.contains(candidate.id())) {
                    members.put(candidate, model.binary());
                }
            }
            int most = mode == Mode.REPAIRABLE ? mostNewcomers() : 0;
            newMembers = model.integer(most);
            newChiefs = model.integer(Math.min(1, most));
            newLeaders = model.integer(Math.min(1, most));
            newResidents = model.integer(most);
            newOrganisations = model.integer(most);
            for (TeamRule rule : plan.rules()) {
                post(new PlanRule(plan.id(), rule));
            }
            chiefs.forEach((candidate, chief) -> {
                Variable leader = leaders.get(candidate);
                if (leader != null) {
                    model.atMost(new Terms().plus(1, chief).plus(1, leader), 1);
                }
            });
            if (most > 0) {
                limitNewcomers();
            }
            if (mode == Mode.FIRM) {
                coverage();
                value();
            }
        }

        /** Enough to meet every number that the rules ask for. */
        private int mostNewcomers() {
            int most = 2;
            for (TeamRule rule : plan.rules()) {
                most += switch (rule) {
                    case TeamRule.Size size -> size.min();
                    case TeamRule.Count count -> count.min();
                    case TeamRule.Organisations organisations -> organisations.min();
                    case TeamRule.Residents residents -> residents.min();
                    case TeamRule.PerOrganisation each -> each.min();
                    case TeamRule.Focus none -> 0;
                    case TeamRule.ChiefExpert one -> 0;
                    case TeamRule.Leader one -> 0;
                    case TeamRule.SpareCapacity none -> 0;
                    case TeamRule.Conflict none -> 0;
                    case TeamRule.Fixed none -> 0;
                    case TeamRule.Excluded none -> 0;
                };
            }
            return Math.min(most, plan.size().max());
        }

        private Fit fit(TeamCandidate candidate) {
            return plan.fit(candidate.id());
        }

        private void post(PlanRule key) {
            switch (key.rule()) {
                case TeamRule.Size size ->
                    number(
                            key,
                            size.min(),
                            new Terms().plus(1, members.values()).plus(1, newMembers),
                            size.max());
                case TeamRule.Count count -> count(key, count);
                case TeamRule.PerOrganisation each -> perOrganisation(key, each.min(), each.max());
                case TeamRule.Organisations number ->
                    number(
                            key,
                            number.min(),
                            new Terms().plus(1, represented().values()).plus(1, newOrganisations),
                            number.max());
                case TeamRule.Focus focused -> focus(key, focused.dimension(), focused.allowed(), focused.most());
                case TeamRule.Residents staying -> {
                    parts(residents, candidate -> candidate.freeDays() >= staying.days());
                    number(
                            key,
                            staying.min(),
                            new Terms().plus(1, residents.values()).plus(1, newResidents),
                            staying.max());
                }
                case TeamRule.ChiefExpert chief -> {
                    parts(chiefs, candidate -> candidate.authority() >= chief.minAuthority());
                    whole(key, 1, new Terms().plus(1, chiefs.values()).plus(1, newChiefs), 1);
                }
                case TeamRule.Leader leader -> {
                    parts(leaders, candidate -> candidate.management() >= leader.minManagement());
                    whole(key, 1, new Terms().plus(1, leaders.values()).plus(1, newLeaders), 1);
                }
                case TeamRule.SpareCapacity spare ->
                    number(
                            key,
                            0,
                            membersWith(candidate -> candidate.activeTasks() >= candidate.capacity()),
                            spare.exceptions());
                case TeamRule.Conflict conflict ->
                    whole(
                            key,
                            0,
                            membersWith(candidate -> candidate.id().equals(conflict.one())
                                    || candidate.id().equals(conflict.other())),
                            conflict.one().equals(conflict.other()) ? 0 : 1);
                case TeamRule.Fixed fixed ->
                    whole(key, 1, membersWith(candidate -> candidate.id().equals(fixed.candidate())), 1);
                case TeamRule.Excluded excluded ->
                    whole(key, 0, membersWith(candidate -> candidate.id().equals(excluded.candidate())), 0);
            }
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

        private void count(PlanRule key, TeamRule.Count count) {
            Trait trait = count.trait();
            Terms having = membersWith(candidate -> trait.of(candidate, fit(candidate)));
            if (mode == Mode.REPAIRABLE && !(trait instanceof Trait.OfOrganisation)) {
                Variable newcomers = model.integer(mostNewcomers());
                newTraits.put(trait, newcomers);
                having.add(1, newcomers);
            }
            number(key, count.min(), having, count.max());
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
                    group.forEach(
                            member -> model.atMost(new Terms().plus(1, member).plus(-1, represented), 0));
                    model.atLeast(new Terms().plus(1, group).plus(-1, represented), 0);
                });
            }
            return organisations;
        }

        private void perOrganisation(PlanRule key, int min, int max) {
            byOrganisation().values().forEach(group -> number(key, 0, new Terms().plus(1, group), max));
            if (min > 1) {
                represented().forEach((name, sends) -> {
                    Terms enough = membersWith(each -> each.organisation().equals(name));
                    whole(key, 0, enough.plus(-min, sends), Integer.MAX_VALUE);
                });
            }
            model.atMost(new Terms().plus(1, newMembers).plus(-max, newOrganisations), 0);
            if (min > 1) {
                model.atLeast(new Terms().plus(1, newMembers).plus(-min, newOrganisations), 0);
            }
        }

        private void focus(PlanRule key, Dimension dimension, Set<String> allowed, int most) {
            Map<String, Variable> chosen = new LinkedHashMap<>();
            allowed.forEach(name -> chosen.put(name, model.binary()));
            focus.put(dimension, chosen);
            number(key, 0, new Terms().plus(1, chosen.values()), most);
            whole(key, 1, new Terms().plus(1, chosen.values()), allowed.size());
            members.forEach((candidate, member) -> {
                Terms near = new Terms().plus(-1, member);
                dimension.of(candidate).forEach(name -> {
                    Variable value = chosen.get(name);
                    if (value != null) {
                        near.add(1, value);
                    }
                });
                whole(key, 0, near, allowed.size());
            });
        }

        /** A rule with numbers that can move by one at a time. */
        private void number(PlanRule key, double least, Terms terms, double most) {
            if (mode != Mode.REPAIRABLE) {
                whole(key, least, terms, most);
                return;
            }
            double cost = RepairCosts.unit(key.rule());
            if (terms.least() < least) {
                model.atLeast(terms.copy().plus(1, slack(below, key, least, cost)), least);
            }
            if (terms.most() > most) {
                model.atMost(terms.copy().plus(-1, slack(above, key, terms.most() - most, cost)), most);
            }
        }

        private Variable slack(Map<PlanRule, Variable> slacks, PlanRule key, double most, double cost) {
            Variable known = slacks.get(key);
            if (known == null) {
                known = model.integer(Math.max(most, request.candidates().size()));
                slacks.put(key, known);
                model.value(-cost, known);
            }
            return known;
        }

        /** A rule that holds or not. */
        private void whole(PlanRule key, double least, Terms terms, double most) {
            double cost = mode == Mode.MISSABLE ? 1 : RepairCosts.dropped(key.rule());
            if (mode == Mode.FIRM || cost == Double.POSITIVE_INFINITY) {
                model.require(least, terms, most);
                return;
            }
            Variable given = missed.get(key);
            if (given == null) {
                given = model.binary();
                missed.put(key, given);
                model.value(-cost, given);
            }
            if (terms.least() < least) {
                model.atLeast(terms.copy().plus(least - terms.least(), given), least);
            }
            if (terms.most() > most) {
                model.atMost(terms.copy().plus(most - terms.most(), given), most);
            }
        }

        private void limitNewcomers() {
            model.value(-RepairCosts.NEWCOMER, newMembers);
            for (Variable detail : List.of(newChiefs, newLeaders, newResidents)) {
                model.value(-RepairCosts.DETAIL, detail);
                model.atMost(new Terms().plus(1, detail).plus(-1, newMembers), 0);
            }
            model.value(-RepairCosts.DETAIL, newOrganisations);
            model.atMost(new Terms().plus(1, newOrganisations).plus(-1, newMembers), 0);
            double many = mostNewcomers();
            model.atMost(new Terms().plus(1, newMembers).plus(-many, newOrganisations), 0);
            model.atMost(new Terms().plus(1, newChiefs).plus(1, newLeaders).plus(-1, newMembers), 0);
            Terms affiliated = new Terms().plus(-1, newMembers);
            newTraits.forEach((trait, having) -> {
                model.value(-RepairCosts.DETAIL, having);
                model.atMost(new Terms().plus(1, having).plus(-1, newMembers), 0);
                if (trait instanceof Trait.From) {
                    affiliated.add(1, having);
                }
                newTraits.forEach((other, havingOther) -> {
                    if (other != trait && trait.implies(other)) {
                        model.atMost(new Terms().plus(1, having).plus(-1, havingOther), 0);
                    }
                });
                if (trait instanceof Trait.In in) {
                    Variable chosen =
                            focus.getOrDefault(in.dimension(), Map.of()).get(in.name());
                    if (chosen != null) {
                        // All newcomers have what the team focuses on.
                        model.atLeast(
                                new Terms().plus(1, having).plus(-1, newMembers).plus(-many, chosen), -many);
                    }
                }
            });
            model.atMost(affiliated, 0);
            focus.forEach((dimension, chosen) -> model.atMost(
                    new Terms()
                            .plus(1, newMembers)
                            .plus(-many, missedFocus(dimension))
                            .plus(-many, chosen.values()),
                    0));
        }

        private Variable missedFocus(Dimension dimension) {
            return missed.entrySet().stream()
                    .filter(each -> each.getKey().plan().equals(plan.id())
                            && each.getKey().rule() instanceof TeamRule.Focus rule
                            && rule.dimension() == dimension)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }

        Optional<AddExperts> newcomers() {
            if (newMembers.count() == 0) {
                return Optional.empty();
            }
            Map<Trait, Integer> traits = new HashMap<>();
            newTraits.forEach((trait, having) -> {
                if (having.count() > 0) {
                    traits.put(trait, having.count());
                }
            });
            return Optional.of(new AddExperts(
                    plan.id(),
                    newMembers.count(),
                    traits,
                    newChiefs.count(),
                    newLeaders.count(),
                    newResidents.count(),
                    newOrganisations.count(),
                    chosenFocus()));
        }

        private Map<Dimension, Set<String>> chosenFocus() {
            Map<Dimension, Set<String>> chosen = new EnumMap<>(Dimension.class);
            focus.forEach((dimension, values) -> {
                Set<String> names = new TreeSet<>();
                values.forEach((name, value) -> {
                    if (value.chosen()) {
                        names.add(name);
                    }
                });
                chosen.put(dimension, names);
            });
            return chosen;
        }

        private void coverage() {
            for (DemandElement element : plan.elements()) {
                Terms served = new Terms();
                members.forEach((candidate, member) -> {
                    if (fit(candidate).quality().getOrDefault(element.name(), 0.0) > 0) {
                        Variable share = model.share();
                        shares.put(new Share(candidate, element), share);
                        model.atMost(new Terms().plus(1, share).plus(-1, member), 0);
                        served.add(1, share);
                    }
                });
                model.atMost(served, element.experts());
            }
        }

        void value() {
            double total =
                    plan.elements().stream().mapToDouble(DemandElement::weight).sum();
            TeamWeights weights = request.weights();
            shares.forEach((share, variable) -> model.value(
                    weights.of(Aspect.COVERAGE)
                            * share.element().weight()
                            / total
                            / share.element().experts()
                            * quality(share.candidate(), share.element()),
                    variable));
            double places = Math.max(1, plan.size().max());
            members.forEach((candidate, member) -> {
                Fit fit = fit(candidate);
                model.value(
                        (weights.of(Aspect.RELEVANCE) * fit.relevance()
                                        + weights.of(Aspect.CLOSENESS) * fit.closeness()
                                        + weights.of(Aspect.BALANCE) * candidate.spare())
                                / places,
                        member);
            });
            double leadership = weights.of(Aspect.LEADERSHIP) / 2;
            chiefs.forEach((candidate, chief) -> model.value(leadership * candidate.authority(), chief));
            leaders.forEach((candidate, leader) -> model.value(leadership * candidate.management(), leader));
            residentsRule()
                    .ifPresent(rule -> residents.forEach((candidate, resident) -> model.value(
                            weights.of(Aspect.RESIDENCE) * preference(candidate, rule) / Math.max(1, rule.max()),
                            resident)));
        }

        private Optional<TeamRule.Residents> residentsRule() {
            return plan.rules().stream()
                    .filter(TeamRule.Residents.class::isInstance)
                    .map(TeamRule.Residents.class::cast)
                    .findFirst();
        }

        private static double preference(TeamCandidate candidate, TeamRule.Residents rule) {
            if (candidate.supportedYouth()) {
                return 1;
            }
            return candidate.age() > 0 && candidate.age() <= rule.youngAge() ? YOUNG_RESIDENT : 0;
        }

        /** The team of the last solution, valued from its members and not from the solver's numbers. */
        Team team() {
            List<TeamCandidate> chosen = chosen(members);
            List<TeamCandidate> staying = chosen(residents);
            TeamCandidate chief = chosen(chiefs).stream().findFirst().orElse(null);
            TeamCandidate leader = chosen(leaders).stream().findFirst().orElse(null);
            Map<Dimension, Set<String>> used = chosenFocus();
            used.forEach((dimension, names) -> names.removeIf(
                    name -> chosen.stream().noneMatch(each -> dimension.of(each).contains(name))));
            List<Team.Coverage> coverage = plan.elements().stream()
                    .map(element -> covered(element, chosen))
                    .toList();
            double places = Math.max(1, plan.size().max());
            Map<Aspect, Double> values = new EnumMap<>(Aspect.class);
            double total =
                    plan.elements().stream().mapToDouble(DemandElement::weight).sum();
            double covered = 0;
            for (int i = 0; i < coverage.size(); i++) {
                covered += plan.elements().get(i).weight()
                        / total
                        * coverage.get(i).quality();
            }
            values.put(Aspect.COVERAGE, covered);
            values.put(
                    Aspect.RELEVANCE,
                    chosen.stream().mapToDouble(each -> fit(each).relevance()).sum() / places);
            values.put(
                    Aspect.CLOSENESS,
                    chosen.stream().mapToDouble(each -> fit(each).closeness()).sum() / places);
            values.put(
                    Aspect.BALANCE,
                    chosen.stream().mapToDouble(TeamCandidate::spare).sum() / places);
            values.put(
                    Aspect.LEADERSHIP,
                    ((chief == null ? 0 : chief.authority()) + (leader == null ? 0 : leader.management())) / 2);
            values.put(
                    Aspect.RESIDENCE,
                    residentsRule()
                            .map(rule -> staying.stream()
                                            .mapToDouble(each -> preference(each, rule))
                                            .sum()
                                    / Math.max(1, rule.max()))
                            .orElse(0.0));
            return new Team(
                    plan.id(),
                    chosen.stream().map(TeamCandidate::id).toList(),
                    chief == null ? null : chief.id(),
                    leader == null ? null : leader.id(),
                    staying.stream().map(TeamCandidate::id).toList(),
                    used,
                    coverage,
                    values.entrySet().stream()
                            .map(each -> new Team.Part(
                                    each.getKey(), request.weights().of(each.getKey()), each.getValue()))
                            .toList());
        }

        private static List<TeamCandidate> chosen(Map<TeamCandidate, Variable> variables) {
            return variables.entrySet().stream()
                    .filter(each -> each.getValue().chosen())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private Team.Coverage covered(DemandElement element, List<TeamCandidate> chosen) {
            Comparator<TeamCandidate> quality = Comparator.comparingDouble(each -> quality(each, element));
            List<TeamCandidate> best = chosen.stream()
                    .filter(each -> quality(each, element) > 0)
                    .sorted(quality.reversed())
                    .limit(element.experts())
                    .toList();
            return new Team.Coverage(
                    element.name(),
                    best.stream().mapToDouble(each -> quality(each, element)).sum() / element.experts(),
                    best.stream().map(TeamCandidate::id).toList());
        }

        private double quality(TeamCandidate candidate, DemandElement element) {
            return fit(candidate).quality().getOrDefault(element.name(), 0.0);
        }
    }
}
