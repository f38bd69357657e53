package org.jiebang.api.platform;

import java.net.InetSocketAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what comes in clear from another machine: behind a proxy whose forwarded headers are heeded, the caller's own address and protocol
 * count. Health may be asked by probes inside the network.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HttpsFilter implements WebFilter {
    private static final String HEALTH = "/actuator/health";

    private final boolean httpsOnly;

    HttpsFilter(@Value("${jiebang.transport.https-only}") boolean httpsOnly) {
        this.httpsOnly = httpsOnly;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean refused = httpsOnly
                && !"https".equals(request.getURI().getScheme())
                && !isFromHere(request)
                && !request.getPath().value().equals(HEALTH);
        return refused
                ? Mono.error(new ApiException(ErrorCode.HTTPS_REQUIRED, ErrorCode.HTTPS_REQUIRED.wayOut()))
                : chain.filter(exchange);
    }

    private static boolean isFromHere(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
    }
}
