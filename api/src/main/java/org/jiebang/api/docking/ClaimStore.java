package org.jiebang.api.docking;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.problem.ClaimEvent;
import org.jiebang.problem.ClaimLife;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims in PostgreSQL. */
@Repository
class ClaimStore {
    private static final String CLAIM = """
            SELECT problem_claim.id, problem_claim.record_id, problem.payload ->> 'title' AS problem,
                   problem_claim.organisation_id, organisation.name AS organisation, team_id,
                   team.payload ->> 'name' AS team, approach, foundation, schedule, price, months, problem_claim.state,
                   problem_claim.version, problem_claim.updated_at, problem_claim.submitted_at
            FROM problem_claim
            JOIN library_record AS problem ON problem.id = problem_claim.record_id
            JOIN organisation ON organisation.id = problem_claim.organisation_id
            LEFT JOIN library_record AS team ON team.id = problem_claim.team_id
            """;

    private final DatabaseClient database;

    ClaimStore(DatabaseClient database) {
        this.database = database;
    }

    /** A new draft; empty if the organisation has a claim on the problem already. */
    Mono<UUID> create(UUID problem, UUID organisation) {
        return database.sql("""
                        INSERT INTO problem_claim (record_id, organisation_id) VALUES ($1, $2)
                        ON CONFLICT DO NOTHING RETURNING id
                        """)
                .bind("$1", problem)
                .bind("$2", organisation)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    Mono<Claim> find(UUID id) {
        return database.sql(CLAIM + " WHERE problem_claim.id = $1")
                .bind("$1", id)
                .map(ClaimStore::claim)
                .one();
    }

    Mono<Claim> find(UUID problem, UUID organisation) {
        return database.sql(CLAIM + " WHERE problem_claim.record_id = $1 AND problem_claim.organisation_id = $2")
                .bind("$1", problem)
                .bind("$2", organisation)
                .map(ClaimStore::claim)
                .one();
    }

    /** Claims on a problem in the order in which they were begun. */
    Flux<Claim> ofProblem(UUID problem) {
        return database.sql(CLAIM + " WHERE problem_claim.record_id = $1 ORDER BY problem_claim.id")
                .bind("$1", problem)
                .map(ClaimStore::claim)
                .all();
    }

    /** Claims of an organisation, the latest first. */
    Flux<Claim> ofOrganisation(UUID organisation, int limit) {
        return database.sql(CLAIM
                        + " WHERE problem_claim.organisation_id = $1 ORDER BY problem_claim.updated_at DESC LIMIT $2")
                .bind("$1", organisation)
                .bind("$2", limit)
                .map(ClaimStore::claim)
                .all();
    }

    /** Rewrites a draft that is at a version; answers false if it is not. */
    Mono<Boolean> change(UUID id, long version, Proposal proposal, @Nullable UUID team) {
        return database.sql("""
                        UPDATE problem_claim SET approach = $3, foundation = $4, schedule = $5, price = $6, months = $7,
                            team_id = $8, version = version + 1, updated_at = now()
                        WHERE id = $1 AND version = $2 AND state = 'DRAFT'
                        """)
                .bind("$1", id)
                .bind("$2", version)
                .bind("$3", proposal.approach())
                .bind("$4", proposal.foundation())
                .bind("$5", proposal.schedule())
                .bind("$6", Parameter.fromOrEmpty(proposal.price(), BigDecimal.class))
                .bind("$7", Parameter.fromOrEmpty(proposal.months(), Integer.class))
                .bind("$8", Parameter.fromOrEmpty(team, UUID.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Brings a claim that is at a version into a state; answers false if somebody else was first. */
    Mono<Boolean> move(UUID id, long version, ClaimState state) {
        return database.sql("""
                        UPDATE problem_claim SET state = $3, version = version + 1, updated_at = now(),
                            submitted_at = CASE WHEN $3 = 'SUBMITTED' THEN now() ELSE submitted_at END
                        WHERE id = $1 AND version = $2
                        """)
                .bind("$1", id)
                .bind("$2", version)
                .bind("$3", state.name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Lets an event happen to those of the claims to which it can happen; answers to how many it did. */
    Mono<Long> moveAll(Collection<UUID> claims, ClaimEvent event) {
        return moveAll("id = ANY ($3)", claims.toArray(UUID[]::new), event);
    }

    /** Lets an event happen to all claims on a problem to which it can happen. */
    Mono<Long> moveAll(UUID problem, ClaimEvent event) {
        return moveAll("record_id = $3", problem, event);
    }

    private Mono<Long> moveAll(String condition, Object value, ClaimEvent event) {
        return Flux.fromIterable(ClaimLife.TABLE.transitions())
                .filter(transition -> transition.event() == event)
                .concatMap(transition -> database.sql(
                                "UPDATE problem_claim SET state = $1, version = version + 1, updated_at = now()"
                                        + " WHERE state = $2 AND " + condition)
                        .bind("$1", transition.to().name())
                        .bind("$2", transition.from().name())
                        .bind("$3", value)
                        .fetch()
                        .rowsUpdated())
                .reduce(0L, Long::sum);
    }

    /** How many claims on a problem are in a state. */
    Mono<Long> count(UUID problem, ClaimState state) {
        return database.sql("SELECT count(*) AS count FROM problem_claim WHERE record_id = $1 AND state = $2")
                .bind("$1", problem)
                .bind("$2", state.name())
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    private static Claim claim(Readable row) {
        return new Claim(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                Objects.requireNonNullElse(row.get("problem", String.class), ""),
                Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                Objects.requireNonNull(row.get("organisation", String.class)),
                row.get("team_id", UUID.class),
                row.get("team", String.class),
                new Proposal(
                        Objects.requireNonNull(row.get("approach", String.class)),
                        Objects.requireNonNull(row.get("foundation", String.class)),
                        Objects.requireNonNull(row.get("schedule", String.class)),
                        row.get("price", BigDecimal.class),
                        row.get("months", Integer.class)),
                ClaimState.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)),
                row.get("submitted_at", OffsetDateTime.class));
    }
}
