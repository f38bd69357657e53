package org.jiebang.api.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Serves the page under every address that a browser opens, so that an address can be shared; the page finds its way from there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PageFilter implements WebFilter {
    private static final List<String> NOT_PAGES = List.of("/api/", "/actuator", "/v3/", "/assets/", "/oai");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value();
        HttpHeaders answer = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> nameCharset(answer)));
        if (path.startsWith("/assets/")) {
            // The names carry a hash of the content.
            answer.setCacheControl("public, max-age=31536000, immutable");
        }
        if (!isPage(request, path)) {
            return chain.filter(exchange);
        }
        answer.setCacheControl("no-cache");
        return chain.filter(exchange.mutate()
                .request(request.mutate().path("/index.html").build())
                .build());
    }

    /** All our texts are UTF-8; pages and scripts say so as well. */
    private static void nameCharset(HttpHeaders answer) {
        MediaType type = answer.getContentType();
        if (type != null && type.getCharset() == null && type.getType().equals("text")) {
            answer.setContentType(new MediaType(type, StandardCharsets.UTF_8));
        }
    }

    private static boolean isPage(ServerHttpRequest request, String path) {
        return HttpMethod.GET.equals(request.getMethod())
                && request.getHeaders().getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype)
                && path.indexOf('.') < 0
                && NOT_PAGES.stream().noneMatch(path::startsWith);
    }
}
