package org.jiebang.api.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.programme.Programmes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** Programmes are read and compared by everybody; next year's call is uploaded by one and put in force by another. */
@PlatformTest
class ProgrammeIT {
    private static final String CAST = "kczg-service-team-2024";

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final String id = "cast-" + UUID.randomUUID().toString().substring(0, 8);

    ProgrammeIT(Platform platform, WebTestClient web, DatabaseClient database) {
        this.platform = platform;
        this.web = web;
        this.database = database;
    }

    @AfterEach
    void forget() {
        database.sql("DELETE FROM programme_version WHERE programme = '" + id + "' OR programme = '" + CAST + "'")
                .fetch()
                .rowsUpdated()
                .block();
    }

    private WebTestClient as(String username) {
        return web.mutate().defaultHeader(TestSessions.AS, username).build();
    }

    private JsonNode get(String as, int status, String address, Object... variables) {
        return platform.answer(as(as).get().uri(address, variables), status);
    }

    private static String file(String name) throws IOException {
        try (InputStream in = Programmes.class.getResourceAsStream(name + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The call of the service teams with another size of the team. */
    private String call(String programme, int members) throws IOException {
        return file(CAST)
                .replace("编号: " + CAST, "编号: " + programme)
                .replace("{数: 成员, 不少于: 20}", "{数: 成员, 不少于: " + members + "}")
                .replace("总人数一般不少于20人", "总人数一般不少于" + members + "人");
    }

    private WebTestClient.RequestHeadersSpec<?> uploading(String as, byte[] file) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(file) {
            @Override
            public String getFilename() {
                return "call.yaml";
            }
        });
        return as(as).post().uri("/api/programmes").body(BodyInserters.fromMultipartData(parts.build()));
    }

    private WebTestClient.RequestHeadersSpec<?> uploading(String as, String file) {
        return uploading(as, file.getBytes(StandardCharsets.UTF_8));
    }

    private int upload(String as, String file) {
        return platform.answer(uploading(as, file), 201)
                .path("version")
                .path("version")
                .asInt();
    }

    private WebTestClient.RequestHeadersSpec<?> deciding(String as, String what, String programme, int version) {
        return as(as).post().uri("/api/programmes/{id}/" + what, programme).bodyValue(Map.of("version", version));
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asString())
                .toList();
    }

