package org.jiebang.team;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiebang.team.AssignmentResult.Assigned;
import org.jiebang.team.AssignmentResult.Shortage;
import org.jiebang.team.AssignmentResult.Unassignable;
import org.jiebang.team.AssignmentResult.Undecided;

/**
 * {@code bin/assign}: solves an assignment from files and prints {@code objective: X  bound: Y  seconds: Z}. Seconds are those of the
 * solver, without reading and writing. Ends with status 2 if the input is wrong, 3 if no assignment exists, 4 if the time limit came
 * before one was found.
 */
public final class AssignmentCommand {
    static final int WRONG_INPUT = 2;
    static final int UNASSIGNABLE = 3;
    static final int UNDECIDED = 4;
    private static final int SHOWN = 12;

    private AssignmentCommand() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        AssignmentArguments parsed;
        try {
            parsed = AssignmentArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(AssignmentArguments.USAGE);
            return WRONG_INPUT;
        }
        AssignmentProblem problem;
        try {
            problem = parsed.read();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_INPUT;
        }
        Effort effort = Effort.within(parsed.timeLimit());
        return told(
                parsed.fair() ? AssignmentSolver.solveFairly(problem, effort) : AssignmentSolver.solve(problem, effort),
                parsed.out(),
                out,
                err);
    }

    private static int told(AssignmentResult result, Path file, PrintStream out, PrintStream err) throws IOException {
        return switch (result) {
            case Assigned assigned -> {
                AssignmentFiles.write(file, assigned.candidates());
                out.printf(
                        Locale.ROOT,
                        "objective: %s  bound: %s  seconds: %.3f%n",
                        assigned.objective(),
                        assigned.bound(),
                        assigned.elapsed().toMillis() / 1000.0);
                if (!assigned.finished()) {
                    err.println("The time limit came before the proof: at most the bound is possible.");
                }
                yield 0;
            }
            case Unassignable unassignable -> {
                err.println("No assignment exists.");
                unassignable.shortages().forEach(shortage -> err.println(sentence(shortage)));
                relaxation(err, "lower the demand of item", unassignable.missing());
                relaxation(err, "lower the least load of candidate", unassignable.unreached());
                yield UNASSIGNABLE;
            }
            case Undecided undecided -> {
                err.println("The time limit of " + undecided.elapsed().toSeconds()
                        + " s came before an assignment was found. Allow more with --time-limit.");
                yield UNDECIDED;
            }
        };
    }

    private static String sentence(Shortage shortage) {
        String items = listed("item", shortage.items());
        String candidates = listed("candidate", shortage.candidates());
        String difference = shortage.needed() + " wanted, " + shortage.available() + " possible, "
                + (shortage.needed() - shortage.available()) + " short.";
        return switch (shortage.kind()) {
            case ITEMS ->
                "Too few places: " + items + " can be served by no more than is possible once " + candidates
                        + " are full: " + difference;
            case CANDIDATES ->
                "Too little demand: " + candidates + " cannot reach their least loads once " + items + " are full: "
                        + difference;
        };
    }

    private static void relaxation(PrintStream err, String change, int[] amounts) {
        int[] changed =
                IntStream.range(0, amounts.length).filter(i -> amounts[i] > 0).toArray();
        if (changed.length > 0) {
            err.println("Smallest change: "
                    + Arrays.stream(changed)
                            .limit(SHOWN)
                            .mapToObj(i -> change + " " + i + " by " + amounts[i])
                            .collect(Collectors.joining(", "))
                    + (changed.length > SHOWN ? " and " + (changed.length - SHOWN) + " more" : "") + ".");
        }
    }

    private static String listed(String noun, int[] numbers) {
        if (numbers.length == 0) {
            return "no " + noun;
        }
        return (numbers.length == 1 ? noun + " " : noun + "s ")
                + Arrays.stream(numbers)
                        .limit(SHOWN)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "))
                + (numbers.length > SHOWN ? " and " + (numbers.length - SHOWN) + " more" : "");
    }
}
