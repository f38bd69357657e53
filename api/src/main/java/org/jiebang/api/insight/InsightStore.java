package org.jiebang.api.insight;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.insight.Measure;
import org.jiebang.insight.Standings;
import org.jiebang.problem.DockingKind;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts needs and the steps on them in PostgreSQL; what the libraries supply is counted by {@link SupplyStore}. */
@Repository
class InsightStore {
    /** Problems of a place, and steps of a period on them. */
    private static final String SCOPE = """
            WITH problem AS (
                SELECT id, sample, publication, owner_id, payload FROM library_record
                WHERE library = 'problems' AND coalesce(payload ->> 'region', '') LIKE $1),
            step AS (
                SELECT problem_step.*, problem.sample, problem.payload, problem.owner_id
                FROM problem_step JOIN problem ON problem.id = problem_step.record_id
                WHERE problem_step.at >= $2 AND problem_step.at < $3)
            """;

    private static final String MEASURES = SCOPE + """
            , chosen AS (
                SELECT DISTINCT problem_claim.organisation_id, (society.payload ->> 'national')::boolean AS national
                FROM step JOIN problem_claim ON problem_claim.record_id = step.record_id AND step.event = 'SELECT'
                 AND problem_claim.state IN ('SELECTED', 'BROKEN_OFF')
                JOIN organisation ON organisation.id = problem_claim.organisation_id
                JOIN library_record AS society ON society.id = organisation.record_id AND society.library = 'societies')
            SELECT 'MANAGER_TEAMS' AS measure, count(DISTINCT team_id)::numeric AS value FROM team_place
                JOIN library_record ON library_record.id = team_id AND publication = 'PUBLISHED'
                WHERE programme = 'enterprise-innovation-2020' AND category = 'S20-7' AND ($1 = '%'
                   OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(payload -> 'regions') AS served WHERE served LIKE $1))
            UNION ALL SELECT 'SERVED_ENTERPRISES', count(DISTINCT coalesce(owner_id::text, payload ->> 'proposer'))
                FROM step WHERE event = 'SELECT'
            UNION ALL SELECT 'NATIONAL_SOCIETIES', count(*) FILTER (WHERE national) FROM chosen
            UNION ALL SELECT 'PROVINCIAL_SOCIETIES', count(*) FILTER (WHERE NOT national) FROM chosen
            UNION ALL SELECT 'POSTED_PROBLEMS', count(DISTINCT record_id) FROM step WHERE event = 'POST'
            UNION ALL SELECT 'CLAIMS', count(*) FROM problem_claim JOIN problem ON problem.id = problem_claim.record_id
                WHERE submitted_at >= $2 AND submitted_at < $3 AND problem_claim.state NOT IN ('DRAFT', 'WITHDRAWN')
            UNION ALL SELECT 'AGREEMENTS', count(*) FROM step WHERE event = 'SIGN'
            UNION ALL SELECT 'AGREED_AMOUNT', coalesce(sum((detail -> 'agreement' ->> 'amount')::numeric), 0)
                FROM step WHERE event = 'SIGN'
            UNION ALL SELECT 'SOLVED_PROBLEMS', count(DISTINCT step.record_id) FROM step
                JOIN problem_progress ON problem_progress.record_id = step.record_id AND problem_progress.state = 'CLOSED'
                WHERE step.event = 'CONFIRM'
            UNION ALL SELECT 'SATISFACTION', round(avg((detail -> 'satisfaction' ->> 'grade')::numeric), 2)
                FROM step WHERE event = 'CONFIRM'
            UNION ALL SELECT 'STATIONED_DAYS', count(DISTINCT (docking_entry.person, day)) FROM docking_entry
                JOIN problem_claim ON problem_claim.id = docking_entry.claim_id
                JOIN problem ON problem.id = problem_claim.record_id
                CROSS JOIN generate_series(docking_entry.from_day, docking_entry.to_day, interval '1 day') AS day
                WHERE docking_entry.withdrawn_at IS NULL AND docking_entry.kind = ANY ($4)
                  AND day >= ($2 AT TIME ZONE 'Asia/Shanghai') AND day < ($3 AT TIME ZONE 'Asia/Shanghai')
            UNION ALL SELECT 'CASES', count(*) FROM solution_case JOIN problem ON problem.id = solution_case.record_id
                JOIN problem_progress ON problem_progress.record_id = problem.id AND problem_progress.state = 'CLOSED'
                WHERE consented_at >= $2 AND consented_at < $3
            """;

