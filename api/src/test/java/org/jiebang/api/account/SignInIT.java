package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.platform.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@PlatformTest
class SignInIT {
    private static final String LOCAL = LocalAccounts.PASSWORD;
    private static final int SAMPLES = 16;

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final int port;

    SignInIT(Platform platform, People people, DatabaseClient database, @Value("${local.server.port}") int port) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.port = port;
    }

    private JsonNode session(WebTestClient browser) {
        return platform.answer(browser.get().uri("/api/session"), 200);
    }

    private long update(String sql, String parameter) {
        return database.sql(sql).bind("$1", parameter).fetch().rowsUpdated().block();
    }

    @Test
    void aSessionIsACookieThatScriptsCannotReadAndThatOtherSitesDoNotSend() {
        EntityExchangeResult<byte[]> answer = people.signIn("enterprise", LOCAL);
        ResponseCookie cookie = answer.getResponseCookies().getFirst(People.COOKIE);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isSecure()).as("over http").isFalse();
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(7));
        JsonNode session = session(people.withSession(cookie.getValue()));
        assertThat(session.path("username").asString()).isEqualTo("enterprise");
        assertThat(session.path("acting").path("role").asString()).isEqualTo("ENTERPRISE");
        assertThat(session.path("permissions").path("problem.write").asString()).isEqualTo("own");
        assertThat(session.path("permissions").path("account.manage").asString())
                .isEqualTo("deny");
        assertThat(platform.strings("SELECT encode(secret_hash, 'escape') FROM session"))
                .doesNotContain(cookie.getValue());
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        WebTestClient browser = people.withSession(People.secret(people.signIn("society", LOCAL)));
        assertThat(session(browser).path("signedIn").asBoolean()).isTrue();

        browser.delete()
                .uri("/api/session")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Clear-Site-Data", "\"cache\", \"storage\"");

        assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
        platform.refusal(browser.get().uri("/api/tokens"), 401, "SIGN_IN_REQUIRED");
    }

    @Test
    void signingInAgainEndsTheSessionThatTheBrowserHad() {
        String first = People.secret(people.signIn("society", LOCAL));
        String second = People.secret(
                People.post(people.withSession(first), "/api/session", Map.of("username", "expert", "password", LOCAL))
                        .exchange()
                        .expectBody()
                        .returnResult());

        assertThat(second).isNotEqualTo(first);
        assertThat(session(people.withSession(first)).path("signedIn").asBoolean())
                .isFalse();
        assertThat(session(people.withSession(second)).path("username").asString())
                .isEqualTo("expert");
    }

    @ParameterizedTest
    @CsvSource({
        "last_seen_at, 7 hours 55 minutes, true",
        "last_seen_at, 8 hours 1 minute, false",
        "created_at, 6 days 23 hours, true",
        "created_at, 7 days 1 minute, false"
    })
    void aSessionEndsAfterEightIdleHoursAndAfterSevenDays(String column, String age, boolean lives) {
        String secret = People.secret(people.signIn("reviewer", LOCAL));
        long changed = update(
                "UPDATE session SET " + column + " = now() - interval '" + age
                        + "' WHERE secret_hash = sha256(convert_to($1, 'UTF8'))",
                secret);
        assertThat(changed).isEqualTo(1);

        assertThat(session(people.withSession(secret)).path("signedIn").asBoolean())
                .isEqualTo(lives);
    }

    @Test
    void aRequestKeepsTheSessionAlive() {
        String secret = People.secret(people.signIn("reviewer", LOCAL));
        String row = " WHERE secret_hash = sha256(convert_to($1, 'UTF8'))";
        update("UPDATE session SET last_seen_at = now() - interval '7 hours'" + row, secret);

        assertThat(session(people.withSession(secret)).path("signedIn").asBoolean())
                .isTrue();

        assertThat(update(
                        "UPDATE session SET created_at = created_at" + row
                                + " AND last_seen_at > now() - interval '1 minute'",
                        secret))
                .isEqualTo(1);
    }

    @Test
    void actsForOneMembershipAtATime() {
        String here = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("甲企业"), "320582")
                .path("id")
                .asString();
        String there = people.organisation(OrganisationKind.SOCIETY, Platform.unique("乙学会"), "320500")
                .path("id")
                .asString();
        People.Person person = people.member(here, Role.ENTERPRISE);
        database.sql("INSERT INTO membership (account_id, organisation_id, role) VALUES ($1, $2, 'SOCIETY')")
                .bind("$1", java.util.UUID.fromString(person.accountId()))
                .bind("$2", java.util.UUID.fromString(there))
                .fetch()
                .rowsUpdated()
                .block();
        JsonNode memberships = session(person.web()).path("memberships");
        assertThat(memberships).hasSize(2);
        String second = memberships.path(1).path("id").asString();

        JsonNode chosen = platform.answer(choosing(person.web(), second), 200);

        assertThat(chosen.path("acting").path("organisationId").asString()).isEqualTo(there);
        assertThat(session(person.web()).path("acting").path("role").asString()).isEqualTo("SOCIETY");
        assertThat(session(person.web())
                        .path("permissions")
                        .path("problem.write")
                        .asString())
                .isEqualTo("deny");
        String strange =
                session(people.local("admin")).path("acting").path("id").asString();
        platform.refusal(choosing(person.web(), strange), 404, "NOT_FOUND");
        assertThat(session(person.web()).path("acting").path("role").asString()).isEqualTo("SOCIETY");
    }

    private static WebTestClient.RequestHeadersSpec<?> choosing(WebTestClient web, String membership) {
        return web.put()
                .uri("/api/session/membership")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("membershipId", membership));
    }

    private WebTestClient.RequestHeadersSpec<?> signingIn(String username, String password) {
        return People.post(people.visitor(), "/api/session", Map.of("username", username, "password", password));
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreAnsweredAlike() {
        JsonNode unknown = platform.refusal(signingIn(Platform.unique("nobody"), "wrong"), 401, "SIGN_IN_FAILED");
        JsonNode wrong = platform.refusal(signingIn("city", "wrong"), 401, "SIGN_IN_FAILED");

        for (String field : List.of("title", "detail", "type", "violations")) {
            assertThat(unknown.path(field)).isEqualTo(wrong.path(field));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void locksANameAfterTenFailuresWhetherThereIsSuchAnAccountOrNot(boolean known) {
        String username = Platform.unique("guessed");
        JsonNode account = null;
        if (known) {
            String organisation = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("企业"), "320582")
                    .path("id")
                    .asString();
            account = people.create(organisation, Role.ENTERPRISE, username);
        }
        for (int i = 0; i < SignInGuard.MOST_FAILURES; i++) {
            platform.refusal(signingIn(username, "wrong " + i), 401, "SIGN_IN_FAILED");
        }

        // Neither case nor blanks are a way around.
        EntityExchangeResult<byte[]> locked = people.signIn(" " + username.toUpperCase(java.util.Locale.ROOT), "wrong");
        platform.refusal(signingIn(username, "wrong"), 429, "SIGN_IN_LOCKED");

        assertThat(locked.getStatus().value()).isEqualTo(429);
        assertThat(Long.parseLong(locked.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)))
                .isBetween(14 * 60L, 15 * 60L);
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE action = 'SIGN_IN_LOCKED' AND subject_id = '"
                        + username + "'"))
                .isEqualTo(1);
        if (account != null) {
            String password = account.path("temporaryPassword").asString();
            platform.refusal(signingIn(username, password), 429, "SIGN_IN_LOCKED");
            platform.answer(
                    people.local("admin")
                            .post()
                            .uri(
                                    "/api/accounts/{id}/unlock",
                                    account.path("account").path("id").asString()),
                    200);
            platform.answer(signingIn(username, password), 200);
        }
    }

    @Test
    void anAddressWithManyFailuresUnderAnyNamesMayNotTryForAWhile() {
        SignInGuard guard = new SignInGuard(database, null, 3);
        for (int i = 0; i < 3; i++) {
            guard.check(Platform.unique("name"), "192.0.2.9")
                    .then(guard.failed(Platform.unique("name"), "192.0.2.9"))
                    .block();
        }

        StepVerifier.create(guard.check(Platform.unique("name"), "192.0.2.9")).verifyError(ApiException.class);
        StepVerifier.create(guard.check(Platform.unique("name"), "192.0.2.10")).verifyComplete();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "Sec-Fetch-Site, cross-site, 403",
                "Sec-Fetch-Site, same-site, 403",
                "Sec-Fetch-Site, same-origin, 200",
                "Sec-Fetch-Site, none, 200",
                "Origin, https://attacker.example, 403",
                "Origin, null, 403"
            })
    void requestsFromOtherSitesAreRefused(String header, String value, int status) {
        String secret = People.secret(people.signIn("expert", LOCAL));
        WebTestClient browser =
                people.withSession(secret).mutate().defaultHeader(header, value).build();
        String membership = session(browser).path("acting").path("id").asString();

        if (status == 403) {
            platform.refusal(choosing(browser, membership), 403, "CROSS_SITE");
        } else {
            platform.answer(choosing(browser, membership), status);
        }
    }

    @Test
    void theOwnAddressAsOriginIsNoOtherSite() {
        WebTestClient browser = people.withSession(People.secret(people.signIn("expert", LOCAL)))
                .mutate()
                .defaultHeader(HttpHeaders.ORIGIN, "http://localhost:" + port)
                .build();

        platform.answer(
                choosing(browser, session(browser).path("acting").path("id").asString()), 200);
    }

    /** A flood of guesses costs one core and a short queue: everything else goes on. */
    @Test
    void aThousandWrongSignInsDoNotHinderOthers() {
        WebClient flood = WebClient.create("http://localhost:" + port);
        Map<Integer, Long> statuses = new TreeMap<>();
        Mono<Void> guesses = Flux.range(0, 1_000)
                .flatMap(
                        i -> flood.post()
                                .uri("/api/session")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of("username", "flood-" + i, "password", "wrong"))
                                .exchangeToMono(answer -> answer.releaseBody()
                                        .thenReturn(answer.statusCode().value())),
                        100)
                .doOnNext(status -> statuses.merge(status, 1L, Long::sum))
                .then();
        List<Long> waits = new ArrayList<>();
        var running = guesses.toFuture();
        do {
            long begun = System.nanoTime();
            assertThat(platform.isHealthy()).isTrue();
            platform.search("q", "电池");
            waits.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } while (!running.isDone());
        running.join();

        waits.sort(null);
        System.out.printf(
                "1,000 wrong sign-ins: %s; health and a search meanwhile: %d times, median %d ms, longest %d ms%n",
                statuses, waits.size(), waits.get(waits.size() / 2), waits.getLast());
        assertThat(statuses.keySet()).isSubsetOf(Set.of(401, 503));
        assertThat(statuses.get(401)).isPositive();
        assertThat(waits.get(waits.size() / 2)).isLessThan(2_000);
    }

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        String known = "auditor";
        String unknown = Platform.unique("nobody");
        List<Long> wrong = new ArrayList<>();
        List<Long> nobody = new ArrayList<>();
        for (int i = 0; i < SAMPLES + 5; i++) {
            long first = time(known);
            long second = time(unknown);
            if (i >= 5) {
                wrong.add(first);
                nobody.add(second);
            }
            if (i % 4 == 0) {
                database.sql("DELETE FROM sign_in_failure")
                        .fetch()
                        .rowsUpdated()
                        .block();
            }
        }
        wrong.sort(null);
        nobody.sort(null);
        double ratio = (double) nobody.get(SAMPLES / 2) / wrong.get(SAMPLES / 2);

        System.out.printf(
                "Median of %d sign-ins: wrong password %.1f ms, unknown name %.1f ms, ratio %.2f%n",
                SAMPLES, wrong.get(SAMPLES / 2) / 1e6, nobody.get(SAMPLES / 2) / 1e6, ratio);
        assertThat(ratio).isCloseTo(1, within(0.35));
    }

    private long time(String username) {
        long begun = System.nanoTime();
        assertThat(people.signIn(username, "wrong").getStatus().value()).isEqualTo(401);
        return System.nanoTime() - begun;
    }
}
