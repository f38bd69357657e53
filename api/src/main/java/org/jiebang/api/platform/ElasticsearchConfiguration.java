package org.jiebang.api.platform;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.net.URI;
import java.util.Arrays;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {
    @Bean(destroyMethod = "close")
    Rest5ClientTransport elasticsearchTransport(
            @Value("${jiebang.elasticsearch.uris}") String uris, JsonMapper jsonMapper) {
        URI[] nodes = Arrays.stream(uris.split(","))
                .map(String::strip)
                .map(URI::create)
                .toArray(URI[]::new);
        // Answers of some hundred kilobytes come from a cluster near by: packing and unpacking them costs more time
        // than
        // sending them.
        Rest5Client client = Rest5Client.builder(nodes)
                .setHttpClientConfigCallback(HttpAsyncClientBuilder::disableContentCompression)
                .build();
        return new Rest5ClientTransport(client, new Jackson3JsonpMapper(jsonMapper));
    }

    @Bean
    ElasticsearchAsyncClient elasticsearchClient(Rest5ClientTransport transport) {
        return new ElasticsearchAsyncClient(transport);
    }
}
