package org.jiebang.api.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import tools.jackson.databind.JsonNode;

/** Who may not be offered stands in no list of matches; how many and why is said, and who only to those who may know. */
@PlatformTest
class ExclusionIT {
    private final Platform platform;
    private final WebTestClient web;

    /** A word that only the records of one test have. */
    private final String subject = Platform.unique("示例工艺");

    private final String firm = Platform.unique("示例晶澜") + "有限公司";
    private final String free = Platform.unique("甲");
    private final String inside = Platform.unique("乙");
    private final String twice = Platform.unique("丙");
    private final String busy = Platform.unique("丁");

    ExclusionIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private String problem = "";

    @BeforeEach
    void records() {
        platform.awaitSamples();
        platform.load(Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "研究方向", "可承担任务数", "在研任务数")
                .row(free, "1970", "江南示例大学", subject, "3", "1")
                .row(inside, "1971", firm.replace("有限公司", "股份有限公司"), subject, "3", "1")
                .row(twice, "1972", "江南示例大学材料学院", subject, "3", "1")
                .row(twice, "1972", firm + "技术中心", "其他", "3", "1")
                .row(busy, "1973", "江南示例大学", subject, "2", "2"));
        platform.load(
                Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战").row(subject + "的稳定性", firm, subject + "不稳定"));
        problem = platform.idOf(Library.PROBLEMS, subject + "的稳定性");
    }

    private List<String> matches() {
        List<String> names = new ArrayList<>();
        platform.get("/api/problems/{id}/matches?target=experts&limit=50", problem)
                .forEach(match -> names.add(match.path("title").asString()));
        return names;
    }

    private JsonNode excluded(String as) {
        return platform.answer(
                web.get()
                        .uri("/api/problems/{id}/matches/excluded?target=experts&limit=50", problem)
                        .header(TestSessions.AS, as),
                200);
    }

    @Test
    void conflictsAndFullLoadsAreKeptOutAndCounted() {
        assertThat(matches()).contains(free).doesNotContain(inside, twice, busy);

        JsonNode visitor = excluded("");
        Map<String, Integer> counts = new HashMap<>();
        visitor.path("reasons")
                .forEach(reason -> counts.put(
                        reason.path("kind").asString(), reason.path("count").asInt()));
        assertThat(counts.get("CONFLICT_OF_INTEREST"))
                .as("the record at the firm itself may be found as well")
                .isBetween(2, 3);
        assertThat(counts.get("WORKLOAD")).isPositive();
        assertThat(visitor.path("candidates")).as("a visitor learns no names").isEmpty();

        Map<String, String> sentences = new HashMap<>();
        excluded("staff")
                .path("candidates")
                .forEach(candidate -> sentences.merge(
                        candidate.path("title").asString(),
                        candidate
                                .path("reasons")
                                .get(0)
                                .path("sentence")
                                .path("chinese")
                                .asString(),
                        (one, other) -> one));
        assertThat(sentences.get(inside)).contains("利益冲突", firm, "不同组织形式");
        assertThat(sentences.get(twice)).contains("利益冲突", "另一条资料", "出生年份相同");
        assertThat(sentences.get(busy)).contains("已承担 2 项");
        assertThat(excluded("staff").path("count").asInt())
                .isEqualTo(excluded("").path("count").asInt());
    }

    @Test
    void theOtherSideIsKeptOutAsWell() {
        String expert = platform.idOf(Library.EXPERTS, inside);
        List<String> found = new ArrayList<>();
        platform.get("/api/experts/{id}/matches?target=problems&limit=50", expert)
                .forEach(match -> found.add(match.path("id").asString()));
        assertThat(found).doesNotContain(problem);
        assertThat(excludedIds(platform.answer(
                        web.get()
                                .uri("/api/experts/{id}/matches/excluded?target=problems&limit=50", expert)
                                .header(TestSessions.AS, "staff"),
                        200)))
                .contains(problem);
    }

    private static List<String> excludedIds(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("candidates")
                .forEach(candidate -> ids.add(candidate.path("id").asString()));
        return ids;
    }

    private WebTestClient.RequestHeadersSpec<?> send(String as, String uri, Map<String, ?> body, Object... variables) {
        return web.method(HttpMethod.POST)
                .uri(uri, variables)
                .header(TestSessions.AS, as)
                .bodyValue(body);
    }

    private static Map<String, Object> sanction(String from, String until) {
        Map<String, Object> body = new HashMap<>(
                Map.of("kind", "UNQUALIFIED_TWO_YEARS", "from", from, "reason", "连续两年不合格", "source", "示例通知"));
        if (!until.isEmpty()) {
            body.put("until", until);
        }
        return body;
    }

    @Test
    void whoIsUnderASanctionIsKeptOutUntilItIsEnded() {
        String id = platform.idOf(Library.EXPERTS, free);
        JsonNode kept =
                platform.answer(send("staff", "/api/experts/{id}/sanctions", sanction("2024-01-01", ""), id), 201);
        assertThat(kept.path("inForce").asBoolean()).isTrue();
        assertThat(matches()).doesNotContain(free);
        JsonNode team = platform.answer(
                send(
                        "staff",
                        "/api/teams/proposals",
                        Map.of(
                                "programme",
                                "kczg-service-team-2024",
                                "category",
                                "CT",
                                "problemIds",
                                List.of(problem),
                                "constraints",
                                Map.of("timeLimitSeconds", 1))),
                200);
        JsonNode excluded = team.path("excluded");
        assertThat(excluded.findValuesAsString("kind")).contains("SANCTION", "CONFLICT_OF_INTEREST");
        assertThat(excluded.findValuesAsString("count").stream()
                        .mapToInt(Integer::parseInt)
                        .sum())
                .isGreaterThanOrEqualTo(3);
        assertThat(team.path("teams").toString()).doesNotContain(id);
        platform.refusal(
                send(
                        "staff",
                        "/api/teams/proposals",
                        Map.of(
                                "programme",
                                "kczg-service-team-2024",
                                "category",
                                "CT",
                                "problemIds",
                                List.of(problem),
                                "constraints",
                                Map.of("fixed", List.of(id)))),
                400,
                "BAD_REQUEST");

        String sanction = kept.path("id").asString();
        JsonNode ended =
                platform.answer(send("staff", "/api/sanctions/{id}/end", Map.of("reason", "复核后撤销"), sanction), 200);
        assertThat(ended.path("inForce").asBoolean()).isFalse();
        assertThat(matches()).contains(free);
        platform.refusal(send("staff", "/api/sanctions/{id}/end", Map.of("reason", "再次"), sanction), 409, "CONFLICT");
        JsonNode history = platform.answer(
                web.get().uri("/api/experts/{id}/sanctions", id).header(TestSessions.AS, "auditor"), 200);
        assertThat(history).hasSize(1);
        assertThat(history.get(0).path("endReason").asString()).isEqualTo("复核后撤销");
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '" + id
                        + "' AND action IN ('SANCTION_ADDED', 'SANCTION_ENDED')"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"from, '', 2025-01-01", "until, 2025-01-02, 2025-01-01", "kind, 2025-01-01, x"})
    void wrongSanctionsAreRefused(String field, String from, String until) {
        String id = platform.idOf(Library.EXPERTS, free);
        Map<String, Object> body = sanction(from, until);
        if (from.isEmpty()) {
            body.remove("from");
        }
        if (field.equals("kind")) {
            body.put("kind", "NONE");
            body.remove("until");
        }
        platform.refusal(send("staff", "/api/experts/{id}/sanctions", body, id), 400, "BAD_REQUEST");
    }
}
