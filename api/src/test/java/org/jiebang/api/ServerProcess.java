package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in a JVM of its own, which may be killed. */
final class ServerProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final Process process;
    private final Path log;
    private final WebTestClient web;

    private ServerProcess(Path log, List<String> command, Map<String, String> environment) throws IOException {
        this.log = log;
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("JIEBANG_") || variable.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        process = builder.start();
        Platform.soon().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(this::said).isTrue();
            return PORT.matcher(said()).find();
        });
        Matcher port = PORT.matcher(said());
        assertThat(port.find()).isTrue();
        web = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port.group(1))
                .responseTimeout(Duration.ofMinutes(1))
                .build();
    }

    /** The classes of this build, as {@code mvn spring-boot:run} runs them. */
    static ServerProcess ofClasses(Path log, List<String> arguments, Map<String, String> environment)
            throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
        return start(log, List.of("-cp", classPath, JiebangApplication.class.getName()), arguments, environment);
    }

    /** The package, as an operator runs it. */
    static ServerProcess ofPackage(Path jar, Path log, List<String> arguments, Map<String, String> environment)
            throws IOException {
        return start(log, List.of("-jar", jar.toString()), arguments, environment);
    }

    private static ServerProcess start(
            Path log, List<String> program, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Killed before the better compiler would pay.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(program);
        command.addAll(arguments);
        return new ServerProcess(log, command, environment);
    }

    WebTestClient web() {
        return web;
    }

    /** Everything that it wrote to the console. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with the server's own words when it has ended. */
    JsonNode read(WebTestClient.RequestHeadersSpec<?> request, int status) {
        assertThat(process.isAlive()).as(this::said).isTrue();
        EntityExchangeResult<byte[]> answer = request.exchange().expectBody().returnResult();
        assertThat(answer.getStatus().value()).as(answer::toString).isEqualTo(status);
        byte[] body = answer.getResponseBody();
        assertThat(body).isNotNull();
        return JsonMapper.shared().readTree(body);
    }

    boolean isHealthy() {
        return web.get()
                .uri("/actuator/health")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .isSameCodeAs(HttpStatus.OK);
    }

    /** The value of the session cookie. */
    String signIn(String username, String password) {
        return web.post()
                .uri("/api/session")
                .bodyValue(Map.of("username", username, "password", password))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst("jiebang-session")
                .getValue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            kill();
        }
    }
}
