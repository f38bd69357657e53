package org.jiebang.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sources from the preview to the import, over HTTP, with a site on this machine. */
@PlatformTest
class SourceIT {
    private static final int ENTRIES = 30;

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final JsonMapper json = JsonMapper.shared();
    private final TestSite site = new TestSite();
    private final String word = Platform.unique("示例传感");

    SourceIT(Platform platform, WebTestClient web, DatabaseClient database) {
        this.platform = platform;
        this.web = web;
        this.database = database;
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void siteOf(int entries) {
        for (int page = 0; page * 10 < entries; page++) {
            StringBuilder list = new StringBuilder("<html><body><ul class=\"needs\">");
            for (int i = page * 10; i < Math.min(entries, page * 10 + 10); i++) {
                list.append("<li><a href=\"/d/%d.html\">%s第%d号难题</a></li>".formatted(i, word, i));
                detail(i, "检测精度不足，第" + i + "条");
            }
            String next = (page + 1) * 10 < entries ? "<a href=\"/list_%d.html\">下一页</a>".formatted(page + 1) : "";
            site.page(page == 0 ? "/list.html" : "/list_" + page + ".html", list + "</ul>" + next + "</body></html>");
        }
    }

    private void detail(int number, String need) {
        site.page(
                "/d/%d.html".formatted(number),
                "<html><body><h1>难题</h1><p>企业名称：%s有限公司</p><p>需求描述：%s</p></body></html>".formatted(word, need));
    }

    private JsonNode preview() {
        return platform.answer(
                web.post()
                        .uri("/api/source-previews")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("address", site.url("/list.html"), "library", "problems")),
                200);
    }

