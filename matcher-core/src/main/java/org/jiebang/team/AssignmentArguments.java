package org.jiebang.team;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@code bin/assign}.
 *
 * @param pairs whether the scores are lines of {@code item,candidate,score} instead of a matrix
 * @param demand a number for all items, or a file with one for each
 */
record AssignmentArguments(
        Path scores,
        boolean pairs,
        String demand,
        Path maxLoad,
        @Nullable Path minLoad,
        @Nullable Path conflicts,
        boolean fair,
        Duration timeLimit,
        Path out) {
    static final String USAGE =
            "usage: bin/assign --scores S.csv | --pairs P.csv --demand 3 --max-load M.csv [--min-load L.csv]"
                    + " [--conflicts C.csv] [--fair yes] [--time-limit SECONDS] --out A.csv";

    private static final Set<String> KNOWN = Set.of(
            "--scores",
            "--pairs",
            "--demand",
            "--max-load",
            "--min-load",
            "--conflicts",
            "--fair",
            "--time-limit",
            "--out");

    /** @throws IllegalArgumentException in words for the user */
    static AssignmentArguments parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!KNOWN.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("Unknown or incomplete argument '" + name + "'.");
            }
            values.put(name, arguments.get(i + 1));
        }
        boolean pairs = values.containsKey("--pairs");
        if (pairs == values.containsKey("--scores")) {
            throw new IllegalArgumentException("One of --scores and --pairs is wanted.");
        }
        String seconds = values.getOrDefault("--time-limit", "1800");
        if (!seconds.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "--time-limit '" + seconds + "' is not a number of seconds from 1 to 999999.");
        }
        String fair = values.getOrDefault("--fair", "no");
        if (!fair.matches("yes|no")) {
            throw new IllegalArgumentException("--fair '" + fair + "' is neither yes nor no.");
        }
        return new AssignmentArguments(
                file(values, pairs ? "--pairs" : "--scores"),
                pairs,
                required(values, "--demand"),
                file(values, "--max-load"),
                values.containsKey("--min-load") ? file(values, "--min-load") : null,
                values.containsKey("--conflicts") ? file(values, "--conflicts") : null,
                fair.equals("yes"),
                Duration.ofSeconds(Long.parseLong(seconds)),
                Path.of(required(values, "--out")));
    }

    private static Path file(Map<String, String> values, String name) {
        Path file = Path.of(required(values, name));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
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

    /** @throws IllegalArgumentException if a file has a wrong line or the files do not fit together */
    AssignmentProblem read() throws IOException {
        int[] most = AssignmentFiles.loads(maxLoad);
        PairScores table = pairs ? AssignmentFiles.pairs(scores, most.length) : AssignmentFiles.matrix(scores);
        counts(maxLoad, most, table.candidates(), "a column of the scores");
        int[] least = minLoad == null ? new int[most.length] : AssignmentFiles.loads(minLoad);
        counts(minLoad, least, table.candidates(), "a line of " + maxLoad);
        for (int i = 0; i < least.length; i++) {
            if (least[i] > most[i]) {
                throw new IllegalArgumentException("Candidate " + i + " must serve at least " + least[i] + " ("
                        + minLoad + ") and at most " + most[i] + " (" + maxLoad + ").");
            }
        }
        PairScores allowed = conflicts == null ? table : table.without(AssignmentFiles.conflicts(conflicts, table));
        return new AssignmentProblem(allowed, demands(table.items()), least, most);
    }

    private int[] demands(int items) throws IOException {
        if (demand.matches("\\d{1,9}")) {
            int[] demands = new int[items];
            Arrays.fill(demands, Integer.parseInt(demand));
            return demands;
        }
        Path file = Path.of(demand);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "--demand '" + demand + "' is neither a whole number nor a file with one for each item.");
        }
        int[] demands = AssignmentFiles.loads(file);
        counts(file, demands, items, "an item of the scores");
        return demands;
    }

    private static void counts(@Nullable Path file, int[] numbers, int expected, String each) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException(
                    file + " has " + numbers.length + " numbers, one for " + each + " is wanted: " + expected + ".");
        }
    }
}
