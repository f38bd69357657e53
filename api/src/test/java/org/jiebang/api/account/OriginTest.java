package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class OriginTest {
    @ParameterizedTest
    @CsvSource({"192.0.2.77, 192.0.2.*", "2001:db8:1234:5678::9, 2001:0db8:1234::*", "127.0.0.1, 127.0.0.1"})
    void theAddressIsKeptWithoutItsLastPart(String address, String kept) {
        assertThat(Origin.of(MockServerHttpRequest.get("/")
                                .remoteAddress(new InetSocketAddress(address, 4711))
                                .build())
                        .address())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 | Chrome · Windows",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0 | Edge · Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1 | Safari · iPhone",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 MicroMessenger/8.0 | WeChat · Android",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox · Linux",
                "<script>alert(1)</script> | ''"
            })
    void theDeviceIsToldInWordsOfOurOwn(String agent, String device) {
        assertThat(Origin.of(MockServerHttpRequest.get("/")
                                .header("User-Agent", agent)
                                .build())
                        .device())
                .isEqualTo(device);
    }
}
