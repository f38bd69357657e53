package org.jiebang.api.learning;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Versions of what was learnt, in PostgreSQL. */
@Repository
class ModelStore {
    private final DatabaseClient database;

    ModelStore(DatabaseClient database) {
        this.database = database;
    }

    /** What is learnt. */
    enum Kind {
        /** Rarity of characters and meaning of words, from the texts of the libraries. */
        CORPUS,
        /** Weights of the signals, from judgements. */
        WEIGHTS
    }

    /**
     * One version.
     *
     * @param learntFrom texts or judgements it was learnt from
     * @param quality share of held-out pairs of supplies that it puts in the right order, in [0, 1]; null where that says nothing
     * @param compared the same share for the version that was in use
     */
    record Version(
            UUID id,
            Kind kind,
            OffsetDateTime createdAt,
            long learntFrom,
            long seed,
            @Nullable Double quality,
            @Nullable Double compared,
            boolean inUse) {}

    /** A version that is to be kept. */
    record Learnt(
            Kind kind,
            long learntFrom,
            long seed,
            @Nullable Double quality,
            @Nullable Double compared,
            byte[] content) {}

    /** All versions, the latest first. */
    Flux<Version> all() {
        return database.sql("""
                        SELECT learnt_model.id, learnt_model.kind, created_at, learnt_from, seed, quality, compared,
                               model_in_use.model_id IS NOT NULL AS in_use
                        FROM learnt_model LEFT JOIN model_in_use ON model_in_use.model_id = learnt_model.id
                        ORDER BY learnt_model.id DESC
                        """).map(ModelStore::version).all();
    }

    Mono<Version> find(UUID id) {
        return all().filter(version -> version.id().equals(id)).next();
    }

    /** The latest version of a kind, in use or not. */
    Mono<Optional<Version>> latest(Kind kind) {
        return all().filter(version -> version.kind() == kind)
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** The version of a kind that is in use. */
    Mono<Optional<UUID>> inUse(Kind kind) {
        return database.sql("SELECT model_id FROM model_in_use WHERE kind = $1")
                .bind("$1", kind.name())
                .map(row -> Optional.of(id(row, "model_id")))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    Mono<UUID> add(Learnt learnt) {
        return database.sql("""
                        INSERT INTO learnt_model (kind, learnt_from, seed, quality, compared, content)
                        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
                        """)
                .bind("$1", learnt.kind().name())
                .bind("$2", learnt.learntFrom())
                .bind("$3", learnt.seed())
                .bind("$4", Parameter.fromOrEmpty(learnt.quality(), Double.class))
                .bind("$5", Parameter.fromOrEmpty(learnt.compared(), Double.class))
                .bind("$6", ByteBuffer.wrap(learnt.content()))
                .map(row -> id(row, "id"))
                .one();
    }

    /** Makes a version the one in use for its kind. */
    Mono<Void> use(Kind kind, UUID id) {
        return database.sql("""
                        INSERT INTO model_in_use (kind, model_id) VALUES ($1, $2)
                        ON CONFLICT (kind) DO UPDATE SET model_id = excluded.model_id
                        """)
                .bind("$1", kind.name())
                .bind("$2", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<byte[]> content(UUID id) {
        return database.sql("SELECT content FROM learnt_model WHERE id = $1")
                .bind("$1", id)
                .map(row -> Objects.requireNonNull(row.get("content", byte[].class)))
                .one();
    }

    /** Takes the lock of learning until the transaction ends; false where another replica holds it. */
    Mono<Boolean> lock() {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtext('learning')) AS locked")
                .map(row -> Boolean.TRUE.equals(row.get("locked", Boolean.class)))
                .one();
    }

    private static Version version(Readable row) {
        return new Version(
                id(row, "id"),
                Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                Objects.requireNonNull(row.get("learnt_from", Long.class)),
                Objects.requireNonNull(row.get("seed", Long.class)),
                row.get("quality", Double.class),
                row.get("compared", Double.class),
                Boolean.TRUE.equals(row.get("in_use", Boolean.class)));
    }

    private static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
