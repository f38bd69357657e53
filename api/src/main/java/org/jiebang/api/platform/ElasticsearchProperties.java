package org.jiebang.api.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The search cluster and who the platform is there.
 *
 * @param uris its nodes
 * @param apiKey encoded API key; goes before name and password
 * @param sslBundle name of a bundle under {@code spring.ssl.bundle} with the authority to trust, and perhaps the platform's own certificate;
 *     blank for what Java trusts
 */
@ConfigurationProperties("jiebang.elasticsearch")
record ElasticsearchProperties(
        List<URI> uris,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String sslBundle) {

    /** Value of the Authorization header; blank for none. */
    String authorization() {
        if (!apiKey.isBlank()) {
            return "ApiKey " + apiKey;
        }
        return username.isBlank()
                ? ""
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "ElasticsearchProperties" + uris;
    }
}
