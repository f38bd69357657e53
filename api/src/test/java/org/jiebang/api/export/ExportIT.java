package org.jiebang.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What leaves the platform is what the reader sees, and comes in again without a change. */
@PlatformTest
class ExportIT {
    private final Platform platform;
    private final WebTestClient web;

    ExportIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    @ParameterizedTest
    @CsvSource({"experts, xlsx", "problems, csv", "projects, xlsx", "societies, csv", "enterprises, csv", "teams, xlsx"
    })
    void anExportedLibraryComesInAgainWithoutAChange(String code, String format) {
        Library library = Library.find(code).orElseThrow();
        byte[] file = platform.download("/api/exports/" + code + "." + format);

        JsonNode job = platform.awaitJob(platform.begin(library, "export." + format, file, true));

        assertThat(job.path("total").asInt()).as(job::toPrettyString).isPositive();
        assertThat(job.path("rejected").asInt()).as(job::toPrettyString).isZero();
        // Samples would lose their mark: that alone changes, and no cell does.
        JsonNode rows = platform.get(
                        "/api/imports/{id}/changes?kind=CHANGED&limit=200",
                        job.path("id").asString())
                .path("rows");
        assertThat(rows).allSatisfy(row -> assertThat(row.path("fields")).isEmpty());
        assertThat(job.path("created").asInt()).isZero();
    }

    @Test
    void takesAlongWhatTheSearchFinds() {
        String unit = Platform.unique("导出示例大学");
        platform.load(Table.experts().row("=1+1", unit, "焊接").row("导出乙", unit, "铸造"));

        byte[] csv = platform.download("/api/exports/experts.csv?search={search}", "q=\"" + unit + "\"&sort=title");
        byte[] lines = platform.download("/api/exports/experts.jsonl?search={search}", "q=\"" + unit + "\" 铸造");

        String text = new String(csv, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF姓名,").contains(unit, "'=1+1");
        assertThat(text.lines()).hasSize(3);
        assertThat(new String(lines, StandardCharsets.UTF_8)).contains("\"姓名\":\"导出乙\"");
        assertThat(platform.strings(
                        "SELECT after FROM audit_entry WHERE action = 'DATA_EXPORTED' ORDER BY position DESC"
                                + " LIMIT 1"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry).contains("\"format\":\"jsonl\"").doesNotContain(unit));
    }

    @Test
    void mapsToTheTableOfAnotherPlatformByAFileOfStaff() {
        JsonNode shipped = platform.get("/api/export-mappings");
        assertThat(shipped.findValuesAsString("name")).contains("kczg-problems", "kczg-experts");
        String unit = Platform.unique("对照示例大学");
        platform.load(Table.experts().row("对照甲", unit, "焊接"));
        String name = "demo-" + Platform.unique("").toLowerCase(java.util.Locale.ROOT);
        String mapping = "{\"name\": \"" + name + "\", \"label\": \"示例\", \"library\": \"experts\", \"columns\": ["
                + "{\"target\": \"XM\", \"source\": \"姓名\"}, {\"target\": \"LY\", \"constant\": \"JB\"}]}";

        JsonNode saved = platform.answer(
                web.post()
                        .uri("/api/export-mappings")
                        .header(TestSessions.AS, "staff")
                        .bodyValue(Map.of("content", mapping)),
                200);
        String csv = new String(
                platform.download(
                        "/api/exports/experts.csv?mapping={name}&search={search}", name, "q=\"" + unit + "\""),
                StandardCharsets.UTF_8);

        assertThat(saved.path("version").asInt()).isEqualTo(1);
        assertThat(csv.lines()).containsExactly("\uFEFFXM,LY", "对照甲,JB");
        platform.refusal(
                web.post()
                        .uri("/api/export-mappings")
                        .header(TestSessions.AS, "staff")
                        .bodyValue(Map.of("content", mapping.replace("姓名", "手机"))),
                400,
                "BAD_REQUEST");
        platform.refusal(web.get().uri("/api/exports/problems.csv?mapping={name}", name), 400, "BAD_REQUEST");
    }

    @Test
    void givesResultsInTheirTables() {
        String problem = platform.strings(
                        "SELECT problem_id::text FROM match_list_entry WHERE library = 'experts' LIMIT 1")
                .getFirst();

        String matches =
                new String(platform.download("/api/exports/matches.csv?problem={id}", problem), StandardCharsets.UTF_8);
        String cases = new String(platform.download("/api/exports/cases.jsonl"), StandardCharsets.UTF_8);

        assertThat(matches.lines().count()).isGreaterThan(1);
        assertThat(cases.lines()).allSatisfy(line -> assertThat(line).startsWith("{"));
        assertThat(Arrays.asList(matches.split("\r\n")[0].split(","))).contains("匹配度（%）");
        web.get()
                .uri("/api/exports/applications.xlsx")
                .header(TestSessions.AS, "staff")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment.*applications-.*");
        platform.refusal(web.get().uri("/api/exports/experts.pdf"), 400, "BAD_REQUEST");
        platform.refusal(web.get().uri("/api/exports/nothing.csv"), 400, "BAD_REQUEST");
    }
}
