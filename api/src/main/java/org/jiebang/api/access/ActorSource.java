package org.jiebang.api.access;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out who makes a request. */
public interface ActorSource {
    /** The actor by the session or the token that the request carries; a visitor if it carries none or an ended session. */
    Mono<Actor> actor(ServerWebExchange exchange);
}
