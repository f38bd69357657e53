package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import reactor.core.publisher.Mono;

class HttpsFilterTest {
    /** The code of the refusal; blank if the request passed. */
    private static String answer(boolean httpsOnly, ServerHttpRequest request) {
        AtomicReference<String> passed = new AtomicReference<>();
        return new HttpsFilter(httpsOnly)
                .filter(MockServerWebExchange.from((MockServerHttpRequest) request), exchange -> {
                    passed.set("");
                    return Mono.empty();
                })
                .then(Mono.fromSupplier(passed::get))
                .onErrorResume(
                        ApiException.class, refused -> Mono.just(refused.code().name()))
                .block();
    }

    private static MockServerHttpRequest request(String address, String from) {
        return MockServerHttpRequest.get(address)
                .remoteAddress(new InetSocketAddress(from, 4711))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "http://jiebang.example.cn/api/session, 192.0.2.7, HTTPS_REQUIRED",
        "http://jiebang.example.cn/sign-in, 2001:db8::7, HTTPS_REQUIRED",
        "http://jiebang.example.cn/actuator/health/x, 192.0.2.7, HTTPS_REQUIRED",
        "http://jiebang.example.cn/actuator/health, 192.0.2.7, ''",
        "https://jiebang.example.cn/api/session, 192.0.2.7, ''",
        "http://localhost:8080/api/session, 127.0.0.1, ''",
        "http://localhost:8080/api/session, ::1, ''"
    })
    void whatComesInClearFromAnotherMachineIsRefused(String address, String from, String answer) {
        assertThat(answer(true, request(address, from))).isEqualTo(answer);
        assertThat(answer(false, request(address, from))).isEmpty();
    }

    @Test
    void nobodyClaimsToHaveComeEncrypted() {
        MockServerHttpRequest claiming = MockServerHttpRequest.get("http://jiebang.example.cn/api/session")
                .header("X-Forwarded-Proto", "https")
                .remoteAddress(new InetSocketAddress("192.0.2.7", 4711))
                .build();
        assertThat(answer(true, claiming)).isEqualTo("HTTPS_REQUIRED");
        // What server.forward-headers-strategy=framework puts in front of all filters.
        ServerHttpRequest heeded = new ForwardedHeaderTransformer().apply(claiming);
        assertThat(heeded.getURI().getScheme()).isEqualTo("https");
    }
}
