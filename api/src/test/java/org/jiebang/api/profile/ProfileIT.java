package org.jiebang.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** Works by file count for the expert whom evidence names, feed search and matches, and are gone when the file is taken back. */
@PlatformTest
class ProfileIT {
    private static final String TOPICS = "氮化硅陶瓷；凝胶注模成型；放电等离子烧结";
    private static final String HEADINGS = "题名,作者,单位,关键词,年,DOI\n";

    private final Platform platform;
    private final WebTestClient web;
    /** Of Han characters that no other test uses together. */
    private final String name = han("示例");

    private final String unit = Platform.unique("示例") + "大学";
    private final String work = han("示例") + "镀膜";

    ProfileIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private static String han(String before) {
        StringBuilder name = new StringBuilder(before);
        UUID.randomUUID().toString().substring(0, 6).chars().forEach(c -> name.append((char) ('一' + 11 * c)));
        return name.toString();
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private String expert(String employer, String directions) {
        platform.load(Table.experts().row(name, employer, directions));
        Platform.soon().until(() -> platform.rows("SELECT count(*) FROM identity_job") == 0);
        return platform.strings("SELECT id FROM library_record WHERE library = 'experts' AND payload ->> 'name' = '"
                        + name + "' AND payload ->> 'employer' = '" + employer + "'")
                .getFirst();
    }

    private WebTestClient.RequestHeadersSpec<?> uploading(String file, String expert) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return name + ".csv";
            }
        });
        if (!expert.isEmpty()) {
            parts.part("expert", expert);
        }
        return web.post()
                .uri("/api/work-uploads")
                .header(TestSessions.AS, "staff")
                .body(BodyInserters.fromMultipartData(parts.build()));
    }

    private JsonNode upload(String file) {
        return platform.answer(uploading(file, ""), 201);
    }

    private JsonNode get(String uri, Object... variables) {
        return platform.answer(web.get().uri(uri, variables).header(TestSessions.AS, "staff"), 200);
    }

    private WebTestClient.RequestHeadersSpec<?> post(String uri, Map<String, ?> body, String id) {
        return web.post().uri(uri, id).header(TestSessions.AS, "staff").bodyValue(body);
    }

    private JsonNode profile(String expert) {
        return get("/api/experts/{id}/profile", expert);
    }

    /** The one that the keywords of both works name. */
    private JsonNode direction(JsonNode profile) {
        for (JsonNode direction : profile.path("directions")) {
            if (direction.path("words").asString().equals(work)) {
                return direction;
            }
        }
        throw new AssertionError(profile.toPrettyString());
    }

    private void awaitProfiles() {
        Platform.soon().until(() -> platform.rows("SELECT count(*) FROM profile_job") == 0);
        platform.awaitIndexed();
    }

    private String row(String title, String authors, String units, int year) {
        return title + "," + authors + "," + units + "," + work + ";激光," + year + ",\n";
    }

    /** Name, unit and topics of the expert. */
    private String own() {
        return HEADINGS
                + row("氮化硅陶瓷凝胶注模成型的" + work, name + ";示例某某;示例他人", unit, 2023)
                + row("氮化硅陶瓷放电等离子烧结与" + work, name + ";示例某某;示例他人", unit, 2021);
    }

    private static String state(String expert) {
        return "SELECT concat_ws('|', payload, publication, updated_at, profile) FROM library_record WHERE id = '"
                + expert + "'";
    }

    @Test
    void worksOfWhichEvidenceIsSureFeedSearchAndMatchesAndAreTakenBackWithoutATrace() {
        String expert = expert(unit, TOPICS);
        List<String> before = platform.strings(state(expert));

        JsonNode taken = upload(own() + ",,,,,\n,示例某某,,,,\n");

        assertThat(taken.path("works").asInt()).as(taken::toPrettyString).isEqualTo(2);
        assertThat(taken.path("added").asInt()).isEqualTo(2);
        assertThat(taken.path("rejects").path(0).path("reason").asString()).contains("题名");
        assertThat(taken.path("taken").asInt()).as(taken::toPrettyString).isEqualTo(2);
        awaitProfiles();
        JsonNode profile = profile(expert);
        assertThat(profile.path("workCount").asInt()).isEqualTo(2);
        JsonNode direction = direction(profile);
        assertThat(direction.path("works")).hasSize(2);
        assertThat(List.of(direction.path("from").asInt(), direction.path("to").asInt()))
                .containsExactly(2021, 2023);
        assertThat(profile.toString()).as("nobody else is named").doesNotContain("示例某某");
        assertThat(platform.strings("SELECT row_to_json(work)::text FROM work") + "")
                .as("nor kept")
                .doesNotContain("示例某某");

        assertThat(platform.idsOf("q", '"' + work + '"', "type", "expert")).containsExactly(expert);
        String title = work + "膜层开裂";
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战")
                .row(title, Platform.unique("示例") + "有限公司", work + "残余应力过大"));
        String problem = platform.idOf(Library.PROBLEMS, title);
        JsonNode match = platform.get("/api/problems/{id}/matches?target=experts&limit=5", problem)
                .path(0);
        assertThat(match.path("id").asString()).isEqualTo(expert);
        assertThat(match.path("snippet").asString()).contains("《氮化硅陶瓷放电等离子烧结与" + work + "》");
        assertThat(platform.record(Library.EXPERTS, expert).path("cells").toString())
                .contains("《氮化硅陶瓷放电等离子烧结与" + work + "》，2021");

        JsonNode again = upload(own());
        assertThat(again.path("added").asInt()).as("the same works once more").isZero();
        String first = taken.path("id").asString();
        platform.answer(
                post("/api/work-uploads/{id}/undo", Map.of(), again.path("id").asString()), 200);
        awaitProfiles();
        assertThat(profile(expert).path("workCount").asInt()).isEqualTo(2);
        platform.answer(post("/api/work-uploads/{id}/undo", Map.of(), first), 200);
        platform.refusal(post("/api/work-uploads/{id}/undo", Map.of(), first), 409, "CONFLICT");
        awaitProfiles();
        assertThat(platform.strings(state(expert))).isEqualTo(before);
        assertThat(platform.idsOf("q", '"' + work + '"', "type", "expert")).isEmpty();
        assertThat(platform.rows("SELECT count(*) FROM work WHERE title LIKE '%" + work + "%'"))
                .isZero();
        assertThat(get("/api/work-uploads/{id}", first).path("undoneAt").asString(""))
                .isNotEmpty();
    }

    @Test
    void aNameAloneIsNeverEnoughAndTheDoubtfulAreAsked() {
        String expert = expert(unit, "水稻");
        JsonNode alone = upload(HEADINGS + row(work + "甲", name, "", 2023) + row(work + "乙", name, "别的示例大学", 2022));
        assertThat(alone.path("taken").asInt() + alone.path("asked").asInt())
                .as(alone::toPrettyString)
                .isZero();

        JsonNode doubtful = upload(HEADINGS + row(work + "丙", name + "等", unit, 2020));
        assertThat(doubtful.path("taken").asInt()).isZero();
        assertThat(doubtful.path("asked").asInt()).as(doubtful::toPrettyString).isEqualTo(1);
        assertThat(profile(expert).path("waiting").asInt()).isEqualTo(1);
        JsonNode asked =
                get("/api/authorships?expert={id}", expert).path("authors").path(0);
        assertThat(asked.path("unit").asString()).isEqualTo(unit);
        assertThat(asked.path("works").path(0).path("title").asString()).isEqualTo(work + "丙");
        String id = asked.path("id").asString();
        // Found again and still asked, it may be decided as it was seen.
        platform.strings("INSERT INTO authorship_job (record_id) VALUES ('" + expert + "') RETURNING record_id::text");
        Platform.soon()
                .until(() ->
                        platform.rows("SELECT count(*) FROM authorship_job WHERE record_id = '" + expert + "'") == 0);
        Map<String, Object> yes =
                Map.of("decision", "YES", "version", asked.path("version").asLong());
        JsonNode decided = platform.answer(post("/api/authorships/{id}/decision", yes, id), 200);
        platform.refusal(post("/api/authorships/{id}/decision", yes, id), 409, "CONFLICT");
        awaitProfiles();
        assertThat(profile(expert).path("workCount").asInt()).isEqualTo(1);
        platform.answer(
                post(
                        "/api/authorships/{id}/decision",
                        Map.of(
                                "decision",
                                "OPEN",
                                "version",
                                decided.path("version").asLong()),
                        id),
                200);
        awaitProfiles();
        assertThat(profile(expert).path("workCount").asInt()).isZero();
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '" + id + "'"))
                .isEqualTo(2);

        JsonNode stated = platform.answer(uploading(HEADINGS + row(work + "丁", name, "别的示例大学", 2022), expert), 201);
        assertThat(stated.path("asked").asInt())
                .as("whoever bears the name is asked about where a person says whose works they are")
                .isEqualTo(1);
    }

    @Test
    void whoComesAfterHisWorksFindsThemAndIsLookedAtAgainWhenHeChanges() {
        JsonNode early = upload(own());
        assertThat(early.path("taken").asInt() + early.path("asked").asInt())
                .as("nobody bears the name yet")
                .isZero();

        String expert = expert(unit, "水稻");
        Platform.soon().until(() -> profile(expert).path("waiting").asInt() == 1);
        assertThat(get("/api/authorships?expert={id}", expert)
                        .path("authors")
                        .path(0)
                        .path("unit")
                        .asString())
                .as("only what agrees with the expert is told")
                .isEqualTo(unit);

        expert(unit, TOPICS);
        Platform.soon().until(() -> profile(expert).path("workCount").asInt() == 2);
        awaitProfiles();
        assertThat(platform.idsOf("q", '"' + work + '"', "type", "expert")).containsExactly(expert);
        String id = early.path("id").asString();
        assertThat(get("/api/work-uploads/{id}", id).path("taken").asInt()).isEqualTo(2);

        platform.answer(post("/api/work-uploads/{id}/undo", Map.of(), id), 200);
        awaitProfiles();
        assertThat(profile(expert).path("workCount").asInt()).isZero();
    }

    @Test
    void whatIsNoListOfWorksIsRefusedWithAReason() {
        for (String file : List.of("", "a,b\n1,2\n", "{\"results\":" + "[{\"a\":".repeat(20_000))) {
            JsonNode refused = platform.refusal(uploading(file, ""), 422, "FILE_REFUSED");
            assertThat(refused.path("violations").path(0).path("message").asString())
                    .isNotBlank();
        }
        platform.refusal(uploading(own(), UUID.randomUUID().toString()), 404, "NOT_FOUND");
    }

    @Test
    void worksFollowAMergeAndItsUndoing() {
        String first = expert(unit, TOPICS);
        assertThat(upload(own()).path("taken").asInt()).isEqualTo(2);
        awaitProfiles();
        String second = expert(unit + "材料学院", TOPICS);
        JsonNode pair = Platform.soon()
                .until(() -> get("/api/experts/{id}/identities", second), pairs -> !pairs.isEmpty())
                .path(0);
        JsonNode same = platform.answer(
                post(
                        "/api/identities/{id}/decision",
                        Map.of(
                                "decision",
                                "SAME",
                                "keep",
                                second,
                                "version",
                                pair.path("version").asLong()),
                        pair.path("id").asString()),
                200);
        awaitProfiles();
        assertThat(platform.idsOf("q", '"' + work + '"', "type", "expert")).containsExactly(second);
        platform.answer(
                post(
                        "/api/identities/{id}/undo",
                        Map.of("version", same.path("version").asLong()),
                        same.path("id").asString()),
                200);
        awaitProfiles();
        assertThat(platform.idsOf("q", '"' + work + '"', "type", "expert")).containsExactly(first);
        assertThat(get("/api/experts/{id}/personal-data", first)
                        .path("authors")
                        .path(0)
                        .path("works"))
                .hasSize(2);

        post("/api/experts/{id}/erasure", Map.of("reason", "本人书面要求删除"), first)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        for (String table : List.of("work", "work_upload", "authorship")) {
            assertThat(platform.rows(
                            "SELECT count(*) FROM " + table + " AS entry WHERE entry::text LIKE '%" + name + "%'"))
                    .as(table)
                    .isZero();
        }
    }
}
