package org.jiebang.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.api.privacy.ClearText;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A word that stands in the confidential part of a published problem alone: who may read it finds it, and nothing tells anybody else. */
@PlatformTest
@ExtendWith(OutputCaptureExtension.class)
class ConfidentialIT {
    private static final List<String> OTHERS =
            List.of("", "society", "county", "city", "reviewer", "expert", "auditor", "admin");

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final String engine;

    private String secret = "";
    private String run = "";
    private String problem = "";
    private String expert = "";

    ConfidentialIT(
            Platform platform,
            WebTestClient web,
            DatabaseClient database,
            @Value("${jiebang.elasticsearch.uris}") String engine) {
        this.platform = platform;
        this.web = web;
        this.database = database;
        this.engine = engine;
    }

    private WebTestClient as(String username) {
        return web.mutate().defaultHeader(TestSessions.AS, username).build();
    }

    @BeforeEach
    void plantASecret() {
        run = Platform.unique("x").substring(1);
        String known = Platform.unique("y").substring(1);
        secret = "鎏曦" + known + "涅槃剂";
        // The expert knows a part of the secret, so that it can be met at all.
        Table table = Table.experts().row("识秘" + known, "单位" + known, "涅槃剂" + known + "制备；曦光" + known);
        platform.load(table);
        expert = platform.idOf(Library.EXPERTS, "识秘" + known);
        Map<String, Object> written = new HashMap<>();
        written.put("cells", Map.of("难题问题名称", "涂层脱落" + run, "关键难点和挑战", "普通难点", "所在地区", "苏州市张家港市"));
        written.put("confidential", "配方用" + secret + "，另用涅槃剂" + known + "制备与曦光" + known + "，烧结温度≥613℃。");
        JsonNode draft =
                platform.answer(as("enterprise").post().uri("/api/problems").bodyValue(written), 201);
        problem = draft.path("id").asString();
        platform.answer(
                as("staff")
                        .method(HttpMethod.POST)
                        .uri("/api/problems/{id}/publication", problem)
                        .bodyValue(Map.of("version", draft.path("version").asLong())),
                200);
        platform.awaitIndexed();
    }

