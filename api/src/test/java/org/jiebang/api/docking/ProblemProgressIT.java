package org.jiebang.api.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.problem.Completeness;
import org.jiebang.problem.ProblemLife;
import org.jiebang.problem.ProblemState;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The closed loop over HTTP, by the roles' own accounts. */
@PlatformTest
class ProblemProgressIT {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final ProgressStore store;
    private final ProblemProgress progress;
    private final Outcomes outcomes;

    ProblemProgressIT(
            Platform platform,
            People people,
            DatabaseClient database,
            ProgressStore store,
            ProblemProgress progress,
            Outcomes outcomes) {
        this.outcomes = outcomes;
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.store = store;
        this.progress = progress;
    }

    private Loop loop() {
        return new Loop(platform, people);
    }

    private static String title() {
        return Platform.unique("坩埚开裂");
    }

    private long found(String title) {
        platform.awaitIndexed();
        return platform.search("q", '"' + title + '"', "type", "problem")
                .path("total")
                .asLong();
    }

    /** As {@code docs/problem-life.md} tells it. */
    @Test
    void fromAnEnterprisesDraftToItsConfirmation() {
        String title = title();
        Loop loop = loop().draft(Map.of("难题问题名称", title, "关键难点和挑战", "晶界相控制", "所在地区", "苏州市张家港市"));

        // The form is not complete: what is missing is named field by field.
        JsonNode refusal = loop.refused("enterprise", "SUBMIT", Map.of(), 400, "BAD_REQUEST");
        assertThat(refusal.path("violations").findValuesAsString("field"))
                .containsExactly("所属分类", "产业领域", "产生背景", "目前进展", "拟开展合作方式", "预期效益", "预计总投入（万元）", "问题解决期限");
        assertThat(loop.progress("enterprise").path("missing")).hasSize(8);
        platform.answer(
                people.local("enterprise")
                        .put()
                        .uri("/api/problems/{id}", loop.problem())
                        .bodyValue(Map.of("cells", Loop.completeCells(title), "version", 1)),
                200);
        loop.step("enterprise", "SUBMIT", Map.of());

        // A question back, an answer, and nobody rewrites what is being judged.
        loop.step("staff", "ASK", Loop.because("请补充现有坩埚的失效照片说明。"));
        loop.step("enterprise", "SUBMIT", Loop.because("已在进展中补充。"));
        platform.refusal(
                people.local("enterprise")
                        .put()
                        .uri("/api/problems/{id}", loop.problem())
                        .bodyValue(Map.of("cells", Loop.completeCells(title), "version", 2)),
                409,
                "CONFLICT");
        loop.step("staff", "ACCEPT", Map.of());
        assertThat(found(title)).as("not public before it is posted").isZero();

        // The county recommends and names the society that assesses; that society reads it now and nobody else does.
        String society = platform.strings("SELECT id::text FROM organisation WHERE name = '示例学会'")
                .getFirst();
        platform.refusal(people.local("society").get().uri("/api/problems/{id}", loop.problem()), 404, "NOT_FOUND");
        loop.step("county", "RECOMMEND", Map.of("reason", "本县龙头企业，带动性强。", "assessorId", society));
        platform.answer(people.local("society").get().uri("/api/problems/{id}", loop.problem()), 200);
        loop.step("society", "ASSESS", Loop.assessed());
        loop.step("staff", "POST", Loop.call("OPEN", ProblemProgress.today().plusDays(30)));
        assertThat(found(title)).isEqualTo(1);

        // Two societies claim; the enterprise compares and selects one.
        JsonNode first = loop.claim(people.local("society"));
        WebTestClient rival = people.member(
                        people.organisation(OrganisationKind.SOCIETY, Platform.unique("示例研究会"), "320000")
                                .path("id")
                                .asString(),
                        Role.SOCIETY)
                .web();
        loop.claim(rival);
        assertThat(platform.search("q", '"' + title + '"', "status", "CLAIMED")).isNotNull();
        assertThat(claims(people.local("enterprise"), loop)).hasSize(2);
        assertThat(claims(rival, loop)).as("no rival reads another's claim").hasSize(1);
        loop.docking(first);
        assertThat(claims(people.local("enterprise"), loop).findValuesAsString("state"))
                .containsExactly("SELECTED", "NOT_SELECTED");

        // Docking, agreement, solution.
        docking(people.local("society"), first, "STATION", "王示例", 5, 3);
        docking(people.local("enterprise"), first, "STATION", "王示例", 4, 1);
        JsonNode log = docking(people.local("society"), first, "ONLINE", "李示例", 1, 1);
        assertThat(log.path("entries")).hasSize(3);
        assertThat(log.path("stationed").toString()).isEqualTo("[{\"person\":\"王示例\",\"days\":5}]");
        loop.step("society", "SIGN", Loop.agreement());
        loop.step("society", "DELIVER", Loop.solution());

        // Nobody but the side that was served closes the loop.
        for (String other : List.of("staff", "society", "county", "admin")) {
            loop.refused(other, "CONFIRM", Loop.satisfied(5), 403, "FORBIDDEN");
        }
        loop.step("enterprise", "DISPUTE", Loop.because("第三批寿命只有 150 炉。"));
        loop.step("staff", "REWORK", Loop.because("双方同意补做一批。"));
        loop.step("society", "DELIVER", Loop.solution());
        JsonNode closed = loop.step("enterprise", "CONFIRM", Loop.satisfied(4));
        assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("history")
                        .get(0)
                        .path("detail")
                        .path("satisfaction")
                        .path("grade")
                        .asInt())
                .isEqualTo(4);
        assertThat(platform.awaitIndexedAnd(
                                () -> platform.search("q", '"' + title + '"', "type", "problem", "status", "SOLVED"))
                        .path("total")
                        .asLong())
                .isEqualTo(1);

