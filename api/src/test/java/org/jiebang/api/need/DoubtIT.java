package org.jiebang.api.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.api.source.TestSite;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A doubtful value from a page to the person who decides it, the record, and the reader that learns. */
@PlatformTest
class DoubtIT {
    private static final String FIELD = "产业领域";
    private static final String PLACE = "所在地区";

    private final Platform platform;
    private final WebTestClient web;
    private final TestSite site = new TestSite();
    private final String word = Platform.unique("示例皮影");

    DoubtIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void page(String more) {
        site.page("/d/0.html", "<article>示例皮影器材有限公司头面卡滞，木撑变形，产品销往上海。拟投入80万元。联系电话13812345678。" + more + "</article>");
    }

    private String source() {
        site.page("/list.html", "<ul><li><a href=\"/d/0.html\">%s卡滞</a></li></ul>".formatted(word));
        Map<String, Object> rules = Map.of(
                "mode",
                "NEED",
                "item",
                "ul > li",
                "link",
                "a",
                "fields",
                List.of(Map.of("heading", "难题问题名称", "selector", "a", "label", "", "place", "LISTING")),
                "content",
                "article",
                "next",
                "",
                "numbered",
                "",
                "firstNumber",
                2,
                "attachments",
                false);
        Map<String, Object> draft = new HashMap<>();
        draft.put("name", word);
        draft.put("address", site.url("/list.html"));
        draft.put("library", "problems");
        draft.put("rules", rules);
        draft.put("schedule", "NEVER");
        draft.put("enabled", true);
        draft.put("mostPages", 50);
        draft.put("version", 0);
        return platform.answer(staff(HttpMethod.POST, "/api/sources", draft), 201)
                .path("id")
                .asString();
    }

    private WebTestClient.RequestHeadersSpec<?> staff(HttpMethod method, String uri, Object body) {
        return web.method(method).uri(uri).header(TestSessions.AS, "staff").bodyValue(body);
    }

    private JsonNode staff(String uri) {
        return platform.answer(web.get().uri(uri).header(TestSessions.AS, "staff"), 200);
    }

