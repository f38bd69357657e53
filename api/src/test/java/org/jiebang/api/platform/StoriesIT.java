package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stories of {@code web-ui/e2e} in a real browser: each audience from the sign-in to its result, and every page with axe and at the width of
 * a phone. The system property {@code jiebang.pictures} names a folder for pictures of every page.
 */
@PlatformTest
class StoriesIT {
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser");
    private static final int MINUTES = 9;

    private final Platform platform;
    private final int port;

    StoriesIT(Platform platform, @LocalServerPort int port) {
        this.platform = platform;
        this.port = port;
    }

    @TestFactory
    Stream<DynamicTest> stories() throws IOException, InterruptedException {
        Optional<Path> browser =
                BROWSERS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        assumeThat(browser).as("no Chromium is installed in " + BROWSERS).isPresent();
        platform.awaitSamples();
        platform.awaitIndexed();
        Path page = Path.of("..", "web-ui").toAbsolutePath().normalize();
        Path report = Path.of("target", "stories.json").toAbsolutePath();
        Path log = Path.of("target", "stories.log");
        Files.deleteIfExists(report);
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        page.resolve("node_modules/vitest/vitest.mjs").toString(),
                        "run",
                        "--config",
                        "e2e/vitest.config.ts",
                        "--reporter=default",
                        "--reporter=json",
                        "--outputFile.json=" + report)
                .directory(page.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JIEBANG_URL", "http://127.0.0.1:" + port);
        builder.environment().put("JIEBANG_BROWSER", browser.orElseThrow().toString());
        String pictures = System.getProperty("jiebang.pictures");
        if (pictures != null) {
            builder.environment().put("JIEBANG_PICTURES", pictures);
        }
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroy();
        assertThat(ended).as(() -> said(log)).isTrue();
        assertThat(report).as(() -> said(log)).exists();
        JsonNode told = JsonMapper.shared().readTree(Files.readString(report));
        // A file that cannot be read has no story in it, and would not be missed.
        List<DynamicTest> found = StreamSupport.stream(told.path("testResults").spliterator(), false)
                .flatMap(StoriesIT::stories)
                .toList();
        assertThat(found)
                .as(() -> said(log))
                .hasSizeGreaterThan(told.path("testResults").size());
        return found.stream();
    }

    private static Stream<DynamicTest> stories(JsonNode file) {
        String name = Path.of(file.path("name").asString()).getFileName().toString();
        Stream<DynamicTest> whole = Stream.of(dynamicTest(
                name, () -> assertThat(file.path("message").asString("")).isEmpty()));
        Stream<DynamicTest> each = StreamSupport.stream(
                        file.path("assertionResults").spliterator(), false)
                // Measurements run on demand.
                .filter(story -> !story.path("status").asString().equals("skipped"))
                .map(story -> dynamicTest(
                        story.path("fullName").asString(),
                        () -> assertThat(story.path("status").asString())
                                .as(() -> String.join(
                                        "\n",
                                        StreamSupport.stream(
                                                        story.path("failureMessages")
                                                                .spliterator(),
                                                        false)
                                                .map(JsonNode::asString)
                                                .toList()))
                                .isEqualTo("passed")));
        return Stream.concat(whole, each);
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
