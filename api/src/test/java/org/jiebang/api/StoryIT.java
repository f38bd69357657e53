package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.application.Case;
import org.jiebang.api.docking.Loop;
import org.jiebang.api.review.Panel;
import org.jiebang.application.ApplicationCourse;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationState;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** One story over HTTP by the roles' own accounts, from an enterprise's draft to the paid final instalment; {@code docs/story.md} tells it. */
@PlatformTest
class StoryIT {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String CATEGORY = "P24-A1";

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;

    /** What has happened: who, the event, and where the problem or the application stands then. */
    private final List<String> told = new ArrayList<>();

    private final Case applicant;
    private final WebTestClient society;
    private String claim = "";

    StoryIT(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.applicant = new Case(platform, people);
        this.society = applicant.unit();
    }

    /** What only time can bring. */
    private void wait(String what) {
        database.sql(what).fetch().rowsUpdated().block();
    }

    private void tell(String who, String event, JsonNode then) {
        told.add("%s | `%s` | %s".formatted(who, event, then.path("stateLabel").asString()));
    }

    private void problem(Loop loop, String who, String event, Map<String, ?> brings) {
        tell(who, event, loop.step(who, event, brings));
    }

    private void application(Case one, String who, String event, Map<String, ?> brings) {
        tell(who, event, one.step(event, brings));
    }

    @Test
    void fromAnEnterprisesDraftToThePaidFinalInstalment() throws IOException {
        platform.awaitSamples();
        Loop loop = problemIsSolved();
        Case one = applicationIsReviewed(loop);
        projectIsPaid(one);
        historyFollowsTheTable(one);
        assertThat(told)
                .as("docs/story.md tells the same")
                .containsExactlyElementsOf(Files.readAllLines(Path.of("..", "docs", "story.md")).stream()
                        .filter(line -> line.matches("\\| \\d+ \\|.*"))
                        .map(line -> line.split("\\s*\\|\\s*"))
                        .map(cells -> "%s | %s | %s".formatted(cells[2], cells[4], cells[5]))
                        .toList());
    }

    private Loop problemIsSolved() {
        Loop loop = new Loop(platform, people).draft(Loop.completeCells(Platform.unique("坩埚开裂")));
        problem(loop, "enterprise", "SUBMIT", Map.of());
        problem(loop, "staff", "ACCEPT", Map.of());
        problem(loop, "county", "RECOMMEND", Loop.because("本县重点企业，建议上报。"));
        problem(loop, "staff", "ASSESS", Loop.assessed());
        problem(loop, "staff", "POST", Loop.call("OPEN", TODAY.plusDays(30)));
        JsonNode claimed = loop.claim(society);
        claim = claimed.path("id").asString();
        tell("society", "CLAIM", claimed);
        problem(loop, "enterprise", "SELECT", Map.of("claimIds", List.of(claim)));
        tell("society", "SIGN", loop.step(society, "SIGN", Loop.agreement()));
        tell("society", "DELIVER", loop.step(society, "DELIVER", Loop.solution()));
        problem(loop, "enterprise", "CONFIRM", Loop.satisfied(5));
        return loop;
    }

