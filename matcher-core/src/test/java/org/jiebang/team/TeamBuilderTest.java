package org.jiebang.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.team.TeamProposal.Infeasible;
import org.jiebang.team.TeamProposal.PlanRule;
import org.jiebang.team.TeamProposal.Proposed;
import org.jiebang.team.TeamProposal.Undecided;
import org.junit.jupiter.api.Test;

class TeamBuilderTest {
    private static final Effort MINUTE = Effort.within(Duration.ofMinutes(1));

    @Provide
    static Arbitrary<TeamRequest> small() {
        return Arbitraries.randomValue(Instances::small);
    }

    @Property
    void agreesWithTryingEveryTeam(@ForAll("small") TeamRequest request) {
        OptionalDouble best = EveryTeam.best(request);
        switch (TeamBuilder.propose(request, MINUTE)) {
            case Proposed proposed -> {
                assertThat(best).isPresent();
                assertThat(proposed.value()).isCloseTo(best.getAsDouble(), within(1e-6));
                assertThat(proposed.optimal()).isTrue();
                assertValid(request, proposed);
            }
            case Infeasible infeasible -> assertThat(best).isEmpty();
            case Undecided undecided -> throw new AssertionError("within a minute");
        }
    }

    /** The bound of a request whose teams are all worth nothing was found to be 2e-16. */
    @Test
    void distanceBelowTheRoundingOfSumsIsNone() {
        assertThat(new Proposed(List.of(), 0, 2e-16, Duration.ZERO).optimal()).isTrue();
        assertThat(new Proposed(List.of(), 0, 1e-9, Duration.ZERO).optimal()).isFalse();
    }

    private static void assertValid(TeamRequest request, Proposed proposed) {
        List<String> everybody = new ArrayList<>();
        for (int i = 0; i < proposed.teams().size(); i++) {
            Team team = proposed.teams().get(i);
            everybody.addAll(team.members());
            assertThat(EveryTeam.brokenRules(request, request.plans().get(i), team))
                    .isEmpty();
            assertThat(team.parts()).allSatisfy(part -> assertThat(part.value()).isBetween(0.0, 1.0));
            assertThat(team.value()).isBetween(0.0, 1.0);
        }
        assertThat(everybody).doesNotHaveDuplicates();
        assertThat(proposed.value())
                .isEqualTo(proposed.teams().stream().mapToDouble(Team::value).sum());
        assertThat(proposed.bound()).isGreaterThanOrEqualTo(proposed.value());
    }

    @Property
    void everyInfeasibleRequestGetsARepairThatHelps(@ForAll("small") TeamRequest request) {
        if (TeamBuilder.propose(request, MINUTE) instanceof Infeasible infeasible) {
            assertThat(infeasible.repair().steps()).isNotEmpty();
            assertThat(infeasible.repair().cost()).isPositive().isFinite();
            TeamRequest repaired = infeasible.repair().applyTo(request);
            assertThat(TeamBuilder.propose(repaired, MINUTE))
                    .as(() -> infeasible.repair().toString())
                    .isInstanceOf(Proposed.class);
        }
    }

    @Property(tries = 40)
    void noSingleStepThatCostsLessWouldHelp(@ForAll("small") TeamRequest request) {
        if (TeamBuilder.propose(request, MINUTE) instanceof Infeasible infeasible) {
            double cost = infeasible.repair().cost();
            for (TeamPlan plan : request.plans()) {
                for (TeamRule rule : plan.rules()) {
                    if (RepairCosts.dropped(rule) < cost) {
                        assertNoHelp(request, new Repair.Drop(plan.id(), rule));
                    }
                    TeamRule moved = moved(rule);
                    if (!moved.equals(rule) && RepairCosts.unit(rule) < cost) {
                        assertNoHelp(request, new Repair.Change(plan.id(), rule, moved));
                    }
                }
            }
        }
    }

    private static void assertNoHelp(TeamRequest request, Repair.Step step) {
        TeamRequest changed = new Repair(List.of(step), 0, false).applyTo(request);
        assertThat(EveryTeam.best(changed)).as(step::toString).isEmpty();
    }

