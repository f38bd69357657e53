package org.jiebang.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Hooks;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Import of files: nothing is lost, nothing is doubled, and everything that is wrong is told. */
@PlatformTest
class ImportIT {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final Platform platform;
    private final WebTestClient web;

    ImportIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private record Counts(long total, long accepted, long unchanged, long rejected, long flagged) {
        static Counts of(JsonNode job) {
            assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
            assertThat(job.path("processed").asLong())
                    .isEqualTo(job.path("total").asLong());
            return new Counts(
                    job.path("total").asLong(),
                    job.path("accepted").asLong(),
                    job.path("unchanged").asLong(),
                    job.path("rejected").asLong(),
                    job.path("flagged").asLong());
        }
    }

    private record Error(long row, String column, String value, String code, boolean rejects) {
        static List<Error> of(JsonNode job) {
            List<Error> errors = new ArrayList<>();
            for (JsonNode error : job.path("errors")) {
                assertThat(error.path("message").asString()).isNotBlank();
                errors.add(new Error(
                        error.path("row").asLong(),
                        error.path("column").asString(),
                        error.path("value").asString(),
                        error.path("code").asString(),
                        error.path("rejects").asBoolean()));
            }
            return errors;
        }
    }

    private Counts load(Table table) {
        return Counts.of(platform.load(table.library(), "table.csv", table.csv()));
    }

    private long experts() {
        return platform.rows("SELECT count(*) FROM library_record WHERE library = 'experts'");
    }

    @Test
    void reportsEveryErrorOfARowAndTakesTheOthers() {
        String good = Platform.unique("好行");
        String last = Platform.unique("末行");
        Table table = Table.of(Library.EXPERTS, "姓名", "出生年份", "院士", "所在地区", "可承担任务数")
                .row(good, "1975", "否", "苏州市", "3")
                .row("", "甲子年", "半个", "月球", "999")
                .row(last, "1980", "否", "月球", "2");

        JsonNode job = platform.load(Library.EXPERTS, "table.csv", table.csv());

        assertThat(Counts.of(job)).isEqualTo(new Counts(3, 2, 0, 1, 1));
        assertThat(Error.of(job))
                .containsExactlyInAnyOrder(
                        new Error(3, "姓名", "", "MISSING", true),
                        new Error(3, "出生年份", "甲子年", "NOT_A_YEAR", true),
                        new Error(3, "院士", "半个", "UNKNOWN_CHOICE", true),
                        new Error(3, "所在地区", "月球", "UNKNOWN_REGION", false),
                        new Error(3, "可承担任务数", "999", "OUT_OF_RANGE", true),
                        new Error(4, "所在地区", "月球", "UNKNOWN_REGION", false));
        platform.idOf(Library.EXPERTS, good);
        platform.idOf(Library.EXPERTS, last);
    }

    @Test
    void leavesARepeatedFileAlone() {
        String name = Platform.unique("重复");
        Table table = Table.experts().row(name, "单位", "方向一").row(name, "单位乙", "方向二");
        assertThat(load(table)).isEqualTo(new Counts(2, 2, 0, 0, 0));
        long outbox =
                platform.rows("SELECT max(version) FROM library_record WHERE payload ->> 'name' = '" + name + "'");

        assertThat(load(table)).isEqualTo(new Counts(2, 0, 2, 0, 0));

        assertThat(outbox).isEqualTo(1);
        assertThat(platform.rows("SELECT max(version) FROM library_record WHERE payload ->> 'name' = '" + name + "'"))
                .isEqualTo(1);
        assertThat(platform.searchAll("q", '"' + name + '"')).hasSize(2);
    }

