package org.jiebang.api.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

/** Lets one request at a time to a host, and the next only after a pause. */
final class HostGate {
    private final Map<String, Mono<Void>> queues = new HashMap<>();
    private final Cache<String, Long> ends = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(10))
            .maximumSize(10_000)
            .build();

    /**
     * A place in the queue of a host.
     *
     * @param before ends when the one before is through
     * @param through ends when this one and all before are
     */
    private record Place(Mono<Void> before, Mono<Void> through, Sinks.Empty<Void> end) {}

    /** Waits for its turn, then does the work. */
    <T> Mono<T> pass(String host, Duration pause, Mono<T> work) {
        return Mono.defer(() -> {
            Place place = enter(host);
            return place.before()
                    .then(Mono.defer(() -> Mono.delay(left(host, pause)).then(work)))
                    .doFinally(signal -> leave(host, place, signal));
        });
    }

    private synchronized Place enter(String host) {
        Sinks.Empty<Void> end = Sinks.empty();
        Mono<Void> before = queues.getOrDefault(host, Mono.empty());
        Mono<Void> through = Mono.when(before, end.asMono());
        queues.put(host, through);
        return new Place(before, through, end);
    }

    /** Whoever goes away while he waits must not let the next one in beside the one before. */
    private synchronized void leave(String host, Place place, SignalType signal) {
        ends.put(host, System.nanoTime());
        if (signal != SignalType.CANCEL) {
            queues.remove(host, place.through());
        }
        place.end().emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Duration left(String host, Duration pause) {
        Long end = ends.getIfPresent(host);
        long left = end == null ? 0 : pause.toNanos() - (System.nanoTime() - end);
        return Duration.ofNanos(Math.max(0, left));
    }
}
