package org.jiebang.api.platform;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** UP when the cluster serves all primaries. */
@Component("elasticsearchHealthIndicator")
class ElasticsearchHealth extends AbstractReactiveHealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Elasticsearch elasticsearch;

    ElasticsearchHealth(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return elasticsearch
                .call(client -> client.cluster().health())
                .timeout(PATIENCE)
                .map(health -> (health.status() == HealthStatus.Red ? builder.down() : builder.up())
                        .withDetail("status", health.status().jsonValue())
                        .build());
    }
}