    private Map<String, Object> draft(JsonNode rules, long version) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("name", word);
        draft.put("address", site.url("/list.html"));
        draft.put("library", "problems");
        draft.put("rules", json.convertValue(rules, Map.class));
        draft.put("schedule", "DAILY");
        draft.put("enabled", true);
        draft.put("mostPages", 500);
        draft.put("version", version);
        return draft;
    }

    private WebTestClient.RequestHeadersSpec<?> creating(Map<String, Object> draft) {
        return web.post()
                .uri("/api/sources")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(draft);
    }

    private JsonNode ended(String run) {
        return Platform.soon()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> platform.get("/api/source-runs/{id}", run),
                        report -> !List.of("QUEUED", "RUNNING")
                                .contains(report.path("run").path("state").asString()));
    }

    private JsonNode ran(String source) {
        String run = platform.answer(web.post().uri("/api/sources/{id}/runs", source), 202)
                .path("id")
                .asString();
        return ended(run);
    }

    private long outbox() {
        return platform.rows("SELECT count(*) FROM outbox");
    }

    @Test
    void aSourceIsTriedRunAndReadAgainWithoutAWrite() {
        platform.awaitSamples();
        siteOf(ENTRIES);
        JsonNode preview = preview();
        assertThat(preview.path("found").asInt()).isEqualTo(10);
        assertThat(preview.path("items").get(0).path("cells").path("提出单位").asString())
                .isEqualTo(word + "有限公司");
        JsonNode created = platform.answer(creating(draft(preview.path("rules"), 0)), 201);
        String source = created.path("id").asString();
        assertThat(created.path("nextRunAt").isNull()).isFalse();
        assertThat(site.takeAsked()).hasSizeLessThan(10);

        JsonNode first = ran(source).path("run");
        assertThat(first.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(first.path("added").asInt()).isEqualTo(ENTRIES);
        assertThat(first.path("asked").asInt()).isEqualTo(ENTRIES + 3);
        assertThat(site.takeAsked()).hasSize(ENTRIES + 3).doesNotHaveDuplicates();
        JsonNode job = platform.awaitJob(first.path("importId").asString());
        assertThat(job.path("accepted").asInt()).isEqualTo(ENTRIES);
        platform.awaitIndexed();
        String record = platform.idOf(Library.PROBLEMS, word + "第7号难题");

        long jobs = platform.rows("SELECT count(*) FROM import_job");
        long before = outbox();
        String versions = platform.strings("SELECT sum(version)::text FROM library_record")
                .getFirst();
        JsonNode second = ran(source).path("run");
        assertThat(second.path("notModified").asInt() + second.path("same").asInt())
                .isEqualTo(ENTRIES + 3);
        assertThat(second.path("importId").isNull()).isTrue();
        assertThat(site.takeAsked())
                .as("at most one request each, and conditional")
                .hasSize(ENTRIES + 3)
                .doesNotHaveDuplicates()
                .allMatch(TestSite.Asked::conditional);
        assertThat(platform.rows("SELECT count(*) FROM import_job")).isEqualTo(jobs);
        assertThat(outbox()).isEqualTo(before);
        assertThat(platform.strings("SELECT sum(version)::text FROM library_record")
                        .getFirst())
                .isEqualTo(versions);

        detail(7, "检测精度要达到一微米");
        site.remove("/d/9.html");
        JsonNode third = ran(source);
        assertThat(third.path("run").path("changed").asInt()).isEqualTo(1);
        assertThat(third.path("run").path("gone").asInt()).isEqualTo(1);
        JsonNode change = third.path("findings").get(0);
        assertThat(change.path("address").asString()).endsWith("/d/7.html");
        assertThat(change.path("changes").get(0).path("before").asString()).isEqualTo("检测精度不足，第7条");
        assertThat(change.path("changes").get(0).path("after").asString()).isEqualTo("检测精度要达到一微米");
        assertThat(platform.awaitJob(third.path("run").path("importId").asString())
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(platform.record(Library.PROBLEMS, record).toString()).contains("检测精度要达到一微米");
        assertThat(platform.record(Library.PROBLEMS, platform.idOf(Library.PROBLEMS, word + "第9号难题"))
                        .toString())
                .as("what is gone from its site stays in the library")
                .contains(word);
    }

    @Test
    void aRunSaysWhyPagesWereRefusedAndCanBeStopped() {
        platform.awaitSamples();
        siteOf(4);
        JsonNode rules = preview().path("rules");
        site.page("/d/1.html", "<div id=app></div><script src=x.js></script>")
                .odd("/d/2.html", (request, response) -> response.status(403).send());
        String source =
                platform.answer(creating(draft(rules, 0)), 201).path("id").asString();
        JsonNode report = ran(source);
        assertThat(report.path("run").path("added").asInt()).isEqualTo(2);
        assertThat(platform.get(
                                "/api/source-runs/{id}?outcome=REFUSED",
                                report.path("run").path("id").asString())
                        .path("findings")
                        .valueStream()
                        .map(finding -> finding.path("refusal").path("code").asString()))
                .containsExactly("SCRIPTED", "FORBIDDEN");

        site.odd("/d/3.html", (request, response) -> Mono.never());
        String run = platform.answer(web.post().uri("/api/sources/{id}/runs", source), 202)
                .path("id")
                .asString();
        platform.refusal(web.post().uri("/api/sources/{id}/runs", source), 409, "CONFLICT");
        platform.answer(web.post().uri("/api/source-runs/{id}/cancel", run), 200);
        assertThat(ended(run).path("run").path("state").asString()).isEqualTo("CANCELLED");
        platform.refusal(web.post().uri("/api/source-runs/{id}/cancel", run), 409, "CONFLICT");
    }

    /** The lease lapses while a page hangs, as if the worker had died. */
    @Test
    void whoeverTakesARunOverAsksNothingAgainThatWasWrittenDown() {
        platform.awaitSamples();
        siteOf(5);
        String source = platform.answer(creating(draft(preview().path("rules"), 0)), 201)
                .path("id")
                .asString();
        site.takeAsked();
        site.odd("/d/3.html", (request, response) -> Mono.never());
        String run = platform.answer(web.post().uri("/api/sources/{id}/runs", source), 202)
                .path("id")
                .asString();
        List<TestSite.Asked> before = new ArrayList<>();
        Platform.soon().until(() -> {
            before.addAll(site.takeAsked());
            return !before.isEmpty() && before.getLast().path().equals("/d/3.html");
        });
        database.sql(
                        "UPDATE source_run SET lease_owner = gen_random_uuid(), lease_until = now() - interval '1 minute' WHERE id = $1")
                .bind("$1", UUID.fromString(run))
                .fetch()
                .rowsUpdated()
                .block();
        site.remove("/d/3.html");
        detail(3, "检测精度不足，第3条");

        JsonNode report = ended(run).path("run");
        assertThat(report.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(report.path("added").asInt()).isEqualTo(5);
        assertThat(before)
                .extracting(TestSite.Asked::path)
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(site.takeAsked()).extracting(TestSite.Asked::path).containsExactly("/d/3.html", "/d/4.html");
        assertThat(platform.awaitJob(report.path("importId").asString())
                        .path("accepted")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aWorkbookBesideAPageBecomesRowsAndFaultsAreTold() {
        platform.awaitSamples();
        siteOf(3);
        site.page(
                        "/d/0.html",
                        "<html><body><p>企业名称：%s有限公司</p><p>需求描述：见附件</p><a href=/f/list.xlsx>清单</a><a href=/f/bad.docx>坏</a></body></html>"
                                .formatted(word))
                .file("/f/list.xlsx", "application/octet-stream", workbook())
                .file("/f/bad.docx", "application/msword", "PK\u0003\u0004bad".getBytes(StandardCharsets.ISO_8859_1));
        JsonNode rules = preview().path("rules");
        Map<String, Object> draft = draft(rules, 0);
        String source = platform.answer(creating(draft), 201).path("id").asString();
        JsonNode run = ran(source).path("run");
        assertThat(run.path("rows").asInt()).isEqualTo(5);
        assertThat(run.path("refused").asInt()).isEqualTo(1);
        assertThat(platform.awaitJob(run.path("importId").asString())
                        .path("accepted")
                        .asInt())
                .isEqualTo(5);

        platform.refusal(creating(draft), 400, "BAD_REQUEST");
        draft.put("name", word + "二");
        draft.put("address", "ftp://example.org/");
        platform.refusal(creating(draft), 400, "BAD_REQUEST");
        draft.put("address", site.url("/list.html"));
        draft.put("library", "experts");
        platform.refusal(creating(draft), 400, "BAD_REQUEST");
        platform.refusal(
                web.put()
                        .uri("/api/sources/{id}", source)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(draft(rules, 99)),
                409,
                "CONFLICT");
        platform.refusal(
                web.post()
                        .uri("/api/source-previews")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("address", site.url("/nowhere"), "library", "problems")),
                422,
                "FILE_REFUSED");
    }

    private byte[] workbook() {
        java.io.ByteArrayOutputStream output = new java.io.ByteArrayOutputStream();
        try (org.jiebang.ingest.workbook.WorkbookWriter rows =
                new org.jiebang.ingest.workbook.WorkbookWriter(output, "清单", List.of("企业名称", "需求名称"))) {
            rows.write(List.of(word + "乙有限公司", word + "涂层"));
            rows.write(List.of(word + "丙有限公司", word + "轴承"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return output.toByteArray();
    }
}
