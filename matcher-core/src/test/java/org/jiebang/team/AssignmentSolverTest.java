package org.jiebang.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.team.AssignmentResult.Assigned;
import org.jiebang.team.AssignmentResult.Shortage;
import org.jiebang.team.AssignmentResult.Unassignable;
import org.jiebang.team.AssignmentResult.Undecided;
import org.junit.jupiter.api.Test;

class AssignmentSolverTest {
    private static final Effort MINUTE = Effort.within(Duration.ofMinutes(1));

    /** Small instances, often without a solution: some pairs missing, demands and loads of each its own. */
    @Provide
    static Arbitrary<AssignmentProblem> small() {
        return Arbitraries.randomValue(AssignmentSolverTest::random);
    }

    private static AssignmentProblem random(Random random) {
        int items = random.nextInt(5);
        int candidates = random.nextInt(5);
        double density = 0.3 + 0.7 * random.nextDouble();
        boolean decimals = random.nextBoolean();
        PairScores.Builder scores = new PairScores.Builder(items, candidates);
        for (int item = 0; item < items; item++) {
            for (int candidate = 0; candidate < candidates; candidate++) {
                if (random.nextDouble() < density) {
                    scores.add(item, candidate, decimals ? random.nextInt(-20, 100) / 100.0 : random.nextGaussian());
                }
            }
        }
        int[] demand = random.ints(items, 0, 3).toArray();
        int[] least = random.ints(candidates, 0, 2).toArray();
        int[] most = Arrays.stream(least).map(each -> each + random.nextInt(3)).toArray();
        return new AssignmentProblem(scores.build(), demand, least, most);
    }

    /** Best sum over all assignments by trying every subset of pairs, negative infinity if there is none. */
    private static double tried(AssignmentProblem problem, double lowest) {
        return tried(
                problem,
                lowest,
                0,
                0,
                problem.demand(),
                new int[problem.scores().candidates()]);
    }

    private static double tried(
            AssignmentProblem problem, double lowest, int item, int pair, int[] missing, int[] load) {
        PairScores scores = problem.scores();
        if (item == scores.items()) {
            for (int i = 0; i < load.length; i++) {
                if (load[i] < problem.minLoad()[i]) {
                    return Double.NEGATIVE_INFINITY;
                }
            }
            return 0;
        }
        if (pair == scores.first(item + 1)) {
            return missing[item] > 0 ? Double.NEGATIVE_INFINITY : tried(problem, lowest, item + 1, pair, missing, load);
        }
        double best = tried(problem, lowest, item, pair + 1, missing, load);
        int candidate = scores.candidate(pair);
        if (missing[item] > 0 && load[candidate] < problem.maxLoad()[candidate] && scores.score(pair) >= lowest) {
            missing[item]--;
            load[candidate]++;
            best = Math.max(best, scores.score(pair) + tried(problem, lowest, item, pair + 1, missing, load));
            missing[item]++;
            load[candidate]--;
        }
        return best;
    }

    private static void assertValid(AssignmentProblem problem, Assigned assigned) {
        int[] load = new int[problem.scores().candidates()];
        double sum = 0;
        for (int item = 0; item < problem.scores().items(); item++) {
            int[] chosen = assigned.candidates()[item];
            assertThat(chosen).hasSize(problem.demand()[item]).doesNotHaveDuplicates();
            for (int candidate : chosen) {
                load[candidate]++;
                int pair = problem.scores().find(item, candidate);
                assertThat(pair).as("the pair is allowed").isNotNegative();
                sum += problem.scores().score(pair);
            }
        }
        for (int i = 0; i < load.length; i++) {
            assertThat(load[i]).isBetween(problem.minLoad()[i], problem.maxLoad()[i]);
        }
        assertThat(assigned.objective()).isCloseTo(sum, within(1e-9));
    }

    @Property
    void findsTheOptimumOrSaysThatThereIsNone(@ForAll("small") AssignmentProblem problem) {
        double best = tried(problem, Double.NEGATIVE_INFINITY);
        switch (AssignmentSolver.solve(problem, MINUTE)) {
            case Assigned assigned -> {
                assertValid(problem, assigned);
                assertThat(assigned.objective()).isCloseTo(best, within(1e-9));
                assertThat(assigned.bound()).isBetween(best - 1e-9, best + 1e-9);
                assertThat(assigned.finished()).isTrue();
            }
            case Unassignable none -> assertThat(best).isEqualTo(Double.NEGATIVE_INFINITY);
            case Undecided undecided -> throw new AssertionError("within a minute");
        }
    }