    private Case applicationIsReviewed(Loop loop) {
        wait("UPDATE review SET state = 'CLOSED'");
        wait("UPDATE application SET state = 'WITHDRAWN' WHERE category = '" + CATEGORY + "' AND state = 'REVIEW'");
        Case one = applicant.begin(Map.of(
                "programme",
                Case.JIANGSU,
                "category",
                CATEGORY,
                "title",
                Platform.unique("示例协同创新中心"),
                "problemId",
                loop.problem(),
                "claimId",
                claim));
        tell("society", "BEGIN", one.read("staff"));
        one.write("申报单位类型", "省级学会");
        one.write("申请金额", "20");
        Map.of("解决技术问题", "5", "科技成果转化", "3", "高端学术大会", "2", "新增企业会员单位", "10", "梳理产业创新需求", "30")
                .forEach((indicator, number) -> one.write("指标：" + indicator, number));
        ask(one, "确认：");
        ask(one, "资格：");
        // The call is over; staff may extend the time for good reason.
        assertThat(Case.codes(one.refused("unit", "SUBMIT", Map.of(), 400, "BAD_REQUEST")))
                .containsExactly("WINDOW_OPEN");
        application(one, "staff", "EXTEND", one.extended());
        application(one, "society", "SUBMIT", Map.of());
        assertThat(Case.codes(one.refused(
                        "staff",
                        "RECEIVE_PAPER",
                        Case.paper("2024-04-03T18:00:01+08:00", TODAY.plusDays(21) + "T09:00:00+08:00"),
                        400,
                        "BAD_REQUEST")))
                .as("a second after 18:00, and behind the extended time")
                .containsExactly("PAPER_IN_TIME");
        application(
                one, "staff", "RECEIVE_PAPER", Case.paper("2024-04-03T18:00:00+08:00", "2024-04-05T09:00:00+08:00"));
        Map<String, Object> ask = new HashMap<>(Case.because("缺少合作协议。"));
        ask.put("due", TODAY.plusDays(5).toString());
        application(one, "staff", "ASK", ask);
        one.write("申请金额", "18");
        application(one, "society", "CORRECT", Map.of());
        application(one, "staff", "PASS", Map.of());
        review(one);
        return one;
    }

    /** Ticks what the rules ask the unit to confirm. */
    private static void ask(Case one, String prefix) {
        StreamSupport.stream(one.read("staff").path("blocks").spliterator(), false)
                .flatMap(block -> StreamSupport.stream(block.path("fields").spliterator(), false))
                .map(field -> field.path("id").asString())
                .filter(field -> field.startsWith(prefix))
                .forEach(field -> one.write(field, "是"));
    }

    private void review(Case one) {
        Panel panel = new Panel(platform, people, database).engage(2, 5);
        JsonNode planned = platform.answer(panel.planning(CATEGORY, 2, 10), 201);
        String review = planned.path("review").path("id").asString();
        JsonNode started = platform.answer(panel.step(review, "START", Map.of()), 200);
        told.add("staff | `START` | "
                + started.path("review").path("stateName").path("chinese").asString());
        for (String sheet : panel.asked(review, one.id())) {
            JsonNode handedIn = panel.score(sheet, sheet.hashCode() % 2 == 0 ? "8.6" : "8.4");
            told.add("reviewer | `HAND_IN` | "
                    + handedIn.path("stateName").path("chinese").asString());
        }
        JsonNode closed = platform.answer(panel.step(review, "CLOSE", Map.of()), 200);
        told.add("staff | `CLOSE` | "
                + closed.path("review").path("stateName").path("chinese").asString());
        assertThat(closed.path("applications").get(0).path("standing").asString())
                .isEqualTo("INSIDE");
    }

    private void projectIsPaid(Case one) {
        Map<String, Object> proposal = new HashMap<>(Case.because("综合评审第 1 名。"));
        proposal.put("grant", 30.5);
        assertThat(one.refused("staff", "PROPOSE", proposal, 400, "BAD_REQUEST")
                        .path("detail")
                        .asString())
                .contains("不超过 30 万元");
        proposal.put("grant", 20);
        application(one, "staff", "PROPOSE", proposal);
        application(
                one,
                "staff",
                "PUBLISH",
                Map.of("publishedUntil", TODAY.plusDays(7).toString()));
        objectionStopsTheApproval(one);
        assertThat(Case.codes(one.refused("staff", "APPROVE", Map.of(), 400, "BAD_REQUEST")))
                .containsExactly("PERIOD_OVER");
        wait("UPDATE application SET published_until = current_date - 2 WHERE id = '" + one.id() + "'");
        application(one, "staff", "APPROVE", Map.of());
        application(one, "staff", "SIGN", one.file());
        // a half at once, the rest in the year after the evaluation.
        application(one, "staff", "PAY", Map.of());
        assertThat(one.read("staff").path("money").path("paid").asInt()).isEqualTo(10);
        application(one, "society", "REPORT", one.file());
        application(one, "staff", "PASS", Case.because("进展符合计划。"));
        handInAll(one);
        application(one, "society", "CLOSE", one.file());
        Map<String, Object> grade = new HashMap<>(Case.because("达到全部指标。"));
        grade.put("grade", "QUALIFIED");
        application(one, "staff", "EVALUATE", grade);
        application(one, "staff", "SATISFY", Map.of("satisfaction", 5, "reason", "解决了五项难题。"));
        one.refused("staff", "PAY", Map.of(), 400, "BAD_REQUEST");
        wait("UPDATE application SET approved_in = approved_in - 1 WHERE id = '" + one.id() + "'");
        application(one, "staff", "PAY", Map.of());
        assertThat(one.read("unit").path("money").path("paid").asInt()).isEqualTo(20);
        application(one, "staff", "ARCHIVE", Map.of());
    }

