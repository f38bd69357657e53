package org.jiebang.api.team;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jiebang.catalog.Expert;
import org.jiebang.matching.Sentence;
import org.jiebang.team.Repair;
import org.jiebang.team.Team;
import org.jiebang.team.TeamCandidate;
import org.jiebang.team.TeamProposal;
import org.jiebang.team.TeamSentences;
import org.jspecify.annotations.Nullable;

/**
 * What became of the search for teams.
 *
 * @param state OPTIMAL: nothing better exists; FEASIBLE: the best found, with its gap; INFEASIBLE: see conflict and repair; UNDECIDED:
 *     the time was too short
 * @param teams the best first; each differs from the others
 * @param why the reason in one sentence where there is no team
 */
record ProposalView(
        String state,
        List<TeamView> teams,
        @Nullable SentenceView why,
        List<SentenceView> conflict,
        boolean smallestConflict,
        @Nullable RepairView repair,
        int candidates,
        double seconds,
        ExcludedCandidates excluded) {

    /**
     * Candidates whom a conflict of interest or a sanction keeps out.
     *
     * @param reasons one for each; empty unless the reader may know
     */
    record ExcludedCandidates(int count, List<SentenceView> reasons) {
        static final ExcludedCandidates NONE = new ExcludedCandidates(0, List.of());
    }

    /** The same answer with those who were kept out. */
    ProposalView withExcluded(List<Sentence> reasons, boolean mayKnow) {
        return new ProposalView(
                state,
                teams,
                why,
                conflict,
                smallestConflict,
                repair,
                candidates,
                seconds,
                new ExcludedCandidates(
                        reasons.size(),
                        mayKnow ? reasons.stream().map(SentenceView::of).toList() : List.of()));
    }

    record SentenceView(String chinese, String english) {
        static SentenceView of(Sentence sentence) {
            return new SentenceView(sentence.chinese(), sentence.english());
        }
    }

    /**
     * A team.
     *
     * @param value in [0, 1], the sum of the contributions
     * @param bound no team under these rules has a greater value
     * @param gap distance to the bound as a share of it
     */
    record TeamView(
            boolean optimal,
            double value,
            double bound,
            double gap,
            List<TeamMemberView> members,
            List<CoverageView> coverage,
            List<AspectView> parts) {}

    /**
     * A member.
     *
     * @param age reached in the year of the application; null if unknown
     * @param roles CHIEF_EXPERT, LEADER, RESIDENT
     */
    record TeamMemberView(
            String id,
            String name,
            String organisation,
            String affiliation,
            @Nullable Integer age,
            boolean supportedYouth,
            List<String> roles) {}

    /** How well an element of the problems is covered, and by whom, best first. */
    record CoverageView(String element, double quality, List<String> by) {}

    record AspectView(String aspect, double weight, double value, double contribution) {}

    /** The cheapest change that makes a team possible. */
    record RepairView(List<SentenceView> steps, boolean cheapest) {}

    /** What is known of the candidates, to name them. */
    record Pool(Map<String, TeamCandidate> candidates, Map<String, Expert> experts, List<Sentence> excluded) {
        Expert expert(String id) {
            return Objects.requireNonNull(experts.get(id));
        }

        UnaryOperator<String> names() {
            return id -> experts.containsKey(id) ? expert(id).name() : id;
        }
    }

    static ProposalView of(List<TeamProposal> proposals, Pool pool) {
        double seconds =
                proposals.stream().mapToDouble(ProposalView::seconds).max().orElse(0);
        int candidates = pool.candidates().size();
        return switch (proposals.getFirst()) {
            case TeamProposal.Proposed best ->
                new ProposalView(
                        best.optimal() ? "OPTIMAL" : "FEASIBLE",
                        proposals.stream()
                                .map(TeamProposal.Proposed.class::cast)
                                .map(proposed -> team(proposed, pool))
                                .toList(),
                        null,
                        List.of(),
                        false,
                        null,
                        candidates,
                        seconds,
                        ExcludedCandidates.NONE);
            case TeamProposal.Infeasible none ->
                new ProposalView(
                        "INFEASIBLE",
                        List.of(),
                        SentenceView.of(TeamSentences.of(none, pool.names())),
                        none.conflict().stream()
                                .map(rule -> SentenceView.of(TeamSentences.of(rule.rule(), pool.names())))
                                .toList(),
                        none.smallest(),
                        repair(none.repair(), pool),
                        candidates,
                        seconds,
                        ExcludedCandidates.NONE);
            case TeamProposal.Undecided undecided ->
                new ProposalView(
                        "UNDECIDED",
                        List.of(),
                        null,
                        List.of(),
                        false,
                        null,
                        candidates,
                        seconds,
                        ExcludedCandidates.NONE);
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

    private static RepairView repair(Repair repair, Pool pool) {
        return new RepairView(
                repair.steps().stream()
                        .map(step -> SentenceView.of(TeamSentences.of(step, pool.names())))
                        .toList(),
                repair.cheapest());
    }

    private static TeamView team(TeamProposal.Proposed proposed, Pool pool) {
        Team team = proposed.teams().getFirst();
        return new TeamView(
                proposed.optimal(),
                proposed.value(),
                proposed.bound(),
                proposed.gap(),
                team.members().stream().map(id -> member(id, team, pool)).toList(),
                team.coverage().stream()
                        .map(covered -> new CoverageView(
                                covered.element(),
                                covered.quality(),
                                covered.by().stream().map(pool.names()).toList()))
                        .toList(),
                team.parts().stream()
                        .map(part -> new AspectView(
                                part.aspect().name().toLowerCase(Locale.ROOT),
                                part.weight(),
                                part.value(),
                                part.contribution()))
                        .toList());
    }

    private static TeamMemberView member(String id, Team team, Pool pool) {
        TeamCandidate candidate = Objects.requireNonNull(pool.candidates().get(id));
        Expert expert = pool.expert(id);
        List<String> roles = Arrays.stream(new String[] {
                    id.equals(team.chiefExpert()) ? "CHIEF_EXPERT" : "",
                    id.equals(team.leader()) ? "LEADER" : "",
                    team.residents().contains(id) ? "RESIDENT" : ""
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
                roles);
    }
}
