package org.jiebang.api.docking;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.problem.AwardMode;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Progress of problems and their steps, in PostgreSQL. */
@Repository
class ProgressStore {
    private static final String COLUMNS = "record_id, state, version, mode, claim_until, invited, assessor_id, since";

    private final DatabaseClient database;

    ProgressStore(DatabaseClient database) {
        this.database = database;
    }

    /** Where a problem stands; empty where nothing has happened to it yet. */
    Mono<Progress> find(UUID problem) {
        return database.sql("SELECT " + COLUMNS + " FROM problem_progress WHERE record_id = $1")
                .bind("$1", problem)
                .map(ProgressStore::progress)
                .one();
    }

    /**
     * Where a problem stands, so that it stays there until this transaction ends.
     *
     * @param initial where it stands if nothing has happened to it yet
     */
    Mono<Progress> locked(UUID problem, ProblemState initial) {
        return database.sql("INSERT INTO problem_progress (record_id, state) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind("$1", problem)
                .bind("$2", initial.name())
                .fetch()
                .rowsUpdated()
                .then(database.sql("SELECT " + COLUMNS + " FROM problem_progress WHERE record_id = $1 FOR UPDATE")
                        .bind("$1", problem)
                        .map(ProgressStore::progress)
                        .one());
    }

    /** Writes where a problem that is {@link #locked} stands now. */
    Mono<Void> write(Progress progress) {
        return database.sql("""
                        UPDATE problem_progress SET state = $2, version = $3, mode = $4, claim_until = $5, invited = $6,
                            assessor_id = $7, since = now() WHERE record_id = $1
                        """)
                .bind("$1", progress.recordId())
                .bind("$2", progress.state().name())
                .bind("$3", progress.version())
                .bind("$4", Parameter.fromOrEmpty(name(progress.mode()), String.class))
                .bind("$5", Parameter.fromOrEmpty(progress.claimUntil(), LocalDate.class))
                .bind("$6", progress.invited().toArray(UUID[]::new))
                .bind("$7", Parameter.fromOrEmpty(progress.assessorId(), UUID.class))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static @Nullable String name(@Nullable AwardMode mode) {
        return mode == null ? null : mode.name();
    }

    /**
     * Adds a step.
     *
     * @param detail JSON
     */
    Mono<Void> add(Progress now, ProblemEvent event, ProblemState source, Actor actor, String note, String detail) {
        Actor.Person person = actor.account();
        return database.sql("""
                        INSERT INTO problem_step (record_id, version, event, source, target, account_id, organisation_id,
                            organisation, note, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
                        """)
                .bind("$1", now.recordId())
                .bind("$2", now.version())
                .bind("$3", event.name())
                .bind("$4", source.name())
                .bind("$5", now.state().name())
                .bind("$6", Parameter.fromOrEmpty(person == null ? null : person.id(), UUID.class))
                .bind("$7", Parameter.fromOrEmpty(actor.organisationId(), UUID.class))
                .bind("$8", actor.acting() == null ? "" : actor.acting().organisation())
                .bind("$9", note)
                .bind("$10", detail)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** States of those of the problems to which something has happened. */
    Mono<Map<UUID, ProblemState>> states(Collection<UUID> problems) {
        return database.sql("SELECT record_id, state FROM problem_progress WHERE record_id = ANY ($1)")
                .bind("$1", problems.toArray(UUID[]::new))
                .map(row -> Map.entry(Objects.requireNonNull(row.get("record_id", UUID.class)), state(row, "state")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Steps of a problem, the latest first. */
    Flux<StepTaken> steps(UUID problem) {
        return database.sql("""
                        SELECT version, event, source, target, account_id, organisation, note, detail::text AS detail, at
                        FROM problem_step WHERE record_id = $1 ORDER BY version DESC
                        """).bind("$1", problem).map(ProgressStore::step).all();
    }

    /** Posted problems whose call is over without a claim to choose from. */
    Flux<UUID> expired(LocalDate today, int limit) {
        return database.sql("""
                        SELECT record_id FROM problem_progress WHERE state = 'POSTED' AND claim_until < $1
                          AND NOT EXISTS (SELECT 1 FROM problem_claim
                                          WHERE problem_claim.record_id = problem_progress.record_id AND state = 'SUBMITTED')
                        ORDER BY record_id LIMIT $2
                        """)
                .bind("$1", today)
                .bind("$2", limit)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all();
    }

    Mono<Boolean> isSociety(UUID organisation) {
        return database.sql("SELECT count(*) AS count FROM organisation WHERE id = $1 AND kind = 'SOCIETY'")
                .bind("$1", organisation)
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)) > 0)
                .one();
    }

    /** How many problems stand in a state. */
    record Count(ProblemState state, long count) {}

    /**
     * A problem on somebody's desk.
     *
     * @param region code of its place; null if unknown
     */
    record Item(
            UUID id,
            String title,
            String proposer,
            @Nullable String region,
            ProblemState state,
            long version,
            OffsetDateTime since) {}

    /**
     * Whose desk it is: problems that lie in the regions, or that the organisation assesses.
     *
     * @param regions codes; null for all
     */
    record Desk(@Nullable Collection<String> regions, UUID organisation) {}

    Flux<Count> counts(Desk desk) {
        return bound(
                        database.sql("SELECT state, count(*) AS count FROM problem_progress"
                                + " JOIN library_record ON library_record.id = problem_progress.record_id WHERE "
                                + condition(desk) + " GROUP BY state"),
                        desk)
                .map(row -> new Count(state(row, "state"), Objects.requireNonNull(row.get("count", Long.class))))
                .all();
    }

    /** Problems of a desk in a state, those first that wait longest. */
    Flux<Item> items(Desk desk, ProblemState state, int limit, long offset) {
        return bound(database.sql("""
                                SELECT record_id, payload ->> 'title' AS title, payload ->> 'proposer' AS proposer,
                                       payload ->> 'region' AS region, state, problem_progress.version, since
                                FROM problem_progress JOIN library_record ON library_record.id = problem_progress.record_id
                                WHERE state = $3 AND
                                """ + condition(desk) + " ORDER BY since, record_id LIMIT $4 OFFSET $5"), desk)
                .bind("$3", state.name())
                .bind("$4", limit)
                .bind("$5", offset)
                .map(row -> new Item(
                        Objects.requireNonNull(row.get("record_id", UUID.class)),
                        Objects.requireNonNullElse(row.get("title", String.class), ""),
                        Objects.requireNonNullElse(row.get("proposer", String.class), ""),
                        row.get("region", String.class),
                        state(row, "state"),
                        Objects.requireNonNull(row.get("version", Long.class)),
                        Objects.requireNonNull(row.get("since", OffsetDateTime.class))))
                .all();
    }

    private static String condition(Desk desk) {
        return desk.regions() == null
                ? "($1::text[] IS NULL OR $2::uuid IS NOT NULL)"
                : "(payload ->> 'region' = ANY ($1) OR assessor_id = $2)";
    }

    private static DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec statement, Desk desk) {
        Collection<String> regions = desk.regions();
        return statement
                .bind(
                        "$1",
                        Parameter.fromOrEmpty(regions == null ? null : regions.toArray(String[]::new), String[].class))
                .bind("$2", desk.organisation());
    }

    private static ProblemState state(Readable row, String column) {
        return ProblemState.valueOf(Objects.requireNonNull(row.get(column, String.class)));
    }

    private static Progress progress(Readable row) {
        String mode = row.get("mode", String.class);
        return new Progress(
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                state(row, "state"),
                Objects.requireNonNull(row.get("version", Long.class)),
                mode == null ? null : AwardMode.valueOf(mode),
                row.get("claim_until", LocalDate.class),
                List.of(Objects.requireNonNull(row.get("invited", UUID[].class))),
                row.get("assessor_id", UUID.class),
                Objects.requireNonNull(row.get("since", OffsetDateTime.class)));
    }

    private static StepTaken step(Readable row) {
        return new StepTaken(
                Objects.requireNonNull(row.get("version", Long.class)),
                ProblemEvent.valueOf(Objects.requireNonNull(row.get("event", String.class))),
                state(row, "source"),
                state(row, "target"),
                row.get("account_id", UUID.class),
                Objects.requireNonNull(row.get("organisation", String.class)),
                Objects.requireNonNull(row.get("note", String.class)),
                Objects.requireNonNull(row.get("detail", String.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
