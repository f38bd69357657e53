package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.jiebang.sample.SampleLibraries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Contact data that arrives with a file is stored, and nowhere in clear. */
@PlatformTest
class ContactsIT {
    private static final String[] COLUMNS = {"企业名称", "主营业务", "所属行业", "联系人", "联系电话", "电子邮箱"};

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final ContactStore contacts;
    private final String elasticsearch;

    ContactsIT(
            Platform platform,
            WebTestClient web,
            DatabaseClient database,
            ContactStore contacts,
            @Value("${jiebang.elasticsearch.uris}") String elasticsearch) {
        this.platform = platform;
        this.web = web;
        this.database = database;
        this.contacts = contacts;
        this.elasticsearch = elasticsearch;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private static Table enterprises() {
        return Table.of(Library.ENTERPRISES, COLUMNS);
    }

    private List<Long> load(Table table) {
        return counts(platform.load(table.library(), "table.csv", table.csv()));
    }

    /** Accepted, unchanged, rejected, flagged. */
    private static List<Long> counts(JsonNode job) {
        assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
        return List.of(
                job.path("accepted").asLong(),
                job.path("unchanged").asLong(),
                job.path("rejected").asLong(),
                job.path("flagged").asLong());
    }

    private Contact contact(String name) {
        UUID id = UUID.fromString(platform.idOf(Library.ENTERPRISES, name));
        return contacts.find(id).defaultIfEmpty(Contact.EMPTY).block();
    }

    private long version(String name) {
        return platform.record(Library.ENTERPRISES, platform.idOf(Library.ENTERPRISES, name))
                .path("version")
                .asLong();
    }

    @Test
    void nothingOfAContactIsStoredInClear() throws Exception {
        String name = Platform.unique("密封企业");
        String mobile = "13" + (100_000_000 + (int) (Math.random() * 899_999_999));
        String person = Platform.unique("密封人");
        String email = Platform.unique("seal") + "@example.cn";
        Table table = enterprises()
                .row(name, "轴承", "", person, mobile, email)
                // Rows with findings keep their cells, so that they can be corrected.
                .row("", "轴承", "", person, mobile, email)
                .row(name + "二", "轴承", "炼丹", person, mobile, email)
                .row(name + "三", "轴承", "", person, mobile + "9", email + "#");

        assertThat(load(table)).containsExactly(3L, 0L, 1L, 2L);

        assertThat(contact(name)).isEqualTo(new Contact(person, mobile, email));
        assertThat(ClearText.tablesWith(database, person, mobile, email)).isEmpty();
        assertThat(ClearText.tablesWith(database, name))
                .as("the search finds what is there")
                .isNotEmpty();
        assertThat(ClearText.documents(elasticsearch))
                .contains(name)
                .doesNotContain(person)
                .doesNotContain(mobile)
                .doesNotContain(email);
        for (String query : List.of(person, mobile, email)) {
            assertThat(platform.searchAll("q", '"' + query + '"')).isEmpty();
        }
    }

    @Test
    void fileThatWaitsIsSealed() {
        String long1 = platform.begin(
                Library.EXPERTS,
                "table.csv",
                Table.of(Library.EXPERTS, new SampleLibraries(7).experts(20_000))
                        .csv(),
                true);
        String mobile = "13" + (100_000_000 + (int) (Math.random() * 899_999_999));
        String waiting = platform.begin(
                Library.ENTERPRISES,
                "table.csv",
                enterprises().row("等待企业", "轴承", "", "某人", mobile, "").csv(),
                true);
        try {
            assertThat(platform.rows("SELECT count(*) FROM import_file_piece WHERE job_id = '" + waiting + "'"))
                    .isEqualTo(1);
            assertThat(ClearText.tablesWith(database, mobile)).isEmpty();
        } finally {
            platform.post("/api/imports/{id}/cancel", long1);
        }
        assertThat(counts(platform.awaitJob(waiting))).containsExactly(1L, 0L, 0L, 0L);
    }

    @Test
    void changedContactIsAChangeAndTheVersionStays() {
        String name = Platform.unique("换号企业");
        Table first = enterprises().row(name, "轴承", "", "甲某", "13800000001", "");
        assertThat(load(first)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(load(first)).as("the same again").containsExactly(0L, 1L, 0L, 0L);

        Table second = enterprises().row(name, "轴承", "", "乙某", "13800000002", "");
        JsonNode dry = platform.awaitJob(platform.begin(Library.ENTERPRISES, "table.csv", second.csv(), true));
        assertThat(counts(dry)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(contact(name)).as("a dry run writes nothing").isEqualTo(new Contact("甲某", "13800000001", ""));

        assertThat(load(second)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(contact(name)).isEqualTo(new Contact("乙某", "13800000002", ""));
        assertThat(version(name)).isEqualTo(1);

        assertThat(load(enterprises().row(name, "齿轮", "", "丙某", "13800000003", "")))
                .as("record and contact are one row")
                .containsExactly(1L, 0L, 0L, 0L);
        assertThat(version(name)).isEqualTo(2);
        assertThat(contact(name).person()).isEqualTo("丙某");
    }

    @Test
    void fileThatSaysNothingOfContactsLeavesThemAlone() {
        String name = Platform.unique("无号企业");
        assertThat(load(enterprises().row(name, "轴承", "", "甲某", "13800000001", "")))
                .startsWith(1L);

        assertThat(load(Table.of(Library.ENTERPRISES, "企业名称", "主营业务").row(name, "轴承")))
                .containsExactly(0L, 1L, 0L, 0L);
        assertThat(load(enterprises().row(name, "齿轮", "", "", "", ""))).containsExactly(1L, 0L, 0L, 0L);

        assertThat(contact(name)).isEqualTo(new Contact("甲某", "13800000001", ""));
    }

    @Test
    void laterRowOfAFileDecides() {
        String name = Platform.unique("重复企业");
        assertThat(load(enterprises()
                        .row(name, "轴承", "", "甲某", "13800000001", "")
                        .row(name, "轴承", "", "乙某", "13800000002", "")))
                .containsExactly(2L, 0L, 0L, 0L);
        assertThat(contact(name).person()).isEqualTo("乙某");
    }

    @Test
    void refusedRowComesBackWithItsContactToBeCorrected() {
        String name = Platform.unique("退回企业");
        JsonNode job = platform.load(
                Library.ENTERPRISES,
                "table.csv",
                Table.of(Library.ENTERPRISES, "企业名称", "统一社会信用代码", "联系电话")
                        .row(name, "123", "13800000001")
                        .csv());
        assertThat(counts(job)).containsExactly(0L, 0L, 1L, 0L);
        assertThat(job.toString()).doesNotContain("13800000001");
        byte[] workbook = platform.download(
                "/api/imports/{id}/errors.xlsx", job.path("id").asString());
        assertThat(workbook).isNotEmpty();
        JsonNode again = platform.awaitJob(platform.begin(Library.ENTERPRISES, "errors.xlsx", workbook, true));
        assertThat(again.path("ignoredColumns").toString()).isEqualTo("[\"错误说明\"]");
    }

    @Test
    void organisationWritesTheContactOfItsOwnProblem() {
        String title = Platform.unique("自写难题");
        String reason = "核对本单位联系人";
        JsonNode created = platform.answer(
                send(HttpMethod.POST, "/api/problems", Map.of("cells", problem(title, "轴承", "13800000007"))), 201);
        String id = created.path("id").asString();
        assertThat(phone(id)).isEqualTo("138****0007");
        assertThat(platform.answer(
                                send(
                                        HttpMethod.POST,
                                        "/api/problems/" + id + "/contact/reveal",
                                        Map.of("reason", reason)),
                                200)
                        .path("phone")
                        .asString())
                .isEqualTo("13800000007");

        JsonNode changed = change(id, 1, Map.of("难题问题名称", title, "关键难点和挑战", "齿轮"));
        assertThat(phone(id)).as("cells that do not name it leave it alone").isEqualTo("138****0007");

        platform.load(
                Library.PROBLEMS,
                "table.csv",
                Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "联系电话")
                        .row(title, "示例企业", "13900000000")
                        .csv());
        assertThat(phone(id)).as("no file changes what an organisation wrote").isEqualTo("138****0007");

        JsonNode again = change(id, changed.path("version").asLong(), problem(title, "齿轮", ""));
        assertThat(again.path("version").asLong()).isEqualTo(3);
        assertThat(owned(id).path("contact").isNull())
                .as("blank cells remove it")
                .isTrue();
    }

    private static Map<String, String> problem(String title, String text, String phone) {
        return Map.of("难题问题名称", title, "关键难点和挑战", text, "联系电话", phone);
    }

    private JsonNode change(String id, long version, Map<String, String> cells) {
        return platform.answer(
                send(HttpMethod.PUT, "/api/problems/" + id, Map.of("cells", cells, "version", version)), 200);
    }

    private JsonNode owned(String id) {
        return platform.answer(web.get().uri("/api/problems/{id}", id).header(TestSessions.AS, "enterprise"), 200);
    }

    private String phone(String id) {
        return owned(id).path("contact").path("phone").asString();
    }

    private WebTestClient.RequestHeadersSpec<?> send(HttpMethod method, String uri, Map<String, ?> body) {
        return web.method(method).uri(uri).header(TestSessions.AS, "enterprise").bodyValue(body);
    }
}
