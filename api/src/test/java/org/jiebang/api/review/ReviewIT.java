package org.jiebang.api.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.application.Case;
import org.jiebang.review.Draw;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ReviewIT extends ReviewFrame {
    ReviewIT(Platform platform, People people, DatabaseClient database, ReviewUpkeep upkeep) {
        super(platform, people, database, upkeep);
    }

    /** Nobody judges a unit that he belongs to or a team that he is on; who declines or stays silent is replaced. */
    @Test
    void reviewersAreAssignedWithoutConflictsAndReplaced() {
        platform.awaitSamples();
        Panel panel = new Panel(platform, people, database).engage(5, 2);
        Panel.Member ofTheUnit = panel.members().get(0);
        Panel.Member onTheTeam = panel.members().get(1);
        Case one = application();
        one.write("名册", List.of(Map.of("姓名", onTheTeam.name(), "工作单位", onTheTeam.employer(), "角色", "团员")));
        panel.applies(ofTheUnit, one.id());
        inReview(one);
        String review = plan(panel, 2, 1);
        platform.refusal(panel.planning(CATEGORY, 2, 1), 409, "CONFLICT");
        platform.answer(panel.step(review, "START", Map.of()), 200);
        List<String> first = panel.asked(review, one.id());
        assertThat(first).hasSize(2);
        assertThat(first)
                .extracting(sheet -> panel.of(sheet).account())
                .doesNotContain(ofTheUnit.account(), onTheTeam.account());
        assertThat(platform.answer(panel.of(first.getFirst()).web().get().uri("/api/notices"), 200)
                        .toString())
                .contains("您有一份申报待评审打分", "/review-sheets/" + first.getFirst())
                .doesNotContain("示例行动");

        platform.answer(panel.step(first.get(0), "DECLINE", 1, "与申报单位有合作。"), 200);
        round();
        List<String> second = panel.asked(review, one.id());
        assertThat(second).hasSize(2).contains(first.get(1)).doesNotContain(first.get(0));

        // Silence: first a reminder, then another reviewer; here nobody is left, and staff are told.
        run("UPDATE review_sheet SET due = current_date - 2 WHERE id = '" + first.get(1) + "'");
        round();
        assertThat(platform.answer(panel.of(first.get(1)).web().get().uri("/api/notices"), 200)
                        .toString())
                .contains("已经逾期");
        run("UPDATE review_sheet SET due = current_date - 9 WHERE id = '" + first.get(1) + "'");
        round();
        JsonNode desk = panel.onDesk(review, one.id());
        assertThat(desk.path("lacking").asInt()).isEqualTo(1);
        assertThat(desk.path("sheets").findValuesAsString("state"))
                .containsExactlyInAnyOrder("DECLINED", "REPLACED", "ASKED");
        assertThat(platform.answer(people.local("staff").get().uri("/api/notices?size=20"), 200)
                        .toString())
                .contains("评审专家不够");
        JsonNode refused = platform.refusal(panel.step(review, "CLOSE", Map.of()), 400, "BAD_REQUEST");
        assertThat(Case.codes(refused)).containsExactly("ALL_IN");
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE action = 'SCORE_SHEET_STEP_TAKEN'"
                        + " AND subject_id IN ('" + first.get(0) + "', '" + first.get(1) + "')"))
                .isEqualTo(2);
    }

    @Test
    void sheetsAreBlindUntilAllAreInAndAThirdIsAskedWhenTheyAreFarApart() {
        platform.awaitSamples();
        Panel panel = new Panel(platform, people, database).engage(4, 3);
        Case good = application();
        Case poor = application();
        inReview(good);
        inReview(poor);
        String review = plan(panel, 2, 1);
        platform.answer(panel.step(review, "START", Map.of()), 200);
        Map<String, Object> proposal = new HashMap<>(Case.because("评审结果。"));
        proposal.put("grant", 8);
        assertThat(good.refused("staff", "PROPOSE", proposal, 409, "CONFLICT")
                        .path("detail")
                        .asString())
                .contains("评审还没有结束");

        List<String> sheets = panel.asked(review, good.id());
        String mine = sheets.get(0);
        JsonNode read = panel.read(mine);
        assertThat(read.path("applicant").asString()).contains("申报示例学会");
        assertThat(read.path("parts").toString()).contains("深入市县数");
        WebTestClient other = panel.of(sheets.get(1)).web();
        platform.refusal(other.get().uri("/api/review-sheets/{id}", mine), 404, "NOT_FOUND");
        platform.refusal(
                People.post(other, "/api/review-sheets/" + mine + "/steps", Map.of("event", "HAND_IN", "version", 1)),
                404,
                "NOT_FOUND");

        // Piece by piece, over the version that was seen; of two at once one wins.
        assertThat(Case.codes(platform.refusal(panel.saving(mine, "NEED", "10.1", 0), 400, "BAD_REQUEST")))
                .containsExactly("OUT_OF_RANGE");
        assertThat(People.together(List.of(panel.saving(mine, "NEED", "9", 0), panel.saving(mine, "NEED", "3", 0))))
                .containsExactly(200, 409);
        platform.answer(panel.saving(mine, "NEED", "9", 1), 200);
        assertThat(Case.codes(platform.refusal(panel.step(mine, "HAND_IN", 1, ""), 400, "BAD_REQUEST")))
                .containsExactly("SCORED", "OPINION");
        assertThat(panel.score(mine, "9").path("total").asDouble()).isEqualTo(90);
        platform.refusal(panel.step(mine, "HAND_IN", 2, ""), 409, "CONFLICT");
        platform.refusal(panel.saving(mine, "NEED", "1", 2), 409, "CONFLICT");

        // Nobody sees a score before the last sheet is in: neither the other reviewer nor staff.
        JsonNode half = panel.onDesk(review, good.id());
        assertThat(half.path("score").isNull()).isTrue();
        assertThat(half.path("sheets")).allMatch(sheet -> sheet.path("total").isNull());
        assertThat(panel.read(sheets.get(1)).path("others")).isEmpty();
        assertThat(platform.strings("SELECT encode(sealed, 'escape') FROM review_score WHERE sheet_id = '" + mine + "'")
                        .toString())
                .doesNotContain("总体可行");

        // 90 and 60 are farther apart than 15: one more is asked, once.
        panel.score(sheets.get(1), "6");
        round();
        List<String> third = panel.asked(review, good.id());
        assertThat(third).hasSize(1);
        assertThat(panel.onDesk(review, good.id()).path("score").isNull()).isTrue();
        panel.score(third.getFirst(), "8.8");
        JsonNode done = panel.onDesk(review, good.id());
        assertThat(done.path("score").asDouble()).isEqualTo(88);
        assertThat(done.path("range").asDouble()).isEqualTo(30);
        assertThat(done.path("wide").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(done.path("sheets").spliterator(), false)
                        .filter(sheet -> sheet.path("alone").asBoolean())
                        .map(sheet -> sheet.path("total").asDouble()))
                .containsExactly(60.0);
        JsonNode others = panel.read(mine).path("others");
        assertThat(others.findValuesAsString("total")).hasSize(2);
        assertThat(others.toString()).contains("总体可行").doesNotContain("示例评审专家");

        for (String sheet : panel.asked(review, poor.id())) {
            panel.score(sheet, "5.5");
        }
        JsonNode closed = platform.answer(panel.step(review, "CLOSE", Map.of()), 200);
        assertThat(closed.path("applications").findValuesAsString("standing")).containsExactly("INSIDE", "BELOW");
        assertThat(closed.path("applications").get(0).path("id").asString()).isEqualTo(good.id());

        // The result stands beside the decision, for good.
        good.step("PROPOSE", proposal);
        JsonNode kept = good.read("staff").path("history").get(0).path("detail").path("review");
        assertThat(kept.path("score").asDouble()).isEqualTo(88);
        assertThat(kept.path("rank").asInt()).isEqualTo(1);
        assertThat(kept.path("ranked").asInt()).isEqualTo(2);
        platform.refusal(panel.step(review, "REOPEN", Case.because("补评")), 400, "BAD_REQUEST");
        drawIsPublishedFirstAndCanBeRepeated(review, List.of(good.id(), poor.id()));
    }

    private void drawIsPublishedFirstAndCanBeRepeated(String review, List<String> ids) {
        WebTestClient staff = people.local("staff");
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "size", 1, "source", "示例彩票第 1 期开奖号码", "drawOn", Reviews.today().toString()));
        String uri = "/api/reviews/" + review + "/draws";
        assertThat(Case.codes(platform.refusal(People.post(staff, uri, wanted), 400, "BAD_REQUEST")))
                .containsExactly("TOO_SOON");
        wanted.put("drawOn", Reviews.today().plusDays(1).toString());
        assertThat(People.status(People.post(staff, uri, wanted))).isEqualTo(204);
        JsonNode announced = draw(review);
        assertThat(announced.path("list").asString()).isEqualTo(Draw.list(ids));
        String hold = "/api/review-draws/" + announced.path("id").asString() + "/number";
        Map<String, String> number = Map.of("number", "01 05 12");
        platform.refusal(People.post(staff, hold, number), 409, "CONFLICT");
        run("UPDATE review_draw SET draw_on = current_date - 1 WHERE review_id = '" + review + "'");
        assertThat(People.together(List.of(People.post(staff, hold, number), People.post(staff, hold, number))))
                .containsExactly(204, 409);
        JsonNode held = draw(review);
        String seed = Draw.seed(Draw.list(ids), "01 05 12");
        assertThat(held.path("seed").asString()).isEqualTo(seed);
        assertThat(held.path("entries").get(0).path("application").asString())
                .isEqualTo(Draw.drawn(ids, seed, 1).getFirst());
        assertThat(held.path("entries").findValuesAsString("drawn")).containsExactly("true", "false");
    }

    /** As a visitor reads it. */
    private JsonNode draw(String review) {
        String id = platform.strings("SELECT id::text FROM review_draw WHERE review_id = '" + review + "'")
                .getFirst();
        return StreamSupport.stream(
                        platform.answer(people.visitor().get().uri("/api/review-draws"), 200)
                                .spliterator(),
                        false)
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The rules judge the eligibility, a person has the last word, and both stand in the history. */
    @Test
    void whoLetsPassWhatTheRulesBlockSaysWhy() {
        Case one = application();
        run("UPDATE application SET state = 'ELIGIBILITY' WHERE id = '" + one.id() + "'");
        assertThat(Case.codes(one.refused("staff", "PASS", Map.of(), 400, "BAD_REQUEST")))
                .isNotEmpty()
                .containsOnly("REASON");
        JsonNode word =
                one.step("PASS", Case.because("名册以纸质版为准，已核对。")).path("history").get(0);
        assertThat(word.path("note").asString()).isEqualTo("名册以纸质版为准，已核对。");
        assertThat(word.path("detail").path("rules").path("outcome").asString()).isEqualTo("BLOCKED");
        assertThat(word.path("detail").path("rules").path("broken").toString()).contains("TEAM-08");
    }

    @Test
    void aPlanWhoseWeightsDoNotMake100IsRefused() {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "programme",
                Case.JIANGSU,
                "category",
                CATEGORY,
                "stage",
                "GRADING",
                "reviewers",
                2,
                "tolerance",
                15,
                "extra",
                false,
                "passMark",
                60,
                "due",
                Reviews.today().plusDays(3).toString()));
        plan.put("criteria", List.of(Map.of("id", "A", "chinese", "甲", "english", "A", "weight", 90, "most", 10)));
        assertThat(Case.codes(
                        platform.refusal(People.post(people.local("staff"), "/api/reviews", plan), 400, "BAD_REQUEST")))
                .containsExactly("WEIGHTS");
        plan.put("criteria", List.of(Map.of("id", "A", "chinese", "甲", "english", "A", "weight", 100, "most", 10)));
        JsonNode planned = platform.answer(People.post(people.local("staff"), "/api/reviews", plan), 201);
        assertThat(planned.path("criteria")).hasSize(1);
        platform.refusal(people.local("staff").get().uri("/api/reviews/{id}", UUID.randomUUID()), 404, "NOT_FOUND");
    }
}
