package org.jiebang.api.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The golden checks of the requirements ledger, section 16, over HTTP by a visitor; and what is said of a request that cannot be read. */
@PlatformTest
class ApplicationCheckIT {
    private static final String CAST = "kczg-service-team-2024";
    private static final String JIANGSU_2023 = "kechuang-jiangsu-2023";
    private static final String JIANGSU_2024 = "kechuang-jiangsu-2024";

    private final Platform platform;
    private final WebTestClient visitor;

    ApplicationCheckIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.visitor = web.mutate().defaultHeader(TestSessions.AS, "").build();
    }

    private WebTestClient.RequestHeadersSpec<?> asking(Object body) {
        return visitor.post()
                .uri("/api/applications/checks")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }

    private JsonNode check(ApplicationJson application) {
        return platform.answer(asking(application.body), 200);
    }

    private static List<String> rules(JsonNode verdict) {
        return texts(verdict.path("violations"), "rule");
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asString())
                .toList();
    }

    private static void assertVerdict(JsonNode verdict, String state, String rules) {
        assertThat(verdict.path("state").asString()).as(verdict::toString).isEqualTo(state);
        assertThat(rules(verdict))
                .containsExactlyElementsOf(rules.isEmpty() ? List.of() : Arrays.asList(rules.split(" ")));
    }

    /** Check 2. */
    @ParameterizedTest(name = "{0} members, {1} young, {2} supported, leader is chief: {3}")
    @CsvSource({
        "20, 10, 2, false, ACCEPTED,      ''",
        "19,  9, 1, false, REASON_NEEDED, CT-13 CT-14 CT-15",
        "20,  9, 2, false, REASON_NEEDED, CT-14",
        "20, 10, 2, true,  BLOCKED,       CT-16",
        "19,  9, 1, true,  BLOCKED,       CT-16 CT-13 CT-14 CT-15"
    })
    void teamOfTwenty(int members, int young, int supported, boolean leaderIsChief, String state, String rules) {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        while (draft.team.size() > members) {
            draft.team.removeLast();
        }
        for (int i = 0; i < draft.team.size(); i++) {
            if (i >= young) {
                draft.team.get(i).put("birth", "1970-01-01");
            }
            draft.team.get(i).put("supportedYouth", i < supported);
        }
        if (leaderIsChief) {
            draft.team.getFirst().put("roles", List.of("LEADER", "CHIEF_EXPERT"));
        }
        assertVerdict(check(draft), state, rules);
        if (state.equals("REASON_NEEDED")) {
            Map<String, String> reasons = new HashMap<>();
            Arrays.stream(rules.split(" ")).forEach(rule -> reasons.put(rule, "地方人才少"));
            draft.body.put("reasons", reasons);
            assertVerdict(check(draft), "ACCEPTED_WITH_REASONS", rules);
        }
    }

    /** Check 3. */
    @ParameterizedTest(name = "{0} others, shared: {1}")
    @CsvSource({
        "4, nothing,  ACCEPTED, ''",
        "5, nothing,  BLOCKED,  CT-07",
        "4, member,   BLOCKED,  CT-08",
        "4, county,   BLOCKED,  CT-08",
        "4, province, BLOCKED,  CT-08",
        "4, problem,  BLOCKED,  CT-08",
        "4, content,  BLOCKED,  CT-08",
        "4, results,  BLOCKED,  CT-08"
    })
    void teamsOfOneUnit(int others, String shared, String state, String rules) {
        ApplicationJson mine = ApplicationJson.valid(CAST, "CT");
        mine.regions.clear();
        mine.regions.add("320581");
        for (int i = 0; i < others; i++) {
            mine.sibling("team-" + i, "CT");
        }
        share(mine, mine.others.get(2), shared);
        JsonNode verdict = check(mine);
        assertVerdict(verdict, state, rules);
        if (rules.equals("CT-08")) {
            JsonNode violation = verdict.path("violations").path(0);
            assertThat(violation.path("found").path("chinese").asString()).contains("team-2");
            assertThat(violation.path("quote").asString()).contains("均不得重复");
            assertThat(violation.path("document").asString()).isEqualTo("科协创函融字〔2024〕22号");
            assertThat(violation.path("also").toString()).contains("R-13");
            assertThat(violation.path("remedy").path("english").asString()).isNotBlank();
        }
    }

    @SuppressWarnings("unchecked")
    private static void share(ApplicationJson mine, Map<String, Object> other, String what) {
        Map<String, Object> plan = (Map<String, Object>) other.get("plan");
        switch (what) {
            case "nothing" -> {}
            case "member" -> ((List<Object>) other.get("team")).set(5, mine.team.get(7));
            case "county" -> ((List<Object>) plan.get("regions")).add("320581");
            case "province" -> ((List<Object>) plan.get("regions")).add("320000");
            case "problem" -> ((List<Object>) plan.get("problems")).set(0, mine.problems.getFirst());
            case "content" -> plan.put("content", "为" + mine.plan.get("content") + "。");
            case "results" -> plan.put("results", mine.plan.get("results"));
            default -> throw new AssertionError(what);
        }
    }

    /** Check 4. */
    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "P24-A1, P24-A3,               BLOCKED,  R-10",
        "P24-A3, P24-A1,               BLOCKED,  R-10",
        "P24-A1, P24-B1 P24-B3,        ACCEPTED, ''",
        "P24-B3, P24-A1 P24-B1 P24-B2, BLOCKED,  R-11",
        "P24-B3, P24-B1 P24-B3,        BLOCKED,  R-11",
        "P24-A4, P24-A1,               ACCEPTED, ''"
    })
    void combinationsOf2024(String category, String beside, String state, String rules) {
        ApplicationJson mine = ApplicationJson.valid(JIANGSU_2024, category);
        mine.applicant.put("kind", "PROVINCIAL_SOCIETY");
        for (String other : beside.split(" ")) {
            mine.sibling("beside-" + other, other);
        }
        assertVerdict(check(mine), state, rules);
    }

    /** Check 5: the day of application decides, not today. */
    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({"2024-05-24, ACCEPTED, ''", "2024-05-25, REASON_NEEDED, CT-14", "2024-05-23, ACCEPTED, ''"})
    void ageOnTheDayOfApplication(String asOf, String state, String rules) {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.body.put("asOf", asOf);
        JsonNode verdict = check(draft);
        assertThat(verdict.path("asOf").asString()).isEqualTo(asOf);
        assertVerdict(verdict, state, rules);
    }

    @Test
    void unknownBirthdaysAskAndDoNotBlock() {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.team.subList(0, 10).forEach(member -> member.put("birth", "1978"));
        JsonNode verdict = check(draft);
        assertVerdict(verdict, "REASON_NEEDED", "CT-14");
        assertThat(verdict.path("violations").path(0).path("code").asString()).isEqualTo("uncertain");
    }

    /** Check 6. */
    @ParameterizedTest(name = "{1} dispatched {2}, received {3}")
    @CsvSource({
        "kczg-service-team-2024, PAPER,  2024-05-24T23:59:59, 2024-05-27T10:00,    true",
        "kczg-service-team-2024, PAPER,  2024-05-25T00:00,    2024-05-27T10:00,    false",
        "kechuang-jiangsu-2024,  ONLINE, 2024-03-31T23:59:59, 2024-03-31T23:59:59, true",
        "kechuang-jiangsu-2024,  ONLINE, 2024-04-01T00:00,    2024-04-01T00:00,    false",
        "kechuang-jiangsu-2024,  PAPER,  2024-04-03T18:00,    2024-04-05T09:00,    true",
        "kechuang-jiangsu-2024,  PAPER,  2024-04-03T18:01,    2024-04-05T09:00,    false",
        "kechuang-jiangsu-2023,  PAPER,  2023-02-24T09:00,    2023-02-25T23:00,    true",
        "kechuang-jiangsu-2023,  PAPER,  2023-02-24T09:00,    2023-02-26T08:00,    false"
    })
    void handedInInTime(
            String programme, String medium, LocalDateTime dispatched, LocalDateTime received, boolean inTime) {
        String category = platform.get("/api/programmes/{id}", programme)
                .path("categories")
                .path(0)
                .path("id")
                .asString();
        ApplicationJson draft = ApplicationJson.valid(programme, category);
        draft.submit(medium, dispatched, received);
        JsonNode verdict = check(draft);
        assertThat(verdict.path("state").asString()).as(verdict::toString).isEqualTo(inTime ? "ACCEPTED" : "BLOCKED");
        assertThat(texts(verdict.path("violations"), "code"))
                .containsOnly(inTime ? new String[0] : new String[] {"out-of-time"});
    }

    /** Check 7: days of residence add up over the team, as the file chooses. */
    @ParameterizedTest(name = "{0} and {1} days")
    @CsvSource({"30, 30, ACCEPTED, ''", "30, 29, BLOCKED, CT-26", "60, 0, ACCEPTED, ''"})
    void daysOfResidence(int first, int second, String state, String rules) {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.team.get(0).put("residentDays", first);
        draft.team.get(1).put("residentDays", second);
        assertVerdict(check(draft), state, rules);
    }

    /** Check 8: unqualified in 2022 and 2023 means no application for 2024. */
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"不合格, 不合格, BLOCKED", "不合格, 合格, ACCEPTED", "合格, 不合格, ACCEPTED"})
    void unqualifiedTwoYearsRunning(String in2022, String in2023, String state) {
        ApplicationJson draft = ApplicationJson.valid(JIANGSU_2024, "P24-A1");
        draft.register.put(
                "evaluations",
                List.of(
                        Map.of("year", 2022, "grade", in2022),
                        Map.of("year", 2023, "grade", in2023, "unit", "测试学会"),
                        Map.of("year", 2022, "grade", "不合格", "unit", "别的学会")));
        assertVerdict(check(draft), state, state.equals("BLOCKED") ? "R-07" : "");
    }

    /** Check 9. */
    @ParameterizedTest(name = "station approved in {0}")
    @CsvSource({"2022, BLOCKED, R-14", "2021, ACCEPTED, ''", "2023, ACCEPTED, ''"})
    void hostOfLastYear(int approved, String state, String rules) {
        ApplicationJson draft = ApplicationJson.valid(JIANGSU_2023, "P23-2c");
        draft.register.put("hostings", List.of(Map.of("host", "被服务企业甲", "approved", approved)));
        assertVerdict(check(draft), state, rules);
    }

    @Test
    void whatWasLeftOutIsToldBesideTheVerdict() {
        Map<String, Object> bare = Map.of(
                "programme", CAST, "category", "CT", "applicant", Map.of("name", "测试学会", "kind", "NATIONAL_SOCIETY"));
        JsonNode verdict = platform.answer(asking(bare), 200);
        assertThat(verdict.path("state").asString()).isEqualTo("BLOCKED");
        JsonNode missing = verdict.path("missing");
        assertThat(texts(missing, "field"))
                .contains("team", "plan.problems", "filing.confirmed", "register.incidents", "register.applications");
        assertThat(missing.path(texts(missing, "field").indexOf("team"))
                        .path("rules")
                        .toString())
                .contains("CT-13", "CT-14", "CT-16", "CT-08");
        assertThat(check(ApplicationJson.valid(CAST, "CT")).path("missing")).isEmpty();
    }

    @Test
    void unknownProgrammesAndCategoriesAreAnsweredWithTheKnownOnes() {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.body.put("category", "P24-A1");
        JsonNode category = platform.refusal(asking(draft.body), 400, "BAD_REQUEST");
        assertThat(category.path("violations").path(0).path("field").asString()).isEqualTo("category");
        assertThat(category.path("detail").asString()).contains("CT（");
        draft.body.put("programme", "kczg-service-team-1999");
        JsonNode programme = platform.refusal(asking(draft.body), 404, "NOT_FOUND");
        assertThat(programme.path("detail").asString()).contains(CAST, JIANGSU_2023, JIANGSU_2024);
    }

    @Test
    void everyFieldThatIsNotKnownOrNotReadableIsNamed() {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.body.put("categry", Map.of("a", List.of(1)));
        draft.team.get(3).put("age", 45);
        draft.team.get(4).put("affiliation", "COLLEGE");
        draft.body.put("asOf", "yesterday");
        JsonNode problem = platform.refusal(asking(draft.body), 400, "BAD_REQUEST");
        assertThat(texts(problem.path("violations"), "field"))
                .containsExactlyInAnyOrder("categry", "team[3].age", "team[4].affiliation", "asOf");
        assertThat(problem.toString()).contains("residentDays", "UNIVERSITY");
    }

    @Test
    void everyValueThatCannotBeIsNamed() {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        draft.applicant.put("name", " ");
        draft.team.get(2).put("birth", "24 May");
        draft.team.get(3).put("residentDays", -1);
        draft.team.get(4).put("birth", "+999999999-01-01");
        draft.regions.add("999999");
        draft.register.put("incidents", List.of(Map.of("on", "+999999999-01-01", "kind", "PENALTY")));
        draft.submissions.add(
                Map.of("medium", "PAPER", "dispatched", "2024-05-02T00:00:00Z", "received", "2024-05-01T00:00:00Z"));
        JsonNode problem = platform.refusal(asking(draft.body), 400, "BAD_REQUEST");
        assertThat(texts(problem.path("violations"), "field"))
                .containsExactlyInAnyOrder(
                        "applicant.name",
                        "team[2].birth",
                        "team[3].residentDays",
                        "team[4].birth",
                        "plan.regions",
                        "register.incidents[0].on",
                        "filing.submissions[" + (draft.submissions.size() - 1) + "].received");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{",
                "{} {}",
                "{\"programme\":\"a\",\"programme\":\"b\"}",
                "{\"team\":[null]}",
                "{\"team\":{}}",
                "{\"team\":[[]]}",
                "{\"filing\":{\"requested\":1e999999999}}",
                "{\"plan\":{\"targets\":{\"a\":null}}}",
                "{}"
            })
    void whatIsNoApplicationIsRefused(String body) {
        platform.refusal(asking(body), 400, "BAD_REQUEST");
    }

    @Test
    void anAmountWithoutMeasureIsRefused() {
        String start = "{\"programme\":\"" + CAST + "\",\"category\":\"CT\",\"applicant\":{\"name\":\"测试学会\","
                + "\"kind\":\"NATIONAL_SOCIETY\"},\"filing\":{\"requested\":";
        for (String amount : List.of("-1", "1e99999", "1e-99999", "0.0000001")) {
            JsonNode problem = platform.refusal(asking(start + amount + "}}"), 400, "BAD_REQUEST");
            assertThat(problem.path("violations").path(0).path("field").asString())
                    .isEqualTo("filing.requested");
        }
    }

    @Test
    void whatIsTooManyToCompareIsRefused() {
        ApplicationJson draft = ApplicationJson.valid(CAST, "CT");
        for (int i = 0; i < 201; i++) {
            draft.team.add(Map.of("name", "多余" + i));
        }
        JsonNode problem = platform.refusal(asking(draft.body), 400, "BAD_REQUEST");
        assertThat(texts(problem.path("violations"), "field")).containsExactly("team");
    }
}
