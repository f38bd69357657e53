package org.jiebang.api.notify;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Subscriptions in PostgreSQL. */
@Repository
class SubscriptionStore {
    private static final String SELECT = """
            SELECT subscription.id, subscription.kind, subscription.record_id, record.library,
                   coalesce(record.payload ->> 'title', record.payload ->> 'name') AS title,
                   subscription.search, subscription.threshold, subscription.created_at
            FROM subscription LEFT JOIN library_record AS record ON record.id = subscription.record_id
            """;

    private final DatabaseClient database;

    SubscriptionStore(DatabaseClient database) {
        this.database = database;
    }

    /** What one may hear of. */
    enum Kind {
        /** New matches of a record. */
        MATCHES,
        /** New records that a search finds. */
        SEARCH
    }

    /** A subscription; of a record or of a search. */
    record Subscription(
            UUID id,
            Kind kind,
            @Nullable UUID recordId,
            @Nullable Library library,
            @Nullable String title,
            @Nullable String search,
            double threshold,
            OffsetDateTime createdAt) {}

    /** How many an account has; nobody adds one to it until the transaction ends. */
    Mono<Long> countLocked(UUID account) {
        return database.sql("SELECT id FROM account WHERE id = $1 FOR UPDATE")
                .bind("$1", account)
                .fetch()
                .one()
                .then(database.sql("SELECT count(*) AS count FROM subscription WHERE account_id = $1")
                        .bind("$1", account)
                        .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                        .one());
    }

    /** Subscribes, or sets the threshold of what was subscribed before. */
    Mono<UUID> put(UUID account, Kind kind, @Nullable UUID record, @Nullable String search, double threshold) {
        return database.sql("""
                        INSERT INTO subscription (account_id, kind, record_id, search, threshold) VALUES ($1, $2, $3, $4, $5)
                        ON CONFLICT (account_id, record_id, search) DO UPDATE SET threshold = excluded.threshold
                        RETURNING id
                        """)
                .bind("$1", account)
                .bind("$2", kind.name())
                .bind("$3", Parameter.fromOrEmpty(record, UUID.class))
                .bind("$4", Parameter.fromOrEmpty(search, String.class))
                .bind("$5", threshold)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    Mono<Subscription> find(UUID account, UUID id) {
        return database.sql(SELECT + " WHERE subscription.account_id = $1 AND subscription.id = $2")
                .bind("$1", account)
                .bind("$2", id)
                .map(SubscriptionStore::subscription)
                .one();
    }

    /** Those of an account, the latest first. */
    Flux<Subscription> of(UUID account) {
        return database.sql(SELECT + " WHERE subscription.account_id = $1 ORDER BY subscription.id DESC")
                .bind("$1", account)
                .map(SubscriptionStore::subscription)
                .all();
    }

    /** Ends a subscription; false if the account has none such. */
    Mono<Boolean> remove(UUID account, UUID id) {
        return database.sql("DELETE FROM subscription WHERE account_id = $1 AND id = $2")
                .bind("$1", account)
                .bind("$2", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The different searches that anybody who is active subscribed to. */
    Flux<String> searches() {
        return database.sql("""
                        SELECT DISTINCT subscription.search FROM subscription
                        JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
                        WHERE subscription.kind = 'SEARCH'
                        """)
                .map(row -> Objects.requireNonNull(row.get("search", String.class)))
                .all();
    }

    private static Subscription subscription(Readable row) {
        String library = row.get("library", String.class);
        return new Subscription(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                row.get("record_id", UUID.class),
                library == null ? null : Library.find(library).orElseThrow(),
                row.get("title", String.class),
                row.get("search", String.class),
                Objects.requireNonNull(row.get("threshold", Double.class)),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)));
    }
}
