package org.jiebang.api.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Service teams for the sample problems under the rules of the calls. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamProposalIT {
    private final Platform platform;
    private final WebTestClient web;
    private List<String> problems = List.of();

    TeamProposalIT(Platform platform, WebTestClient web) {
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
    }

    @Test
    void buildsATeamOfTheCastCallWithProof() {
        JsonNode answer = propose("kczg-service-team-2024", "CT", problems.subList(0, 1), Map.of("asOf", "2024-05-20"));
        assertThat(answer.path("state").asString()).as("%s", answer).isIn("OPTIMAL", "FEASIBLE");
        JsonNode team = answer.path("teams").get(0);
        List<JsonNode> members = list(team.path("members"));
        assertThat(members).hasSizeBetween(20, 25);
        assertThat(members.stream().filter(member -> {
                    int age = member.path("age").asInt(0);
                    return age > 0 && age <= 45;
                }))
                .as("CT-14: at least ten aged 45 or less")
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(members.stream()
                        .filter(member -> member.path("supportedYouth").asBoolean()))
                .as("CT-15")
                .hasSizeGreaterThanOrEqualTo(2);
        Map<String, String> roles = new HashMap<>();
        for (JsonNode member : members) {
            member.path("roles")
                    .forEach(role -> roles.merge(
                            role.asString(), member.path("id").asString(), (one, other) -> one + " " + other));
        }
        assertThat(roles).containsKeys("CHIEF_EXPERT", "LEADER", "RESIDENT");
        assertThat(roles.get("LEADER")).as("CT-16").isNotEqualTo(roles.get("CHIEF_EXPERT"));
        assertThat(roles.get("RESIDENT").split(" ")).as("CT-25").hasSizeBetween(1, 2);
        double sum = list(team.path("parts")).stream()
                .mapToDouble(part -> part.path("contribution").asDouble())
                .sum();
        assertThat(team.path("value").asDouble()).isCloseTo(sum, within(1e-9));
        assertThat(team.path("bound").asDouble())
                .isGreaterThanOrEqualTo(team.path("value").asDouble() - 1e-6);
    }

    @Test
    void heedsWhoIsWishedForAndWhoIsNot() {
        JsonNode first = propose("enterprise-innovation-2020", "S20-6", problems, Map.of());
        List<String> ids = ids(first.path("teams").get(0));
        assertThat(ids).as("TEAM-01").hasSizeBetween(7, 10);
        String away = ids.getFirst();
        JsonNode second = propose(
                "enterprise-innovation-2020",
                "S20-6",
                problems,
                Map.of("excluded", List.of(away), "fixed", List.of(ids.get(1)), "alternatives", 2, "difference", 2));
        List<JsonNode> teams = list(second.path("teams"));
        assertThat(teams).isNotEmpty();
        for (JsonNode team : teams) {
            assertThat(ids(team)).doesNotContain(away).contains(ids.get(1));
        }
        if (teams.size() == 2) {
            Set<String> left = ids(teams.getFirst()).stream().collect(Collectors.toSet());
            ids(teams.get(1)).forEach(left::remove);
            assertThat(left).as("two differ").hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void saysWhichRulesCannotHoldTogetherAndWhatWouldMendIt() {
        List<String> elders = SampleLibraries.standard()
                .experts(500)
                .filter(expert -> expert.birthYear() > 0 && expert.birthYear() < 1975)
                .limit(11)
                .map(expert -> platform.idOf(Library.EXPERTS, expert.name()))
                .toList();
        JsonNode answer = propose(
                "kczg-service-team-2024",
                "CT",
                problems.subList(0, 1),
                Map.of("asOf", "2024-05-20", "minSize", 20, "maxSize", 20, "fixed", elders));
        assertThat(answer.path("state").asString()).isEqualTo("INFEASIBLE");
        assertThat(answer.path("conflict")).isNotEmpty();
        assertThat(answer.path("repair").path("steps")).isNotEmpty();
        assertThat(answer.path("why").path("chinese").asString()).containsPattern("\\p{IsHan}");
    }

    @Test
    void wrongRequestsAreRefusedWithTheWayOut() {
        platform.refusal(request("no-such-call", "CT", problems, Map.of()), 400, "BAD_REQUEST");
        platform.refusal(request("kczg-service-team-2024", "X", problems, Map.of()), 400, "BAD_REQUEST");
        platform.refusal(request("kczg-service-team-2024", "CT", List.of(), Map.of()), 400, "BAD_REQUEST");
        platform.refusal(
                request("kczg-service-team-2024", "CT", problems, Map.of("minSize", 30, "maxSize", 20)),
                400,
                "BAD_REQUEST");
        platform.refusal(
                request("kczg-service-team-2024", "CT", List.of("01890000-0000-7000-8000-000000000000"), Map.of()),
                404,
                "NOT_FOUND");
    }

    private JsonNode propose(String programme, String category, List<String> ids, Map<String, Object> constraints) {
        return platform.answer(request(programme, category, ids, constraints), 200);
    }

    private WebTestClient.RequestHeadersSpec<?> request(
            String programme, String category, List<String> ids, Map<String, Object> constraints) {
        return web.post()
                .uri("/api/teams/proposals")
                .header(TestSessions.AS, "staff")
                .bodyValue(Map.of(
                        "programme", programme, "category", category, "problemIds", ids, "constraints", constraints));
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
