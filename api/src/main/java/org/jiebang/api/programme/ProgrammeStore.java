package org.jiebang.api.programme;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Uploaded programme files in PostgreSQL. A version's text never changes. */
@Repository
class ProgrammeStore {
    private static final String VERSION = """
            SELECT programme, version, programme_version.state, uploaded_by, uploader.display_name AS uploader, uploaded_at,
                   approver.display_name AS approver, approved_at
            FROM programme_version
            LEFT JOIN account AS uploader ON uploader.id = uploaded_by
            LEFT JOIN account AS approver ON approver.id = approved_by
            """;

    private final DatabaseClient database;

    ProgrammeStore(DatabaseClient database) {
        this.database = database;
    }

    /** Names a version: the programme's id and a number from 1. */
    record Key(String programme, int version) {}

    /** A version without its text; names are null where the account is gone. */
    record Version(
            Key key,
            ProgrammeState state,
            UUID uploadedBy,
            @Nullable String uploader,
            OffsetDateTime uploadedAt,
            @Nullable String approver,
            @Nullable OffsetDateTime approvedAt) {}

    /** Every version, the latest upload first. */
    Flux<Version> all() {
        return database.sql(VERSION + " ORDER BY uploaded_at DESC, programme, version DESC")
                .map(ProgrammeStore::version)
                .all();
    }

    Flux<Version> approved() {
        return database.sql(VERSION + " WHERE programme_version.state = 'APPROVED'")
                .map(ProgrammeStore::version)
                .all();
    }

    Mono<Version> find(Key key) {
        return database.sql(VERSION + " WHERE programme = $1 AND version = $2")
                .bind("$1", key.programme())
                .bind("$2", key.version())
                .map(ProgrammeStore::version)
                .one();
    }

    Mono<String> content(Key key) {
        return database.sql("SELECT content FROM programme_version WHERE programme = $1 AND version = $2")
                .bind("$1", key.programme())
                .bind("$2", key.version())
                .map(row -> text(row, "content"))
                .one();
    }

    /** Makes every other writer of the programme's versions wait until the transaction ends. */
    Mono<Void> lock(String programme) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('programme ' || $1))")
                .bind("$1", programme)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** A new draft under the next number; under {@link #lock}. */
    Mono<Key> add(String programme, String content, UUID by) {
        return database.sql("""
                        INSERT INTO programme_version (programme, version, content, uploaded_by)
                        SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM programme_version WHERE programme = $1
                        RETURNING version
                        """)
                .bind("$1", programme)
                .bind("$2", content)
                .bind("$3", by)
                .map(row -> new Key(programme, number(row)))
                .one();
    }

    /** Puts a draft in force in place of the version that was; under {@link #lock}. */
    Mono<Void> approve(Key key, UUID by) {
        return database.sql(
                        "UPDATE programme_version SET state = 'WITHDRAWN' WHERE programme = $1 AND state = 'APPROVED'")
                .bind("$1", key.programme())
                .fetch()
                .rowsUpdated()
                .then(database.sql("""
                                UPDATE programme_version SET state = 'APPROVED', approved_by = $3, approved_at = now()
                                WHERE programme = $1 AND version = $2 AND state = 'DRAFT'
                                """)
                        .bind("$1", key.programme())
                        .bind("$2", key.version())
                        .bind("$3", by)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** Under {@link #lock}. */
    Mono<Void> withdraw(Key key) {
        return database.sql("UPDATE programme_version SET state = 'WITHDRAWN' WHERE programme = $1 AND version = $2")
                .bind("$1", key.programme())
                .bind("$2", key.version())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Version version(Readable row) {
        return new Version(
                new Key(text(row, "programme"), number(row)),
                ProgrammeState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("uploaded_by", UUID.class)),
                row.get("uploader", String.class),
                Objects.requireNonNull(row.get("uploaded_at", OffsetDateTime.class)),
                row.get("approver", String.class),
                row.get("approved_at", OffsetDateTime.class));
    }

    private static int number(Readable row) {
        return Objects.requireNonNull(row.get("version", Integer.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
