package org.jiebang.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableWriterTest {
    private static final List<String> HEADINGS = List.of("甲", "乙");
    private static final List<List<String>> ROWS = List.of(
            List.of("=HYPERLINK(\"http://x\")", "-5"),
            List.of("'=已有引号", "+1"),
            List.of("@x", "两行\n文字, 逗号; \"引号\""),
            List.of("'寻常", "𠮷"));

    @TempDir
    Path folder;

    private Path written(TableFormat format) throws IOException {
        Path file = folder.resolve("table." + format.extension());
        try (OutputStream output = Files.newOutputStream(file);
                TableWriter writer = TableWriter.open(format, output, "表", HEADINGS)) {
            for (List<String> row : ROWS) {
                writer.write("id", row);
            }
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"XLSX", "CSV"})
    void readsWhatItWrote(TableFormat format) throws IOException {
        try (RowSource source = TableFile.tables(written(format)).getFirst().get();
                Stream<SourceRow> rows = source.rows()) {
            assertThat(rows.skip(1).map(SourceRow::cells)).containsExactlyElementsOf(ROWS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CSV")
    void leavesNoCellThatASpreadsheetTakesForAFormula(TableFormat format) throws IOException {
        String text = Files.readString(written(format));

        assertThat(text).startsWith("\uFEFF").doesNotContainPattern("(?m)(^|,)\"?[=+@-]");
    }

    @ParameterizedTest
    @EnumSource(names = "JSONL")
    void writesAnObjectALine(TableFormat format) throws IOException {
        assertThat(Files.readAllLines(written(format)))
                .hasSize(ROWS.size())
                .first()
                .isEqualTo("{\"id\":\"id\",\"甲\":\"=HYPERLINK(\\\"http://x\\\")\",\"乙\":\"-5\"}");
    }

    @Property(tries = 150)
    void guardingIsTakenBackExactly(@ForAll String text) {
        String guarded = FormulaCells.guarded(text);

        assertThat(FormulaCells.read(guarded)).isEqualTo(text);
        assertThat(guarded).doesNotContainPattern("\\A[=+\\-@\\t\\r]");
    }
}
