package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Where one is signed in, and an end to it. */
@PlatformTest
class OwnSessionIT {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;

    private People.Person person;
    private WebTestClient elsewhere;

    OwnSessionIT(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
    }

    @BeforeEach
    void signInTwice() {
        String enterprise = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("会话企业"), "320582")
                .path("id")
                .asString();
        person = people.member(enterprise, Role.ENTERPRISE);
        elsewhere = people.withSession(People.secret(People.post(
                        people.visitor(),
                        "/api/session",
                        Map.of("username", person.username(), "password", person.password()))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .exchange()
                .expectBody()
                .returnResult()));
    }

    private JsonNode sessions(WebTestClient browser) {
        return platform.answer(browser.get().uri("/api/account/sessions"), 200);
    }

    private boolean isSignedIn(WebTestClient browser) {
        return platform.answer(browser.get().uri("/api/session"), 200)
                .path("signedIn")
                .asBoolean();
    }

    /** The session that a browser itself has, or one that it has not. */
    private static JsonNode session(JsonNode sessions, boolean current) {
        for (JsonNode session : sessions) {
            if (session.path("current").asBoolean() == current) {
                return session;
            }
        }
        throw new AssertionError("No such session in " + sessions);
    }

    private static WebTestClient.RequestHeadersSpec<?> ending(WebTestClient browser, String id, String password) {
        return People.post(browser, "/api/account/sessions/" + id + "/end", Map.of("currentPassword", password));
    }

    @Test
    void eachSessionIsListedWithItsDeviceAndNothingThatCouldBeUsed() {
        JsonNode sessions = sessions(person.web());

        assertThat(sessions).hasSize(2);
        JsonNode other = session(sessions, false);
        assertThat(other.path("device").asString()).isEqualTo("Firefox · Linux");
        assertThat(other.path("address").asString()).isNotBlank();
        assertThat(other.path("beganAt").asString()).isNotBlank();
        assertThat(session(sessions(elsewhere), true).path("id")).isEqualTo(other.path("id"));
        assertThat(other.propertyNames())
                .containsExactlyInAnyOrder("id", "beganAt", "lastSeenAt", "address", "device", "current");
    }

    @Test
    void oneSessionEndsAndTheOtherGoesOn() {
        String other = session(sessions(person.web()), false).path("id").asString();

        ending(person.web(), other, person.password()).exchange().expectStatus().isNoContent();

        assertThat(isSignedIn(elsewhere)).isFalse();
        assertThat(isSignedIn(person.web())).isTrue();
        assertThat(sessions(person.web())).hasSize(1);
        assertThat(platform.strings("SELECT action FROM audit_entry WHERE subject_id = '" + person.accountId()
                        + "' ORDER BY position DESC LIMIT 1"))
                .containsExactly("SESSION_ENDED");
    }

    @Test
    void allOthersEndAtOnce() {
        People.post(elsewhere, "/api/account/sessions/end-others", Map.of("currentPassword", person.password()))
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(isSignedIn(person.web())).isFalse();
        assertThat(sessions(elsewhere)).hasSize(1);
    }

    @Test
    void whoOnlyHasTheBrowserEndsNothing() {
        String other = session(sessions(person.web()), false).path("id").asString();

        JsonNode problem = platform.refusal(ending(person.web(), other, "guess"), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").path(0).path("code").asString()).isEqualTo("WRONG_PASSWORD");
        assertThat(isSignedIn(elsewhere)).isTrue();
    }

    @Test
    void sessionsOfOthersAreNotThere() {
        People.Person stranger = people.member(
                people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("会话企业"), "320582")
                        .path("id")
                        .asString(),
                Role.ENTERPRISE);
        String id = session(sessions(person.web()), true).path("id").asString();

        platform.refusal(ending(stranger.web(), id, stranger.password()), 404, "NOT_FOUND");
        platform.refusal(people.visitor().get().uri("/api/account/sessions"), 401, "SIGN_IN_REQUIRED");
        assertThat(isSignedIn(person.web())).isTrue();
    }

    @Test
    void aSessionThatHasRunOutIsNotListed() {
        database.sql("UPDATE session SET last_seen_at = now() - interval '9 hours' WHERE id = $1")
                .bind(
                        "$1",
                        UUID.fromString(session(sessions(person.web()), false)
                                .path("id")
                                .asString()))
                .fetch()
                .rowsUpdated()
                .block();

        assertThat(sessions(person.web())).hasSize(1);
    }

    /** Who has no password here proves himself by having signed in lately. */
    @Test
    void whoSignsInElsewhereMustHaveDoneSoLately() {
        database.sql("UPDATE account SET password_hash = NULL WHERE id = $1")
                .bind("$1", UUID.fromString(person.accountId()))
                .fetch()
                .rowsUpdated()
                .block();
        String other = session(sessions(person.web()), false).path("id").asString();
        String own = session(sessions(person.web()), true).path("id").asString();
        database.sql("UPDATE session SET created_at = now() - interval '16 minutes' WHERE id = $1")
                .bind("$1", UUID.fromString(own))
                .fetch()
                .rowsUpdated()
                .block();

        platform.refusal(ending(person.web(), other, ""), 403, "SIGN_IN_AGAIN");
        ending(elsewhere, own, "").exchange().expectStatus().isNoContent();
        assertThat(isSignedIn(person.web())).isFalse();
    }
}
