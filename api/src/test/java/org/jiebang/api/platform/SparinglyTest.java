package org.jiebang.api.platform;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SparinglyTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 50);
    private final AtomicInteger asked = new AtomicInteger();
    private final Sparingly sparingly = new Sparingly(100, now::get);

    private Mono<Integer> taking(long nanoseconds) {
        return Mono.fromSupplier(() -> {
            now.addAndGet(nanoseconds);
            return asked.incrementAndGet();
        });
    }

    @Test
    void restsAsManyTimesAsLongAsTheAnswerTook() {
        StepVerifier.create(sparingly.ask(taking(3))).expectNext(1).verifyComplete();
        now.addAndGet(299);
        StepVerifier.create(sparingly.ask(taking(3))).verifyComplete();
        now.addAndGet(1);
        StepVerifier.create(sparingly.ask(taking(0))).expectNext(2).verifyComplete();
        StepVerifier.create(sparingly.ask(taking(1))).expectNext(3).verifyComplete();
    }

    @Test
    void whatFailedIsAskedAgainAtOnce() {
        now.addAndGet(10);
        StepVerifier.create(sparingly.ask(Mono.error(() -> {
                    now.addAndGet(1_000);
                    return new IllegalStateException("away");
                })))
                .verifyErrorMessage("away");
        StepVerifier.create(sparingly.ask(taking(1))).expectNext(1).verifyComplete();
    }
}
