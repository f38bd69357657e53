package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class EncryptedConnectionsTest {
    private static void check(MockEnvironment environment) {
        new EncryptedConnections().postProcessEnvironment(environment, new SpringApplication());
    }

    @ParameterizedTest
    @CsvSource({
        "spring.r2dbc.url, r2dbc:postgresql://db:5432/jiebang",
        "spring.r2dbc.url, r2dbc:postgresql://db/jiebang?sslMode=prefer",
        // Encrypted, but with whomever.
        "spring.r2dbc.url, r2dbc:postgresql://db/jiebang?sslMode=require",
        "spring.r2dbc.url, r2dbc:postgresql://10.0.0.5/jiebang",
        "spring.r2dbc.url, r2dbc:postgresql://127.0.0.1.example.cn/jiebang",
        "spring.r2dbc.url, 'r2dbc:postgresql:failover://localhost:5432,db:5432/jiebang'",
        "spring.flyway.url, jdbc:postgresql://db/jiebang",
        "jiebang.elasticsearch.uris, http://es:9200",
        "jiebang.elasticsearch.uris, 'https://es1:9200, http://es2:9200'",
        "spring.security.oauth2.client.provider.sso.issuer-uri, http://sso.example.cn/realms/kexie",
        "spring.security.oauth2.client.provider.sso.tokenUri, http://sso.example.cn/token"
    })
    void speakingInClearToAnotherMachineStopsTheStart(String setting, String address) {
        MockEnvironment environment = new MockEnvironment().withProperty(setting, address);

        assertThatExceptionOfType(PlainConnectionRefused.class)
                .isThrownBy(() -> check(environment))
                .withMessageContaining(setting)
                .satisfies(refused -> assertThat(new PlainConnectionFailureAnalyzer()
                                .analyze(new RuntimeException(refused))
                                .getAction())
                        .contains("jiebang.transport.allow-plain=true"));
        environment.setProperty("jiebang.transport.allow-plain", "true");
        assertThatCode(() -> check(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.r2dbc.url, r2dbc:postgresql://localhost:5432/jiebang",
        "spring.r2dbc.url, r2dbc:postgresql://127.0.0.1:5432/jiebang",
        "spring.r2dbc.url, 'r2dbc:postgresql://[::1]:5432/jiebang'",
        "spring.r2dbc.url, r2dbc:postgresql://db/jiebang?sslMode=verify-full&sslRootCert=/ca.pem",
        "spring.r2dbc.url, r2dbc:postgresql://db/jiebang?schema=s&sslMode=VERIFY-CA",
        "spring.r2dbc.url, r2dbcs:postgresql://db/jiebang",
        "spring.flyway.url, jdbc:postgresql://db/jiebang?sslmode=verify-full",
        "jiebang.elasticsearch.uris, 'https://es1:9200, https://es2:9200'",
        "jiebang.elasticsearch.uris, http://localhost:9200",
        "spring.security.oauth2.client.provider.sso.issuer-uri, https://sso.example.cn/realms/kexie"
    })
    void encryptedOrOnThisMachineIsFine(String setting, String address) {
        assertThatCode(() -> check(new MockEnvironment().withProperty(setting, address)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesEverythingAtOnce() {
        assertThatExceptionOfType(PlainConnectionRefused.class)
                .isThrownBy(() -> check(new MockEnvironment()
                        .withProperty("spring.r2dbc.url", "r2dbc:postgresql://db/jiebang")
                        .withProperty("jiebang.elasticsearch.uris", "http://es:9200")))
                .withMessageContainingAll("spring.r2dbc.url", "jiebang.elasticsearch.uris");
    }
}
