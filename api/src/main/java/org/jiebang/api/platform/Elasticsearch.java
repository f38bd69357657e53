package org.jiebang.api.platform;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls the search engine reactively; an engine that is away or not ready becomes {@link ErrorCode#SEARCH_UNAVAILABLE}. */
@Component
public class Elasticsearch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ElasticsearchAsyncClient client;

    public Elasticsearch(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    /** Makes one call; it is cancelled with the subscription. */
    public <T> Mono<T> call(Function<ElasticsearchAsyncClient, CompletableFuture<T>> request) {
        return Mono.fromFuture(() -> request.apply(client))
                .timeout(PATIENCE)
                .onErrorMap(Elasticsearch::isAway, error -> unavailable());
    }

    /** The error that callers see while the engine is away. */
    public static ApiException unavailable() {
        return new ApiException(ErrorCode.SEARCH_UNAVAILABLE, ErrorCode.SEARCH_UNAVAILABLE.wayOut());
    }

    private static boolean isAway(Throwable error) {
        return switch (error) {
            case ElasticsearchException answer ->
                answer.status() == 404 || answer.status() == 429 || answer.status() >= 500;
            case TransportException transport -> true;
            case TimeoutException timeout -> true;
            case IOException connection -> true;
            default -> false;
        };
    }
}
