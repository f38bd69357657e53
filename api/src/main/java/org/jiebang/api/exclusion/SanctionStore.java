package org.jiebang.api.exclusion;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.exclusion.Sanction;
import org.jiebang.exclusion.SanctionKind;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sanctions in PostgreSQL. */
@Repository
class SanctionStore {
    private final DatabaseClient database;

    SanctionStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A sanction as staff keep it.
     *
     * @param until last day; null without end
     * @param endedAt when it was ended before its last day; null if it was not
     */
    record Kept(
            UUID id,
            UUID recordId,
            SanctionKind kind,
            LocalDate from,
            @Nullable LocalDate until,
            String reason,
            String source,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime endedAt,
            String endReason) {

        boolean holds(LocalDate day) {
            return endedAt == null && !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** What is to be kept. */
    record Draft(
            SanctionKind kind, LocalDate from, @Nullable LocalDate until, String reason, String source) {}

    Mono<UUID> add(UUID record, Draft draft, UUID account) {
        return database.sql("""
                        INSERT INTO sanction (record_id, kind, from_day, until_day, reason, source, created_by)
                        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                        """)
                .bind("$1", record)
                .bind("$2", draft.kind().name())
                .bind("$3", draft.from())
                .bind("$4", Parameter.fromOrEmpty(draft.until(), LocalDate.class))
                .bind("$5", draft.reason())
                .bind("$6", draft.source())
                .bind("$7", account)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Ends a sanction; empty if there is none or it was ended before. */
    Mono<Kept> end(UUID id, String reason, UUID account) {
        return database.sql("""
                        UPDATE sanction SET ended_at = now(), ended_by = $2, end_reason = $3
                        WHERE id = $1 AND ended_at IS NULL RETURNING *
                        """)
                .bind("$1", id)
                .bind("$2", account)
                .bind("$3", reason)
                .map(SanctionStore::kept)
                .one();
    }

    Mono<Kept> find(UUID id) {
        return database.sql("SELECT * FROM sanction WHERE id = $1")
                .bind("$1", id)
                .map(SanctionStore::kept)
                .one();
    }

    /** Those of a record and of what was merged with it, the latest first. */
    Flux<Kept> of(UUID record) {
        return database.sql(
                        "SELECT * FROM sanction WHERE standing_record(record_id) = standing_record($1) ORDER BY created_at DESC, id DESC")
                .bind("$1", record)
                .map(SanctionStore::kept)
                .all();
    }

    /** All that are in force on a day, with their subjects. */
    Flux<Sanction> inForce(LocalDate day) {
        return database.sql("""
                        SELECT sanction.kind, sanction.from_day, sanction.until_day, sanction.source, %s
                        FROM sanction JOIN library_record AS subject ON subject.id = sanction.record_id
                        WHERE sanction.ended_at IS NULL AND sanction.from_day <= $1
                          AND (sanction.until_day IS NULL OR sanction.until_day >= $1)
                        ORDER BY sanction.created_at
                        """.formatted(RecordStore.columnsOf("subject")))
                .bind("$1", day)
                .map(row -> {
                    var subject = RecordStore.stored(row);
                    return new Sanction(
                            subject.id().toString(),
                            subject.item(),
                            SanctionKind.valueOf(text(row, "kind")),
                            Objects.requireNonNull(row.get("from_day", LocalDate.class)),
                            row.get("until_day", LocalDate.class),
                            text(row, "source"));
                })
                .all();
    }

    private static Kept kept(Readable row) {
        return new Kept(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                SanctionKind.valueOf(text(row, "kind")),
                Objects.requireNonNull(row.get("from_day", LocalDate.class)),
                row.get("until_day", LocalDate.class),
                text(row, "reason"),
                text(row, "source"),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                row.get("ended_at", OffsetDateTime.class),
                text(row, "end_reason"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
