package org.jiebang.api.team;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jiebang.api.library.Choice;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.catalog.Expert;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.matching.Sentence;
import org.jiebang.region.RegionTree;
import org.jiebang.team.Repair;
import org.jiebang.team.Team;
import org.jiebang.team.TeamCandidate;
import org.jiebang.team.TeamPlan;
import org.jiebang.team.TeamProposal;
import org.jiebang.team.TeamRule;
import org.jiebang.team.TeamSentences;
import org.jiebang.team.TeamTrade;
import org.jspecify.annotations.Nullable;

/**
 * What became of the search for teams.
 *
 * @param state OPTIMAL: nothing better exists; FEASIBLE: the best found, with its gap; INFEASIBLE: see conflict and repair; UNDECIDED:
 *     the time was too short
 * @param teams the best first, each different from the others; or, where several were to be built together, one each in their order
 * @param value of the best, or of all together
 * @param bound nothing under these rules has a greater value
 * @param gap distance to the bound as a share of it
 * @param why the reason in one sentence where there is no team
 * @param adjustment the cheapest change of the rules alone, where the repair asks for experts that the library lacks
 * @param excluded whom conflicts of interest and sanctions keep out, whatever their score
 * @param overlaps what teams built together have in common all the same, e.g. texts that are much alike
 */
