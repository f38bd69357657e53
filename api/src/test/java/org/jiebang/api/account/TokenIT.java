package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class TokenIT {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private String organisation = "";
    private People.Person person = new People.Person("", "", "", "", null);

    TokenIT(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
    }

    @BeforeEach
    void aMemberOfAnEnterprise() {
        organisation = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("令牌企业"), "320582")
                .path("id")
                .asString();
        person = people.member(organisation, Role.ENTERPRISE);
    }

    private WebTestClient.RequestHeadersSpec<?> creating(List<String> scopes, int days) {
        return People.post(person.web(), "/api/tokens", Map.of("name", "夜间同步", "scopes", scopes, "days", days));
    }

    private JsonNode create(String... scopes) {
        return platform.answer(creating(List.of(scopes), 30), 200);
    }

    private WebTestClient with(JsonNode token) {
        return people.visitor()
                .mutate()
                .defaultHeader(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer " + token.path("secret").asString())
                .build();
    }

    @Test
    void aTokenDoesWhatItsScopesNameAndNothingElse() {
        JsonNode token = create("organisation.read", "permission.read");

        assertThat(token.path("secret").asString()).startsWith("jb_").hasSizeGreaterThan(40);
        JsonNode seen = platform.answer(with(token).get().uri("/api/organisations"), 200);
        assertThat(seen).hasSize(1);
        assertThat(seen.path(0).path("id").asString()).isEqualTo(organisation);
        platform.refusal(with(token).get().uri("/api/record-claims"), 403, "FORBIDDEN");
        platform.refusal(with(token).get().uri("/api/tokens"), 403, "FORBIDDEN");
    }

    @Test
    void theSecretIsShownOnceAndKeptAsADigestOnly() {
        JsonNode token = create("permission.read");

        JsonNode listed = platform.answer(person.web().get().uri("/api/tokens"), 200);

        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).has("secret")).isFalse();
        assertThat(listed.path(0).path("id")).isEqualTo(token.path("id"));
        assertThat(listed.path(0).path("membership").path("organisationId").asString())
                .isEqualTo(organisation);
        assertThat(listed.path(0).path("lastUsedAt").isNull()).isTrue();
        assertThat(platform.strings("SELECT api_token::text FROM api_token"))
                .noneMatch(row -> row.contains(token.path("secret").asString()));
        assertThat(platform.strings("SELECT coalesce(after, '') FROM audit_entry WHERE action = 'TOKEN_CREATED'"))
                .isNotEmpty()
                .noneMatch(row -> row.contains("jb_"));
        with(token).get().uri("/api/permissions").exchange().expectStatus().isOk();
        assertThat(platform.answer(person.web().get().uri("/api/tokens"), 200)
                        .path(0)
                        .path("lastUsedAt")
                        .isNull())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account.manage", "token.manage", "import.run", "audit.read", "no.such.thing", ""})
    void refusesAScopeThatTheRoleMayNotGive(String scope) {
        JsonNode problem = platform.refusal(creating(List.of("permission.read", scope), 30), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("scopes");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 366})
    void refusesALifeOutsideOneToThreeHundredSixtyFiveDays(int days) {
        platform.refusal(creating(List.of("permission.read"), days), 400, "BAD_REQUEST");
    }

    @Test
    void refusesATwentyFirstToken() {
        for (int i = 0; i < 20; i++) {
            create("permission.read");
        }

        platform.refusal(creating(List.of("permission.read"), 30), 409, "CONFLICT");
    }

    @Test
    void aRevokedTokenIsInvalidAtOnce() {
        JsonNode token = create("permission.read");

        person.web()
                .delete()
                .uri("/api/tokens/{id}", token.path("id").asString())
                .exchange()
                .expectStatus()
                .isNoContent();

        platform.refusal(with(token).get().uri("/api/permissions"), 401, "TOKEN_INVALID");
        platform.refusal(
                person.web().delete().uri("/api/tokens/{id}", token.path("id").asString()), 404, "NOT_FOUND");
    }

    @Test
    void anotherPersonsTokenIsNotFound() {
        JsonNode token = create("permission.read");
        People.Person colleague = people.member(organisation, Role.ENTERPRISE);

        assertThat(platform.answer(colleague.web().get().uri("/api/tokens"), 200))
                .isEmpty();
        platform.refusal(
                colleague
                        .web()
                        .delete()
                        .uri("/api/tokens/{id}", token.path("id").asString()),
                404,
                "NOT_FOUND");
        with(token).get().uri("/api/permissions").exchange().expectStatus().isOk();
    }

    @Test
    void anExpiredTokenIsInvalid() {
        JsonNode token = create("permission.read");
        database.sql("UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = $1")
                .bind("$1", java.util.UUID.fromString(token.path("id").asString()))
                .fetch()
                .rowsUpdated()
                .block();

        platform.refusal(with(token).get().uri("/api/permissions"), 401, "TOKEN_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer jb_wrong", "Bearer wrong", "Basic YTpi", "jb_wrong", ""})
    void anUnknownTokenIsInvalidAndNoVisitor(String authorization) {
        platform.refusal(
                people.visitor().get().uri("/api/permissions").header(HttpHeaders.AUTHORIZATION, authorization),
                401,
                "TOKEN_INVALID");
    }

    @Test
    void aTokenChangesNoPasswordAndNoMembership() {
        JsonNode token = create("permission.read", "organisation.read");

        platform.refusal(
                with(token)
                        .put()
                        .uri("/api/account/password")
                        .bodyValue(
                                Map.of("currentPassword", person.password(), "newPassword", "another long one here")),
                401,
                "SIGN_IN_REQUIRED");
        platform.refusal(
                with(token)
                        .put()
                        .uri("/api/session/membership")
                        .bodyValue(Map.of("membershipId", person.membershipId())),
                401,
                "SIGN_IN_REQUIRED");
    }
}
