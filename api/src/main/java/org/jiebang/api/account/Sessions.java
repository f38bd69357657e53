package org.jiebang.api.account;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.ActorSource;
import org.jiebang.api.access.Membership;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sessions by cookie and tokens by the Authorization header. */
@Component
class Sessions implements ActorSource {
    static final HostCookie COOKIE = new HostCookie("jiebang-session");
    static final String TOKEN_PREFIX = "jb_";

    private static final String BEARER = "Bearer ";
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;

    Sessions(SessionStore store) {
        this.store = store;
    }

    @Override
    public Mono<Actor> actor(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return byToken(authorization, request);
        }
        String secret = secret(exchange);
        return secret.isEmpty()
                ? Mono.just(anonymous(request))
                : store.bySession(secret)
                        .filter(holder -> isAllowedFrom(holder.account(), request))
                        .flatMap(holder -> seen(holder, secret, false).thenReturn(actor(holder, request)))
                        .defaultIfEmpty(anonymous(request));
    }

    private Mono<Actor> byToken(String authorization, ServerHttpRequest request) {
        if (!authorization.startsWith(BEARER + TOKEN_PREFIX)) {
            return Mono.error(invalidToken());
        }
        String secret = authorization.substring(BEARER.length());
        return store.byToken(secret)
                .filter(holder -> isAllowedFrom(holder.account(), request))
                .flatMap(holder -> seen(holder, secret, true).thenReturn(actor(holder, request)))
                .switchIfEmpty(Mono.error(Sessions::invalidToken));
    }

    private static ApiException invalidToken() {
        return new ApiException(ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_INVALID.wayOut());
    }

    private Mono<Void> seen(SessionStore.Holder holder, String secret, boolean token) {
        OffsetDateTime last = holder.lastSeenAt();
        return last != null && last.plus(SEEN_EVERY).isAfter(OffsetDateTime.now(last.getOffset()))
                ? Mono.empty()
                : store.seen(secret, token);
    }

    private static Actor actor(SessionStore.Holder holder, ServerHttpRequest request) {
        return actor(holder.account(), holder.acting(), holder.twoFactors(), request)
                .withScopes(holder.scopes());
    }

    static Actor actor(Account account, @Nullable Membership acting, boolean twoFactors, ServerHttpRequest request) {
        return new Actor(
                new Actor.Person(
                        account.id(),
                        account.username(),
                        account.displayName(),
                        account.mustChangePassword(),
                        twoFactors),
                acting,
                null,
                address(request),
                request.getId());
    }

    static Actor anonymous(ServerHttpRequest request) {
        return Actor.anonymous(address(request), request.getId());
    }

    /** The person of a session, who may change his own account: a token must not make itself more. */
    static Actor.Person person(Actor actor) {
        Actor.Person person = actor.account();
        if (person == null || actor.scopes() != null) {
            throw new ApiException(ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SIGN_IN_REQUIRED.wayOut());
        }
        return person;
    }

    /** A documented account of the local profile works from the server's own machine only. */
    static boolean isAllowedFrom(Account account, ServerHttpRequest request) {
        InetAddress address = remote(request);
        return !account.loopbackOnly() || address != null && address.isLoopbackAddress();
    }

    static String address(ServerHttpRequest request) {
        InetAddress address = remote(request);
        return address == null ? "" : address.getHostAddress();
    }

    private static @Nullable InetAddress remote(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null ? null : address.getAddress();
    }

    /** The secret that the request's cookie carries; empty if none. */
    static String secret(ServerWebExchange exchange) {
        return COOKIE.read(exchange);
    }

    /** Begins a session and hands its secret to the browser; the session that the browser had ends. */
    Mono<Void> begin(ServerWebExchange exchange, Account account, @Nullable UUID membership, boolean twoFactors) {
        return store.end(secret(exchange))
                .then(store.begin(account.id(), membership, twoFactors, Origin.of(exchange.getRequest())))
                .doOnNext(secret -> exchange.getResponse().addCookie(COOKIE.holding(exchange, secret, LONGEST)))
                .then();
    }

    Mono<Void> end(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(COOKIE.holding(exchange, "", Duration.ZERO));
        return store.end(secret(exchange));
    }
}