        // The history has no gap, follows the table, and stands in the audit log step by step.
        JsonNode history = loop.progress("enterprise").path("history");
        List<JsonNode> steps = new ArrayList<>(
                StreamSupport.stream(history.spliterator(), false).toList());
        Collections.reverse(steps);
        ProblemState state = ProblemState.DRAFT;
        long version = 0;
        for (JsonNode step : steps) {
            assertThat(step.path("version").asLong()).isEqualTo(++version);
            var transition = ProblemLife.TABLE
                    .find(
                            state,
                            org.jiebang.problem.ProblemEvent.valueOf(
                                    step.path("event").asString()))
                    .orElseThrow();
            assertThat(step.path("to").asString()).isEqualTo(transition.to().name());
            state = transition.to();
        }
        assertThat(state).isEqualTo(ProblemState.CLOSED);
        assertThat(platform.strings(
                        "SELECT count(*)::text FROM audit_entry WHERE action = 'PROBLEM_STEP_TAKEN' AND subject_id = '"
                                + loop.problem() + "'"))
                .containsExactly(Long.toString(version));

        // Others see the milestones without names and words.
        JsonNode seen = platform.answer(people.visitor().get().uri("/api/problems/{id}/progress", loop.problem()), 200);
        assertThat(seen.path("history").findValuesAsString("event"))
                .containsExactly("CONFIRM", "SIGN", "SELECT", "POST");
        assertThat(seen.toString()).doesNotContain("示例学会", "150 炉", "响应及时");

