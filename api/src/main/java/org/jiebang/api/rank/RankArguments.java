package org.jiebang.api.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@code bin/rank}.
 *
 * @param candidates judgements whose documents alone are ranked, each for its query; null to search all documents
 * @param feedback graded judgements to learn from before anything is ranked; null for none
 * @param limit documents a query, at least 1
 * @param without what is left out to measure what it brings; empty for the product as it is
 */
record RankArguments(
        Path documents,
        Path queries,
        @Nullable Path candidates,
        @Nullable Path feedback,
        int limit,
        Set<Ablation> without,
        Path out) {
    static final String USAGE =
            "usage: bin/rank --documents D.jsonl --queries Q.tsv [--candidates QRELS] [--feedback QRELS]"
                    + " [--limit 100] [--without PART,PART] --out RUN\n"
                    + "  --documents   {\"id\",\"title\",\"text\"} a line\n"
                    + "  --queries     id TAB title [TAB content] a line; what many of them say counts less\n"
                    + "  --candidates  ranks just the judged documents of each query\n"
                    + "  --feedback    learns from graded judgements first\n"
                    + "  --without     leaves out parts to measure what they bring: "
                    + Ablation.names()
                    + "\n"
                    + "judgements and runs are in TREC format; bin/compare-runs says whether two runs differ by more than chance";

    private static final Set<String> KNOWN =
            Set.of("--documents", "--queries", "--candidates", "--feedback", "--limit", "--without", "--out");

    static RankArguments parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!KNOWN.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("Unknown or incomplete argument '" + name + "'.");
            }
            values.put(name, arguments.get(i + 1));
        }
        String limit = values.getOrDefault("--limit", "100");
        if (!limit.matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException("--limit '" + limit + "' is not a number from 1 to 99999.");
        }
        return new RankArguments(
                file(values, "--documents"),
                file(values, "--queries"),
                values.containsKey("--candidates") ? file(values, "--candidates") : null,
                values.containsKey("--feedback") ? file(values, "--feedback") : null,
                Integer.parseInt(limit),
                Ablation.parse(values.getOrDefault("--without", "")),
                Path.of(required(values, "--out")));
    }

    private static Path file(Map<String, String> values, String name) {
        Path file = Path.of(required(values, name));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(name + " '" + file + "' cannot be read. Maybe the path is wrong.");
        }
        return file;
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing.");
        }
        return value;
    }

    /** Documents to rank by query; empty without {@link #candidates}. */
    Map<String, Set<String>> candidatesByQuery() throws IOException {
        Map<String, Set<String>> byQuery = new HashMap<>();
        judgements(candidates).forEach((query, levels) -> byQuery.put(query, levels.keySet()));
        return byQuery;
    }

    /**
     * Judged levels by query and document, brought to [0, 1] from the lowest and the highest level in the file; empty without {@link
     * #feedback}.
     */
    Map<String, Map<String, Double>> feedbackByQuery() throws IOException {
        Map<String, Map<String, Double>> byQuery = judgements(feedback);
        DoubleSummaryStatistics levels = byQuery.values().stream()
                .flatMap(query -> query.values().stream())
                .collect(Collectors.summarizingDouble(Double::doubleValue));
        double spread = levels.getMax() - levels.getMin();
        byQuery.values()
                .forEach(query ->
                        query.replaceAll((document, level) -> spread > 0 ? (level - levels.getMin()) / spread : 1));
        return byQuery;
    }

    private static Map<String, Map<String, Double>> judgements(@Nullable Path file) throws IOException {
        Map<String, Map<String, Double>> byQuery = new LinkedHashMap<>();
        if (file != null) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String[] parts = line.strip().split("\\s+");
                if (line.isBlank()) {
                    continue;
                }
                if (parts.length != 4 || !parts[3].matches("-?\\d+(\\.\\d+)?")) {
                    throw new IllegalArgumentException("'" + file + "' line " + number
                            + " is no judgement 'query 0 document level': '" + line + "'.");
                }
                byQuery.computeIfAbsent(parts[0], query -> new LinkedHashMap<>())
                        .put(parts[2], Double.parseDouble(parts[3]));
            }
        }
        return byQuery;
    }
}
