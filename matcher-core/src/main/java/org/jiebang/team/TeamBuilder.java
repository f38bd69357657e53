package org.jiebang.team;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiebang.team.LinearModel.Status;
import org.jiebang.team.TeamProposal.Infeasible;
import org.jiebang.team.TeamProposal.Proposed;
import org.jiebang.team.TeamProposal.Undecided;
import org.jspecify.annotations.Nullable;

/**
 * Builds the best teams that keep all rules, and proves it; or tells which rules cannot hold together and the cheapest repair. Safe from
 * any thread; a run keeps one core busy. The same request and seed give the same teams unless the time limit cuts in.
 */
public final class TeamBuilder {
    /** Proof of optimum by a mixed integer solver; measured against others in decision record 8. */
    static final String ENGINE = "SCIP";

    /** What lies between a value and its bound is the solver's rounding. */
    private static final double PROVEN = 1e-7;

    /** At these distances from the bound, as a share, an answer is told before the search goes on. */
    private static final double[] GAPS = {0.1, 0.03, 0.01, 0.003, 0.001, PROVEN};

    /** Good enough for a start. */
    private static final double NEAR = 0.01;

    /** Time for the reason and the repair where the search for teams has left less. */
    private static final Duration EXPLANATION = Duration.ofSeconds(5);

    private final TeamRequest request;
    private final Effort effort;
    private final Stopwatch stopwatch;
    private final String engine;

    private TeamBuilder(TeamRequest request, Effort effort, String engine) {
        this.request = request;
        this.effort = effort;
        this.stopwatch = new Stopwatch(effort);
        this.engine = engine;
    }

    /** Teams of the greatest value. An infeasible request may take five seconds beyond the limit for its reason and repair. */
    public static TeamProposal propose(TeamRequest request, Effort effort) {
        return propose(request, effort, ENGINE);
    }

    static TeamProposal propose(TeamRequest request, Effort effort, String engine) {
        return new TeamBuilder(request, effort, engine).best();
    }

    /**
     * Teams after somebody has refused: as few of the others leave as possible, then as few join as possible beyond one for each
     * refusal, then the value is greatest. The bound holds among the teams with so few changes.
     *
     * @param before teams of this request, one a plan, in their order
     * @param refused candidates who will be in none of the teams
     */
    public static TeamProposal proposeAfterRefusal(
            TeamRequest request, List<Team> before, Set<String> refused, Effort effort) {
        TeamRequest without = request;
        for (TeamPlan plan : request.plans()) {
            List<TeamRule> rules = new ArrayList<>(plan.rules());
            for (String candidate : refused) {
                rules.remove(new TeamRule.Fixed(candidate));
                rules.add(new TeamRule.Excluded(candidate));
            }
            without = without.withPlan(plan.id(), old -> old.withRules(rules));
        }
        return new TeamBuilder(without, effort, ENGINE).closestTo(before, refused);
    }

    /**
     * Several good proposals to choose from, the best first; every team differs from each earlier one in at least so many members. What
     * each trades shows in its parts. Fewer if there are no more or the limit comes first.
     *
     * @param count at least 1
     * @param difference at least 1
     * @return infeasible or undecided alone, or proposals; the bound of each holds among the teams that differ enough
     */
    public static List<TeamProposal> alternatives(TeamRequest request, int count, int difference, Effort effort) {
        if (count < 1 || difference < 1) {
            throw new IllegalArgumentException(
                    "count " + count + " and difference " + difference + " must be at least 1.");
        }
        TeamBuilder builder = new TeamBuilder(request, effort, ENGINE);
        List<TeamProposal> found = new ArrayList<>();
        List<List<Team>> earlier = new ArrayList<>();
        Optional<TeamProposal> next = Optional.of(builder.best());
        while (next.isPresent() && found.size() < count) {
            if (next.get() instanceof Proposed proposed) {
                found.add(proposed);
                earlier.add(proposed.teams());
                next = builder.differing(earlier, difference);
            } else if (found.isEmpty()) {
                return List.of(next.get());
            } else {
                break;
            }
        }
        return found;
    }

    private Optional<TeamProposal> differing(List<List<Team>> earlier, int difference) {
        try (TeamModel model = new TeamModel(request, Slacks.Mode.FIRM, engine)) {
            earlier.forEach(teams -> model.differ(teams, difference));
            return searched(model, List.of());
        }
    }

    private TeamProposal best() {
        try (TeamModel model = new TeamModel(request, Slacks.Mode.FIRM, engine)) {
            List<Team> start = request.plans().size() > 1 ? oneByOne() : List.of();
            if (!start.isEmpty()) {
                model.hint(start);
                stopwatch.tell(value(start), request.plans().size());
            }
            return searched(model, start).orElseGet(this::explained);
        }
    }

    /** Several teams built one after the other, each from what is left, so that a first answer is there at once; empty if that fails. */
    private List<Team> oneByOne() {
        List<Team> teams = new ArrayList<>();
        Set<String> members = new HashSet<>();
        Set<String> areas = new HashSet<>();
        for (TeamPlan plan : request.plans()) {
            Set<String> reserved = new HashSet<>(members);
            request.plans().stream().filter(other -> other != plan).forEach(other -> reserved.addAll(other.fixed()));
            if (plan.fixed().stream().anyMatch(reserved::contains)) {
                return List.of();
            }
            Map<String, Fit> fits = new HashMap<>(plan.fits());
            fits.keySet().removeAll(reserved);
            List<TeamRule> rules =
                    plan.rules().stream().map(rule -> without(rule, areas)).toList();
            TeamPlan rest = plan.withRules(rules).withFits(fits);
            TeamRequest alone = new TeamRequest(request.candidates(), List.of(rest), request.weights());
            try (TeamModel model = new TeamModel(alone, Slacks.Mode.FIRM, engine)) {
                if (model.model().solve(stopwatch, effort.seed(), NEAR) != Status.OPTIMAL) {
                    return List.of();
                }
                Team team = model.teams().getFirst();
                teams.add(team);
                members.addAll(team.members());
                areas.addAll(team.focus().getOrDefault(Scope.AREA, Set.of()));
            }
        }
        return teams;
    }

