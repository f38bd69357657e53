package org.jiebang.api.notify;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.PublicAddresses;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

/**
 * Posts notices to the addresses that people gave. Calls public addresses alone and follows no redirect; the answer is not read beyond its
 * status. {@code Jiebang-Signature} is {@code sha256=} and the HMAC-SHA256, in hexadecimal, of the value of {@code Jiebang-Timestamp}
 * (seconds since 1970), a full stop, and the body.
 */
@Component
class WebhookClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MAC = "HmacSHA256";

    private final boolean anywhere;
    private final HttpClient http;

    /**
     * @param anywhere may addresses be private and plain? For a network of the operator's own; false by default
     */
    WebhookClient(@Value("${jiebang.notices.private-webhooks:false}") boolean anywhere) {
        this.anywhere = anywhere;
        HttpClient client = HttpClient.create().responseTimeout(PATIENCE).followRedirect(false);
        this.http = anywhere ? client : client.resolver(PublicAddresses.resolver());
    }

    /**
     * An address that may be called.
     *
     * @throws ApiException if it is no https address, has a user in it, or is an address of no public network
     */
    URI checked(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("url", "MALFORMED", "地址的写法不对，应如 https://example.org/hook。");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (!scheme.equals("https") && !(anywhere && scheme.equals("http"))
                || host == null
                || uri.getUserInfo() != null) {
            throw ApiException.badRequest("url", "NOT_HTTPS", "地址须以 https:// 开头，写明主机，不带用户名。");
        }
        if (!anywhere && !PublicAddresses.mayBePublic(host)) {
            throw ApiException.badRequest("url", "NOT_PUBLIC", "平台不向内部网络的地址发送，请给出公网可以访问的地址。");
        }
        return uri;
    }

    /** The signature of a body. */
    static String signature(String secret, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
            return "sha256="
                    + HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    /**
     * Posts a body. Fails with an {@link IOException} for a status that is not 2xx.
     *
     * @param id the same whenever it is sent again, so that the receiver can tell
     */
    Mono<Void> post(NoticeSettings.Webhook webhook, String id, String body) {
        return Mono.fromCallable(() -> checked(webhook.url()))
                .flatMap(uri -> {
                    long now = Instant.now().getEpochSecond();
                    return http.headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                                    .set("Jiebang-Delivery", id)
                                    .set("Jiebang-Timestamp", now)
                                    .set("Jiebang-Signature", signature(webhook.secret(), now, body)))
                            .post()
                            .uri(uri)
                            .send(ByteBufMono.fromString(Mono.just(body)))
                            .response();
                })
                .timeout(PATIENCE.plusSeconds(5))
                .flatMap(answer -> answer.status().code() / 100 == 2
                        ? Mono.empty()
                        : Mono.error(new IOException("status " + answer.status().code())));
    }
}
