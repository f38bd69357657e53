package org.jiebang.api.feed;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    /** Before and after every datestamp. */
    private static final LocalDateTime EARLIEST = LocalDate.of(1, 1, 1).atStartOfDay();

    private static final LocalDateTime LATEST = LocalDate.of(9999, 12, 31).atStartOfDay();

    private static final Place BEGINNING = new Place(EARLIEST.atOffset(ZoneOffset.UTC), "", new UUID(0, 0));

    private static final String IN_RANGE = " WHERE ($1::text IS NULL OR set_name = $1) AND stamp >= $2 AND stamp <= $3";

    private static final String BEHIND =
            IN_RANGE + " AND (stamp, set_name, id) > ($4, $5, $6) ORDER BY stamp, set_name, id LIMIT $7";

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
        Place place = after == null ? BEGINNING : after;
        return bound(
                        "(SELECT set_name, id, stamp, deleted FROM harvest_library" + BEHIND + ")"
                                + " UNION ALL (SELECT set_name, id, stamp, deleted FROM harvest_case" + BEHIND + ")"
                                + " ORDER BY stamp, set_name, id LIMIT $7",
                        range)
                .bind("$4", utc(place.stamp()))
                .bind("$5", place.set())
                .bind("$6", place.id())
                .bind("$7", limit)
                .map(HarvestStore::header)
                .all();
    }

    Mono<Long> count(Range range) {
        return bound("SELECT count(*) AS count FROM harvest_record" + IN_RANGE, range)
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Range range) {
        return database.sql(sql)
                .bind("$1", Parameter.fromOrEmpty(range.set(), String.class))
                .bind("$2", range.from() == null ? EARLIEST : utc(range.from()))
                .bind("$3", range.until() == null ? LATEST : utc(range.until()));
    }

    private static LocalDateTime utc(OffsetDateTime moment) {
        return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
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
        return page(new Range(null, null, null), null, 1)
                .next()
                .map(header -> header.place().stamp());
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
                        Objects.requireNonNull(row.get("stamp", LocalDateTime.class))
                                .atOffset(ZoneOffset.UTC),
                        Objects.requireNonNull(row.get("set_name", String.class)),
                        Objects.requireNonNull(row.get("id", UUID.class))),
                Boolean.TRUE.equals(row.get("deleted", Boolean.class)));
    }
}
