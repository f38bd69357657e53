package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.privacy.FieldCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing in with a second factor, from setting it up to losing it. */
@PlatformTest
class SecondFactorIT {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final WebTestClient admin;

    private People.Person person;

    SecondFactorIT(Platform platform, People people, DatabaseClient database, FieldCipher cipher) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.cipher = cipher;
        this.admin = people.local("admin");
    }

    @BeforeEach
    void somebody() {
        String enterprise = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("两步企业"), "320582")
                .path("id")
                .asString();
        person = people.member(enterprise, Role.ENTERPRISE);
    }

    /** The secret as the database holds it, opened. */
    private byte[] secret() {
        byte[] kept = database.sql("SELECT sealed FROM second_factor WHERE account_id = $1")
                .bind("$1", UUID.fromString(person.accountId()))
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block();
        return cipher.open("second-factor", person.accountId(), kept);
    }

    private String code(int stepsFromNow) {
        return Totp.code(secret(), Totp.step(Instant.now()) + stepsFromNow);
    }

    private JsonNode enrol() {
        return platform.answer(
                People.post(person.web(), "/api/account/second-factor", Map.of("currentPassword", person.password())),
                200);
    }

    private WebTestClient.RequestHeadersSpec<?> confirming(String code) {
        return People.post(person.web(), "/api/account/second-factor/confirmation", Map.of("code", code));
    }

    /** Sets a second factor up; answers the recovery codes. */
    private List<String> setUp() {
        enrol();
        return StreamSupport.stream(
                        platform.answer(confirming(code(-1)), 200).path("codes").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private EntityExchangeResult<byte[]> signIn(String password, String code) {
        Map<String, String> credentials = new HashMap<>(Map.of("username", person.username(), "password", password));
        if (!code.isEmpty()) {
            credentials.put("code", code);
        }
        return People.post(people.visitor(), "/api/session", credentials)
                .exchange()
                .expectBody()
                .returnResult();
    }

    /** The problem's code; SIGNED_IN if there was none. */
    private String answer(String password, String code) {
        EntityExchangeResult<byte[]> result = signIn(password, code);
        return result.getStatus().value() == 200
                ? "SIGNED_IN"
                : JsonMapper.shared()
                        .readTree(result.getResponseBody())
                        .path("code")
                        .asString();
    }

    @Test
    void onceConfirmedASignInNeedsACode() {
        JsonNode enrolment = enrol();
        assertThat(enrolment.path("secret").asString()).isEqualTo(Totp.base32(secret()));
        assertThat(enrolment.path("address").asString())
                .startsWith("otpauth://totp/")
                .contains(enrolment.path("secret").asString());
        assertThat(answer(person.password(), "")).as("not confirmed").isEqualTo("SIGNED_IN");

        assertThat(platform.answer(confirming(code(-1)), 200).path("codes")).hasSize(SecondFactors.RECOVERY_CODES);

        assertThat(answer(person.password(), "")).isEqualTo("CODE_REQUIRED");
        assertThat(answer("wrong", "")).as("tells nothing").isEqualTo("SIGN_IN_FAILED");
        assertThat(answer("wrong", code(0))).isEqualTo("SIGN_IN_FAILED");
        assertThat(answer(person.password(), "000000")).isEqualTo("CODE_WRONG");
        String code = code(0);
        assertThat(answer(person.password(), code.substring(0, 3) + " " + code.substring(3)))
                .isEqualTo("SIGNED_IN");
        JsonNode state = platform.answer(person.web().get().uri("/api/account/second-factor"), 200);
        assertThat(state.path("since").isNull()).isFalse();
        assertThat(state.path("recoveryCodes").asInt()).isEqualTo(SecondFactors.RECOVERY_CODES);
    }

    @Test
    void aCodeThatWasTakenIsNotTakenAgainNorAnOlderOne() {
        setUp();
        String now = code(0);
        String later = code(1);

        assertThat(answer(person.password(), later)).isEqualTo("SIGNED_IN");
        assertThat(answer(person.password(), later)).isEqualTo("CODE_WRONG");
        assertThat(answer(person.password(), now)).isEqualTo("CODE_WRONG");
    }

    @Test
    void ofManyWhoBringOneCodeAtOnceOneComesIn() {
        setUp();
        String code = code(0);
        Map<String, String> credentials =
                Map.of("username", person.username(), "password", person.password(), "code", code);

        List<Integer> statuses = People.together(java.util.stream.Stream.<WebTestClient.RequestHeadersSpec<?>>generate(
                        () -> People.post(people.visitor(), "/api/session", credentials))
                .limit(5)
                .toList());

        assertThat(statuses).containsExactly(200, 401, 401, 401, 401);
    }

    @Test
    void aRecoveryCodeWorksOnceAndIsWrittenDown() {
        List<String> codes = setUp();
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("([A-Z2-7]{4}-){7}[A-Z2-7]{4}"));

        assertThat(answer(person.password(), codes.get(3).toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo("SIGNED_IN");
        assertThat(answer(person.password(), codes.get(3))).isEqualTo("CODE_WRONG");

        assertThat(platform.answer(person.web().get().uri("/api/account/second-factor"), 200)
                        .path("recoveryCodes")
                        .asInt())
                .isEqualTo(SecondFactors.RECOVERY_CODES - 1);
        assertThat(actions()).containsOnlyOnce("RECOVERY_CODE_USED");
    }

    private List<String> actions() {
        return platform.strings(
                "SELECT action FROM audit_entry WHERE subject_id = '" + person.accountId() + "' ORDER BY position");
    }

    @Test
    void guessingCodesLocksTheName() {
        setUp();
        for (int i = 0; i < SignInGuard.MOST_FAILURES; i++) {
            assertThat(answer(person.password(), "999999".substring(1) + i)).isEqualTo("CODE_WRONG");
        }

        assertThat(answer(person.password(), code(0))).isEqualTo("SIGN_IN_LOCKED");
    }

    @Test
    void aWrongFirstCodeConfirmsNothing() {
        enrol();

        JsonNode problem = platform.refusal(confirming("123"), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").path(0).path("code").asString()).isEqualTo("WRONG_CODE");
        assertThat(answer(person.password(), "")).isEqualTo("SIGNED_IN");
        assertThat(platform.rows("SELECT count(*) FROM recovery_code WHERE account_id = '" + person.accountId() + "'"))
                .isZero();
    }

    @Test
    void settingUpNeedsThePasswordAndEndsOtherSessions() {
        WebTestClient elsewhere =
                people.withSession(People.secret(people.signIn(person.username(), person.password())));
        platform.refusal(
                People.post(person.web(), "/api/account/second-factor", Map.of("currentPassword", "guess")),
                400,
                "BAD_REQUEST");
        setUp();

        assertThat(platform.answer(elsewhere.get().uri("/api/session"), 200)
                        .path("signedIn")
                        .asBoolean())
                .isFalse();
        platform.refusal(
                People.post(person.web(), "/api/account/second-factor", Map.of("currentPassword", person.password())),
                409,
                "CONFLICT");
    }

    @Test
    void removingNeedsPasswordAndCode() {
        setUp();
        platform.refusal(removing("guess", code(0)), 400, "BAD_REQUEST");
        platform.refusal(removing(person.password(), "000000"), 400, "BAD_REQUEST");
        assertThat(answer(person.password(), "")).isEqualTo("CODE_REQUIRED");

        removing(person.password(), code(0)).exchange().expectStatus().isNoContent();

        assertThat(answer(person.password(), "")).isEqualTo("SIGNED_IN");
        assertThat(actions()).endsWith("SECOND_FACTOR_ENABLED", "SECOND_FACTOR_DISABLED", "SIGNED_IN");
    }

    private WebTestClient.RequestHeadersSpec<?> removing(String password, String code) {
        return People.post(
                person.web(), "/api/account/second-factor/removal", Map.of("currentPassword", password, "code", code));
    }

    @Test
    void anAdministratorHelpsWhoHasLostIt() {
        setUp();
        JsonNode before = platform.answer(admin.get().uri("/api/accounts?q={name}", person.username()), 200);
        assertThat(before.path(0).path("secondFactor").asBoolean()).isTrue();

        JsonNode account =
                platform.answer(admin.post().uri("/api/accounts/{id}/second-factor-reset", person.accountId()), 200);

        assertThat(account.path("secondFactor").asBoolean()).isFalse();
        assertThat(platform.answer(person.web().get().uri("/api/session"), 200)
                        .path("signedIn")
                        .asBoolean())
                .isFalse();
        assertThat(answer(person.password(), "")).isEqualTo("SIGNED_IN");
        assertThat(actions()).contains("SECOND_FACTOR_RESET");
        platform.refusal(
                admin.post().uri("/api/accounts/{id}/second-factor-reset", person.accountId()), 409, "CONFLICT");
        platform.refusal(
                people.local("staff").post().uri("/api/accounts/{id}/second-factor-reset", person.accountId()),
                403,
                "FORBIDDEN");
    }

    @Test
    void aNewPasswordKeepsTheSecondFactor() {
        setUp();
        String temporary = platform.answer(
                        admin.post().uri("/api/accounts/{id}/password-reset", person.accountId()), 200)
                .path("temporaryPassword")
                .asString();

        assertThat(answer(temporary, "")).isEqualTo("CODE_REQUIRED");
        assertThat(answer(temporary, code(0))).isEqualTo("SIGNED_IN");
    }

    @Test
    void nothingOfItStandsInClear() {
        List<String> codes = setUp();

        assertThat(secret()).hasSize(20);
        assertThat(platform.strings("SELECT encode(sealed, 'hex') FROM second_factor"))
                .noneMatch(kept -> kept.contains(java.util.HexFormat.of().formatHex(secret())));
        assertThat(platform.strings("SELECT encode(code_hash, 'escape') FROM recovery_code"))
                .noneMatch(codes::contains);
        assertThat(platform.strings("SELECT audit_entry::text FROM audit_entry"))
                .noneMatch(entry ->
                        entry.contains(Totp.base32(secret())) || codes.stream().anyMatch(entry::contains));
    }
}
