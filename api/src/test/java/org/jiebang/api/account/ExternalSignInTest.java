package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiebang.api.access.RequestLimit;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.web.server.OAuth2AuthorizationRequestRedirectWebFilter;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.handler.DefaultWebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class ExternalSignInTest {
    private final Compute compute = new Compute();

    @AfterEach
    void end() {
        compute.destroy();
    }

    private List<WebFilter> filters(OAuth2ClientProperties properties, int limit) {
        ServerHttpSecurity http = ServerHttpSecurity.http();
        new ExternalSignIn(
                        new SignInProviders(properties, compute, JsonMapper.shared()),
                        null,
                        null,
                        null,
                        new SignInProperties(Duration.ofHours(72), Map.of()),
                        new RequestLimit(limit),
                        null,
                        null)
                .configure(http);
        return http.build().getWebFilters().collectList().block();
    }

    private static OAuth2ClientProperties oneProvider() {
        OAuth2ClientProperties properties = new OAuth2ClientProperties();
        OAuth2ClientProperties.Registration registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("jiebang");
        properties.getRegistration().put("sso", registration);
        return properties;
    }

    @Test
    void isNotThereWithoutAProvider() {
        assertThat(filters(new OAuth2ClientProperties(), 0))
                .noneMatch(OAuth2AuthorizationRequestRedirectWebFilter.class::isInstance);
        assertThat(filters(oneProvider(), 0)).anyMatch(OAuth2AuthorizationRequestRedirectWebFilter.class::isInstance);
    }

    @Test
    void limitsHowOftenOneAddressBegins() {
        WebHandler answered = exchange -> Mono.empty();
        DefaultWebFilterChain chain = new DefaultWebFilterChain(answered, filters(oneProvider(), 1));
        // There is no such provider: nothing is asked of anybody.
        List<ErrorCode> answers = Flux.range(0, 25)
                .concatMap(i -> answer(chain, "192.0.2.1"))
                .collectList()
                .block();

        assertThat(answers.subList(0, 10)).containsOnly(ErrorCode.NOT_FOUND);
        assertThat(answers).contains(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(answer(chain, "192.0.2.2").block()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private static Mono<ErrorCode> answer(DefaultWebFilterChain chain, String address) {
        return chain.filter(beginning(address))
                .thenReturn(ErrorCode.INTERNAL)
                .onErrorResume(ApiException.class, problem -> Mono.just(problem.code()));
    }

    private static MockServerWebExchange beginning(String address) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get("/api/sign-in/robots").remoteAddress(new InetSocketAddress(address, 4711)));
    }
}
