package org.jiebang.api.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.application.Case;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What reviewers and staff have before them: files, tasks, conflicts before somebody is engaged, and the criteria. */
@PlatformTest
class ReviewWorkIT extends ReviewFrame {
    ReviewWorkIT(Platform platform, People people, DatabaseClient database, ReviewUpkeep upkeep) {
        super(platform, people, database, upkeep);
    }

    private String started(Panel panel, Case one, int reviewers) {
        inReview(one);
        String review = plan(panel, reviewers, 1);
        platform.answer(panel.step(review, "START", Map.of()), 200);
        return review;
    }

    private String attached(WebTestClient web, Case one, String name, byte[] content) {
        return platform.answer(Platform.attaching(web, "application", one.id(), name, content), 201)
                .path("id")
                .asString();
    }

    private List<String> tasks(WebTestClient web, String link) {
        return StreamSupport.stream(
                        platform.answer(web.get().uri("/api/tasks"), 200).spliterator(), false)
                .filter(task -> task.path("link").asString().equals(link))
                .map(task ->
                        task.path("task").asString() + " " + task.path("late").asBoolean())
                .toList();
    }

    @Test
    void aReviewerReadsTheApplicantsFilesWhileTheSheetIsHisAndTasksFollowTheSheets() {
        platform.awaitSamples();
        Panel panel = new Panel(platform, people, database).engage(2, 2);
        Case one = application();
        byte[] content = Platform.pdf("示例材料");
        String file = attached(one.unit(), one, "材料13912345678.pdf", content);
        String ofOffice = attached(people.local("staff"), one, "处内意见.pdf", Platform.pdf("示例"));
        String review = started(panel, one, 2);
        List<String> sheets = panel.asked(review, one.id());
        String mine = sheets.getFirst();
        WebTestClient web = panel.of(mine).web();

        JsonNode read = panel.read(mine);
        assertThat(read.path("files").findValuesAsString("id")).containsExactly(file);
        assertThat(read.path("files").get(0).path("name").asString()).isEqualTo("材料139****5678.pdf");
        assertThat(read.path("files").get(0).path("sha256").asString()).hasSize(64);
        String address = "/api/review-sheets/{sheet}/files/{file}";
        assertThat(web.get()
                        .uri(address, mine, file)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .valueEquals("Content-Security-Policy", "sandbox; default-src 'none'")
                        .expectBody()
                        .returnResult()
                        .getResponseBody())
                .isEqualTo(content);
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE action = 'EVIDENCE_TAKEN' AND subject_id = '"
                        + file + "'"))
                .isEqualTo(1);
        platform.refusal(web.get().uri(address, mine, ofOffice), 404, "NOT_FOUND");
        platform.refusal(web.get().uri(address, sheets.get(1), file), 404, "NOT_FOUND");
        platform.refusal(people.local("staff").get().uri(address, mine, file), 403, "FORBIDDEN");
        platform.refusal(web.get().uri("/api/evidence/{id}/content", file), 403, "FORBIDDEN");

        String sheetLink = "/review-sheets/" + mine;
        String reviewLink = "/reviews/" + review;
        assertThat(tasks(web, sheetLink)).containsExactly("SCORE false");
        assertThat(tasks(people.local("staff"), reviewLink)).isEmpty();
        assertThat(tasks(people.local("society"), reviewLink)).isEmpty();
        run("UPDATE review_sheet SET due = current_date - 2 WHERE id = '" + mine + "'");
        assertThat(tasks(web, sheetLink)).containsExactly("SCORE true");
        assertThat(tasks(people.local("staff"), reviewLink)).containsExactly("REPLACE true");

        // Whoever says that he has a part in it reads it no more.
        platform.answer(panel.step(mine, "DECLINE", 1, "与申报单位有合作。"), 200);
        JsonNode declined = panel.read(mine);
        assertThat(declined.path("files")).isEmpty();
        assertThat(declined.path("parts")).isEmpty();
        platform.refusal(web.get().uri(address, mine, file), 404, "NOT_FOUND");
        assertThat(tasks(web, sheetLink)).isEmpty();
        round();
        assertThat(tasks(people.local("staff"), reviewLink)).containsExactly("FILL false");

        // All are in once nobody is lacking.
        run("UPDATE review_item SET wanted = 1 WHERE review_id = '" + review + "'");
        panel.score(sheets.get(1), "9");
        assertThat(tasks(people.local("staff"), reviewLink)).containsExactly("CLOSE false");
        platform.answer(panel.step(review, "CLOSE", Map.of()), 200);
        assertThat(tasks(people.local("staff"), reviewLink)).isEmpty();
    }

    private WebTestClient.RequestHeadersSpec<?> changing(String review, int need, int needMost, long version) {
        return people.local("staff")
                .put()
                .uri("/api/reviews/{id}/criteria", review)
                .bodyValue(Map.of(
                        "version",
                        version,
                        "criteria",
                        List.of(
                                Map.of("id", "OWN_A", "chinese", "联动", "english", "", "weight", 40, "most", 10),
                                Map.of(
                                        "id", "NEED", "chinese", "需求", "english", "Need", "weight", need, "most",
                                        needMost))));
    }

    @Test
    void criteriaChangeUntilTheFirstSheetIsInAndConflictsAreShownBeforeSomebodyIsEngaged() {
        platform.awaitSamples();
        Panel panel = new Panel(platform, people, database).engage(3, 2);
        Panel.Member ofTheUnit = panel.members().getFirst();
        Case one = application();
        panel.applies(ofTheUnit, one.id());
        String review = started(panel, one, 1);
        conflictsAreShown(panel, one);

        String mine = panel.asked(review, one.id()).getFirst();
        WebTestClient staff = people.local("staff");
        long version = platform.answer(staff.get().uri("/api/reviews/{id}", review), 200)
                .path("version")
                .asLong();
        platform.answer(panel.saving(mine, "NEED", "9", 0), 200);
        assertThat(Case.codes(platform.refusal(changing(review, 50, 10, version), 400, "BAD_REQUEST")))
                .containsExactly("WEIGHTS");
        platform.refusal(changing(review, 60, 10, version - 1), 409, "CONFLICT");
        platform.refusal(
                panel.of(mine)
                        .web()
                        .put()
                        .uri("/api/reviews/{id}/criteria", review)
                        .bodyValue(Map.of()),
                403,
                "FORBIDDEN");
        assertThat(People.together(List.of(changing(review, 60, 5, version), changing(review, 60, 5, version))))
                .containsExactly(204, 409);

        // Points that no longer fit are gone, in the new order; what was seen before is not handed in.
        JsonNode read = panel.read(mine);
        assertThat(read.path("scores").findValuesAsString("id")).containsExactly("OWN_A", "NEED");
        assertThat(read.path("scores").get(1).path("points").isNull()).isTrue();
        assertThat(read.path("version").asLong()).isEqualTo(2);
        assertThat(Case.codes(platform.refusal(panel.saving(mine, "NEED", "9", 2), 400, "BAD_REQUEST")))
                .containsExactly("OUT_OF_RANGE");
        platform.refusal(panel.step(mine, "HAND_IN", 1, ""), 409, "CONFLICT");
        assertThat(platform.answer(panel.of(mine).web().get().uri("/api/notices"), 200)
                        .toString())
                .contains("评分表有改动");
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE action = 'REVIEW_CRITERIA_CHANGED'"
                        + " AND subject_id = '" + review + "'"))
                .isEqualTo(1);

        panel.score(mine, "5");
        assertThat(panel.onDesk(review, one.id()).path("score").asDouble()).isEqualTo(80);
        JsonNode late = platform.refusal(changing(review, 60, 10, version + 1), 409, "CONFLICT");
        assertThat(late.path("detail").asString()).contains("已有评审专家交了评分");
    }

    private void conflictsAreShown(Panel panel, Case one) {
        Panel.Member ofTheUnit = panel.members().get(0);
        Panel.Member another = panel.members().get(1);
        Map<String, String> asked = new HashMap<>();
        asked.put("account", another.account());
        asked.put("expert", ofTheUnit.expert());
        String address = "/api/reviewers/{account}/prospect?expertId={expert}";
        JsonNode prospect = platform.answer(people.local("staff").get().uri(address, asked), 200);
        assertThat(prospect.path("name").asString()).isEqualTo(ofTheUnit.name());
        assertThat(prospect.path("otherAccount").asString()).isEqualTo("示例评审专家");
        assertThat(prospect.path("conflicts").findValuesAsString("applicationId"))
                .containsExactly(one.id());
        assertThat(prospect.path("conflicts").get(0).path("reasons").toString()).contains(ofTheUnit.employer());
        asked.put("expert", another.expert());
        JsonNode own = platform.answer(people.local("staff").get().uri(address, asked), 200);
        assertThat(own.path("otherAccount").asString()).isEmpty();
        assertThat(own.path("most").asInt()).isEqualTo(2);
        assertThat(own.path("applications").asInt()).isEqualTo(1);
        assertThat(own.path("conflicts")).isEmpty();
        platform.refusal(another.web().get().uri(address, asked), 403, "FORBIDDEN");
        asked.put("expert", one.id());
        platform.refusal(people.local("staff").get().uri(address, asked), 404, "NOT_FOUND");
    }
}
