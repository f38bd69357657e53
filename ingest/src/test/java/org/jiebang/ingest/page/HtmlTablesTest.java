package org.jiebang.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.ingest.workbook.TableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTablesTest {
    @TempDir
    Path folder;

    @Test
    void fillsRowspansDownAndLeavesColspansBlank() throws IOException {
        List<List<String>> cells = cells("""
                <table><tr><th>企业</th><th>需求</th><th colspan=2>联系</th></tr>
                <tr><td rowspan="2">甲</td><td>一</td><td>a</td><td>b</td></tr>
                <tr><td>二</td><td>c</td><td>d</td></tr></table>""");
        assertThat(cells)
                .containsExactly(
                        List.of("企业", "需求", "联系", ""), List.of("甲", "一", "a", "b"), List.of("甲", "二", "c", "d"));
    }

    @Test
    void lineBreaksOfTheSourceAreSpacesAndThoseOfThePageAreLines() throws IOException {
        List<List<String>> cells = cells("""
                <table><tr><td>描述</td></tr><tr><td>
                   能量密度
                   不足<br>循环寿命短<p>成本高</p><ul><li>铜</li><li>铝</li></ul>
                </td></tr></table>""");
        assertThat(cells.get(1)).containsExactly("能量密度 不足\n循环寿命短\n成本高\n铜\n铝");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "UTF-8"})
    void bytesDecideTheEncodingWhateverThePageDeclares(String charset) throws IOException {
        String page =
                "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>企业名称</td></tr><tr><td>锂电</td></tr></table></body></html>";
        assertThat(cells(page, charset).getFirst()).containsExactly("企业名称");
    }

    @Test
    void pageThatDeclaresGbkAndIsUtf8IsReadAsUtf8() throws IOException {
        String page =
                "<html><head><meta charset=\"gb2312\"></head><body><table><tr><td>企业名称</td></tr><tr><td>锂电</td></tr></table></body></html>";
        assertThat(cells(page, "UTF-8").getFirst()).containsExactly("企业名称");
    }

    @Test
    void tablesThatOnlyLayOutOthersAreReadThroughThem() throws IOException {
        Path file = write("""
                <table><tr><td>导航</td><td><table><tr><td>姓名</td><td>单位</td></tr><tr><td>张伟</td><td>南大</td></tr>
                <tr><td>李娜</td><td>东大</td></tr></table></td></tr><tr><td>页脚</td></tr></table>
                <table><tr><td>友情</td></tr><tr><td>链接</td></tr></table>""", "UTF-8");
        assertThat(TableFile.tables(file)).as("largest first").hasSize(2);
        assertThat(read(file, 0)).containsExactly(List.of("姓名", "单位"), List.of("张伟", "南大"), List.of("李娜", "东大"));
    }

    @Test
    void workbookSavedAsAPageUnderAnOldNameIsRead() throws IOException {
        assertThat(
                        cells(
                                "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>姓名</td></tr><tr><td>张伟</td></tr></table></html>"))
                .hasSize(2);
    }

    @Test
    void spansThatClaimTooMuchAreCutAtTheTable() throws IOException {
        List<List<String>> cells = cells(
                "<table><tr><td rowspan=9999 colspan=9999>甲</td></tr><tr><td>乙</td></tr><tr><td rowspan=x colspan=-3>丙</td></tr></table>");
        assertThat(cells).hasSize(3).allMatch(row -> row.size() <= 320);
    }

    private List<List<String>> cells(String page) throws IOException {
        return cells(page, "UTF-8");
    }

    private List<List<String>> cells(String page, String charset) throws IOException {
        return read(write(page, charset), 0);
    }

    private Path write(String page, String charset) throws IOException {
        return Files.write(folder.resolve("page.xls"), page.getBytes(Charset.forName(charset)));
    }

    private static List<List<String>> read(Path file, int table) {
        try (RowSource source = TableFile.tables(file).get(table).get();
                Stream<SourceRow> rows = source.rows()) {
            return rows.map(SourceRow::cells).toList();
        }
    }
}
