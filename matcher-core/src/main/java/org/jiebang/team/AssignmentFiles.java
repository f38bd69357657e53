package org.jiebang.team;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plain text forms of assignments: numbers between commas, no heading, items and candidates counted from 0. */
final class AssignmentFiles {
    private static final int LARGEST_LOAD = 1_000_000_000;
    private static final int MOST_ITEMS = 50_000_000;

    private AssignmentFiles() {}

    /** A row an item, a column a candidate. */
    static PairScores matrix(Path file) throws IOException {
        try (NumberLines lines = new NumberLines(file)) {
            int columns = -1;
            int items = 0;
            PairScores.Builder builder = new PairScores.Builder(0, 0);
            while (lines.next()) {
                if (columns < 0) {
                    columns = lines.count();
                    builder = new PairScores.Builder(MOST_ITEMS, columns);
                } else if (lines.count() != columns) {
                    throw lines.wrong("has " + lines.count() + " scores, the lines before have " + columns
                            + ". Maybe a line is cut off.");
                }
                for (int candidate = 0; candidate < columns; candidate++) {
                    builder.add(items, candidate, lines.value(candidate));
                }
                items++;
            }
            return builder.build(items);
        }
    }

    /** {@code item,candidate,score} a line; what is not listed may not be chosen. */
    static PairScores pairs(Path file, int candidates) throws IOException {
        try (NumberLines lines = new NumberLines(file)) {
            int items = 0;
            PairScores.Builder builder = new PairScores.Builder(MOST_ITEMS, candidates);
            while (lines.next()) {
                if (lines.count() != 3) {
                    throw lines.wrong("has " + lines.count() + " numbers, item,candidate,score are wanted.");
                }
                int item = lines.index(0, MOST_ITEMS, "item");
                items = Math.max(items, item + 1);
                builder.add(item, lines.index(1, candidates, "candidate"), lines.value(2));
            }
            return builder.build(items);
        }
    }

    /** One whole number a line. */
    static int[] loads(Path file) throws IOException {
        try (NumberLines lines = new NumberLines(file)) {
            int[] loads = new int[16];
            int size = 0;
            while (lines.next()) {
                if (lines.count() != 1) {
                    throw lines.wrong("has " + lines.count() + " numbers, one is wanted.");
                }
                if (size == loads.length) {
                    loads = Arrays.copyOf(loads, size * 2);
                }
                loads[size++] = lines.index(0, LARGEST_LOAD, "the number");
            }
            return Arrays.copyOf(loads, size);
        }
    }

    /** {@code item,candidate} a line. */
    static List<int[]> conflicts(Path file, PairScores scores) throws IOException {
        try (NumberLines lines = new NumberLines(file)) {
            List<int[]> conflicts = new ArrayList<>();
            while (lines.next()) {
                if (lines.count() != 2) {
                    throw lines.wrong("has " + lines.count() + " numbers, item,candidate are wanted.");
                }
                conflicts.add(new int[] {
                    lines.index(0, scores.items(), "item"), lines.index(1, scores.candidates(), "candidate")
                });
            }
            return conflicts;
        }
    }

    static void write(Path file, int[][] candidates) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int item = 0; item < candidates.length; item++) {
                for (int candidate : candidates[item]) {
                    out.write(item + "," + candidate + "\n");
                }
            }
        }
    }
}