    private void run(String source) {
        String run = platform.answer(web.post().uri("/api/sources/{id}/runs", source), 202)
                .path("id")
                .asString();
        JsonNode report = Platform.soon()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> platform.get("/api/source-runs/{id}", run).path("run"),
                        ended -> ended.path("state").asString().equals("SUCCEEDED"));
        platform.awaitJob(report.path("importId").asString());
    }

    private Optional<JsonNode> doubt(String heading) {
        return staff("/api/doubts?order=LATEST")
                .path("doubts")
                .valueStream()
                .filter(one -> one.path("title").asString().startsWith(word)
                        && one.path("heading").asString().equals(heading))
                .findFirst();
    }

    private WebTestClient.RequestHeadersSpec<?> deciding(JsonNode doubt, String value) {
        return staff(
                HttpMethod.POST, "/api/doubts/" + doubt.path("id").asString() + "/decision", Map.of("value", value));
    }

    private Map<String, String> cells(String record) {
        Map<String, String> cells = new HashMap<>();
        platform.record(Library.PROBLEMS, record)
                .path("cells")
                .forEach(cell -> cells.put(
                        cell.path("heading").asString(), cell.path("value").asString()));
        return cells;
    }

    private void movedByHand(String record, String place) {
        Map<String, String> cells = cells(record);
        cells.put(PLACE, place);
        long version = platform.record(Library.PROBLEMS, record).path("version").asLong();
        platform.answer(
                staff(HttpMethod.PUT, "/api/problems/" + record, Map.of("cells", cells, "version", version)), 200);
    }

    @Test
    void whatAPersonDecidesGoesIntoTheRecordStaysThereAndTeaches() {
        platform.awaitSamples();
        page("");
        String source = source();
        run(source);
        JsonNode industry = doubt(FIELD).orElseThrow();
        String record = industry.path("recordId").asString();
        Map<String, String> before = cells(record);
        assertThat(industry.path("value").asString())
                .isEqualTo(industry.path("now").asString())
                .isEqualTo(before.get(FIELD));
        assertThat(industry.path("confidence").asDouble()).isLessThan(0.6);
        assertThat(industry.path("passage").path("text").asString())
                .contains("木撑变形")
                .doesNotContain("13812345678");
        assertThat(industry.path("passage").path("marks")).isNotEmpty();
        assertThat(doubt("难题问题名称")).as("the listing names it").isEmpty();
        assertThat(staff("/api/tasks").toString()).contains("CHECK_FIELDS");

        platform.refusal(deciding(industry, "没有的领域"), 400, "BAD_REQUEST");
        platform.answer(deciding(industry, "元宇宙"), 200);
        assertThat(platform.refusal(deciding(industry, "新材料"), 409, "CONFLICT").toString())
                .as("the second is told")
                .contains("核对过");
        assertThat(cells(record)).containsEntry(FIELD, "元宇宙").containsEntry("所属分类", "布局建设未来产业");
        assertThat(platform.awaitIndexedAnd(
                                () -> platform.search("q", '"' + word + '"', "type", "problem", "field", "METAVERSE"))
                        .path("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(platform.strings("SELECT action FROM audit_entry WHERE subject_id IN ('" + record + "', '"
                        + industry.path("id").asString() + "') ORDER BY position"))
                .containsExactly("PROBLEM_CHANGED", "DOUBT_DECIDED");

        JsonNode place = doubt(PLACE).orElseThrow();
        movedByHand(record, "苏州市常熟市");
        assertThat(platform.refusal(deciding(place, "南京市"), 409, "CONFLICT").toString())
                .contains("苏州市常熟市");
        assertThat(platform.answer(deciding(place, "苏州市常熟市"), 200)
                        .path("decided")
                        .asString())
                .isEqualTo("苏州市常熟市");

        assertThat(Platform.soon()
                        .until(() -> read("皮影头面卡滞如何解决"), read -> read.toString().contains("元宇宙")))
                .isNotNull();

        page("请在年内解决。");
        run(source);
        assertThat(cells(record))
                .as("read anew, but a decision stands")
                .containsEntry(FIELD, "元宇宙")
                .containsEntry(PLACE, "苏州市常熟市");
        assertThat(cells(record).get("关键难点和挑战")).contains("年内");
        assertThat(doubt(FIELD)).isEmpty();

        platform.answer(
                staff(HttpMethod.POST, "/api/doubts/" + industry.path("id").asString() + "/undo", Map.of()), 200);
        assertThat(cells(record)).containsEntry(FIELD, before.get(FIELD)).containsEntry("所属分类", before.get("所属分类"));
        assertThat(doubt(FIELD)).isPresent();
    }

    private Optional<JsonNode> unstated(String heading) {
        return staff("/api/doubts?kind=UNSTATED&order=LATEST&heading=" + heading)
                .path("doubts")
                .valueStream()
                .filter(one -> one.path("title").asString().startsWith(word))
                .findFirst();
    }

    private JsonNode load(String description) {
        String file = "难题问题名称,提出单位,关键难点和挑战,产业领域,所在地区\n%s卡滞,常熟市示例绣具有限公司,%s,,\n".formatted(word, description);
        return platform.load(Library.PROBLEMS, word + ".csv", file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatAFileLeavesBlankIsAskedOnceAndStaysDecided() {
        String text = "锂电池隔膜涂覆开裂，电解液浸润差。联系电话13812345678。";
        load(text);
        JsonNode industry = unstated(FIELD).orElseThrow();
        String record = industry.path("recordId").asString();
        String guess = industry.path("others").path(0).path("value").asString();
        assertThat(industry.path("value").asString() + industry.path("now").asString())
                .isEmpty();
        assertThat(guess).isNotEmpty();
        assertThat(industry.path("passage").path("text").asString())
                .contains("隔膜涂覆")
                .doesNotContain("13812345678");
        assertThat(industry.path("file").asString()).isEqualTo(word + ".csv");
        assertThat(industry.path("row").asInt()).isEqualTo(2);
        JsonNode place = unstated(PLACE).orElseThrow();
        assertThat(place.path("others").path(0).path("value").asString()).isEqualTo("苏州市常熟市");

        assertThat(load(text).path("unchanged").asInt()).isEqualTo(1);
        assertThat(unstated(FIELD).orElseThrow().path("id"))
                .as("asked once, however often the file comes")
                .isEqualTo(industry.path("id"));

        platform.answer(deciding(industry, guess), 200);
        platform.answer(deciding(place, ""), 200);
        assertThat(load(text).path("unchanged").asInt())
                .as("what was decided is the file's too")
                .isEqualTo(1);
        load(text + "请在年内解决。");
        assertThat(cells(record)).containsEntry(FIELD, guess);
        assertThat(cells(record).get("关键难点和挑战")).contains("年内");
        assertThat(unstated(FIELD)).isEmpty();
        assertThat(unstated(PLACE)).isEmpty();
    }

    @Test
    void whatIsAskedOfARecordGoesWithItsImport() {
        String job = load("坩埚开裂").path("id").asString();
        assertThat(unstated(FIELD)).isPresent();
        platform.answer(staff(HttpMethod.POST, "/api/imports/" + job + "/rollback", Map.of()), 202);
        Platform.soon()
                .until(
                        () -> platform.job(job),
                        now -> now.path("rollback").path("state").asString("").equals("DONE"));
        assertThat(unstated(FIELD)).isEmpty();
        assertThat(unstated(PLACE)).isEmpty();
    }

    private JsonNode read(String text) {
        return platform.answer(staff(HttpMethod.POST, "/api/need-readings", Map.of("text", text)), 200)
                .path("cells");
    }
}
