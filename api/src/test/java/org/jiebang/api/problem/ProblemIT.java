package org.jiebang.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Problems that an enterprise writes itself. */
@PlatformTest
class ProblemIT {
    private final Platform platform;
    private final WebTestClient web;
    private final WebTestClient enterprise;
    private String title = "";

    ProblemIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
        this.enterprise = as("enterprise");
    }

    private WebTestClient as(String username) {
        return web.mutate().defaultHeader(TestSessions.AS, username).build();
    }

    @BeforeEach
    void newTitle() {
        title = Platform.unique("氧化铝坩埚开裂");
    }

    private Map<String, Object> written(String difficulties) {
        return Map.of("cells", cells(difficulties));
    }

    private Map<String, String> cells(String difficulties) {
        return Map.of("难题问题名称", title, "关键难点和挑战", difficulties, "所在地区", "苏州市张家港市");
    }

    private JsonNode draft() {
        return platform.answer(enterprise.post().uri("/api/problems").bodyValue(written("高温下开裂")), 201);
    }

    private JsonNode change(JsonNode seen, String difficulties) {
        return platform.answer(changing(seen, difficulties), 200);
    }

    private WebTestClient.RequestHeadersSpec<?> changing(JsonNode seen, String difficulties) {
        Map<String, Object> body = new HashMap<>(written(difficulties));
        body.put("version", seen.path("version").asLong());
        return enterprise.put().uri("/api/problems/{id}", id(seen)).bodyValue(body);
    }

    private JsonNode publication(HttpMethod method, JsonNode seen) {
        return platform.answer(
                as("staff")
                        .method(method)
                        .uri("/api/problems/{id}/publication", id(seen))
                        .bodyValue(Map.of("version", seen.path("version").asLong())),
                200);
    }

    private static String id(JsonNode problem) {
        return problem.path("id").asString();
    }

    private long found() {
        platform.awaitIndexed();
        return platform.search("q", '"' + title + '"').path("total").asLong();
    }

    @Test
    void goesFromDraftToPublishedToWithdrawnAndBack() {
        JsonNode draft = draft();
        assertThat(draft.path("publication").asString()).isEqualTo("DRAFT");
        assertThat(found()).isZero();

        JsonNode published = publication(HttpMethod.POST, draft);
        assertThat(published.path("publication").asString()).isEqualTo("PUBLISHED");
        assertThat(found()).isEqualTo(1);

        platform.refusal(changing(published, "公开后再改"), 409, "CONFLICT");
        JsonNode withdrawn = publication(HttpMethod.DELETE, published);
        assertThat(withdrawn.path("publication").asString()).isEqualTo("WITHDRAWN");
        assertThat(found()).isZero();
        platform.refusal(as("").get().uri("/api/problems/{id}", id(draft)), 404, "NOT_FOUND");

        publication(HttpMethod.POST, change(withdrawn, "高温下开裂与剥落"));
        assertThat(found()).isEqualTo(1);
        assertThat(platform.awaitIndexedAnd(() -> platform.search("q", "\"开裂与剥落\" \"" + title + '"'))
                        .path("total")
                        .asLong())
                .isEqualTo(1);
        List<String> history = platform.strings(
                "SELECT action FROM audit_entry WHERE subject_id = '" + id(draft) + "' ORDER BY position");
        assertThat(history)
                .containsExactly(
                        "PROBLEM_CREATED",
                        "PROBLEM_PUBLISHED",
                        "PROBLEM_WITHDRAWN",
                        "PROBLEM_CHANGED",
                        "PROBLEM_PUBLISHED");
    }

    @Test
    void asksInTheNameOfTheEnterprise() {
        Map<String, String> cells = new HashMap<>(cells("难点"));
        cells.put("提出单位", "别家公司");
        JsonNode draft = platform.answer(enterprise.post().uri("/api/problems").bodyValue(Map.of("cells", cells)), 201);
        JsonNode view = platform.answer(enterprise.get().uri("/api/problems/{id}", id(draft)), 200);
        assertThat(view.path("owner").path("name").asString()).isEqualTo("示例企业");
        assertThat(view.path("cells").toString()).contains("示例企业").doesNotContain("别家公司");
        assertThat(view.path("mine").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "enterprise, 200", // its own
        "county, 200", // in its county
        "city, 200", // in its city
        "staff, 200",
        "society, 404",
        "expert, 404",
        "reviewer, 404",
        "auditor, 404",
        "admin, 404",
        "'', 404",
    })
    void aDraftIsSeenByFew(String username, int status) {
        String id = id(draft());
        assertThat(as(username)
                        .get()
                        .uri("/api/problems/{id}", id)
                        .exchange()
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .isEqualTo(status);
        assertThat(as(username)
                        .get()
                        .uri("/api/problems/{id}/matches?target=experts", id)
                        .exchange()
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .isEqualTo(status);
    }

    @Test
    void ofTwoWhoSaveTheSecondIsTold() {
        JsonNode draft = draft();
        List<Integer> answers = Flux.range(0, 2)
                .flatMap(i -> Mono.fromCallable(() -> {
                            Map<String, Object> body = new HashMap<>(written("难点" + i));
                            body.put("version", draft.path("version").asLong());
                            return enterprise
                                    .put()
                                    .uri("/api/problems/{id}", id(draft))
                                    .bodyValue(body)
                                    .exchange()
                                    .returnResult(Void.class)
                                    .getStatus()
                                    .value();
                        })
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }

    /** Nobody assesses his own problem, and where it stands follows from what happened to it. */
    @Test
    void assessmentAndStatusAreNotTheEnterprises() {
        Map<String, String> cells = new HashMap<>(cells("难点"));
        cells.put("重要性", "5");
        cells.put("全国学会评估意见", "价值高");
        cells.put("状态", "已解决");
        JsonNode draft = platform.answer(enterprise.post().uri("/api/problems").bodyValue(Map.of("cells", cells)), 201);
        String view = platform.answer(enterprise.get().uri("/api/problems/{id}", id(draft)), 200)
                .path("cells")
                .toString();
        assertThat(view).contains("征集").doesNotContain("已解决", "价值高", "重要性");
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        draft();
        platform.refusal(enterprise.post().uri("/api/problems").bodyValue(written("别的")), 409, "CONFLICT");
        JsonNode first = draftNamed(Platform.unique("另一难题"));
        Map<String, Object> body = new HashMap<>(written("别的"));
        body.put("version", first.path("version").asLong());
        platform.refusal(enterprise.put().uri("/api/problems/{id}", id(first)).bodyValue(body), 409, "CONFLICT");
    }

    private JsonNode draftNamed(String name) {
        return platform.answer(
                enterprise.post().uri("/api/problems").bodyValue(Map.of("cells", Map.of("难题问题名称", name))), 201);
    }

    @Test
    void wrongCellsAreNamedAllTogether() {
        JsonNode refusal = platform.refusal(
                enterprise
                        .post()
                        .uri("/api/problems")
                        .bodyValue(Map.of("cells", Map.of("难题问题名称", title, "预计总投入（万元）", "很多", "重要性", "9"))),
                400,
                "BAD_REQUEST");
        assertThat(refusal.path("violations").findValuesAsString("field"))
                .containsExactlyInAnyOrder("预计总投入（万元）", "重要性");
        platform.refusal(
                enterprise.post().uri("/api/problems").bodyValue(Map.of("cells", Map.of("关键难点和挑战", "无名"))),
                400,
                "BAD_REQUEST");
        platform.refusal(
                enterprise.post().uri("/api/problems").bodyValue(Map.of("cells", Map.of("难题问题名称", title, "手机", "1"))),
                400,
                "BAD_REQUEST");
    }

    @Test
    void aFileDoesNotChangeWhatAnEnterpriseWrote() {
        String id = id(draft());
        Table table = Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战").row(title, "示例企业", "文件里的难点");
        JsonNode job = platform.load(Library.PROBLEMS, "table.csv", table.csv());
        assertThat(job.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(platform.answer(enterprise.get().uri("/api/problems/{id}", id), 200)
                        .toString())
                .contains("高温下开裂")
                .doesNotContain("文件里的难点");
    }

    @Test
    void onesOwnProblemsAreListed() {
        String id = id(draft());
        assertThat(platform.answer(enterprise.get().uri("/api/my/problems"), 200)
                        .findValuesAsString("id"))
                .contains(id);
        assertThat(platform.answer(as("staff").get().uri("/api/my/problems"), 200)
                        .findValuesAsString("id"))
                .doesNotContain(id);
    }
}