        // What came of it is there to be learnt from, until it is reopened.
        assertThat(solvers(loop)).containsExactly("societies 4");
        loop.step("enterprise", "REOPEN", Loop.because("换料后又开裂。"));
        assertThat(solvers(loop)).isEmpty();
    }

    private List<String> solvers(Loop loop) {
        return outcomes.all()
                .filter(outcome -> outcome.problemId().toString().equals(loop.problem()))
                .map(outcome -> outcome.library().code() + " " + outcome.grade())
                .collectList()
                .block();
    }

    private JsonNode claims(WebTestClient web, Loop loop) {
        return platform.answer(web.get().uri("/api/problems/{id}/claims", loop.problem()), 200);
    }

    private JsonNode docking(
            WebTestClient web, JsonNode claim, String kind, String person, int fromDaysAgo, int toDaysAgo) {
        LocalDate today = ProblemProgress.today();
        return platform.answer(
                People.post(
                        web,
                        "/api/claims/" + claim.path("id").asString() + "/docking",
                        Map.of(
                                "kind",
                                kind,
                                "person",
                                person,
                                "from",
                                today.minusDays(fromDaysAgo).toString(),
                                "to",
                                today.minusDays(toDaysAgo).toString(),
                                "content",
                                "现场查看烧结炉温场并取样。")),
                201);
    }

    @Test
    void ofTwoWhoActAtOnceOneWinsAndTheOtherIsToldWhy() {
        Loop loop = loop().draft(Loop.completeCells(title()));
        loop.step("enterprise", "SUBMIT", Map.of());
        long version = loop.version();
        WebTestClient staff = people.local("staff");
        assertThat(People.together(List.of(
                        loop.request(staff, "ACCEPT", version, Map.of()),
                        loop.request(staff, "ASK", version, Loop.because("请补充。")),
                        loop.request(people.local("enterprise"), "WITHDRAW", version, Map.of()))))
                .containsExactly(200, 409, 409);
        assertThat(loop.version()).isEqualTo(version + 1);
        JsonNode told = platform.refusal(loop.request(staff, "REJECT", version, Loop.because("重复。")), 409, "CONFLICT");
        assertThat(told.path("detail").asString()).contains("已由“示例").contains("现在是“");
    }

    @Test
    void twoSocietiesClaimWhileTheEnterpriseSelects() {
        Loop loop = loop().posted(title());
        JsonNode claim = loop.claim(people.local("society"));
        long version = loop.version();
        Map<String, Object> select = Map.of("claimIds", List.of(claim.path("id").asString()));
        assertThat(People.together(List.of(
                        loop.request(people.local("enterprise"), "SELECT", version, select),
                        People.post(
                                people.local("society"),
                                "/api/claims/" + claim.path("id").asString() + "/steps",
                                Map.of(
                                        "event",
                                        "WITHDRAW",
                                        "version",
                                        claim.path("version").asLong())))))
                // The selection came first, and what is selected is not withdrawn; or the other way round.
                .isIn(List.of(200, 409), List.of(200, 400));
        String state = platform.answer(
                        people.local("society")
                                .get()
                                .uri("/api/claims/{id}", claim.path("id").asString()),
                        200)
                .path("state")
                .asString();
        assertThat(List.of(loop.state(), state)).isIn(List.of("DOCKING", "SELECTED"), List.of("POSTED", "WITHDRAWN"));
    }

    @Test
    void whatTheTableDoesNotKnowIsRefusedWithTheWayOut() {
        Loop loop = loop().draft(Loop.completeCells(title()));
        JsonNode refusal = loop.refused("staff", "POST", Loop.call("OPEN", ProblemProgress.today()), 409, "CONFLICT");
        assertThat(refusal.path("detail").asString()).isEqualTo("难题现在是“草稿”，不能张榜；“待张榜”时可以。");
        loop.step("enterprise", "SUBMIT", Map.of());
        JsonNode missing = loop.refused("staff", "REJECT", Map.of(), 400, "BAD_REQUEST");
        assertThat(missing.path("violations").get(0).path("field").asString()).isEqualTo("reason");
        loop.refused("staff", "SUBMIT", Map.of(), 409, "CONFLICT");
        // Somebody else's problem is not there; an action that is not one's own is forbidden.
        loop.refused("city", "RECOMMEND", Loop.because("建议。"), 409, "CONFLICT");
        loop.refused("society", "ACCEPT", Map.of(), 403, "FORBIDDEN");
        loop.refused("society", "ASSESS", Loop.assessed(), 404, "NOT_FOUND");
        platform.refusal(loop.request(people.visitor(), "SUBMIT", Map.of()), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void aCallThatIsOverEndsAndIsOpenedAgain() {
        Loop loop = loop().posted(title());
        JsonNode claim = loop.claim(people.local("society"));
        over(loop);
        loop.claimStep(people.local("society"), claim, "WITHDRAW");
        platform.refusal(
                people.local("society").post().uri("/api/problems/{id}/claims", loop.problem()), 409, "CONFLICT");
        // As the platform's own loop does.
        store.expired(ProblemProgress.today(), 1000)
                .concatMap(progress::expire)
                .collectList()
                .block();
        assertThat(loop.state()).isEqualTo("EXPIRED");
        JsonNode last = loop.progress("staff").path("history").get(0);
        assertThat(last.path("event").asString()).isEqualTo("EXPIRE");
        assertThat(last.path("organisation").asString()).isEmpty();
        loop.step("enterprise", "REOPEN", Map.of());
        loop.refused("staff", "POST", Loop.call("OPEN", ProblemProgress.today().minusDays(1)), 400, "BAD_REQUEST");
        loop.step("staff", "POST", Loop.call("JOINT", ProblemProgress.today()));
        assertThat(loop.progress("society").path("open").asBoolean()).isTrue();
    }

    /** A call that is over with a claim waits for the enterprise to choose. */
    @Test
    void aCallWithClaimsDoesNotExpire() {
        Loop loop = loop().posted(title());
        loop.claim(people.local("society"));
        over(loop);
        store.expired(ProblemProgress.today(), 1000)
                .concatMap(progress::expire)
                .collectList()
                .block();
        assertThat(loop.state()).isEqualTo("POSTED");
    }

    private void over(Loop loop) {
        database.sql("UPDATE problem_progress SET claim_until = claim_until - 365 WHERE record_id = '" + loop.problem()
                        + "'")
                .fetch()
                .rowsUpdated()
                .block();
    }

    @Test
    void onlyTheInvitedClaimWhereTheBestIsChosenAmongThem() {
        Loop loop = loop().posted(title());
        loop.step("enterprise", "WITHDRAW", Loop.because("改为定向。"));
        assertThat(loop.progress("enterprise").path("state").asString()).isEqualTo("WITHDRAWN");
        loop.step("enterprise", "REOPEN", Map.of());
        loop.step("enterprise", "SUBMIT", Map.of());
        loop.step("staff", "ACCEPT", Map.of());
        loop.step("county", "RECOMMEND", Loop.because("同前。"));
        loop.step("staff", "ASSESS", Loop.assessed());
        LocalDate until = ProblemProgress.today().plusDays(9);
        loop.refused("staff", "POST", Loop.call("TARGETED", until), 400, "BAD_REQUEST");
        Map<String, Object> call = new HashMap<>(Loop.call("TARGETED", until));
        JsonNode invited = people.organisation(OrganisationKind.SOCIETY, Platform.unique("受邀示例学会"), "320000");
        call.put("invited", List.of(invited.path("id").asString()));
        loop.step("staff", "POST", call);
        platform.refusal(
                people.local("society").post().uri("/api/problems/{id}/claims", loop.problem()), 409, "CONFLICT");
        WebTestClient society =
                people.member(invited.path("id").asString(), Role.SOCIETY).web();
        assertThat(loop.claim(society).path("state").asString()).isEqualTo("SUBMITTED");
    }

    @Test
    void aBrokenOffDockingLetsTheOthersTakePartAgain() {
        Loop loop = loop().posted(title());
        JsonNode chosen = loop.claim(people.local("society"));
        WebTestClient other = people.member(
                        people.organisation(OrganisationKind.SOCIETY, Platform.unique("另一示例学会"), "320000")
                                .path("id")
                                .asString(),
                        Role.SOCIETY)
                .web();
        JsonNode passedOver = loop.claim(other);
        loop.docking(chosen);
        loop.step("society", "BREAK_OFF", Loop.because("设备故障，无法按期开展。"));
        assertThat(claims(people.local("enterprise"), loop).findValuesAsString("state"))
                .containsExactly("BROKEN_OFF", "SUBMITTED");
        loop.docking(passedOver);
        assertThat(loop.state()).isEqualTo("DOCKING");
    }

    @Test
    void aProposalKeepsToItsPageAndToItsVersion() {
        Loop loop = loop().posted(title());
        WebTestClient society = people.local("society");
        JsonNode begun = platform.answer(society.post().uri("/api/problems/{id}/claims", loop.problem()), 200);
        JsonNode again = platform.answer(society.post().uri("/api/problems/{id}/claims", loop.problem()), 200);
        assertThat(again.path("id")).isEqualTo(begun.path("id"));
        Map<String, Object> body =
                new HashMap<>(Map.of("approach", "线".repeat(801), "foundation", "", "schedule", "", "version", 1));
        WebTestClient.RequestHeadersSpec<?> tooLong = society.put()
                .uri("/api/claims/{id}", begun.path("id").asString())
                .bodyValue(body);
        assertThat(platform.refusal(tooLong, 400, "BAD_REQUEST").path("detail").asString())
                .isEqualTo("技术路线有 801 字，最多 800 字，请删去 1 字。");
        body.put("approach", "路线");
        platform.answer(
                society.put()
                        .uri("/api/claims/{id}", begun.path("id").asString())
                        .bodyValue(body),
                200);
        platform.refusal(
                society.put()
                        .uri("/api/claims/{id}", begun.path("id").asString())
                        .bodyValue(body),
                409,
                "CONFLICT");
        JsonNode incomplete = platform.refusal(
                People.post(
                        society,
                        "/api/claims/" + begun.path("id").asString() + "/steps",
                        Map.of("event", "SUBMIT", "version", 2)),
                400,
                "BAD_REQUEST");
        assertThat(incomplete.path("detail").asString()).contains("还没有写完");
        assertThat(claims(people.local("enterprise"), loop))
                .as("a draft is its writer's")
                .isEmpty();
        platform.refusal(
                People.post(
                        society,
                        "/api/claims/" + begun.path("id").asString() + "/steps",
                        Map.of("event", "SELECT", "version", 2)),
                400,
                "BAD_REQUEST");
    }

    @Test
    void theDeskCountsWhatWaits() {
        Loop loop = loop().draft(Loop.completeCells(title()));
        loop.step("enterprise", "SUBMIT", Map.of());
        assertThat(desk("staff", "TRIAGE").toString()).contains(loop.problem());
        assertThat(desk("county", "TRIAGE").toString()).contains(loop.problem());
        assertThat(desk("society", "TRIAGE").path("items")).isEmpty();
        loop.step("staff", "ACCEPT", Map.of());
        JsonNode desk = desk("county", "RECOMMENDATION");
        assertThat(desk.toString()).contains(loop.problem());
        assertThat(desk.path("counts").findValuesAsString("state")).contains("RECOMMENDATION");
    }

    private JsonNode desk(String who, String state) {
        return platform.answer(people.local(who).get().uri("/api/desk?state={state}&size=100", state), 200);
    }

    /** What is asked for stands under the same name in the table that problems are written by. */
    @Test
    void theFormNamesItsFieldsAsTheLibraryDoes() {
        List<String> headings = LibraryTable.of(Library.PROBLEMS).columns().stream()
                .map(column -> column.heading())
                .toList();
        var empty = LibraryTable.of(Library.PROBLEMS)
                .parse(1, Map.of("难题问题名称", "只有名称"))
                .item();
        assertThat(headings).containsAll(Completeness.missing((org.jiebang.catalog.Problem) empty));
    }
}
