package org.jiebang.api.indexing;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Drains the outbox into the search engine. Entries are locked while they are worked on and removed when the engine has them; a crash gives
 * them back. Any number of indexers may run.
 */
@Component
class Indexer {
    private static final int BATCH = 400;

    private static final String DUE = """
            SELECT outbox.position, outbox.record_id, outbox.removed_from, outbox.removed_version, present.id, present.library,
                   present.payload::text AS payload, present.version, present.sample, present.updated_at, present.publication,
                   present.owner_id, present.profile::text AS profile
            FROM outbox LEFT JOIN library_record AS present ON present.id = outbox.record_id
            WHERE outbox.not_before <= now()
            ORDER BY outbox.position LIMIT $1
            FOR UPDATE OF outbox SKIP LOCKED
            """;

    private static final String POSTPONE = """
            UPDATE outbox SET attempts = attempts + 1, error = $2,
                   not_before = now() + make_interval(secs => least(3600, power(2, attempts + 1)))
            WHERE position = ANY($1)
            """;

    /** What is in the index may have other matches than before. */
    private static final String DONE = """
            WITH done AS (DELETE FROM outbox WHERE position = ANY($1) RETURNING record_id)
            INSERT INTO match_job (record_id) SELECT DISTINCT record_id FROM done
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final SearchIndexes indexes;
    private final BulkWriter writer;
    private final Dictionary dictionary;

    Indexer(
            DatabaseClient database,
            TransactionalOperator transactions,
            SearchIndexes indexes,
            BulkWriter writer,
            Dictionary dictionary) {
        this.database = database;
        this.transactions = transactions;
        this.indexes = indexes;
        this.writer = writer;
        this.dictionary = dictionary;
    }

    /**
     * An entry of the outbox.
     *
     * @param stored the record as it is now; null if it is gone
     * @param removedFrom library that it was in, in the entry that says so
     */
    private record Due(
            long position,
            UUID id,
            @Nullable StoredRecord stored,
            @Nullable Library removedFrom,
            long removedVersion) {}

    /** Takes one batch; answers whether there was one. */
    Mono<Boolean> drain() {
        return transactions.transactional(
                due().collectList().flatMap(batch -> batch.isEmpty() ? Mono.just(false) : drain(batch)));
    }

    /** The indexes are read after the records: a build that began in between may not have seen these records. */
    private Mono<Boolean> drain(List<Due> batch) {
        return indexes.hold()
                .flatMap(names -> names.size() < Library.values().length
                        ? Mono.just(false)
                        : index(batch, names).thenReturn(true));
    }

    private Flux<Due> due() {
        return database.sql(DUE).bind("$1", BATCH).map(Indexer::due).all();
    }

    private static Due due(Readable row) {
        String removedFrom = row.get("removed_from", String.class);
        return new Due(
                Objects.requireNonNull(row.get("position", Long.class)),
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                row.get("id", UUID.class) == null ? null : RecordStore.stored(row),
                removedFrom == null ? null : Library.find(removedFrom).orElseThrow(),
                Objects.requireNonNullElse(row.get("removed_version", Long.class), 0L));
    }

    private Mono<Void> index(List<Due> batch, Map<Library, Collection<String>> names) {
        Map<UUID, BulkWriter.Write> writes = new LinkedHashMap<>();
        for (Due due : batch) {
            StoredRecord stored = due.stored();
            Library removedFrom = due.removedFrom();
            if (stored != null) {
                writes.put(
                        due.id(),
                        BulkWriter.Write.of(
                                stored, names.getOrDefault(stored.item().library(), List.of())));
            } else if (removedFrom != null) {
                writes.put(
                        due.id(),
                        new BulkWriter.Write(
                                due.id(), due.removedVersion(), null, names.getOrDefault(removedFrom, List.of())));
            }
        }
        return writer.write(List.copyOf(writes.values()), dictionary.documents())
                .flatMap(failures -> settle(batch, failures));
    }

    private Mono<Void> settle(List<Due> batch, Map<UUID, String> failures) {
        List<Long> done = new ArrayList<>();
        Mono<Void> postponed = Mono.empty();
        for (Due due : batch) {
            String reason = failures.get(due.id());
            if (reason == null) {
                done.add(due.position());
            } else {
                postponed = postponed.then(postpone(due.position(), reason));
            }
        }
        return postponed.then(database.sql(DONE)
                .bind("$1", done.toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .then());
    }

    private Mono<Void> postpone(long position, String reason) {
        return database.sql(POSTPONE)
                .bind("$1", new Long[] {position})
                .bind("$2", reason)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** How many records wait for the index. */
    Mono<Long> waiting() {
        return database.sql("SELECT count(*) AS waiting FROM outbox")
                .map(row -> Objects.requireNonNull(row.get("waiting", Long.class)))
                .one();
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop indexerLoop(Indexer indexer) {
            return new BackgroundLoop("Indexing", Duration.ofMillis(200), indexer::drain);
        }

        @Bean
        BackgroundLoop secondIndexerLoop(Indexer indexer) {
            return new BackgroundLoop("Indexing", Duration.ofMillis(700), indexer::drain);
        }

        /** Keeps every alias standing: builds what is missing, outdated or lost. */
        @Bean
        BackgroundLoop indexCareLoop(IndexBuilds builds) {
            return new BackgroundLoop(
                    "Index care",
                    Duration.ofSeconds(5),
                    () -> builds.discardLeftovers()
                            .thenMany(Flux.fromArray(Library.values()))
                            .concatMap(library -> builds.isCurrent(library)
                                    .flatMap(current -> current
                                            ? Mono.just(false)
                                            : builds.isBuilding(library)
                                                    .flatMap(building -> building
                                                            ? Mono.just(false)
                                                            : builds.rebuild(library)
                                                                    .thenReturn(true))))
                            .then(Mono.just(false)));
        }
    }
}
