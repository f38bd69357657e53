package org.jiebang.api.account;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Repository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be remembered of a sign-in while the browser is at the identity provider: state, nonce and the PKCE verifier, in the database
 * for ten minutes, once. The browser holds the secret that finds it, so that nobody can end a sign-in that another browser began.
 */
@Repository
class SignInAttempts implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final HostCookie COOKIE = new HostCookie("jiebang-sign-in");

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String FRESH = "created_at > now() - interval '10 minutes'";

    /** What a provider calls itself in the way back (RFC 9207). */
    private static final String ISSUER = "iss";

    private final DatabaseClient database;
    private final SignInProviders providers;
    private final JsonMapper json;

    SignInAttempts(DatabaseClient database, SignInProviders providers, JsonMapper json) {
        this.database = database;
        this.providers = providers;
        this.json = json;
    }

    /** An authorization request as it is stored. */
    record Stored(
            String registrationId,
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            String nonce,
            String codeVerifier) {
        static Stored of(OAuth2AuthorizationRequest request) {
            return new Stored(
                    attribute(request, OAuth2ParameterNames.REGISTRATION_ID),
                    request.getAuthorizationUri(),
                    request.getClientId(),
                    Objects.requireNonNull(request.getRedirectUri()),
                    request.getScopes(),
                    Objects.requireNonNull(request.getState()),
                    attribute(request, OidcParameterNames.NONCE),
                    attribute(request, PkceParameterNames.CODE_VERIFIER));
        }

        private static String attribute(OAuth2AuthorizationRequest request, String name) {
            return Objects.requireNonNull(request.<String>getAttribute(name), name);
        }

        OAuth2AuthorizationRequest request() {
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(authorizationUri)
                    .clientId(clientId)
                    .redirectUri(redirectUri)
                    .scopes(scopes)
                    .state(state)
                    .attributes(attributes -> {
                        attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registrationId);
                        attributes.put(OidcParameterNames.NONCE, nonce);
                        attributes.put(PkceParameterNames.CODE_VERIFIER, codeVerifier);
                    })
                    .build();
        }
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        String secret = Secrets.next();
        Stored stored = Stored.of(request);
        return database.sql("DELETE FROM sign_in_attempt WHERE NOT (" + FRESH + ")")
                .fetch()
                .rowsUpdated()
                .then(database.sql("INSERT INTO sign_in_attempt (secret_hash, state, request) VALUES ($1, $2, $3)")
                        .bind("$1", Secrets.digest(secret))
                        .bind("$2", stored.state())
                        .bind("$3", json.writeValueAsString(stored))
                        .fetch()
                        .rowsUpdated())
                .doOnNext(rows -> exchange.getResponse().addCookie(COOKIE.holding(exchange, secret, LONGEST)))
                .then();
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return read("SELECT request FROM sign_in_attempt WHERE secret_hash = $1 AND state = $2 AND " + FRESH, exchange);
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(COOKIE.holding(exchange, "", Duration.ZERO));
        return read(
                "DELETE FROM sign_in_attempt WHERE secret_hash = $1 AND state = $2 AND " + FRESH + " RETURNING request",
                exchange);
    }

    private Mono<OAuth2AuthorizationRequest> read(String sql, ServerWebExchange exchange) {
        String secret = COOKIE.read(exchange);
        @Nullable String state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        if (secret.isEmpty() || state == null) {
            return Mono.empty();
        }
        return database.sql(sql)
                .bind("$1", Secrets.digest(secret))
                .bind("$2", state)
                .map(row -> Objects.requireNonNull(row.get("request", String.class)))
                .one()
                .map(stored -> json.readValue(stored, Stored.class))
                .filter(stored -> isFrom(exchange, stored.registrationId()))
                .map(Stored::request);
    }

    /** Is the answer that of the provider where the attempt was begun, by its address here and by the issuer that it names? */
    private boolean isFrom(ServerWebExchange exchange, String registrationId) {
        String callback = SignInProviders.CALLBACK.replace("{registrationId}", registrationId);
        @Nullable String issuer = exchange.getRequest().getQueryParams().getFirst(ISSUER);
        return exchange.getRequest().getPath().value().equals(callback)
                && (issuer == null || issuer.equals(providers.issuer(registrationId)));
    }
}
