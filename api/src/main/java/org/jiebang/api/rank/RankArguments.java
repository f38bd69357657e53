package org.jiebang.api.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@code bin/rank}.
 *
 * @param candidates judgements whose documents alone are ranked, each for its query; null to search all documents
 * @param limit documents a query, at least 1
 */
record RankArguments(Path documents, Path queries, @Nullable Path candidates, int limit, Path out) {
    static final String USAGE =
            "usage: bin/rank --documents D.jsonl --queries Q.tsv [--candidates QRELS] [--limit 100] --out RUN";

    private static final Set<String> KNOWN = Set.of("--documents", "--queries", "--candidates", "--limit", "--out");

    static RankArguments parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (name.equals("--feedback")) {
                throw new IllegalArgumentException(
                        "--feedback is not available in this version: no judgement would be learnt from.");
            }
            if (!KNOWN.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("Unknown or incomplete argument '" + name + "'.");
            }
            values.put(name, arguments.get(i + 1));
        }
        String limit = values.getOrDefault("--limit", "100");
        if (!limit.matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException("--limit '" + limit + "' is not a number from 1 to 99999.");
        }
        String candidates = values.get("--candidates");
        return new RankArguments(
                file(values, "--documents"),
                file(values, "--queries"),
                candidates == null ? null : file(values, "--candidates"),
                Integer.parseInt(limit),
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

    /** Judged documents by query; empty without {@link #candidates}. */
    Map<String, Set<String>> judged() throws IOException {
        Map<String, Set<String>> judged = new HashMap<>();
        Path file = candidates;
        if (file != null) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.strip().split("\\s+");
                if (parts.length >= 3) {
                    judged.computeIfAbsent(parts[0], query -> new LinkedHashSet<>())
                            .add(parts[2]);
                }
            }
        }
        return judged;
    }
}