    /** Everybody may read that it is proposed; who objects is for those who decide. */
    private void objectionStopsTheApproval(Case one) {
        assertThat(platform.answer(people.visitor().get().uri("/api/publicity"), 200)
                        .toString())
                .contains(one.id())
                .doesNotContain("示例成员");
        String objections = "/api/publicity/" + one.id() + "/objections";
        platform.refusal(People.post(people.visitor(), objections, Case.because("重复")), 401, "SIGN_IN_REQUIRED");
        assertThat(People.status(People.post(people.local("enterprise"), objections, Case.because("服务内容与上年项目重复。"))))
                .isEqualTo(204);
        tell("enterprise", "OBJECT", one.read("staff"));
        assertThat(one.refused("staff", "APPROVE", Map.of(), 409, "CONFLICT")
                        .path("detail")
                        .asString())
                .isEqualTo("申报现在是“异议处理”，不能立项；“公示中”时可以。");
        assertThat(platform.answer(people.local("staff").get().uri("/api/applications/{id}/objections", one.id()), 200)
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("服务内容与上年项目重复。");
        assertThat(one.read("unit").toString()).doesNotContain("与上年项目重复", "示例企业");
        application(one, "staff", "DISMISS", Case.because("经核实内容不同。"));
    }

    private void handInAll(Case one) {
        for (JsonNode due : one.read("unit").path("deliverables")) {
            if (due.path("missing").asBoolean()) {
                Map<String, Object> files = new HashMap<>(one.file());
                files.put("rule", due.path("rule").asString());
                files.put("version", 0);
                platform.answer(
                        society.put()
                                .uri("/api/applications/{id}/deliverables", one.id())
                                .bodyValue(files),
                        200);
            }
        }
    }

    private void historyFollowsTheTable(Case one) {
        List<JsonNode> steps = new ArrayList<>(
                StreamSupport.stream(one.read("unit").path("history").spliterator(), false)
                        .toList());
        ApplicationState state = ApplicationState.DRAFT;
        long version = 0;
        for (JsonNode step : steps.reversed()) {
            assertThat(step.path("version").asLong()).isEqualTo(++version);
            var transition = ApplicationCourse.PUBLISHED_CALL
                    .table()
                    .find(state, ApplicationEvent.valueOf(step.path("event").asString()))
                    .orElseThrow();
            assertThat(step.path("to").asString()).isEqualTo(transition.to().name());
            state = transition.to();
        }
        assertThat(state).isEqualTo(ApplicationState.ARCHIVED);
        assertThat(platform.rows(
                        "SELECT count(*) FROM audit_entry WHERE action = 'APPLICATION_STEP_TAKEN' AND subject_id = '"
                                + one.id() + "'"))
                .isEqualTo(version);
        assertThat(platform.strings("SELECT sum(amount)::float8::text FROM application_payment WHERE application_id = '"
                        + one.id() + "'"))
                .containsExactly("20");
    }
}
