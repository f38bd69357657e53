package org.jiebang.api.team;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Allocations of problems in PostgreSQL. */
@Repository
class AllocationStore {
    private static final String COLUMNS =
            "SELECT id, organisation_id, name, library, version, accepted, updated_at FROM allocation ";

    private final DatabaseClient database;

    AllocationStore(DatabaseClient database) {
        this.database = database;
    }

    /** An allocation without its pairs. */
    record Allocation(
            UUID id,
            UUID organisation,
            String name,
            String target,
            long version,
            boolean accepted,
            OffsetDateTime updatedAt) {}

    /** A problem and who serves it. */
    record AllocationPair(UUID problem, String problemTitle, UUID supply, String supplyTitle, double score) {}

    Flux<Allocation> of(UUID organisation, int limit) {
        return database.sql(COLUMNS + "WHERE organisation_id = $1 ORDER BY updated_at DESC, id LIMIT $2")
                .bind("$1", organisation)
                .bind("$2", limit)
                .map(AllocationStore::allocation)
                .all();
    }

    Mono<Allocation> find(UUID id) {
        return database.sql(COLUMNS + "WHERE id = $1")
                .bind("$1", id)
                .map(AllocationStore::allocation)
                .one();
    }

    /** The same, kept from other writers until the transaction ends; allocations are accepted one after another. */
    Mono<Allocation> lock(UUID id) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('allocation'))")
                .fetch()
                .rowsUpdated()
                .then(database.sql(COLUMNS + "WHERE id = $1 FOR UPDATE")
                        .bind("$1", id)
                        .map(AllocationStore::allocation)
                        .one());
    }

    Mono<List<AllocationPair>> pairs(UUID id) {
        return database.sql("""
                        SELECT problem_id, supply_id, score, problem.payload ->> 'title' AS problem,
                               supply.payload ->> 'name' AS supply
                        FROM allocation_pair
                        JOIN library_record AS problem ON problem.id = problem_id
                        JOIN library_record AS supply ON supply.id = supply_id
                        WHERE allocation_id = $1 ORDER BY problem_id, score DESC, supply_id
                        """)
                .bind("$1", id)
                .map(row -> new AllocationPair(
                        Objects.requireNonNull(row.get("problem_id", UUID.class)),
                        Objects.requireNonNullElse(row.get("problem", String.class), ""),
                        Objects.requireNonNull(row.get("supply_id", UUID.class)),
                        Objects.requireNonNullElse(row.get("supply", String.class), ""),
                        Objects.requireNonNull(row.get("score", Double.class))))
                .all()
                .collectList();
    }

    Mono<UUID> add(UUID organisation, String name, AssignmentView found) {
        List<UUID> problems = found.problems().stream()
                .flatMap(served -> served.by().stream().map(by -> served.id()))
                .toList();
        List<AssignmentView.ServingSupply> servers = found.problems().stream()
                .flatMap(served -> served.by().stream())
                .toList();
        return database.sql("INSERT INTO allocation (organisation_id, name, library) VALUES ($1, $2, $3) RETURNING id")
                .bind("$1", organisation)
                .bind("$2", name)
                .bind("$3", found.target())
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .flatMap(id -> database.sql("""
                                INSERT INTO allocation_pair (allocation_id, problem_id, supply_id, score)
                                SELECT $1, pair.problem, pair.supply, pair.score
                                FROM unnest($2::uuid[], $3::uuid[], $4::float8[]) AS pair (problem, supply, score)
                                -- Who was erased since is left out.
                                WHERE EXISTS (SELECT 1 FROM library_record WHERE id = pair.problem)
                                  AND EXISTS (SELECT 1 FROM library_record WHERE id = pair.supply)
                                """)
                        .bind("$1", id)
                        .bind("$2", problems.toArray(UUID[]::new))
                        .bind(
                                "$3",
                                servers.stream()
                                        .map(AssignmentView.ServingSupply::id)
                                        .toArray(UUID[]::new))
                        .bind(
                                "$4",
                                servers.stream()
                                        .map(AssignmentView.ServingSupply::score)
                                        .toArray(Double[]::new))
                        .fetch()
                        .rowsUpdated()
                        .thenReturn(id));
    }

    /** Under {@link #lock}. */
    Mono<Void> accept(UUID id, boolean accepted) {
        return database.sql(
                        "UPDATE allocation SET accepted = $2, version = version + 1, updated_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", accepted)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Under {@link #lock}. */
    Mono<Void> remove(UUID id) {
        return database.sql("DELETE FROM allocation WHERE id = $1")
                .bind("$1", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** How many problems each of these serves by what was accepted; who serves none is left out. */
    Mono<Map<UUID, Integer>> accepted(Collection<UUID> supplies) {
        return database.sql("""
                        SELECT supply_id, count(*) AS load FROM allocation_pair
                        JOIN allocation ON allocation.id = allocation_id AND accepted
                        WHERE supply_id = ANY($1) GROUP BY supply_id
                        """)
                .bind("$1", supplies.toArray(UUID[]::new))
                .map(row -> Map.entry(Objects.requireNonNull(row.get("supply_id", UUID.class)), (int)
                        (long) Objects.requireNonNull(row.get("load", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Experts of an allocation who would carry more than they can, with what was accepted before. */
    Flux<String> overloaded(UUID id) {
        return database.sql("""
                        WITH load AS (
                            SELECT supply_id, count(*) AS load FROM allocation_pair
                            JOIN allocation ON allocation.id = allocation_id AND (accepted OR allocation.id = $1)
                            WHERE supply_id IN (SELECT supply_id FROM allocation_pair WHERE allocation_id = $1)
                            GROUP BY supply_id)
                        SELECT payload ->> 'name' AS name FROM load JOIN library_record ON id = supply_id
                        WHERE library = 'experts'
                          AND load > greatest(0, (payload ->> 'capacity')::int - (payload ->> 'activeTasks')::int)
                        ORDER BY supply_id LIMIT 20
                        """)
                .bind("$1", id)
                .map(row -> Objects.requireNonNullElse(row.get("name", String.class), ""))
                .all();
    }

    private static Allocation allocation(Readable row) {
        return new Allocation(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("library", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Boolean.TRUE.equals(row.get("accepted", Boolean.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)));
    }
}
