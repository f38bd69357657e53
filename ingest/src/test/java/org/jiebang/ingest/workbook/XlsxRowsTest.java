package org.jiebang.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiebang.ingest.HandMadeWorkbook.merged;
import static org.jiebang.ingest.HandMadeWorkbook.row;
import static org.jiebang.ingest.HandMadeWorkbook.rowOf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jiebang.ingest.HandMadeWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxRowsTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "<c r=\"A1\"><v>46173</v></c>; a number; 46173",
                "<c r=\"A1\" s=\"1\"><v>46173</v></c>; a date by a built-in style; 2026-05-31",
                "<c r=\"A1\" s=\"2\"><v>46173</v></c>; a date by a Chinese style; 2026-05-31",
                "<c r=\"A1\" s=\"1\"><v>46173.5</v></c>; a date with a time; 2026-05-31 12:00",
                "<c r=\"A1\" s=\"3\"><v>0.5</v></c>; a time of day is no date; 0.5",
                "<c r=\"A1\" s=\"4\"><v>1234.5</v></c>; a number with places; 1234.5",
                "<c r=\"A1\" s=\"1\"><v>13812345678</v></c>; a telephone number with a date style; 13812345678",
                "<c r=\"A1\" s=\"1\"><v>1E+18</v></c>; a number far beyond the calendar; 1000000000000000000",
                "<c r=\"A1\" s=\"1\"><v>-5</v></c>; no date before the calendar; -5",
                "<c r=\"A1\"><v>0.30000000000000004</v></c>; what was typed as 0.3; 0.3",
                "<c r=\"A1\"><v>1.3812345678E10</v></c>; scientific writing; 13812345678",
                "<c r=\"A1\"><v>500.0</v></c>; a whole number; 500",
                "<c r=\"A1\"><v>0.0</v></c>; nought; 0",
                "<c r=\"A1\"><f>B1*2</f><v>500</v></c>; the stored result of a formula; 500",
                "<c r=\"A1\" t=\"str\"><f>B1</f><v>常熟市</v></c>; the stored text of a formula; 常熟市",
                "<c r=\"A1\" t=\"str\"><f>B1</f><v>007</v></c>; a text of digits keeps its noughts; 007",
                "<c r=\"A1\" s=\"1\"><f>TODAY()</f><v>46173</v></c>; the stored date of a formula; 2026-05-31",
                "<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>; an error of a formula is blank; ``",
                "<c r=\"A1\" t=\"e\"><v>#N/A</v></c>; an error is blank; ``",
                "<c r=\"A1\"><f>B1</f></c>; a formula never computed is blank; ``",
                "<c r=\"A1\" t=\"b\"><v>1</v></c>; a truth value; true",
                "<c r=\"A1\" t=\"inlineStr\"><is><t>第一行_x000D_</t></is></c>; an escaped carriage return; 第一行\r",
                "<c r=\"A1\" t=\"inlineStr\"><is><r><t>富</t></r><r><t>文本</t></r></is></c>; rich text; 富文本",
                "<c r=\"A1\" s=\"1\"/>; a cell with a style alone; ``"
            })
    void readsACellAsPeopleSeeIt(String cell, String what, String text) {
        Path file = new HandMadeWorkbook()
                .sheet("表", rowOf(1, cell + "<c r=\"B1\" t=\"inlineStr\"><is><t>x</t></is></c>"))
                .writeTo(folder.resolve("a.xlsx"));
        String seen = rows(file).getFirst().cells().getFirst();
        assertThat(seen.strip()).as(what).isEqualTo(text.strip());
    }

    @Test
    void countsDatesFrom1904WhereTheWorkbookDoes() {
        Path file = new HandMadeWorkbook()
                .macDates()
                .sheet("表", rowOf(1, "<c r=\"A1\" s=\"1\"><v>44711</v></c>"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(rows(file).getFirst().cells()).containsExactly("2026-05-31");
    }

    @Test
    void fillsMergedCellsDown() {
        Path file = new HandMadeWorkbook()
                .sheet(
                        "表",
                        row(1, "企业名称", "技术需求")
                                + row(2, "甲公司", "需求一")
                                + row(3, "", "需求二")
                                + row(4, "", "需求三")
                                + row(5, "乙公司", "需求四"),
                        merged("A2:A4"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(rows(file))
                .extracting(row -> row.cells().getFirst())
                .containsExactly("企业名称", "甲公司", "甲公司", "甲公司", "乙公司");
    }

    @Test
    void titleMergedOverTwoRowsIsNotRepeated() {
        Path file = new HandMadeWorkbook()
                .sheet(
                        "表",
                        row(1, "技术需求汇总表") + rowOf(2, "<c r=\"A2\" s=\"1\"/>") + row(3, "企业名称", "技术需求"),
                        merged("A1:H2"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(rows(file)).extracting(SourceRow::number).containsExactly(1, 3);
    }

    @Test
    void mergedRangesBelongToTheirSheetWhateverItsPartIsCalled() {
        Path file = new HandMadeWorkbook()
                .filesInOtherOrder()
                .sheet("第一", row(1, "a", "b") + row(2, "甲", "1") + row(3, "", "2"))
                .sheet("第二", row(1, "a", "b") + row(2, "乙", "1") + row(3, "", "2"), merged("A2:A3"))
                .writeTo(folder.resolve("a.xlsx"));
        List<Supplier<RowSource>> tables = TableFile.tables(file);
        assertThat(read(tables.get(0)).getLast().cells().getFirst()).isEmpty();
        assertThat(read(tables.get(1)).getLast().cells().getFirst()).isEqualTo("乙");
    }

    @Test
    void thousandsOfMergedRangesAreFilled() {
        StringBuilder rows = new StringBuilder(row(1, "企业名称", "技术需求"));
        String[] ranges = new String[3000];
        for (int i = 0; i < ranges.length; i++) {
            int first = 2 + 2 * i;
            rows.append(row(first, "公司" + i, "需求")).append(row(first + 1, "", "需求"));
            ranges[i] = "A" + first + ":A" + (first + 1);
        }
        Path file = new HandMadeWorkbook()
                .sheet("表", rows.toString(), merged(ranges))
                .writeTo(folder.resolve("a.xlsx"));
        List<SourceRow> read = rows(file);
        assertThat(read).hasSize(6001).noneMatch(row -> row.cells().getFirst().isBlank());
        assertThat(read.getLast().cells()).containsExactly("公司2999", "需求");
    }

    @Test
    void leavesOutBlankRowsAndHiddenSheets() {
        Path file = new HandMadeWorkbook()
                .hiddenSheet("下拉选项", row(1, "是") + row(2, "否"))
                .sheet(
                        "表",
                        row(1, "姓名")
                                + row(2, " ")
                                + rowOf(3, "")
                                + row(4, "张伟")
                                + rowOf(500, "<c r=\"A500\" s=\"1\"/>"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(TableFile.tables(file)).hasSize(1);
        assertThat(rows(file)).containsExactly(new SourceRow(1, List.of("姓名")), new SourceRow(4, List.of("张伟")));
    }

    @Test
    void readsWhatAWriterWrites() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream output = Files.newOutputStream(file);
                Workbook workbook = new Workbook(output, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("表");
            sheet.value(0, 0, "名称");
            sheet.value(0, 1, "日期");
            sheet.value(1, 0, "第一行\n第二行");
            sheet.value(1, 1, java.time.LocalDate.of(2026, 5, 31));
            sheet.style(1, 1).format("yyyy-MM-dd").set();
            sheet.value(1, 2, true);
            sheet.value(1, 3, 12.5);
        }
        assertThat(rows(file).getLast().cells()).containsExactly("第一行\n第二行", "2026-05-31", "true", "12.5");
    }

    private static List<SourceRow> rows(Path file) {
        return read(TableFile.tables(file).getFirst());
    }

    private static List<SourceRow> read(Supplier<RowSource> table) {
        try (RowSource source = table.get();
                Stream<SourceRow> rows = source.rows()) {
            return rows.toList();
        }
    }
}
