package org.jiebang.api.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Matching learns from the libraries' texts and from what people say of matches, and earlier versions can be taken again. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearningIT {
    private static final String JUDGEMENT = "/api/problems/{id}/matches/experts/{supply}/judgement";

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private String problem = "";

    LearningIT(Platform platform, WebTestClient web, DatabaseClient database, TransactionalOperator transactions) {
        this.platform = platform;
        this.web = web;
        this.database = database;
        this.transactions = transactions;
    }

    @BeforeAll
    void learnt() {
        platform.awaitSamples();
        problem = platform.searchAll("type", "problem", "sort", "title").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .findFirst()
                .orElseThrow();
        Platform.soon()
                .untilAsserted(() -> assertThat(part(matches().getFirst(), "meaning")
                                .path("value")
                                .asDouble())
                        .as("the meaning of words was learnt from the samples")
                        .isPositive());
    }

    /** What was judged here or in other tests, and what was learnt of it, is gone, and the server knows. */
    @BeforeEach
    @AfterEach
    void forget() {
        // Not while something is learnt, which would be kept after all.
        transactions
                .transactional(Flux.just(
                                "SELECT 1 FROM pg_advisory_xact_lock(hashtext('learning'))",
                                "DELETE FROM match_judgement",
                                "UPDATE problem_progress SET state = 'DISPUTED' WHERE state = 'CLOSED'",
                                "DELETE FROM model_in_use WHERE kind = 'WEIGHTS'",
                                "DELETE FROM learnt_model WHERE kind = 'WEIGHTS'")
                        .concatMap(sql -> database.sql(sql).fetch().rowsUpdated())
                        .then())
                .block();
        Platform.soon()
                .untilAsserted(() -> assertThat(part(matches().getFirst(), "feedback")
                                .path("contribution")
                                .asDouble())
                        .isZero());
    }

    @Test
    void whatWasLearntFromTextsIsKeptAndInUse() {
        JsonNode model = StreamSupport.stream(platform.get("/api/models").spliterator(), false)
                .filter(version -> version.path("kind").asString().equals("CORPUS")
                        && version.path("inUse").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(model.path("learntFrom").asLong()).isGreaterThanOrEqualTo(60);
        send(
                        HttpMethod.PUT,
                        "admin",
                        "/api/models/{id}/use",
                        null,
                        model.path("id").asString())
                .expectStatus()
                .isNoContent();
        send(HttpMethod.PUT, "admin", "/api/models/{id}/use", null, "01890000-0000-7000-8000-000000000000")
                .expectStatus()
                .isNotFound();
        send(
                        HttpMethod.PUT,
                        "staff",
                        "/api/models/{id}/use",
                        null,
                        model.path("id").asString())
                .expectStatus()
                .isForbidden();
    }

    private void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    /** The served side's word counts more than what people thought of the match before. */
    @Test
    void whoSolvedAProblemIsLearntFrom() {
        String solver = ids().get(3);
        UUID organisation = UUID.randomUUID();
        run("INSERT INTO organisation (id, kind, name, record_id) VALUES ('%s', 'EXPERT', '%s', '%s')"
                .formatted(organisation, Platform.unique("解题人"), solver));
        run("INSERT INTO problem_progress (record_id, state, version) VALUES ('%s', 'CLOSED', 1)".formatted(problem));
        run("""
                INSERT INTO problem_step (record_id, version, event, source, target, detail)
                VALUES ('%s', 1, 'CONFIRM', 'DELIVERED', 'CLOSED', '{"satisfaction": {"grade": 5, "words": "好"}}')
                """.formatted(problem));
        run("INSERT INTO problem_claim (record_id, organisation_id, state) VALUES ('%s', '%s', 'SELECTED')"
                .formatted(problem, organisation));
        send(HttpMethod.PUT, "staff", JUDGEMENT, Map.of("verdict", "DECLINED", "reason", "方向不符"), problem, solver)
                .expectStatus()
                .isNoContent();

        Platform.soon().untilAsserted(() -> {
            JsonNode match = matches().stream()
                    .filter(one -> one.path("id").asString().equals(solver))
                    .findFirst()
                    .orElseThrow();
            assertThat(part(match, "feedback").path("value").asDouble()).isGreaterThan(0.5);
        });
        run("DELETE FROM problem_progress WHERE record_id = '%s'".formatted(problem));
        run("DELETE FROM problem_claim WHERE organisation_id = '%s'".formatted(organisation));
        run("DELETE FROM organisation WHERE id = '%s'".formatted(organisation));
    }

    @Test
    void aDeclinedMatchSinksAndAWithdrawnWordIsForgotten() {
        List<JsonNode> before = matches();
        JsonNode first = before.getFirst();
        assertThat(part(first, "feedback").path("contribution").asDouble()).isZero();
        String supply = first.path("id").asString();

        send(HttpMethod.PUT, "staff", JUDGEMENT, Map.of("verdict", "DECLINED", "reason", "方向不符"), problem, supply)
                .expectStatus()
                .isNoContent();
        String liked = before.get(3).path("id").asString();
        send(HttpMethod.PUT, "staff", JUDGEMENT, Map.of("verdict", "ACCEPTED"), problem, liked)
                .expectStatus()
                .isNoContent();

        Platform.soon().untilAsserted(() -> {
            List<String> now = ids();
            assertThat(now.indexOf(liked)).as("accepted before declined").isLessThan(place(now, supply));
        });
        JsonNode said = platform.answer(
                web.get().uri("/api/problems/{id}/judgements", problem).header(TestSessions.AS, "staff"), 200);
        assertThat(said).hasSize(2);
        assertThat(said.get(1).path("reason").asString()).isEqualTo("方向不符");
        assertThat(said.get(1).path("mine").asBoolean()).isTrue();

        for (String id : List.of(supply, liked)) {
            send(HttpMethod.DELETE, "staff", JUDGEMENT, null, problem, id)
                    .expectStatus()
                    .isNoContent();
        }
        // The texts may have been learnt from anew meanwhile, so the order may be another one; nobody's word is in it.
        Platform.soon()
                .untilAsserted(() -> assertThat(matches())
                        .allSatisfy(match -> assertThat(part(match, "feedback")
                                        .path("contribution")
                                        .asDouble())
                                .isZero()));
    }

    @Test
    void ofManyJudgementsWeightsAreLearntMeasuredAndKept() {
        List<String> problems = platform.searchAll("type", "problem", "sort", "title").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("id").asString())
                .limit(12)
                .toList();
        for (String id : problems) {
            JsonNode found = platform.get("/api/problems/{id}/matches?target=experts&limit=6", id);
            for (int i = 0; i < found.size(); i++) {
                send(
                                HttpMethod.PUT,
                                "staff",
                                JUDGEMENT,
                                Map.of("verdict", i < 3 ? "ACCEPTED" : "DECLINED"),
                                id,
                                found.get(i).path("id").asString())
                        .expectStatus()
                        .isNoContent();
            }
        }
        Platform.soon().untilAsserted(() -> {
            JsonNode weights = StreamSupport.stream(platform.get("/api/models").spliterator(), false)
                    .filter(version -> version.path("kind").asString().equals("WEIGHTS"))
                    .findFirst()
                    .orElseThrow();
            assertThat(weights.path("learntFrom").asLong()).isGreaterThanOrEqualTo(30);
            assertThat(weights.path("inUse").asBoolean())
                    .as("only what orders held-out pairs at least as well is taken: %s", weights)
                    .isEqualTo(weights.path("quality").asDouble(-1)
                            >= weights.path("compared").asDouble(2));
        });
    }

    @Test
    void aWrongWordIsRefused() {
        String supply = matches().getFirst().path("id").asString();
        send(HttpMethod.PUT, "staff", JUDGEMENT, Map.of("reason", "x"), problem, supply)
                .expectStatus()
                .isBadRequest();
        send(HttpMethod.PUT, "society", JUDGEMENT, Map.of("verdict", "ACCEPTED"), problem, supply)
                .expectStatus()
                .isNotFound();
    }

    private static int place(List<String> ids, String id) {
        int place = ids.indexOf(id);
        return place < 0 ? ids.size() : place;
    }

    private List<JsonNode> matches() {
        return StreamSupport.stream(
                        platform.get("/api/problems/{id}/matches?target=experts&limit=20", problem)
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> ids() {
        return matches().stream().map(match -> match.path("id").asString()).toList();
    }

    private static JsonNode part(JsonNode match, String signal) {
        return StreamSupport.stream(match.path("parts").spliterator(), false)
                .filter(part -> part.path("signal").asString().equals(signal))
                .findFirst()
                .orElseThrow();
    }

    private WebTestClient.ResponseSpec send(
            HttpMethod method, String as, String uri, Object body, Object... variables) {
        WebTestClient.RequestBodySpec request =
                web.method(method).uri(uri, variables).header(TestSessions.AS, as);
        return (body == null ? request : request.bodyValue(body)).exchange();
    }
}
