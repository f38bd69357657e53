package org.jiebang.api.platform;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/**
 * Lets a question that is asked again and again rest between two answers, so that answering takes at most a share of the time however long
 * it takes: at once where little is stored, now and then where much is. Safe from any thread; two who ask at once are both answered.
 */
public final class Sparingly {
    private final int rests;
    private final LongSupplier clock;
    private final AtomicLong next;

    /**
     * @param rests how many times as long as the last answer took nobody is answered again, above 0
     */
    public Sparingly(int rests) {
        this(rests, System::nanoTime);
    }

    /**
     * @param clock in nanoseconds from any start
     */
    Sparingly(int rests, LongSupplier clock) {
        this.rests = rests;
        this.clock = clock;
        this.next = new AtomicLong(clock.getAsLong());
    }

    /** The answer; empty while the question rests. One that failed is asked again at once. */
    public <T> Mono<T> ask(Mono<T> question) {
        return Mono.defer(() -> {
            long start = clock.getAsLong();
            return start - next.get() < 0
                    ? Mono.empty()
                    : question.doOnSuccess(answer -> {
                        long end = clock.getAsLong();
                        next.set(end + rests * (end - start));
                    });
        });
    }
}
