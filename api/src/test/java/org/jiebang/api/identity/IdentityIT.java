package org.jiebang.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records that may be one are put before staff, merged and taken apart again without a trace. */
@PlatformTest
class IdentityIT {
    private static final String STATE = "SELECT concat_ws('|', payload, publication, merged_into, unmerged_publication,"
            + " updated_at, published_at, encode(natural_key, 'hex')) FROM library_record WHERE id = '";

    private final Platform platform;
    private final WebTestClient web;
    private final String topic = Platform.unique("示例熔覆");
    private final String unit = Platform.unique("示例") + "大学";
    /** Of Han characters that no other test uses together. */
    private final String name = han("示例");

    IdentityIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private static String han(String before) {
        StringBuilder name = new StringBuilder(before);
        UUID.randomUUID().toString().substring(0, 6).chars().forEach(c -> name.append((char) ('一' + 7 * c)));
        return name.toString();
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    /** Two records of one person: the second with spaces in the name, at a school of the unit, of unknown year. */
    private void twoRecords() {
        platform.load(experts().row(name, "1970", unit, topic + "；激光", ""));
        platform.load(second(""));
    }

    private Table second(String phone) {
        return experts().row(name.charAt(0) + " " + name.substring(1), "", unit + "材料学院", topic + "；激光", phone);
    }

    private static Table experts() {
        return Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "研究方向", "手机");
    }

    private List<String> ids() {
        return platform.strings(
                "SELECT id FROM library_record WHERE library = 'experts' AND replace(payload ->> 'name', ' ', '') = '"
                        + name + "' ORDER BY id");
    }

    private WebTestClient.RequestHeadersSpec<?> get(String as, String uri, Object... variables) {
        return web.get().uri(uri, variables).header(TestSessions.AS, as);
    }

    private WebTestClient.RequestHeadersSpec<?> post(String as, String uri, Map<String, ?> body, Object... variables) {
        return web.method(HttpMethod.POST)
                .uri(uri, variables)
                .header(TestSessions.AS, as)
                .bodyValue(body);
    }

    private JsonNode pairsOf(String expert) {
        return platform.answer(get("staff", "/api/experts/{id}/identities", expert), 200);
    }

    private JsonNode awaitPair(String expert) {
        return Platform.soon()
                .until(() -> pairsOf(expert), pairs -> !pairs.isEmpty())
                .get(0);
    }

    private void awaitCompared() {
        Platform.soon().until(() -> platform.rows("SELECT count(*) FROM identity_job") == 0);
    }

