package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Who could solve a problem, and which problems one could solve. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchIT {
    private static final double ROUNDING = 1e-9;
    private static final int EXPERTS_ASKED = 40;

    private final Platform platform;
    private final WebTestClient web;
    private final Map<Library, List<String>> samples = new HashMap<>();

    MatchIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeAll
    void samples() {
        platform.awaitSamples();
        for (Library library : Library.values()) {
            samples.put(
                    library,
                    platform.searchAll("type", library.type(), "sort", "title").stream()
                            .filter(hit -> hit.path("sample").asBoolean())
                            .map(hit -> hit.path("id").asString())
                            .toList());
        }
    }

    private List<String> some(Library library, int count) {
        List<String> ids = samples.getOrDefault(library, List.of());
        return new Random(5).ints(count, 0, ids.size()).mapToObj(ids::get).toList();
    }

    private JsonNode matches(Library source, String id, Library target, int limit) {
        return platform.get(
                "/api/{source}/{id}/matches?target={target}&limit={limit}", source.code(), id, target.code(), limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"experts", "teams", "societies", "projects"})
    void ranksAndExplainsWhoCouldSolveAProblem(String target) {
        Library wanted = Library.find(target).orElseThrow();
        for (String problem : some(Library.PROBLEMS, 12)) {
            check(matches(Library.PROBLEMS, problem, wanted, 10), wanted, 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"experts", "teams", "societies", "projects"})
    void ranksAndExplainsTheProblemsThatOneCouldSolve(String source) {
        Library asking = Library.find(source).orElseThrow();
        for (String id : some(asking, 12)) {
            check(matches(asking, id, Library.PROBLEMS, 7), Library.PROBLEMS, 7);
        }
    }

    /** Ranks count from one, scores fall, and the parts of each add up to it. */
    private void check(JsonNode matches, Library library, int limit) {
        assertThat(matches).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
        List<Double> scores = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode match : matches) {
            double score = match.path("score").asDouble();
            double sum = 0;
            List<String> signals = new ArrayList<>();
            for (JsonNode part : match.path("parts")) {
                signals.add(part.path("signal").asString());
                double weight = part.path("weight").asDouble();
                double value = part.path("value").asDouble();
                double contribution = part.path("contribution").asDouble();
                assertThat(weight).isBetween(0.0, 1.0);
                assertThat(value).isBetween(0.0, 1.0);
                assertThat(contribution).isCloseTo(weight * value, within(ROUNDING));
                assertThat(part.path("sentence").path("chinese").asString()).containsPattern("\\p{IsHan}");
                assertThat(part.path("sentence").path("english").asString()).containsPattern("[A-Za-z]");
                sum += contribution;
            }
            assertThat(signals).containsExactly("text", "meaning", "chain", "region", "standing", "load", "feedback");
            assertThat(sum).isCloseTo(score, within(ROUNDING));
            assertThat(score).isBetween(0.0, 1.0);
            assertThat(match.path("rank").asInt()).isEqualTo(scores.size() + 1);
            assertThat(match.path("type").asString()).isEqualTo(library.type());
            assertThat(match.path("title").asString()).isNotBlank();
            scores.add(score);
            ids.add(match.path("id").asString());
        }
        assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(ids).doesNotHaveDuplicates();
        JsonNode first = platform.record(library, ids.getFirst());
        assertThat(first.path("title").asString())
                .isEqualTo(matches.get(0).path("title").asString());
    }

    @Test
    void givesTheBestOfALongerList() {
        String problem = some(Library.PROBLEMS, 1).getFirst();
        List<String> hundred = ids(matches(Library.PROBLEMS, problem, Library.EXPERTS, 100));

        assertThat(hundred).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(ids(matches(Library.PROBLEMS, problem, Library.EXPERTS, 1))).isEqualTo(hundred.subList(0, 1));
        assertThat(ids(platform.get("/api/problems/{id}/matches?target=experts", problem)))
                .isEqualTo(hundred.subList(0, 20));
    }

    private static List<String> ids(JsonNode matches) {
        List<String> ids = new ArrayList<>();
        matches.forEach(match -> ids.add(match.path("id").asString()));
        return ids;
    }

    @Test
    void findsTheExpertWhoseOwnDirectionsAreTheProblem() {
        List<String> others = new ArrayList<>();
        SampleLibraries.standard()
                .experts(500)
                .filter(expert -> expert.directions().size() > 1)
                // One who is busy may stand behind another who is free.
                .filter(expert -> expert.activeTasks() * 2 <= expert.capacity())
                .skip(100)
                .limit(EXPERTS_ASKED)
                .forEach(expert -> {
                    JsonNode best = preview(Map.of(
                                    "title", String.join("、", expert.directions()),
                                    "description", String.join("。", expert.results())))
                            .get(0);
                    if (!best.path("title").asString().equals(expert.name())) {
                        others.add(expert.name() + " " + expert.directions() + " → "
                                + best.path("title").asString());
                    }
                });

        assertThat(others).isEmpty();
    }

    /** Records are kept in memory between matches, each as of one write. */
    @Test
    void readsARecordAgainThatWasWrittenSinceTheLastMatch() {
        String name = Platform.unique("甄更");
        platform.load(Table.experts().row(name, "示例研究院", "锆基微晶涂覆"));
        assertThat(snippet(name)).contains("锆基微晶涂覆").doesNotContain("钒基超导绕制");
        platform.load(Table.experts().row(name, "示例研究院", "锆基微晶涂覆；钒基超导绕制"));
        assertThat(snippet(name)).contains("钒基超导绕制");
    }

    /** What is shown of an expert among the matches of a problem. */
    private String snippet(String expert) {
        for (JsonNode match : preview(Map.of("title", "锆基微晶涂覆"))) {
            if (match.path("title").asString().equals(expert)) {
                return match.path("snippet").asString();
            }
        }
        throw new AssertionError(expert + " is not among the matches.");
    }

    private JsonNode preview(Map<String, Object> problem) {
        return platform.answer(
                web.post()
                        .uri("/api/matches/preview")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(problem),
                200);
    }

    @Test
    void previewsEveryTarget() {
        Expert expert = SampleLibraries.standard().experts(1).findFirst().orElseThrow();
        for (String target : List.of("experts", "teams", "societies", "projects")) {
            JsonNode matches = preview(Map.of(
                    "title",
                    String.join("、", expert.directions()),
                    "description",
                    "",
                    "region",
                    "320500",
                    "segments",
                    expert.segments().stream().map(Object::toString).toList(),
                    "target",
                    target,
                    "limit",
                    3));
            check(matches, Library.find(target).orElseThrow(), 3);
        }
    }

    @Test
    void previewsAsTheSavedProblemIsMatched() {
        WebTestClient staff =
                web.mutate().defaultHeader(TestSessions.AS, "staff").build();
        JsonNode sample =
                platform.record(Library.PROBLEMS, some(Library.PROBLEMS, 1).getFirst());
        String title = Platform.unique(sample.path("title").asString());
        List<String> words = new ArrayList<>();
        sample.path("cells").forEach(cell -> words.add(cell.path("value").asString()));
        String text = String.join("。", words);
        String id = platform.answer(
                        staff.post()
                                .uri("/api/problems")
                                .bodyValue(
                                        Map.of("cells", Map.of("难题问题名称", title, "关键难点和挑战", text, "所在地区", "苏州市张家港市"))),
                        201)
                .path("id")
                .asString();
        JsonNode preview = preview(Map.of("title", title, "description", text, "region", "320582", "limit", 10));

        JsonNode saved =
                platform.answer(staff.get().uri("/api/problems/{id}/matches?target=experts&limit=10", id), 200);
        assertThat(ids(preview)).isEqualTo(ids(saved));
    }

    @Test
    void answersAPreviewThatMeetsNothing() {
        assertThat(preview(Map.of("title", "zzzzqqqq"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "problems, problems",
        "problems, enterprises",
        "problems, robots",
        "problems, ''",
        "experts, experts",
        "experts, teams",
        "teams, societies",
        "societies, projects",
        "projects, experts"
    })
    void refusesAWrongTarget(String source, String target) {
        String id = some(Library.find(source).orElseThrow(), 1).getFirst();

        JsonNode problem = platform.refusal(
                web.get().uri("/api/{source}/{id}/matches?target={target}", source, id, target), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("target");
        assertThat(problem.path("violations").get(0).path("code").asString()).isEqualTo("UNKNOWN_CHOICE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "many"})
    void refusesALimitOutOfRange(String limit) {
        String id = some(Library.PROBLEMS, 1).getFirst();

        JsonNode problem = platform.refusal(
                web.get().uri("/api/problems/{id}/matches?target=experts&limit={limit}", id, limit),
                400,
                "BAD_REQUEST");

        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("limit");
    }

    @ParameterizedTest
    @CsvSource({
        "title, ' '",
        "description, long",
        "segments, C99",
        "region, 月球",
        "fields, ROBOTS",
        "target, robots",
        "limit, 0"
    })
    void refusesAPreviewThatItCannotRead(String field, String value) {
        Map<String, Object> problem = new HashMap<>(Map.of("title", "题目"));
        problem.put(
                field,
                switch (field) {
                    case "segments", "fields" -> List.of(value);
                    case "limit" -> Integer.parseInt(value);
                    case "description" -> "字".repeat(20_001);
                    default -> value;
                });

        JsonNode refusal = platform.refusal(
                web.post()
                        .uri("/api/matches/preview")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(problem),
                400,
                "BAD_REQUEST");

        assertThat(refusal.path("violations").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void knowsNoOtherRecord() {
        String unknown = "00000000-0000-7000-8000-000000000000";
        String expert = some(Library.EXPERTS, 1).getFirst();

        platform.refusal(web.get().uri("/api/problems/{id}/matches?target=experts", unknown), 404, "NOT_FOUND");
        platform.refusal(web.get().uri("/api/problems/{id}/matches?target=experts", expert), 404, "NOT_FOUND");
        platform.refusal(web.get().uri("/api/problems/{id}/matches?target=experts", "no-id"), 404, "NOT_FOUND");
        platform.refusal(web.get().uri("/api/enterprises/{id}/matches?target=problems", unknown), 404, "NOT_FOUND");
    }
}
