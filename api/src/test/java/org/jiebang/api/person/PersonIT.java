package org.jiebang.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Contact data by role, and what a person in the expert pool may ask for. */
@PlatformTest
class PersonIT {
    private static final String MOBILE = "13912340987";
    private static final String EMAIL = "person@example.cn";
    private static final String REASON = "对接难题需要与本人联系";

    private final Platform platform;
    private final WebTestClient web;
    private final DatabaseClient database;
    private final String employer = Platform.unique("单位");

    PersonIT(Platform platform, WebTestClient web, DatabaseClient database) {
        this.platform = platform;
        this.web = web;
        this.database = database;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private Table file(String name) {
        return Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "所在地区", "研究方向", "手机", "邮箱")
                .row(name, "1975", employer, "苏州市张家港市", "激光熔覆", MOBILE, EMAIL);
    }

    private String expert(String name) {
        platform.load(file(name));
        return platform.idOf(Library.EXPERTS, name);
    }

    private WebTestClient.RequestHeadersSpec<?> get(String as, String uri, Object... variables) {
        return web.get().uri(uri, variables).header(TestSessions.AS, as);
    }

    private WebTestClient.RequestHeadersSpec<?> send(
            String as, HttpMethod method, Map<String, ?> body, String uri, Object... variables) {
        return web.method(method)
                .uri(uri, variables)
                .header(TestSessions.AS, as)
                .bodyValue(body);
    }

    private WebTestClient.RequestHeadersSpec<?> reveal(String as, String id, String reason) {
        return send(as, HttpMethod.POST, Map.of("reason", reason), "/api/experts/{id}/contact/reveal", id);
    }

    private WebTestClient.RequestHeadersSpec<?> consent(String as, String id, boolean given) {
        return send(as, HttpMethod.PUT, Map.of("given", given, "note", "电话告知"), "/api/experts/{id}/consent", id);
    }

    private WebTestClient.RequestHeadersSpec<?> erase(String as, String id, String reason) {
        return send(as, HttpMethod.POST, Map.of("reason", reason), "/api/experts/{id}/erasure", id);
    }

    private JsonNode record(String as, String id) {
        return platform.answer(get(as, "/api/experts/{id}", id), 200);
    }

    /** An account that acts for the expert; answers its name. */
    private String linkedAccount(String expertName, String id) {
        String username = Platform.unique("person-");
        Long rows = database.sql("""
                        WITH person AS (
                            INSERT INTO account (username, display_name, password_hash) VALUES ($1, $2, 'x') RETURNING id),
                        self AS (
                            INSERT INTO organisation (kind, name, record_id) VALUES ('EXPERT', $2, $3) RETURNING id)
                        INSERT INTO membership (account_id, organisation_id, role)
                        SELECT person.id, self.id, 'EXPERT' FROM person, self
                        """)
                .bind("$1", username)
                .bind("$2", expertName)
                .bind("$3", UUID.fromString(id))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(rows).isEqualTo(1);
        return username;
    }

    private long audited(String action, String id) {
        return platform.rows(
                "SELECT count(*) FROM audit_entry WHERE action = '" + action + "' AND subject_id = '" + id + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "staff, true, true",
        "county, true, true",
        "city, true, true",
        "society, true, false",
        "enterprise, true, false",
        "auditor, true, false",
        "admin, true, false",
        "reviewer, false, false",
        "expert, false, false",
        "'', false, false"
    })
    void contactIsMaskedForThoseWhoMayReadIt(String as, boolean reads, boolean reveals) {
        String id = expert(Platform.unique("掩码"));

        JsonNode record = record(as, id);

        if (reads) {
            assertThat(record.path("contact").toString())
                    .isEqualTo("{\"person\":\"\",\"phone\":\"139****0987\",\"email\":\"p***@example.cn\"}");
        } else {
            assertThat(record.path("contact").isNull()).isTrue();
        }
        assertThat(record.path("mayRevealContact").asBoolean()).isEqualTo(reveals);
        assertThat(record.toString()).doesNotContain(MOBILE, EMAIL);
        if (reveals) {
            JsonNode contact = platform.answer(reveal(as, id, REASON), 200);
            assertThat(contact.path("phone").asString()).isEqualTo(MOBILE);
            assertThat(contact.path("email").asString()).isEqualTo(EMAIL);
        }
        assertThat(audited("CONTACT_REVEALED", id)).isEqualTo(reveals ? 1 : 0);
    }

