package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import tools.jackson.databind.json.JsonMapper;

/** What a provider says of itself, and what of it is believed. */
class SignInProvidersTest {
    private final Compute compute = new Compute();
    private final AtomicInteger strayed = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good/.well-known/openid-configuration", exchange -> metadata(exchange, "/good"));
        server.createContext("/liar/.well-known/openid-configuration", exchange -> metadata(exchange, "/good"));
        server.createContext("/moved/.well-known/openid-configuration", exchange -> {
            exchange.getResponseHeaders().set("Location", at("/elsewhere"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            strayed.incrementAndGet();
            metadata(exchange, "/moved");
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        compute.destroy();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void metadata(HttpExchange exchange, String issuer) throws IOException {
        byte[] body = """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "userinfo_endpoint": "%1$s/userinfo", "subject_types_supported": ["public"],
                 "anything": ["else"]}
                """.formatted(at(issuer)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ClientRegistration ask(String issuer) {
        OAuth2ClientProperties properties = new OAuth2ClientProperties();
        OAuth2ClientProperties.Registration registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("jiebang");
        registration.setClientSecret("secret");
        registration.setScope(Set.of("openid"));
        properties.getRegistration().put("sso", registration);
        OAuth2ClientProperties.Provider provider = new OAuth2ClientProperties.Provider();
        provider.setIssuerUri(at(issuer));
        properties.getProvider().put("sso", provider);
        return new SignInProviders(properties, compute, JsonMapper.shared())
                .find("sso")
                .block();
    }

    @Test
    void takesTheAddressesThatAProviderTells() {
        ClientRegistration.ProviderDetails found = ask("/good").getProviderDetails();

        assertThat(found.getAuthorizationUri()).isEqualTo(at("/good/auth"));
        assertThat(found.getTokenUri()).isEqualTo(at("/good/token"));
        assertThat(found.getJwkSetUri()).isEqualTo(at("/good/keys"));
        assertThat(found.getUserInfoEndpoint().getUri()).isEqualTo(at("/good/userinfo"));
        assertThat(found.getUserInfoEndpoint().getUserNameAttributeName()).isEqualTo("sub");
        assertThat(found.getIssuerUri()).as("id tokens are compared with it").isEqualTo(at("/good"));
    }

    @Test
    void whoSpeaksForAnotherIsNotBelieved() {
        refused("/liar");
    }

    @Test
    void nobodyIsFollowedElsewhere() {
        refused("/moved");
        assertThat(strayed).hasValue(0);
    }

    private void refused(String issuer) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ask(issuer))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
    }
}
