package org.jiebang.api.embedding;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The endpoint, compatible with {@code POST /v1/embeddings} of OpenAI.
 *
 * @param url address up to and without {@code /v1/embeddings}; blank: no embeddings
 * @param key sent as a bearer token; blank for none
 * @param dimensions of the model's vectors, 1 to 4096
 * @param batchSize texts a request, 1 to 256
 * @param longest characters of a text that are sent
 */
@ConfigurationProperties("jiebang.embedding")
record EmbeddingProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String model,
        @DefaultValue("") String key,
        @DefaultValue("1024") int dimensions,
        @DefaultValue("16") int batchSize,
        @DefaultValue("2000") int longest,
        @DefaultValue("20s") Duration timeout) {

    EmbeddingProperties {
        if (!url.isBlank()) {
            if (model.isBlank()) {
                throw new IllegalArgumentException(
                        "jiebang.embedding.url is set and jiebang.embedding.model is not. Maybe JIEBANG_EMBEDDING_MODEL is missing.");
            }
            String scheme = URI.create(url).getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException(
                        "jiebang.embedding.url '" + url + "' must begin with https:// or http://.");
            }
            if (dimensions < 1 || dimensions > 4096 || batchSize < 1 || batchSize > 256 || longest < 1) {
                throw new IllegalArgumentException("Of jiebang.embedding, dimensions " + dimensions
                        + " must be between 1 and 4096, batch-size " + batchSize + " between 1 and 256 and longest "
                        + longest + " at least 1.");
            }
        }
    }

    boolean isOn() {
        return !url.isBlank();
    }

    URI address() {
        return URI.create(url.replaceAll("/+$", "") + "/v1/embeddings");
    }

    /** Names the space of the vectors: other models, other spaces. Fit for the name of an index. */
    String space() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((model + ' ' + dimensions + ' ' + longest).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Without the key, so that no log tells it. */
    @Override
    public String toString() {
        return "EmbeddingProperties[" + url + ", " + model + ", " + dimensions + " dimensions]";
    }
}
