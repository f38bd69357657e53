package org.jiebang.api.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Files that prove a claim and an entry of the docking log: who attaches them, who takes them, and what is refused. */
@PlatformTest
class DockingEvidenceIT {
    private static final String CONTENT = "/api/evidence/{id}/content";
    private static final String LIST = "/api/evidence?kind={kind}&subject={id}";
    private static final byte[] PAGE = "<html><body>示例</body></html>".getBytes(StandardCharsets.UTF_8);

    private final Platform platform;
    private final People people;

    DockingEvidenceIT(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    private JsonNode attached(String who, String kind, String subject, String name, byte[] content) {
        return platform.answer(Platform.attaching(people.local(who), kind, subject, name, content), 201);
    }

    private void refused(String who, String kind, String subject, int status, String code) {
        platform.refusal(
                Platform.attaching(people.local(who), kind, subject, "证明.pdf", Platform.pdf("示例")), status, code);
    }

    private JsonNode files(String who, String kind, String subject) {
        return platform.answer(people.local(who).get().uri(LIST, kind, subject), 200);
    }

    private byte[] taken(String who, String file) {
        return people.local(who)
                .get()
                .uri(CONTENT, file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    private void hidden(WebTestClient web, String kind, String subject, String file) {
        platform.refusal(web.get().uri(CONTENT, file), 404, "NOT_FOUND");
        platform.refusal(web.get().uri(LIST, kind, subject), 404, "NOT_FOUND");
    }

    /** What it is by its content, under its hash, and to be read by nobody who has the database alone. */
    private void keptAsItIs(JsonNode file, byte[] content) throws NoSuchAlgorithmException {
        assertThat(file.path("type").asString()).isEqualTo("PDF");
        assertThat(file.path("size").asLong()).isEqualTo(content.length);
        assertThat(file.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(platform.strings("SELECT (position(convert_to('%PDF', 'UTF8') IN sealed) > 0)::text"
                        + " FROM evidence_piece WHERE file_id = '"
                        + file.path("id").asString() + "'"))
                .containsExactly("false");
    }

    @Test
    void aClaimIsProvedWhileItIsADraftAndReadByTheProposerOnceItIsSubmitted() throws NoSuchAlgorithmException {
        Loop loop = new Loop(platform, people).posted(Platform.unique("方案材料"));
        JsonNode claim =
                platform.answer(people.local("society").post().uri("/api/problems/{id}/claims", loop.problem()), 200);
        String id = claim.path("id").asString();
        byte[] content = Platform.pdf("示例方案附件");
        JsonNode file = attached("society", "claim", id, "方案.exe", content);
        assertThat(file.path("name").asString()).isEqualTo("方案.exe.pdf");
        keptAsItIs(file, content);
        String of = file.path("id").asString();
        JsonNode refusal = platform.refusal(
                Platform.attaching(people.local("society"), "claim", id, "方案.pdf", PAGE), 422, "FILE_REFUSED");
        assertThat(refusal.path("detail").asString()).contains("text/html", "请转换为");
        assertThat(refusal.path("violations").findValuesAsString("code")).containsExactly("TYPE_NOT_ALLOWED");

        // A draft is its writer's own.
        hidden(people.local("enterprise"), "claim", id, of);
        hidden(people.local("expert"), "claim", id, of);
        refused("enterprise", "claim", id, 404, "NOT_FOUND");

        loop.claim(people.local("society"));
        assertThat(files("enterprise", "claim", id).path("writable").asBoolean())
                .isFalse();
        assertThat(taken("enterprise", of)).isEqualTo(content);
        assertThat(taken("staff", of)).isEqualTo(content);
        hidden(people.local("expert"), "claim", id, of);
        platform.refusal(people.visitor().get().uri(CONTENT, of), 401, "SIGN_IN_REQUIRED");

        // What others have seen stays as it is.
        refused("society", "claim", id, 409, "CONFLICT");
        refused("enterprise", "claim", id, 404, "NOT_FOUND");
        platform.refusal(people.local("society").delete().uri("/api/evidence/{id}", of), 409, "CONFLICT");
        assertThat(platform.strings("SELECT action FROM audit_entry WHERE subject_id = '" + of + "' ORDER BY position"))
                .containsExactly("EVIDENCE_ATTACHED", "EVIDENCE_TAKEN", "EVIDENCE_TAKEN");
    }

    private String recorded(String who, String claim) {
        JsonNode log = platform.answer(
                People.post(
                        people.local(who),
                        "/api/claims/" + claim + "/docking",
                        Map.of(
                                "kind",
                                "STATION",
                                "person",
                                "王示例",
                                "from",
                                ProblemProgress.today().minusDays(2).toString(),
                                "to",
                                ProblemProgress.today().toString(),
                                "content",
                                "驻厂调试。")),
                201);
        String entry = log.path("recorded").asString();
        assertThat(log.path("entries").findValuesAsString("id")).contains(entry);
        return entry;
    }

    @Test
    void anEntryIsKeptWhereItsFileIsRefusedAndIsProvedByWhoWroteIt() throws NoSuchAlgorithmException {
        Loop loop = new Loop(platform, people).posted(Platform.unique("蹲点材料"));
        JsonNode claim = loop.claim(people.local("society"));
        loop.docking(claim);
        String id = claim.path("id").asString();
        String entry = recorded("society", id);
        platform.refusal(
                Platform.attaching(people.local("society"), "docking", entry, "日志.pdf", PAGE), 422, "FILE_REFUSED");
        JsonNode log = platform.answer(people.local("enterprise").get().uri("/api/claims/{id}/docking", id), 200);
        assertThat(log.path("entries").findValuesAsString("id")).containsExactly(entry);
        assertThat(log.path("recorded").isNull()).isTrue();
        assertThat(log.path("stationed").get(0).path("days").asInt()).isEqualTo(3);

        byte[] content = Platform.pdf("示例蹲点日志");
        JsonNode file = attached("society", "docking", entry, "日志.pdf", content);
        keptAsItIs(file, content);
        String of = file.path("id").asString();
        assertThat(files("society", "docking", entry).path("writable").asBoolean())
                .isTrue();
        assertThat(files("enterprise", "docking", entry).path("writable").asBoolean())
                .isFalse();
        assertThat(taken("enterprise", of)).isEqualTo(content);
        for (String other : List.of("expert", "reviewer")) {
            WebTestClient web = people.local(other);
            assertThat(People.status(web.get().uri(CONTENT, of))).isIn(403, 404);
            assertThat(People.status(web.get().uri(LIST, "docking", entry))).isIn(403, 404);
        }
        // The other side has entries of its own.
        refused("enterprise", "docking", entry, 404, "NOT_FOUND");
        platform.refusal(people.local("society").delete().uri("/api/evidence/{id}", of), 409, "CONFLICT");

        // An entry is taken back with its files.
        String wrong = recorded("enterprise", id);
        String gone = attached("enterprise", "docking", wrong, "误传.pdf", content)
                .path("id")
                .asString();
        platform.answer(people.local("enterprise").delete().uri("/api/claims/{id}/docking/{entry}", id, wrong), 200);
        hidden(people.local("society"), "docking", wrong, gone);
        hidden(people.local("enterprise"), "docking", wrong, gone);

        loop.step("enterprise", "BREAK_OFF", Loop.because("双方同意终止。"));
        refused("society", "docking", entry, 409, "CONFLICT");
        assertThat(taken("society", of)).isEqualTo(content);
    }
}
