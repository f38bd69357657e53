package org.jiebang.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Precision and recall of the compiler by kind of rule; the tables go to docs/measurements.md. */
class NoticeMeasureTest {
    private static final Path SEEDS = Path.of("../../shared/seeds");
    private static final double PRECISION = 0.95;
    private static final double RECALL = 0.85;

    @Test
    void theNoticesOfTheLedgerCompileAsAsked() {
        assumeTrue(Files.isDirectory(SEEDS), "the notices are not here");
        measure("ledger.csv", notice -> read(SEEDS.resolve(notice + ".txt")));
    }

    @Test
    void inventedNoticesOfOtherStylesCompileAsWell() {
        measure("invented.csv", NoticeMeasureTest::invented);
    }

    /** Written after the grammar, measured before they were read again: what the first run gave stands in docs/measurements.md. */
    @ParameterizedTest
    @ValueSource(strings = {"held-out.csv", "held-out-2.csv", "held-out-3.csv"})
    void noticesWrittenLaterCompileAsWell(String file) {
        measure(file, NoticeMeasureTest::invented);
    }

    private static void measure(String file, java.util.function.Function<String, String> text) {
        List<String> faults = new ArrayList<>();
        Map<FoundKind, Reference.Score> scores = Reference.scores(file, text, faults);
        System.out.println(file + "\n" + Reference.table(scores));
        faults.forEach(System.out::println);
        assertThat(Reference.asked(scores).precision()).as(faults::toString).isGreaterThanOrEqualTo(PRECISION);
        assertThat(Reference.asked(scores).recall()).as(faults::toString).isGreaterThanOrEqualTo(RECALL);
    }

    static String invented(String notice) {
        try (InputStream in = NoticeMeasureTest.class.getResourceAsStream(notice + ".txt")) {
            return new String(Objects.requireNonNull(in, notice).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
