package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SessionsTest {
    private static Account account(boolean loopbackOnly) {
        return new Account(new UUID(0, 1), "staff", "示例", "hash", false, false, true, loopbackOnly, null);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.8.8, true",
        "::1, true",
        "192.0.2.7, false",
        "10.0.0.1, false",
        "2001:db8::7, false"
    })
    void localAccountsWorkFromThisMachineOnly(String address, boolean allowed) {
        MockServerHttpRequest request = MockServerHttpRequest.get("/api/session")
                // Anybody can write this.
                .header("X-Forwarded-For", "127.0.0.1")
                .remoteAddress(new InetSocketAddress(address, 4711))
                .build();

        assertThat(Sessions.isAllowedFrom(account(true), request)).isEqualTo(allowed);
        assertThat(Sessions.isAllowedFrom(account(false), request)).isTrue();
    }

    @Test
    void aRequestFromNowhereIsNotFromThisMachine() {
        assertThat(Sessions.isAllowedFrom(
                        account(true), MockServerHttpRequest.get("/").build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://jiebang.example.cn/api/session, jiebang-session",
        "https://jiebang.example.cn/api/session, __Host-jiebang-session"
    })
    void overHttpsTheCookieIsBoundToTheHost(String address, String name) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(address)
                .cookie(new HttpCookie(name, "secret"), new HttpCookie("other-session", "no"))
                .build());

        assertThat(Sessions.COOKIE.name(exchange)).isEqualTo(name);
        assertThat(Sessions.secret(exchange)).isEqualTo("secret");
    }
}
