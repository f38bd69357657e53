package org.jiebang.api.profile;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.work.Directions;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the profiles of experts whose works have changed. Job, profile and outbox entry commit together. */
@Component
class ProfileWork {
    private static final int BATCH = 20;

    private final DatabaseClient database;
    private final RecordStore records;
    private final WorkStore works;
    private final Dictionary dictionary;
    private final Compute compute;
    private final TransactionalOperator transactions;

    ProfileWork(
            DatabaseClient database,
            RecordStore records,
            WorkStore works,
            Dictionary dictionary,
            Compute compute,
            TransactionalOperator transactions) {
        this.database = database;
        this.records = records;
        this.works = works;
        this.dictionary = dictionary;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop profileLoop(ProfileWork work) {
            return new BackgroundLoop("Profiles of experts", Duration.ofSeconds(1), work::work);
        }
    }

    /** Takes one batch; answers whether there was one. */
    Mono<Boolean> work() {
        return transactions.transactional(take().collectList()
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(false)
                        : Flux.fromIterable(ids)
                                .concatMap(this::standing)
                                .distinct()
                                .sort()
                                .concatMap(this::make)
                                .then(Mono.just(true))));
    }

    private Flux<UUID> take() {
        return database.sql("""
                        DELETE FROM profile_job WHERE position = ANY(ARRAY(
                            SELECT position FROM profile_job ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED))
                        RETURNING record_id
                        """)
                .bind("$1", BATCH)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all()
                .distinct();
    }

    private Mono<UUID> standing(UUID id) {
        return records.standing(id).map(StoredRecord::id);
    }

    /** The record is locked before its works are read, so that nobody who read fewer writes later. */
    private Mono<Void> make(UUID id) {
        return database.sql("SELECT id FROM library_record WHERE id = $1 FOR NO KEY UPDATE")
                .bind("$1", id)
                .fetch()
                .one()
                .flatMap(locked -> records.identity(id).map(StoredRecord::id).collectList())
                .flatMap(all -> works.of(all).collectList())
                .flatMap(own -> compute.run(() -> new Made(profile(own))))
                .flatMap(made -> records.writeProfile(id, made.profile()));
    }

    private record Made(@Nullable WorkProfile profile) {}

    private @Nullable WorkProfile profile(List<WorkStore.OwnWork> own) {
        if (own.isEmpty()) {
            return null;
        }
        List<Work> all = own.stream().map(WorkStore.OwnWork::work).toList();
        List<WorkProfile.WorkDirection> directions = Directions.of(all, dictionary.analyzer()).stream()
                .map(direction -> new WorkProfile.WorkDirection(
                        direction.words(),
                        direction.works().stream()
                                .map(place -> own.get(place).id().toString())
                                .toList(),
                        direction.from(),
                        direction.to()))
                .toList();
        return new WorkProfile(
                directions,
                all.stream().limit(WorkProfile.MOST_RESULTS).map(Work::citation).toList(),
                all.size());
    }
}