    /** The cohort of the funnel: problems that were submitted in the period. */
    private static final String COHORT =
            SCOPE + ", cohort AS (SELECT DISTINCT record_id FROM step WHERE event = 'SUBMIT') ";

    private static final String[] STATIONED = Arrays.stream(DockingKind.values())
            .filter(DockingKind::stationed)
            .map(DockingKind::name)
            .toArray(String[]::new);

    private static final int MOST_LOSSES = 300;

    private final DatabaseClient database;

    InsightStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What is counted: where and when.
     *
     * @param places pattern of the codes of places, {@code %} for all
     * @param from the first moment of the period
     * @param to the first moment after it
     */
    record Scope(String places, OffsetDateTime from, OffsetDateTime to) {}

    /**
     * A figure.
     *
     * @param value null where there is nothing to take a mean of
     * @param samples how many of the records are invented ones
     */
    record Figure(Measure measure, @Nullable BigDecimal value, long samples) {}

    /** All but how much the libraries hold. */
    Mono<Map<Measure, Figure>> figures(Scope scope) {
        return in(MEASURES, scope)
                .bind("$4", STATIONED)
                .map(row -> new Figure(Measure.valueOf(text(row, "measure")), row.get("value", BigDecimal.class), 0))
                .all()
                .collectMap(Figure::measure);
    }

