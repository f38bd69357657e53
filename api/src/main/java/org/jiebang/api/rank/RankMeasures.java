package org.jiebang.api.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good a ranking is, query by query: the reciprocal rank of the first right document, or nDCG@10 with the gains 0, 1, 3, 7 of the levels
 * 1 to 4 where the judgements are graded (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002).
 */
final class RankMeasures {
    private static final int DEPTH = 10;

    private RankMeasures() {}

    /** Measure of each judged query, in the order of the judgements; 0 for one that was not ranked. */
    static Map<String, Double> of(Path judgements, Path run) throws IOException {
        Map<String, Map<String, Integer>> levels = new LinkedHashMap<>();
        for (String line : Files.readAllLines(judgements)) {
            String[] cells = line.strip().split("\\s+");
            levels.computeIfAbsent(cells[0], query -> new HashMap<>()).put(cells[2], Integer.parseInt(cells[3]));
        }
        Map<String, List<String>> ranked = new HashMap<>();
        for (String line : Files.readAllLines(run)) {
            String[] cells = line.split(" ");
            ranked.computeIfAbsent(cells[0], query -> new ArrayList<>()).add(cells[2]);
        }
        boolean graded = levels.values().stream()
                .flatMap(query -> query.values().stream())
                .anyMatch(level -> level > 1);
        Map<String, Double> measures = new LinkedHashMap<>();
        levels.forEach((query, judged) -> {
            List<String> documents = ranked.getOrDefault(query, List.of());
            measures.put(query, graded ? gain(documents, judged) : reciprocalRank(documents, judged));
        });
        return measures;
    }

    /** {@code 1 / rank} of the first document of a level above 0; 0 where there is none. */
    static double reciprocalRank(List<String> documents, Map<String, Integer> judged) {
        return IntStream.range(0, documents.size())
                .filter(i -> judged.getOrDefault(documents.get(i), 0) > 0)
                .mapToDouble(i -> 1.0 / (i + 1))
                .findFirst()
                .orElse(0);
    }

    /** nDCG@10, in [0, 1]; 0 where no judged document has a gain. */
    static double gain(List<String> documents, Map<String, Integer> judged) {
        double[] found = documents.stream()
                .mapToDouble(document -> gain(judged.getOrDefault(document, 1)))
                .toArray();
        double[] best = judged.values().stream()
                .mapToDouble(RankMeasures::gain)
                .map(gain -> -gain)
                .sorted()
                .map(gain -> -gain)
                .toArray();
        double ideal = discounted(best);
        return ideal == 0 ? 0 : discounted(found) / ideal;
    }

    private static double gain(int level) {
        return level <= 1 ? 0 : Math.pow(2, level - 1) - 1;
    }

    private static double discounted(double[] gains) {
        return IntStream.range(0, Math.min(DEPTH, gains.length))
                .mapToDouble(i -> gains[i] * Math.log(2) / Math.log(i + 2))
                .sum();
    }
}