    @Test
    void revealIsRefusedToOthersAndLeavesNoTrace() {
        String id = expert(Platform.unique("拒看"));
        platform.refusal(reveal("", id, REASON), 401, "SIGN_IN_REQUIRED");
        platform.refusal(reveal("auditor", id, REASON), 403, "FORBIDDEN");
        platform.refusal(reveal("enterprise", id, REASON), 404, "NOT_FOUND");
        platform.refusal(reveal("expert", id, REASON), 404, "NOT_FOUND");
        platform.refusal(reveal("staff", UUID.randomUUID().toString(), REASON), 404, "NOT_FOUND");
        platform.refusal(reveal("staff", "1", REASON), 404, "NOT_FOUND");
        assertThat(audited("CONTACT_REVEALED", id)).isZero();
    }

    @Test
    void countyRevealsContactsOfItsRegionAlone() {
        String name = Platform.unique("外地");
        platform.load(Table.of(Library.EXPERTS, "姓名", "所在地区", "手机").row(name, "南京市玄武区", MOBILE));
        String id = platform.idOf(Library.EXPERTS, name);
        assertThat(record("county", id).path("mayRevealContact").asBoolean()).isFalse();
        platform.refusal(reveal("county", id, REASON), 404, "NOT_FOUND");
        platform.refusal(reveal("city", id, REASON), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "看一下", "    查看    "})
    void revealNeedsAReason(String reason) {
        String id = expert(Platform.unique("理由"));
        JsonNode problem = platform.refusal(reveal("staff", id, reason), 400, "BAD_REQUEST");
        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("reason");
        assertThat(audited("CONTACT_REVEALED", id)).isZero();
    }

    @Test
    void auditTellsWhyAndNotWhat() {
        String id = expert(Platform.unique("留痕"));
        platform.answer(reveal("staff", id, REASON), 200);
        String entries = database.sql(
                        "SELECT string_agg(entry::text, ' ') AS text FROM audit_entry AS entry WHERE subject_id = $1")
                .bind("$1", id)
                .map(row -> row.get("text", String.class))
                .one()
                .block();
        assertThat(entries).contains(REASON, "STAFF", "experts").doesNotContain(MOBILE, EMAIL);
    }