    /** To how many problems an event happened in the period. */
    Mono<Map<ProblemEvent, Long>> events(Scope scope) {
        return in(SCOPE + "SELECT event, count(DISTINCT record_id) AS count FROM step GROUP BY event", scope)
                .map(row -> Map.entry(ProblemEvent.valueOf(text(row, "event")), number(row, "count")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** How many problems of the cohort an event has happened to; those with a claim under the name CLAIM. */
    Mono<Map<String, Long>> funnel(Scope scope) {
        return in(COHORT + """
                        SELECT event, count(DISTINCT record_id) AS count FROM problem_step JOIN cohort USING (record_id) GROUP BY event
                        UNION ALL
                        SELECT 'CLAIM', count(DISTINCT record_id) FROM problem_claim JOIN cohort USING (record_id)
                        WHERE submitted_at IS NOT NULL
                        """, scope)
                .map(row -> Map.entry(text(row, "event"), number(row, "count")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Where a problem of the cohort was lost, or lost those who would have solved it. */
    record Loss(UUID id, String title, ProblemState from, ProblemEvent event, String reason, OffsetDateTime at) {}

    /** The latest first. */
    Flux<Loss> losses(Scope scope) {
        return in(COHORT + """
                        SELECT problem_step.record_id, problem.payload ->> 'title' AS title, source, event, note, at
                        FROM problem_step JOIN cohort USING (record_id) JOIN problem ON problem.id = problem_step.record_id
                        WHERE event IN ('REJECT', 'DISMISS', 'WITHDRAW', 'EXPIRE', 'BREAK_OFF')
                        ORDER BY at DESC, problem_step.record_id LIMIT $4
                        """, scope)
                .bind("$4", MOST_LOSSES)
                .map(row -> new Loss(
                        Objects.requireNonNull(row.get("record_id", UUID.class)),
                        text(row, "title"),
                        ProblemState.valueOf(text(row, "source")),
                        ProblemEvent.valueOf(text(row, "event")),
                        text(row, "note"),
                        Objects.requireNonNull(row.get("at", OffsetDateTime.class))))
                .all();
    }

    /**
     * How well needs meet supply: of the problems that were posted in the period, how many have had a claim and were given to somebody.
     *
     * @param daysToClaim median from the posting to the first claim; null where there is none
     * @param daysToSelect median from the posting to the selection
     */
    record Efficiency(
            long posted,
            long claimed,
            long selected,
            @Nullable Double daysToClaim,
            @Nullable Double daysToSelect) {}

    Mono<Efficiency> efficiency(Scope scope) {
        return in(SCOPE + """
                        , posted AS (
                            SELECT record_id, min(at) AS at FROM step WHERE event = 'POST' GROUP BY record_id),
                        met AS (
                            SELECT posted.at,
                                   (SELECT min(submitted_at) FROM problem_claim WHERE problem_claim.record_id = posted.record_id) AS claimed,
                                   (SELECT min(problem_step.at) FROM problem_step
                                    WHERE problem_step.record_id = posted.record_id AND event = 'SELECT') AS selected
                            FROM posted)
                        SELECT count(*) AS posted, count(claimed) AS claimed, count(selected) AS selected,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM claimed - at) / 86400.0)::double precision
                                   AS days_to_claim,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM selected - at) / 86400.0)::double precision
                                   AS days_to_select
                        FROM met
                        """, scope)
                .map(row -> new Efficiency(
                        number(row, "posted"),
                        number(row, "claimed"),
                        number(row, "selected"),
                        row.get("days_to_claim", Double.class),
                        row.get("days_to_select", Double.class)))
                .one();
    }

    /**
     * Needs of a place under one heading.
     *
     * @param open needs that are neither solved nor closed
     * @param unmet open needs that no claim was submitted on, here or by what their source says
     */
    record Needs(String code, long open, long unmet, long solved) {}

    /** Needs of a place by segment, by chain, or by the place of six digits that they come from; those without one are left out. */
    enum Heading {
        SEGMENT("segment"),
        CHAIN("left(segment, 3)"),
        PLACE("problem.payload ->> 'region'");

        private final String code;

        Heading(String code) {
            this.code = code;
        }

        private String sql() {
            String segments = this == PLACE
                    ? ""
                    : " CROSS JOIN jsonb_array_elements_text(problem.payload -> 'segments') AS segment";
            return """
                    WITH need AS (
                        SELECT DISTINCT %s AS code, problem.id, problem.payload ->> 'status' AS status,
                               EXISTS (SELECT 1 FROM problem_claim WHERE problem_claim.record_id = problem.id
                                       AND problem_claim.state NOT IN ('DRAFT', 'WITHDRAWN')) AS claimed
                        FROM library_record AS problem%s
                        WHERE problem.library = 'problems' AND problem.publication = 'PUBLISHED'
                          AND coalesce(problem.payload ->> 'region', '') LIKE $1)
                    SELECT code, count(*) FILTER (WHERE status NOT IN ('SOLVED', 'CLOSED')) AS open,
                           count(*) FILTER (WHERE status IN ('COLLECTED', 'POSTED') AND NOT claimed) AS unmet,
                           count(*) FILTER (WHERE status = 'SOLVED') AS solved
                    FROM need WHERE code IS NOT NULL GROUP BY code ORDER BY code
                    """.formatted(code, segments);
        }
    }

    /** In the order of their codes. */
    Flux<Needs> needs(Heading heading, String places) {
        return database.sql(heading.sql())
                .bind("$1", places)
                .map(row ->
                        new Needs(text(row, "code"), number(row, "open"), number(row, "unmet"), number(row, "solved")))
                .all();
    }

    /** What each place has docked and turned into results in the period, by its code of six digits. */
    Flux<Standings.Counted> counted(OffsetDateTime from, OffsetDateTime to) {
        return database.sql("""
                        WITH counted AS (
                            SELECT payload ->> 'region' AS code, count(DISTINCT library_record.id) AS docked, 0::bigint AS turned
                            FROM library_record JOIN problem_claim ON problem_claim.record_id = library_record.id
                            WHERE submitted_at >= $1 AND submitted_at < $2 AND problem_claim.state NOT IN ('DRAFT', 'WITHDRAWN') GROUP BY 1
                            UNION ALL
                            SELECT payload ->> 'region', 0, count(DISTINCT library_record.id)
                            FROM library_record JOIN problem_progress ON problem_progress.record_id = library_record.id AND state = 'CLOSED'
                            JOIN problem_step ON problem_step.record_id = library_record.id AND event = 'CONFIRM'
                            WHERE problem_step.at >= $1 AND problem_step.at < $2 GROUP BY 1)
                        SELECT code, sum(docked)::bigint AS docked, sum(turned)::bigint AS turned
                        FROM counted WHERE code IS NOT NULL GROUP BY code
                        """)
                .bind("$1", from)
                .bind("$2", to)
                .map(row -> new Standings.Counted(text(row, "code"), 0, number(row, "docked"), number(row, "turned")))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec in(String sql, Scope scope) {
        return database.sql(sql)
                .bind("$1", scope.places())
                .bind("$2", scope.from())
                .bind("$3", scope.to());
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
