package org.jiebang.api.need;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Doubtful values and what was decided of them, in PostgreSQL. */
@Repository
class DoubtStore {
    /** What waits for a person: an open question about a record that everybody can read. */
    private static final String WAITING =
            "decided_at IS NULL AND record_id IS NOT NULL AND EXISTS (SELECT 1 FROM library_record"
                    + " WHERE library_record.id = record_id AND publication = 'PUBLISHED')";

    private static final String COLUMNS =
            "doubt.id, doubt.record_id, doubt.heading, doubt.read_value, doubt.confidence, doubt.sealed,"
                    + " doubt.address, doubt.row_number, doubt.created_at, doubt.decided, doubt.before, doubt.decided_by, doubt.decided_at,"
                    + " page_source.name AS source, import_job.file_name AS file";

    private static final String FROM =
            " FROM field_doubt AS doubt LEFT JOIN page_source ON page_source.id = doubt.source_id"
                    + " LEFT JOIN import_job ON import_job.id = doubt.import_id";

    private final DatabaseClient database;
    private final DoubtEvidence.Seal seal;
    private final Compute compute;

    DoubtStore(DatabaseClient database, DoubtEvidence.Seal seal, Compute compute) {
        this.database = database;
        this.seal = seal;
        this.compute = compute;
    }

    /**
     * What was decided last about a cell.
     *
     * @param read the value that was read
     * @param textHash of the text that it was read from
     */
    record Decided(String address, int row, String heading, String read, String value, byte[] textHash) {}

    Flux<Decided> decided(UUID source, Collection<String> addresses) {
        return database.sql("""
                        SELECT DISTINCT ON (address, row_number, heading) address, row_number, heading, read_value, decided, text_hash
                        FROM field_doubt WHERE source_id = $1 AND address = ANY($2) AND decided_at IS NOT NULL
                        ORDER BY address, row_number, heading, decided_at DESC
                        """)
                .bind("$1", source)
                .bind("$2", addresses.toArray(String[]::new))
                .map(row -> new Decided(
                        text(row, "address"),
                        Objects.requireNonNull(row.get("row_number", Integer.class)),
                        text(row, "heading"),
                        text(row, "read_value"),
                        text(row, "decided"),
                        DoubtEvidence.bytes(row, "text_hash")))
                .all();
    }

    /** A question that is to be asked; see the columns of the table. */
    record NewDoubt(
            String address,
            int row,
            String heading,
            String read,
            double reading,
            double confidence,
            byte[] textHash,
            String naturalKey,
            DoubtEvidence evidence) {}

