package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What every answer tells a browser to keep from doing. */
@PlatformTest
class HeadersIT {
    private final WebTestClient web;

    private final int port;

    HeadersIT(WebTestClient web, @LocalServerPort int port) {
        this.web = web;
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/api/session", "/api/search?size=1", "/api/no/such"})
    void guardTheBrowser(String address) {
        HttpHeaders headers = web.get()
                .uri(URI.create("http://localhost:" + port + address))
                .accept(MediaType.TEXT_HTML, MediaType.ALL)
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders();
        String policy = headers.getFirst("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'");
        assertThat(policy.replaceAll("style-src[^;]*", "")).doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.getFirst("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(headers.getFirst("Permissions-Policy")).contains("camera=()");
        assertThat(headers.getFirst("Server")).isNull();
    }

    @Test
    void anAnswerOfTheApiIsKeptByNobody() {
        web.get().uri("/api/session").exchange().expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
    }

    @Test
    void pagesAndScriptsNameTheirCharset() {
        String page = web.get()
                .uri("/")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String script = org.jsoup.Jsoup.parse(String.valueOf(page))
                .selectFirst("script[src]")
                .attr("src");
        web.get()
                .uri(script)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=UTF-8");
    }

    @Test
    void traceIsRefused() {
        assertThat(web.method(HttpMethod.TRACE)
                        .uri("/api/session")
                        .exchange()
                        .returnResult(Void.class)
                        .getStatus()
                        .is4xxClientError())
                .isTrue();
    }
}
