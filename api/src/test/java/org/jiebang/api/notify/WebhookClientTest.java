package org.jiebang.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.PublicAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class WebhookClientTest {
    private final WebhookClient guarded = new WebhookClient(false);

    @Test
    void signatureIsTheHmacOfTimestampAndBody() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
        assertThat(WebhookClient.signature("key", 1_700_000_000L, "{\"a\":1}"))
                .isEqualTo("sha256=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/hook",
                "https://localhost/hook",
                "https://127.0.0.1/hook",
                "https://[::1]/hook",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://user:secret@example.org/",
                "ftp://example.org/",
                "https:///nowhere",
                "not an address"
            })
    void addressesThatMayNotBeCalledAreRefused(String url) {
        assertThatThrownBy(() -> guarded.checked(url)).isInstanceOf(ApiException.class);
    }

    @Test
    void aPublicAddressMayBeCalled() {
        assertThat(guarded.checked("https://example.org:8443/hook?key=1").getHost())
                .isEqualTo("example.org");
    }

    /** A name is harmless by its spelling; its address is looked at when it is called. */
    @Test
    void aNameOfAPrivateAddressIsNotCalled() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.status(204).send())
                .bindNow();
        try {
            String url = "https://LOCALHOST.:" + server.port() + "/hook";
            assertThat(PublicAddresses.mayBePublic("localhost.")).isTrue();
            StepVerifier.create(guarded.post(new NoticeSettings.Webhook(url, "key"), "id", "{}"))
                    .verifyErrorSatisfies(error -> assertThat(error).isInstanceOf(java.net.UnknownHostException.class));
        } finally {
            server.disposeNow();
        }
    }
}
