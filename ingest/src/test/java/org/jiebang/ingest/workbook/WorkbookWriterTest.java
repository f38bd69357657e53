package org.jiebang.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookWriterTest {
    @TempDir
    Path folder;

    @Test
    void writesWhatCanBeReadAgain() throws IOException {
        Path file = folder.resolve("a.xlsx");
        List<String> cells = List.of("甲公司", "=1+1", "-5", "+86 138", "@公司", "第一行\n第二行", "a<b>&\"c\"", "007");
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter writer =
                        new WorkbookWriter(output, "企业库", List.of("一", "二", "三", "四", "五", "六", "七", "八"))) {
            writer.write(cells);
            writer.write(List.of("", "空格之后"));
            writer.newSheet("填写说明", List.of("列名"));
            writer.write(List.of("名称"));
        }
        List<Supplier<RowSource>> sheets = TableFile.tables(file);
        assertThat(sheets).hasSize(2);
        assertThat(read(sheets.get(0)).get(1).cells()).isEqualTo(cells);
        assertThat(read(sheets.get(0)).get(2).cells()).startsWith("", "空格之后");
        assertThat(read(sheets.get(1))).hasSize(2);
    }

    @Test
    void charactersThatNoWorkbookHoldsDoNotDamageIt() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter writer = new WorkbookWriter(output, "表", List.of("名称"))) {
            writer.write(List.of("控制\u0001字符\u000B与𠮷"));
        }
        assertThat(read(TableFile.tables(file).getFirst()).getLast().cells().getFirst())
                .contains("控制", "字符", "𠮷");
    }

    private static List<SourceRow> read(Supplier<RowSource> table) {
        try (RowSource source = table.get();
                Stream<SourceRow> rows = source.rows()) {
            return rows.toList();
        }
    }
}