    @Property
    void smallestChangeMakesAnAssignmentPossible(@ForAll("small") AssignmentProblem problem) {
        if (AssignmentSolver.solve(problem, MINUTE) instanceof Unassignable none) {
            int[] demand = minus(problem.demand(), none.missing());
            int[] least = minus(problem.minLoad(), none.unreached());
            AssignmentProblem changed = new AssignmentProblem(problem.scores(), demand, least, problem.maxLoad());
            assertThat(AssignmentSolver.solve(changed, MINUTE)).isInstanceOf(Assigned.class);
            assertThat(none.shortages()).isNotEmpty().allSatisfy(shortage -> {
                assertThat(shortage.available()).isLessThan(shortage.needed());
                assertThat(shortage.available()).isEqualTo(capacity(problem, shortage));
            });
        }
    }

    /** What the giving side of a shortage has room for, counted from the problem alone. */
    private static long capacity(AssignmentProblem problem, Shortage shortage) {
        boolean byItems = shortage.kind() == Shortage.Kind.ITEMS;
        int[] asking = byItems ? shortage.items() : shortage.candidates();
        int[] giving = byItems ? shortage.candidates() : shortage.items();
        long capacity = Arrays.stream(giving)
                .mapToLong(each -> byItems ? problem.maxLoad()[each] : problem.demand()[each])
                .sum();
        for (int asker : asking) {
            for (int other = 0;
                    other
                            < (byItems
                                    ? problem.scores().candidates()
                                    : problem.scores().items());
                    other++) {
                int each = other;
                boolean outside = Arrays.stream(giving).noneMatch(giver -> giver == each);
                int pair = byItems
                        ? problem.scores().find(asker, other)
                        : problem.scores().find(other, asker);
                capacity += outside && pair >= 0 ? 1 : 0;
            }
        }
        return capacity;
    }

    private static int[] minus(int[] from, int[] amounts) {
        int[] result = from.clone();
        Arrays.setAll(result, i -> from[i] - amounts[i]);
        return result;
    }

    @Property
    void fairAssignmentRaisesTheLowestScoreFirst(@ForAll("small") AssignmentProblem problem) {
        if (AssignmentSolver.solveFairly(problem, MINUTE) instanceof Assigned fair) {
            assertValid(problem, fair);
            double lowest = Double.POSITIVE_INFINITY;
            for (int item = 0; item < fair.candidates().length; item++) {
                for (int candidate : fair.candidates()[item]) {
                    lowest = Math.min(
                            lowest, problem.scores().score(problem.scores().find(item, candidate)));
                }
            }
            assertThat(fair.objective()).isCloseTo(tried(problem, lowest), within(1e-9));
            if (lowest < Double.POSITIVE_INFINITY) {
                assertThat(tried(problem, Math.nextUp(lowest)))
                        .as("nothing is possible above the lowest score")
                        .isEqualTo(Double.NEGATIVE_INFINITY);
            }
        }
    }

