package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two transactions that lock what the other wants. */
@PlatformTest
class TransactionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TransactionalOperator transactions;
    private final DatabaseClient database;
    private final AtomicInteger begun = new AtomicInteger();

    TransactionsIT(TransactionalOperator transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    private Mono<Void> lock(long key) {
        return database.sql("SELECT 1 FROM pg_advisory_xact_lock($1)")
                .bind("$1", key)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Locks one, tells so, waits until the other is locked as well, and wants that; later attempts wait for nobody. */
    private Mono<String> crossing(long mine, Sinks.Empty<Void> locked, long other, Mono<Void> otherLocked) {
        return Mono.fromRunnable(begun::incrementAndGet)
                .then(lock(mine))
                .then(Mono.fromRunnable(locked::tryEmitEmpty))
                .then(otherLocked)
                .then(lock(other))
                .thenReturn(mine + " and " + other);
    }

    @Test
    void bothAreDoneThoughOneWasEndedForTheOther() {
        long one = ThreadLocalRandom.current().nextLong();
        Sinks.Empty<Void> first = Sinks.empty();
        Sinks.Empty<Void> second = Sinks.empty();
        Mono<String> here = transactions.transactional(crossing(one, first, one + 1, second.asMono()));
        Mono<String> there = transactions.transactional(crossing(one + 1, second, one, first.asMono()));

        assertThat(Mono.zip(here, there).block(PATIENCE)).isNotNull();
        assertThat(begun.get()).as("transactions begun").isGreaterThan(2);
    }

    @Test
    void innerTransactionIsRepeatedWithTheWholeOuterOne() {
        long one = ThreadLocalRandom.current().nextLong();
        Sinks.Empty<Void> first = Sinks.empty();
        Sinks.Empty<Void> second = Sinks.empty();
        AtomicInteger outer = new AtomicInteger();
        Mono<String> here = transactions.transactional(Mono.fromRunnable(outer::incrementAndGet)
                .then(transactions.transactional(crossing(one, first, one + 1, second.asMono()))));
        Mono<String> there = transactions.transactional(Mono.fromRunnable(outer::incrementAndGet)
                .then(transactions.transactional(crossing(one + 1, second, one, first.asMono()))));

        assertThat(Mono.zip(here, there).block(PATIENCE)).isNotNull();
        assertThat(outer.get()).as("outer transactions begun").isGreaterThan(2).isEqualTo(begun.get());
    }

    @Test
    void otherFailuresAreToldAtOnce() {
        Mono<Void> broken = transactions.transactional(Mono.fromRunnable(begun::incrementAndGet)
                .then(database.sql("SELECT 1 / 0").fetch().rowsUpdated())
                .then());
        assertThatThrownBy(() -> broken.block(PATIENCE)).hasMessageContaining("SELECT 1 / 0");
        assertThat(begun.get()).isEqualTo(1);
    }
}
