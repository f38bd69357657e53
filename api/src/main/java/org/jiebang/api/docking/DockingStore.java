package org.jiebang.api.docking;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.problem.DockingKind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The docking log in PostgreSQL. */
@Repository
class DockingStore {
    private static final String ENTRY = """
            SELECT docking_entry.id, claim_id, docking_entry.kind, person, from_day, to_day, content,
                   organisation_id, organisation.name AS organisation, at
            FROM docking_entry JOIN organisation ON organisation.id = docking_entry.organisation_id
            WHERE withdrawn_at IS NULL AND
            """;

    private final DatabaseClient database;

    DockingStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A meeting or a stay.
     *
     * @param person who went
     * @param from first day
     * @param to last day
     * @param organisationId who wrote it down
     */
    record Entry(
            UUID id,
            UUID claimId,
            DockingKind kind,
            String person,
            LocalDate from,
            LocalDate to,
            String content,
            UUID organisationId,
            String organisation,
            OffsetDateTime at) {}

    Mono<UUID> add(
            UUID claim,
            DockingKind kind,
            String person,
            LocalDate from,
            LocalDate to,
            String content,
            UUID account,
            UUID organisation) {
        return database.sql("""
                        INSERT INTO docking_entry (claim_id, kind, person, from_day, to_day, content, account_id, organisation_id)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
                        """)
                .bind("$1", claim)
                .bind("$2", kind.name())
                .bind("$3", person)
                .bind("$4", from)
                .bind("$5", to)
                .bind("$6", content)
                .bind("$7", account)
                .bind("$8", organisation)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Entries of a claim by their first day. */
    Flux<Entry> of(UUID claim) {
        return database.sql(ENTRY + " claim_id = $1 ORDER BY from_day, docking_entry.id")
                .bind("$1", claim)
                .map(DockingStore::entry)
                .all();
    }

    Mono<Entry> find(UUID id) {
        return database.sql(ENTRY + " docking_entry.id = $1")
                .bind("$1", id)
                .map(DockingStore::entry)
                .one();
    }

    /** Takes an entry back; false if it is gone already. */
    Mono<Boolean> withdraw(UUID id) {
        return database.sql("UPDATE docking_entry SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL")
                .bind("$1", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("claim_id", UUID.class)),
                DockingKind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("person", String.class)),
                Objects.requireNonNull(row.get("from_day", LocalDate.class)),
                Objects.requireNonNull(row.get("to_day", LocalDate.class)),
                Objects.requireNonNull(row.get("content", String.class)),
                Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                Objects.requireNonNull(row.get("organisation", String.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
