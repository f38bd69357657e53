package org.jiebang.api.source;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiebang.api.measure.LoadRun;
import org.jiebang.api.measure.TableWrites;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a site of many pages twice, the second time with nothing changed: {@code bin/measure org.jiebang.api.source.SourceLoad PLATFORM
 * DATABASE [PAGES]}, 10,000 by default; DATABASE is the URL that {@link TableWrites} takes. The platform must have been started with {@code jiebang.sources.private-addresses=true} and
 * {@code jiebang.sources.interval=0s}, for the site is on this machine.
 */
final class SourceLoad {
    private static final int ON_A_PAGE = 100;

    /** Tables that are written after an import has ended. */
    private static final List<String> FOLLOW = List.of("library_record", "outbox", "match_job", "match_list");

    private final LoadRun load = new LoadRun();
    private final JsonMapper json = JsonMapper.shared();
    private final String platform;

    private SourceLoad(String platform) {
        this.platform = platform;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SourceLoad run = new SourceLoad(arguments[0]);
        int pages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        run.load.signIn(run.platform);
        try (TestSite site = new TestSite()) {
            fill(site, pages);
            String source = run.create(site);
            TableWrites writes = new TableWrites(arguments[1]);
            site.takeAsked();
            for (String time : List.of("first", "again")) {
                long records = run.records();
                long jobs = run.jobs();
                long start = System.nanoTime();
                JsonNode ended = run.run(source);
                double seconds = (System.nanoTime() - start) / 1e9;
                List<TestSite.Asked> asked = site.takeAsked();
                System.out.printf(
                        "%s: %s in %.0f s, %.0f pages/s; requests %d, of them conditional %d, twice to one page %d; not modified %d, new %d;"
                                + " imports %d; change of the number of problems %d%n",
                        time,
                        ended.path("state").asString(""),
                        seconds,
                        asked.size() / seconds,
                        asked.size(),
                        asked.stream().filter(TestSite.Asked::conditional).count(),
                        asked.size()
                                - asked.stream()
                                        .map(TestSite.Asked::path)
                                        .distinct()
                                        .count(),
                        ended.path("notModified").asLong(),
                        ended.path("added").asLong(),
                        run.jobs() - jobs,
                        run.records() - records);
                System.out.println("  rows written: " + writes.take());
                run.settle(ended.path("importId").asString(""), writes);
            }
        }
    }

    private static void fill(TestSite site, int pages) {
        for (int page = 0; page * ON_A_PAGE < pages; page++) {
            StringBuilder list = new StringBuilder("<html><body><ul class=\"needs\">");
            for (int i = page * ON_A_PAGE; i < Math.min(pages, (page + 1) * ON_A_PAGE); i++) {
                list.append("<li><a href=\"/d/%d.html\">示例第%d号难题</a></li>".formatted(i, i));
                site.page(
                        "/d/%d.html".formatted(i),
                        "<html><body><p>企业名称：示例%d有限公司</p><p>需求描述：检测精度不足%d</p></body></html>".formatted(i, i));
            }
            String next = (page + 1) * ON_A_PAGE < pages ? "<a href=\"/l%d.html\">下一页</a>".formatted(page + 1) : "";
            site.page(page == 0 ? "/list.html" : "/l" + page + ".html", list + "</ul>" + next);
        }
    }

    private JsonNode read(String path) {
        return json.readTree(load.read(load.get(platform + path)));
    }

    private long records() {
        return read("/api/search?type=problem&size=1").path("total").asLong();
    }

    private long jobs() {
        return read("/api/imports").size();
    }

    private JsonNode post(String path, Object body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = load.send(load.post(platform + path, json.writeValueAsString(body)));
        if (answer.statusCode() != status) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private String create(TestSite site) throws IOException, InterruptedException {
        Map<String, Object> wish = Map.of("address", site.url("/list.html"), "library", "problems");
        Map<String, Object> draft = new HashMap<>(wish);
        draft.put("rules", post("/api/source-previews", wish, 200).path("rules"));
        draft.put("name", "示例 " + site.port());
        draft.put("schedule", "NEVER");
        draft.put("enabled", true);
        draft.put("mostPages", 20_000);
        draft.put("version", 0);
        return post("/api/sources", draft, 201).path("id").asString("");
    }

    /** What the import of one reading leads to is not of the next. */
    private void settle(String job, TableWrites writes) throws InterruptedException {
        while (!job.isEmpty()
                && List.of("RECEIVING", "QUEUED", "RUNNING")
                        .contains(read("/api/imports/" + job).path("state").asString(""))) {
            TimeUnit.SECONDS.sleep(1);
        }
        while (read("/api/admin/indexes").path("waiting").asLong() > 0) {
            TimeUnit.SECONDS.sleep(1);
        }
        Map<String, Long> later;
        do {
            TimeUnit.SECONDS.sleep(20);
            later = writes.take();
        } while (!Collections.disjoint(later.keySet(), FOLLOW));
    }

    private JsonNode run(String source) throws IOException, InterruptedException {
        String id = post("/api/sources/" + source + "/runs", Map.of(), 202)
                .path("id")
                .asString("");
        JsonNode run = read("/api/source-runs/" + id).path("run");
        while (List.of("QUEUED", "RUNNING").contains(run.path("state").asString(""))) {
            TimeUnit.MILLISECONDS.sleep(500);
            run = read("/api/source-runs/" + id).path("run");
        }
        return run;
    }
}