record ProposalView(
        String state,
        List<TeamView> teams,
        double value,
        double bound,
        double gap,
        @Nullable SentenceView why,
        List<SentenceView> conflict,
        boolean smallestConflict,
        @Nullable RepairView repair,
        @Nullable RepairView adjustment,
        List<VerdictView.ViolationView> overlaps,
        List<ExcludedKind> excluded,
        int candidates,
        double seconds) {

    /** How many experts a reason of one kind keeps out. */
    record ExcludedKind(Exclusion.Kind kind, int count) {}

    record SentenceView(String chinese, String english) {
        static SentenceView of(Sentence sentence) {
            return new SentenceView(sentence.chinese(), sentence.english());
        }
    }

    /**
     * A team.
     *
     * @param name as it was given; blank for a team that has none yet
     * @param value in [0, 1], the sum of the contributions
     * @param bound no team under these rules has a greater value; of teams built together, see the whole
     * @param gap distance to the bound as a share of it
     * @param trades what it gains and gives up against the first of the list
     */
    record TeamView(
            String name,
            boolean optimal,
            double value,
            double bound,
            double gap,
            List<TeamMemberView> members,
            List<CoverageView> coverage,
            List<AspectView> parts,
            List<TradeView> trades) {}

    /**
     * A member.
     *
     * @param age reached in the year of the application; null if unknown
     * @param roles CHIEF_EXPERT, LEADER, RESIDENT
     * @param residentDays days in the place served that the rules ask of each resident; 0 for the others
     * @param regions where the member works
     */
    record TeamMemberView(
            String id,
            String name,
            String organisation,
            String affiliation,
            @Nullable Integer age,
            boolean supportedYouth,
            List<String> roles,
            int residentDays,
            List<Choice> regions) {}

    /** How well an element of the problems is covered, and by whom, best first. */
    record CoverageView(String element, double quality, List<String> by) {}

    record AspectView(String aspect, double weight, double value, double contribution) {}

    /** One respect in which a team differs from the best; see {@link TeamTrade}. */
    record TradeView(String measure, double best, double other, boolean gain, SentenceView sentence) {}

    /**
     * The cheapest change that makes a team possible.
     *
     * @param adjustments what to send back so that the change is made; empty if it asks for experts that the library lacks
     */
    record RepairView(List<SentenceView> steps, boolean cheapest, List<PlanAdjustment> adjustments) {}

    /**
     * An adjustment of one team.
     *
     * @param team its place in the request, from 0
     */
    record PlanAdjustment(int team, RuleAdjustment adjustment) {}

    static ProposalView of(List<TeamProposal> proposals, TeamSearch search) {
        double seconds =
                proposals.stream().mapToDouble(ProposalView::seconds).max().orElse(0);
        int candidates = search.pool().candidates().size();
        return switch (proposals.getFirst()) {
            case TeamProposal.Proposed best ->
                new ProposalView(
                        best.optimal() ? "OPTIMAL" : "FEASIBLE",
                        teams(proposals, search),
                        best.value(),
                        best.bound(),
                        best.gap(),
                        null,
                        List.of(),
                        false,
                        null,
                        null,
                        List.of(),
                        excluded(search),
                        candidates,
                        seconds);
            case TeamProposal.Infeasible none ->
                new ProposalView(
                        "INFEASIBLE",
                        List.of(),
                        0,
                        0,
                        0,
                        SentenceView.of(TeamSentences.of(none, names(search))),
                        none.conflict().stream()
                                .map(rule -> SentenceView.of(TeamSentences.of(rule.rule(), names(search))))
                                .toList(),
                        none.smallest(),
                        repair(none.repair(), search),
                        none.adjustment() == null ? null : repair(none.adjustment(), search),
                        List.of(),
                        excluded(search),
                        candidates,
                        seconds);
            case TeamProposal.Undecided undecided ->
                new ProposalView(
                        "UNDECIDED",
                        List.of(),
                        0,
                        0,
                        0,
                        null,
                        List.of(),
                        false,
                        null,
                        null,
                        List.of(),
                        excluded(search),
                        candidates,
                        seconds);
        };
    }

    private static List<ExcludedKind> excluded(TeamSearch search) {
        return search.pool().excluded().entrySet().stream()
                .map(kind -> new ExcludedKind(kind.getKey(), kind.getValue()))
                .toList();
    }

    ProposalView withOverlaps(List<VerdictView.ViolationView> found) {
        return new ProposalView(
                state,
                teams,
                value,
                bound,
                gap,
                why,
                conflict,
                smallestConflict,
                repair,
                adjustment,
                found,
                excluded,
                candidates,
                seconds);
    }

    private static UnaryOperator<String> names(TeamSearch search) {
        return id -> {
            String team = search.names().get(id);
            return team == null ? search.pool().names().apply(id) : team;
        };
    }

    private static double seconds(TeamProposal proposal) {
        Duration elapsed = switch (proposal) {
            case TeamProposal.Proposed proposed -> proposed.elapsed();
            case TeamProposal.Infeasible infeasible -> infeasible.elapsed();
            case TeamProposal.Undecided undecided -> undecided.elapsed();
        };
        return elapsed.toMillis() / 1000.0;
    }

    private static RepairView repair(Repair repair, TeamSearch search) {
        List<PlanAdjustment> adjustments = new ArrayList<>();
        boolean complete = true;
        for (Repair.Step step : repair.steps()) {
            RuleAdjustment adjustment = RuleAdjustment.of(step);
            complete &= adjustment != null;
            if (adjustment != null) {
                adjustments.add(new PlanAdjustment(place(search, step.plan()), adjustment));
            }
        }
        return new RepairView(
                repair.steps().stream()
                        .map(step -> SentenceView.of(TeamSentences.of(step, names(search))))
                        .toList(),
                repair.cheapest(),
                complete ? adjustments : List.of());
    }

    private static int place(TeamSearch search, String plan) {
        return search.request().plans().stream().map(TeamPlan::id).toList().indexOf(plan);
    }

    private static List<TeamView> teams(List<TeamProposal> proposals, TeamSearch search) {
        List<TeamView> views = new ArrayList<>();
        TeamProposal.Proposed best = (TeamProposal.Proposed) proposals.getFirst();
        if (best.teams().size() > 1) {
            best.teams().forEach(team -> views.add(team(best, team, List.of(), search)));
            return views;
        }
        for (TeamProposal proposal : proposals) {
            TeamProposal.Proposed proposed = (TeamProposal.Proposed) proposal;
            Team team = proposed.teams().getFirst();
            List<TeamTrade> trades = TeamTrade.between(
                    best.teams().getFirst(), team, search.pool().candidates(), search.youngAge());
            views.add(team(proposed, team, trades, search));
        }
        return views;
    }

    private static TeamView team(TeamProposal.Proposed proposed, Team team, List<TeamTrade> trades, TeamSearch search) {
        boolean alone = proposed.teams().size() == 1;
        return new TeamView(
                search.names().getOrDefault(team.plan(), ""),
                proposed.optimal(),
                team.value(),
                alone ? proposed.bound() : 1,
                alone ? proposed.gap() : 0,
                team.members().stream().map(id -> member(id, team, search)).toList(),
                team.coverage().stream()
                        .map(covered -> new CoverageView(
                                covered.element(),
                                covered.quality(),
                                covered.by().stream().map(search.pool().names()).toList()))
                        .toList(),
                team.parts().stream()
                        .map(part -> new AspectView(
                                part.aspect().name().toLowerCase(Locale.ROOT),
                                part.weight(),
                                part.value(),
                                part.contribution()))
                        .toList(),
                trades.stream()
                        .map(trade -> new TradeView(
                                trade.measure(),
                                trade.best(),
                                trade.other(),
                                trade.gain(),
                                SentenceView.of(trade.sentence())))
                        .toList());
    }

    private static TeamMemberView member(String id, Team team, TeamSearch search) {
        TeamCandidate candidate =
                Objects.requireNonNull(search.pool().candidates().get(id));
        Expert expert = search.pool().expert(id);
        boolean resident = team.residents().contains(id);
        List<String> roles = Arrays.stream(new String[] {
                    id.equals(team.chiefExpert()) ? "CHIEF_EXPERT" : "",
                    id.equals(team.leader()) ? "LEADER" : "",
                    resident ? "RESIDENT" : ""
                })
                .filter(role -> !role.isEmpty())
                .toList();
        return new TeamMemberView(
                id,
                expert.name(),
                expert.employer(),
                candidate.affiliation().name(),
                candidate.age() == 0 ? null : candidate.age(),
                candidate.supportedYouth(),
                roles,
                resident ? residentDays(team.plan(), search) : 0,
                Choice.regions(expert.regions(), RegionTree.standard()));
    }

    private static int residentDays(String plan, TeamSearch search) {
        return search.request().plans().stream()
                .filter(each -> each.id().equals(plan))
                .flatMap(each -> each.rules().stream())
                .mapToInt(rule -> rule instanceof TeamRule.Residents residents ? residents.days() : 0)
                .max()
                .orElse(0);
    }
}
