package org.jiebang.team;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jiebang.team.AssignmentResult.Assigned;
import org.jiebang.team.AssignmentResult.Shortage;
import org.jiebang.team.AssignmentResult.Unassignable;
import org.jiebang.team.AssignmentResult.Undecided;
import org.jspecify.annotations.Nullable;

/**
 * Exact assignment by minimum-cost flow. A maximum flow first tells whether an assignment exists; then the flow solver works on the
 * promising pairs of each item, prices found from its answer give a bound over all pairs, and pairs that the prices let hope for more
 * join until none is left (column generation). The bound is computed here, apart from the solver. Safe from any thread.
 *
 * <p>The one danger: a flow computation that is under way cannot be broken off. When the limit comes, it is left alone and ends by
 * itself on a thread of its own.
 */
public final class AssignmentSolver {
    /** Up to so many pairs the solver takes all at once: some seconds and 250 MB. */
    private static final int ALL_AT_ONCE = 2_000_000;

    private static final int PROMISING = 64;
    private static final double ROUNDING = 1e-9;
    private static final int CANCELLATION_CHECK_MS = 50;

    private final AssignmentProblem problem;
    private final PairScores scores;
    private final int[] demand;
    private final int[] minLoad;
    private final int[] maxLoad;
    private final Stopwatch stopwatch;

    private AssignmentSolver(AssignmentProblem problem, Stopwatch stopwatch) {
        this.problem = problem;
        this.scores = problem.scores();
        this.demand = problem.demand();
        this.minLoad = problem.minLoad();
        this.maxLoad = problem.maxLoad();
        this.stopwatch = stopwatch;
    }

    /** The assignment with the greatest sum of scores. */
    public static AssignmentResult solve(AssignmentProblem problem, Effort effort) {
        return new AssignmentSolver(problem, new Stopwatch(effort)).best();
    }

    /**
     * First the lowest score of any chosen pair as high as possible (the bottleneck), then the greatest sum among the assignments that
     * reach it. The bound holds among those assignments. Not the same as raising the lowest sum of an item, which is NP-hard once an
     * item needs two.
     */
    public static AssignmentResult solveFairly(AssignmentProblem problem, Effort effort) {
        Stopwatch stopwatch = new Stopwatch(effort);
        PairScores scores = problem.scores();
        double[] levels = IntStream.range(0, scores.pairs())
                .mapToDouble(scores::score)
                .sorted()
                .distinct()
                .toArray();
        int reached = 0;
        int tooHigh = levels.length;
        while (reached + 1 < tooHigh && !stopwatch.mustStop()) {
            int middle = (reached + tooHigh) >>> 1;
            AssignmentSolver attempt = new AssignmentSolver(problem.over(atLeast(scores, levels[middle])), stopwatch);
            if (attempt.feasible() instanceof Feasible) {
                reached = middle;
            } else {
                tooHigh = middle;
            }
        }
        return new AssignmentSolver(
                        levels.length == 0 ? problem : problem.over(atLeast(scores, levels[reached])), stopwatch)
                .best();
    }

    private static PairScores atLeast(PairScores scores, double level) {
        BitSet kept = new BitSet(scores.pairs());
        for (int pair = 0; pair < scores.pairs(); pair++) {
            kept.set(pair, scores.score(pair) >= level);
        }
        return scores.only(kept);
    }

    private sealed interface Feasibility {}

    private record Feasible(BitSet chosen) implements Feasibility {}

    private record Infeasible(Unassignable reason) implements Feasibility {}

    private record Open() implements Feasibility {}

    /**
     * Least loads first, then demands from there: loads never fall on the way, so that both can be met together if each can be met
     * alone (Mendelsohn and Dulmage 1958).
     */
    private Feasibility feasible() {
        BitSet chosen = new BitSet(scores.pairs());
        List<Shortage> shortages = new ArrayList<>();
        int[] unreached = new int[scores.candidates()];
        if (Arrays.stream(minLoad).anyMatch(least -> least > 0)) {
            int[] origin = new int[scores.pairs()];
            ServiceFlow least = new ServiceFlow(scores.transposed(origin), minLoad, demand, new BitSet());
            if (!least.maximise(stopwatch)) {
                return new Open();
            }
            least.chosen().stream().forEach(pair -> chosen.set(origin[pair]));
            unreached = least.missing();
            if (!least.complete()) {
                shortages.add(shortage(Shortage.Kind.CANDIDATES, least, minLoad));
            }
        }
        ServiceFlow flow = new ServiceFlow(scores, demand, maxLoad, chosen);
        if (!flow.maximise(stopwatch)) {
            return new Open();
        }
        if (!flow.complete()) {
            shortages.add(shortage(Shortage.Kind.ITEMS, flow, demand));
        }
        return shortages.isEmpty()
                ? new Feasible(flow.chosen())
                : new Infeasible(new Unassignable(shortages, flow.missing(), unreached, stopwatch.elapsed()));
    }

    private static Shortage shortage(Shortage.Kind kind, ServiceFlow flow, int[] wanted) {
        int[] asking = flow.shortItems();
        int[] missing = flow.missing();
        long needed = Arrays.stream(asking).mapToLong(each -> wanted[each]).sum();
        long lacking = Arrays.stream(asking).mapToLong(each -> missing[each]).sum();
        int[] giving = flow.fullCandidates();
        return kind == Shortage.Kind.ITEMS
                ? new Shortage(kind, asking, giving, needed, needed - lacking)
                : new Shortage(kind, giving, asking, needed, needed - lacking);
    }

    private AssignmentResult best() {
        return switch (feasible()) {
            case Open open -> new Undecided(stopwatch.elapsed());
            case Infeasible infeasible -> infeasible.reason();
            case Feasible feasible -> improve(feasible.chosen());
        };
    }

