package org.jiebang.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

@PlatformTest
class EvidenceIT {
    private static final String FILE = "/api/evidence/{id}/content";

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final EvidenceStore store;
    private final List<EvidenceSubjects> subjects;
    private final Compute compute;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    EvidenceIT(
            Platform platform,
            People people,
            DatabaseClient database,
            EvidenceStore store,
            List<EvidenceSubjects> subjects,
            Compute compute,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.store = store;
        this.subjects = subjects;
        this.compute = compute;
        this.audit = audit;
        this.transactions = transactions;
    }

    private String problem() {
        Map<String, String> cells = Map.of("难题问题名称", Platform.unique("坩埚开裂"), "关键难点和挑战", "热膨胀系数匹配");
        return platform.answer(People.post(people.local("enterprise"), "/api/problems", Map.of("cells", cells)), 201)
                .path("id")
                .asString();
    }

    private JsonNode attached(String problem, String name, byte[] content) {
        return platform.answer(Platform.attaching(people.local("enterprise"), "problem", problem, name, content), 201);
    }

    private JsonNode list(String who, String problem) {
        return platform.answer(people.local(who).get().uri("/api/evidence?kind=problem&subject={id}", problem), 200);
    }

    private static byte[] large() {
        byte[] content = Arrays.copyOf(Platform.pdf("示例蹲点日志"), (2 << 20) + 12_345);
        Arrays.fill(content, 2 << 19, content.length, (byte) 'x');
        return content;
    }

