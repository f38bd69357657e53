package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages in a real browser, as it has them after its scripts have run. */
@PlatformTest
class PageIT {
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser");

    private final Platform platform;
    private final int port;
    private final TestSessions sessions;
    private Path browser = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    PageIT(Platform platform, TestSessions sessions, @LocalServerPort int port) {
        this.sessions = sessions;
        this.platform = platform;
        this.port = port;
    }

    @BeforeEach
    void needsBrowser() {
        platform.awaitSamples();
        Optional<Path> found =
                BROWSERS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        assumeThat(found).as("no Chromium is installed in " + BROWSERS).isPresent();
        browser = found.orElseThrow();
    }

    @Test
    void openingPageShowsTheSizeOfEveryLibrary() throws Exception {
        String text = open("/").text();
        assertThat(text).contains("专家库", "难题库", "攻关项目库", "学会库", "企业库", "服务团库", "示例数据");
    }

    @Test
    void searchPageShowsHitsAndFacets() throws Exception {
        Document page = open("/search?q=" + URLEncoder.encode("动力电池", StandardCharsets.UTF_8));
        assertThat(page.select("mark").eachText()).contains("动力电池");
        assertThat(page.text()).contains("产业领域", "地区", "苏南");
    }

    @Test
    void problemPageShowsItsPartsAndTheExpertsWhoFit() throws Exception {
        String id = platform.searchAll("type", "problem").getFirst().path("id").asString();
        String first = platform.get("/api/problems/{id}/matches?target=experts", id)
                .path(0)
                .path("title")
                .asString();
        String text = open("/problems/" + id).text();
        assertThat(text).contains("产生背景", "关键难点和挑战", first, "匹配依据", "得分组成");
    }

    @Test
    void visitorIsAskedToSignInForAnImport() throws Exception {
        assertThat(open("/imports").text()).contains("用户名", "密码").doesNotContain("历次导入");
    }

    @Test
    void importPageOffersTheTemplateAndShowsEarlierImports() throws Exception {
        Document page = open("/imports", "staff");
        assertThat(page.select("a[href^=/api/imports/templates/]")).isNotEmpty();
        assertThat(page.text()).contains("历次导入", Library.TEAMS.code() + ".xlsx");
    }

    @Test
    void unknownAddressSaysSoAndOffersTheSearch() throws Exception {
        Document page = open("/no/such/page");
        assertThat(page.select("a[href=/], a[href^=/search]")).isNotEmpty();
        assertThat(page.text()).contains("没有");
    }

    private Document open(String address) throws IOException, InterruptedException {
        return open(port, address);
    }

    /** Opens a page as somebody who is signed in: a proxy puts the cookie of his session on every request of the browser. */
    private Document open(String address, String username) throws IOException, InterruptedException {
        String secret = sessions.secret(username).blockOptional().orElseThrow();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.setExecutor(threads);
            proxy.createContext("/", exchange -> pass(exchange, client, secret));
            proxy.start();
            return open(proxy.getAddress().getPort(), address);
        } finally {
            proxy.stop(0);
        }
    }

    private void pass(HttpExchange exchange, HttpClient client, String secret) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/events")) {
                // Streams do not end, and the browser would wait for them before it writes the page down.
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                    .header("Cookie", "jiebang-session=" + secret)
                    .header("Accept", exchange.getRequestHeaders().getFirst("Accept"))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Document open(int port, String address) throws IOException, InterruptedException {
        Path dom = folder.resolve("page.html");
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=15000",
                "--dump-dom",
                "http://127.0.0.1:" + port + address));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("browser.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
        try (Stream<String> lines = Files.lines(dom)) {
            return Jsoup.parse(String.join("\n", lines.toList()));
        }
    }
}
