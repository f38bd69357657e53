package org.jiebang.api.rank;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jiebang.matching.PairedComparison;

/** Says whether two runs of the same queries differ by more than chance; behind {@code bin/compare-runs}. */
public final class CompareRuns {
    private CompareRuns() {}

    /** Ends with status 2 and the usage if there are not three arguments. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: bin/compare-runs QRELS BEFORE AFTER");
            System.err.println("  MRR of two runs, or nDCG@10 (gains 0, 1, 3, 7) where the judgements are graded,"
                    + " and the probability of such a difference by chance (paired randomisation test).");
            System.exit(2);
            return;
        }
        System.out.println(sentence(
                compare(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])), "before", "after"));
    }

    private static PairedComparison compare(Path judgements, Path before, Path after) throws IOException {
        return compare(RankMeasures.of(judgements, before), RankMeasures.of(judgements, after));
    }

    /** Compares the measures of the queries of the first; the second must have them all. */
    static PairedComparison compare(Map<String, Double> before, Map<String, Double> after) {
        if (!after.keySet().containsAll(before.keySet())) {
            throw new IllegalArgumentException("The second run was not judged on all queries of the first.");
        }
        return PairedComparison.of(
                before.values().stream().mapToDouble(Double::doubleValue).toArray(),
                before.keySet().stream()
                        .mapToDouble(query -> after.getOrDefault(query, 0.0))
                        .toArray());
    }

    static String sentence(PairedComparison comparison, String before, String after) {
        return String.format(
                Locale.ROOT,
                "%s %.4f, %s %.4f, change %+.4f (%+.1f %%), p = %.5f",
                before,
                comparison.before(),
                after,
                comparison.after(),
                comparison.change(),
                100 * comparison.change() / comparison.before(),
                comparison.probability());
    }
}
