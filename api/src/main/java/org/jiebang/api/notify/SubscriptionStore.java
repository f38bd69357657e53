package org.jiebang.api.notify;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
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
                   subscription.search, subscription.threshold, subscription.created_at, subscription.place,
                   subscription.feed_hash IS NOT NULL AS feed
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
        SEARCH,
        /** New problems in the fields and on the segments of a record. */
        INTEREST,
        /** Experts new to the match lists of a place's problems. */
        PLACE
    }

    /**
     * A subscription; of a record, of a search or of a place.
     *
     * @param place code of a county, city or the province
     * @param feed a feed of the search can be read by who has its address
     */
    record Subscription(
            UUID id,
            Kind kind,
            @Nullable UUID recordId,
            @Nullable Library library,
            @Nullable String title,
            @Nullable String search,
            double threshold,
            OffsetDateTime createdAt,
            @Nullable String place,
            boolean feed) {}

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
    Mono<UUID> put(
            UUID account,
            Kind kind,
            @Nullable UUID record,
            @Nullable String search,
            @Nullable String place,
            double threshold) {
        return database.sql("""
                        INSERT INTO subscription (account_id, kind, record_id, search, threshold, place) VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (account_id, kind, record_id, search, place) DO UPDATE SET threshold = excluded.threshold
                        RETURNING id
                        """)
                .bind("$1", account)
                .bind("$2", kind.name())
                .bind("$3", Parameter.fromOrEmpty(record, UUID.class))
                .bind("$4", Parameter.fromOrEmpty(search, String.class))
                .bind("$5", threshold)
                .bind("$6", Parameter.fromOrEmpty(place, String.class))
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

    /**
     * Gives a search's feed an address, in the place of the one that it had, or none.
     *
     * @param hash of what stands in the address; null ends the feed
     */
    Mono<Boolean> feed(UUID account, UUID id, byte @Nullable [] hash) {
        return database.sql(
                        "UPDATE subscription SET feed_hash = $3 WHERE account_id = $1 AND id = $2 AND kind = 'SEARCH'")
                .bind("$1", account)
                .bind("$2", id)
                .bind("$3", Parameter.fromOrEmpty(hash == null ? null : ByteBuffer.wrap(hash), ByteBuffer.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
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
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                row.get("place", String.class),
                Boolean.TRUE.equals(row.get("feed", Boolean.class)));
    }
}
