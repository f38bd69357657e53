package org.jiebang.api.embedding;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the operator's endpoint for vectors. Goes to no other address: redirects are not followed. */
@Component
class EmbeddingClient implements DisposableBean {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final EmbeddingProperties properties;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    EmbeddingClient(EmbeddingProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }

    /** The endpoint refuses the texts themselves, so that asking again as it was is of no use. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Vectors of texts in their order, each of the configured length and not zero.
     *
     * @return an {@link IOException} if the endpoint is away, slow, or answers what is no such list; {@link Refused} for a status 400, 413 or 422
     */
    Mono<List<float[]>> embed(List<String> texts) {
        HttpRequest.Builder request = HttpRequest.newBuilder(properties.address())
                .timeout(properties.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        json.writeValueAsBytes(Map.of("model", properties.model(), "input", texts))));
        if (!properties.key().isBlank()) {
            request.header("Authorization", "Bearer " + properties.key());
        }
        return Mono.fromFuture(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray()))
                // The client's own timeout ends with the head of the answer; a body may trickle.
                .timeout(properties.timeout())
                .flatMap(answer -> Mono.fromCallable(() -> read(answer, texts.size())));
    }

    private List<float[]> read(HttpResponse<byte[]> answer, int wanted) throws IOException {
        int status = answer.statusCode();
        if (status == 400 || status == 413 || status == 422) {
            throw new Refused("The embedding endpoint refused with status " + status);
        }
        if (status != 200) {
            throw new IOException("The embedding endpoint answered with status " + status);
        }
        JsonNode body;
        try {
            body = json.readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IOException("The embedding endpoint answered no JSON", e);
        }
        JsonNode data = body.path("data");
        float[][] vectors = new float[wanted][];
        for (int i = 0; i < data.size(); i++) {
            int place = data.get(i).path("index").asInt(i);
            if (place < 0 || place >= wanted || vectors[place] != null) {
                throw new IOException("The embedding endpoint answered an index " + place + " that was not asked for");
            }
            vectors[place] = vector(data.get(i).path("embedding"));
        }
        for (float[] vector : vectors) {
            if (vector == null) {
                throw new IOException(
                        "The embedding endpoint answered " + data.size() + " vectors for " + wanted + " texts");
            }
        }
        return List.of(vectors);
    }

    private float[] vector(JsonNode numbers) throws IOException {
        if (numbers.size() != properties.dimensions()) {
            throw new IOException("The embedding endpoint answered a vector of " + numbers.size() + " numbers, not "
                    + properties.dimensions() + ". Maybe jiebang.embedding.dimensions does not fit the model.");
        }
        float[] vector = new float[numbers.size()];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble(Double.NaN);
            length += (double) vector[i] * vector[i];
        }
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IOException("The embedding endpoint answered a vector that has no direction");
        }
        return vector;
    }
}
