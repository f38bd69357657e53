package org.jiebang.matching;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one ranking of several whose scores cannot be compared: reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
public final class RankFusion {
    /** Ranks that hardly tell apart; the value of the source. */
    private static final int SMOOTHING = 60;

    private RankFusion() {}

    /**
     * The best by the sum of 1 / (60 + rank) over all rankings; of equal ones whoever was named first stands first.
     *
     * @param rankings ids, best first, none twice in one ranking
     */
    public static List<String> fuse(List<List<String>> rankings, int most) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (List<String> ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                sums.merge(ranking.get(i), 1.0 / (SMOOTHING + i + 1), Double::sum);
            }
        }
        return sums.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> sum) -> sum.getValue())
                        .reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