    @Test
    void countsTheChangesOfARecordAndShowsTheLast() {
        String name = Platform.unique("改行");
        load(Table.experts().row(name, "单位", "焊接机器人"));
        String id = platform.idOf(Library.EXPERTS, name);

        assertThat(load(Table.experts().row(name, "单位", "量子陀螺"))).isEqualTo(new Counts(1, 1, 0, 0, 0));

        JsonNode item = platform.record(Library.EXPERTS, id);
        assertThat(item.path("version").asLong()).isEqualTo(2);
        assertThat(item.path("cells").toString()).contains("量子陀螺").doesNotContain("焊接机器人");
        assertThat(platform.idsOf("q", "\"量子陀螺\" \"" + name + '"')).containsExactly(id);
        assertThat(platform.idsOf("q", "\"焊接机器人\" \"" + name + '"')).isEmpty();
    }

    @Test
    void letsTheLaterOfTwoRowsDecide() {
        String name = Platform.unique("双行");

        assertThat(load(Table.experts().row(name, "单位", "早先方向").row(name, "单位", "后来方向")))
                .isEqualTo(new Counts(2, 2, 0, 0, 0));

        String id = platform.idOf(Library.EXPERTS, name);
        assertThat(platform.record(Library.EXPERTS, id).path("version").asLong())
                .isEqualTo(2);
        assertThat(platform.record(Library.EXPERTS, id).path("cells").toString())
                .contains("后来方向")
                .doesNotContain("早先方向");
    }

    @Test
    void takesTwoWritingsOfAnExpertForOneRecord() {
        String name = Platform.unique("写法ab");
        Table table = Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "研究方向")
                .row(name, "1970", "江苏（苏州）ＡＢＣ研究院", "方向")
                .row(' ' + name.toUpperCase(java.util.Locale.ROOT), "1970年5月", "江苏(苏州) abc 研究院", "方向");

        assertThat(load(table)).isEqualTo(new Counts(2, 2, 0, 0, 0));

