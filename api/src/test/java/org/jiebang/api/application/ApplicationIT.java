package org.jiebang.api.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ApplicationIT {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;

    ApplicationIT(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
    }

    private Case application() {
        return new Case(platform, people);
    }

    private void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    @Test
    void ofTwoWhoPressTheSameButtonOneWinsAndTheOtherIsToldWhy() {
        Case one = application().filled().inReview();
        long version = one.version();
        WebTestClient staff = people.local("staff");
        Map<String, Object> proposal = new HashMap<>(Case.because("评审 86 分。"));
        proposal.put("grant", 8);
        assertThat(People.together(List.of(
                        one.step(staff, "PROPOSE", version, proposal),
                        one.step(staff, "PROPOSE", version, proposal),
                        one.step(one.unit(), "WITHDRAW", version, Case.because("另行申报。")))))
                .containsExactly(200, 409, 409);
        assertThat(one.version()).isEqualTo(version + 1);
        JsonNode told = platform.refusal(one.step(staff, "PROPOSE", version, proposal), 409, "CONFLICT");
        assertThat(told.path("detail").asString()).contains("已由“", "示例", "现在是“");
    }

    /** Money goes out once, however many press the button. */
    @Test
    void aPaymentIsMadeOnceAndTheDatabaseHoldsTheCap() {
        Case one =
                application().filled().inReview().published(Applications.today().plusDays(1));
        run("UPDATE application SET published_until = current_date - 2 WHERE id = '" + one.id() + "'");
        one.step("APPROVE", Map.of());
        one.step("SIGN", one.file());
        long version = one.version();
        WebTestClient staff = people.local("staff");
        assertThat(People.together(
                        List.of(one.step(staff, "PAY", version, Map.of()), one.step(staff, "PAY", version, Map.of()))))
                .containsExactly(200, 409);
        assertThat(platform.strings(
                        "SELECT count(*)::text FROM application_payment WHERE application_id = '" + one.id() + "'"))
                .containsExactly("1");
        for (String wrong : List.of("paid = 8.0001", "granted = 10.0001")) {
            assertThatThrownBy(() -> run("UPDATE application SET " + wrong + " WHERE id = '" + one.id() + "'"))
                    .hasMessageContaining("application_");
        }
    }

    @Test
    void twoOnDifferentFieldsBothWinAndOnOneTheSecondIsToldBothTexts() {
        Case one = application();
        one.begin(Map.of("programme", Case.JIANGSU, "category", "P24-B3"));
        WebTestClient society = one.unit();
        assertThat(People.together(
                        List.of(one.writing(society, "工作方案", "甲写的方案", 0), one.writing(society, "联系人", "示例联系人", 0))))
                .containsExactly(200, 200);
        assertThat(one.value("工作方案").path("value").asString()).isEqualTo("甲写的方案");
        assertThat(one.value("联系人").path("value").asString()).isEqualTo("示例联系人");
        assertThat(People.together(
                        List.of(one.writing(society, "工作方案", "甲改的方案", 1), one.writing(society, "工作方案", "乙改的方案", 1))))
                .containsExactly(200, 200);
        JsonNode late = platform.answer(one.writing(society, "工作方案", "第三个人的方案", 1), 200);
        assertThat(late.path("saved").asBoolean()).isFalse();
        assertThat(late.path("now").path("version").asInt()).isEqualTo(2);
        assertThat(late.path("now").path("value").asString()).isIn("甲改的方案", "乙改的方案");
        assertThat(platform.answer(
                                society.get().uri("/api/applications/{id}/fields?field={field}", one.id(), "工作方案"), 200)
                        .findValuesAsString("value"))
                .as("nothing that was saved is lost")
                .containsExactly(late.path("now").path("value").asString(), "甲写的方案");
        assertThat(platform.strings("SELECT encode(sealed, 'escape') FROM application_field WHERE application_id = '"
                                + one.id() + "'")
                        .toString())
                .doesNotContain("示例联系人");
    }

    @Test
    void whatIsKnownIsFilledInWithItsSource() {
        platform.awaitSamples();
        String team = platform.strings("""
                        SELECT id::text FROM library_record WHERE library = 'teams' AND publication = 'PUBLISHED'
                          AND payload -> 'roster' @> '[{"role": "LEADER"}]' ORDER BY id LIMIT 1
                        """).getFirst();
        Case one = application();
        one.begin(Map.of("programme", "kczg-service-team-2024", "category", "CT", "teamId", team));
        JsonNode read = one.read("unit");
        assertThat(read.path("formId").asString()).isEqualTo("service-team-2024");
        assertThat(one.value("申报单位").path("source").asString()).isEqualTo("UNIT");
        assertThat(one.value("项目名称").path("sourceId").asString()).isEqualTo(team);
        assertThat(one.value("名册").path("value").size()).isPositive();
        assertThat(one.value("团长").path("source").asString()).isIn("EXPERT", "TEAM");
        // Typed over, the mark is gone; the value before stays in the history.
        one.write("项目名称", "“科创中国”示例科技服务团");
        assertThat(one.value("项目名称").path("source").asString()).isEqualTo("TYPED");
        assertThat(one.read("unit").path("title").asString()).isEqualTo("“科创中国”示例科技服务团");
        one.write("联系人", "示例联系人");
        Case next = one.another();
        next.begin(Map.of("programme", Case.JIANGSU, "category", "P24-B1", "title", "示例定名"));
        assertThat(next.value("项目名称").path("value").asString()).isEqualTo("示例定名");
        assertThat(next.value("联系人").path("value").asString()).isEqualTo("示例联系人");
        assertThat(next.value("联系人").path("source").asString()).isEqualTo("APPLICATION");
    }

    @Test
    void theRulesStandBesideTheForm() {
        Case one = application();
        one.begin(Map.of("programme", Case.JIANGSU, "category", "P24-B3"));
        one.step("EXTEND", one.extended());
        JsonNode verdict = platform.answer(one.unit().get().uri("/api/applications/{id}/verdict", one.id()), 200);
        assertThat(verdict.path("state").asString()).isEqualTo("BLOCKED");
        assertThat(verdict.path("violations").findValuesAsString("rule"))
                .contains("TEAM-08", "P24-B3-visits", "R-34")
                .doesNotContain("W-03");
        assertThat(Case.codes(one.refused("unit", "SUBMIT", Map.of(), 400, "BAD_REQUEST")))
                .startsWith("RULES")
                .hasSizeGreaterThan(3);
        platform.refusal(one.writing(one.unit(), "没有这一栏", "x", 0), 400, "BAD_REQUEST");
        platform.refusal(one.writing(one.unit(), "名册", List.of(List.of("x")), 0), 400, "BAD_REQUEST");
    }

    /** unqualified in two years running bars from the next. */
    @Test
    void twoYearsUnqualifiedBarTheNext() {
        Case one = application();
        one.begin(Map.of("programme", Case.JIANGSU, "category", "P24-A1"));
        assertThat(rules(one)).doesNotContain("R-07");
        for (int year : List.of(2022, 2023)) {
            run("""
                INSERT INTO application (programme, programme_version, year, category, organisation_id, title, state, grade, approved_in)
                SELECT 'kechuang-jiangsu-2023', 0, %1$d, 'P23-1a', organisation_id, '示例平台', 'UNQUALIFIED', 'UNQUALIFIED', %1$d
                FROM application WHERE id = '%2$s'
                """.formatted(year, one.id()));
        }
        assertThat(rules(one)).contains("R-07");
        run("DELETE FROM application WHERE title = '示例平台'");
    }

    private List<String> rules(Case one) {
        return platform
                .answer(one.unit().get().uri("/api/applications/{id}/verdict", one.id()), 200)
                .path("violations")
                .findValuesAsString("rule")
                .stream()
                .toList();
    }

    @Test
    void resultsAreHandedInBeforeTheEnd() {
        Case one = application();
        one.begin(Map.of("programme", Case.JIANGSU, "category", "P24-B2"));
        run("UPDATE application SET state = 'CHECKED' WHERE id = '" + one.id() + "'");
        assertThat(Case.codes(one.refused(
                        "unit", "CLOSE", Map.of("evidence", List.of(UUID.randomUUID())), 400, "BAD_REQUEST")))
                .as("a file of nobody's")
                .containsExactly("UNKNOWN_FILE");
        JsonNode refused = one.refused("unit", "CLOSE", one.file(), 400, "BAD_REQUEST");
        assertThat(Case.codes(refused)).containsExactly("DELIVERABLES", "MISSING", "MISSING", "MISSING");
        WebTestClient society = one.unit();
        for (String rule : List.of("D-B2", "D-B2-report", "D-B2-views")) {
            Map<String, Object> files = new HashMap<>(one.file());
            files.put("rule", rule);
            files.put("version", 0);
            platform.answer(
                    society.put()
                            .uri("/api/applications/{id}/deliverables", one.id())
                            .bodyValue(files),
                    200);
            platform.refusal(
                    society.put()
                            .uri("/api/applications/{id}/deliverables", one.id())
                            .bodyValue(files),
                    409,
                    "CONFLICT");
        }
        assertThat(one.step("CLOSE", one.file()).path("state").asString()).isEqualTo("CLOSING");
    }

    @Test
    void othersSeeNothingOfIt() {
        Case one = application();
        one.begin(Map.of("programme", Case.JIANGSU, "category", "P24-B1", "title", Platform.unique("示例大会")));
        platform.refusal(people.local("enterprise").get().uri("/api/applications/{id}", one.id()), 404, "NOT_FOUND");
        platform.refusal(one.writing(people.local("enterprise"), "工作方案", "x", 0), 404, "NOT_FOUND");
        assertThat(platform.answer(people.local("enterprise").get().uri("/api/applications"), 200)
                        .toString())
                .doesNotContain(one.id());
        JsonNode list = platform.answer(one.unit().get().uri("/api/applications"), 200);
        assertThat(list.toString()).contains(one.id());
        assertThat(list.get(0).path("due").asString())
                .isEqualTo(LocalDate.of(2024, 3, 31).toString());
        one.refused("unit", "PASS", Map.of(), 403, "FORBIDDEN");
        one.step("WITHDRAW", Map.of());
        platform.refusal(one.writing(one.unit(), "工作方案", "x", 0), 409, "CONFLICT");
        assertThat(one.step("RESUME", Map.of()).path("writable").asBoolean()).isTrue();
    }
}
