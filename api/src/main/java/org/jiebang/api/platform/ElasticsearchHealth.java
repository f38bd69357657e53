package org.jiebang.api.platform;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** UP when the cluster serves all primaries and every library's alias stands, so that a search can be answered. */
@Component("elasticsearchHealthIndicator")
class ElasticsearchHealth extends AbstractReactiveHealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String STATUS = "status";

    private final Elasticsearch elasticsearch;

    ElasticsearchHealth(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        List<String> aliases =
                Arrays.stream(Library.values()).map(LibraryIndex::alias).toList();
        return elasticsearch
                .call(client -> client.cluster().health())
                .zipWith(elasticsearch.call(client ->
                        client.indices().getAlias(alias -> alias.name(aliases).ignoreUnavailable(true))))
                .timeout(PATIENCE)
                .map(found -> {
                    boolean red = found.getT1().status() == HealthStatus.Red;
                    boolean complete = found.getT2().aliases().size() >= aliases.size();
                    return (red || !complete ? builder.down() : builder.up())
                            .withDetail(STATUS, found.getT1().status().jsonValue())
                            .withDetail("indexes", complete ? "ready" : "being built")
                            .build();
                })
                .onErrorResume(error -> Mono.just(
                        builder.down().withDetail(STATUS, "does not answer").build()));
    }
}