    private WebTestClient.RequestHeadersSpec<?> decision(JsonNode pair, String decision, String keep) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "decision",
                decision,
                "reason",
                "核对过",
                "version",
                pair.path("version").asLong()));
        if (!keep.isEmpty()) {
            body.put("keep", keep);
        }
        return post(
                "staff", "/api/identities/{id}/decision", body, pair.path("id").asString());
    }

    private JsonNode undo(JsonNode pair) {
        return platform.answer(
                post(
                        "staff",
                        "/api/identities/{id}/undo",
                        Map.of("reason", "弄错了", "version", pair.path("version").asLong()),
                        pair.path("id").asString()),
                200);
    }

    private List<String> states(List<String> ids) {
        List<String> states = new ArrayList<>();
        ids.forEach(id -> states.addAll(platform.strings(STATE + id + "'")));
        return states;
    }

    private JsonNode search() {
        return platform.search("q", '"' + topic + '"', "type", "expert").path("hits");
    }

    /** What a search finds, without scores, which rest on what was once in the index as well. */
    private List<String> documents() {
        List<String> documents = new ArrayList<>();
        search().forEach(hit ->
                documents.add(((ObjectNode) hit.deepCopy()).without("score").toString()));
        documents.sort(null);
        return documents;
    }

    /** A draft of a service team with these members. */
    private String team(List<String> members) {
        List<Map<String, Object>> all = members.stream()
                .map(id -> Map.<String, Object>of("id", id, "roles", List.of(), "fixed", false, "residentDays", 0))
                .toList();
        Map<String, Object> team =
                Map.of("name", topic, "programme", "kczg-service-team-2024", "category", "CT", "members", all);
        return platform.answer(post("staff", "/api/team-drafts", team), 201)
                .path("id")
                .asString();
    }

    private List<String> members(String team) {
        return platform.answer(get("staff", "/api/team-drafts/{id}", team), 200)
                .path("team")
                .path("members")
                .valueStream()
                .map(member -> member.path("id").asString())
                .toList();
    }

    @Test
    void aMergeLeadsToTheOneKeptAndIsUndoneWithoutATrace() {
        twoRecords();
        List<String> ids = ids();
        String kept = ids.getFirst();
        String merged = ids.getLast();
        JsonNode pair = awaitPair(kept);
        assertThat(pair.path("evidence").path(0).path("level").asString()).isEqualTo("PERSON_NAME_EQUAL");
        assertThat(pair.path("evidence").toString()).contains("UNIT_PART", "TOPICS_");
        assertThat(pair.path("score").asDouble()).isGreaterThan(-1);
        List<String> before = states(ids);
        List<String> found = documents();
        assertThat(found).hasSize(2);
        String team = team(ids);

        JsonNode same = platform.answer(decision(pair, "SAME", kept), 200);

        assertThat(same.path("kept").asString()).isEqualTo(kept);
        platform.awaitIndexed();
        assertThat(search())
                .hasSize(1)
                .allMatch(hit -> hit.path("id").asString().equals(kept));
        assertThat(platform.answer(get("", "/api/experts/{id}", merged), 200)
                        .path("id")
                        .asString())
                .as("the public address leads on")
                .isEqualTo(kept);
        assertThat(platform.answer(get("staff", "/api/experts/{id}", merged), 200)
                        .path("publication")
                        .asString())
                .isEqualTo("MERGED");
        platform.answer(
                post(
                        "staff",
                        "/api/experts/{id}/sanctions",
                        Map.of("kind", "DISHONEST", "from", "2024-01-01", "reason", "示例", "source", "示例通知"),
                        merged),
                201);
        assertThat(platform.answer(get("staff", "/api/experts/{id}/sanctions", kept), 200))
                .hasSize(1);

        assertThat(platform.load(Library.EXPERTS, "again.csv", second("").csv())
                        .path("unchanged")
                        .asInt())
                .isEqualTo(1);
        awaitCompared();
        assertThat(search()).as("the same file again publishes nothing").hasSize(1);
        assertThat(members(team)).as("one person is one member").containsExactly(kept);
        undo(same);

        platform.awaitIndexed();
        assertThat(states(ids)).isEqualTo(before);
        assertThat(documents()).isEqualTo(found);
        assertThat(members(team)).containsExactlyElementsOf(ids);
        awaitCompared();
        JsonNode after = awaitPair(kept);
        assertThat(after.path("state").asString()).isEqualTo("UNDONE");
        assertThat(after.path("history")).hasSize(2);
        assertThat(after.path("history").path(1).path("reason").asString()).isEqualTo("核对过");
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '"
                        + after.path("id").asString() + "'"))
                .isEqualTo(2);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWinsAndTheOtherIsTold() {
        twoRecords();
        JsonNode pair = awaitPair(ids().getFirst());
        List<CompletableFuture<Integer>> both = List.of("SAME", "DIFFERENT").stream()
                .map(what -> CompletableFuture.supplyAsync(
                        () -> decision(pair, what, "SAME".equals(what) ? ids().getFirst() : "")
                                .exchange()
                                .expectBody()
                                .returnResult()
                                .getStatus()
                                .value()))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
        JsonNode told = platform.refusal(decision(pair, "DIFFERENT", ""), 409, "CONFLICT");
        assertThat(told.path("detail").asString()).contains("已认定");
        platform.refusal(decision(pair, "OPEN", ""), 400, "BAD_REQUEST");
        platform.refusal(decision(pair, "DIFFERENT", ids().getFirst()), 400, "BAD_REQUEST");
    }

    @Test
    void whatWasFoundDifferentComesBackOnlyWithHeavierEvidence() {
        twoRecords();
        String first = ids().getFirst();
        JsonNode pair = platform.answer(decision(awaitPair(first), "DIFFERENT", ""), 200);
        platform.load(experts().row(name, "1970", unit, topic + "；激光；示例", ""));
        awaitCompared();
        assertThat(pairsOf(first)).isEmpty();

        platform.load(experts().row(name, "1970", unit, topic + "；激光；示例", "13912340111"));
        platform.load(experts()
                .row(name.charAt(0) + " " + name.substring(1), "", unit + "材料学院", topic + "；激光", "13912340111"));

        JsonNode again = awaitPair(first);
        assertThat(again.path("id").asString()).isEqualTo(pair.path("id").asString());
        assertThat(again.path("state").asString()).isEqualTo("OPEN");
        assertThat(again.path("history").path(0).path("by").isNull())
                .as("the platform brought it back")
                .isTrue();
        assertThat(again.toString()).contains("CONTACT_SHARED").doesNotContain("13912340111");
    }

    @Test
    void namesakesAreNotProposedAndWhatIsOneIsErasedAsOne() {
        platform.load(experts().row(name, "1970", unit, topic + "；激光", "").row(name, "", "", "水稻", ""));
        List<String> ids = ids();
        awaitCompared();
        assertThat(pairsOf(ids.getFirst())).as("a name alone").isEmpty();

        platform.load(experts().row(name, "", unit + "材料学院", topic + "；激光", ""));
        String merged = ids().getLast();
        JsonNode pair = Platform.soon()
                .until(() -> pairsOf(merged), pairs -> pairs.size() == 1)
                .get(0);
        platform.answer(decision(pair, "SAME", ids.getFirst()), 200);
        JsonNode data = platform.answer(get("staff", "/api/experts/{id}/personal-data", ids.getFirst()), 200);
        assertThat(data.path("merged").path(0).path("record").path("id").asString())
                .isEqualTo(merged);
        post("staff", "/api/experts/{id}/erasure", Map.of("reason", "本人书面要求删除"), ids.getFirst())
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        assertThat(ids()).containsExactly(ids.getLast());
        assertThat(platform.rows("SELECT count(*) FROM identity_candidate WHERE '" + merged
                        + "' IN (one_id::text, other_id::text)"))
                .isZero();
    }

    @Test
    void aConflictOfInterestOfOneRecordCountsForTheOther() {
        String firm = Platform.unique("示例晶澜") + "有限公司";
        String spelled = "Xiaoming SHILI" + name.hashCode();
        platform.load(experts()
                .row(name, "1970", unit, topic + "；激光", "13912340222")
                .row(name + "（英文名：" + spelled + "）", "1970", firm, topic + "；激光", "13912340222"));
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战").row(topic + "不稳定", firm, topic + "不稳定"));
        String problem = platform.idOf(Library.PROBLEMS, topic + "不稳定");
        String free = ids().getFirst();
        assertThat(matches(problem)).as("names differ").contains(free);
        platform.answer(decision(awaitPair(free), "SAME", ""), 200);
        assertThat(matches(problem)).as("decided to be one").doesNotContain(free);
        undo(pairsOf(free).get(0));
        assertThat(matches(problem)).contains(free);
    }

    private List<String> matches(String problem) {
        List<String> found = new ArrayList<>();
        platform.get("/api/problems/{id}/matches?target=experts&limit=50", problem)
                .forEach(match -> found.add(match.path("id").asString()));
        return found;
    }
}