    /** One step in one direction, the same rule if there is none. */
    private static TeamRule moved(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Size size -> new TeamRule.Size(Math.max(0, size.min() - 1), size.max());
            case TeamRule.Count count -> new TeamRule.Count(count.trait(), Math.max(0, count.min() - 1), count.max());
            case TeamRule.Organisations number ->
                new TeamRule.Organisations(Math.max(0, number.min() - 1), number.max());
            case TeamRule.Residents staying ->
                new TeamRule.Residents(
                        Math.max(0, staying.min() - 1), staying.max(), staying.days(), staying.youngAge());
            case TeamRule.Focus focus -> new TeamRule.Focus(focus.scope(), focus.allowed(), focus.most() + 1);
            case TeamRule.SpareCapacity spare -> new TeamRule.SpareCapacity(spare.exceptions() + 1);
            case TeamRule.PerOrganisation each -> new TeamRule.PerOrganisation(each.min(), each.max() + 1);
            case TeamRule.ChiefExpert same -> same;
            case TeamRule.Leader same -> same;
            case TeamRule.Conflict same -> same;
            case TeamRule.Fixed same -> same;
            case TeamRule.Excluded same -> same;
        };
    }

    @Property(tries = 40)
    void conflictIsTheSmallestThereIs(@ForAll("small") TeamRequest request) {
        if (TeamBuilder.propose(request, MINUTE) instanceof Infeasible infeasible) {
            assertThat(infeasible.smallest()).isTrue();
            assertThat(EveryTeam.possible(request, new HashSet<>(infeasible.conflict())))
                    .as("these rules alone allow no team")
                    .isFalse();
            for (Set<PlanRule> fewer : smaller(request, infeasible.conflict().size())) {
                assertThat(EveryTeam.possible(request, fewer))
                        .as("fewer rules in conflict: " + fewer)
                        .isTrue();
            }
            infeasible.conflict().forEach(rule -> {
                Set<PlanRule> others = new HashSet<>(infeasible.conflict());
                others.remove(rule);
                assertThat(EveryTeam.possible(request, others))
                        .as("without " + rule + " the others can hold")
                        .isTrue();
            });
        }
    }

    /** All sets of fewer rules than in the conflict, as long as they have at most two. */
    private static List<Set<PlanRule>> smaller(TeamRequest request, int size) {
        List<PlanRule> all = request.plans().stream()
                .flatMap(plan -> plan.rules().stream().map(rule -> new PlanRule(plan.id(), rule)))
                .toList();
        List<Set<PlanRule>> sets = new ArrayList<>();
        for (PlanRule one : size > 1 ? all : List.<PlanRule>of()) {
            sets.add(Set.of(one));
            for (PlanRule other : size > 2 ? all : List.<PlanRule>of()) {
                sets.add(new HashSet<>(List.of(one, other)));
            }
        }
        return sets;
    }

    @Property(tries = 40)
    void refusalChangesAsLittleAsPossible(@ForAll("small") TeamRequest request) {
        if (TeamBuilder.propose(request, MINUTE) instanceof Proposed before
                && !before.teams().getFirst().members().isEmpty()) {
            String refused = before.teams().getFirst().members().getFirst();
            TeamProposal after = TeamBuilder.proposeAfterRefusal(request, before.teams(), Set.of(refused), MINUTE);
            if (after instanceof Proposed proposed) {
                assertThat(proposed.teams()).noneMatch(team -> team.members().contains(refused));
                assertThat(staying(before.teams(), proposed.teams()))
                        .isEqualTo(EveryTeam.mostStaying(without(request, refused), before.teams()));
            } else {
                assertThat(after).isInstanceOf(Infeasible.class);
                assertThat(EveryTeam.best(without(request, refused))).isEmpty();
            }
        }
    }

    @Test
    void whoStaysIsKeptThoughAnotherWouldBeWorthMore() {
        List<TeamCandidate> candidates = List.of(expert("a", 40), expert("b", 40), expert("c", 40));
        Map<String, Fit> fits = Map.of(
                "a", new Fit(1, 0, Map.of()),
                "b", new Fit(0.2, 0, Map.of()),
                "c", new Fit(0.9, 0, Map.of()));
        List<TeamRule> rules =
                List.of(new TeamRule.Size(1, 2), new TeamRule.Conflict("a", "c"), new TeamRule.Conflict("b", "c"));
        TeamRequest request = new TeamRequest(
                candidates, List.of(new TeamPlan("t", Set.of(), List.of(), fits, rules)), TeamWeights.STANDARD);
        Proposed before = (Proposed) TeamBuilder.propose(request, MINUTE);
        assertThat(before.teams().getFirst().members()).containsExactly("a", "b");
        Proposed after = (Proposed) TeamBuilder.proposeAfterRefusal(request, before.teams(), Set.of("a"), MINUTE);
        assertThat(after.teams().getFirst().members()).containsExactly("b");
    }

    private static TeamRequest without(TeamRequest request, String refused) {
        TeamRequest changed = request;
        for (TeamPlan plan : request.plans()) {
            List<TeamRule> rules = new ArrayList<>(plan.rules());
            rules.remove(new TeamRule.Fixed(refused));
            rules.add(new TeamRule.Excluded(refused));
            changed = changed.withPlan(plan.id(), old -> old.withRules(rules));
        }
        return changed;
    }

    static long staying(List<Team> before, List<Team> after) {
        long staying = 0;
        for (int i = 0; i < before.size(); i++) {
            staying += before.get(i).members().stream()
                    .filter(after.get(i).members()::contains)
                    .count();
        }
        return staying;
    }

    @Test
    void manyExclusionsAreNoReasonToGiveUp() {
        TeamRequest request = Instances.large(1, 500, 1, 4, 1, false);
        TeamPlan plan = request.plans().getFirst();
        List<TeamRule> rules = new ArrayList<>(plan.rules());
        for (int i = 0; i < 485; i++) {
            rules.add(new TeamRule.Excluded("e" + i));
        }
        TeamRequest fewLeft = request.withPlan(plan.id(), old -> old.withRules(rules));
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(fewLeft, MINUTE);
        assertThat(infeasible.conflict()).isNotEmpty().hasSizeLessThan(12);
        assertThat(infeasible.conflict()).noneMatch(rule -> rule.rule() instanceof TeamRule.Excluded);
        assertThat(TeamBuilder.propose(infeasible.repair().applyTo(fewLeft), MINUTE))
                .isInstanceOf(Proposed.class);
    }

    @Test
    void whereExpertsAreLackingTheRulesAloneCanBeMendedAsWell() {
        TeamRequest request = Instances.large(3, 500, 1, 4, 1, false);
        TeamPlan plan = request.plans().getFirst();
        Map<String, Fit> fits = new HashMap<>();
        for (int i = 0; i < 19; i++) {
            fits.put("e" + i, plan.fit("e" + i));
        }
        List<TeamRule> rules = List.of(new TeamRule.Size(22, 25), new TeamRule.ChiefExpert(0), new TeamRule.Leader(0));
        TeamRequest few = new TeamRequest(
                request.candidates(),
                List.of(new TeamPlan("t", Set.of("p"), plan.elements(), fits, rules)),
                request.weights());
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(few, MINUTE);
        Repair repair = infeasible.repair();
        Repair adjustment = infeasible.adjustment();
        // Three steps of 7 are cheaper than three experts at 10 and more: the repair itself is one of the rules.
        assertThat(repair.steps())
                .containsExactly(new Repair.Change("t", new TeamRule.Size(22, 25), new TeamRule.Size(19, 25)));
        assertThat(adjustment).isNull();
        TeamRequest noLeader = new TeamRequest(
                request.candidates(),
                List.of(new TeamPlan(
                        "t",
                        Set.of("p"),
                        plan.elements(),
                        fits,
                        List.of(new TeamRule.Size(5, 9), new TeamRule.ChiefExpert(2), new TeamRule.Leader(0)))),
                request.weights());
        Infeasible lacking = (Infeasible) TeamBuilder.propose(noLeader, MINUTE);
        assertThat(lacking.repair().steps()).hasAtLeastOneElementOfType(Repair.AddExperts.class);
        assertThat(Objects.requireNonNull(lacking.adjustment()).steps())
                .containsExactly(new Repair.Drop("t", new TeamRule.ChiefExpert(2)));
        assertThat(TeamBuilder.propose(
                        Objects.requireNonNull(lacking.adjustment()).applyTo(noLeader), MINUTE))
                .isInstanceOf(Proposed.class);
    }

    @Test
    void oneTeamFrom500IsProven() {
        TeamRequest request = Instances.large(1, 500, 1, 4, 1, false);
        Proposed proposed = (Proposed) TeamBuilder.propose(request, MINUTE);
        assertThat(proposed.optimal()).isTrue();
        assertValid(request, proposed);
        assertThat(TeamBuilder.propose(request, MINUTE))
                .as("same seed, same team")
                .satisfies(again -> assertThat(((Proposed) again).teams()).isEqualTo(proposed.teams()));
    }

    @Test
    void twoTeamsChooseDisjointAreasAndMembers() {
        TeamRequest request = Instances.withAreas(Instances.large(2, 150, 2, 4, 1, false));
        List<Effort.Progress> told = new ArrayList<>();
        Proposed proposed = (Proposed) TeamBuilder.propose(request, MINUTE.telling(told::add));
        assertValid(request, proposed);
        List<String> areas = proposed.teams().stream()
                .flatMap(team -> team.focus().get(Scope.AREA).stream())
                .toList();
        assertThat(areas).doesNotHaveDuplicates().hasSizeBetween(2, 4);
        assertThat(told).isNotEmpty();
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).best())
                    .isGreaterThanOrEqualTo(told.get(i - 1).best());
            assertThat(told.get(i).bound()).isLessThanOrEqualTo(told.get(i - 1).bound());
        }
        assertThat(told.getLast().gap()).isLessThan(1e-6);
    }

    @Test
    void aLargeRequestWithoutATeamIsExplained() {
        TeamRequest possible = Instances.large(4, 500, 1, 4, 1, false);
        TeamRule.Count tooMany = TeamRule.Count.atLeast(new Trait.Skilled("要素1", 1), 9);
        TeamRule.Count few = new TeamRule.Count(new Trait.From(Affiliation.OTHER), 1, 30);
        TeamRequest request = possible.withPlan("team0", plan -> {
            List<TeamRule> rules = new ArrayList<>(plan.rules());
            rules.add(tooMany);
            rules.add(few);
            return plan.withRules(rules);
        });
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(request, MINUTE);
        assertThat(infeasible.conflict())
                .singleElement()
                .extracting(PlanRule::rule)
                .isIn(tooMany, few);
        assertThat(infeasible.smallest()).isTrue();
        assertThat(infeasible.repair().cheapest()).isTrue();
        assertThat(TeamBuilder.propose(infeasible.repair().applyTo(request), MINUTE))
                .isInstanceOf(Proposed.class);
    }

    @Test
    void alternativesDifferAndGetNoBetter() {
        TeamRequest request = Instances.large(3, 200, 1, 4, 1, false);
        List<TeamProposal> proposals = TeamBuilder.alternatives(request, 3, 6, MINUTE);
        assertThat(proposals).hasSize(3).allSatisfy(each -> assertValid(request, (Proposed) each));
        List<Proposed> ranked = proposals.stream().map(Proposed.class::cast).toList();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < i; j++) {
                Set<String> fresh =
                        new HashSet<>(ranked.get(j).teams().getFirst().members());
                fresh.removeAll(ranked.get(i).teams().getFirst().members());
                assertThat(fresh).hasSizeGreaterThanOrEqualTo(6);
                assertThat(ranked.get(i).value())
                        .isLessThanOrEqualTo(ranked.get(j).value() + 1e-6);
            }
        }
    }

    @Test
    void alternativesEndWhenThereAreNoMore() {
        TeamRequest request = request(List.of(expert("a", 40), expert("b", 40)), new TeamRule.Size(1, 1));
        assertThat(TeamBuilder.alternatives(request, 5, 1, MINUTE)).hasSize(2);
    }

    @Test
    void missingYoungExpertsAreAskedFor() {
        TeamRule.Count young = TeamRule.Count.atLeast(new Trait.AgedAtMost(45), 2);
        TeamRequest request =
                request(List.of(expert("a", 44), expert("b", 60), expert("c", 70)), new TeamRule.Size(2, 3), young);
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(request, MINUTE);
        assertThat(infeasible.conflict()).containsExactly(new PlanRule("t", young));
        assertThat(infeasible.repair().cheapest()).isTrue();
        assertThat(infeasible.repair().steps())
                .containsExactly(
                        new Repair.Change("t", young, new TeamRule.Count(young.trait(), 1, Integer.MAX_VALUE)));
    }

    @Test
    void expertsAreAddedWhereNumbersWouldMoveFar() {
        TeamRequest request = request(
                List.of(expert("a", 44), expert("b", 60)),
                new TeamRule.Size(3, 3),
                TeamRule.Count.atLeast(new Trait.AgedAtMost(45), 2),
                TeamRule.Count.atLeast(new Trait.Skilled("新材料", 0.5), 1));
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(request, MINUTE);
        assertThat(infeasible.repair().steps())
                .containsExactly(new Repair.AddExperts(
                        "t",
                        1,
                        Map.of(new Trait.AgedAtMost(45), 1, new Trait.Skilled("新材料", 0.5), 1),
                        0,
                        0,
                        0,
                        1,
                        Map.of()));
    }

    @Test
    void aMemberWhomOthersRuleOutIsTheConflict() {
        TeamRequest request = request(
                List.of(expert("a", 40), expert("b", 40)),
                new TeamRule.Size(1, 2),
                new TeamRule.Fixed("a"),
                new TeamRule.Fixed("b"),
                new TeamRule.Conflict("a", "b"));
        Infeasible infeasible = (Infeasible) TeamBuilder.propose(request, MINUTE);
        assertThat(infeasible.conflict())
                .extracting(PlanRule::rule)
                .containsExactly(new TeamRule.Fixed("a"), new TeamRule.Fixed("b"), new TeamRule.Conflict("a", "b"));
        assertThat(infeasible.repair().steps())
                .singleElement()
                .isInstanceOf(Repair.Drop.class)
                .extracting(step -> ((Repair.Drop) step).rule())
                .isInstanceOf(TeamRule.Fixed.class);
    }

    @Test
    void nobodyIsAskedForAndNobodyIsThere() {
        Proposed proposed = (Proposed) TeamBuilder.propose(request(List.of(), new TeamRule.Size(0, 0)), MINUTE);
        assertThat(proposed.teams().getFirst().members()).isEmpty();
        assertThat(proposed.optimal()).isTrue();
        assertThat(TeamBuilder.propose(request(List.of(), new TeamRule.Size(1, 2)), MINUTE))
                .isInstanceOf(Infeasible.class);
    }

    @Test
    void cancellationEndsWithoutAnAnswer() {
        AtomicInteger asked = new AtomicInteger();
        TeamRequest request = Instances.large(1, 500, 5, 4, 1, true);
        assertThat(TeamBuilder.propose(request, MINUTE.cancelledBy(() -> asked.incrementAndGet() > 3)))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void wrongRequestsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(List.of(expert("a", 40), expert("a", 50)), new TeamRule.Size(1, 1)))
                .withMessageContaining("candidate a stands twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(List.of(), new TeamRule.Size(0, 1), new TeamRule.Fixed("z")))
                .withMessageContaining("z, who is not listed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(Double.NaN, 0, Map.of()))
                .withMessageContaining("relevance is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(0, 0, Map.of("x", 1.1)))
                .withMessageContaining("quality for x is 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new TeamRule.Size(3, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeamPlan("t", Set.of(), List.of(), Map.of(), List.of()))
                .withMessageContaining("has no size");
        TeamPlan plan = new TeamPlan("t", Set.of("p"), List.of(), Map.of(), List.of(new TeamRule.Size(0, 1)));
        TeamPlan same = new TeamPlan("u", Set.of("p"), List.of(), Map.of(), List.of(new TeamRule.Size(0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeamRequest(List.of(), List.of(plan, same), TeamWeights.STANDARD))
                .withMessageContaining("CT-08");
    }

    private static TeamCandidate expert(String id, int age) {
        return new TeamCandidate(
                id, "单位" + id, Affiliation.UNIVERSITY, age, false, Set.of(), Set.of(), 0.5, 0.5, 90, 0, 1);
    }

    private static TeamRequest request(List<TeamCandidate> candidates, TeamRule... rules) {
        Map<String, Fit> fits = new HashMap<>();
        candidates.forEach(candidate -> fits.put(candidate.id(), new Fit(0.5, 0.5, Map.of())));
        TeamPlan plan = new TeamPlan("t", Set.of("p"), List.of(), fits, List.of(rules));
        return new TeamRequest(candidates, List.of(plan), TeamWeights.STANDARD);
    }
}
