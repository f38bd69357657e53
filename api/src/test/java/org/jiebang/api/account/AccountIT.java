package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.platform.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@PlatformTest
class AccountIT {
    private final Platform platform;
    private final People people;
    private final WebTestClient admin;
    private final DatabaseClient database;
    private final AccountStore accounts;
    private final Administrators administrators;
    private final TransactionalOperator transactions;

    AccountIT(
            Platform platform,
            People people,
            DatabaseClient database,
            AccountStore accounts,
            Administrators administrators,
            TransactionalOperator transactions) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.transactions = transactions;
        this.platform = platform;
        this.people = people;
        this.admin = people.local("admin");
        this.database = database;
    }

    private String enterprise() {
        return people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("账号企业"), "320582")
                .path("id")
                .asString();
    }

    private WebTestClient signedIn(String username, String password) {
        return people.withSession(People.secret(people.signIn(username, password)));
    }

    private boolean isSignedIn(WebTestClient browser) {
        return platform.answer(browser.get().uri("/api/session"), 200)
                .path("signedIn")
                .asBoolean();
    }

    private static WebTestClient.RequestHeadersSpec<?> changing(WebTestClient web, String from, String to) {
        return web.put().uri("/api/account/password").bodyValue(Map.of("currentPassword", from, "newPassword", to));
    }

    @Test
    void aNewAccountMayOnlyChangeItsPasswordUntilItHas() {
        String username = Platform.unique("new");
        JsonNode created = people.create(enterprise(), Role.ENTERPRISE, username);
        String temporary = created.path("temporaryPassword").asString();
        assertThat(created.path("account").path("mustChangePassword").asBoolean())
                .isTrue();
        WebTestClient browser = signedIn(username, temporary);

        assertThat(platform.answer(browser.get().uri("/api/session"), 200)
                        .path("mustChangePassword")
                        .asBoolean())
                .isTrue();
        platform.refusal(browser.get().uri("/api/permissions"), 403, "PASSWORD_CHANGE_REQUIRED");
        platform.refusal(browser.get().uri("/api/tokens"), 403, "PASSWORD_CHANGE_REQUIRED");
        changing(browser, temporary, People.PASSWORD).exchange().expectStatus().isNoContent();

        browser.get().uri("/api/permissions").exchange().expectStatus().isOk();
        assertThat(people.signIn(username, temporary).getStatus().value()).isEqualTo(401);
        assertThat(isSignedIn(signedIn(username, People.PASSWORD))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "short, WEAK_PASSWORD",
        "password123456, WEAK_PASSWORD",
        "qwertyuiop12345, WEAK_PASSWORD",
        "1111111111111111, WEAK_PASSWORD"
    })
    void refusesAPasswordThatIsEasilyGuessed(String password, String code) {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);

        JsonNode problem = platform.refusal(changing(person.web(), person.password(), password), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").path(0).path("code").asString()).isEqualTo(code);
        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("newPassword");
    }

    @Test
    void aTemporaryPasswordExpires() {
        String username = Platform.unique("slow");
        JsonNode created = people.create(enterprise(), Role.ENTERPRISE, username);
        String temporary = created.path("temporaryPassword").asString();
        assertThat(created.path("validHours").asInt()).isEqualTo(72);
        assertThat(
                        platform.rows(
                                "SELECT count(*) FROM account WHERE username = '" + username
                                        + "' AND password_expires_at BETWEEN now() + interval '71 hours' AND now() + interval '72 hours'"))
                .isEqualTo(1);
        expire(username);

        JsonNode problem = platform.refusal(
                People.post(people.visitor(), "/api/session", Map.of("username", username, "password", temporary)),
                401,
                "TEMPORARY_PASSWORD_EXPIRED");
        assertThat(problem.path("detail").asString()).contains("管理员");
        assertThat(people.signIn(username, "wrong").getStatus().value()).isEqualTo(401);

        String again = platform.answer(
                        admin.post()
                                .uri(
                                        "/api/accounts/{id}/password-reset",
                                        created.path("account").path("id").asString()),
                        200)
                .path("temporaryPassword")
                .asString();
        WebTestClient browser = signedIn(username, again);
        changing(browser, again, People.PASSWORD).exchange().expectStatus().isNoContent();
        assertThat(platform.strings(
                        "SELECT coalesce(password_expires_at::text, 'never') FROM account WHERE username = '" + username
                                + "'"))
                .as("a password of one's own")
                .containsExactly("never");
    }

    private void expire(String username) {
        database.sql("UPDATE account SET password_expires_at = now() - interval '1 second' WHERE username = $1")
                .bind("$1", username)
                .fetch()
                .rowsUpdated()
                .block();
    }

    /** Hashes of the first release do not say how they were made. */
    @Test
    void anOldHashIsReplacedAtTheNextSignIn() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        database.sql("UPDATE account SET password_hash = replace(password_hash, '{argon2id}', '') WHERE id = $1")
                .bind("$1", UUID.fromString(person.accountId()))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(hash(person)).startsWith("$argon2id$");

        assertThat(people.signIn(person.username(), "wrong").getStatus().value())
                .isEqualTo(401);
        assertThat(hash(person)).startsWith("$argon2id$");
        assertThat(isSignedIn(signedIn(person.username(), person.password()))).isTrue();
        String replaced = hash(person);
        assertThat(replaced).startsWith("{argon2id}$argon2id$");
        assertThat(isSignedIn(signedIn(person.username(), person.password()))).isTrue();
        assertThat(hash(person)).as("once is enough").isEqualTo(replaced);
    }

    private String hash(People.Person person) {
        return platform.strings("SELECT password_hash FROM account WHERE id = '" + person.accountId() + "'")
                .getFirst();
    }

    @Test
    void refusesTheSamePasswordAgain() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);

        platform.refusal(changing(person.web(), person.password(), person.password()), 400, "BAD_REQUEST");
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        WebTestClient elsewhere = signedIn(person.username(), person.password());

        changing(person.web(), person.password(), "a heron stands in cold water")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(isSignedIn(person.web())).isTrue();
        assertThat(isSignedIn(elsewhere)).isFalse();
    }

    @Test
    void guessingTheCurrentPasswordLocksTheName() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        for (int i = 0; i < SignInGuard.MOST_FAILURES; i++) {
            JsonNode problem = platform.refusal(
                    changing(person.web(), "wrong " + i, "a heron stands in cold water"), 400, "BAD_REQUEST");
            assertThat(problem.path("violations").path(0).path("code").asString())
                    .isEqualTo("WRONG_PASSWORD");
        }

        platform.refusal(
                changing(person.web(), person.password(), "a heron stands in cold water"), 429, "SIGN_IN_LOCKED");
        assertThat(people.signIn(person.username(), person.password())
                        .getStatus()
                        .value())
                .isEqualTo(429);
        JsonNode account = account(person.username());
        assertThat(account.path("locked").asBoolean()).isTrue();
        platform.answer(admin.post().uri("/api/accounts/{id}/unlock", person.accountId()), 200);
        assertThat(account(person.username()).path("locked").asBoolean()).isFalse();
        changing(person.web(), person.password(), "a heron stands in cold water")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private JsonNode account(String username) {
        JsonNode found = platform.answer(admin.get().uri("/api/accounts?q={name}", username), 200);
        assertThat(found).hasSize(1);
        return found.path(0);
    }

    @Test
    void listsAccountsWithTheirMemberships() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);

        JsonNode account = account(person.username().toUpperCase(java.util.Locale.ROOT));

        assertThat(account.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(account.path("lastSignInAt").isNull()).isFalse();
        assertThat(account.path("memberships").path(0).path("role").asString()).isEqualTo("ENTERPRISE");
        assertThat(platform.answer(admin.get().uri("/api/accounts"), 200).toString())
                .doesNotContain("argon2");
    }

    /** Else an administrator would open a way past the provider's own factors. */
    @Test
    void whoSignsInElsewhereGetsNoPassword() {
        String username = Platform.unique("elsewhere");
        String id = platform.strings(
                        "INSERT INTO account (username, display_name) VALUES ('" + username + "', '外来') RETURNING id")
                .getFirst();
        platform.refusal(admin.post().uri("/api/accounts/{id}/password-reset", id), 409, "CONFLICT");
    }

    @Test
    void aResetEndsSessionsAndTokens() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        String token = token(person);

        JsonNode reset =
                platform.answer(admin.post().uri("/api/accounts/{id}/password-reset", person.accountId()), 200);

        assertThat(isSignedIn(person.web())).isFalse();
        platform.refusal(bearer(token), 401, "TOKEN_INVALID");
        assertThat(people.signIn(person.username(), person.password())
                        .getStatus()
                        .value())
                .isEqualTo(401);
        assertThat(reset.path("account").path("mustChangePassword").asBoolean()).isTrue();
        WebTestClient browser =
                signedIn(person.username(), reset.path("temporaryPassword").asString());
        platform.refusal(browser.get().uri("/api/permissions"), 403, "PASSWORD_CHANGE_REQUIRED");
    }

    private String token(People.Person person) {
        return platform.answer(
                        People.post(
                                person.web(),
                                "/api/tokens",
                                Map.of("name", "t", "scopes", List.of("permission.read"), "days", 1)),
                        200)
                .path("secret")
                .asString();
    }

    private WebTestClient.RequestHeadersSpec<?> bearer(String token) {
        return people.visitor().get().uri("/api/permissions").header("Authorization", "Bearer " + token);
    }

    private static WebTestClient.RequestHeadersSpec<?> setting(WebTestClient web, String account, String state) {
        return web.put().uri("/api/accounts/{id}/state", account).bodyValue(Map.of("state", state));
    }

    @Test
    void aDisabledAccountIsShutOutUntilItIsEnabled() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        String token = token(person);

        assertThat(platform.answer(setting(admin, person.accountId(), "DISABLED"), 200)
                        .path("state")
                        .asString())
                .isEqualTo("DISABLED");

        assertThat(isSignedIn(person.web())).isFalse();
        platform.refusal(bearer(token), 401, "TOKEN_INVALID");
        assertThat(people.signIn(person.username(), person.password())
                        .getStatus()
                        .value())
                .isEqualTo(401);
        platform.answer(setting(admin, person.accountId(), "ACTIVE"), 200);
        assertThat(isSignedIn(person.web())).as("the ended session stays ended").isFalse();
        assertThat(isSignedIn(signedIn(person.username(), person.password()))).isTrue();
    }

    /** The local administrator is taken away for the moment: two are left, and each disables the other. */
    @Test
    void theLastAdministratorStaysAlsoWhenTwoDisableEachOther() {
        String province = people.organisation(OrganisationKind.PROVINCE, Platform.unique("省科协"), "320000")
                .path("id")
                .asString();
        People.Person one = people.member(province, Role.ADMINISTRATOR);
        People.Person other = people.member(province, Role.ADMINISTRATOR);
        local("DISABLED");
        try {
            List<Integer> statuses = People.together(List.of(
                    setting(one.web(), other.accountId(), "DISABLED"),
                    setting(other.web(), one.accountId(), "DISABLED")));

            assertThat(statuses).isIn(List.of(200, 409), List.of(200, 401));
            assertThat(platform.rows("SELECT count(*) FROM account JOIN membership ON account_id = account.id"
                            + " WHERE role = 'ADMINISTRATOR' AND state = 'ACTIVE'"))
                    .isEqualTo(1);
            People.Person left = isSignedIn(one.web()) ? one : other;
            platform.refusal(setting(left.web(), left.accountId(), "DISABLED"), 409, "CONFLICT");
            platform.refusal(
                    left.web().delete().uri("/api/organisations/{id}/members/{member}", province, left.membershipId()),
                    409,
                    "CONFLICT");
        } finally {
            local("ACTIVE");
        }
        platform.answer(setting(admin, one.accountId(), "DISABLED"), 200);
        platform.answer(setting(admin, other.accountId(), "DISABLED"), 200);
    }

    @Test
    void administratorsLeaveOneAfterAnother() {
        String province = people.organisation(OrganisationKind.PROVINCE, Platform.unique("省科协"), "320000")
                .path("id")
                .asString();
        People.Person one = people.member(province, Role.ADMINISTRATOR);
        People.Person other = people.member(province, Role.ADMINISTRATOR);
        local("DISABLED");
        try {
            long left = Flux.merge(leaving(one), leaving(other)).count().block();

            assertThat(left).isEqualTo(1);
        } finally {
            local("ACTIVE");
            platform.answer(setting(admin, one.accountId(), "DISABLED"), 200);
            platform.answer(setting(admin, other.accountId(), "DISABLED"), 200);
        }
    }

    /** Answers something if he could leave. The pause lets another get between the question and the deed. */
    private Mono<Boolean> leaving(People.Person person) {
        UUID account = UUID.fromString(person.accountId());
        return transactions
                .transactional(administrators
                        .remainWithout(account)
                        .then(Mono.delay(Duration.ofMillis(300)))
                        .then(accounts.setActive(account, false)))
                .onErrorResume(ApiException.class, last -> Mono.empty());
    }

    private void local(String state) {
        database.sql("UPDATE account SET state = $1 WHERE username = 'admin'")
                .bind("$1", state)
                .fetch()
                .rowsUpdated()
                .block();
    }

    @ParameterizedTest
    @CsvSource({"a b, 示例, username", "a, 示例, username", "-x, 示例, username", "{unique}, '', displayName"})
    void refusesNamesThatCannotBe(String username, String displayName, String field) {
        JsonNode problem = platform.refusal(
                People.post(
                        admin,
                        "/api/accounts",
                        Map.of(
                                "username",
                                username.replace("{unique}", Platform.unique("u")),
                                "displayName",
                                displayName,
                                "organisationId",
                                enterprise(),
                                "role",
                                "ENTERPRISE")),
                400,
                "BAD_REQUEST");

        assertThat(StreamSupport.stream(problem.path("violations").spliterator(), false))
                .anyMatch(violation -> violation.path("field").asString().equals(field));
    }

    @Test
    void refusesANameThatIsTakenAndARoleThatDoesNotFit() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);

        platform.refusal(
                creating(person.username().toUpperCase(java.util.Locale.ROOT), enterprise(), "ENTERPRISE"),
                409,
                "CONFLICT");
        platform.refusal(creating(Platform.unique("u"), enterprise(), "STAFF"), 400, "BAD_REQUEST");
    }

    private WebTestClient.RequestHeadersSpec<?> creating(String username, String organisation, String role) {
        return People.post(
                admin,
                "/api/accounts",
                Map.of("username", username, "displayName", "示例", "organisationId", organisation, "role", role));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, SIGN_IN_REQUIRED",
        "staff, 403, FORBIDDEN",
        "auditor, 403, FORBIDDEN",
        "enterprise, 403, FORBIDDEN"
    })
    void onlyAdministratorsManageAccounts(String who, int status, String code) {
        platform.refusal(people.local(who).get().uri("/api/accounts"), status, code);
        platform.refusal(
                people.local(who)
                        .post()
                        .uri("/api/accounts/{id}/password-reset", "00000000-0000-7000-8000-000000000000"),
                status,
                code);
    }

    @Test
    void theAuditLogNamesEveryStepAndHoldsNoSecret() {
        People.Person person = people.member(enterprise(), Role.ENTERPRISE);
        JsonNode reset =
                platform.answer(admin.post().uri("/api/accounts/{id}/password-reset", person.accountId()), 200);
        platform.answer(setting(admin, person.accountId(), "DISABLED"), 200);

        List<String> actions = platform.strings(
                "SELECT action FROM audit_entry WHERE subject_id = '" + person.accountId() + "' ORDER BY position");

        assertThat(actions)
                .containsExactly(
                        "ACCOUNT_CREATED", "SIGNED_IN", "PASSWORD_CHANGED", "PASSWORD_RESET", "ACCOUNT_CHANGED");
        assertThat(platform.strings("SELECT audit_entry::text FROM audit_entry"))
                .noneMatch(entry -> entry.contains(person.password())
                        || entry.contains(reset.path("temporaryPassword").asString())
                        || entry.contains("argon2"));
    }

    @Test
    void organisationsOfTheLocalProfileOwnASampleRecord() {
        platform.awaitSamples();

        JsonNode organisation = Platform.soon()
                .until(
                        () -> platform.answer(people.local("enterprise").get().uri("/api/organisations"), 200)
                                .path(0),
                        found -> !found.path("recordId").isNull());

        platform.answer(
                people.visitor()
                        .get()
                        .uri(
                                "/api/enterprises/{id}",
                                organisation.path("recordId").asString()),
                200);
        assertThat(organisation.path("name").asString()).isEqualTo("示例企业");
        assertThat(platform.rows("SELECT count(*) FROM organisation WHERE record_id IS NOT NULL AND name LIKE '示例%'"))
                .isEqualTo(3);
    }
}
