package org.jiebang.api.source;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs of sources in PostgreSQL; a run belongs to one worker under a lease. */
@Repository
class RunStore {
    /** A worker that says nothing for so long is taken for dead. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int MOST_ATTEMPTS = 5;

    private final DatabaseClient database;

    RunStore(DatabaseClient database) {
        this.database = database;
    }

    /** Queues what is due and runs already neither; answers how many. */
    Mono<Long> schedule() {
        return database.sql("""
                        WITH due AS (
                            UPDATE page_source SET next_run_at = %s
                            WHERE id IN (SELECT id FROM page_source WHERE enabled AND next_run_at <= now() FOR UPDATE SKIP LOCKED)
                            RETURNING id, version)
                        INSERT INTO source_run (source_id, source_version, scheduled) SELECT id, version, true FROM due
                        ON CONFLICT DO NOTHING
                        """.formatted(SourceStore.NEXT_RUN.formatted("schedule")))
                .fetch()
                .rowsUpdated();
    }

    /** Queues a run by hand; empty if one waits or runs. */
    Mono<UUID> queue(UUID source) {
        return database.sql("""
                        INSERT INTO source_run (source_id, source_version, scheduled) SELECT id, version, false FROM page_source
                        WHERE id = $1 ON CONFLICT DO NOTHING RETURNING id
                        """)
                .bind("$1", source)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** A run that a worker has taken. */
    record Claim(UUID id, UUID sourceId, int attempts) {
        boolean isLastAttempt() {
            return attempts >= MOST_ATTEMPTS;
        }
    }

    /** Takes the oldest run that waits, or one whose worker died, unless its host is being asked by another run. */
    Mono<Claim> claim(UUID owner) {
        return database.sql("""
                        UPDATE source_run SET state = 'RUNNING', lease_owner = $1, lease_until = now() + make_interval(secs => $2),
                               attempts = attempts + 1, started_at = coalesce(started_at, now())
                        WHERE id = (SELECT run.id FROM source_run run JOIN page_source source ON source.id = run.source_id
                                    WHERE (run.state = 'QUEUED' OR run.state = 'RUNNING' AND run.lease_until < now())
                                    AND NOT EXISTS (
                                        SELECT 1 FROM source_run other JOIN page_source beside ON beside.id = other.source_id
                                        WHERE other.id <> run.id AND other.state = 'RUNNING' AND other.lease_until >= now()
                                        AND beside.host = source.host)
                                    ORDER BY run.created_at, run.id LIMIT 1 FOR UPDATE OF run SKIP LOCKED)
                        RETURNING id, source_id, attempts
                        """)
                .bind("$1", owner)
                .bind("$2", (double) LEASE.toSeconds())
                .map(row -> new Claim(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("source_id", UUID.class)),
                        Objects.requireNonNull(row.get("attempts", Integer.class))))
                .one();
    }

    /** Holds the lease on; answers whether the run should stop. Empty if it was lost. */
    Mono<Boolean> renew(UUID run, UUID owner) {
        return database.sql("""
                        UPDATE source_run SET lease_until = now() + make_interval(secs => $3)
                        WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING' RETURNING cancel_wanted
                        """)
                .bind("$1", run)
                .bind("$2", owner)
                .bind("$3", (double) LEASE.toSeconds())
                .map(row -> Boolean.TRUE.equals(row.get("cancel_wanted", Boolean.class)))
                .one();
    }

