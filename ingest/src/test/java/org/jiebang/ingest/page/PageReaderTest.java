package org.jiebang.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Library;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PageReaderTest {
    private static final String LISTING = """
            <html><body><nav><ul><li><a href="/">首页</a><li><a href="/a">新闻</a><li><a href="/b">关于</a><li><a href="/c">联系</a></ul></nav>
            <table><tr><td><div id="list"><ul class="needs">
            <li class="odd"><a href="d/1.html">高温合金叶片铸造缺陷的无损检测技术</a><span>2026-01-02</span></li>
            <li class="even"><a href="d/2.html">锂电池极片涂布厚度在线测量</a><span>2026-01-03</span></li>
            <li class="odd"><a href="d/3.html">船用钢板焊接变形的预测与控制</a><span>2026-01-04</span></li>
            </ul></div></td></tr></table><p><a href="index_2.html">下一页</a></p></body></html>
            """;
    private static final String DETAIL = """
            <html><body><div class="nav"><a href="/">首页</a></div><div class="main"><h1>需求</h1><table class="form">
            <tr><th>需求名称</th><td>高温合金叶片铸造缺陷的无损检测技术</td></tr>
            <tr><td>企业名称：</td><td>某某机械有限公司（示例）</td></tr>
            <tr><td>需求描述</td><td><p>叶片内部缺陷小于 0.2 毫米时检出率低。</p><p>希望达到 95%。</p></td></tr>
            <tr><td>联系电话</td><td>13800000000</td></tr></table>
            <p>附件：<a href="files/需求表.docx">需求表</a> <a href="/x?id=3">清单.xlsx</a> <a href="a.jpg">图</a></p></div></body></html>
            """;

    @Test
    void guessesAListOfLinksAndReadsIt() {
        Document page = page(LISTING);
        PageRules rules = SelectorGuess.listing(page, Library.PROBLEMS).orElseThrow();
        assertThat(rules.faults(Library.PROBLEMS)).isEmpty();
        PageReader.Listing listing = PageReader.listing(page, rules);
        assertThat(listing.items()).hasSize(3).first().satisfies(item -> {
            assertThat(item.address()).isEqualTo("https://example.org/needs/d/1.html");
            assertThat(item.cells()).containsEntry("难题问题名称", "高温合金叶片铸造缺陷的无损检测技术");
        });
        assertThat(listing.next()).isEqualTo("https://example.org/needs/index_2.html");
    }

    @Test
    void guessesTheLabelsOfADetailPage() {
        PageRules listing =
                SelectorGuess.listing(page(LISTING), Library.PROBLEMS).orElseThrow();
        PageRules rules = SelectorGuess.detail(listing, page(DETAIL), Library.PROBLEMS);
        assertThat(rules.mode()).isEqualTo(PageRules.Mode.ROWS);
        PageReader.Detail detail = PageReader.detail(page(DETAIL), rules);
        assertThat(detail.cells())
                .containsEntry("提出单位", "某某机械有限公司（示例）")
                .containsEntry("关键难点和挑战", "叶片内部缺陷小于 0.2 毫米时检出率低。\n希望达到 95%。");
        assertThat(detail.files())
                .extracting(PageReader.FileLink::address)
                .containsExactly(
                        "https://example.org/needs/files/%E9%9C%80%E6%B1%82%E8%A1%A8.docx",
                        "https://example.org/x?id=3");
    }

    @Test
    void aDetailPageWithoutLabelsIsFreeText() {
        PageRules listing =
                SelectorGuess.listing(page(LISTING), Library.PROBLEMS).orElseThrow();
        Document page = page(
                "<div class=menu><a href=/>首页</a></div><div class=text><p>我公司拟投入500万元，解决电机轴承在低温下的润滑失效问题，要求在零下四十度连续运行一千小时。</p></div>");
        PageRules rules = SelectorGuess.detail(listing, page, Library.PROBLEMS);
        assertThat(rules.mode()).isEqualTo(PageRules.Mode.NEED);
        assertThat(PageReader.detail(page, rules).text()).startsWith("我公司拟投入").doesNotContain("首页");
    }

    @Test
    void guessesTheColumnsOfATableInsideALayoutTable() {
        Document page = page("""
                <table><tr><td><table id=menu><tr><td><a href=/>首页</a></td></tr></table></td><td>
                <table class=data><tr><th>序号</th><th>企业名称</th><th>技术需求</th></tr>
                <tr><td>1</td><td>甲公司（示例）</td><td>耐磨涂层</td></tr><tr><td>2</td><td>乙公司（示例）</td><td>精密减速器</td></tr>
                <tr><td>3</td><td>丙公司（示例）</td><td>气体传感器</td></tr></table></td></tr></table>
                """);
        PageRules rules = SelectorGuess.listing(page, Library.PROBLEMS).orElseThrow();
        assertThat(PageReader.listing(page, rules).items())
                .extracting(PageReader.Item::cells)
                .containsExactly(
                        Map.of("提出单位", "甲公司（示例）", "难题问题名称", "耐磨涂层"),
                        Map.of("提出单位", "乙公司（示例）", "难题问题名称", "精密减速器"),
                        Map.of("提出单位", "丙公司（示例）", "难题问题名称", "气体传感器"));
    }

    @Test
    void readsPageNumbersThatAScriptPrints() {
        Document page = page(LISTING.replace(
                "<p><a href=\"index_2.html\">下一页</a></p>",
                "<script>createPageHTML(12, 0, \"index\", \"html\");</script>"));
        PageRules rules = SelectorGuess.listing(page, Library.PROBLEMS).orElseThrow();
        assertThat(rules.numbered()).isEqualTo("https://example.org/needs/index_{page}.html");
        assertThat(rules.firstNumber()).isEqualTo(1);
    }

    @Test
    void saysWhyNothingWasRead() {
        PageRules rules = rules("li.none");
        assertThatThrownBy(() -> PageReader.listing(page(LISTING), rules))
                .isInstanceOfSatisfying(
                        PageRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(PageRefusal.NO_ITEMS));
        assertThatThrownBy(() -> PageReader.listing(page("<div id=root></div><script>go()</script>"), rules))
                .isInstanceOfSatisfying(
                        PageRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(PageRefusal.SCRIPTED));
    }

    @Test
    void rulesSayEverythingThatIsWrongWithThem() {
        PageRules rules = new PageRules(
                PageRules.Mode.NEED,
                "li[",
                "",
                List.of(
                        new PageRules.FieldRule("没有的列", "p:matches((a+)+$)", "", PageRules.Place.DETAIL),
                        new PageRules.FieldRule("没有的列", "", "", PageRules.Place.LISTING)),
                "",
                "",
                "https://example.org/list",
                1,
                false);
        assertThat(rules.faults(Library.SOCIETIES))
                .extracting(PageRules.Fault::code)
                .contains(
                        "SELECTOR",
                        "NOT_PROBLEMS",
                        "BLANK",
                        "NO_NUMBER",
                        "UNKNOWN_COLUMN",
                        "NO_DETAIL",
                        "EXPRESSION",
                        "TWICE");
    }

    private static PageRules rules(String item) {
        return new PageRules(
                PageRules.Mode.ROWS,
                item,
                "",
                List.of(new PageRules.FieldRule("难题问题名称", "", "", PageRules.Place.LISTING)),
                "",
                "",
                "",
                1,
                false);
    }

    private static Document page(String html) {
        return WebPage.parse(
                html.getBytes(StandardCharsets.UTF_8), null, URI.create("https://example.org/needs/index.html"));
    }
}
