package org.jiebang.api.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From a confirmed solution to its case, to those with a like need, and to the figures. */
@PlatformTest
class CaseIT {
    private final Platform platform;
    private final People people;

    CaseIT(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    private Loop solved(String title) {
        Loop loop = new Loop(platform, people).posted(title);
        loop.docking(loop.claim(people.local("society")));
        loop.step("enterprise", "SIGN", Loop.agreement());
        loop.step("society", "DELIVER", Loop.solution());
        return loop;
    }

    private WebTestClient.RequestHeadersSpec<?> publish(String who, String problem) {
        return people.local(who)
                .put()
                .uri("/api/problems/{id}/case", problem)
                .bodyValue(Map.of("need", "坩埚寿命不足", "solution", "梯度复相陶瓷", "reached", "寿命 210 炉", "showAmount", true));
    }

    private static boolean contains(JsonNode list, String field, String id) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(one -> one.path(field).asString().equals(id));
    }

    private String harvestedCases() {
        return Objects.requireNonNull(people.visitor()
                .get()
                .uri("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=cases")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode figures(String who, String query) {
        return platform.answer(people.local(who).get().uri("/api/insight" + query), 200);
    }

    private static double figure(JsonNode view, String measure) {
        return StreamSupport.stream(view.path("figures").spliterator(), false)
                .filter(one -> one.path("measure").asString().equals(measure))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asDouble();
    }

    private static long stage(JsonNode view, String stage) {
        return StreamSupport.stream(view.path("funnel").spliterator(), false)
                .filter(one -> one.path("stage").asString().equals(stage))
                .findFirst()
                .orElseThrow()
                .path("count")
                .asLong();
    }

    @Test
    void aConfirmedSolutionIsACaseWithConsentAndIsCounted() {
        JsonNode before = figures("staff", "");
        JsonNode elsewhere = figures("staff", "?region=320100");
        String title = Platform.unique("梯度坩埚");
        Loop loop = solved(title);
        String problem = loop.problem();
        // Nobody shows what is not confirmed, and nobody but the served side agrees to it.
        platform.refusal(publish("enterprise", problem), 409, "CONFLICT");
        loop.step("enterprise", "CONFIRM", Loop.satisfied(4));
        platform.refusal(publish("society", problem), 403, "FORBIDDEN");
        platform.refusal(people.visitor().get().uri("/api/cases/{id}", problem), 404, "NOT_FOUND");
        JsonNode draft =
                platform.answer(people.local("enterprise").get().uri("/api/problems/{id}/case-draft", problem), 200);
        assertThat(draft.path("solution").asString()).isEqualTo("梯度复相陶瓷坩埚，中试三批合格。");

        platform.answer(publish("enterprise", problem), 200);
        JsonNode shown = platform.answer(people.visitor().get().uri("/api/cases/{id}", problem), 200);
        assertThat(shown.path("title").asString()).isEqualTo(title);
        assertThat(shown.path("grade").asInt()).isEqualTo(4);
        assertThat(shown.path("amount").asDouble()).isEqualTo(120);
        assertThat(shown.path("solvers").size()).isEqualTo(1);
        assertThat(contains(platform.answer(people.visitor().get().uri("/api/cases"), 200), "problemId", problem))
                .isTrue();

        assertThat(harvestedCases()).contains("cases/" + problem);

        // Found by its words, its city, its year and its class, and counted by each.
        String found = "?q=" + title.toUpperCase(java.util.Locale.ROOT);
        assertThat(platform.answer(people.visitor().get().uri("/api/cases" + found + "&city=3205"), 200)
                        .size())
                .isEqualTo(1);
        for (String other : new String[] {"&city=3201", "&year=2019", "&industryClass=FUTURE", "很不一样"}) {
            assertThat(platform.answer(people.visitor().get().uri("/api/cases" + found + other), 200))
                    .as(other)
                    .isEmpty();
        }
        JsonNode counts = platform.answer(people.visitor().get().uri("/api/case-counts" + found + "&city=3201"), 200);
        assertThat(counts.path("total").asInt()).isZero();
        assertThat(counts.path("cities").get(0).path("label").asString()).isEqualTo("苏州市");
        assertThat(counts.path("cities").get(0).path("count").asInt()).isEqualTo(1);
        assertThat(counts.path("years")).isEmpty();
        assertThat(platform.answer(people.visitor().get().uri("/api/case-counts" + found), 200)
                        .path("industryClasses")
                        .get(0)
                        .path("value")
                        .asString())
                .isEqualTo("EMERGING");
        platform.refusal(people.visitor().get().uri("/api/cases?city=苏州"), 400, "BAD_REQUEST");

        JsonNode after = figures("staff", "");
        for (String measure : new String[] {"SOLVED_PROBLEMS", "CASES", "AGREEMENTS", "POSTED_PROBLEMS", "CLAIMS"}) {
            assertThat(figure(after, measure)).as(measure).isEqualTo(figure(before, measure) + 1);
        }
        assertThat(figure(after, "AGREED_AMOUNT")).isEqualTo(figure(before, "AGREED_AMOUNT") + 120);
        for (String stage : new String[] {"SUBMIT", "POST", "CLAIM", "CONFIRM"}) {
            assertThat(stage(after, stage)).as(stage).isEqualTo(stage(before, stage) + 1);
        }
        assertThat(stage(figures("staff", "?region=320100"), "CONFIRM")).isEqualTo(stage(elsewhere, "CONFIRM"));
        assertThat(figure(figures("staff", "?year=2019"), "SOLVED_PROBLEMS")).isZero();

        // A reopened problem is no case.
        loop.step("enterprise", "REOPEN", Loop.because("指标回落。"));
        platform.refusal(people.visitor().get().uri("/api/cases/{id}", problem), 404, "NOT_FOUND");
        assertThat(harvestedCases()).doesNotContain(problem);
        assertThat(figure(figures("staff", ""), "CASES")).isEqualTo(figure(before, "CASES"));
    }

    @Test
    void whoHasALikeNeedHearsOfTheCaseOnce() {
        platform.awaitSamples();
        String word = Platform.unique("超晶格");
        Map<String, String> need = new HashMap<>(Loop.completeCells(word + "外延层开裂"));
        Loop solved = solved(word + "坩埚开裂");
        solved.step("enterprise", "CONFIRM", Loop.satisfied(5));
        Loop open = new Loop(platform, people).draft(need);
        open.step("enterprise", "SUBMIT", Map.of());
        open.step("staff", "ACCEPT", Map.of());
        open.step("county", "RECOMMEND", Loop.because("建议上报。"));
        open.step("staff", "ASSESS", Loop.assessed());
        open.step("staff", "POST", Loop.call("OPEN", ProblemProgress.today().plusDays(30)));
        platform.awaitIndexed();
        JsonNode similar =
                platform.answer(people.local("staff").get().uri("/api/problems/{id}/similar", open.problem()), 200);
        assertThat(similar.path(0).path("solved").asBoolean()).isTrue();
        assertThat(contains(similar, "id", solved.problem())).isTrue();
        assertThat(contains(similar, "id", open.problem())).isFalse();

        platform.answer(publish("enterprise", solved.problem()), 200);
        String told = "SELECT count(*) FROM notice JOIN account ON account.id = account_id WHERE kind = 'CASE'"
                + " AND username = 'staff' AND record_id = '" + solved.problem() + "'";
        Platform.soon().until(() -> platform.rows(told) == 1);
        platform.answer(publish("enterprise", solved.problem()), 200);
        Platform.soon().until(() -> platform.rows("SELECT count(*) FROM solution_case WHERE told_at IS NULL") == 0);
        assertThat(platform.rows(told)).isEqualTo(1);
    }

    @Test
    void aCountySeesItsOwnPlaceAlone() {
        JsonNode own = figures("county", "");
        String region = own.path("region").asString();
        assertThat(region).matches("32\\d{2}(?!00)\\d{2}");
        own.path("counties")
                .forEach(one -> assertThat(one.path("code").asString()).isEqualTo(region));
        own.path("places")
                .forEach(one -> assertThat(one.path("code").asString()).isEqualTo(region));
        platform.refusal(people.local("county").get().uri("/api/insight?region=320000"), 404, "NOT_FOUND");
        assertThat(figures("staff", "").path("counties").size()).isEqualTo(15);
        assertThat(figures("staff", "").path("cities").size()).isEqualTo(13);
        platform.refusal(people.local("staff").get().uri("/api/insight?year=1999"), 400, "BAD_REQUEST");
        platform.refusal(people.local("staff").get().uri("/api/insight?region=苏州"), 400, "BAD_REQUEST");
    }

    @Test
    void theBulletinOfTheMonthHasTheSevenTopicsFilledFromTheRecords() throws IOException {
        String title = Platform.unique("简报坩埚");
        Loop loop = solved(title);
        loop.step("enterprise", "CONFIRM", Loop.satisfied(4));
        platform.answer(publish("enterprise", loop.problem()), 200);
        String month = YearMonth.from(ProblemProgress.today()).toString();
        byte[] paper = people.local("staff")
                .get()
                .uri("/api/bulletins/{month}.docx", month)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        try (var document = new XWPFDocument(new ByteArrayInputStream(paper));
                var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText())
                    .contains("一、项目组织", "二、供需对接", "三、服务进展", "四、成果成效", "五、宣传推介", "六、典型案例", "七、地方政策")
                    .contains(title)
                    .contains("平台无此项记录")
                    .doesNotContain("收到揭榜方案 0 个");
        }
        platform.refusal(people.local("staff").get().uri("/api/bulletins/2026-13.docx"), 400, "BAD_REQUEST");
        platform.refusal(people.local("staff").get().uri("/api/bulletins/2999-01.docx"), 400, "BAD_REQUEST");
        platform.refusal(
                people.local("county").get().uri("/api/bulletins/{month}.docx?region=320000", month), 404, "NOT_FOUND");
        platform.refusal(people.local("enterprise").get().uri("/api/bulletins/{month}.docx", month), 403, "FORBIDDEN");
    }

    @Test
    void whatIsLostIsNamedWithItsReasonAndWritesNoFormula() throws IOException {
        Loop loop = new Loop(platform, people).draft(Loop.completeCells("=1+1" + Platform.unique("流失")));
        loop.step("enterprise", "SUBMIT", Map.of());
        loop.step("staff", "REJECT", Loop.because("=HYPERLINK(\"x\")不属于征集范围"));
        JsonNode losses = figures("staff", "").path("losses");
        JsonNode lost = StreamSupport.stream(losses.spliterator(), false)
                .filter(one -> one.path("id").asString().equals(loop.problem()))
                .findFirst()
                .orElseThrow();
        assertThat(lost.path("reason").asString()).endsWith("不属于征集范围");
        byte[] book = people.local("staff")
                .get()
                .uri("/api/insight.xlsx")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        boolean found = false;
        Path file = Files.createTempFile("jiebang-insight-", ".xlsx");
        Files.write(file, book);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String text = Parser.unescapeEntities(
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8), false);
                assertThat(text).as(entry.getName()).doesNotContain("<f>");
                found |= text.contains("不属于征集范围");
            }
        } finally {
            Files.delete(file);
        }
        assertThat(found).isTrue();
    }
}