    /** Puts questions in the place of the open ones about the same pages. */
    Mono<Void> replaceOpen(UUID source, Collection<String> addresses, List<NewDoubt> doubts) {
        return database.sql("DELETE FROM field_doubt WHERE source_id = $1 AND address = ANY($2) AND decided_at IS NULL")
                .bind("$1", source)
                .bind("$2", addresses.toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .thenMany(Flux.fromIterable(doubts).concatMap(doubt -> add(source, doubt)))
                .then();
    }

    private Mono<Long> add(UUID source, NewDoubt doubt) {
        UUID id = UUID.randomUUID();
        return compute.run(() -> seal.close(id, doubt.evidence()))
                .flatMap(closed -> database.sql("""
                        INSERT INTO field_doubt (id, source_id, address, row_number, heading, read_value, reading, confidence, text_hash,
                                                 sealed, key_id, natural_key)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'))
                        """)
                        .bind("$1", id)
                        .bind("$2", source)
                        .bind("$3", doubt.address())
                        .bind("$4", doubt.row())
                        .bind("$5", doubt.heading())
                        .bind("$6", doubt.read())
                        .bind("$7", doubt.reading())
                        .bind("$8", doubt.confidence())
                        .bind("$9", ByteBuffer.wrap(doubt.textHash()))
                        .bind("$10", ByteBuffer.wrap(closed))
                        .bind("$11", seal.key())
                        .bind("$12", doubt.naturalKey())
                        .fetch()
                        .rowsUpdated());
    }

    Mono<Void> handOver(UUID source, UUID job) {
        return database.sql(
                        "UPDATE field_doubt SET import_id = $2 WHERE source_id = $1 AND decided_at IS NULL AND record_id IS NULL")
                .bind("$1", source)
                .bind("$2", job)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * Finds the records of questions that waited for an import, if it has ended; what an organisation wrote itself is not asked about.
     */
    Mono<Void> attach(UUID job) {
        return database.sql("""
                        UPDATE field_doubt SET record_id = library_record.id FROM library_record
                        WHERE import_id = $1 AND record_id IS NULL AND library = 'problems' AND owner_id IS NULL
                          AND library_record.natural_key = field_doubt.natural_key
                          AND EXISTS (SELECT 1 FROM import_job WHERE import_job.id = $1 AND finished_at IS NOT NULL)
                        """)
                .bind("$1", job)
                .fetch()
                .rowsUpdated()
                .then(database.sql(
                                "DELETE FROM field_doubt WHERE import_id = $1 AND record_id IS NULL"
                                        + " AND EXISTS (SELECT 1 FROM import_job WHERE import_job.id = $1 AND finished_at IS NOT NULL)")
                        .bind("$1", job)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** What is asked about a cell. */
    enum Kind {
        /** Whether the value is right that was read. */
        READ,
        /** What it should be, for it was left blank. */
        UNSTATED
    }

    /** How many questions of a kind about a column wait. */
    record Count(String heading, Kind kind, long open, OffsetDateTime oldest) {}

    Flux<Count> counts() {
        return database.sql(
                        "SELECT heading, read_value = '' AS unstated, count(*) AS open, min(created_at) AS oldest FROM field_doubt"
                                + " WHERE " + WAITING
                                + " GROUP BY heading, unstated ORDER BY unstated, open DESC, heading")
                .map(row -> new Count(
                        text(row, "heading"),
                        Boolean.TRUE.equals(row.get("unstated", Boolean.class)) ? Kind.UNSTATED : Kind.READ,
                        Objects.requireNonNull(row.get("open", Long.class)),
                        time(row, "oldest")))
                .all();
    }

    /**
     * A question.
     *
     * @param read the value as it was read; blank for one that is not stated
     * @param confidence in the value, or in the best guess at one that is not stated
     * @param source name of the source; null if it is gone, or for a row of a file
     * @param address blank for a row of a file
     * @param row of the page, from 0, or of the file, from 1
     * @param file name of the imported file; null if its import is gone
     * @param decision null while it is open
     */
    record Doubt(
            UUID id,
            UUID recordId,
            String heading,
            String read,
            double confidence,
            DoubtEvidence evidence,
            @Nullable String source,
            String address,
            int row,
            @Nullable String file,
            OffsetDateTime readAt,
            @Nullable Decision decision) {
        Doubt with(DoubtEvidence opened) {
            return new Doubt(
                    id, recordId, heading, read, confidence, opened, source, address, row, file, readAt, decision);
        }
    }

    /**
     * What a person decided.
     *
     * @param value blank if the text does not say it
     * @param before what the record said
     */
    record Decision(String value, String before, UUID by, OffsetDateTime at) {}

    /** In which order questions are asked; what is not stated comes last, and there the surest guess is a key away. */
    enum Order {
        LEAST_SURE("CASE WHEN doubt.read_value = '' THEN -doubt.confidence ELSE doubt.confidence END, doubt.id"),
        LATEST("doubt.created_at DESC, doubt.id");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }
    }

    /**
     * Questions that wait.
     *
     * @param heading blank for all columns
     * @param kind null for all kinds
     */
    Mono<List<Doubt>> waiting(String heading, @Nullable Kind kind, Order order, int skip, int most) {
        return database.sql("SELECT " + COLUMNS
                        + FROM + " WHERE " + WAITING
                        + " AND ($1 = '' OR doubt.heading = $1) AND ($2 = '' OR (doubt.read_value = '') = ($2 = 'UNSTATED'))"
                        + " ORDER BY doubt.read_value = '', " + order.columns + " OFFSET $3 LIMIT $4")
                .bind("$1", heading)
                .bind("$2", kind == null ? "" : kind.name())
                .bind("$3", skip)
                .bind("$4", most)
                .map(DoubtStore::sealed)
                .all()
                .collectList()
                .flatMap(rows ->
                        compute.run(() -> rows.stream().map(this::opened).toList()));
    }

    /** A question about a record, open or decided. */
    Mono<Doubt> find(UUID id) {
        return database.sql("SELECT " + COLUMNS + FROM + " WHERE doubt.id = $1 AND doubt.record_id IS NOT NULL")
                .bind("$1", id)
                .map(DoubtStore::sealed)
                .one()
                .flatMap(row -> compute.run(() -> opened(row)));
    }

    private record Sealed(Doubt open, byte[] closed) {}

    private static final DoubtEvidence NONE = new DoubtEvidence("", 0, 0, List.of(), List.of(), List.of());

    private static Sealed sealed(Readable row) {
        String decided = row.get("decided", String.class);
        return new Sealed(
                new Doubt(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("record_id", UUID.class)),
                        text(row, "heading"),
                        text(row, "read_value"),
                        Objects.requireNonNull(row.get("confidence", Double.class)),
                        NONE,
                        row.get("source", String.class),
                        text(row, "address"),
                        Objects.requireNonNull(row.get("row_number", Integer.class)),
                        row.get("file", String.class),
                        time(row, "created_at"),
                        decided == null
                                ? null
                                : new Decision(
                                        decided,
                                        text(row, "before"),
                                        Objects.requireNonNull(row.get("decided_by", UUID.class)),
                                        time(row, "decided_at"))),
                DoubtEvidence.bytes(row, "sealed"));
    }

    private Doubt opened(Sealed row) {
        return row.open().with(seal.open(row.open().id(), row.closed()));
    }

    /** Decides a question; false if somebody was first. */
    Mono<Boolean> decide(UUID id, String value, String before, UUID by) {
        return database.sql("""
                        UPDATE field_doubt SET decided = $2, before = $3, decided_by = $4, decided_at = now()
                        WHERE id = $1 AND decided_at IS NULL
                        """)
                .bind("$1", id)
                .bind("$2", value)
                .bind("$3", before)
                .bind("$4", by)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Opens a question again whose decision is the one that was seen; false if it is not any more. */
    Mono<Boolean> reopen(UUID id, Decision seen) {
        return database.sql("""
                        UPDATE field_doubt SET decided = NULL, before = NULL, decided_by = NULL, decided_at = NULL
                        WHERE id = $1 AND decided_by = $2 AND decided_at = $3
                        """)
                .bind("$1", id)
                .bind("$2", seen.by())
                .bind("$3", seen.at())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Name of the person who decided. */
    Mono<String> nameOf(UUID account) {
        return database.sql("SELECT display_name FROM account WHERE id = $1")
                .bind("$1", account)
                .map(row -> text(row, "display_name"))
                .one();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static OffsetDateTime time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class));
    }
}