    private Assigned improve(BitSet first) {
        long count = Arrays.stream(demand).asLongStream().sum();
        ScaledScores scaled = ScaledScores.of(scores, count);
        BitSet chosen = first;
        Prices prices = new Prices(scaled, demand, minLoad, maxLoad);
        double bound = prices.bound(new long[scores.candidates()]) / scaled.factor() + scaled.error();
        boolean finished = false;
        BitSet promising = promising(first);
        stopwatch.tell(sum(chosen, scaled), bound);
        while (!finished && !stopwatch.mustStop()) {
            BitSet better = flowWithinLimit(promising, scaled);
            if (better == null) {
                break;
            }
            if (better.isEmpty() && count > 0) {
                scaled = scaled.coarser(count);
                prices = new Prices(scaled, demand, minLoad, maxLoad);
                continue;
            }
            chosen = better;
            long[] price = prices.of(promising, chosen);
            bound = Math.min(bound, prices.bound(price) / scaled.factor() + scaled.error());
            finished = !prices.addHopeful(price, chosen, promising);
            stopwatch.tell(sum(chosen, scaled), bound);
        }
        double objective = sum(chosen, scaled);
        double rounding = ROUNDING
                * chosen.stream()
                        .mapToDouble(pair -> Math.abs(scores.score(pair)))
                        .sum();
        if (bound < objective - rounding - scaled.error()) {
            throw new IllegalStateException("The bound " + bound + " lies below the objective " + objective + ".");
        }
        return new Assigned(rows(chosen), objective, Math.max(bound, objective), finished, stopwatch.elapsed());
    }

    /** All pairs if they are few, else the best of each item and those of a first assignment, so that one always exists. */
    private BitSet promising(BitSet first) {
        BitSet promising = (BitSet) first.clone();
        if (scores.pairs() <= ALL_AT_ONCE) {
            promising.set(0, scores.pairs());
            return promising;
        }
        for (int item = 0; item < scores.items(); item++) {
            int from = scores.first(item);
            int to = scores.first(item + 1);
            double least = Selection.greatest(scores, from, to, Math.max(PROMISING, 4 * demand[item]));
            for (int pair = from; pair < to; pair++) {
                if (scores.score(pair) >= least) {
                    promising.set(pair);
                }
            }
        }
        return promising;
    }

    /** Null if the limit came first; empty if the solver refused the size of the numbers. */
    private @Nullable BitSet flowWithinLimit(BitSet pairs, ScaledScores scaled) {
        BitSet asked = (BitSet) pairs.clone();
        CompletableFuture<BitSet> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("assignment-flow").start(() -> {
            try {
                answer.complete(flow(asked, scaled));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        while (true) {
            try {
                return answer.get(CANCELLATION_CHECK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stopwatch.mustStop()) {
                    return null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException("The flow solver failed.", e.getCause());
            }
        }
    }

    /**
     * Items send their demand, candidates take their least load, the sink takes the rest. A cost is the distance to the item's best
     * score: every item gets a fixed number of candidates, so this changes all assignments alike.
     */
    private BitSet flow(BitSet pairs, ScaledScores scaled) {
        OrTools.load();
        int items = scores.items();
        int sink = items + scores.candidates();
        MinCostFlow flow = new MinCostFlow(sink + 1, pairs.cardinality() + scores.candidates());
        long rest = 0;
        for (int item = 0; item < items; item++) {
            int end = scores.first(item + 1);
            long best = Long.MIN_VALUE;
            for (int pair = pairs.nextSetBit(scores.first(item));
                    pair >= 0 && pair < end;
                    pair = pairs.nextSetBit(pair + 1)) {
                best = Math.max(best, scaled.at(pair));
            }
            for (int pair = pairs.nextSetBit(scores.first(item));
                    pair >= 0 && pair < end;
                    pair = pairs.nextSetBit(pair + 1)) {
                flow.addArcWithCapacityAndUnitCost(item, items + scores.candidate(pair), 1, best - scaled.at(pair));
            }
            flow.setNodeSupply(item, demand[item]);
            rest += demand[item];
        }
        for (int candidate = 0; candidate < scores.candidates(); candidate++) {
            flow.addArcWithCapacityAndUnitCost(
                    items + candidate, sink, (long) maxLoad[candidate] - minLoad[candidate], 0);
            flow.setNodeSupply(items + candidate, -minLoad[candidate]);
            rest -= minLoad[candidate];
        }
        flow.setNodeSupply(sink, -rest);
        MinCostFlowBase.Status status = flow.solve();
        if (status == MinCostFlowBase.Status.BAD_COST_RANGE) {
            return new BitSet();
        }
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException(
                    "The flow solver answered " + status + " to a problem that has a solution.");
        }
        BitSet chosen = new BitSet(scores.pairs());
        int arc = 0;
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            chosen.set(pair, flow.getFlow(arc++) > 0);
        }
        flow.delete();
        return chosen;
    }

    private double sum(BitSet chosen, ScaledScores scaled) {
        if (scaled.error() == 0) {
            return chosen.stream().mapToLong(scaled::at).sum() / scaled.factor();
        }
        return chosen.stream().mapToDouble(scores::score).sum();
    }

    private int[][] rows(BitSet chosen) {
        int[][] rows = new int[scores.items()][];
        for (int item = 0; item < rows.length; item++) {
            rows[item] = IntStream.range(scores.first(item), scores.first(item + 1))
                    .filter(chosen::get)
                    .map(scores::candidate)
                    .toArray();
        }
        return rows;
    }
}
