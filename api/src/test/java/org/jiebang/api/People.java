package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Organisations and people of tests, made and signed in as anybody is: by the API. */
public final class People {
    public static final String COOKIE = "jiebang-session";
    public static final String PASSWORD = "seven lanterns beside the lake";

    private final Platform platform;
    private final WebTestClient web;

    People(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    /** A person who is signed in. */
    public record Person(String username, String password, String accountId, String membershipId, WebTestClient web) {}

    /** A browser of somebody who is not signed in. */
    public WebTestClient visitor() {
        return web.mutate().defaultHeader(TestSessions.AS, "").build();
    }

    /** A browser with a session. */
    public WebTestClient withSession(String secret) {
        return web.mutate()
                .defaultHeader(TestSessions.AS, "")
                .defaultCookie(COOKIE, secret)
                .build();
    }

    /** A browser of a documented local account. */
    public WebTestClient local(String username) {
        return web.mutate().defaultHeader(TestSessions.AS, username).build();
    }

    public JsonNode organisation(OrganisationKind kind, String name, String region) {
        return platform.answer(
                post(web, "/api/organisations", Map.of("kind", kind.name(), "name", name, "region", region)), 200);
    }

    public static WebTestClient.RequestHeadersSpec<?> post(WebTestClient web, String uri, Object body) {
        return web.post().uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }

    /** A new account of an organisation with its temporary password, as the administrator sees it. */
    public JsonNode create(String organisationId, Role role, String username) {
        return platform.answer(
                post(
                        web,
                        "/api/accounts",
                        Map.of(
                                "username",
                                username,
                                "displayName",
                                "示例人员",
                                "organisationId",
                                organisationId,
                                "role",
                                role.name())),
                200);
    }

    /** A new account of an organisation, with a password of its own, signed in. */
    public Person member(String organisationId, Role role) {
        String username = Platform.unique("member");
        JsonNode created = create(organisationId, role, username);
        WebTestClient first = withSession(
                secret(signIn(username, created.path("temporaryPassword").asString())));
        first.put()
                .uri("/api/account/password")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "currentPassword", created.path("temporaryPassword").asString(), "newPassword", PASSWORD))
                .exchange()
                .expectStatus()
                .isNoContent();
        return new Person(
                username,
                PASSWORD,
                created.path("account").path("id").asString(),
                created.path("account").path("memberships").path(0).path("id").asString(),
                first);
    }

    /** The answer to a sign-in, whatever it is. */
    public EntityExchangeResult<byte[]> signIn(String username, String password) {
        return post(visitor(), "/api/session", Map.of("username", username, "password", password))
                .exchange()
                .expectBody()
                .returnResult();
    }

    /** The secret of the session that an answer begins. */
    public static String secret(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).as(answer::toString).isEqualTo(200);
        ResponseCookie cookie = answer.getResponseCookies().getFirst(COOKIE);
        assertThat(cookie).as(answer::toString).isNotNull();
        return cookie.getValue();
    }

    /** The status of an answer. */
    public static int status(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().expectBody().returnResult().getStatus().value();
    }

    /** Statuses of requests that are made at the same time, in their order as numbers. */
    public static List<Integer> together(List<WebTestClient.RequestHeadersSpec<?>> requests) {
        CyclicBarrier all = new CyclicBarrier(requests.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return requests.stream()
                    .map(request -> threads.submit(() -> {
                        all.await();
                        return status(request);
                    }))
                    .toList()
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (InterruptedException | ExecutionException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }
}
