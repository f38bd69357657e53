package org.jiebang.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.Finding;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.library.LibraryTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleFilesTest {
    private static final SampleLibraries LIBRARIES = SampleLibraries.standard();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void everyRecordSurvivesItsRow(Library library) {
        LibraryTable<?> table = LibraryTable.of(library);

        assertThat(LIBRARIES.records(library, 1_000)).allSatisfy(item -> {
            LibraryTable.Outcome<?> outcome = table.parse(2, SampleFile.cells(item));
            assertThat(outcome.findings()).isEmpty();
            assertThat(outcome.item()).isEqualTo(item);
        });
    }

    @ParameterizedTest
    @EnumSource
    void shippedWorkbookIsWhatTheGeneratorMakes(Library library) throws IOException {
        Path shipped = directory.resolve(SampleWorkbooks.fileName(library));
        try (InputStream workbook = SampleWorkbooks.open(library)) {
            long copied = Files.copy(workbook, shipped);
            assertThat(copied).isPositive();
        }

        try (LibraryFile file = LibraryFile.open(shipped, library);
                Stream<LibraryFile.Parsed> rows = file.rows(0)) {
            List<LibraryFile.Parsed> read = rows.toList();
            List<? extends LibraryRecord> made = LIBRARIES
                    .records(library, SampleSizes.standard().of(library))
                    .toList();
            assertThat(read).hasSize(made.size());
            for (int i = 0; i < made.size(); i++) {
                assertThat(read.get(i).cells()).isEqualTo(SampleFile.cells(made.get(i)));
                assertThat(read.get(i).outcome().item()).isEqualTo(made.get(i));
                assertThat(read.get(i).outcome().findings())
                        .extracting(Finding::code)
                        .isEmpty();
            }
        }
    }

    @Test
    void workbooksAreTheSameByteForByte() throws IOException {
        Path once = directory.resolve("once.xlsx");
        Path again = directory.resolve("again.xlsx");

        SampleFile.write(once, SampleFile.Format.XLSX, Library.EXPERTS, LIBRARIES.experts(30));
        SampleFile.write(again, SampleFile.Format.XLSX, Library.EXPERTS, LIBRARIES.experts(30));

        assertThat(once).hasSameBinaryContentAs(again);
        try (InputStream shipped = SampleWorkbooks.open(Library.EXPERTS)) {
            SampleFile.write(once, SampleFile.Format.XLSX, Library.EXPERTS, LIBRARIES.experts(500));
            assertThat(once).hasBinaryContent(shipped.readAllBytes());
        }
    }

    @Test
    void commandWritesOneFileForEachLibrary() throws IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();

        GenerateSamples.of(List.of(
                        "--out",
                        directory.toString(),
                        "--format",
                        "csv",
                        "--experts",
                        "20",
                        "--problems",
                        "10",
                        "--teams",
                        "0"))
                .run(new PrintStream(report, true, StandardCharsets.UTF_8));

        assertThat(directory).isDirectoryContaining(file -> file.endsWith("problems.csv"));
        assertThat(directory.resolve("teams.csv")).doesNotExist();
        assertThat(Files.readString(directory.resolve("experts.csv")))
                .startsWith("\uFEFF姓名,出生年份,")
                .hasLineCount(21);
        assertThat(report.toString(StandardCharsets.UTF_8))
                .contains("20 records")
                .doesNotContain("Note:");
    }

    @Test
    void commandSaysWhichLibraryIsTooSmall() throws IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();

        GenerateSamples.of(List.of(
                        "--out", directory.toString(), "--format", "csv", "--problems", "10", "--enterprises", "2"))
                .run(new PrintStream(report, true, StandardCharsets.UTF_8));

        assertThat(report.toString(StandardCharsets.UTF_8)).contains("--enterprises 5 or more");
    }

    @Test
    void refusesUnknownOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerateSamples.of(List.of("--out", "x", "--colour", "red")))
                .withMessageContaining("--colour");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerateSamples.of(List.of("--experts", "5")))
                .withMessageContaining("--out");
    }
}
