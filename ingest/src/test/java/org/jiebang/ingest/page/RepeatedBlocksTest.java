package org.jiebang.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.library.LibraryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedBlocksTest {
    private static final String NAVIGATION = """
            <html><body><div><ul><li><a href=1>首页</a></li><li><a href=2>通知公告</a></li><li><a href=3>政策法规和申报指南一览</a></li>
            <li><a href=4>联系我们</a></li></ul></div><div>""";
    private static final String END = "</div><div><p>版权所有：某某单位</p><p>地址：某某路</p><p>电话：12345</p></div></body></html>";

    @TempDir
    Path folder;

    @Test
    void readsLinesWithLabels() throws IOException {
        String blocks = """
                <div class="item"><h3>固态电池界面阻抗</h3><p>企业名称：甲公司</p><p>需求描述：界面阻抗大，循环寿命短</p><p>投入资金（万元）：500</p></div>
                <div class="item"><h3>叶片前缘防护</h3><p>企业名称：乙公司</p><p>需求描述：雨蚀严重</p><p>投入资金（万元）：80</p></div>
                <div class="item"><h3>大模型压缩</h3><p>企业名称：丙公司</p><p>需求描述：显存不足</p></div>""";
        List<Problem> problems = problems(NAVIGATION + blocks + END);
        assertThat(problems).extracting(Problem::title).containsExactly("固态电池界面阻抗", "叶片前缘防护", "大模型压缩");
        assertThat(problems).extracting(Problem::proposer).containsExactly("甲公司", "乙公司", "丙公司");
        assertThat(problems.getFirst().description().difficulties()).isEqualTo("界面阻抗大，循环寿命短");
        assertThat(problems.getFirst().investment().tenThousandYuan()).isEqualByComparingTo("500");
        assertThat(problems.getLast().investment()).isNull();
    }

    @Test
    void readsDefinitionLists() throws IOException {
        StringBuilder blocks = new StringBuilder();
        for (String name : List.of("甲", "乙", "丙")) {
            blocks.append("<dl><dt>难题名称</dt><dd>")
                    .append(name)
                    .append("题</dd><dt>提出单位：</dt><dd>")
                    .append(name)
                    .append("公司</dd><dt>需求描述</dt><dd>第一段<br>第二段</dd></dl>");
        }
        List<Problem> problems = problems(NAVIGATION + blocks + END);
        assertThat(problems).extracting(Problem::title).containsExactly("甲题", "乙题", "丙题");
        assertThat(problems).extracting(Problem::proposer).containsExactly("甲公司", "乙公司", "丙公司");
        assertThat(problems.getFirst().description().difficulties()).isEqualTo("第一段\n第二段");
    }

    @Test
    void boldLabelsAreNoTitles() throws IOException {
        StringBuilder blocks = new StringBuilder("<ul>");
        for (String name : List.of("甲", "乙", "丙")) {
            blocks.append("<li><b>需求名称：</b>")
                    .append(name)
                    .append("题<br><b>企业名称：</b>")
                    .append(name)
                    .append("公司</li>");
        }
        List<Problem> problems = problems(NAVIGATION + blocks + "</ul>" + END);
        assertThat(problems).extracting(Problem::title).containsExactly("甲题", "乙题", "丙题");
        assertThat(problems).extracting(Problem::proposer).containsExactly("甲公司", "乙公司", "丙公司");
    }

    @Test
    void valueMayStandBelowItsLabel() throws IOException {
        StringBuilder blocks = new StringBuilder();
        for (String name : List.of("甲", "乙", "丙")) {
            blocks.append("<section><div>需求名称：</div><div>")
                    .append(name)
                    .append("题</div><div>企业名称：</div><div>")
                    .append(name)
                    .append("公司</div></section>");
        }
        assertThat(problems(NAVIGATION + blocks + END))
                .extracting(Problem::proposer)
                .containsExactly("甲公司", "乙公司", "丙公司");
    }

    @Test
    void titlesWithAColonStayTitles() throws IOException {
        StringBuilder blocks = new StringBuilder();
        for (String name : List.of("甲", "乙", "丙")) {
            blocks.append("<div class=i><h4>揭榜：")
                    .append(name)
                    .append("题</h4><p>企业名称：")
                    .append(name)
                    .append("公司</p></div>");
        }
        assertThat(problems(NAVIGATION + blocks + END))
                .extracting(Problem::title)
                .containsExactly("揭榜：甲题", "揭榜：乙题", "揭榜：丙题");
    }

    private List<Problem> problems(String page) throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), page);
        try (LibraryFile library = LibraryFile.open(file, Library.PROBLEMS);
                Stream<LibraryFile.Parsed> rows = library.rows(0)) {
            return rows.map(row -> (LibraryRecord) row.outcome().item())
                    .map(Problem.class::cast)
                    .toList();
        }
    }
}
