package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The connection to a cluster that speaks TLS with a certificate of an authority of its own, and wants to know who calls. */
class ElasticsearchConfigurationTest {
    private static final AtomicReference<String> AUTHORIZATION = new AtomicReference<>("");

    @TempDir
    private static Path folder;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "es",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "es",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            AUTHORIZATION.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(keytool.toString()), java.util.Arrays.stream(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterAll
    static void end() {
        server.stop(0);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ElasticsearchProperties.class)
    @Import(ElasticsearchConfiguration.class)
    static class Connected {
        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.shared();
        }
    }

    private static ApplicationContextRunner connected() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withUserConfiguration(Connected.class)
                .withPropertyValues("jiebang.elasticsearch.uris=https://localhost:"
                        + server.getAddress().getPort());
    }

    private static boolean ping(ElasticsearchAsyncClient client) {
        return client.ping().join().value();
    }

    @Test
    void trustsTheOperatorsAuthorityAndSaysWhoCalls() {
        ApplicationContextRunner trusting = connected()
                .withPropertyValues(
                        "jiebang.elasticsearch.ssl-bundle=search",
                        "spring.ssl.bundle.pem.search.truststore.certificate=" + folder.resolve("ca.pem"));
        trusting.withPropertyValues("jiebang.elasticsearch.username=jiebang", "jiebang.elasticsearch.password=secret")
                .run(context -> {
                    assertThat(ping(context.getBean(ElasticsearchAsyncClient.class)))
                            .isTrue();
                    assertThat(AUTHORIZATION.get())
                            .isEqualTo("Basic "
                                    + Base64.getEncoder()
                                            .encodeToString("jiebang:secret".getBytes(StandardCharsets.UTF_8)));
                    assertThat(context.getBean(ElasticsearchProperties.class).toString())
                            .doesNotContain("secret");
                });
        trusting.withPropertyValues("jiebang.elasticsearch.api-key=a2V5").run(context -> {
            assertThat(ping(context.getBean(ElasticsearchAsyncClient.class))).isTrue();
            assertThat(AUTHORIZATION.get()).isEqualTo("ApiKey a2V5");
        });
    }

    @Test
    void refusesACertificateOfAnybodyElse() {
        connected()
                .run(context -> assertThatThrownBy(() -> ping(context.getBean(ElasticsearchAsyncClient.class)))
                        .hasStackTraceContaining("SSLHandshakeException"));
    }
}
