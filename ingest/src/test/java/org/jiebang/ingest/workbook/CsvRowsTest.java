package org.jiebang.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "GB18030, false", "GBK, false", "UTF-16LE, true", "UTF-16BE, true"})
    void readsEveryUsualEncoding(String charset, boolean mark) throws IOException {
        String text = "姓名,单位\n张伟,南京大学\n陈铠,镕科𬭎\n";
        String writable = Charset.forName(charset).newEncoder().canEncode(text) ? text : text.replace("𬭎", "钰");
        List<SourceRow> rows = rows((mark ? "\uFEFF" : "") + writable, charset);
        assertThat(rows.getFirst()).isEqualTo(new SourceRow(1, List.of("姓名", "单位")));
        assertThat(rows)
                .hasSize(3)
                .last()
                .extracting(row -> row.cells().getFirst())
                .isEqualTo("陈铠");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheMarkBetweenCells(String mark) throws IOException {
        String text =
                "专家汇总表\n" + String.join(mark, "姓名", "单位", "方向") + "\n" + String.join(mark, "张伟", "南京大学", "固态电池") + "\n";
        assertThat(rows(text, "UTF-8").getLast().cells()).containsExactly("张伟", "南京大学", "固态电池");
    }

    @Test
    void marksInsideCellsDoNotMislead() throws IOException {
        String text = "姓名,单位,方向\n张伟,南京大学,a;b;c;d;e\n李娜,东南大学,f;g;h;i;j;k\n王强,苏州大学,\"l,m,n\"\n";
        assertThat(rows(text, "UTF-8")).allMatch(row -> row.cells().size() == 3);
    }

    @Test
    void quotedCellsHoldMarksQuotesAndLineBreaks() throws IOException {
        List<SourceRow> rows = rows("名称,描述\n甲,\"第一行,\n第二行\"\"引号\"\"\"\n乙,丙\n", "UTF-8");
        assertThat(rows.get(1).cells()).containsExactly("甲", "第一行,\n第二行\"引号\"");
    }

    @Test
    void rowsAreNumberedAsASpreadsheetShowsThem() throws IOException {
        List<SourceRow> rows = rows("名称,描述\n甲,\"一\n二\n三\"\n\n乙,四\n", "UTF-8");
        assertThat(rows).extracting(SourceRow::number).containsExactly(1, 2, 4);
    }

    @Test
    void rowsMayBeShorterOrLongerThanTheHeadings() throws IOException {
        List<SourceRow> rows = rows("a,b,c\n1\n1,2,3,4\n", "UTF-8");
        assertThat(rows).extracting(row -> row.cells().size()).containsExactly(3, 1, 4);
    }

    @Test
    void aQuoteInTheMiddleOfACellIsAQuote() throws IOException {
        assertThat(rows("名称,尺寸\n管道,5\"管\n阀门,3\"阀\n", "UTF-8"))
                .hasSize(3)
                .last()
                .extracting(row -> row.cells().getLast())
                .isEqualTo("3\"阀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsUnderstood(String end) throws IOException {
        assertThat(rows("姓名,单位" + end + "张伟,南京大学" + end, "UTF-8")).hasSize(2);
    }

    private List<SourceRow> rows(String text, String charset) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, text.getBytes(charset));
        try (RowSource source = TableFile.tables(file).getFirst().get();
                Stream<SourceRow> rows = source.rows()) {
            return rows.toList();
        }
    }
}
