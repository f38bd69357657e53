package org.jiebang.api.imports;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Import jobs, their files and their findings in PostgreSQL. */
@Repository
class ImportStore {
    /** A worker that commits nothing for so long is taken for dead. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final int MOST_ATTEMPTS = 5;

    private static final String PIECE = "import-file-piece";
    private static final String FINDING = "import-finding";
    private static final int PIECES_AT_A_TIME = 4;

    private static final String SELECT = """
            SELECT import_job.*, import_rollback.state AS rollback_state, removed, restored, kept,
                   import_rollback.started_at AS rollback_started_at, import_rollback.finished_at AS rollback_finished_at,
                   EXISTS (SELECT 1 FROM import_file_piece WHERE job_id = import_job.id) AS file_kept,
                   EXISTS (SELECT 1 FROM import_change WHERE job_id = import_job.id) AS changes_kept
            FROM import_job LEFT JOIN import_rollback ON import_rollback.job_id = import_job.id
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final FieldCipher cipher;
    private final Compute compute;

    ImportStore(DatabaseClient database, JsonMapper json, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.json = json;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn importFilePieceColumn() {
            return SealedColumn.of("import_file_piece", "job_id || '/' || position", PIECE)
                    .inBatchesOf(PIECES_AT_A_TIME);
        }

        @Bean
        SealedColumn importFindingColumn() {
            return SealedColumn.of("import_finding", "job_id || '/' || row", FINDING);
        }
    }

    private static String owner(UUID job, long part) {
        return job + "/" + part;
    }

    Mono<UUID> create(
            Library library, String fileName, boolean dryRun, boolean sample, byte[] fileHash, @Nullable UUID rerunOf) {
        return database.sql("""
                        INSERT INTO import_job (library, file_name, dry_run, sample, file_hash, rerun_of, state)
                        VALUES ($1, $2, $3, $4, $5, $6, 'RECEIVING') RETURNING id
                        """)
                .bind("$1", library.code())
                .bind("$2", fileName)
                .bind("$3", dryRun)
                .bind("$4", sample)
                .bind("$5", ByteBuffer.wrap(fileHash))
                .bind("$6", Parameter.fromOrEmpty(rerunOf, UUID.class))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Stores a piece of a job's file, sealed: a file holds what is not for everybody's eyes. */
    Mono<Void> addPiece(UUID job, int position, byte[] bytes) {
        return compute.run(() -> cipher.seal(PIECE, owner(job, position), bytes))
                .flatMap(secret -> database.sql(
                                "INSERT INTO import_file_piece (job_id, position, sealed, key_id) VALUES ($1, $2, $3, $4)")
                        .bind("$1", job)
                        .bind("$2", position)
                        .bind("$3", ByteBuffer.wrap(secret))
                        .bind("$4", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    Mono<byte[]> piece(UUID job, int position) {
        return database.sql("SELECT sealed FROM import_file_piece WHERE job_id = $1 AND position = $2")
                .bind("$1", job)
                .bind("$2", position)
                .map(row -> bytes(Objects.requireNonNull(row.get("sealed", ByteBuffer.class))))
                .one()
                .flatMap(secret -> compute.run(() -> cipher.open(PIECE, owner(job, position), secret)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    Mono<Void> queue(UUID job) {
        return database.sql("UPDATE import_job SET state = 'QUEUED' WHERE id = $1")
                .bind("$1", job)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Was this sample workbook taken or begun before? */
    Mono<Boolean> hasSample(Library library, byte[] fileHash) {
        return database.sql("""
                        SELECT count(*) AS found FROM import_job
                        WHERE sample AND library = $1 AND file_hash = $2 AND state IN ('QUEUED', 'RUNNING', 'SUCCEEDED')
                        """)
                .bind("$1", library.code())
                .bind("$2", ByteBuffer.wrap(fileHash))
                .map(row -> number(row, "found") > 0)
                .one();
    }

    /** What a worker must know of its job. */
    record Claim(
            UUID id, Library library, String fileName, boolean dryRun, boolean sample, long checkpoint, int attempts) {
        boolean isLastAttempt() {
            return attempts >= MOST_ATTEMPTS;
        }
    }

    /** Takes the oldest job that waits, or one whose worker died; an own job that failed is taken again. */
    Mono<Claim> claim(UUID owner) {
        return database.sql("""
                        UPDATE import_job SET state = 'RUNNING', lease_owner = $1, lease_until = now() + make_interval(secs => $2),
                               attempts = attempts + 1, started_at = coalesce(started_at, now())
                        WHERE id = (SELECT id FROM import_job
                                    WHERE state = 'QUEUED' OR state = 'RUNNING' AND (lease_until < now() OR lease_owner = $1)
                                    ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, library, file_name, dry_run, sample, checkpoint, attempts
                        """)
                .bind("$1", owner)
                .bind("$2", (double) LEASE.toSeconds())
                .map(row -> new Claim(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Library.find(text(row, "library")).orElseThrow(),
                        text(row, "file_name"),
                        Boolean.TRUE.equals(row.get("dry_run", Boolean.class)),
                        Boolean.TRUE.equals(row.get("sample", Boolean.class)),
                        number(row, "checkpoint"),
                        Objects.requireNonNull(row.get("attempts", Integer.class))))
                .one();
    }

    Mono<Void> start(UUID job, UUID owner, long total, List<String> ignoredColumns) {
        return database.sql("""
                        UPDATE import_job SET total = $3, ignored_columns = $4, lease_until = now() + make_interval(secs => $5)
                        WHERE id = $1 AND lease_owner = $2
                        """)
                .bind("$1", job)
                .bind("$2", owner)
                .bind("$3", total)
                .bind("$4", ignoredColumns.toArray(String[]::new))
                .bind("$5", (double) LEASE.toSeconds())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** What one batch adds to a job. */
    record Progress(long checkpoint, long accepted, long created, long unchanged, long rejected, long flagged) {
        long processed() {
            return accepted + unchanged + rejected;
        }
    }

    /** Settles a batch; answers whether the job should stop. Empty if the lease was lost: the batch must not commit. */
    Mono<Boolean> settle(UUID job, UUID owner, Progress progress) {
        return database.sql("""
                        UPDATE import_job SET checkpoint = $3, processed = processed + $4, accepted = accepted + $5,
                               unchanged = unchanged + $6, rejected = rejected + $7, flagged = flagged + $8, attempts = 1,
                               lease_until = now() + make_interval(secs => $9), created = created + $10
                        WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING' RETURNING cancel_wanted
                        """)
                .bind("$1", job)
                .bind("$2", owner)
                .bind("$3", progress.checkpoint())
                .bind("$4", progress.processed())
                .bind("$5", progress.accepted())
                .bind("$6", progress.unchanged())
                .bind("$7", progress.rejected())
                .bind("$8", progress.flagged())
                .bind("$9", (double) LEASE.toSeconds())
                .bind("$10", progress.created())
                .map(row -> Boolean.TRUE.equals(row.get("cancel_wanted", Boolean.class)))
                .one();
    }

    /** A row with findings. */
    record RowFindings(long row, boolean rejected, Map<String, String> cells, List<Finding> findings) {}

    /** What of a row is sealed. */
    private record Said(Map<String, String> cells, List<Finding> findings) {}

    Mono<Void> addFindings(UUID job, List<RowFindings> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return compute.run(() -> rows.stream().map(row -> sealed(job, row)).toArray(String[]::new))
                .flatMap(secret -> database.sql("""
                                INSERT INTO import_finding (job_id, row, rejected, sealed, key_id)
                                SELECT $1, row, rejected, decode(sealed, 'base64'), $5
                                FROM unnest($2::bigint[], $3::boolean[], $4::text[]) AS entry (row, rejected, sealed)
                                ON CONFLICT (job_id, row) DO NOTHING
                                """)
                        .bind("$1", job)
                        .bind("$2", rows.stream().map(RowFindings::row).toArray(Long[]::new))
                        .bind("$3", rows.stream().map(RowFindings::rejected).toArray(Boolean[]::new))
                        .bind("$4", secret)
                        .bind("$5", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private String sealed(UUID job, RowFindings row) {
        byte[] said = json.writeValueAsBytes(new Said(row.cells(), row.findings()));
        return Base64.getEncoder().encodeToString(cipher.seal(FINDING, owner(job, row.row()), said));
    }

    /** Ends a job; its file is kept for a while if all of it was read, so that it can be taken once more. */
    Mono<Void> finish(UUID job, UUID owner, ImportJob.State state, ImportJob.Failure failure) {
        return database.sql("""
                        WITH ended AS (
                            UPDATE import_job SET state = $3, failure_code = $4, failure_message = $5, finished_at = now(),
                                   lease_owner = NULL, lease_until = NULL
                            WHERE id = $1 AND lease_owner = $2 RETURNING id, state)
                        DELETE FROM import_file_piece USING ended WHERE job_id = ended.id AND ended.state <> 'SUCCEEDED'
                        """)
                .bind("$1", job)
                .bind("$2", owner)
                .bind("$3", state.name())
                .bind("$4", failure.code().isEmpty() ? Parameters.in(R2dbcType.VARCHAR) : failure.code())
                .bind("$5", failure.message().isEmpty() ? Parameters.in(R2dbcType.VARCHAR) : failure.message())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Asks a job to stop; one that has not begun stops at once, and its file is dropped. */
    Mono<Void> cancel(UUID job) {
        return database.sql("""
                        WITH asked AS (
                            UPDATE import_job SET cancel_wanted = true,
                                   finished_at = CASE WHEN state = 'QUEUED' THEN now() ELSE finished_at END,
                                   state = CASE WHEN state = 'QUEUED' THEN 'CANCELLED' ELSE state END
                            WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING id, state)
                        DELETE FROM import_file_piece USING asked WHERE job_id = asked.id AND asked.state = 'CANCELLED'
                        """).bind("$1", job).fetch().rowsUpdated().then();
    }

    Mono<ImportJob> find(UUID id) {
        return database.sql(SELECT + " WHERE import_job.id = $1 AND import_job.state <> 'RECEIVING'")
                .bind("$1", id)
                .map(this::job)
                .one();
    }

    Flux<ImportJob> latest(int limit) {
        return database.sql(
                        SELECT
                                + " WHERE import_job.state <> 'RECEIVING' ORDER BY import_job.created_at DESC, import_job.id LIMIT $1")
                .bind("$1", limit)
                .map(this::job)
                .all();
    }

    private record Sealed(long row, boolean rejected, byte[] said) {}

    /** Rows with findings in the order of the file. */
    Flux<RowFindings> findings(UUID job, boolean rejectedOnly, long afterRow, int limit) {
        return database.sql("""
                        SELECT row, rejected, sealed FROM import_finding
                        WHERE job_id = $1 AND (rejected OR NOT $2) AND row > $3 ORDER BY row LIMIT $4
                        """)
                .bind("$1", job)
                .bind("$2", rejectedOnly)
                .bind("$3", afterRow)
                .bind("$4", limit)
                .map(row -> new Sealed(
                        number(row, "row"),
                        Boolean.TRUE.equals(row.get("rejected", Boolean.class)),
                        bytes(Objects.requireNonNull(row.get("sealed", ByteBuffer.class)))))
                .all()
                .collectList()
                .flatMap(rows -> compute.run(
                        () -> rows.stream().map(row -> opened(job, row)).toList()))
                .flatMapIterable(rows -> rows);
    }

    private RowFindings opened(UUID job, Sealed row) {
        Said said = json.readValue(cipher.open(FINDING, owner(job, row.row()), row.said()), Said.class);
        return new RowFindings(row.row(), row.rejected(), said.cells(), said.findings());
    }

    private ImportJob job(Readable row) {
        String failure = row.get("failure_code", String.class);
        String[] ignored = Objects.requireNonNull(row.get("ignored_columns", String[].class));
        return new ImportJob(
                Objects.requireNonNull(row.get("id", UUID.class)),
                text(row, "library"),
                text(row, "file_name"),
                Boolean.TRUE.equals(row.get("dry_run", Boolean.class)),
                Boolean.TRUE.equals(row.get("sample", Boolean.class)),
                ImportJob.State.valueOf(text(row, "state")),
                row.get("total", Long.class),
                number(row, "processed"),
                number(row, "accepted"),
                number(row, "created"),
                number(row, "unchanged"),
                number(row, "rejected"),
                number(row, "flagged"),
                Arrays.asList(ignored),
                failure == null
                        ? null
                        : new ImportJob.Failure(
                                failure, Objects.requireNonNullElse(row.get("failure_message", String.class), "")),
                List.of(),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                row.get("started_at", OffsetDateTime.class),
                row.get("finished_at", OffsetDateTime.class),
                row.get("rerun_of", UUID.class),
                Boolean.TRUE.equals(row.get("changes_kept", Boolean.class)),
                Boolean.TRUE.equals(row.get("file_kept", Boolean.class)),
                rollback(row));
    }

    private static ImportJob.@Nullable Rollback rollback(Readable row) {
        String state = row.get("rollback_state", String.class);
        return state == null
                ? null
                : new ImportJob.Rollback(
                        ImportJob.Rollback.State.valueOf(state),
                        number(row, "removed"),
                        number(row, "restored"),
                        number(row, "kept"),
                        Objects.requireNonNull(row.get("rollback_started_at", OffsetDateTime.class)),
                        row.get("rollback_finished_at", OffsetDateTime.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