    private String sizeAsked(String programme) {
        return StreamSupport.stream(
                        get("", 200, "/api/programmes/{id}", programme)
                                .path("rules")
                                .spliterator(),
                        false)
                .filter(rule -> rule.path("id").asString().equals("CT-13"))
                .map(rule -> rule.path("words").path("chinese").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everybodyReadsEveryRuleWithTheSentenceOfItsNotice() {
        JsonNode all = get("", 200, "/api/programmes");
        assertThat(texts(all, "id"))
                .containsSubsequence(
                        CAST,
                        "kechuang-jiangsu-2024",
                        "kechuang-jiangsu-2023",
                        "three-services-2021",
                        "enterprise-innovation-2020");
        for (JsonNode summary : all) {
            JsonNode programme =
                    get("", 200, "/api/programmes/{id}", summary.path("id").asString());
            assertThat(programme.path("rules").size())
                    .isEqualTo(summary.path("rules").asInt());
            assertThat(programme.path("categories").size())
                    .isEqualTo(summary.path("categories").size());
            for (JsonNode rule : programme.path("rules")) {
                assertThat(List.of(
                                rule.path("words").path("chinese").asString(),
                                rule.path("words").path("english").asString(),
                                rule.path("quote").asString(),
                                rule.path("section").asString(),
                                rule.path("kind").asString()))
                        .as(rule::toString)
                        .allMatch(text -> !text.isBlank());
            }
        }
        JsonNode cast = get("", 200, "/api/programmes/{id}", CAST);
        assertThat(cast.path("state").asString()).isEqualTo("SHIPPED");
        assertThat(cast.path("document").asString()).isEqualTo("科协创函融字〔2024〕22号");
        assertThat(cast.path("places").asInt()).isEqualTo(105);
        assertThat(texts(cast.path("deadlines"), "closes")).contains("2024-05-24T23:59:59");
        assertThat(cast.path("deliverables").size()).isPositive();
        assertThat(cast.path("stages").size()).isPositive();
    }

    @Test
    void twoYearsAreComparedInWords() {
        JsonNode comparison =
                get("", 200, "/api/programmes/kechuang-jiangsu-2024/comparison?with=kechuang-jiangsu-2023");
        assertThat(comparison.path("before").path("year").asInt()).isEqualTo(2023);
        assertThat(comparison.path("after").path("year").asInt()).isEqualTo(2024);
        assertThat(texts(comparison.path("changes"), "kind")).contains("RULE_CHANGED", "RULE_ADDED", "CATEGORY_ADDED");
        assertThat(get("", 200, "/api/programmes/" + CAST + "/comparison?with=" + CAST)
                        .path("changes"))
                .isEmpty();
    }

    private JsonNode check(Map<String, Object> draft) {
        return platform.answer(as("staff").post().uri("/api/programme-checks").bodyValue(draft), 200);
    }

    @Test
    void aFileIsCheckedWhileItIsWrittenAgainstAnyVersion() throws IOException {
        JsonNode shipped = get("staff", 200, "/api/programmes/{id}/file?version=0", CAST);
        assertThat(shipped.path("text").asString()).isEqualTo(file(CAST));
        JsonNode same = check(Map.of("text", file(CAST)));
        assertThat(same.path("usable").asBoolean()).isTrue();
        assertThat(same.path("beforeVersion").asInt(-1)).isZero();
        assertThat(same.path("changes")).isEmpty();

        // What is changed is told in words before anything is kept, and so is what would be taken back.
        assertThat(check(Map.of("text", call(CAST, 15))).path("changes").toString())
                .contains("成员不少于15", "一般不少于15人");
        String fewer = call(id, 15);
        int version = upload("staff", fewer);
        JsonNode back = check(Map.of("text", call(id, 20), "against", Map.of("programme", id, "version", version)));
        assertThat(back.path("beforeVersion").asInt()).isEqualTo(version);
        assertThat(back.path("changes").toString()).contains("改为“成员不少于20");
        assertThat(get("staff", 200, "/api/programmes/{id}/file?version={version}", id, version)
                        .path("text")
                        .asString())
                .isEqualTo(fewer);

        JsonNode wrong = check(Map.of("text", file(CAST).replace("年度: 2024", "年度: 来年")));
        assertThat(wrong.path("usable").asBoolean()).isFalse();
        assertThat(wrong.path("remarks").get(0).path("line").asInt()).isPositive();
        assertThat(wrong.path("remarks").get(0).path("severity").asString()).isEqualTo("ERROR");
        assertThat(wrong.path("changes")).isEmpty();

        platform.refusal(
                as("staff").post().uri("/api/programme-checks").bodyValue(Map.of("text", " ")), 400, "BAD_REQUEST");
        platform.refusal(as("staff").get().uri("/api/programmes/{id}/file?version=99", CAST), 404, "NOT_FOUND");
        platform.refusal(as("society").get().uri("/api/programmes/{id}/file?version=0", CAST), 403, "FORBIDDEN");
    }

    @Test
    void anUnknownProgrammeIsAnsweredWithTheKnownOnes() {
        JsonNode problem = platform.refusal(as("").get().uri("/api/programmes/nothing"), 404, "NOT_FOUND");
        assertThat(problem.path("detail").asString()).contains(CAST, "three-services-2021");
        platform.refusal(as("").get().uri("/api/programmes/" + CAST + "/comparison?with=nothing"), 404, "NOT_FOUND");
        platform.refusal(as("").get().uri("/api/programmes/" + CAST + "/comparison"), 400, "BAD_REQUEST");
    }

    @Test
    void aDraftIsInForceOnceAnotherPersonApprovedIt() throws IOException {
        JsonNode taken = platform.answer(uploading("staff", call(id, 25)), 201);
        assertThat(taken.path("version").path("state").asString()).isEqualTo("DRAFT");
        assertThat(taken.path("version").path("mine").asBoolean()).isTrue();
        assertThat(texts(get("", 200, "/api/programmes"), "id")).doesNotContain(id);
        for (String address : List.of("/api/programmes/{id}", "/api/programmes/{id}?version=1")) {
            platform.refusal(as("society").get().uri(address, id), 404, "NOT_FOUND");
        }
        assertThat(get("admin", 200, "/api/programmes/{id}?version=1", id)
                        .path("state")
                        .asString())
                .isEqualTo("DRAFT");
        assertThat(get("admin", 200, "/api/programmes/{id}/comparison?with=" + CAST + "&version=1", id)
                        .path("changes")
                        .toString())
                .contains("成员不少于25");

        assertThat(platform.refusal(deciding("staff", "approval", id, 1), 403, "FORBIDDEN")
                        .path("detail")
                        .asString())
                .contains("另一人");
        JsonNode approved = platform.answer(deciding("admin", "approval", id, 1), 200);
        assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.path("approvedBy").asString()).isNotBlank();
        assertThat(sizeAsked(id)).contains("25");
        platform.refusal(deciding("admin", "approval", id, 1), 409, "CONFLICT");

        Map<String, Object> application = Map.of(
                "programme", id, "category", "CT", "applicant", Map.of("name", "测试学会", "kind", "NATIONAL_SOCIETY"));
        assertThat(platform.answer(as("").post().uri("/api/applications/checks").bodyValue(application), 200)
                        .toString())
                .contains("总人数一般不少于25人");
        assertThat(platform.strings("SELECT action FROM audit_entry WHERE subject_type = 'programme' AND subject_id = '"
                        + id + "' ORDER BY position"))
                .containsExactly("PROGRAMME_UPLOADED", "PROGRAMME_APPROVED");
    }

    @Test
    void versionsAreKeptAndOneIsInForce() throws IOException {
        assertThat(upload("staff", call(CAST, 25))).isEqualTo(1);
        assertThat(upload("staff", call(CAST, 30))).isEqualTo(2);
        platform.answer(deciding("admin", "approval", CAST, 1), 200);
        assertThat(sizeAsked(CAST)).contains("25");
        platform.answer(deciding("admin", "approval", CAST, 2), 200);
        assertThat(sizeAsked(CAST)).contains("30");
        assertThat(texts(get("", 200, "/api/programmes"), "id")).containsOnlyOnce(CAST);
        assertThat(platform.strings("SELECT version || state FROM programme_version WHERE programme = '" + CAST
                        + "' ORDER BY version"))
                .containsExactly("1WITHDRAWN", "2APPROVED");
        platform.answer(deciding("staff", "withdrawal", CAST, 2), 200);
        platform.refusal(deciding("staff", "withdrawal", CAST, 2), 409, "CONFLICT");
        assertThat(sizeAsked(CAST)).as("the one that ships").contains("20");
        assertThat(get("staff", 200, "/api/programmes/{id}?version=1", CAST)
                        .path("rules")
                        .toString())
                .contains("不少于25人");
        platform.refusal(deciding("admin", "approval", CAST, 7), 404, "NOT_FOUND");
    }

    @Test
    void writersAtTheSameTimeLeaveOneInForceAndNoNumberTwice() throws IOException {
        String file = call(id, 25);
        List<CompletableFuture<Integer>> uploads = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upload("staff", file)))
                .toList();
        assertThat(uploads.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        List<CompletableFuture<Integer>> approvals = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> deciding("admin", "approval", id, 1 + i / 2)
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()))
                .toList();
        assertThat(approvals.stream().map(CompletableFuture::join))
                .as("each draft is approved once")
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(6);
        assertThat(platform.rows(
                        "SELECT count(*) FROM programme_version WHERE programme = '" + id + "' AND state = 'APPROVED'"))
                .isEqualTo(1);
        assertThat(platform.rows(
                        "SELECT count(*) FROM audit_entry WHERE action = 'PROGRAMME_APPROVED' AND subject_id = '" + id
                                + "'"))
                .isEqualTo(6);
    }

    @Test
    void aFileWithErrorsIsRefusedWithEveryLine() throws IOException {
        String wrong = call(id, 25)
                .replace("约束: 必须\n    名额: {合计: 105}", "约束: 一定\n    名额: {合计: 105}")
                .replace("{数: 成员, 不少于: 25}", "{数: 成员, 不少于: 五}");
        JsonNode problem = platform.refusal(uploading("staff", wrong), 422, "FILE_REFUSED");
        List<String> lines = wrong.lines().toList();
        List<String> expected = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("一定") || lines.get(i).contains("不少于: 五"))
                .mapToObj(i -> "第 " + (i + 1) + " 行")
                .toList();
        assertThat(expected).hasSize(2);
        assertThat(texts(problem.path("violations"), "field")).containsSubsequence(expected);
        assertThat(platform.rows("SELECT count(*) FROM programme_version WHERE programme = '" + id + "'"))
                .isZero();
    }

    @Test
    void remarksOnAFileThatIsTakenAreTold() throws IOException {
        String doubtful = call(id, 25).replace("总人数一般不少于25人", "总人数一般不少于20人");
        JsonNode taken = platform.answer(uploading("staff", doubtful), 201);
        assertThat(texts(taken.path("remarks"), "severity")).contains("WARNING");
        assertThat(taken.path("remarks").path(0).path("line").asInt()).isPositive();
        assertThat(taken.path("remarks").path(0).path("message").path("chinese").asString())
                .isNotBlank();
    }

    @Test
    void whatIsNoProgrammeFileIsRefused() throws IOException {
        platform.refusal(uploading("staff", new byte[0]), 422, "FILE_REFUSED");
        platform.refusal(uploading("staff", "%PDF-1.7"), 422, "FILE_REFUSED");
        platform.refusal(
                uploading("staff", call(id, 25).getBytes(java.nio.charset.Charset.forName("GBK"))),
                422,
                "FILE_REFUSED");
        platform.refusal(uploading("staff", call("../" + id, 25)), 422, "FILE_REFUSED");
        platform.refusal(uploading("staff", new byte[2 << 20]), 413, "FILE_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({"'', 401", "society, 403", "city, 403", "reviewer, 403", "auditor, 403"})
    void othersNeitherUploadNorApprove(String as, int status) throws IOException {
        String code = status == 401 ? "SIGN_IN_REQUIRED" : "FORBIDDEN";
        int version = upload("staff", call(id, 25));
        platform.refusal(uploading(as, call(id, 26)), status, code);
        platform.refusal(deciding(as, "approval", id, version), status, code);
        platform.refusal(deciding(as, "withdrawal", id, version), status, code);
        platform.refusal(as(as).get().uri("/api/programme-versions"), status, code);
    }
}
