package org.jiebang.team;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A mixed integer linear programme that is maximised. Holds native memory: close it. For one thread. A run that does not end soon after
 * it was asked to is left alone and frees its memory when it ends; the model is of no further use then but to be closed.
 */
final class LinearModel implements AutoCloseable {
    private static final int CHECK_MS = 20;

    /** So often is a run asked to stop before it is left alone: half a second. */
    private static final int PATIENCE_CHECKS = 25;

    /**
     * Our models are strong as they stand: presolving and cuts cost more than they gain (decision record 8). The propagator ends a run
     * that goes on from an earlier one with "no memory" (SCIP 10.0 in OR-Tools 9.15).
     */
    private static final String SCIP_SETTINGS = """
            presolving/maxrounds = 0
            separating/maxroundsroot = 0
            separating/maxrounds = 0
            propagating/genvbounds/freq = -1
            randomization/randomseedshift =\s""";

    /** Without presolving some small models end with "invalid SCIP status"; with the solver's own settings they do not. */
    private static final String SCIP_DEFAULTS = """
            presolving/maxrounds = -1
            separating/maxroundsroot = -1
            separating/maxrounds = -1
            propagating/genvbounds/freq = -1
            randomization/randomseedshift =\s""";

    private final MPSolver solver;
    private final boolean scip;
    private final List<Variable> variables = new ArrayList<>();
    private boolean hinted;
    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);

    /** @param engine name of a solver in OR-Tools */
    LinearModel(String engine) {
        OrTools.load();
        solver = MPSolver.createSolver(engine);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no solver " + engine + " on this platform.");
        }
        scip = engine.equals("SCIP");
        solver.objective().setMaximization();
    }

    /** A variable with its bounds. */
    static final class Variable {
        private final MPVariable variable;
        private final double least;
        private double most;
        private double solution;

        private Variable(MPVariable variable, double least, double most) {
            this.variable = variable;
            this.least = least;
            this.most = most;
        }

        /** The same variable with room up to this. */
        Variable widened(double room) {
            if (room > most) {
                most = room;
                variable.setUb(room);
            }
            return this;
        }

        boolean chosen() {
            return solution > 0.5;
        }

        int count() {
            return (int) Math.round(solution);
        }
    }

    /** A weighted sum of variables. */
    static final class Terms {
        private final Map<Variable, Double> weights = new LinkedHashMap<>();

        void add(double weight, Variable variable) {
            weights.merge(variable, weight, Double::sum);
        }

        void add(Terms others) {
            others.weights.forEach((variable, weight) -> add(weight, variable));
        }

        Terms plus(double weight, Variable variable) {
            add(weight, variable);
            return this;
        }

        Terms plus(double weight, Iterable<Variable> all) {
            all.forEach(variable -> add(weight, variable));
            return this;
        }

        Terms copy() {
            Terms copy = new Terms();
            copy.weights.putAll(weights);
            return copy;
        }

        double solution() {
            return weights.entrySet().stream()
                    .mapToDouble(each -> each.getValue() * each.getKey().solution)
                    .sum();
        }

        double least() {
            return weights.entrySet().stream()
                    .mapToDouble(
                            each -> each.getValue() * (each.getValue() > 0 ? each.getKey().least : each.getKey().most))
                    .sum();
        }

        double most() {
            return weights.entrySet().stream()
                    .mapToDouble(
                            each -> each.getValue() * (each.getValue() > 0 ? each.getKey().most : each.getKey().least))
                    .sum();
        }
    }

    Variable binary() {
        return added(solver.makeBoolVar(""), 0, 1);
    }

    Variable integer(double most) {
        return added(solver.makeIntVar(0, most, ""), 0, most);
    }

    Variable share() {
        return added(solver.makeNumVar(0, 1, ""), 0, 1);
    }

    private Variable added(MPVariable variable, double least, double most) {
        Variable added = new Variable(variable, least, most);
        variables.add(added);
        return added;
    }

    /** {@code least ≤ terms ≤ most}; a side that always holds is left out. */
    void require(double least, Terms terms, double most) {
        double low = terms.least() >= least ? Double.NEGATIVE_INFINITY : least;
        double high = terms.most() <= most ? Double.POSITIVE_INFINITY : most;
        if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return;
        }
        MPConstraint constraint = solver.makeConstraint(low, high);
        terms.weights.forEach((variable, weight) -> constraint.setCoefficient(variable.variable, weight));
    }

    void atLeast(Terms terms, double least) {
        require(least, terms, Double.POSITIVE_INFINITY);
    }

    void atMost(Terms terms, double most) {
        require(Double.NEGATIVE_INFINITY, terms, most);
    }

    void value(double weight, Variable variable) {
        solver.objective()
                .setCoefficient(variable.variable, solver.objective().getCoefficient(variable.variable) + weight);
    }

    void value(double weight, Terms terms) {
        terms.weights.forEach((variable, each) -> value(weight * each, variable));
    }

    void clearValue() {
        solver.objective().clear();
        solver.objective().setMaximization();
    }

    /** The next run starts from this value; variables that are not hinted start from 0. Before the first run only. */
    void hint(Variable variable, double value) {
        variable.solution = value;
        hinted = true;
    }

    /** Keeps the variable at zero, or lets it go again. */
    void zero(Variable variable, boolean kept) {
        variable.variable.setBounds(variable.least, kept ? 0 : variable.most);
    }

    /** How a run ended; variables have a solution in the first two cases. */
    enum Status {
        OPTIMAL,
        FEASIBLE,
        INFEASIBLE,
        UNKNOWN
    }

    /**
     * Goes on where the last run ended unless the model was changed. The solver's own clock goes on as well, so that its limit is the
     * whole one; the stopwatch breaks it off in time.
     *
     * @param gap ends at this relative distance from the bound
     */
    Status solve(Stopwatch stopwatch, long seed, double gap) {
        if (stopwatch.mustStop()) {
            return Status.UNKNOWN;
        }
        solver.setTimeLimit(stopwatch.limit().toMillis());
        if (scip) {
            settings(SCIP_SETTINGS, seed);
        }
        if (hinted) {
            solver.setHint(
                    variables.stream().map(each -> each.variable).toArray(MPVariable[]::new),
                    variables.stream().mapToDouble(each -> each.solution).toArray());
        }
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
        MPSolver.ResultStatus answer = run(stopwatch, parameters);
        if (answer == MPSolver.ResultStatus.ABNORMAL && scip && !stopwatch.mustStop()) {
            solver.reset();
            settings(SCIP_DEFAULTS, seed);
            answer = run(stopwatch, parameters);
        }
        if (answer == null) {
            return Status.UNKNOWN;
        }
        Status status = switch (answer) {
            case OPTIMAL -> Status.OPTIMAL;
            case FEASIBLE -> Status.FEASIBLE;
            case INFEASIBLE -> Status.INFEASIBLE;
            case UNBOUNDED, ABNORMAL, MODEL_INVALID, NOT_SOLVED -> Status.UNKNOWN;
        };
        if (hinted) {
            // A run that goes on knows its solutions; it refuses a hint.
            solver.setHint(new MPVariable[0], new double[0]);
            hinted = false;
        }
        if (status == Status.OPTIMAL || status == Status.FEASIBLE) {
            variables.forEach(each -> each.solution = each.variable.solutionValue());
        }
        return status;
    }

    private void settings(String settings, long seed) {
        if (!solver.setSolverSpecificParametersAsString(settings + Math.floorMod(seed, Integer.MAX_VALUE))) {
            throw new IllegalStateException("The solver does not take its settings.");
        }
    }

    /** Null if the run did not heed the interruption in time and was left alone. */
    private MPSolver.@Nullable ResultStatus run(Stopwatch stopwatch, MPSolverParameters parameters) {
        CompletableFuture<MPSolver.ResultStatus> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("linear-model").start(() -> {
            try {
                answer.complete(solver.solve(parameters));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        running = answer;
        boolean interrupted = false;
        try {
            for (int patience = PATIENCE_CHECKS; patience > 0; ) {
                try {
                    return answer.get(CHECK_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (interrupted || stopwatch.mustStop()) {
                        boolean unused = solver.interruptSolve();
                        patience--;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The solver failed.", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    double objective() {
        return solver.objective().value();
    }

    double bound() {
        return solver.objective().bestBound();
    }

    @Override
    public void close() {
        running.whenComplete((status, failure) -> solver.delete());
    }
}
