package org.jiebang.api.identity;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Pairs that may be one and what was decided of them, in PostgreSQL. */
@Repository
class CandidateStore {
    private static final TypeReference<List<IdentityEvidence>> EVIDENCE = new TypeReference<>() {};

    private static final String COLUMNS = "pair.id, pair.library, pair.one_id, pair.other_id, pair.state, pair.score,"
            + " pair.evidence::text AS evidence, pair.kept_id, pair.version, pair.found_at";

    /** What waits for staff: what was merged waits no more with others. */
    private static final String WAITING = "pair.proposed AND pair.state IN ('OPEN', 'UNDONE')"
            + " AND NOT EXISTS (SELECT 1 FROM library_record AS side WHERE side.id IN (pair.one_id, pair.other_id)"
            + " AND side.publication <> 'PUBLISHED')";

    private final DatabaseClient database;
    private final JsonMapper json;

    CandidateStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A pair as it stands.
     *
     * @param score bits
     * @param kept the record that stands for both; null where both stay
     */
    record Candidate(
            UUID id,
            Library library,
            UUID one,
            UUID other,
            IdentityState state,
            double score,
            List<IdentityEvidence> evidence,
            @Nullable UUID kept,
            long version,
            OffsetDateTime foundAt) {

        /** The record that does not stand for both; null where both stay. */
        @Nullable
        UUID merged() {
            return kept == null ? null : kept.equals(one) ? other : one;
        }
    }

    /** How many pairs of a library wait or were decided. */
    record Counts(String library, long open, long same, long different) {}

    Flux<Counts> counts() {
        return database.sql("SELECT pair.library, count(*) FILTER (WHERE " + WAITING + ") AS open,"
                        + " count(*) FILTER (WHERE pair.state = 'SAME') AS same,"
                        + " count(*) FILTER (WHERE pair.state = 'DIFFERENT') AS different"
                        + " FROM identity_candidate AS pair GROUP BY pair.library ORDER BY pair.library")
                .map(row -> new Counts(
                        text(row, "library"), number(row, "open"), number(row, "same"), number(row, "different")))
                .all();
    }

    /**
     * Pairs that wait, the heaviest first, or were decided, the latest first.
     *
     * @param library null for all
     */
    Flux<Candidate> list(@Nullable Library library, IdentityState state, int skip, int most) {
        boolean waiting = state == IdentityState.OPEN || state == IdentityState.UNDONE;
        return database.sql("SELECT " + COLUMNS
                        + " FROM identity_candidate AS pair WHERE ($1::text IS NULL OR pair.library = $1) AND "
                        + (waiting
                                ? WAITING + " ORDER BY pair.score DESC, pair.id"
                                : "pair.state = '" + state + "' ORDER BY (SELECT max(at) FROM identity_decision"
                                        + " WHERE candidate_id = pair.id) DESC NULLS LAST, pair.id")
                        + " OFFSET $2 LIMIT $3")
                .bind("$1", Parameter.fromOrEmpty(library == null ? null : library.code(), String.class))
                .bind("$2", skip)
                .bind("$3", most)
                .map(this::candidate)
                .all();
    }

    /** Pairs of a record that wait or are one. */
    Flux<Candidate> of(UUID record) {
        return database.sql("SELECT " + COLUMNS + " FROM identity_candidate AS pair"
                        + " WHERE (pair.one_id = $1 OR pair.other_id = $1) AND (pair.state = 'SAME' OR " + WAITING
                        + ") ORDER BY pair.state = 'SAME' DESC, pair.score DESC, pair.id LIMIT 50")
                .bind("$1", record)
                .map(this::candidate)
                .all();
    }

    Mono<Candidate> find(UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM identity_candidate AS pair WHERE pair.id = $1")
                .bind("$1", id)
                .map(this::candidate)
                .one();
    }

    /**
     * Decides a pair that waits and is at a version; empty if somebody was first.
     *
     * @param kept null where both stay
     */
    Mono<Candidate> decide(UUID id, long version, IdentityState state, @Nullable UUID kept) {
        return database.sql("UPDATE identity_candidate AS pair SET state = $3, kept_id = $4, version = version + 1,"
                        + " decided_score = CASE WHEN $3 = 'DIFFERENT' THEN score END"
                        + " WHERE id = $1 AND version = $2 AND state IN ('OPEN', 'UNDONE') RETURNING " + COLUMNS)
                .bind("$1", id)
                .bind("$2", version)
                .bind("$3", state.name())
                .bind("$4", Parameter.fromOrEmpty(kept, UUID.class))
                .map(this::candidate)
                .one();
    }

    /** Takes a decision back that is at a version; empty if somebody was first. */
    Mono<Candidate> undo(UUID id, long version) {
        return database.sql(
                        "UPDATE identity_candidate AS pair SET state = 'UNDONE', kept_id = NULL, decided_score = NULL,"
                                + " version = version + 1 WHERE id = $1 AND version = $2 AND state IN ('SAME', 'DIFFERENT') RETURNING "
                                + COLUMNS)
                .bind("$1", id)
                .bind("$2", version)
                .map(this::candidate)
                .one();
    }

    Mono<Void> note(Candidate candidate, @Nullable UUID kept, String reason, UUID account) {
        return database.sql("""
                        INSERT INTO identity_decision (candidate_id, state, kept_id, score, reason, account_id)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        """)
                .bind("$1", candidate.id())
                .bind("$2", candidate.state().name())
                .bind("$3", Parameter.fromOrEmpty(kept, UUID.class))
                .bind("$4", candidate.score())
                .bind("$5", reason)
                .bind("$6", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * What was decided of a pair.
     *
     * @param kept the record that stood for both from then on, or until then; null where both stayed
     * @param by null for the platform, which brings a pair back when the evidence has grown
     */
    record Decision(
            UUID candidate,
            IdentityState state,
            @Nullable UUID kept,
            double score,
            String reason,
            @Nullable String by,
            OffsetDateTime at) {}

    /** The history of pairs, the latest first. */
    Flux<Decision> decisions(Collection<UUID> candidates) {
        return database.sql("""
                        SELECT decision.candidate_id, decision.state, decision.kept_id, decision.score, decision.reason,
                               account.display_name, decision.at
                        FROM identity_decision AS decision LEFT JOIN account ON account.id = decision.account_id
                        WHERE decision.candidate_id = ANY($1) ORDER BY decision.at DESC, decision.id DESC
                        """)
                .bind("$1", candidates.toArray(UUID[]::new))
                .map(row -> new Decision(
                        Objects.requireNonNull(row.get("candidate_id", UUID.class)),
                        IdentityState.valueOf(text(row, "state")),
                        row.get("kept_id", UUID.class),
                        Objects.requireNonNull(row.get("score", Double.class)),
                        text(row, "reason"),
                        row.get("display_name", String.class),
                        Objects.requireNonNull(row.get("at", OffsetDateTime.class))))
                .all();
    }

    private Candidate candidate(Readable row) {
        return new Candidate(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Library.find(text(row, "library")).orElseThrow(),
                Objects.requireNonNull(row.get("one_id", UUID.class)),
                Objects.requireNonNull(row.get("other_id", UUID.class)),
                IdentityState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("score", Double.class)),
                json.readValue(text(row, "evidence"), EVIDENCE),
                row.get("kept_id", UUID.class),
                number(row, "version"),
                Objects.requireNonNull(row.get("found_at", OffsetDateTime.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