    @Test
    void agreesWithALinearProgrammeOn118Times177() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            double[][] rows = new double[118][];
            Arrays.setAll(rows, item -> random.doubles(177).toArray());
            AssignmentProblem problem = AssignmentProblem.of(PairScores.dense(rows), 3, 4);
            Assigned assigned = (Assigned) AssignmentSolver.solve(problem, MINUTE);
            assertValid(problem, assigned);
            assertThat(assigned.objective()).isCloseTo(byLinearProgramme(rows, 3, 4), within(1e-6));
            assertThat(assigned.bound() - assigned.objective()).isBetween(0.0, 1e-9);
        }
    }

    /** The corners of the assignment polytope are integral, so its linear programme has the same optimum. */
    private static double byLinearProgramme(double[][] rows, int demand, int maxLoad) {
        OrTools.load();
        MPSolver solver = MPSolver.createSolver("GLOP");
        MPConstraint[] load = new MPConstraint[rows[0].length];
        Arrays.setAll(load, candidate -> solver.makeConstraint(0, maxLoad));
        solver.objective().setMaximization();
        for (double[] row : rows) {
            MPConstraint served = solver.makeConstraint(demand, demand);
            for (int candidate = 0; candidate < row.length; candidate++) {
                MPVariable pair = solver.makeNumVar(0, 1, "");
                served.setCoefficient(pair, 1);
                load[candidate].setCoefficient(pair, 1);
                solver.objective().setCoefficient(pair, row[candidate]);
            }
        }
        assertThat(solver.solve()).isEqualTo(MPSolver.ResultStatus.OPTIMAL);
        return solver.objective().value();
    }

    @Test
    void manyPairsAreSolvedByPromisingOnesWithTheSameOptimum() {
        Random random = new Random(4);
        int items = 1500;
        PairScores.Builder scores = new PairScores.Builder(items, items);
        for (int item = 0; item < items; item++) {
            for (int candidate = 0; candidate < items; candidate++) {
                // Everybody prefers the same few, so that the best of each item are far from enough.
                scores.add(item, candidate, Math.floor(1000 * random.nextDouble() / (1 + candidate / 50)) / 1000);
            }
        }
        AssignmentProblem problem = AssignmentProblem.of(scores.build(), 2, 3);
        AtomicInteger told = new AtomicInteger();
        Assigned assigned =
                (Assigned) AssignmentSolver.solve(problem, MINUTE.telling(progress -> told.incrementAndGet()));
        assertValid(problem, assigned);
        assertThat(told.get()).as("first assignment and at least two rounds").isGreaterThan(2);
        assertThat(assigned.bound()).as("proven by prices over all pairs").isEqualTo(assigned.objective());
    }

    @Test
    void namesTheItemsThatCompeteInVain() {
        PairScores.Builder scores = new PairScores.Builder(4, 3);
        scores.add(0, 0, 1);
        scores.add(1, 0, 1);
        scores.add(2, 0, 1);
        scores.add(2, 1, 1);
        scores.add(3, 2, 1);
        Unassignable none = (Unassignable) AssignmentSolver.solve(AssignmentProblem.of(scores.build(), 1, 1), MINUTE);
        assertThat(none.shortages()).singleElement().satisfies(shortage -> {
            assertThat(shortage.kind()).isEqualTo(Shortage.Kind.ITEMS);
            assertThat(shortage.items()).containsExactly(0, 1);
            assertThat(shortage.candidates()).containsExactly(0);
            assertThat(shortage.needed()).isEqualTo(2);
            assertThat(shortage.available()).isEqualTo(1);
        });
        assertThat(Arrays.stream(none.missing()).sum()).isEqualTo(1);
    }

    @Test
    void everyItemWantsMoreThanThereAre() {
        AssignmentProblem problem = AssignmentProblem.of(PairScores.dense(new double[][] {{1, 2}}), 3, 9);
        Unassignable none = (Unassignable) AssignmentSolver.solve(problem, MINUTE);
        assertThat(none.missing()).containsExactly(1);
    }

    @Test
    void nothingToAssignIsAssigned() {
        List<AssignmentProblem> empty = new ArrayList<>();
        empty.add(AssignmentProblem.of(PairScores.dense(new double[0][]), 3, 1));
        empty.add(AssignmentProblem.of(PairScores.dense(new double[2][5]), 0, 1));
        for (AssignmentProblem problem : empty) {
            Assigned assigned = (Assigned) AssignmentSolver.solve(problem, MINUTE);
            assertThat(assigned.objective()).isZero();
            assertThat(assigned.bound()).isZero();
        }
    }

    @Test
    void cancellationEndsWithoutAnAnswer() {
        AssignmentProblem problem = AssignmentProblem.of(PairScores.dense(new double[][] {{1, 2}, {3, 4}}), 1, 1);
        AssignmentResult result = AssignmentSolver.solve(problem, MINUTE.cancelledBy(() -> true));
        assertThat(result).isInstanceOf(Undecided.class);
    }

    @Test
    void whatIsFoundBeforeTheLimitIsValidAndBounded() {
        AssignmentProblem problem = AssignmentProblem.of(PairScores.dense(new double[][] {{1, 2}, {3, 5}}), 1, 1);
        AtomicInteger asked = new AtomicInteger();
        Assigned assigned =
                (Assigned) AssignmentSolver.solve(problem, MINUTE.cancelledBy(() -> asked.incrementAndGet() > 1));
        assertValid(problem, assigned);
        assertThat(assigned.finished()).isFalse();
        assertThat(assigned.bound()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void scoresOfEverySizeAreTaken() {
        for (double size : new double[] {1e-200, 1e-9, 1, 1e9, 1e300}) {
            AssignmentProblem problem = AssignmentProblem.of(
                    PairScores.dense(new double[][] {{size, 2 * size}, {3 * size, 5 * size}}), 1, 1);
            Assigned assigned = (Assigned) AssignmentSolver.solve(problem, MINUTE);
            assertThat(assigned.objective()).isCloseTo(6 * size, within(1e-12 * size));
            assertThat(assigned.gap()).isLessThan(1e-12);
        }
    }

    @Test
    void refusesScoresThatAreNotNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairScores.dense(new double[][] {{1, Double.NaN}}))
                .withMessageContaining("candidate 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairScores.dense(new double[][] {{1, 2}, {3}}))
                .withMessageContaining("Row 1");
        PairScores.Builder twice = new PairScores.Builder(1, 2);
        twice.add(0, 1, 1);
        twice.add(0, 0, 1);
        twice.add(0, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(twice::build)
                .withMessageContaining("Item 0 and candidate 1 have two scores");
    }
}
