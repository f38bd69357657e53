package org.jiebang.api.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Teams in the making over HTTP: saved, checked, accepted into the library, taken back. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamDraftIT {
    private static final String CAST = "kczg-service-team-2024";

    private final Platform platform;
    private final WebTestClient web;
    private List<String> problems = List.of();
    private List<String> elders = List.of();

    TeamDraftIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeAll
    void samples() {
        platform.awaitSamples();
        problems = platform.searchAll("type", "problem", "sort", "title").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .limit(3)
                .toList();
        elders = SampleLibraries.standard()
                .experts(500)
                .filter(expert -> expert.birthYear() > 0 && expert.birthYear() < 1975)
                .limit(4)
                .map(expert -> platform.idOf(Library.EXPERTS, expert.name()))
                .toList();
    }

    @Test
    void aCheckNamesEveryRuleThatIsNotMetWithNumbersAndTheMend() {
        JsonNode check = answer(
                HttpMethod.POST,
                "/api/team-drafts/checks",
                Map.of(
                        "team",
                        team(Platform.unique("团"), List.of(member(elders.getFirst(), "CHIEF_EXPERT", "LEADER"))),
                        "asOf",
                        "2024-05-20"),
                200);
        assertThat(check.path("state").asString()).isEqualTo("BLOCKED");
        Map<String, JsonNode> found = new HashMap<>();
        check.path("violations").forEach(one -> found.put(one.path("rule").asString(), one));
        assertThat(found).containsKeys("CT-13", "CT-14", "CT-15", "CT-16");
        assertThat(check.path("violations").get(0).path("rule").asString())
                .as("hard ones first")
                .isEqualTo("CT-16");
        assertThat(found.get("CT-13").path("found").path("chinese").asString()).contains("20", "1");
        assertThat(found.get("CT-13").path("remedy").path("chinese").asString()).contains("19");
        assertThat(found.get("CT-13").path("quote").asString()).isEqualTo("总人数一般不少于20人");
        assertThat(check.path("violations").toString())
                .as("papers and windows are no matter of a team")
                .doesNotContain("CT-04", "CT-05", "CT-02");
        assertThat(check.path("members").get(0).path("roles").toString()).contains("CHIEF_EXPERT", "LEADER");
    }

    @Test
    void twoWritersDoNotOverwriteOneAnother() {
        JsonNode draft = save(team(Platform.unique("团"), List.of(member(elders.getFirst()))));
        String id = draft.path("id").asString();
        JsonNode changed = answer(
                HttpMethod.PUT,
                "/api/team-drafts/" + id,
                Map.of(
                        "team",
                        team(Platform.unique("团"), List.of(member(elders.get(1)))),
                        "version",
                        draft.path("version").asLong()),
                200);
        assertThat(changed.path("version").asLong())
                .isEqualTo(draft.path("version").asLong() + 1);
        platform.refusal(
                request(
                        HttpMethod.PUT,
                        "/api/team-drafts/" + id,
                        Map.of(
                                "team",
                                team("另一个名称", List.of()),
                                "version",
                                draft.path("version").asLong())),
                409,
                "CONFLICT");
        assertThat(answer(HttpMethod.GET, "/api/team-drafts/" + id, null, 200)
                        .path("team")
                        .path("members")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(elders.get(1));
    }

    @Test
    void anAcceptedTeamIsInTheLibraryUntilThatIsUndone() {
        String name = Platform.unique("接受团");
        JsonNode draft = save(team(
                name,
                List.of(
                        member(elders.get(0), "CHIEF_EXPERT"),
                        member(elders.get(1), "LEADER"),
                        member(elders.get(2)))));
        String id = draft.path("id").asString();
        JsonNode accepted = answer(
                HttpMethod.POST,
                "/api/team-drafts/" + id + "/acceptance",
                Map.of("version", draft.path("version").asLong()),
                200);
        assertThat(accepted.path("accepted").asBoolean()).isTrue();
        String record = accepted.path("recordId").asString();
        platform.awaitIndexed();
        assertThat(platform.idOf(Library.TEAMS, name)).isEqualTo(record);
        assertThat(platform.record(Library.TEAMS, record).toString()).contains("首席专家", "团长", "团员");
        JsonNode check =
                platform.answer(web.post().uri("/api/teams/{id}/checks", record).header(TestSessions.AS, ""), 200);
        assertThat(check.path("programme").asString())
                .as("the rules it was made for")
                .isEqualTo(CAST);
        platform.refusal(
                request(
                        HttpMethod.PUT,
                        "/api/team-drafts/" + id,
                        Map.of(
                                "team",
                                team(name, List.of()),
                                "version",
                                accepted.path("version").asLong())),
                409,
                "CONFLICT");

        JsonNode undone = answer(
                HttpMethod.DELETE,
                "/api/team-drafts/" + id + "/acceptance",
                Map.of("version", accepted.path("version").asLong()),
                200);
        assertThat(undone.path("accepted").asBoolean()).isFalse();
        platform.awaitIndexed();
        assertThat(platform.idsOf("q", '"' + name + '"', "type", "team")).isEmpty();

        JsonNode again = answer(
                HttpMethod.POST,
                "/api/team-drafts/" + id + "/acceptance",
                Map.of("version", undone.path("version").asLong()),
                200);
        assertThat(again.path("recordId").asString())
                .as("the same record comes back")
                .isEqualTo(record);
        platform.awaitIndexed();
        assertThat(platform.idOf(Library.TEAMS, name)).isEqualTo(record);
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '" + id + "'"))
                .as("drafted, accepted, undone, accepted")
                .isEqualTo(4);
        // Nothing of this test stands in the way of others.
        answer(
                HttpMethod.DELETE,
                "/api/team-drafts/" + id + "/acceptance",
                Map.of("version", again.path("version").asLong()),
                200);
    }

    @Test
    void aTeamThatSharesAMemberWithAnotherOfTheUnitIsNotAccepted() {
        JsonNode first = save(
                team(Platform.unique("首个团"), List.of(member(elders.get(0), "CHIEF_EXPERT"), member(elders.get(3)))));
        JsonNode accepted = answer(
                HttpMethod.POST,
                "/api/team-drafts/" + first.path("id").asString() + "/acceptance",
                Map.of("version", first.path("version").asLong()),
                200);
        JsonNode second =
                save(team(Platform.unique("第二团"), List.of(member(elders.get(2), "LEADER"), member(elders.get(3)))));
        JsonNode refusal = platform.refusal(
                request(
                        HttpMethod.POST,
                        "/api/team-drafts/" + second.path("id").asString() + "/acceptance",
                        Map.of("version", second.path("version").asLong())),
                409,
                "CONFLICT");
        assertThat(refusal.path("violations").toString()).contains("CT-08", "均不得重复");
        answer(
                HttpMethod.DELETE,
                "/api/team-drafts/" + first.path("id").asString() + "/acceptance",
                Map.of("version", accepted.path("version").asLong()),
                200);
    }

    @Test
    void aTeamOfTheLibraryIsCheckedAsFarAsItsRosterTells() {
        String team = platform.searchAll("type", "team").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .findFirst()
                .orElseThrow();
        JsonNode check = platform.answer(
                web.post()
                        .uri("/api/teams/{id}/checks?programme=enterprise-innovation-2020&category=S20-6", team)
                        .header(TestSessions.AS, ""),
                200);
        assertThat(check.path("violations").size() + check.path("met").size()).isPositive();
        assertThat(check.path("members")).isNotEmpty();
        JsonNode cast = platform.answer(
                web.post()
                        .uri("/api/teams/{id}/checks?programme={p}&category=CT", team, CAST)
                        .header(TestSessions.AS, ""),
                200);
        assertThat(cast.path("unknown").toString())
                .as("the library does not say who stays in the place served")
                .contains("CT-25");
        platform.refusal(
                web.post().uri("/api/teams/{id}/checks", team).header(TestSessions.AS, ""), 400, "BAD_REQUEST");
        platform.refusal(
                web.post()
                        .uri("/api/teams/{id}/checks?programme={p}&category=CT", UUID.randomUUID(), CAST)
                        .header(TestSessions.AS, ""),
                404,
                "NOT_FOUND");
    }

    @Test
    void whatCannotBeIsRefusedWithTheWayOut() {
        Map<String, Object> strange =
                new HashMap<>(team("团", List.of(member(UUID.randomUUID().toString()))));
        assertThat(platform.refusal(request(HttpMethod.POST, "/api/team-drafts", strange), 400, "BAD_REQUEST")
                        .path("violations"))
                .isNotEmpty();
        Map<String, Object> nowhere = new HashMap<>(team("团", List.of()));
        nowhere.put("regions", List.of("999999"));
        platform.refusal(request(HttpMethod.POST, "/api/team-drafts", nowhere), 400, "BAD_REQUEST");
        Map<String, Object> nameless = new HashMap<>(team(" ", List.of()));
        platform.refusal(request(HttpMethod.POST, "/api/team-drafts", nameless), 400, "BAD_REQUEST");
    }

    @Test
    void teamsStandOnTheBoardOfTwoHundred() {
        String board = "/api/team-places?programme=enterprise-innovation-2020&category=S20-7";
        JsonNode before = answer(HttpMethod.GET, board, null, 200);
        assertThat(before.path("total").asInt()).isEqualTo(200);
        assertThat(list(before.path("shares")).stream()
                        .mapToInt(share -> share.path("quota").asInt())
                        .sum())
                .isEqualTo(200);
        assertThat(before.path("shares")).hasSize(13);
        assertThat(before.path("quote").asString()).contains("各25个");
        String team = before.path("unplaced").get(0).path("id").asString();
        JsonNode placed = put(team, "徐州", 0);
        assertThat(share(placed, "徐州").path("teams").toString()).contains(team);
        assertThat(share(placed, "徐州").path("missing").asInt())
                .isEqualTo(share(before, "徐州").path("missing").asInt() - 1);
        assertThat(placed.path("violations").toString()).contains("too-few");
        platform.refusal(place(team, "苏州", 0), 409, "CONFLICT");
        platform.refusal(place(team, "上海", 1), 400, "BAD_REQUEST");
        JsonNode moved = put(team, "苏州", 1);
        assertThat(share(moved, "徐州").path("teams").toString()).doesNotContain(team);
        assertThat(share(moved, "苏州").path("teams").toString()).contains(team);
        JsonNode away = put(team, null, 2);
        assertThat(away.path("unplaced").toString()).contains(team);
    }

    @Test
    void aShareWithMoreTeamsThanPlacesIsAViolationWithItsSentence() {
        String board = "/api/team-places?programme=enterprise-innovation-2020&category=S20-7";
        List<String> teams = new ArrayList<>();
        JsonNode now = answer(HttpMethod.GET, board, null, 200);
        int room = share(now, "宿迁").path("missing").asInt();
        for (int i = 0; i <= room; i++) {
            String team = now.path("unplaced").get(0).path("id").asString();
            teams.add(team);
            now = put(team, "宿迁", 0);
        }
        assertThat(share(now, "宿迁").path("over").asInt()).isEqualTo(1);
        JsonNode violation = list(now.path("violations")).stream()
                .filter(one -> one.path("code").asString().equals("too-many"))
                .findFirst()
                .orElseThrow();
        assertThat(violation.path("found").path("chinese").asString()).contains("宿迁", "7", "6");
        for (String team : teams) {
            now = put(team, null, 1);
        }
        assertThat(share(now, "宿迁").path("missing").asInt()).isEqualTo(room);
    }

    private JsonNode put(String team, String share, long version) {
        return platform.answer(place(team, share, version), 200);
    }

    private WebTestClient.RequestHeadersSpec<?> place(String team, String share, long version) {
        Map<String, Object> body = new HashMap<>(
                Map.of("programme", "enterprise-innovation-2020", "category", "S20-7", "version", version));
        if (share != null) {
            body.put("share", share);
        }
        return request(HttpMethod.PUT, "/api/team-places/" + team, body);
    }

    private static JsonNode share(JsonNode board, String name) {
        return list(board.path("shares")).stream()
                .filter(share -> share.path("share").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode save(Map<String, Object> team) {
        return answer(HttpMethod.POST, "/api/team-drafts", team, 201);
    }

    private Map<String, Object> team(String name, List<Map<String, Object>> members) {
        return Map.of(
                "name",
                name,
                "programme",
                CAST,
                "category",
                "CT",
                "problems",
                problems.subList(0, 1),
                "members",
                members,
                "stations",
                List.of("学会服务站"));
    }

    private static Map<String, Object> member(String id, String... roles) {
        return Map.of("id", id, "roles", List.of(roles), "fixed", false, "residentDays", roles.length == 0 ? 0 : 60);
    }

    private JsonNode answer(HttpMethod method, String uri, Object body, int status) {
        return platform.answer(request(method, uri, body), status);
    }

    private WebTestClient.RequestHeadersSpec<?> request(HttpMethod method, String uri, Object body) {
        WebTestClient.RequestBodySpec request = web.method(method).uri(uri).header(TestSessions.AS, "staff");
        return body == null ? request : request.bodyValue(body);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
