package org.jiebang.api.rematching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stored matches follow every change, whoever works on them, and each subscriber hears of a new match once. */
@PlatformTest
class RematchIT {
    private final Platform platform;
    private final WebTestClient web;
    private final Rematching rematching;
    private final ConnectionFactory connections;

    /** A word that only the records of one test have. */
    /** Difference of scores by which two may change places when other records come in. */
    private static final double NEARLY_ALIKE = 0.005;

    private final String subject = Platform.unique("示例材料");

    private final String name = Platform.unique("戊");
    private String problem = "";

    RematchIT(Platform platform, WebTestClient web, Rematching rematching, ConnectionFactory connections) {
        this.platform = platform;
        this.web = web;
        this.rematching = rematching;
        this.connections = connections;
    }

    @BeforeEach
    void aProblemWithAList() {
        platform.awaitSamples();
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战")
                .row(subject + "的寿命", Platform.unique("示例企业"), subject + "寿命短，需要" + subject + "的新配方"));
        problem = platform.idOf(Library.PROBLEMS, subject + "的寿命");
        Platform.soon().until(() -> list().path("matchedAt").isString());
    }

    private JsonNode list() {
        return platform.get("/api/problems/{id}/match-list?target=experts", problem);
    }

    private List<String> names(JsonNode list, boolean standing) {
        List<String> names = new ArrayList<>();
        list.path("entries").forEach(entry -> {
            if (entry.path("rank").isNumber() == standing) {
                names.add(entry.path("title").asString());
            }
        });
        return names;
    }

    /** Of those that stand in a list, by id. */
    private static Map<String, Double> scores(JsonNode list) {
        Map<String, Double> scores = new HashMap<>();
        list.path("entries").forEach(entry -> {
            if (entry.path("rank").isNumber()) {
                scores.put(entry.path("id").asString(), entry.path("score").asDouble());
            }
        });
        return scores;
    }

    private static double worst(JsonNode list) {
        return Collections.min(scores(list).values());
    }

    private String expert() {
        platform.load(Table.experts().row(name, "江南示例大学", subject + "；" + subject + "配方"));
        return platform.idOf(Library.EXPERTS, name);
    }

    private WebTestClient.RequestHeadersSpec<?> send(
            String as, HttpMethod method, String uri, Map<String, ?> body, Object... variables) {
        return web.method(method)
                .uri(uri, variables)
                .header(TestSessions.AS, as)
                .bodyValue(body);
    }

    private JsonNode subscribe(String as, Map<String, ?> body) {
        return platform.answer(send(as, HttpMethod.POST, "/api/subscriptions", body), 200);
    }

    private Map<String, Object> ofTheProblem() {
        return Map.of("kind", "MATCHES", "library", "problems", "recordId", problem, "threshold", 0.01);
    }

    /** Notices of this test's problem and a record; the same person hears of other tests' problems as well. */
    private List<JsonNode> notices(String as, String record) {
        return notices(as, "/problems/" + problem, record);
    }

    private List<JsonNode> notices(String as, String link, String record) {
        List<JsonNode> notices = new ArrayList<>();
        platform.answer(web.get().uri("/api/notices?size=100").header(TestSessions.AS, as), 200)
                .path("notices")
                .forEach(notice -> {
                    String address = notice.path("link").asString();
                    if (address.startsWith(link) && address.contains(record)) {
                        notices.add(notice);
                    }
                });
        return notices;
    }

    @Test
    void aNewExpertComesInAndItsSubscribersHearOfItOnce() {
        subscribe("staff", ofTheProblem());
        String expert = expert();

        Platform.soon().until(() -> names(list(), true).contains(name));
        JsonNode first = list().path("entries").get(0);
        assertThat(first.path("title").asString()).isEqualTo(name);
        assertThat(first.path("previousRank").isNull())
                .as("it has just come in")
                .isTrue();
        Platform.soon().until(() -> notices("staff", expert).size() == 1);
        JsonNode notice = notices("staff", expert).getFirst();
        assertThat(notice.path("subject").asString()).isEqualTo(subject + "的寿命");
        assertThat(notice.path("title").asString()).isEqualTo(name);
        assertThat(notice.path("link").asString())
                .isEqualTo("/problems/" + problem + "?target=experts&match=" + expert);
        assertThat(notices("county", expert)).as("who did not subscribe").isEmpty();

        platform.load(Table.of(Library.EXPERTS, "姓名", "工作单位", "研究方向", "职称")
                .row(name, "江南示例大学", subject + "；" + subject + "配方", "教授"));
        awaitRematched();
        assertThat(notices("staff", expert))
                .as("heard once, however often it changes")
                .hasSize(1);
    }

    private void awaitRematched() {
        platform.awaitIndexed();
        Platform.soon().until(() -> platform.rows("SELECT count(*) FROM match_job") == 0);
    }

    @Test
    void whoWithdrawsLeavesAndTheListIsAsIfMadeAnew() {
        String expert = expert();
        Platform.soon().until(() -> names(list(), true).contains(name));

        platform.answer(
                send(
                        "staff",
                        HttpMethod.PUT,
                        "/api/experts/{id}/consent",
                        Map.of("given", false, "note", "电话告知"),
                        expert),
                200);
        Platform.soon().until(() -> !names(list(), true).contains(name));
        assertThat(names(list(), false)).as("whose name is not public any more").doesNotContain(name);

        awaitRematched();
        JsonNode before = list();
        List<String> followed = names(before, true);
        platform.answer(send("staff", HttpMethod.POST, "/api/admin/rematching", Map.of()), 202);
        awaitRematched();
        JsonNode anew = list();
        // How rare words are may have changed a little since, and with it who stands first of those that are nearly
        // alike.
        assertThat(names(anew, true)).startsWith(followed.subList(0, 5).toArray(String[]::new));
        Map<String, Double> scores = scores(anew);
        assertThat(scores(before))
                .allSatisfy((id, score) ->
                        assertThat(scores.getOrDefault(id, worst(anew))).isCloseTo(score, within(NEARLY_ALIKE)));
        List<String> online = new ArrayList<>();
        platform.get("/api/problems/{id}/matches?target=experts&limit=20", problem)
                .forEach(match -> online.add(match.path("title").asString()));
        assertThat(followed.subList(0, 5))
                .as("what is stored is what is asked")
                .containsExactlyElementsOf(online.subList(0, 5));
    }

    @Test
    void whoeverWorksAndHoweverOftenASubscriberHearsOnce() {
        subscribe("staff", ofTheProblem());
        String expert = expert();
        for (int i = 0; i < 6; i++) {
            platform.rows(
                    "WITH added AS (INSERT INTO match_job (record_id) SELECT unnest('{%s,%s}'::uuid[]) RETURNING 1) SELECT count(*) FROM added"
                            .formatted(expert, problem));
            Flux.merge(IntStream.range(0, 4)
                            .mapToObj(worker -> rematching.work().onErrorReturn(false))
                            .toList())
                    .blockLast(Duration.ofMinutes(1));
        }
        awaitRematched();
        assertThat(names(list(), true)).startsWith(name).doesNotHaveDuplicates();
        assertThat(platform.rows("SELECT count(*) FROM notice WHERE record_id = '" + expert + "' AND subject_id = '"
                        + problem + "'"))
                .isEqualTo(1);
    }

    @Test
    void theJobsOfAKilledWorkerAreTakenByAnother() {
        String expert = expert();
        awaitRematched();
        Connection killed =
                Objects.requireNonNull(Mono.from(connections.create()).block());
        run(
                killed,
                "INSERT INTO match_job (record_id, not_before) VALUES ('" + expert
                        + "', now() + interval '2 seconds')");
        Mono.from(killed.beginTransaction()).block();
        Integer process = Flux.from(
                        killed.createStatement("SELECT pg_backend_pid() AS pid").execute())
                .flatMap(result -> result.map((row, columns) -> row.get("pid", Integer.class)))
                .blockFirst();
        run(killed, "SELECT * FROM match_job WHERE record_id = '" + expert + "' FOR UPDATE");
        Platform.soon()
                .until(() -> platform.rows("SELECT count(*) FROM match_job WHERE record_id = '" + expert
                                + "' AND not_before < now() - interval '2 seconds'")
                        == 1);

        platform.rows("SELECT count(*) FROM (SELECT pg_terminate_backend(" + process + ")) AS done");
        awaitRematched();
        assertThat(names(list(), true)).contains(name);
    }

    private static void run(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast(Duration.ofSeconds(20));
    }

    @Test
    void aSavedSearchTellsOfWhatIsPublishedAfterIt() {
        String kept = subscribe(
                        "staff", Map.of("kind", "SEARCH", "search", "?q=%22" + subject + "%22&type=experts&sort=title"))
                .path("search")
                .asString();
        assertThat(kept).contains("q=").contains("type=experts").doesNotContain("sort");
        String expert = expert();
        Platform.soon().until(() -> notices("staff", "/experts/", expert).size() == 1);
        assertThat(notices("staff", "/experts/", expert).getFirst().path("kind").asString())
                .isEqualTo("FOUND");
        assertThat(notices("staff", "/problems/", problem))
                .as("was there before")
                .isEmpty();
    }

    @Test
    void noticesAreReadAndUnreadByTheirOwnerAlone() {
        subscribe("society", ofTheProblem());
        String expert = expert();
        Platform.soon().until(() -> notices("society", expert).size() == 1);
        String id = notices("society", expert).getFirst().path("id").asString();

        assertThat(state("society").path("unread").asLong()).isPositive();
        for (boolean read : List.of(true, false, true)) {
            send("society", HttpMethod.PUT, "/api/notices/{id}/read", Map.of("read", read), id)
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            assertThat(notices("society", expert).getFirst().path("read").asBoolean())
                    .isEqualTo(read);
        }
        platform.refusal(
                send("county", HttpMethod.PUT, "/api/notices/{id}/read", Map.of("read", true), id), 404, "NOT_FOUND");
        send("society", HttpMethod.POST, "/api/notices/read", Map.of("latest", id))
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(state("society").path("unread").asLong()).isZero();
    }

    /** What a page hears first when it opens the stream. */
    private JsonNode state(String as) {
        String data = web.get()
                .uri("/api/notices/events")
                .header(TestSessions.AS, as)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .blockFirst(Duration.ofSeconds(20));
        return JsonMapper.shared().readTree(data);
    }

    @Test
    void subscriptionsAreOnesOwn() {
        JsonNode subscription = subscribe("expert", ofTheProblem());
        String id = subscription.path("id").asString();
        assertThat(subscribe(
                                "expert",
                                Map.of("kind", "MATCHES", "library", "problems", "recordId", problem, "threshold", 0.9))
                        .path("id")
                        .asString())
                .as("the same, with another threshold")
                .isEqualTo(id);
        platform.refusal(
                web.delete().uri("/api/subscriptions/{id}", id).header(TestSessions.AS, "staff"), 404, "NOT_FOUND");
        web.delete()
                .uri("/api/subscriptions/{id}", id)
                .header(TestSessions.AS, "expert")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @ParameterizedTest
    @CsvSource({
        "MATCHES, , , , 0.4, 400",
        "MATCHES, enterprises, x, , 0.4, 400",
        "MATCHES, problems, 00000000-0000-7000-8000-000000000000, , 0.4, 404",
        "SEARCH, , , '', 0.4, 400",
        "SEARCH, , , sort=title, 0.4, 400",
        "SEARCH, , , moon=full, 0.4, 400",
        "SEARCH, , , type=robots, 0.4, 400",
        "SEARCH, , , q=a, 1.5, 400"
    })
    void wrongSubscriptionsAreRefused(
            String kind, String library, String record, String search, double threshold, int status) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "threshold", threshold));
        body.put("library", library);
        body.put("recordId", record);
        body.put("search", search);
        platform.refusal(
                send("staff", HttpMethod.POST, "/api/subscriptions", body),
                status,
                status == 404 ? "NOT_FOUND" : "BAD_REQUEST");
    }
}
