package org.jiebang.team;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int assign(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--out", directory.resolve("a.csv").toString()));
        arguments.addAll(List.of(more));
        return AssignmentCommand.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private int assignMatrix(String scores, String loads) throws IOException {
        return assign(
                "--scores", file("s.csv", scores).toString(),
                "--demand", "1",
                "--max-load", file("m.csv", loads).toString());
    }

    @Test
    void writesPairsAndOneLine() throws IOException {
        assertThat(assignMatrix("0.9,0.8\n0.7,0.1\n", "1\n1\n")).isZero();
        assertThat(out.toString(UTF_8)).matches("objective: 1\\.5 {2}bound: 1\\.5 {2}seconds: \\d+\\.\\d{3}\\R");
        assertThat(directory.resolve("a.csv")).hasContent("0,1\n1,0\n");
    }

    @Test
    void conflictsLeastLoadsAndDemandsCount() throws IOException {
        int status = assign(
                "--pairs",
                        file("p.csv", "1,0,5\r\n0,0,9\r\n0,1,1\r\n0,2,3\r\n\r\n1,2,4")
                                .toString(),
                "--demand", file("d.csv", "2\n1\n").toString(),
                "--max-load", file("m.csv", "2\n1\n1\n").toString(),
                "--min-load", file("l.csv", "0\n1\n0\n").toString(),
                "--conflicts", file("c.csv", "1,0\n").toString());
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(directory.resolve("a.csv")).hasContent("0,0\n0,1\n1,2\n");
        assertThat(out.toString(UTF_8)).startsWith("objective: 14.0  bound: 14.0");
    }

    @Test
    void tellsWhyThereIsNoAssignment() throws IOException {
        assertThat(assignMatrix("1,2\n1,2\n1,2\n", "1\n1\n")).isEqualTo(AssignmentCommand.UNASSIGNABLE);
        assertThat(err.toString(UTF_8))
                .contains("items 0, 1, 2", "candidates 0, 1", "3 wanted, 2 possible, 1 short")
                .contains("lower the demand of item 2 by 1");
        assertThat(directory.resolve("a.csv")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;1|s.csv line 2: has 1 scores",
                "1,x|s.csv line 1: column 2 is 'x'",
                "a,b;1,2|Maybe the file has a heading",
                "1,,2|column 2 is ''",
                "1,NaN|column 2 is 'NaN'",
                "1,2,3|m.csv has 2 numbers, one for a column of the scores is wanted: 3"
            })
    void wrongScoresAreToldWithFileAndLine(String scores, String message) throws IOException {
        assertThat(assignMatrix(scores.replace(';', '\n'), "1\n1\n")).isEqualTo(AssignmentCommand.WRONG_INPUT);
        assertThat(err.toString(UTF_8)).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "1,1", "many"})
    void wrongLoadsAreToldWithFileAndLine(String load) throws IOException {
        assertThat(assignMatrix("1,2", "1\n" + load)).isEqualTo(AssignmentCommand.WRONG_INPUT);
        assertThat(err.toString(UTF_8)).contains("m.csv line 2");
    }

    @Test
    void pairsBeyondTheCandidatesAreTold() throws IOException {
        int status = assign(
                "--pairs", file("p.csv", "0,0,1\n0,2,1\n").toString(),
                "--demand", "1",
                "--max-load", file("m.csv", "1\n1\n").toString());
        assertThat(status).isEqualTo(AssignmentCommand.WRONG_INPUT);
        assertThat(err.toString(UTF_8)).contains("p.csv line 2: candidate 2 is not a whole number from 0 to 1");
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws IOException {
        assertThat(assign("--speed", "9")).isEqualTo(AssignmentCommand.WRONG_INPUT);
        assertThat(err.toString(UTF_8)).contains("'--speed'", "usage: bin/assign");
    }

    @Test
    void numbersAreReadToTheLastBit() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            double value = i % 3 == 0
                    ? random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30))
                    : random.nextInt(1_000_000) / Math.pow(10, random.nextInt(7));
            expected.add(value);
            text.append(value).append(i % 10 == 9 ? "\n" : ", ");
        }
        List<Double> read = new ArrayList<>();
        try (NumberLines lines = new NumberLines(file("n.csv", "\uFEFF" + text))) {
            while (lines.next()) {
                for (int i = 0; i < lines.count(); i++) {
                    read.add(lines.value(i));
                }
            }
        }
        assertThat(read).isEqualTo(expected);
    }
}
