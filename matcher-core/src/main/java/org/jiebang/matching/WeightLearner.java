package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Learns the weights of the signals from judgements: least squares of the level on the signals within each demand (only the order of the
 * supplies of one demand matters, so both are taken from their mean), pulled towards the weights that were set, and never below zero, so
 * that a nearer place or chain cannot lower a score. Non-negativity by taking out the most negative signal and solving again.
 */
public final class WeightLearner {
    /** So many judgements of average spread weigh as much as the set weights. */
    private static final double PULL = 20;

    private WeightLearner() {}

    /**
     * One judged pair with its signals.
     *
     * @param demand pairs with the same name are compared with each other
     * @param signals in the order of {@link Signal}
     * @param level in [0, 1]
     */
    public record Example(String demand, double[] signals, double level) {}

    /** Weights that fit the examples best; the set weights where there are none, or all levels of each demand are alike. */
    public static MatchWeights learn(Collection<Example> examples, MatchWeights set) {
        List<double[]> rows = new ArrayList<>();
        List<Double> levels = new ArrayList<>();
        examples.stream()
                .collect(Collectors.groupingBy(Example::demand))
                .values()
                .forEach(demand -> centre(demand, rows, levels));
        double[] prior = set.heeding().toArray();
        double scale = scale(rows, levels, prior);
        if (!(scale > 0)) {
            return set;
        }
        double[] learnt = solve(rows, levels, prior, scale);
        return MatchWeights.of(learnt);
    }

    /**
     * How often weights put the better judged of two supplies of one demand first, in [0, 1]; 0.5 is chance, equal scores count half.
     * {@code NaN} where no two supplies of one demand were judged differently.
     */
    public static double orderAccuracy(Collection<Example> examples, MatchWeights weights) {
        double right = 0;
        long pairs = 0;
        for (List<Example> demand : examples.stream()
                .collect(Collectors.groupingBy(Example::demand))
                .values()) {
            for (Example better : demand) {
                for (Example worse : demand) {
                    if (better.level() > worse.level()) {
                        double lead = score(better, weights) - score(worse, weights);
                        right += lead > 0 ? 1 : lead == 0 ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
        }
        return right / pairs;
    }

    private static double score(Example example, MatchWeights weights) {
        double score = 0;
        for (Signal signal : Signal.values()) {
            score += weights.of(signal) * example.signals()[signal.ordinal()];
        }
        return score;
    }

    private static void centre(List<Example> demand, List<double[]> rows, List<Double> levels) {
        int width = Signal.values().length;
        double[] mean = new double[width];
        double level = 0;
        for (Example example : demand) {
            for (int s = 0; s < width; s++) {
                mean[s] += example.signals()[s] / demand.size();
            }
            level += example.level() / demand.size();
        }
        for (Example example : demand) {
            double[] row = new double[width];
            for (int s = 0; s < width; s++) {
                row[s] = example.signals()[s] - mean[s];
            }
            rows.add(row);
            levels.add(example.level() - level);
        }
    }

    /** By how much the set score rises with the level: puts both on one scale. */
    private static double scale(List<double[]> rows, List<Double> levels, double[] prior) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < rows.size(); i++) {
            double score = 0;
            for (int s = 0; s < prior.length; s++) {
                score += rows.get(i)[s] * prior[s];
            }
            product += score * levels.get(i);
            square += score * score;
        }
        return square == 0 ? 0 : product / square;
    }

    private static double[] solve(List<double[]> rows, List<Double> levels, double[] prior, double scale) {
        int width = prior.length;
        double spread = 0;
        for (double[] row : rows) {
            for (double value : row) {
                spread += value * value;
            }
        }
        double pull = PULL * spread / rows.size() / width;
        List<Integer> free = new ArrayList<>();
        for (int s = 0; s < width; s++) {
            free.add(s);
        }
        while (true) {
            double[] weights = leastSquares(rows, levels, prior, scale, pull, free);
            int worst = -1;
            for (int s : free) {
                if (weights[s] < 0 && (worst < 0 || weights[s] < weights[worst])) {
                    worst = s;
                }
            }
            if (worst < 0) {
                return weights;
            }
            free.remove(Integer.valueOf(worst));
        }
    }

    private static double[] leastSquares(
            List<double[]> rows, List<Double> levels, double[] prior, double scale, double pull, List<Integer> free) {
        int width = free.size();
        DMatrixRMaj left = new DMatrixRMaj(width, width);
        DMatrixRMaj right = new DMatrixRMaj(width, 1);
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            for (int a = 0; a < width; a++) {
                right.add(a, 0, row[free.get(a)] * levels.get(i));
                for (int b = 0; b < width; b++) {
                    left.add(a, b, row[free.get(a)] * row[free.get(b)]);
                }
            }
        }
        for (int a = 0; a < width; a++) {
            left.add(a, a, pull);
            right.add(a, 0, pull * scale * prior[free.get(a)]);
        }
        DMatrixRMaj solution = new DMatrixRMaj(width, 1);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(width);
        if (!solver.setA(left)) {
            throw new IllegalStateException("The judgements do not determine the weights.");
        }
        solver.solve(right, solution);
        double[] weights = new double[prior.length];
        for (int a = 0; a < width; a++) {
            weights[free.get(a)] = solution.get(a);
        }
        return weights;
    }
}
