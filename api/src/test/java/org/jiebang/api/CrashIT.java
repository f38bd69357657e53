package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.sample.GenerateSamples;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** A server is killed as {@code kill -9} does, and the next one goes on: no record is lost, none is doubled. */
@Execution(ExecutionMode.CONCURRENT)
@EnabledIf(value = "org.jiebang.api.TestServices#areLocal", disabledReason = "Needs local services")
class CrashIT {
    private static final int EXPERTS = 30_000;
    private static final Path LOGS = Path.of("target", "crash");

    @TempDir
    Path folder;

    /** Of the local administrator; it outlives the servers as all data do. */
    private String session = "";

    /** A server with services of its own whose data outlive it. */
    private final class Server implements AutoCloseable {
        private final ServerProcess process;

        Server(String name) throws IOException {
            process = ServerProcess.ofClasses(
                    LOGS.resolve(name + ".log"),
                    List.of(
                            "--spring.profiles.active=local",
                            "--server.port=0",
                            "--jiebang.samples=false",
                            "--jiebang.local.directory=" + folder.resolve("data"),
                            "--jiebang.local.lock-wait=60s"),
                    Map.of());
        }

        JsonNode get(String address) {
            return read(process.web().get().uri(address), 200);
        }

        private JsonNode read(WebTestClient.RequestHeadersSpec<?> request, int status) {
            return process.read(request.cookie("jiebang-session", session), status);
        }

        String upload(Path file) {
            MultipartBodyBuilder parts = new MultipartBodyBuilder();
            parts.part("file", new FileSystemResource(file));
            parts.part("library", "experts");
            return read(
                            process.web()
                                    .post()
                                    .uri("/api/imports")
                                    .body(BodyInserters.fromMultipartData(parts.build())),
                            202)
                    .path("id")
                    .asString();
        }

        JsonNode job(String id) {
            return get("/api/imports/" + id);
        }

        long waiting() {
            return get("/api/admin/indexes").path("waiting").asLong();
        }

        long found(String query) {
            JsonNode answer = read(
                    process.web()
                            .get()
                            .uri(uri -> uri.path("/api/search")
                                    .queryParam("q", "{q}")
                                    .queryParam("type", "expert")
                                    .build(query)),
                    200);
            return answer.path("total").asLong();
        }

        boolean isHealthy() {
            return process.isHealthy();
        }

        String signIn() {
            return process.signIn("admin", "jiebang-local");
        }

        void kill() {
            process.kill();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static ConditionFactory soon() {
        return Platform.soon().atMost(ServerProcess.PATIENCE);
    }

    @Test
    void losesAndDoublesNoRecordWhenKilled() throws IOException {
        GenerateSamples.main(arguments());
        String id;
        try (Server first = new Server("first")) {
            soon().until(first::isHealthy);
            session = first.signIn();
            id = first.upload(folder.resolve("experts.csv"));
            soon().until(() -> first.job(id).path("processed").asLong() > EXPERTS / 10);
            assertThat(first.job(id).path("processed").asLong()).isLessThan(EXPERTS * 8 / 10);
            first.kill();
        }
        try (Server second = new Server("second")) {
            JsonNode resumed = second.job(id);
            assertThat(resumed.path("state").asString()).isEqualTo("RUNNING");
            assertThat(resumed.path("processed").asLong()).isBetween(EXPERTS / 10L, EXPERTS * 8 / 10L);
            soon().until(() -> second.job(id).path("state").asString(), state -> !state.equals("RUNNING"));
            check(second, id);
            soon().until(second::isHealthy);
            soon().until(() -> second.waiting() < EXPERTS * 9 / 10);
            assertThat(second.waiting()).as("Records that wait for the index").isGreaterThan(EXPERTS / 10);
            second.kill();
        }
        try (Server third = new Server("third")) {
            soon().until(third::isHealthy);
            soon().until(() -> third.waiting() == 0);
            check(third, id);
            soon().until(() -> third.found("") == EXPERTS);
            assertThat(third.get("/api/imports")).hasSize(1);
            for (Expert expert : some()) {
                String phrases = '"' + expert.name() + "\" \"" + expert.employer() + "\" \""
                        + expert.directions().getFirst() + '"';
                assertThat(third.found(phrases)).as(phrases).isEqualTo(1);
            }
        }
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("--out", folder.toString(), "--format", "csv"));
        for (Library library : Library.values()) {
            arguments.add("--" + library.code());
            arguments.add(library == Library.EXPERTS ? Integer.toString(EXPERTS) : "0");
        }
        return arguments.toArray(String[]::new);
    }

    private static void check(Server server, String id) {
        JsonNode job = server.job(id);
        assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
        for (String count : List.of("total", "processed", "accepted")) {
            assertThat(job.path(count).asLong()).as(count).isEqualTo(EXPERTS);
        }
        for (JsonNode library : server.get("/api/libraries")) {
            assertThat(library.path("total").asLong())
                    .isEqualTo(library.path("code").asString().equals("experts") ? EXPERTS : 0);
        }
    }

    /** Experts from the whole file, those at the borders of batches included. */
    private static List<Expert> some() {
        List<Expert> all = SampleLibraries.standard().experts(EXPERTS).toList();
        return java.util.stream.IntStream.of(0, 399, 400, 401, 4_999, 5_000, 20_000, EXPERTS - 1)
                .mapToObj(all::get)
                .toList();
    }
}