        assertThat(platform.rows(
                        "SELECT count(*) FROM library_record WHERE lower(payload ->> 'name') = lower('" + name + "')"))
                .isEqualTo(1);
    }

    @Test
    void flagsANearDuplicateAndKeepsBoth() {
        String name = Platform.unique("近似");
        Table columns = Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位");
        load(columns.row(name, "1970", "甲研究院"));

        JsonNode job = platform.load(
                Library.EXPERTS,
                "table.csv",
                Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位")
                        .row(name, "1970", "乙大学")
                        .csv());

        assertThat(Counts.of(job)).isEqualTo(new Counts(1, 1, 0, 0, 1));
        assertThat(Error.of(job)).containsExactly(new Error(2, "", name, "POSSIBLE_DUPLICATE", false));
        List<String> ids = platform.idsOf("q", '"' + name + '"');
        assertThat(ids).hasSize(2);
        JsonNode alike = platform.record(Library.EXPERTS, ids.getFirst()).path("nearDuplicates");
        assertThat(alike).hasSize(1);
        assertThat(alike.get(0).path("id").asString()).isEqualTo(ids.getLast());
    }

    @Test
    void flagsANearDuplicateInTheSameFile() {
        String name = Platform.unique("同档");
        Table table = Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位")
                .row(name, "1970", "甲研究院")
                .row(name, "1970", "乙大学");
        byte[] file = table.csv();

        JsonNode dry = platform.awaitJob(platform.begin(Library.EXPERTS, "table.csv", file, true));
        JsonNode job = platform.load(Library.EXPERTS, "table.csv", file);

        assertThat(Counts.of(job)).isEqualTo(new Counts(2, 2, 0, 0, 1));
        assertThat(Error.of(job)).containsExactly(new Error(3, "", name, "POSSIBLE_DUPLICATE", false));
        assertThat(Error.of(dry)).isEqualTo(Error.of(job));
    }

    @Test
    void writesNothingInADryRun() {
        String name = Platform.unique("试读");
        load(Table.experts().row(name, "单位", "方向"));
        long before = experts();
        Table table =
                Table.experts().row(name, "单位", "方向").row(name, "另一单位", "方向").row("", "单位", "方向");

        JsonNode job = platform.awaitJob(platform.begin(Library.EXPERTS, "table.csv", table.csv(), true));

        assertThat(Counts.of(job)).isEqualTo(new Counts(3, 1, 1, 1, 0));
        assertThat(job.path("dryRun").asBoolean()).isTrue();
        assertThat(Error.of(job)).containsExactly(new Error(4, "姓名", "", "MISSING", true));
        platform.awaitIndexed();
        assertThat(experts()).isEqualTo(before);
        assertThat(platform.searchAll("q", '"' + name + '"')).hasSize(1);
    }

    @Test
    void readsChineseEncodingAndMissingColumns() {
        String name = Platform.unique("国标");
        Table table = Table.of(Library.EXPERTS, "专家姓名", "单位", "微信号").row(name, "镕钇研究所", "不存");

        JsonNode job = platform.load(Library.EXPERTS, "专家.csv", table.csv(GB18030));

        assertThat(Counts.of(job)).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(job.path("fileName").asString()).isEqualTo("专家.csv");
        assertThat(job.path("ignoredColumns")).hasSize(1);
        assertThat(job.path("ignoredColumns").get(0).asString()).isEqualTo("微信号");
        assertThat(platform.idsOf("q", "\"镕钇研究所\" \"" + name + '"')).hasSize(1);
    }

    @Test
    void readsASavedPage() {
        String name = Platform.unique("网页");
        String page = """
                <html><head><meta charset="utf-8"></head><body><h1>专家名单</h1><script>alert('x')</script>
                <table><tr><th>姓名</th><th>工作单位</th><th>研究方向</th></tr>
                <tr><td>%s</td><td>单位</td><td>激光熔覆</td></tr><tr><td></td><td>单位</td><td>无名</td></tr></table></body></html>
                """.formatted(name);

        JsonNode job = platform.load(Library.EXPERTS, "page.html", page.getBytes(StandardCharsets.UTF_8));

        assertThat(Counts.of(job)).isEqualTo(new Counts(2, 1, 0, 1, 0));
        platform.idOf(Library.EXPERTS, name);
    }

    private record Broken(String name, String code, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> brokenFiles() throws IOException {
        byte[] workbook = Table.experts().row("甲", "单位", "方向").xlsx();
        byte[] old = new byte[1024];
        System.arraycopy(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                0,
                old,
                0,
                8);
        return Stream.of(
                new Broken("empty.xlsx", "EMPTY", new byte[0]),
                new Broken("damaged.xlsx", "DAMAGED", Arrays.copyOf(workbook, workbook.length / 2)),
                new Broken("encrypted.xlsx", "ENCRYPTED_OR_OLD", old),
                new Broken("macro.xlsm", "MACRO", withEntry(workbook, "xl/vbaProject.bin")),
                new Broken("picture.png", "UNSUPPORTED", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}),
                new Broken("other.zip", "UNSUPPORTED", zip("readme.txt")),
                // Readable tables under names that say something else.
                new Broken("table.csv", "WRONG_EXTENSION", workbook),
                new Broken(
                        "table.xlsx",
                        "WRONG_EXTENSION",
                        Table.experts().row("甲", "单位", "方向").csv()),
                new Broken(
                        "table.xls",
                        "WRONG_EXTENSION",
                        Table.experts().row("甲", "单位", "方向").csv()),
                new Broken("table.csv", "WRONG_EXTENSION", page()),
                new Broken("table", "WRONG_EXTENSION", workbook),
                new Broken("letter.csv", "NO_HEADINGS", "尊敬的专家：\n您好。\n".getBytes(StandardCharsets.UTF_8)),
                new Broken(
                        "page.html",
                        "NO_TABLE",
                        "<html><body><p>您好</p></body></html>".getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] page() {
        return """
                <html><body><table><tr><th>姓名</th><th>工作单位</th></tr><tr><td>页名%s</td><td>单位</td></tr></table></body></html>
                """.formatted(Platform.unique("")).getBytes(StandardCharsets.UTF_8);
    }

    /** Systems give out pages under the name of an old workbook, so that a spreadsheet opens them. */
    @ParameterizedTest
    @ValueSource(strings = {"table.xls", "TABLE.XLS", "page.htm", "page.html"})
    void takesAPageUnderTheNameOfAnOldWorkbook(String name) {
        JsonNode job = platform.awaitJob(platform.begin(Library.EXPERTS, name, page(), true));
        assertThat(job.path("accepted").asInt()).isEqualTo(1);
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("content".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A copy of a zip file with one entry more. */
    private static byte[] withEntry(byte[] zip, String name) throws IOException {
        Path file = Files.createTempFile("broken", ".zip");
        try {
            Files.write(file, zip);
            try (FileSystem opened = FileSystems.newFileSystem(file)) {
                Files.writeString(opened.getPath(name), "content");
            }
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void refusesAFileThatIsNoTable(Broken file) {
        long jobs = platform.rows("SELECT count(*) FROM import_job");
        long pieces = platform.rows("SELECT count(*) FROM import_file_piece");

        JsonNode problem =
                platform.refusal(platform.uploading("experts", file.name(), file.bytes(), false), 422, "FILE_REFUSED");

        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("file");
        assertThat(problem.path("violations").get(0).path("code").asString()).isEqualTo(file.code());
        assertThat(platform.rows("SELECT count(*) FROM import_job")).isEqualTo(jobs);
        assertThat(platform.rows("SELECT count(*) FROM import_file_piece")).isEqualTo(pieces);
    }

    @Test
    void refusesAnUnknownLibrary() {
        JsonNode problem = platform.refusal(
                platform.uploading(
                        "robots",
                        "table.csv",
                        Table.experts().row("甲", "乙", "丙").csv(),
                        false),
                400,
                "BAD_REQUEST");

        assertThat(problem.path("violations").get(0).path("code").asString()).isEqualTo("UNKNOWN_LIBRARY");
    }

    @Test
    void acceptsTheErrorWorkbookOnceItIsCorrected() throws IOException {
        String name = Platform.unique("更正");
        Table table = Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "研究方向")
                .row(name + "一", "1970", "单位", "方向")
                .row(name + "二", "不详", "单位", "=SUM(1;2)")
                .row("", "1980", "单位" + name, "方向");
        JsonNode first = platform.load(Library.EXPERTS, "table.csv", table.csv());
        assertThat(Counts.of(first)).isEqualTo(new Counts(3, 1, 0, 2, 0));

        byte[] workbook = platform.download(
                "/api/imports/{id}/errors.xlsx", first.path("id").asString());
        List<List<String>> rows = rows(workbook);
        List<String> headings = rows.getFirst();
        assertThat(rows).hasSize(3);
        assertThat(headings).endsWith("错误说明").startsWith("姓名", "出生年份");
        assertThat(rows.get(1).getLast()).contains("出生年份").contains("四位年份");
        assertThat(rows.get(2).getLast()).contains("姓名");

        Table corrected = Table.of(Library.EXPERTS, headings.toArray(String[]::new));
        List<String> second = new ArrayList<>(rows.get(1));
        second.set(headings.indexOf("出生年份"), "1971");
        List<String> third = new ArrayList<>(rows.get(2));
        third.set(headings.indexOf("姓名"), name + "三");
        corrected.row(second.toArray(String[]::new)).row(third.toArray(String[]::new));
        JsonNode again = platform.load(Library.EXPERTS, "errors.xlsx", corrected.xlsx());

        assertThat(Counts.of(again)).isEqualTo(new Counts(2, 2, 0, 0, 0));
        platform.idOf(Library.EXPERTS, name + "二");
        platform.idOf(Library.EXPERTS, name + "三");
        assertThat(platform.record(Library.EXPERTS, platform.idOf(Library.EXPERTS, name + "二"))
                        .path("cells")
                        .toString())
                .contains("=SUM(1");
    }

    private static List<List<String>> rows(byte[] workbook) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            List<Row> all = read.getFirstSheet().read();
            int width = all.getFirst().getCellCount();
            all.forEach(row -> rows.add(IntStream.range(0, width)
                    .mapToObj(i -> row.getCellAsString(i).orElse(""))
                    .toList()));
        }
        return rows;
    }

    @Test
    void tellsMoreThanAPageOfErrors() throws IOException {
        Table table = Table.experts();
        for (int i = 0; i < 1205; i++) {
            table.row("", "单位" + i, "方向");
        }
        JsonNode job = platform.load(Library.EXPERTS, "table.csv", table.csv());

        assertThat(Counts.of(job)).isEqualTo(new Counts(1205, 0, 0, 1205, 0));
        assertThat(job.path("errors")).hasSize(500);
        assertThat(rows(platform.download(
                        "/api/imports/{id}/errors.xlsx", job.path("id").asString())))
                .hasSize(1206);
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void givesATemplateThatTheImportUnderstands(Library library, @TempDir Path folder) throws IOException {
        byte[] template = platform.download("/api/imports/templates/{library}.xlsx", library.code());

        Path file = Files.write(folder.resolve("template.xlsx"), template);
        List<String> headings =
                LibraryTable.of(library).columns().stream().map(Column::heading).toList();
        try (LibraryFile read = LibraryFile.open(file, library)) {
            assertThat(read.headings().places().keySet()).containsExactlyInAnyOrderElementsOf(headings);
            assertThat(read.headings().unknown()).isEmpty();
            assertThat(read.countRows()).isZero();
        }
        List<String> rules = LibraryTable.of(library).rulesBetweenColumns();
        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(headings.stream()
                                .filter(heading -> rule.contains("《" + heading + "》"))
                                .count())
                        .as("columns that are named: " + rule)
                        .isGreaterThanOrEqualTo(2));
        assertThat(Table.texts(template)).contains(rules);
        JsonNode job = platform.awaitJob(platform.begin(library, "template.xlsx", template, false));
        assertThat(Counts.of(job)).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @Test
    void tellsProgressUntilTheEnd() {
        String id = platform.begin(
                Library.EXPERTS,
                "table.csv",
                experts(3000, Platform.unique("进度")).csv(),
                true);
        FluxExchangeResult<ServerSentEvent<JsonNode>> events = web.get()
                .uri("/api/imports/{id}/events", id)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<>() {});

        List<JsonNode> jobs = new ArrayList<>();
        StepVerifier.create(events.getResponseBody())
                .recordWith(ArrayList::new)
                .thenConsumeWhile(event -> {
                    jobs.add(event.data());
                    return "progress".equals(event.event());
                })
                .expectComplete()
                .verify(java.time.Duration.ofSeconds(60));
        assertThat(jobs).isNotEmpty();
        assertThat(jobs.stream().map(job -> job.path("processed").asLong())).isSorted();
        assertThat(jobs.subList(0, jobs.size() - 1))
                .allSatisfy(job -> assertThat(job.path("state").asString()).isIn("QUEUED", "RUNNING"));
        assertThat(Counts.of(jobs.getLast())).isEqualTo(new Counts(3001, 3000, 0, 1, 0));
        assertThat(Error.of(jobs.getLast())).containsExactly(new Error(3002, "姓名", "", "MISSING", true));
    }

    /** Many experts and one bad row. */
    private static Table experts(int count, String employer) {
        Table table = Table.experts();
        for (int i = 0; i < count; i++) {
            table.row("进度" + i, employer, "方向" + i);
        }
        return table.row("", employer, "无名");
    }

    @Test
    void stopsALongJobOnRequest() {
        Table table = Table.of(Library.EXPERTS, new SampleLibraries(7).experts(30_000));
        long before = experts();
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        String id = platform.begin(Library.EXPERTS, "table.csv", table.csv(), true);
        Platform.soon().until(() -> platform.job(id).path("processed").asLong() > 0);

        platform.post("/api/imports/{id}/cancel", id);
        JsonNode job = platform.awaitJob(id);
        Hooks.resetOnErrorDropped();

        assertThat(dropped).isEmpty();

        assertThat(job.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(job.path("processed").asLong()).isPositive().isLessThan(30_000);
        assertThat(job.path("finishedAt").isString()).isTrue();
        assertThat(experts()).isEqualTo(before);
        assertThat(platform.rows("SELECT count(*) FROM import_file_piece WHERE job_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void stopsAJobThatWaitsAndForgetsItsFile() {
        Table table = Table.of(Library.EXPERTS, new SampleLibraries(7).experts(20_000));
        String name = Platform.unique("未始");
        String running = platform.begin(Library.EXPERTS, "table.csv", table.csv(), true);
        String waiting = platform.begin(
                Library.EXPERTS,
                "table.csv",
                Table.experts().row(name, "单位", "方向").csv(),
                false);

        JsonNode job = platform.post("/api/imports/{id}/cancel", waiting);
        platform.post("/api/imports/{id}/cancel", running);

        assertThat(job.path("state").asString()).isEqualTo("CANCELLED");
        platform.awaitJob(running);
        assertThat(platform.job(waiting).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(platform.rows("SELECT count(*) FROM import_file_piece WHERE job_id = '" + waiting + "'"))
                .isZero();
        assertThat(platform.rows("SELECT count(*) FROM library_record WHERE payload ->> 'name' = '" + name + "'"))
                .isZero();
    }

    @Test
    void leavesAnEndedJobAsItIs() {
        String id = platform.begin(
                Library.EXPERTS,
                "table.csv",
                Table.experts().row(Platform.unique("终"), "单位", "方向").csv(),
                false);
        JsonNode ended = platform.awaitJob(id);

        platform.post("/api/imports/{id}/cancel", id);

        assertThat(platform.job(id)).isEqualTo(ended);
    }

    @Test
    void worksThroughTwoJobsAtOnce() {
        String name = Platform.unique("并行");
        Table first = Table.experts();
        Table second = Table.experts();
        for (int i = 0; i < 900; i++) {
            first.row("甲" + i, name, "方向");
            // Every other record is in both files.
            second.row((i % 2 == 0 ? "甲" : "乙") + i, name, "方向");
        }
        String one = platform.begin(Library.EXPERTS, "first.csv", first.csv(), false);
        String two = platform.begin(Library.EXPERTS, "second.csv", second.csv(), false);

        assertThat(Counts.of(platform.awaitJob(one))).isEqualTo(new Counts(900, 900, 0, 0, 0));
        assertThat(Counts.of(platform.awaitJob(two))).isEqualTo(new Counts(900, 450, 450, 0, 0));
        platform.awaitIndexed();
        assertThat(platform.search("q", '"' + name + '"').path("total").asLong())
                .isEqualTo(1350);
    }

    @Test
    void listsTheLatestJobsFirst() {
        String id = platform.begin(
                Library.EXPERTS,
                "latest.csv",
                Table.experts().row(Platform.unique("近"), "单位", "方向").csv(),
                true);

        assertThat(platform.get("/api/imports").get(0).path("id").asString()).isEqualTo(id);
        platform.awaitJob(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/imports/{id}", "/api/imports/{id}/events", "/api/imports/{id}/errors.xlsx"})
    void knowsNoOtherJob(String address) {
        platform.refusal(web.get().uri(address, "00000000-0000-7000-8000-000000000000"), 404, "NOT_FOUND");
        platform.refusal(web.get().uri(address, "no-id"), 404, "NOT_FOUND");
    }
}
