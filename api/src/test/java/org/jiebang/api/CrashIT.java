package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jiebang.api.docking.Loop;
import org.jiebang.api.source.TestSite;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.sample.GenerateSamples;
import org.jiebang.sample.SampleLibraries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A server is killed as {@code kill -9} does, and the next one goes on: no record is lost, none is doubled, and of a source that was being
 * read no page is asked again that was written down.
 */
@Execution(ExecutionMode.CONCURRENT)
@EnabledIf(value = "org.jiebang.api.TestServices#areLocal", disabledReason = "Needs local services")
class CrashIT {
    private static final int EXPERTS = 10_000;
    private static final int PAGES = 20;
    /** Answers only after both kills. */
    private static final String STUCK = "/d/12.html";

    private static final Path LOGS = Path.of("target", "crash");

    @TempDir
    Path folder;

    /** Of the local administrator; it outlives the servers as all data do. */
    private String session = "";

    private String enterprise = "";

    private final TestSite site = new TestSite();

    /** Pages of the site that were asked for. */
    private final List<String> asked = new ArrayList<>();

    /** To the services of the server that is killed. */
    private @Nullable Connection database;

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
                            "--jiebang.sources.private-addresses=true",
                            "--jiebang.sources.interval=0s",
                            "--jiebang.sources.timeout=4m",
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

        /** Begins to read a source, as far as the page that does not answer. */
        String beginReading() {
            String source = post("/api/sources", source(), 201);
            String run = post("/api/sources/" + source + "/runs", Map.of(), 202);
            soon().until(() -> {
                site.takeAsked().forEach(page -> asked.add(page.path()));
                return asked.contains(STUCK);
            });
            return run;
        }

        private String post(String address, Object body, int status) {
            return read(People.post(process.web(), address, body), status)
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

        /** A problem of the local enterprise. */
        String draft() {
            enterprise = process.signIn("enterprise", "jiebang-local");
            return as(
                            enterprise,
                            People.post(process.web(), "/api/problems", Map.of("cells", Loop.completeCells("坩埚开裂"))),
                            201)
                    .path("id")
                    .asString();
        }

        JsonNode as(String secret, WebTestClient.RequestHeadersSpec<?> request, int status) {
            return process.read(request.cookie("jiebang-session", secret), status);
        }

        WebTestClient.RequestHeadersSpec<?> submitting(String problem) {
            return People.post(
                    process.web(), "/api/problems/" + problem + "/progress", Map.of("event", "SUBMIT", "version", 0));
        }

        /** Lets a step get as far as its audit entry and no farther: state and history are written, nothing is committed. */
        void beginStep(String problem) {
            database = connect();
            run("SELECT pg_advisory_lock(hashtext('audit_entry'))");
            Thread.ofVirtual().start(() -> {
                try {
                    submitting(problem).cookie("jiebang-session", enterprise).exchange();
                } catch (RuntimeException cut) {
                    // The server is killed while it answers.
                }
            });
            soon().until(() -> number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
            assertThat(number("SELECT count(*) FROM problem_step"))
                    .as("not committed yet")
                    .isZero();
        }

        private Connection connect() {
            try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
                Path postmaster = files.filter(file -> file.endsWith("postmaster.pid"))
                        .findFirst()
                        .orElseThrow();
                Path password = postmaster.getParent().resolveSibling("password");
                return DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:"
                                + Files.readAllLines(postmaster).get(3) + "/jiebang",
                        "jiebang",
                        Files.readString(password).strip());
            } catch (IOException | SQLException e) {
                throw new AssertionError(e);
            }
        }