    private String body(String username, String address, Object... variables) {
        byte[] bytes = as(username)
                .get()
                .uri(address, variables)
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void isReadByItsOwnerAndStaffAndReadingIsWrittenDown() {
        for (String reader : List.of("enterprise", "staff")) {
            assertThat(body(reader, "/api/problems/{id}", problem)).as(reader).contains(secret);
        }
        assertThat(platform.strings("SELECT role FROM audit_entry WHERE action = 'CONFIDENTIAL_READ' AND subject_id = '"
                        + problem + "'"))
                .containsExactly("STAFF");
    }

    @Test
    void whatItAsksForIsComparedForThoseWhoMayReadIt() {
        String address = "/api/problems/{id}/matches/experts/{expert}/coverage";
        for (String reader : List.of("enterprise", "staff")) {
            assertThat(body(reader, address, problem, expert)).as(reader).contains("烧结温度≥613℃");
        }
        for (String other : OTHERS) {
            assertThat(platform.answer(as(other).get().uri(address, problem, expert), 200)
                            .toString())
                    .as(other)
                    .doesNotContain("613");
        }
    }

    @Test
    void appearsNowhereForAnybodyElse(CapturedOutput output) throws Exception {
        List<String> told = new ArrayList<>();
        for (String other : OTHERS) {
            for (String target : List.of("experts", "teams", "societies", "projects")) {
                told.add(body(other, "/api/problems/{id}/matches?target={t}&limit=50", problem, target));
            }
            told.add(body(other, "/api/problems/{id}", problem));
            told.add(body(other, "/api/experts/{id}/matches?target=problems&limit=100", expert));
            told.add(body(other, "/api/search?q={q}", "涂层脱落" + run));
            told.add(body(other, "/api/suggest?q={q}", "涂层脱落" + run));
            told.add(body(other, "/api/audit?subject={id}", problem));
            told.add(body(other, "/api/my/problems"));
            assertThat(platform.answer(as(other).get().uri("/api/search?q={q}", '"' + secret + '"'), 200)
                            .path("total")
                            .asLong())
                    .as("hits for the secret itself")
                    .isZero();
        }
        // The owner's and the staff's own matches use it, and leave no trace either.
        body("enterprise", "/api/problems/{id}/matches?target=experts", problem);
        body("staff", "/api/problems/{id}/matches?target=experts", problem);
        assertThat(told).noneMatch(answer -> answer.contains(secret)).anyMatch(answer -> answer.contains("涂层脱落" + run));
        assertThat(ClearText.documents(engine)).contains("涂层脱落" + run).doesNotContain(secret);
        assertThat(ClearText.tablesWith(database, secret)).isEmpty();
        assertThat(output.getAll()).doesNotContain(secret);
    }

    /** Every file that the platform gives out: workbooks of refused rows, templates, a person's own data. */
    @Test
    void standsInNoFileThatCanBeDownloaded() throws IOException {
        // The administrator, who may not read it, imports the same problem anew, and a row of it is refused.
        String title = "涂层脱落" + run;
        String job = platform.begin(
                Library.PROBLEMS,
                "problems.csv",
                Table.of(Library.PROBLEMS, "难题问题名称", "重要性").row(title, "9").csv(),
                false);
        assertThat(platform.awaitJob(job).path("rejected").asInt()).isEqualTo(1);
        List<String> files = new ArrayList<>();
        for (String who : List.of("admin", "staff")) {
            files.add(Table.texts(file(who, "/api/imports/{id}/errors.xlsx", job)));
            for (Library library : Library.values()) {
                files.add(Table.texts(file(who, "/api/imports/templates/{file}", library.code() + ".xlsx")));
            }
        }
        files.add(body("staff", "/api/experts/{id}/personal-data", expert));

        assertThat(files.getFirst()).as("the refused row").contains(title);
        assertThat(files.getLast()).as("the person's data").contains("识秘");
        assertThat(files)
                .hasSize(2 + 2 * Library.values().length + 1)
                .allSatisfy(file -> assertThat(file).isNotBlank().doesNotContain(secret));
        assertThat(platform.get("/api/imports/{id}", job).toString()).doesNotContain(secret);
    }

    private byte[] file(String username, String address, Object... variables) {
        return as(username)
                .get()
                .uri(address, variables)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    @Test
    void helpsThoseWhoMayReadItToFindTheExpert() {
        JsonNode forStaff = platform.answer(
                as("staff").get().uri("/api/problems/{id}/matches?target=experts&limit=5", problem), 200);
        assertThat(forStaff.path(0).path("id").asString()).isEqualTo(expert);
        JsonNode forCounty = platform.answer(
                as("county").get().uri("/api/problems/{id}/matches?target=experts&limit=100", problem), 200);
        assertThat(forCounty.path(0).path("id").asString()).isNotEqualTo(expert);
        forCounty.forEach(match -> {
            if (match.path("id").asString().equals(expert)) {
                assertThat(match.path("parts").toString()).doesNotContain("涅槃", "曦光");
            }
        });
    }

    @Test
    void isKeptByAChangeThatDoesNotSpeakOfItAndGoesWhenBlank() {
        // Its writer changes what nobody judges yet.
        long version = platform.answer(
                        as("staff")
                                .method(HttpMethod.DELETE)
                                .uri("/api/problems/{id}/publication", problem)
                                .bodyValue(Map.of(
                                        "version",
                                        platform.record(Library.PROBLEMS, problem)
                                                .path("version")
                                                .asLong())),
                        200)
                .path("version")
                .asLong();
        Map<String, Object> change = new HashMap<>();
        change.put("cells", Map.of("难题问题名称", "涂层脱落" + run, "关键难点和挑战", "更多难点"));
        change.put("version", version);
        JsonNode changed = platform.answer(
                as("enterprise").put().uri("/api/problems/{id}", problem).bodyValue(change), 200);
        assertThat(body("enterprise", "/api/problems/{id}", problem)).contains(secret);
        change.put("version", changed.path("version").asLong());
        change.put("confidential", "");
        platform.answer(
                as("enterprise").put().uri("/api/problems/{id}", problem).bodyValue(change), 200);
        assertThat(body("enterprise", "/api/problems/{id}", problem)).doesNotContain(secret);
    }
}
