package org.jiebang.api.platform;

import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An address that the firewall refuses (encoded slashes, control characters) is answered as any address at which nothing is. */
@Component
class RejectedRequests implements ServerExchangeRejectedHandler {
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return Mono.error(ApiException.notFound("这个地址"));
    }
}
