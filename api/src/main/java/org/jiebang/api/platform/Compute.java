package org.jiebang.api.platform;

import java.util.concurrent.Callable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The one place where reactive code hands work to threads that may compute or wait: segmenting, scoring, reading files. The queue is
 * short; when it is full the caller is answered 503 at once.
 */
@Component
public class Compute implements DisposableBean {
    private static final int QUEUE = 256;

    private final Scheduler scheduler = Schedulers.newBoundedElastic(
            Math.max(2, Runtime.getRuntime().availableProcessors()), QUEUE, "compute", 60, true);

    /** Runs a computation for somebody who waits. */
    public <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(scheduler);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