    /** What some pages add to a run. */
    record Counts(long asked, long notModified, long same, long changed, long added, long gone, long refused) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    asked + other.asked,
                    notModified + other.notModified,
                    same + other.same,
                    changed + other.changed,
                    added + other.added,
                    gone + other.gone,
                    refused + other.refused);
        }
    }

    /** Adds to the counts; false if the lease was lost, and then the transaction must not commit. */
    Mono<Boolean> count(UUID run, UUID owner, Counts more) {
        return database.sql("""
                        UPDATE source_run SET asked = asked + $3, not_modified = not_modified + $4, same = same + $5,
                               changed = changed + $6, added = added + $7, gone = gone + $8, refused = refused + $9,
                               lease_until = now() + make_interval(secs => $10), attempts = 1
                        WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING'
                        """)
                .bind("$1", run)
                .bind("$2", owner)
                .bind("$3", more.asked())
                .bind("$4", more.notModified())
                .bind("$5", more.same())
                .bind("$6", more.changed())
                .bind("$7", more.added())
                .bind("$8", more.gone())
                .bind("$9", more.refused())
                .bind("$10", (double) LEASE.toSeconds())
                .fetch()
                .rowsUpdated()
                .map(updated -> updated > 0);
    }

    /** Ends a run, and drops reports and pages that are gone since 90 days; false if the lease was lost. */
    Mono<Boolean> finish(
            UUID run, UUID owner, SourceRun.State state, String failure, @Nullable UUID imported, long rows) {
        return database.sql("""
                        WITH source AS (SELECT source_id AS id FROM source_run WHERE id = $1),
                             old_runs AS (DELETE FROM source_run USING source
                                          WHERE source_id = source.id AND finished_at < now() - interval '90 days'),
                             old_pages AS (DELETE FROM source_page USING source
                                           WHERE source_id = source.id AND gone_at < now() - interval '90 days')
                        UPDATE source_run SET state = $3, failure = $4, import_id = $5, rows = $6, finished_at = now(),
                               lease_owner = NULL, lease_until = NULL
                        WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING'
                        """)
                .bind("$1", run)
                .bind("$2", owner)
                .bind("$3", state.name())
                .bind("$4", failure.isEmpty() ? Parameters.in(R2dbcType.VARCHAR) : failure)
                .bind("$5", imported == null ? Parameters.in(UUID.class) : imported)
                .bind("$6", rows)
                .fetch()
                .rowsUpdated()
                .map(updated -> updated > 0);
    }

    /** Asks a run to stop; one that has not begun stops at once. False if it has ended. */
    Mono<Boolean> cancel(UUID run) {
        return database.sql("""
                        UPDATE source_run SET cancel_wanted = true,
                               finished_at = CASE WHEN state = 'QUEUED' THEN now() END,
                               state = CASE WHEN state = 'QUEUED' THEN 'CANCELLED' ELSE state END
                        WHERE id = $1 AND state IN ('QUEUED', 'RUNNING')
                        """).bind("$1", run).fetch().rowsUpdated().map(updated -> updated > 0);
    }

    Mono<SourceRun> find(UUID run) {
        return database.sql("SELECT * FROM source_run WHERE id = $1")
                .bind("$1", run)
                .map(RunStore::run)
                .one();
    }

    /** Runs of a source, the latest first. */
    Flux<SourceRun> latest(UUID source, int limit) {
        return database.sql("SELECT * FROM source_run WHERE source_id = $1 ORDER BY created_at DESC, id LIMIT $2")
                .bind("$1", source)
                .bind("$2", limit)
                .map(RunStore::run)
                .all();
    }

    /** The latest run of every source. */
    Flux<SourceRun> last() {
        return database.sql("SELECT DISTINCT ON (source_id) * FROM source_run ORDER BY source_id, created_at DESC, id")
                .map(RunStore::run)
                .all();
    }

    private static SourceRun run(Readable row) {
        return new SourceRun(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("source_id", UUID.class)),
                Boolean.TRUE.equals(row.get("scheduled", Boolean.class)),
                SourceRun.State.valueOf(SourceStore.text(row, "state")),
                SourceStore.number(row, "asked"),
                SourceStore.number(row, "not_modified"),
                SourceStore.number(row, "same"),
                SourceStore.number(row, "changed"),
                SourceStore.number(row, "added"),
                SourceStore.number(row, "gone"),
                SourceStore.number(row, "refused"),
                row.get("failure", String.class),
                row.get("import_id", UUID.class),
                SourceStore.number(row, "rows"),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                row.get("started_at", OffsetDateTime.class),
                row.get("finished_at", OffsetDateTime.class));
    }
}
