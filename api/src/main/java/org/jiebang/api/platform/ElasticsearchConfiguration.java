package org.jiebang.api.platform;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import java.net.URI;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {
    @Bean(destroyMethod = "close")
    Rest5ClientTransport elasticsearchTransport(
            ElasticsearchProperties properties, SslBundles bundles, JsonMapper jsonMapper) {
        // Answers of some hundred kilobytes come from a cluster near by: packing and unpacking them costs more time
        // than sending them.
        Rest5ClientBuilder client = Rest5Client.builder(properties.uris().toArray(URI[]::new))
                .setHttpClientConfigCallback(HttpAsyncClientBuilder::disableContentCompression);
        String authorization = properties.authorization();
        if (!authorization.isEmpty()) {
            client.setDefaultHeaders(new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, authorization)});
        }
        if (!properties.sslBundle().isBlank()) {
            client.setSSLContext(bundles.getBundle(properties.sslBundle()).createSslContext());
        }
        return new Rest5ClientTransport(client.build(), new Jackson3JsonpMapper(jsonMapper));
    }

    @Bean
    ElasticsearchAsyncClient elasticsearchClient(Rest5ClientTransport transport) {
        return new ElasticsearchAsyncClient(transport);
    }
}
