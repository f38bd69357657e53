package org.jiebang.api.account;

import java.time.Duration;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * A cookie with a secret that scripts cannot read and that other sites do not send. Over https its name binds it to this host: no neighbour
 * under the same domain can set it.
 *
 * @param name name over plain http, where a browser refuses the prefix
 */
record HostCookie(String name) {
    /** The name under which a browser keeps it. */
    String name(ServerWebExchange exchange) {
        return isSecure(exchange) ? "__Host-" + name : name;
    }

    /** The secret that a request carries; empty if none. */
    String read(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name(exchange));
        return cookie == null ? "" : cookie.getValue();
    }

    /** The cookie for an answer; an age of zero takes it away. */
    ResponseCookie holding(ServerWebExchange exchange, String secret, Duration age) {
        return ResponseCookie.from(name(exchange), secret)
                .httpOnly(true)
                .secure(isSecure(exchange))
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }

    private static boolean isSecure(ServerWebExchange exchange) {
        return "https".equals(exchange.getRequest().getURI().getScheme());
    }
}
