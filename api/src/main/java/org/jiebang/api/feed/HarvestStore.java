package org.jiebang.api.feed;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What may be harvested, in the order of datestamps: what changes during a harvest moves to its end and is told again, and none is missed. */
@Repository
class HarvestStore {
    private static final String IN_RANGE = """
            FROM harvest_record WHERE ($1::text IS NULL OR set_name = $1) AND ($2::timestamptz IS NULL OR stamp >= $2)
             AND ($3::timestamptz IS NULL OR stamp <= $3)
            """;

    private final DatabaseClient database;

    HarvestStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Which records are wanted.
     *
     * @param set null for all
     * @param from earliest datestamp, null for none
     * @param until latest datestamp, null for none
     */
    record Range(
            @Nullable String set,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime until) {}

    /** A record by its place in the order. */
    record Place(OffsetDateTime stamp, String set, UUID id) {}

    /** Who is in the harvest, and whether it was withdrawn. */
    record Header(Place place, boolean deleted) {}

    /** The next headers behind a place; null begins. */
    Flux<Header> page(Range range, @Nullable Place after, int limit) {
        return bound(
                        "SELECT set_name, id, stamp, deleted " + IN_RANGE
                                + " AND ($4::timestamptz IS NULL OR (stamp, set_name, id) > ($4, $5, $6))"
                                + " ORDER BY stamp, set_name, id LIMIT $7",
                        range)
                .bind("$4", Parameter.fromOrEmpty(after == null ? null : after.stamp(), OffsetDateTime.class))
                .bind("$5", Parameter.fromOrEmpty(after == null ? null : after.set(), String.class))
                .bind("$6", Parameter.fromOrEmpty(after == null ? null : after.id(), UUID.class))
                .bind("$7", limit)
                .map(HarvestStore::header)
                .all();
    }

    Mono<Long> count(Range range) {
        return bound("SELECT count(*) AS count " + IN_RANGE, range)
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Range range) {
        return database.sql(sql)
                .bind("$1", Parameter.fromOrEmpty(range.set(), String.class))
                .bind("$2", Parameter.fromOrEmpty(range.from(), OffsetDateTime.class))
                .bind("$3", Parameter.fromOrEmpty(range.until(), OffsetDateTime.class));
    }

    Mono<Header> find(String set, UUID id) {
        return database.sql("SELECT set_name, id, stamp, deleted FROM harvest_record WHERE set_name = $1 AND id = $2")
                .bind("$1", set)
                .bind("$2", id)
                .map(HarvestStore::header)
                .one();
    }

    /** The earliest datestamp; empty if there is nothing. */
    Mono<OffsetDateTime> earliest() {
        return database.sql("SELECT min(stamp) AS earliest FROM harvest_record")
                .map(row -> java.util.Optional.ofNullable(row.get("earliest", OffsetDateTime.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    /** What a case shows. */
    record ShownCase(UUID id, String title, String need, String solution, String reached) {}

    Flux<ShownCase> cases(java.util.Collection<UUID> ids) {
        return database.sql("""
                        SELECT record.id, record.payload ->> 'title' AS title, need, solution, reached
                        FROM solution_case JOIN library_record AS record ON record.id = solution_case.record_id
                        WHERE record.id = ANY ($1)
                        """)
                .bind("$1", ids.toArray(UUID[]::new))
                .map(row -> new ShownCase(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("title", String.class)),
                        Objects.requireNonNull(row.get("need", String.class)),
                        Objects.requireNonNull(row.get("solution", String.class)),
                        Objects.requireNonNull(row.get("reached", String.class))))
                .all();
    }

    private static Header header(Readable row) {
        return new Header(
                new Place(
                        Objects.requireNonNull(row.get("stamp", OffsetDateTime.class)),
                        Objects.requireNonNull(row.get("set_name", String.class)),
                        Objects.requireNonNull(row.get("id", UUID.class))),
                Boolean.TRUE.equals(row.get("deleted", Boolean.class)));
    }
}
