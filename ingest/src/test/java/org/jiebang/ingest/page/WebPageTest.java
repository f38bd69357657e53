package org.jiebang.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPageTest {
    private static final URI ADDRESS = URI.create("https://example.org/list/index.html");
    private static final String TEXT =
            "<html><head><meta charset='%s'><title>技术需求</title></head><body><p>高温合金叶片的铸造缺陷检测</p></body></html>";

    @ParameterizedTest
    @CsvSource({
        "GBK, UTF-8, ",
        "GB2312, UTF-8, UTF-8",
        "GB18030, utf-8, ",
        "UTF-8, gb2312, GBK",
        "UTF-8, ISO-8859-1, ISO-8859-1",
        "GBK, ISO-8859-1, ISO-8859-1",
        "GBK, nonsense-1, also-nonsense",
        "Big5, Big5, ",
        "UTF-16, utf-8, "
    })
    void bytesTellTheEncodingWhateverIsDeclared(String written, String declared, String header) {
        String text = written.equals("Big5") ? TEXT.replaceAll("\\p{IsHan}", "中") : TEXT;
        byte[] bytes = text.formatted(declared).getBytes(Charset.forName(written));
        Document page = WebPage.parse(bytes, header, ADDRESS);
        assertThat(page.body().text()).isEqualTo(text.replaceAll("(?s).*<p>|</p>.*", ""));
    }

    @Test
    void aPageThatWasCutInTheMiddleOfACharacterStaysUtf8() {
        byte[] bytes = TEXT.formatted("utf-8").getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 33);
        assertThat(WebPage.charset(cut, null)).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void linksAreResolvedAgainstTheBase() {
        Document page = WebPage.parse(
                "<base href='/news/'><a href='a.html#top'>一</a><a href='//other.example/b 1.html'>二</a><a href='javascript:go()'>三</a><a href='ftp://x/y'>四</a>"
                        .getBytes(StandardCharsets.UTF_8),
                null,
                ADDRESS);
        assertThat(page.select("a").stream().map(PageReader::absolute))
                .containsExactly("https://example.org/news/a.html", "https://other.example/b%201.html", null, null);
    }

    @Test
    void tellsAPageThatShowsNothingWithoutScripts() {
        assertThat(
                        WebPage.needsScripts(
                                page(
                                        "<div id=app></div><script src=/main.js></script><noscript>请启用脚本后再访问本页面，谢谢您的理解与支持，给您带来不便敬请谅解</noscript>")))
                .isTrue();
        assertThat(WebPage.needsScripts(page("<ul><li><a href=1>甲</a><li><a href=2>乙</a></ul><script>1</script>")))
                .isFalse();
    }

    private static Document page(String html) {
        return WebPage.parse(html.getBytes(StandardCharsets.UTF_8), null, ADDRESS);
    }

    @Test
    void tooManyTagsAreRefusedBeforeTheyTakeMemory() {
        byte[] bytes = "<b>".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> WebPage.parse(bytes, null, ADDRESS))
                .isInstanceOfSatisfying(
                        PageRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(PageRefusal.TOO_LARGE));
    }
}