    private static TeamRule without(TeamRule rule, Set<String> areas) {
        if (rule instanceof TeamRule.Focus focus && focus.scope() == Scope.AREA) {
            Set<String> left = new HashSet<>(focus.allowed());
            left.removeAll(areas);
            return new TeamRule.Focus(Scope.AREA, left, focus.most());
        }
        return rule;
    }

    private static double value(List<Team> teams) {
        return teams.stream().mapToDouble(Team::value).sum();
    }

    private TeamProposal closestTo(List<Team> before, Set<String> refused) {
        int leaving = (int) before.stream()
                .flatMap(team -> team.members().stream())
                .filter(refused::contains)
                .count();
        try (TeamModel model = new TeamModel(request, Slacks.Mode.FIRM, engine)) {
            LinearModel linear = model.model();
            TeamModel.Changes changes = model.changesFrom(before);
            linear.clearValue();
            linear.value(request.candidates().size() + 1.0, changes.staying());
            linear.value(-1, changes.joining());
            Status status = linear.solve(stopwatch, effort.seed(), PROVEN);
            if (status == Status.INFEASIBLE) {
                return explained();
            }
            if (status != Status.OPTIMAL) {
                return new Undecided(stopwatch.elapsed());
            }
            double staying = Math.rint(changes.staying().solution());
            double joining = Math.rint(changes.joining().solution());
            linear.atLeast(changes.staying(), staying);
            linear.atMost(changes.joining(), Math.max(joining, leaving));
            model.maximiseValue();
            return searched(model, List.of()).orElseThrow();
        }
    }

    /**
     * Empty if no teams keep the rules.
     *
     * @param start teams that keep them, empty if none are known. No team has a value above 1, which is the first bound
     */
    private Optional<TeamProposal> searched(TeamModel model, List<Team> start) {
        List<Team> best = start;
        double value = start.isEmpty() ? Double.NEGATIVE_INFINITY : value(start);
        double bound = request.plans().size();
        for (double gap : GAPS) {
            if (Effort.gap(value, bound) <= gap) {
                continue;
            }
            Status status = model.model().solve(stopwatch, effort.seed(), gap);
            if (status == Status.INFEASIBLE) {
                return Optional.empty();
            }
            if (status == Status.UNKNOWN) {
                break;
            }
            bound = Math.min(bound, model.model().bound());
            List<Team> teams = model.teams();
            double sum = value(teams);
            if (sum > value) {
                best = teams;
                value = sum;
            }
            stopwatch.tell(value, Math.max(bound, value));
            if (status == Status.FEASIBLE) {
                break;
            }
        }
        return Optional.of(
                best.isEmpty()
                        ? new Undecided(stopwatch.elapsed())
                        : new Proposed(best, value, Math.max(bound, value), stopwatch.elapsed()));
    }

    private TeamProposal explained() {
        Duration left = stopwatch.left();
        Duration time = left.compareTo(EXPLANATION) < 0 ? EXPLANATION : left;
        // Each has time of its own, so that a conflict that is hard to make small does not cost the repair.
        RuleConflict conflict = RuleConflict.of(request, engine, explaining(time.dividedBy(2)), effort.seed());
        Stopwatch repairing = explaining(time.dividedBy(2));
        try (TeamModel model = new TeamModel(request, Slacks.Mode.REPAIRABLE, engine)) {
            return switch (model.model().solve(repairing, effort.seed(), 0)) {
                case OPTIMAL -> infeasible(conflict, repair(model, true), repairing);
                case FEASIBLE -> infeasible(conflict, repair(model, false), repairing);
                case UNKNOWN -> new Undecided(stopwatch.elapsed());
                case INFEASIBLE -> throw new IllegalStateException("No change of the rules helps: " + conflict);
            };
        }
    }

    private Stopwatch explaining(Duration time) {
        return new Stopwatch(new Effort(time, effort.seed(), effort.cancelled(), effort.progress()));
    }

    /** Costs are whole numbers; what the solver adds up is not quite. */
    private static Repair repair(TeamModel model, boolean cheapest) {
        return new Repair(model.steps(), Math.rint(-model.model().objective()), cheapest);
    }

    private Infeasible infeasible(RuleConflict conflict, Repair repair, Stopwatch repairing) {
        boolean complete = repair.steps().stream().noneMatch(Repair.AddExperts.class::isInstance);
        Repair adjustment = complete ? null : adjustment(repairing);
        return new Infeasible(conflict.rules(), conflict.smallest(), repair, adjustment, stopwatch.elapsed());
    }

    private @Nullable Repair adjustment(Stopwatch repairing) {
        try (TeamModel model = new TeamModel(request, Slacks.Mode.ADJUSTABLE, engine)) {
            Status status = model.model().solve(repairing, effort.seed(), 0);
            if (status != Status.OPTIMAL && status != Status.FEASIBLE) {
                return null;
            }
            Repair found = repair(model, status == Status.OPTIMAL);
            boolean emptied = found.steps().stream()
                    .anyMatch(step -> step instanceof Repair.Change change
                            && change.to() instanceof TeamRule.Size size
                            && size.min() < 1);
            return emptied ? null : found;
        }
    }
}
