package org.jiebang.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Signs the test client in: as the administrator, or as whom the request's header {@value #AS} names; blank for a visitor. A request with a
 * cookie or an Authorization header of its own is left alone.
 */
public final class TestSessions implements WebTestClientBuilderCustomizer {
    /** Username of a documented local account. */
    public static final String AS = "Test-As";

    private final ObjectProvider<DatabaseClient> database;
    private final Map<String, Mono<String>> secrets = new ConcurrentHashMap<>();

    TestSessions(ObjectProvider<DatabaseClient> database) {
        this.database = database;
    }

    @Override
    public void customize(WebTestClient.Builder builder) {
        builder.filter((request, next) -> {
            String as = request.headers().getFirst(AS);
            if (request.headers().containsHeader(HttpHeaders.AUTHORIZATION)
                    || request.cookies().containsKey("jiebang-session")
                    || as != null && as.isBlank()) {
                return next.exchange(request);
            }
            return secret(as == null ? "admin" : as)
                    .flatMap(secret -> next.exchange(ClientRequest.from(request)
                            .cookie("jiebang-session", secret)
                            .build()));
        });
    }

    /** The secret of a session of a local account, as the browser's cookie holds it. */
    public Mono<String> secret(String username) {
        return secrets.computeIfAbsent(username, name -> begin(name).cache());
    }

    private Mono<String> begin(String username) {
        String secret = "test-session-of-" + username;
        return database.getObject()
                .sql("""
                        INSERT INTO session (secret_hash, account_id, membership_id)
                        SELECT sha256(convert_to($2, 'UTF8')), account.id, membership.id
                        FROM account JOIN membership ON membership.account_id = account.id WHERE username = $1
                        ON CONFLICT (secret_hash) DO UPDATE SET last_seen_at = now(), created_at = now()
                        """)
                .bind("$1", username)
                .bind("$2", secret)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(() -> new AssertionError("There is no account " + username)))
                // The local accounts are made in the first second of the platform.
                .retryWhen(Retry.fixedDelay(100, java.time.Duration.ofMillis(200)))
                .thenReturn(secret);
    }
}