    @Test
    void givesAFileBackAsItWas() throws NoSuchAlgorithmException {
        String problem = problem();
        byte[] content = large();
        JsonNode file = attached(problem, "../蹲点 日志.html", content);
        assertThat(file.path("name").asString()).isEqualTo("蹲点 日志.html.pdf");
        assertThat(file.path("type").asString()).isEqualTo("PDF");
        assertThat(file.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        String id = file.path("id").asString();
        EntityExchangeResult<byte[]> got = people.local("enterprise")
                .get()
                .uri(FILE, id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        assertThat(got.getResponseBody()).isEqualTo(content);
        HttpHeaders headers = got.getResponseHeaders();
        assertThat(headers.getContentDisposition().isAttachment()).isTrue();
        assertThat(headers.getContentDisposition().getFilename()).isEqualTo("蹲点 日志.html.pdf");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Content-Security-Policy")).contains("sandbox");
        assertThat(headers.getContentLength()).isEqualTo(content.length);

        // At rest it can be read by nobody who has the database alone.
        byte[] sealed = database.sql("SELECT sealed FROM evidence_piece WHERE file_id = '" + id + "' AND position = 0")
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block();
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("蹲点");
        List<String> actions = database.sql(
                        "SELECT action FROM audit_entry WHERE subject_id = '" + id + "' ORDER BY position")
                .map(row -> row.get("action", String.class))
                .all()
                .collectList()
                .block();
        assertThat(actions).containsExactly("EVIDENCE_ATTACHED", "EVIDENCE_TAKEN");
    }

    @Test
    void onlyWhoMayReadTheSubjectSeesItsFiles() {
        String problem = problem();
        String id = attached(problem, "证明.pdf", Platform.pdf("示例")).path("id").asString();
        assertThat(list("staff", problem).path("files").size()).isEqualTo(1);
        assertThat(list("staff", problem).path("files").get(0).path("removable").asBoolean())
                .isFalse();
        for (String other : List.of("society", "expert")) {
            platform.refusal(people.local(other).get().uri(FILE, id), 404, "NOT_FOUND");
            platform.refusal(
                    people.local(other).get().uri("/api/evidence?kind=problem&subject={id}", problem),
                    404,
                    "NOT_FOUND");
            platform.refusal(
                    Platform.attaching(people.local(other), "problem", problem, "a.pdf", Platform.pdf("乙")),
                    404,
                    "NOT_FOUND");
            platform.refusal(people.local(other).delete().uri("/api/evidence/{id}", id), 404, "NOT_FOUND");
        }
        platform.refusal(people.visitor().get().uri(FILE, id), 401, "SIGN_IN_REQUIRED");
        // Staff read a proposer's file and do not take it away.
        platform.refusal(people.local("staff").delete().uri("/api/evidence/{id}", id), 404, "NOT_FOUND");
    }

    @Test
    void aFileIsTakenAwayWhileItsSubjectIsADraftAndNotLater() {
        String problem = problem();
        String first = attached(problem, "甲.pdf", Platform.pdf("甲")).path("id").asString();
        String second = attached(problem, "乙.pdf", Platform.pdf("乙")).path("id").asString();
        people.local("enterprise")
                .delete()
                .uri("/api/evidence/{id}", first)
                .exchange()
                .expectStatus()
                .isNoContent();
        platform.refusal(people.local("enterprise").get().uri(FILE, first), 404, "NOT_FOUND");
        assertThat(database.sql("SELECT count(*) AS n FROM evidence_piece WHERE file_id = '" + first + "'")
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block())
                .isZero();
        database.sql("INSERT INTO problem_progress (record_id, state) VALUES ('" + problem + "', 'TRIAGE')")
                .fetch()
                .rowsUpdated()
                .block();
        platform.refusal(people.local("enterprise").delete().uri("/api/evidence/{id}", second), 409, "CONFLICT");
        platform.refusal(
                Platform.attaching(people.local("enterprise"), "problem", problem, "丙.pdf", Platform.pdf("丙")),
                409,
                "CONFLICT");
        assertThat(list("enterprise", problem).path("files").size()).isEqualTo(1);
    }

    @Test
    void whatIsNotAllowedIsRefusedWithTheWayOut() {
        String problem = problem();
        JsonNode refused = platform.refusal(
                Platform.attaching(
                        people.local("enterprise"),
                        "problem",
                        problem,
                        "证明.pdf",
                        "<html></html>".getBytes(StandardCharsets.UTF_8)),
                422,
                "FILE_REFUSED");
        assertThat(refused.path("detail").asString()).contains("text/html").contains("请转换为");
        platform.refusal(
                Platform.attaching(
                        people.local("enterprise"),
                        "problem",
                        problem,
                        "大.pdf",
                        Arrays.copyOf(Platform.pdf("大"), (PlatformTest.LARGEST_EVIDENCE_MB << 20) + 1)),
                413,
                "FILE_TOO_LARGE");
        platform.refusal(
                Platform.attaching(people.local("enterprise"), "letter", problem, "a.pdf", Platform.pdf("甲")),
                400,
                "BAD_REQUEST");
        platform.refusal(
                Platform.attaching(
                        people.local("enterprise"), "problem", UUID.randomUUID(), "a.pdf", Platform.pdf("甲")),
                404,
                "NOT_FOUND");
        assertThat(list("enterprise", problem).path("files").size()).isZero();
    }

    private Evidence behind(EvidenceProperties properties) {
        return new Evidence(store, subjects, new VirusScanner(properties), properties, compute, audit, transactions);
    }

    private EvidenceScans scans(EvidenceProperties properties) {
        return new EvidenceScans(store, new VirusScanner(properties), properties, compute, audit, transactions);
    }

    private EvidenceFile file(String id) {
        return store.find(UUID.fromString(id)).block();
    }

    /** Scans what waits until the file has a verdict; other tests leave files that wait. */
    private void scanUntilJudged(EvidenceScans scans, String id) {
        for (int i = 0; i < 500 && file(id).state() == ScanState.WAITING; i++) {
            assertThat(scans.scanNext().block()).isTrue();
        }
        assertThat(file(id).state()).isNotEqualTo(ScanState.WAITING);
    }

    @Test
    void aFileIsInQuarantineUntilItIsClean() throws IOException {
        String problem = problem();
        String good = attached(problem, "甲.pdf", Platform.pdf("甲")).path("id").asString();
        String bad = attached(problem, "乙.pdf", Platform.pdf("示例病毒")).path("id").asString();
        int port;
        try (ScannerServer server = new ScannerServer()) {
            port = server.port();
        }
        EvidenceProperties away = VirusScannerTest.properties(port);
        assertThat(behind(away).isReadable(file(good))).isFalse();
        assertThatThrownBy(() -> behind(away)
                        .taken(Actor.platform(), UUID.fromString(good))
                        .block())
                .isInstanceOf(ApiException.class);
        // The scanner is away: nothing is known, nothing is lost, and it is tried again.
        assertThatThrownBy(() -> scans(away).scanNext().block())
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
        assertThat(file(good).state()).isEqualTo(ScanState.WAITING);
        try (ScannerServer server = new ScannerServer()) {
            EvidenceProperties there = VirusScannerTest.properties(server.port());
            scanUntilJudged(scans(there), good);
            scanUntilJudged(scans(there), bad);
            assertThat(behind(there).isReadable(file(good))).isTrue();
            assertThat(behind(there).isReadable(file(bad))).isFalse();
        }
        assertThat(file(bad).state()).isEqualTo(ScanState.INFECTED);
        // Also where no scanner is asked any more.
        platform.refusal(people.local("enterprise").get().uri(FILE, bad), 409, "CONFLICT");
    }
}
