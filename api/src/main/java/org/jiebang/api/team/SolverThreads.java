package org.jiebang.api.team;

import java.util.concurrent.Callable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A search takes seconds and keeps a core busy: one at a time, on a thread of its own, and few wait. */
@Component
class SolverThreads implements DisposableBean {
    private final Scheduler threads = Schedulers.newBoundedElastic(1, 8, "solver", 60, true);

    <T> Mono<T> run(Callable<T> search) {
        return Mono.fromCallable(search).subscribeOn(threads);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
