package org.jiebang.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

/** What an import did is told row by row, can be done once more, and taken back exactly. */
@PlatformTest
class ImportReportIT {
    private static final String[] COLUMNS = {"姓名", "工作单位", "研究方向", "联系电话"};

    private final Platform platform;
    private final WebTestClient web;
    private final String unit = Platform.unique("撤回示例大学");

    ImportReportIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private String load(String[]... rows) {
        Table table = Table.of(Library.EXPERTS, COLUMNS);
        for (String[] row : rows) {
            table.row(row[0], unit, row[1], row.length > 2 ? row[2] : "");
        }
        JsonNode job = platform.load(Library.EXPERTS, "撤回.csv", table.csv());
        assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
        return job.path("id").asString();
    }

    private JsonNode rows(String job, String kind) {
        return platform.get("/api/imports/{id}/changes?kind={kind}", job, kind).path("rows");
    }

    private WebTestClient.RequestHeadersSpec<?> act(String job, String deed) {
        return web.method(HttpMethod.POST).uri("/api/imports/" + job + "/" + deed);
    }

    private JsonNode takeBack(String job) {
        platform.answer(act(job, "rollback"), 202);
        JsonNode ended = Platform.soon()
                .until(
                        () -> platform.job(job),
                        now -> now.path("rollback").path("state").asString("").equals("DONE"));
        platform.awaitIndexed();
        return ended.path("rollback");
    }

    /** All that the database holds of the unit's experts but versions and times. */
    private List<String> library() {
        return platform.strings("SELECT payload::text || encode(content_hash, 'hex')"
                + " || coalesce(encode(similarity_key, 'hex'), '') || sample || publication FROM library_record"
                + " WHERE payload ->> 'employer' = '" + unit + "' ORDER BY id");
    }

    private static String[] row(String... cells) {
        return cells;
    }

    @Test
    void tellsWhatChangedAndTakesItBackExactly() throws IOException {
        String old = Platform.unique("旧");
        String fresh = Platform.unique("新");
        load(row(old, "焊接", "13800138001"));
        String id = platform.idOf(Library.EXPERTS, old);
        List<String> before = library();

        // The record twice in one file: as it was before the first, and as the last left it.
        String job =
                load(row(old, "铸造"), row(fresh, "锻造", "13800138002"), row("", "无名"), row(old, "量子陀螺", "13800138003"));

        JsonNode counts = platform.job(job);
        assertThat(counts.path("created").asInt()).isEqualTo(1);
        assertThat(counts.path("accepted").asInt()).isEqualTo(3);
        JsonNode changed = rows(job, "CHANGED");
        assertThat(changed).singleElement().satisfies(row -> {
            assertThat(row.path("recordId").asString()).isEqualTo(id);
            assertThat(row.path("fields")).singleElement().satisfies(field -> {
                assertThat(field.path("heading").asString()).isEqualTo("研究方向");
                assertThat(field.path("before").asString()).isEqualTo("焊接");
                assertThat(field.path("after").asString()).isEqualTo("量子陀螺");
            });
            assertThat(row.path("contactChanged").asBoolean()).isTrue();
        });
        assertThat(rows(job, "NEW"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("title").asString()).isEqualTo(fresh));
        assertThat(rows(job, "REJECTED"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("reasons").get(0).asString()).contains("姓名"));
        String report = Table.texts(platform.download("/api/imports/{id}/changes.xlsx", job));
        assertThat(report).contains("量子陀螺", fresh, "拒绝的行").doesNotContain("13800138");

        JsonNode rollback = takeBack(job);

        assertThat(List.of(
                        rollback.path("removed").asInt(),
                        rollback.path("restored").asInt(),
                        rollback.path("kept").asInt()))
                .containsExactly(1, 1, 0);
        assertThat(library()).isEqualTo(before);
        assertThat(platform.idsOf("q", "\"量子陀螺\" \"" + old + '"')).isEmpty();
        assertThat(platform.idsOf("q", "\"焊接\" \"" + old + '"')).containsExactly(id);
        assertThat(platform.idsOf("q", '"' + fresh + '"')).isEmpty();
        assertThat(platform.record(Library.EXPERTS, id)
                        .path("contact")
                        .path("phone")
                        .asString())
                .isEqualTo("138****8001");
        platform.refusal(act(job, "rollback"), 409, "CONFLICT");
    }

