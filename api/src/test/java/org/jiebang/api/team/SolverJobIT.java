package org.jiebang.api.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiebang.api.Platform.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Searches that go on by themselves, over HTTP. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SolverJobIT {
    private static final String CAST = "kczg-service-team-2024";
    private static final String TEAM = "/api/teams/proposals/jobs";

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private List<String> problems = List.of();

    SolverJobIT(Platform platform, WebTestClient web, DatabaseClient database) {
        this.platform = platform;
        this.web = web.mutate().responseTimeout(Duration.ofSeconds(90)).build();
        this.database = database;
    }

    @BeforeAll
    void samples() {
        platform.awaitSamples();
        problems = platform.searchAll("type", "problem", "sort", "title").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .limit(12)
                .toList();
    }

    @Test
    void tellsTheValuesAndBoundsOnTheWayToTheProof() {
        JsonNode job = begin(TEAM, wanted(Map.of("asOf", "2024-05-20", "timeLimitSeconds", 30)));
        String events = new String(
                web.get()
                        .uri("/api/solver-jobs/{id}/events", job.path("id").asString())
                        .header(TestSessions.AS, "staff")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(events).contains("event:progress").contains("\"state\":\"SUCCEEDED\"");
        JsonNode done = job(job);
        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        JsonNode moments = done.path("moments");
        assertThat(moments).isNotEmpty();
        double best = 0;
        double bound = Double.POSITIVE_INFINITY;
        for (JsonNode moment : moments) {
            assertThat(moment.path("best").asDouble()).isGreaterThanOrEqualTo(best);
            assertThat(moment.path("bound").asDouble()).isLessThanOrEqualTo(bound);
            best = moment.path("best").asDouble();
            bound = moment.path("bound").asDouble();
        }
        JsonNode proposal = done.path("proposal");
        assertThat(proposal.path("state").asString()).isIn("OPTIMAL", "FEASIBLE");
        assertThat(proposal.path("value").asDouble()).isEqualTo(best);
        assertThat(proposal.path("teams").get(0).path("members")).hasSizeBetween(20, 25);
        platform.refusal(
                web.get()
                        .uri("/api/solver-jobs/{id}", job.path("id").asString())
                        .header(TestSessions.AS, "admin"),
                404,
                "NOT_FOUND");
    }

    @Test
    void alternativesSayWhatEachTrades() {
        JsonNode done = run(
                TEAM,
                wanted(
                        "enterprise-innovation-2020",
                        "S20-6",
                        Map.of("alternatives", 3, "difference", 3, "timeLimitSeconds", 20)));
        JsonNode teams = done.path("proposal").path("teams");
        assertThat(teams).hasSizeGreaterThan(1);
        assertThat(teams.get(0).path("trades")).isEmpty();
        // Two teams alike to half a point trade nothing, so that not every one says something.
        List<JsonNode> trades = new ArrayList<>();
        teams.forEach(team -> team.path("trades").forEach(trades::add));
        assertThat(trades).isNotEmpty();
        for (JsonNode trade : trades) {
            assertThat(trade.path("best").asDouble())
                    .isNotEqualTo(trade.path("other").asDouble());
            assertThat(trade.path("sentence").path("chinese").asString()).containsPattern("[多少]");
        }
    }

    @Test
    void aRefusalChangesAsLittleAsPossible() {
        JsonNode first = run(TEAM, wanted("enterprise-innovation-2020", "S20-6", Map.of()));
        List<String> members = ids(first.path("proposal").path("teams").get(0));
        String refused = members.get(2);
        Map<String, Object> body = new HashMap<>(wanted("enterprise-innovation-2020", "S20-6", Map.of()));
        body.put("refusal", Map.of("members", members, "refused", List.of(refused)));
        JsonNode second = run(TEAM, body);
        List<String> after = ids(second.path("proposal").path("teams").get(0));
        assertThat(after).doesNotContain(refused);
        List<String> staying = new ArrayList<>(members);
        staying.remove(refused);
        assertThat(after).containsAll(staying);
        Set<String> joining = new HashSet<>(after);
        joining.removeAll(members);
        assertThat(joining).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void manyExclusionsLeaveATeamOfTheOthers() {
        Set<String> found = new HashSet<>();
        JsonNode first = run(TEAM, wanted("enterprise-innovation-2020", "S20-6", Map.of()));
        found.addAll(ids(first.path("proposal").path("teams").get(0)));
        List<String> others = platform.searchAll("type", "expert").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .toList();
        for (String id : others) {
            if (found.size() < 480) {
                found.add(id);
            }
        }
        JsonNode second =
                run(TEAM, wanted("enterprise-innovation-2020", "S20-6", Map.of("excluded", List.copyOf(found))));
        JsonNode proposal = second.path("proposal");
        assertThat(proposal.path("state").asString()).as("%s", proposal).isIn("OPTIMAL", "FEASIBLE", "INFEASIBLE");
        if (!proposal.path("teams").isEmpty()) {
            assertThat(ids(proposal.path("teams").get(0))).doesNotContainAnyElementsOf(found);
        }
    }

    @Test
    void aRepairIsMadeBySendingItBack() {
        List<String> elders = SampleLibraries.standard()
                .experts(500)
                .filter(expert -> expert.birthYear() > 0 && expert.birthYear() < 1975)
                .limit(11)
                .map(expert -> platform.idOf(Library.EXPERTS, expert.name()))
                .toList();
        Map<String, Object> tight = Map.of("asOf", "2024-05-20", "minSize", 20, "maxSize", 20, "fixed", elders);
        JsonNode none = run(TEAM, wanted(tight)).path("proposal");
        assertThat(none.path("state").asString()).isEqualTo("INFEASIBLE");
        JsonNode repair =
                none.path("repair").path("adjustments").isEmpty() ? none.path("adjustment") : none.path("repair");
        assertThat(repair.path("adjustments")).isNotEmpty();
        List<Object> adjustments = new ArrayList<>();
        repair.path("adjustments").forEach(one -> {
            Map<String, Object> adjustment = new HashMap<>();
            one.path("adjustment").properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    adjustment.put(
                            field.getKey(),
                            field.getValue().isNumber()
                                    ? field.getValue().asInt()
                                    : field.getValue().isBoolean()
                                            ? field.getValue().asBoolean()
                                            : field.getValue().asString());
                }
            });
            adjustments.add(adjustment);
        });
        Map<String, Object> mended = new HashMap<>(tight);
        mended.put("adjustments", adjustments);
        JsonNode team = run(TEAM, wanted(mended)).path("proposal");
        assertThat(team.path("state").asString()).as("%s", adjustments).isIn("OPTIMAL", "FEASIBLE");
        JsonNode contradiction = await(begin(TEAM, wanted(Map.of("fixed", elders, "excluded", elders))));
        assertThat(contradiction.path("state").asString()).isEqualTo("FAILED");
        assertThat(contradiction.path("failure").path("message").asString()).contains("既被指定又被排除");
    }

    @Test
    void teamsOfOneUnitShareNothing() {
        List<Integer> apart = problemsInDifferentCities();
        List<Map<String, Object>> teams = apart.stream()
                .limit(2)
                .map(place -> Map.<String, Object>of(
                        "name",
                        "团" + place,
                        "problemIds",
                        List.of(problems.get(place)),
                        "content",
                        place % 2 == 0 ? "电池热失控诊断与预警" : "高盐废水零排放工艺",
                        "results",
                        place % 2 == 0 ? "形成预警样机一套" : "建成示范线一条"))
                .toList();
        Map<String, Object> body = Map.of(
                "programme", "enterprise-innovation-2020", "category", "S20-6", "teams", teams, "timeLimitSeconds", 30);
        JsonNode done = run("/api/teams/joint-proposals/jobs", body);
        JsonNode proposal = done.path("proposal");
        assertThat(proposal.path("teams")).hasSize(2);
        assertThat(ids(proposal.path("teams").get(0)))
                .doesNotContainAnyElementsOf(ids(proposal.path("teams").get(1)));
        assertThat(proposal.path("overlaps")).isEmpty();
        double sum = proposal.path("teams").get(0).path("value").asDouble()
                + proposal.path("teams").get(1).path("value").asDouble();
        assertThat(proposal.path("value").asDouble()).isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void teamsThatServeTheSameAreToldSoBeforeTheSearch() {
        Map<String, Object> one = Map.of("name", "甲团", "problemIds", problems.subList(0, 1), "content", "热失控预警");
        Map<String, Object> two = Map.of("name", "乙团", "problemIds", problems.subList(0, 1), "content", "热失控预警");
        JsonNode refusal = platform.refusal(
                request(
                        "/api/teams/joint-proposals/jobs",
                        Map.of("programme", CAST, "category", "CT", "teams", List.of(one, two))),
                400,
                "BAD_REQUEST");
        assertThat(refusal.path("violations").toString()).contains("CT-08", "拟解决问题难题", "服务区域", "服务内容", "均不得重复");
        List<Map<String, Object>> six = IntStream.range(0, 6)
                .mapToObj(i -> Map.<String, Object>of("name", "团" + i, "problemIds", List.of(problems.get(i))))
                .toList();
        platform.refusal(
                request("/api/teams/joint-proposals/jobs", Map.of("programme", CAST, "category", "CT", "teams", six)),
                400,
                "BAD_REQUEST");
    }

    @Test
    void assignsProblemsAcceptsAndTakesBack() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "problemIds", problems.subList(0, 8), "target", "experts", "demand", 2, "maxLoad", 2, "fair", true));
        JsonNode first = run("/api/allocations/jobs", body);
        JsonNode assignment = first.path("assignment");
        assertThat(assignment.path("state").asString()).isEqualTo("OPTIMAL");
        assertThat(assignment.path("problems")).hasSize(8);
        Map<String, Integer> loads = new HashMap<>();
        double sum = 0;
        double worst = 1;
        for (JsonNode problem : assignment.path("problems")) {
            assertThat(problem.path("by")).hasSize(2);
            for (JsonNode by : problem.path("by")) {
                loads.merge(by.path("id").asString(), 1, Integer::sum);
                sum += by.path("score").asDouble();
                worst = Math.min(worst, by.path("score").asDouble());
            }
        }
        assertThat(loads.values()).allMatch(load -> load <= 2);
        assertThat(assignment.path("objective").asDouble())
                .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(assignment.path("worst").asDouble()).isEqualTo(worst);

        String taken =
                assignment.path("problems").get(0).path("by").get(0).path("id").asString();
        body.put("conflicts", List.of(Map.of("problem", problems.getFirst(), "supply", taken)));
        JsonNode second = run("/api/allocations/jobs", body).path("assignment");
        JsonNode again = list(second.path("problems")).stream()
                .filter(problem -> problem.path("id").asString().equals(problems.getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(again.path("by").toString()).doesNotContain(taken);

        JsonNode saved = platform.answer(
                request(
                        "/api/allocations",
                        Map.of("jobId", first.path("id").asString(), "name", Platform.unique("分派"))),
                201);
        assertThat(saved.path("pairs")).hasSize(16);
        String id = saved.path("id").asString();
        JsonNode accepted = platform.answer(request("/api/allocations/" + id + "/acceptance", version(saved)), 200);
        assertThat(accepted.path("accepted").asBoolean()).isTrue();
        platform.refusal(request("/api/allocations/" + id + "/acceptance", version(saved)), 409, "CONFLICT");
        JsonNode undone = platform.answer(
                send(HttpMethod.DELETE, "/api/allocations/" + id + "/acceptance", version(accepted)), 200);
        assertThat(undone.path("accepted").asBoolean()).isFalse();
        send(
                        HttpMethod.DELETE,
                        "/api/allocations/" + id + "?version="
                                + undone.path("version").asLong(),
                        null)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void whatCannotBeAssignedIsSaidWithTheMend() {
        String problem = problems.getFirst();
        JsonNode none = run(
                        "/api/allocations/jobs",
                        Map.of(
                                "problemIds",
                                List.of(problem),
                                "target",
                                "teams",
                                "demand",
                                10,
                                "conflicts",
                                everyTeam(problem)))
                .path("assignment");
        assertThat(none.path("state").asString()).isEqualTo("IMPOSSIBLE");
        assertThat(none.path("shortages")
                        .get(0)
                        .path("sentence")
                        .path("chinese")
                        .asString())
                .contains("10 人次");
        int possible = none.path("missing").get(0).path("possible").asInt();
        JsonNode mended = run(
                        "/api/allocations/jobs",
                        Map.of(
                                "problemIds",
                                List.of(problem),
                                "target",
                                "teams",
                                "demands",
                                Map.of(problem, possible),
                                "conflicts",
                                everyTeam(problem)))
                .path("assignment");
        assertThat(mended.path("state").asString()).isEqualTo("OPTIMAL");
    }

    /** All teams but a few may not serve it. */
    private List<Map<String, Object>> everyTeam(String problem) {
        return platform.idsOf("type", "team").stream()
                .skip(3)
                .map(team -> Map.<String, Object>of("problem", problem, "supply", team))
                .toList();
    }

    @Test
    void aWaitingSearchIsCancelledAtOnceAndAFullQueueSaysWhenToComeBack() {
        // What waits here is held by nobody: attempts are used up, so that no worker takes it.
        String filler = "waiting " + UUID.randomUUID();
        String account = platform.strings("SELECT id::text FROM account WHERE username = 'staff'")
                .getFirst();
        String organisation = platform.strings(
                        "SELECT organisation_id::text FROM membership WHERE account_id = '" + account + "'")
                .getFirst();
        run("INSERT INTO solver_job (kind, request, organisation_id, account_id, attempts) SELECT 'TEAM',"
                + " '{\"filler\": \"" + filler + "\"}', '" + organisation + "', '" + account
                + "', 3 FROM generate_series(1, 20)");
        try {
            EntityExchangeResult<byte[]> refused =
                    request(TEAM, wanted(Map.of())).exchange().expectBody().returnResult();
            assertThat(refused.getStatus().value()).isEqualTo(503);
            assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isEqualTo("20");
            String one = platform.strings(
                            "SELECT id::text FROM solver_job WHERE request ->> 'filler' = '" + filler + "' LIMIT 1")
                    .getFirst();
            JsonNode cancelled = platform.answer(request("/api/solver-jobs/" + one + "/cancel", null), 200);
            assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        } finally {
            run("DELETE FROM solver_job WHERE request ->> 'filler' = '" + filler + "'");
        }
    }

    @Test
    void aSearchThatIsCancelledUnderWayEndsAndDoesNotFail() {
        String account = platform.strings("SELECT id::text FROM account WHERE username = 'staff'")
                .getFirst();
        UUID id = UUID.randomUUID();
        // Asked to end before its worker first looks, as somebody does who changes his mind at once.
        run("INSERT INTO solver_job (id, kind, request, organisation_id, account_id, cancelled) SELECT '" + id
                + "', 'TEAM', '{\"programme\": \"" + CAST + "\", \"category\": \"CT\", \"problemIds\": [\""
                + problems.getFirst()
                + "\"], \"constraints\": {\"timeLimitSeconds\": 30}}', organisation_id, account_id, true"
                + " FROM membership WHERE account_id = '" + account + "' LIMIT 1");
        JsonNode ended = soon().until(
                        () -> platform.answer(
                                web.get().uri("/api/solver-jobs/{id}", id).header(TestSessions.AS, "staff"), 200),
                        now -> List.of("SUCCEEDED", "CANCELLED", "FAILED")
                                .contains(now.path("state").asString()));
        assertThat(ended.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(ended.path("failure").isNull()).isTrue();
        assertThat(ended.path("proposal").path("state").asString())
                .as("what was found until then is kept")
                .isIn("OPTIMAL", "FEASIBLE", "UNDECIDED");
    }

    @Test
    void aSearchWhoseWorkerDiedIsTakenUpAgain() {
        JsonNode job = begin(TEAM, wanted("enterprise-innovation-2020", "S20-6", Map.of()));
        String id = job.path("id").asString();
        JsonNode done = await(job);
        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        run("UPDATE solver_job SET state = 'RUNNING', owner = gen_random_uuid(), result = NULL, finished_at = NULL,"
                + " heartbeat_at = now() - interval '1 hour' WHERE id = '" + id + "'");
        JsonNode again = await(job);
        assertThat(again.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(again.path("proposal").path("teams")).isNotEmpty();
        assertThat(platform.rows("SELECT attempts::bigint FROM solver_job WHERE id = '" + id + "'"))
                .isEqualTo(2);
    }

    @Test
    void anErasedPersonIsNamedByNoAnswerAnyLonger() {
        String account = platform.strings("SELECT id::text FROM account WHERE username = 'staff'")
                .getFirst();
        UUID expert = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        run("INSERT INTO library_record (id, library, natural_key, payload, content_hash, publication) VALUES ('"
                + expert + "', 'experts', decode(md5('" + expert + "'), 'hex'), '{}', ''::bytea, 'WITHDRAWN')");
        run(
                "INSERT INTO solver_job (id, kind, request, organisation_id, account_id, state, finished_at, result) SELECT '"
                        + job + "', 'TEAM', '{}', organisation_id, account_id, 'SUCCEEDED', now(), '{\"members\": [\""
                        + expert
                        + "\"]}' FROM membership WHERE account_id = '" + account + "' LIMIT 1");
        run("DELETE FROM library_record WHERE id = '" + expert + "'");
        assertThat(platform.rows("SELECT count(*) FROM solver_job WHERE id = '" + job + "'"))
                .isZero();
    }

    private void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private static Map<String, Object> version(JsonNode seen) {
        return Map.of("version", seen.path("version").asLong());
    }

    private List<Integer> problemsInDifferentCities() {
        Set<String> cities = new HashSet<>();
        List<Integer> apart = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            List<String> regions =
                    platform.strings("SELECT coalesce(payload ->> 'region', '') FROM library_record WHERE id = '"
                            + problems.get(i) + "'");
            String city = regions.getFirst().isEmpty() ? "" : regions.getFirst().substring(0, 4);
            boolean other = apart.isEmpty() || apart.getFirst() % 2 != i % 2;
            if (!city.isEmpty() && other && cities.add(city)) {
                apart.add(i);
            }
        }
        assertThat(apart).hasSizeGreaterThan(1);
        return apart;
    }

    private Map<String, Object> wanted(Map<String, Object> constraints) {
        return wanted(CAST, "CT", constraints);
    }

    private Map<String, Object> wanted(String programme, String category, Map<String, Object> constraints) {
        return Map.of(
                "programme", programme,
                "category", category,
                "problemIds", problems.subList(0, 1),
                "constraints", constraints);
    }

    private JsonNode begin(String uri, Object body) {
        return platform.answer(request(uri, body), 202);
    }

    private JsonNode run(String uri, Object body) {
        JsonNode done = await(begin(uri, body));
        assertThat(done.path("state").asString()).as("%s", done).isEqualTo("SUCCEEDED");
        return done;
    }

    private JsonNode await(JsonNode job) {
        return soon().until(
                        () -> job(job),
                        now -> List.of("SUCCEEDED", "CANCELLED", "FAILED")
                                .contains(now.path("state").asString()));
    }

    private JsonNode job(JsonNode job) {
        return platform.answer(
                web.get()
                        .uri("/api/solver-jobs/{id}", job.path("id").asString())
                        .header(TestSessions.AS, "staff"),
                200);
    }

    private WebTestClient.RequestHeadersSpec<?> request(String uri, Object body) {
        return send(HttpMethod.POST, uri, body);
    }

    private WebTestClient.RequestHeadersSpec<?> send(HttpMethod method, String uri, Object body) {
        WebTestClient.RequestBodySpec request = web.method(method).uri(uri).header(TestSessions.AS, "staff");
        return body == null ? request : request.bodyValue(body);
    }

    private static List<String> ids(JsonNode team) {
        return list(team.path("members")).stream()
                .map(member -> member.path("id").asString())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
