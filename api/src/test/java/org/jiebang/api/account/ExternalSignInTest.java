package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiebang.api.platform.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.web.server.OAuth2AuthorizationRequestRedirectWebFilter;
import org.springframework.web.server.WebFilter;

class ExternalSignInTest {
    private final Compute compute = new Compute();

    @AfterEach
    void end() {
        compute.destroy();
    }

    private List<? extends WebFilter> filters(OAuth2ClientProperties properties) {
        ServerHttpSecurity http = ServerHttpSecurity.http();
        new ExternalSignIn(new SignInProviders(properties, compute), null, null, null, null, null).configure(http);
        return http.build().getWebFilters().collectList().block();
    }

    @Test
    void isNotThereWithoutAProvider() {
        assertThat(filters(new OAuth2ClientProperties()))
                .noneMatch(OAuth2AuthorizationRequestRedirectWebFilter.class::isInstance);
    }
}