    @Test
    void withdrawnExpertLeavesSearchAndMatchesAndComesBack() {
        String name = Platform.unique("撤回");
        String id = expert(name);
        String title = Platform.unique("难题");
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "需求描述").row(title, name + "式激光熔覆 " + employer));
        String problem = platform.idOf(Library.PROBLEMS, title);
        assertThat(matches(problem)).contains(id);
        JsonNode before = platform.answer(get("staff", "/api/experts/{id}/consent", id), 200);
        assertThat(before.path("given").asBoolean()).isFalse();
        assertThat(before.path("at").isNull()).isTrue();

        JsonNode withdrawn = platform.answer(consent("staff", id, false), 200);

        assertThat(withdrawn.path("given").asBoolean()).isFalse();
        assertThat(withdrawn.path("source").asString()).isEqualTo("STAFF");
        assertThat(withdrawn.path("withdrawnAt").isString()).isTrue();
        platform.awaitIndexed();
        assertThat(platform.searchAll("q", '"' + name + '"', "type", "expert")).isEmpty();
        assertThat(matches(problem)).doesNotContain(id);
        platform.refusal(get("", "/api/experts/{id}", id), 404, "NOT_FOUND");
        platform.refusal(get("enterprise", "/api/experts/{id}", id), 404, "NOT_FOUND");
        assertThat(record("staff", id).path("publication").asString()).isEqualTo("WITHDRAWN");
        assertThat(audited("CONSENT_WITHDRAWN", id)).isEqualTo(1);

        Table changed =
                Table.of(Library.EXPERTS, "姓名", "出生年份", "工作单位", "研究方向").row(name, "1975", employer, "激光熔覆；再次导入");
        platform.load(changed);
        assertThat(record("staff", id).path("publication").asString())
                .as("a file does not publish again")
                .isEqualTo("WITHDRAWN");
        assertThat(platform.searchAll("q", '"' + name + '"', "type", "expert")).isEmpty();

        JsonNode given = platform.answer(consent("staff", id, true), 200);

        assertThat(given.path("given").asBoolean()).isTrue();
        assertThat(given.path("at").isString()).isTrue();
        assertThat(given.path("withdrawnAt").isNull()).isTrue();
        platform.awaitIndexed();
        assertThat(platform.idsOf("q", '"' + name + '"', "type", "expert")).containsExactly(id);
        assertThat(matches(problem)).contains(id);
        assertThat(audited("CONSENT_RECORDED", id)).isEqualTo(1);
    }

    private List<String> matches(String problem) {
        return platform.get("/api/problems/{id}/matches?target=experts&limit=50", problem)
                .valueStream()
                .map(match -> match.path("id").asString())
                .toList();
    }

    @Test
    void personSpeaksForHimselfAlone() {
        String name = Platform.unique("本人");
        String id = expert(name);
        String other = expert(Platform.unique("他人"));
        String person = linkedAccount(name, id);

        assertThat(record(person, id).path("contact").path("phone").asString()).isEqualTo("139****0987");
        assertThat(platform.answer(reveal(person, id, REASON), 200)
                        .path("phone")
                        .asString())
                .isEqualTo(MOBILE);
        assertThat(record(person, other).path("contact").isNull()).isTrue();
        assertThat(platform.answer(consent(person, id, false), 200)
                        .path("source")
                        .asString())
                .isEqualTo("PERSON");
        assertThat(platform.answer(consent(person, id, true), 200).path("given").asBoolean())
                .as("who withdrew still sees himself")
                .isTrue();
        platform.refusal(consent(person, other, false), 404, "NOT_FOUND");
        platform.refusal(get(person, "/api/experts/{id}/personal-data", other), 404, "NOT_FOUND");
        platform.refusal(erase(person, other, REASON), 404, "NOT_FOUND");
        for (String as : List.of("enterprise", "county", "admin", "auditor", "reviewer")) {
            platform.refusal(consent(as, id, false), 403, "FORBIDDEN");
            platform.refusal(get(as, "/api/experts/{id}/personal-data", id), 403, "FORBIDDEN");
            platform.refusal(erase(as, id, REASON), 403, "FORBIDDEN");
        }
        platform.refusal(erase("", id, REASON), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void personalDataIsEverything() {
        String name = Platform.unique("导出");
        String id = expert(name);
        String person = linkedAccount(name, id);
        String team = Platform.unique("服务团");
        platform.load(Table.of(Library.TEAMS, "服务团名称", "成员名册").row(team, name + "/" + employer + "/1975/团员"));
        platform.answer(reveal("county", id, REASON), 200);
        platform.answer(consent("staff", id, true), 200);
        String problem = platform.search("type", "problem", "size", "1")
                .path("hits")
                .get(0)
                .path("id")
                .asString();
        send(
                        "staff",
                        HttpMethod.PUT,
                        Map.of("verdict", "DECLINED", "reason", "方向不符"),
                        "/api/problems/{problem}/matches/experts/{id}/judgement",
                        problem,
                        id)
                .exchange()
                .expectStatus()
                .isNoContent();
        platform.answer(
                send(
                        "staff",
                        HttpMethod.POST,
                        Map.of("kind", "DISQUALIFIED", "from", "2020-01-01", "reason", "示例原因", "source", "示例通知"),
                        "/api/experts/{id}/sanctions",
                        id),
                201);

        JsonNode data = platform.answer(get(person, "/api/experts/{id}/personal-data", id), 200);

        assertThat(data.path("record").path("content").path("name").asString()).isEqualTo(name);
        assertThat(data.path("record").path("content").path("birthYear").asInt())
                .isEqualTo(1975);
        assertThat(data.path("contact").path("phone").asString()).isEqualTo(MOBILE);
        assertThat(data.path("consents")).hasSize(1);
        assertThat(data.path("consents").get(0).path("note").asString()).isEqualTo("电话告知");
        assertThat(data.path("contactRevealed")).hasSize(1);
        assertThat(data.path("contactRevealed").get(0).path("role").asString()).isEqualTo("COUNTY");
        assertThat(data.path("contactRevealed").get(0).path("reason").asString())
                .isEqualTo(REASON);
        assertThat(data.path("accounts").get(0).path("username").asString()).isEqualTo(person);
        assertThat(data.path("teams").get(0).path("name").asString()).isEqualTo(team);
        assertThat(data.path("judgements").get(0).path("reason").asString()).isEqualTo("方向不符");
        assertThat(data.path("judgements").get(0).path("problemId").asString()).isEqualTo(problem);
        assertThat(data.path("sanctions").get(0).path("source").asString()).isEqualTo("示例通知");
        assertThat(audited("PERSON_EXPORTED", id)).isEqualTo(1);
        get(person, "/api/experts/{id}/personal-data", id)
                .exchange()
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"personal-data-" + id + ".json\"")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
    }

    @Test
    void erasedPersonIsGoneAndStaysAway() {
        String name = Platform.unique("注销");
        String id = expert(name);
        String person = linkedAccount(name, id);
        platform.answer(consent(person, id, true), 200);
        for (String bad : List.of("应" + name + "的要求删除", "本人来电 13912340987 要求", "见 a@example.cn 的来信")) {
            JsonNode problem = platform.refusal(erase("staff", id, bad), 400, "BAD_REQUEST");
            assertThat(problem.path("violations").get(0).path("code").asString())
                    .isEqualTo("PERSONAL_DATA");
        }

        erase(person, id, "本人要求从平台删除").exchange().expectStatus().isNoContent();

        platform.awaitIndexed();
        platform.refusal(get("staff", "/api/experts/{id}", id), 404, "NOT_FOUND");
        assertThat(platform.searchAll("q", '"' + name + '"')).isEmpty();
        for (String table : List.of("contact", "consent", "record_claim")) {
            assertThat(platform.rows("SELECT count(*) FROM " + table + " WHERE record_id = '" + id + "'"))
                    .as(table)
                    .isZero();
        }
        assertThat(leftovers(name, person)).isEmpty();
        assertThat(platform.rows(
                        "SELECT count(*) FROM account WHERE username = 'erased-' || id AND display_name = '已注销用户'"
                                + " AND state = 'DISABLED' AND password_hash IS NULL"))
                .isPositive();
        assertThat(platform.answer(get(person, "/api/session"), 200)
                        .path("signedIn")
                        .asBoolean())
                .as("the session has ended")
                .isFalse();
        assertThat(audited("PERSON_ERASED", id)).isEqualTo(1);

        JsonNode job = platform.load(Library.EXPERTS, "again.csv", file(name).csv());

        assertThat(job.path("rejected").asLong()).as(job::toPrettyString).isEqualTo(1);
        assertThat(job.path("accepted").asLong()).isZero();
        assertThat(job.path("errors").get(0).path("code").asString()).isEqualTo("SUPPRESSED");
        assertThat(job.path("errors").get(0).path("message").asString()).contains("删去这一行");
        assertThat(job.toString()).doesNotContain(name, MOBILE);
        JsonNode dry = platform.awaitJob(
                platform.begin(Library.EXPERTS, "again.csv", file(name).csv(), true));
        assertThat(dry.path("rejected").asLong()).isEqualTo(1);
        assertThat(platform.searchAll("q", '"' + name + '"')).isEmpty();
        assertThat(leftovers(name, person)).isEmpty();
    }

    /** Tables that still know the name of the person or of the account. */
    private List<String> leftovers(String name, String username) {
        return database.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                        """)
                .map(row -> row.get("table_name", String.class))
                .all()
                .filterWhen(table -> database.sql("SELECT count(*) AS found FROM \"" + table
                                + "\" AS entry WHERE entry::text LIKE $1 OR entry::text LIKE $2")
                        .bind("$1", "%" + name + "%")
                        .bind("$2", "%" + username + "%")
                        .map(row -> row.get("found", Long.class) > 0)
                        .one())
                .collectList()
                .block();
    }
}
