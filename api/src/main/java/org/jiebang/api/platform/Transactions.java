package org.jiebang.api.platform;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Transactions that PostgreSQL ends because they got in each other's way are begun again, as its manual asks of every application
 * (Concurrency Control, Serialization Failure Handling): a person's request and a background job may lock the same rows in turn. Only
 * whole transactions with one answer are; what was written is undone before, so that nothing is written twice.
 */
@Component
final class Transactions implements TransactionalOperator {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** Deadlock and serialization failure. */
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001");

    private static final int MOST_REPEATS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final TransactionalOperator once;

    Transactions(ReactiveTransactionManager manager) {
        this.once = TransactionalOperator.create(manager);
    }

    @Override
    public <T> Flux<T> execute(TransactionCallback<T> action) {
        return once.execute(action);
    }

    @Override
    public <T> Flux<T> transactional(Flux<T> flux) {
        return once.transactional(flux);
    }

    @Override
    public <T> Mono<T> transactional(Mono<T> mono) {
        Mono<T> transaction = once.transactional(mono);
        return isInside().flatMap(inside -> inside ? transaction : repeated(transaction));
    }

    /** Within another transaction there is nothing to repeat: the whole of it was ended. */
    private static Mono<Boolean> isInside() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }

    private static <T> Mono<T> repeated(Mono<T> transaction) {
        return transaction.retryWhen(Retry.backoff(MOST_REPEATS, PAUSE)
                .filter(Transactions::isConflict)
                .doBeforeRetry(before -> LOG.info(
                        "A transaction is begun again: {}", before.failure().getMessage()))
                .onRetryExhaustedThrow((retry, last) -> last.failure()));
    }

    private static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof R2dbcException database && CONFLICTS.contains(database.getSqlState()));
    }
}
