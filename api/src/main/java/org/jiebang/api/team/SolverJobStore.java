package org.jiebang.api.team;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Searches in PostgreSQL. A replica takes one at a time; one whose replica died is taken by another. */
@Repository
class SolverJobStore {
    /** A worker that is silent for so long is taken for dead. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final int MOST_ATTEMPTS = 3;

    /** What has ended is kept for so long: it names people. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    SolverJobStore(DatabaseClient database, TransactionalOperator transactions, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    /** A new search; empty if as many wait already as may. */
    Mono<UUID> add(SolverJob.Kind kind, Object request, UUID organisation, UUID account, int most) {
        return transactions.transactional(database.sql("SELECT pg_advisory_xact_lock(hashtext('solver_job'))")
                .fetch()
                .rowsUpdated()
                .then(database.sql("""
                                INSERT INTO solver_job (kind, request, organisation_id, account_id)
                                SELECT $1, $2::jsonb, $3, $4
                                WHERE (SELECT count(*) FROM solver_job WHERE state = 'WAITING') < $5 RETURNING id
                                """)
                        .bind("$1", kind.name())
                        .bind("$2", json.writeValueAsString(request))
                        .bind("$3", organisation)
                        .bind("$4", account)
                        .bind("$5", most)
                        .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                        .one()));
    }

    /**
     * A search that a worker holds.
     *
     * @param last whether it is not tried again
     */
    record Claim(UUID id, SolverJob.Kind kind, String request, boolean last) {
        <T> T read(JsonMapper json, Class<T> type) {
            return json.readValue(request, type);
        }
    }

    /** Takes the search that has waited longest. */
    Mono<Claim> claim(UUID worker) {
        return database.sql("""
                        UPDATE solver_job SET state = 'RUNNING', owner = $1, heartbeat_at = now(), attempts = attempts + 1,
                            moments = '[]', seconds = 0
                        WHERE id = (
                            SELECT id FROM solver_job
                            WHERE (state = 'WAITING' OR state = 'RUNNING' AND heartbeat_at < now() - make_interval(secs => $2))
                              AND attempts < $3
                            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, kind, request::text AS request, attempts >= $3 AS last
                        """)
                .bind("$1", worker)
                .bind("$2", (double) LEASE.toSeconds())
                .bind("$3", MOST_ATTEMPTS)
                .map(row -> new Claim(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        SolverJob.Kind.valueOf(text(row, "kind")),
                        text(row, "request"),
                        Boolean.TRUE.equals(row.get("last", Boolean.class))))
                .one();
    }

    /** Tells how far a search is; answers whether it shall end, which it also shall if another worker has it. */
    Mono<Boolean> beat(UUID id, UUID worker, List<SolverJob.SolverMoment> moments, double seconds) {
        return database.sql("""
                        UPDATE solver_job SET heartbeat_at = now(), moments = $3::jsonb, seconds = $4
                        WHERE id = $1 AND owner = $2 AND state = 'RUNNING' RETURNING cancelled
                        """)
                .bind("$1", id)
                .bind("$2", worker)
                .bind("$3", json.writeValueAsString(moments))
                .bind("$4", seconds)
                .map(row -> Boolean.TRUE.equals(row.get("cancelled", Boolean.class)))
                .one()
                .defaultIfEmpty(true);
    }

    /** Ends a search that this worker holds; one that was cancelled is, whatever was found. */
    Mono<Void> finish(
            UUID id,
            UUID worker,
            List<SolverJob.SolverMoment> moments,
            double seconds,
            @Nullable Object result,
            SolverJob.@Nullable SolverFailure failure) {
        return database.sql("""
                        UPDATE solver_job SET finished_at = now(), moments = $3::jsonb, seconds = $4, result = $5::jsonb,
                            failure = $6::jsonb,
                            state = CASE WHEN $6::jsonb IS NOT NULL THEN 'FAILED' WHEN cancelled THEN 'CANCELLED' ELSE 'SUCCEEDED' END
                        WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
                        """)
                .bind("$1", id)
                .bind("$2", worker)
                .bind("$3", json.writeValueAsString(moments))
                .bind("$4", seconds)
                .bind(
                        "$5",
                        Parameter.fromOrEmpty(result == null ? null : json.writeValueAsString(result), String.class))
                .bind(
                        "$6",
                        Parameter.fromOrEmpty(failure == null ? null : json.writeValueAsString(failure), String.class))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Ends what was tried too often, and forgets what ended long ago; answers whether there was any. */
    Mono<Boolean> tidy() {
        return database.sql("""
                        UPDATE solver_job SET state = 'FAILED', finished_at = now(), failure = $3::jsonb
                        WHERE state = 'RUNNING' AND attempts >= $1 AND heartbeat_at < now() - make_interval(secs => $2)
                        """)
                .bind("$1", MOST_ATTEMPTS)
                .bind("$2", (double) LEASE.toSeconds())
                .bind("$3", json.writeValueAsString(SolverJobs.INTERNAL))
                .fetch()
                .rowsUpdated()
                .zipWith(
                        database.sql("DELETE FROM solver_job WHERE finished_at < now() - make_interval(secs => $1)")
                                .bind("$1", (double) KEPT.toSeconds())
                                .fetch()
                                .rowsUpdated(),
                        (failed, removed) -> failed + removed > 0);
    }

    /** A search of somebody's own. */
    Mono<SolverJob> find(UUID id, Actor actor) {
        Actor.Person account = actor.account();
        if (account == null) {
            return Mono.empty();
        }
        return database.sql("""
                        SELECT id, kind, state, moments::text AS moments, seconds, result::text AS result,
                               failure::text AS failure, created_at,
                               CASE WHEN state = 'WAITING' THEN
                                   (SELECT count(*) FROM solver_job AS other
                                    WHERE other.state IN ('WAITING', 'RUNNING') AND other.id < solver_job.id) ELSE 0 END AS ahead
                        FROM solver_job WHERE id = $1 AND account_id = $2
                        """)
                .bind("$1", id)
                .bind("$2", account.id())
                .map(this::job)
                .one();
    }

    /** Asks a search to end; one that waits ends at once. */
    Mono<Void> cancel(UUID id) {
        return database.sql("""
                        UPDATE solver_job SET cancelled = true,
                            finished_at = CASE WHEN state = 'WAITING' THEN now() END,
                            state = CASE WHEN state = 'WAITING' THEN 'CANCELLED' ELSE state END
                        WHERE id = $1 AND state IN ('WAITING', 'RUNNING')
                        """).bind("$1", id).fetch().rowsUpdated().then();
    }

    private SolverJob job(Readable row) {
        SolverJob.Kind kind = SolverJob.Kind.valueOf(text(row, "kind"));
        String result = row.get("result", String.class);
        String failure = row.get("failure", String.class);
        boolean isAssignment = kind == SolverJob.Kind.ALLOCATION;
        return new SolverJob(
                Objects.requireNonNull(row.get("id", UUID.class)),
                kind,
                SolverJob.State.valueOf(text(row, "state")),
                (int) (long) Objects.requireNonNull(row.get("ahead", Long.class)),
                List.of(json.readValue(text(row, "moments"), SolverJob.SolverMoment[].class)),
                Objects.requireNonNull(row.get("seconds", Double.class)),
                result == null || isAssignment ? null : json.readValue(result, ProposalView.class),
                result == null || !isAssignment ? null : json.readValue(result, AssignmentView.class),
                failure == null ? null : json.readValue(failure, SolverJob.SolverFailure.class),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
