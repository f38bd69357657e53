package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
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
    private Path browser = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    PageIT(Platform platform, @LocalServerPort int port) {
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
    void importPageOffersTheTemplateAndShowsEarlierImports() throws Exception {
        Document page = open("/imports");
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
