package org.jiebang.api.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client against a real server that answers well, slowly, and badly. */
class EmbeddingClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the server answers to any request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Answer answer = exchange -> json(exchange, 200, "{}");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/base/v1/embeddings", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer.to(exchange);
        });
        server.createContext("/", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            json(exchange, 200, "{}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void json(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<float[]> embed(Duration timeout, String... texts) {
        EmbeddingProperties properties = new EmbeddingProperties(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/base/", "示例模型", "secret", 2, 8, 100, timeout);
        EmbeddingClient client = new EmbeddingClient(properties, JsonMapper.shared());
        try {
            return client.embed(List.of(texts)).block(PATIENCE);
        } finally {
            client.destroy();
        }
    }

    @Test
    void asksAsTheInterfaceSaysAndReadsTheVectorsInOrder() {
        answer = exchange -> json(
                exchange,
                200,
                "{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[0.5,-0.5]}],\"model\":\"x\"}");

        List<float[]> vectors = embed(PATIENCE, "甲", "乙");

        assertThat(vectors).containsExactly(new float[] {0.5f, -0.5f}, new float[] {0, 1});
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).startsWith("Bearer secret ");
        JsonNode body = JsonMapper.shared().readTree(asked.getFirst().substring("Bearer secret ".length()));
        assertThat(body.path("model").asString()).isEqualTo("示例模型");
        assertThat(body.path("input").toString()).isEqualTo("[\"甲\",\"乙\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"data\":[]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[\"a\",1]}]}",
                "{\"data\":[{\"index\":5,\"embedding\":[0,1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[0,1]}]}"
            })
    void anAnswerThatIsNoListOfVectorsIsAFailure(String body) {
        answer = exchange -> json(exchange, 200, body);
        assertThatThrownBy(() -> embed(PATIENCE, "甲"))
                .satisfies(error -> assertThat(Exceptions.unwrap(error)).isInstanceOf(IOException.class));
    }

    @ParameterizedTest
    @CsvSource({"400, true", "413, true", "422, true", "401, false", "404, false", "429, false", "500, false"})
    void onlyARefusalOfTheTextsIsOne(int status, boolean refused) {
        answer = exchange -> json(exchange, status, "{}");
        assertThatThrownBy(() -> embed(PATIENCE, "甲"))
                .satisfies(error -> assertThat(Exceptions.unwrap(error) instanceof EmbeddingClient.Refused)
                        .isEqualTo(refused));
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedFor() {
        answer = exchange -> pause(Duration.ofSeconds(15));
        assertThatThrownBy(() -> embed(Duration.ofMillis(300), "甲")).isNotNull();
    }

    @Test
    void aServerThatTricklesIsNotWaitedFor() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 300; i++) {
                    body.write(' ');
                    body.flush();
                    pause(Duration.ofMillis(50));
                }
            }
        };
        assertThatThrownBy(() -> embed(Duration.ofMillis(500), "甲")).isNotNull();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer = exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/other");
            json(exchange, 307, "");
        };
        assertThatThrownBy(() -> embed(PATIENCE, "甲")).isNotNull();
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void aWrongConfigurationIsRefused() {
        assertThatThrownBy(() -> new EmbeddingProperties("https://x", "", "", 2, 8, 100, PATIENCE))
                .hasMessageContaining("jiebang.embedding.model");
        assertThatThrownBy(() -> new EmbeddingProperties("ftp://x", "m", "", 2, 8, 100, PATIENCE))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> new EmbeddingProperties("https://x", "m", "", 0, 8, 100, PATIENCE))
                .hasMessageContaining("dimensions");
        assertThat(new EmbeddingProperties("", "", "", 0, 0, 0, PATIENCE).isOn())
                .isFalse();
    }
}
