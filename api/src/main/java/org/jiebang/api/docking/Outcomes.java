package org.jiebang.api.docking;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Who solved which problem, and how content the served side was. */
@Repository
public class Outcomes {
    private final DatabaseClient database;

    Outcomes(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A problem that is closed, with a record of the libraries that solved it: the society, expert or team of a selected claim.
     *
     * @param grade of satisfaction, 1 to 5
     * @param at when it was confirmed
     */
    public record Outcome(UUID problemId, UUID supplyId, Library library, int grade, OffsetDateTime at) {}

    /** Problem by problem. One that was reopened is not closed. */
    public Flux<Outcome> all() {
        return database.sql("""
                        SELECT problem_progress.record_id, supply.id AS supply_id, supply.library,
                               (problem_step.detail -> 'satisfaction' ->> 'grade')::integer AS grade, problem_step.at
                        FROM problem_progress
                        JOIN problem_step ON problem_step.record_id = problem_progress.record_id
                            AND problem_step.version = problem_progress.version AND problem_step.event = 'CONFIRM'
                        JOIN problem_claim ON problem_claim.record_id = problem_progress.record_id
                            AND problem_claim.state = 'SELECTED'
                        JOIN organisation ON organisation.id = problem_claim.organisation_id
                        JOIN library_record AS supply ON supply.id IN (standing_record(organisation.record_id), problem_claim.team_id)
                        WHERE problem_progress.state = 'CLOSED'
                        ORDER BY problem_progress.record_id, supply.id
                        """)
                .map(row -> new Outcome(
                        Objects.requireNonNull(row.get("record_id", UUID.class)),
                        Objects.requireNonNull(row.get("supply_id", UUID.class)),
                        Library.find(Objects.requireNonNull(row.get("library", String.class)))
                                .orElseThrow(),
                        Objects.requireNonNull(row.get("grade", Integer.class)),
                        Objects.requireNonNull(row.get("at", OffsetDateTime.class))))
                .all();
    }
}
