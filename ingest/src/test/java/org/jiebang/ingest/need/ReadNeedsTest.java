package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.ingest.workbook.TableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadNeedsTest {
    @TempDir
    Path folder = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Path in, Path out) throws IOException {
        return ReadNeeds.run(
                List.of(in.toString(), out.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static List<List<String>> rows(Path file, int sheet) {
        try (RowSource source = TableFile.tables(file).get(sheet).get();
                Stream<SourceRow> rows = source.rows()) {
            return new ArrayList<>(rows.map(SourceRow::cells).toList());
        }
    }

    @Test
    void aTableOfAnotherProvinceBecomesFieldsWithConfidenceAndPlace() throws IOException {
        Path in = Files.write(
                folder.resolve("needs.csv"),
                "需求名称,企业名称,所在地区,需求描述,预算\n高温合金叶片裂纹控制,示例动力有限公司,湖北省襄阳市,叶片在热处理后开裂，联系电话13912345678,300万元\n"
                        .getBytes(Charset.forName("GB18030")));
        Path out = folder.resolve("out.xlsx");
        assertThat(run(in, out)).as(said::toString).isZero();
        List<List<String>> rows = rows(out, 0);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).contains("高温合金叶片裂纹控制", "示例动力有限公司", "湖北省襄阳市", "300", "0.95");
        assertThat(rows.get(1).toString()).doesNotContain("13912345678");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("1 条需求").contains("所在地\t1\t1");
        assertThat(run(in, out)).as("it is there").isEqualTo(1);
    }

    @Test
    void aTextIsPartedAtBlankLinesAndTheDoubtfulIsListedApart() throws IOException {
        Path in = Files.writeString(folder.resolve("needs.txt"), "我公司位于武汉，要解决激光熔覆涂层的开裂。\n\n\n水稻育种需要抗病的材料，襄阳也有。\n第二行\n");
        Path out = folder.resolve("text.xlsx");
        assertThat(run(in, out)).as(said::toString).isZero();
        List<List<String>> rows = rows(out, 0);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).getFirst() + rows.get(2).getFirst()).isEqualTo("14");
        List<List<String>> doubtful = rows(out, 1);
        assertThat(doubtful).hasSizeGreaterThan(1);
        assertThat(doubtful.stream().skip(1))
                .allMatch(line -> Double.parseDouble(line.get(3)) < Reading.SURE)
                .allMatch(line -> !line.get(4).isBlank());
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
        assertThat(run(empty, folder.resolve("a.xlsx"))).isEqualTo(1);
        assertThat(folder.resolve("a.xlsx")).doesNotExist();
        assertThat(run(folder.resolve("none.csv"), folder.resolve("b.xlsx"))).isEqualTo(1);
        assertThat(run(empty, folder.resolve("c.csv"))).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Usage").contains("No such file");
    }
}
