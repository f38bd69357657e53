package org.jiebang.api.platform;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Repeats a piece of background work while the application runs: at once after work was done, after a pause when there was none, and after
 * a longer pause when it failed. The only place in the server that subscribes.
 */
public final class BackgroundLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Supplier<Mono<Boolean>> step;
    private final Sinks.Many<Boolean> wakeUps = Sinks.many().multicast().directBestEffort();
    private volatile boolean running;
    private volatile Disposable subscription = () -> {};
    private volatile boolean failing;

    /**
     * @param step answers whether there was something to do
     */
    public BackgroundLoop(String name, Duration pause, Supplier<Mono<Boolean>> step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
    }

    /** Ends a pause early, for there is work. */
    public void wakeUp() {
        wakeUps.emitNext(true, Sinks.EmitFailureHandler.busyLooping(Duration.ofMillis(50)));
    }

    @Override
    public void start() {
        running = true;
        subscription = Mono.defer(step)
                .doOnNext(worked -> recovered())
                .onErrorResume(error -> {
                    failed(error);
                    return Mono.delay(AFTER_FAILURE).thenReturn(false);
                })
                .flatMap(worked -> worked ? Mono.just(true) : pause())
                .repeat(() -> running)
                .subscribe();
    }

    private Mono<Boolean> pause() {
        return wakeUps.asFlux()
                .next()
                .timeout(pause, Mono.just(true))
                .onErrorReturn(true)
                .defaultIfEmpty(true);
    }

    private void failed(Throwable error) {
        if (!failing) {
            String reason =
                    error instanceof ApiException problem ? problem.code().name() : error.toString();
            LOG.warn("{} waits and will be tried again: {}", name, reason);
            LOG.debug("{} failed", name, error);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("{} works again", name);
        }
        failing = false;
    }

    @Override
    public void stop() {
        running = false;
        subscription.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