        private void run(String sql) {
            try (Statement statement = Objects.requireNonNull(database).createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        private long number(String sql) {
            try (Statement statement = Objects.requireNonNull(database).createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
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

    private void closeDatabase() {
        try {
            Objects.requireNonNull(database).close();
        } catch (SQLException gone) {
            // The services may have gone with the server.
        }
    }

    private static ConditionFactory soon() {
        return Platform.soon().atMost(ServerProcess.PATIENCE);
    }

    @Test
    void losesAndDoublesNoRecordWhenKilled() throws IOException {
        GenerateSamples.main(arguments());
        String id;
        String run;
        try (Server first = new Server("first")) {
            soon().until(first::isHealthy);
            session = first.signIn();
            run = first.beginReading();
            id = first.upload(folder.resolve("experts.csv"));
            soon().until(() -> first.job(id).path("processed").asLong() > EXPERTS / 10);
            assertThat(first.job(id).path("processed").asLong()).isLessThan(EXPERTS * 8 / 10);
            first.kill();
        }
        String problem;
        try (Server second = new Server("second")) {
            JsonNode resumed = second.job(id);
            assertThat(resumed.path("state").asString()).isEqualTo("RUNNING");
            assertThat(resumed.path("processed").asLong()).isBetween(EXPERTS / 10L, EXPERTS * 8 / 10L);
            soon().until(second::isHealthy);
            problem = second.draft();
            soon().until(() -> second.job(id).path("state").asString(), state -> !state.equals("RUNNING"));
            check(second, id, 0);
            second.beginStep(problem);
            long waiting = soon().until(second::waiting, count -> count < EXPERTS * 9 / 10);
            assertThat(waiting).as("Records that wait for the index").isPositive();
            second.kill();
            closeDatabase();
        }
        site.remove(STUCK);
        site.page(STUCK, article(STUCK));
        try (Server third = new Server("third")) {
            soon().until(third::isHealthy);
            soon().until(() -> third.waiting() == 0);
            stepIsUndoneAsAWhole(third, problem);
            readsOnWhereItStood(third, run);
            check(third, id, PAGES);
            soon().until(() -> third.found("") == EXPERTS);
            assertThat(third.get("/api/imports")).hasSize(2);
            for (Expert expert : some()) {
                String phrases = '"' + expert.name() + "\" \"" + expert.employer() + "\" \""
                        + expert.directions().getFirst() + '"';
                assertThat(third.found(phrases)).as(phrases).isEqualTo(1);
            }
        }
    }

    @BeforeEach
    void open() {
        StringBuilder list = new StringBuilder("<ul>");
        for (int i = 0; i < PAGES; i++) {
            String address = "/d/" + i + ".html";
            list.append("<li><a href=\"%s\">第%d号梭芯卡滞</a></li>".formatted(address, i));
            site.page(address, article(address));
        }
        site.page("/list.html", list + "</ul>");
        site.odd(STUCK, (request, response) -> Mono.never());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String article(String address) {
        return "<article>示例绣具有限公司的绣花机梭芯卡滞，断线频繁。%s</article>".formatted(address);
    }

    private Map<String, Object> source() {
        Map<String, Object> rules =
                new HashMap<>(Map.of("mode", "NEED", "item", "ul > li", "link", "a", "content", "article"));
        rules.put("fields", List.of(Map.of("heading", "难题问题名称", "selector", "a", "label", "", "place", "LISTING")));
        rules.putAll(Map.of("next", "", "numbered", "", "firstNumber", 2, "attachments", false));
        Map<String, Object> draft = new HashMap<>(Map.of("name", "示例网站", "library", "problems", "schedule", "NEVER"));
        draft.putAll(Map.of(
                "address", site.url("/list.html"), "rules", rules, "enabled", true, "mostPages", 100, "version", 0));
        return draft;
    }

    /** Two servers asked for the page that did not answer; every other page was asked for once in all, and is one problem. */
    private void readsOnWhereItStood(Server third, String run) {
        JsonNode ended = soon().until(
                        () -> third.get("/api/source-runs/" + run).path("run"),
                        now -> !now.path("state").asString().equals("RUNNING"));
        assertThat(ended.path("state").asString()).as(ended::toPrettyString).isEqualTo("SUCCEEDED");
        assertThat(ended.path("added").asInt()).isEqualTo(PAGES);
        site.takeAsked().forEach(page -> asked.add(page.path()));
        assertThat(asked.stream().filter(page -> !page.equals(STUCK)))
                .doesNotHaveDuplicates()
                .hasSize(PAGES);
        String job = ended.path("importId").asString();
        JsonNode imported = soon().until(
                        () -> third.job(job),
                        now -> !List.of("QUEUED", "RUNNING")
                                .contains(now.path("state").asString()));
        assertThat(imported.path("created").asInt())
                .as(imported::toPrettyString)
                .isEqualTo(PAGES);
    }

    /** State, history, audit log and index agree after the restart: the step was not taken at all, and can be taken now. */
    private void stepIsUndoneAsAWhole(Server third, String problem) {
        assertStands(third, problem, "DRAFT", 0);
        JsonNode submitted = third.as(enterprise, third.submitting(problem), 200);
        assertThat(submitted.path("state").asString()).isEqualTo("TRIAGE");
        assertStands(third, problem, "TRIAGE", 1);
    }

    private void assertStands(Server server, String problem, String state, int steps) {
        JsonNode progress =
                server.as(enterprise, server.process.web().get().uri("/api/problems/{id}/progress", problem), 200);
        assertThat(progress.path("state").asString()).isEqualTo(state);
        assertThat(progress.path("version").asInt()).isEqualTo(steps);
        assertThat(progress.path("history")).hasSize(steps);
        String auditor = server.process.signIn("auditor", "jiebang-local");
        JsonNode audit = server.as(
                auditor,
                server.process.web().get().uri("/api/audit?subject={id}&action=PROBLEM_STEP_TAKEN", problem),
                200);
        assertThat(audit.path("entries")).hasSize(steps);
        JsonNode found = server.get("/api/search?type=problem&q=坩埚开裂");
        assertThat(found.path("total").asLong())
                .as("not public before it is posted")
                .isZero();
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("--out", folder.toString(), "--format", "csv"));
        for (Library library : Library.values()) {
            arguments.add("--" + library.code());
            arguments.add(library == Library.EXPERTS ? Integer.toString(EXPERTS) : "0");
        }
        return arguments.toArray(String[]::new);
    }

    private static void check(Server server, String id, long problems) {
        JsonNode job = server.job(id);
        assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
        for (String count : List.of("total", "processed", "accepted")) {
            assertThat(job.path(count).asLong()).as(count).isEqualTo(EXPERTS);
        }
        for (JsonNode library : server.get("/api/libraries")) {
            String code = library.path("code").asString();
            assertThat(library.path("total").asLong())
                    .as(code)
                    .isEqualTo(code.equals("experts") ? EXPERTS : code.equals("problems") ? problems : 0);
        }
    }

    /** Experts from the whole file, those at the borders of batches included. */
    private static List<Expert> some() {
        List<Expert> all = SampleLibraries.standard().experts(EXPERTS).toList();
        return java.util.stream.IntStream.of(0, 399, 400, 401, 4_999, 5_000, EXPERTS - 5_000, EXPERTS - 1)
                .mapToObj(all::get)
                .toList();
    }
}