    @Test
    void takesTheSameFileOnceMore() {
        String name = Platform.unique("再");
        String job = load(row(name, "焊接"));
        takeBack(job);
        assertThat(library()).isEmpty();

        String again = platform.answer(act(job, "rerun"), 202).path("id").asString();
        JsonNode ended = platform.awaitJob(again);
        platform.awaitIndexed();

        assertThat(ended.path("rerunOf").asString()).isEqualTo(job);
        assertThat(ended.path("created").asInt()).isEqualTo(1);
        assertThat(library()).hasSize(1);
        JsonNode unchanged = platform.awaitJob(
                platform.answer(act(again, "rerun"), 202).path("id").asString());
        assertThat(unchanged.path("unchanged").asInt()).isEqualTo(1);
        assertThat(rows(unchanged.path("id").asString(), "NEW")).isEmpty();
        platform.refusal(act(unchanged.path("id").asString(), "rollback"), 409, "CONFLICT");
    }

    @Test
    void keepsWhatSomebodyHasWorkedWithAndSaysWhy() {
        String later = Platform.unique("后");
        String judged = Platform.unique("用");
        String called = Platform.unique("话");
        String erased = Platform.unique("删");
        String job = load(row(later, "焊接"), row(judged, "铸造"), row(called, "锻造", "13800138004"), row(erased, "切割"));
        String laterJob = load(row(later, "量子陀螺"));
        load(row(called, "锻造", "13800138005"));
        String expert = platform.idOf(Library.EXPERTS, judged);
        String problem = platform.strings(
                        "SELECT id::text FROM library_record WHERE library = 'problems' AND sample LIMIT 1")
                .getFirst();
        web.put()
                .uri("/api/problems/{id}/matches/experts/{supply}/judgement", problem, expert)
                .header(TestSessions.AS, "staff")
                .bodyValue(Map.of("verdict", "ACCEPTED", "reason", "方向一致"))
                .exchange()
                .expectStatus()
                .isNoContent();
        web.post()
                .uri("/api/experts/{id}/erasure", platform.idOf(Library.EXPERTS, erased))
                .header(TestSessions.AS, "staff")
                .bodyValue(Map.of("reason", "本人来信要求删除"))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();

        JsonNode rollback = takeBack(job);

        // The erased person stands in no report any more.
        assertThat(rollback.path("kept").asInt()).isEqualTo(3);
        assertThat(rollback.path("removed").asInt()).isZero();
        assertThat(platform.strings("SELECT reason FROM import_change WHERE job_id = '" + job + "' ORDER BY row"))
                .containsExactly("LATER_IMPORT", "IN_USE", "CONTACT_CHANGED_SINCE");
        assertThat(rows(job, "KEPT"))
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.path("reasons").get(0).asString()).contains("请"));
        assertThat(platform.job(job).path("fileKept").asBoolean())
                .as("a file may name who was erased")
                .isFalse();
        platform.refusal(act(job, "rerun"), 409, "CONFLICT");

        takeBack(laterJob);
        assertThat(takeBack(job).path("removed").asInt())
                .as("the later import stands in the way no more")
                .isEqualTo(1);
        assertThat(platform.idsOf("q", '"' + later + '"')).isEmpty();
    }

    @Test
    void aCheckSaysWhatWouldChangeAndIsNotTakenBack() {
        String name = Platform.unique("查");
        load(row(name, "焊接"));
        List<String> before = library();
        Table table =
                Table.of(Library.EXPERTS, COLUMNS).row(name, unit, "铸造", "").row(Platform.unique("未"), unit, "锻造", "");

        String job = platform.begin(Library.EXPERTS, "检查.csv", table.csv(), true);
        platform.awaitJob(job);

        assertThat(rows(job, "CHANGED")).hasSize(1);
        assertThat(rows(job, "NEW")).hasSize(1);
        assertThat(library()).isEqualTo(before);
        platform.refusal(act(job, "rollback"), 409, "CONFLICT");
    }
}
