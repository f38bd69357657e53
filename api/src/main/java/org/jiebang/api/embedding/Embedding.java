package org.jiebang.api.embedding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.catalog.Library;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps a vector of every published record, where an endpoint is configured. One replica asks it at a time; while it is away nothing is lost
 * and nobody waits, and what was missed is caught up with. Confidential parts are no part of a record and so are never sent.
 */
@Component
public class Embedding {
    private static final Logger LOG = LoggerFactory.getLogger(Embedding.class);

    private static final String DUE = """
            SELECT %s FROM library_record LEFT JOIN embedded_record AS known ON known.record_id = library_record.id
            WHERE library_record.publication = 'PUBLISHED'
              AND (known.record_id IS NULL OR known.version <> library_record.version OR known.space <> $1)
            ORDER BY library_record.id LIMIT $2
            """.formatted(RecordStore.columnsOf("library_record"));

    private static final String GONE = """
            SELECT known.record_id FROM embedded_record AS known
            LEFT JOIN library_record ON library_record.id = known.record_id AND library_record.publication = 'PUBLISHED'
            WHERE library_record.id IS NULL LIMIT 500
            """;

    private static final String KNOW = """
            INSERT INTO embedded_record (record_id, version, space)
            SELECT record_id, version, $3 FROM unnest($1::uuid[], $2::bigint[]) AS row (record_id, version)
            ON CONFLICT (record_id) DO UPDATE SET version = excluded.version, space = excluded.space
            """;

    private final EmbeddingProperties properties;
    private final EmbeddingClient client;
    private final VectorIndex vectors;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Embedding(
            EmbeddingProperties properties,
            EmbeddingClient client,
            VectorIndex vectors,
            DatabaseClient database,
            TransactionalOperator transactions) {
        this.properties = properties;
        this.client = client;
        this.vectors = vectors;
        this.database = database;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(EmbeddingProperties.class)
    static class Loops {
        @Bean
        BackgroundLoop embeddingLoop(Embedding embedding) {
            return new BackgroundLoop("Embedding", Duration.ofSeconds(2), embedding::work);
        }
    }

    /** One batch; answers whether there was one. Nothing at all is done where no endpoint is configured. */
    Mono<Boolean> work() {
        return properties.isOn()
                ? transactions.transactional(lock().flatMap(first -> first ? embedAlone() : Mono.just(false)))
                : Mono.just(false);
    }

    private Mono<Boolean> lock() {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtext('jiebang embedding')) AS locked")
                .map(row -> Boolean.TRUE.equals(row.get("locked", Boolean.class)))
                .one();
    }

    private Mono<Boolean> embedAlone() {
        return vectors.create()
                .flatMap(made -> made
                        ? run("DELETE FROM embedded_record WHERE space = $1").then(vectors.discardOthers())
                        : Mono.empty())
                .then(forgetGone())
                .then(due().collectList())
                .flatMap(batch ->
                        batch.isEmpty() ? Mono.just(false) : embed(batch).thenReturn(true));
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql)
                .bind("$1", properties.space())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> forgetGone() {
        return database.sql(GONE)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all()
                .collectList()
                .flatMap(gone -> gone.isEmpty()
                        ? Mono.empty()
                        : vectors.remove(gone)
                                .then(database.sql("DELETE FROM embedded_record WHERE record_id = ANY($1)")
                                        .bind("$1", gone.toArray(UUID[]::new))
                                        .fetch()
                                        .rowsUpdated()))
                .then();
    }

    private Flux<StoredRecord> due() {
        return database.sql(DUE)
                .bind("$1", properties.space())
                .bind("$2", properties.batchSize())
                .map(RecordStore::stored)
                .all();
    }

    /** A batch that the endpoint refuses is asked for one by one, so that one text does not hold up the others. */
    private Mono<Void> embed(List<StoredRecord> batch) {
        return client.embed(batch.stream().map(this::text).toList())
                .flatMap(found -> {
                    List<VectorIndex.Place> places = new ArrayList<>();
                    for (int i = 0; i < batch.size(); i++) {
                        StoredRecord record = batch.get(i);
                        places.add(
                                new VectorIndex.Place(record.id(), record.item().library(), found.get(i)));
                    }
                    // Matches of what has a vector now may be others.
                    return vectors.write(places).then(know(batch)).then(matchAnew(batch));
                })
                .onErrorResume(EmbeddingClient.Refused.class, refused -> {
                    if (batch.size() == 1) {
                        LOG.warn("Record {} has no vector: {}", batch.getFirst().id(), refused.getMessage());
                        return know(batch);
                    }
                    int half = batch.size() / 2;
                    return embed(batch.subList(0, half)).then(embed(batch.subList(half, batch.size())));
                });
    }

    private String text(StoredRecord record) {
        String text = record.profiled().title() + "\n"
                + String.join("\n", record.profiled().texts());
        return text.length() > properties.longest() ? text.substring(0, properties.longest()) : text;
    }

    private Mono<Void> matchAnew(List<StoredRecord> batch) {
        return database.sql("INSERT INTO match_job (record_id) SELECT unnest($1::uuid[])")
                .bind("$1", batch.stream().map(StoredRecord::id).toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** A record that was refused counts as known as well, until it changes or the model does. */
    private Mono<Void> know(List<StoredRecord> batch) {
        return database.sql(KNOW)
                .bind("$1", batch.stream().map(StoredRecord::id).toArray(UUID[]::new))
                .bind("$2", batch.stream().map(StoredRecord::version).toArray(Long[]::new))
                .bind("$3", properties.space())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * Records of a library that lie nearest to others in the space of the model, nearest first, by the id of the other. Empty where there is
     * no model, or no vectors, or they cannot be asked: text alone then finds the candidates.
     */
    public Mono<Map<String, List<String>>> nearest(Collection<String> records, Library library, int limit) {
        return properties.isOn()
                ? vectors.nearest(records, library, limit)
                        .timeout(Duration.ofSeconds(5))
                        .onErrorResume(error -> {
                            LOG.debug("Vectors are not asked: {}", error.toString());
                            return Mono.just(Map.of());
                        })
                : Mono.just(Map.of());
    }
}
