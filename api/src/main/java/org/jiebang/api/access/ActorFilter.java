package org.jiebang.api.access;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Objects;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands before every handler: refuses requests that another site makes with a visitor's cookie, finds out who asks, and lets pass whom the
 * permission table lets pass.
 */
@Component
@Order(0)
class ActorFilter implements WebFilter {
    static final String ACTOR = ActorFilter.class.getName() + ".actor";

    private final ActorSource actors;
    private final Access access;
    private final SecondFactorRule secondFactorRule;
    private final RequestLimit limit;
    private final RequestMappingHandlerMapping handlers;

    ActorFilter(
            ActorSource actors,
            Access access,
            SecondFactorRule secondFactorRule,
            RequestLimit limit,
            RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.limit = limit;
        this.actors = actors;
        this.access = access;
        this.secondFactorRule = secondFactorRule;
        this.handlers = requestMappingHandlerMapping;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        if (isForeign(exchange.getRequest())) {
            return Mono.error(new ApiException(ErrorCode.CROSS_SITE, ErrorCode.CROSS_SITE.wayOut()));
        }
        return actors.actor(exchange)
                // Guesses at tokens count as what they are: requests of an address.
                .doOnError(error -> limit.check(visitor(exchange.getRequest())))
                .doOnNext(limit::check)
                .doOnNext(actor -> exchange.getAttributes().put(ACTOR, actor))
                .flatMap(actor -> handlers.getHandler(exchange)
                        .doOnNext(handler -> check(actor, handler))
                        .then(Mono.defer(() -> chain.filter(exchange))));
    }

    private static Actor visitor(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return Actor.anonymous(remote == null ? "" : remote.getAddress().getHostAddress(), request.getId());
    }

    /** A handler without a mark is refused at the start, see {@link MarkedHandlers}. */
    private void check(Actor actor, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Requires requires = method.getMethodAnnotation(Requires.class);
            if (requires != null) {
                requireOwnPassword(actor);
                requireSecondFactor(actor);
                access.require(actor, requires.value());
            }
        }
    }

    /** Who has a password that somebody else knows may change it, and nothing else. */
    private static void requireOwnPassword(Actor actor) {
        Actor.Person person = actor.account();
        if (person != null && person.mustChangePassword()) {
            throw new ApiException(ErrorCode.PASSWORD_CHANGE_REQUIRED, ErrorCode.PASSWORD_CHANGE_REQUIRED.wayOut());
        }
    }

    /** Whose role needs a second factor sets one up first. */
    private void requireSecondFactor(Actor actor) {
        if (secondFactorRule.lacks(actor)) {
            throw new ApiException(ErrorCode.SECOND_FACTOR_REQUIRED, ErrorCode.SECOND_FACTOR_REQUIRED.wayOut());
        }
    }

    /** A browser says where a request comes from; programs say nothing, and carry no cookie that they were not given. */
    private static boolean isForeign(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS) {
            return false;
        }
        HttpHeaders headers = request.getHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = headers.getOrigin();
        return origin != null && !isHost(origin, headers.getFirst(HttpHeaders.HOST));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return Objects.requireNonNullElse(host, "")
                .equalsIgnoreCase(lower.substring(lower.indexOf("://") + "://".length()));
    }
}
