package org.jiebang.api.solution;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.problem.AgreementKind;
import org.jiebang.problem.DockingKind;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cases in PostgreSQL. A problem that was reopened is no case until it is closed again. */
@Repository
class CaseStore {
    /** Stationed days: days of a person, each once (VOC-07). */
    private static final String SELECT = """
            SELECT solution_case.record_id, record.payload ->> 'title' AS title, record.payload ->> 'proposer' AS proposer,
                   record.payload ->> 'region' AS region, record.payload ->> 'industryClass' AS industry_class,
                   extract(year FROM confirmed.at AT TIME ZONE 'Asia/Shanghai')::integer AS year, record.sample, solution_case.need, solution_case.solution, solution_case.reached,
                   solvers.names AS solvers, confirmed.at AS confirmed_at,
                   (confirmed.detail -> 'satisfaction' ->> 'grade')::integer AS grade,
                   signed.detail -> 'agreement' ->> 'kind' AS kind,
                   CASE WHEN solution_case.show_amount THEN (signed.detail -> 'agreement' ->> 'amount')::numeric END AS amount,
                   confirmed.at::date - posted.at::date AS days, stationed.days AS stationed
            FROM solution_case
            JOIN problem_progress ON problem_progress.record_id = solution_case.record_id AND problem_progress.state = 'CLOSED'
            JOIN library_record AS record ON record.id = solution_case.record_id AND record.publication = 'PUBLISHED'
            JOIN problem_step AS confirmed ON confirmed.record_id = record.id AND confirmed.version = problem_progress.version
            LEFT JOIN LATERAL (SELECT detail FROM problem_step WHERE problem_step.record_id = record.id AND event = 'SIGN'
                               ORDER BY version DESC LIMIT 1) AS signed ON true
            LEFT JOIN LATERAL (SELECT at FROM problem_step WHERE problem_step.record_id = record.id AND event = 'POST'
                               ORDER BY version LIMIT 1) AS posted ON true
            CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT coalesce(team.payload ->> 'name', organisation.name)), '{}') AS names
                                FROM problem_claim JOIN organisation ON organisation.id = problem_claim.organisation_id
                                LEFT JOIN library_record AS team ON team.id = problem_claim.team_id AND team.publication = 'PUBLISHED'
                                WHERE problem_claim.record_id = record.id AND problem_claim.state = 'SELECTED') AS solvers
            CROSS JOIN LATERAL (SELECT count(DISTINCT (docking_entry.person, day)) AS days
                                FROM problem_claim JOIN docking_entry ON docking_entry.claim_id = problem_claim.id
                                CROSS JOIN generate_series(docking_entry.from_day, docking_entry.to_day, interval '1 day') AS day
                                WHERE problem_claim.record_id = record.id AND docking_entry.withdrawn_at IS NULL
                                  AND docking_entry.kind = ANY ($1)) AS stationed
            """;

    /** Cases with these words, whatever their city, year and class. */
    private static final String FOUND = "WITH found AS (" + SELECT + """
            WHERE $2 = '' OR strpos(lower(concat_ws(' ', record.payload ->> 'title', record.payload ->> 'proposer', solution_case.need,
                                                    solution_case.solution, solution_case.reached, solvers.names::text)), lower($2)) > 0)
            """;

    private static final String OF_CITY = "(cardinality($3::text[]) = 0 OR left(region, 4) = ANY ($3))";
    private static final String OF_YEAR = "(cardinality($4::integer[]) = 0 OR year = ANY ($4))";
    private static final String OF_CLASS = "(cardinality($5::text[]) = 0 OR industry_class = ANY ($5))";

    private static final String PAGE = FOUND + "SELECT * FROM found WHERE " + OF_CITY + " AND " + OF_YEAR + " AND "
            + OF_CLASS + " ORDER BY confirmed_at DESC, record_id LIMIT $6 OFFSET $7";

    /** What is chosen of one facet narrows the others, not itself. */
    private static final String COUNTS = FOUND + """
            SELECT 'TOTAL' AS facet, '' AS value, count(*) AS count FROM found WHERE %1$s AND %2$s AND %3$s
            UNION ALL
            SELECT 'CITY', left(region, 4), count(*) FROM found WHERE region IS NOT NULL AND %2$s AND %3$s GROUP BY 2
            UNION ALL
            SELECT 'YEAR', year::text, count(*) FROM found WHERE %1$s AND %3$s GROUP BY 2
            UNION ALL
            SELECT 'CLASS', industry_class, count(*) FROM found WHERE industry_class IS NOT NULL AND %1$s AND %2$s GROUP BY 2
            ORDER BY 1, 3 DESC, 2
            """.formatted(OF_CITY, OF_YEAR, OF_CLASS);

    private static final String[] STATIONED = Arrays.stream(DockingKind.values())
            .filter(DockingKind::stationed)
            .map(DockingKind::name)
            .toArray(String[]::new);

    private final DatabaseClient database;

    CaseStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A problem that was solved, as far as its proposer shows it.
     *
     * @param solvers names of the organisations, or of their teams
     * @param grade of satisfaction, 1 to 5
     * @param amount of the agreement in 万元; null where it is not shown or there was none
     * @param days from the posting to the confirmation; null where it was not posted here
     * @param stationed 蹲点 days of all people
     */
    record SolvedCase(
            UUID problemId,
            String title,
            String proposer,
            @Nullable String region,
            boolean sample,
            String need,
            List<String> solvers,
            String solution,
            String reached,
            @Nullable Integer grade,
            @Nullable AgreementKind kind,
            @Nullable BigDecimal amount,
            @Nullable Integer days,
            long stationed,
            OffsetDateTime confirmedAt) {}

    /** What the served side agrees to show. */
    record Shown(String need, String solution, String reached, boolean showAmount) {}

    /**
     * Which cases are wanted; an empty list takes all.
     *
     * @param words that stand in the case, blank for any
     * @param cities codes of four digits, 3205
     * @param years of the confirmation
     * @param industryClasses names of {@link org.jiebang.industry.IndustryClass}
     */
    record Wanted(String words, List<String> cities, List<Integer> years, List<String> industryClasses) {
        static final Wanted ALL = new Wanted("", List.of(), List.of(), List.of());
    }

    /**
     * How many cases there are.
     *
     * @param facet TOTAL, CITY, YEAR or CLASS
     * @param value of the facet, as in {@link Wanted}; blank for the total
     */
    record Count(String facet, String value, long count) {}

    /** The latest confirmed first. */
    Flux<SolvedCase> page(Wanted wanted, int limit, long offset) {
        return bind(database.sql(PAGE), wanted)
                .bind("$6", limit)
                .bind("$7", offset)
                .map(CaseStore::read)
                .all();
    }

    /** Of each facet the most frequent first. */
    Flux<Count> counts(Wanted wanted) {
        return bind(database.sql(COUNTS), wanted)
                .map(row -> new Count(
                        Objects.requireNonNull(row.get("facet", String.class)),
                        Objects.requireNonNull(row.get("value", String.class)),
                        Objects.requireNonNull(row.get("count", Long.class))))
                .all();
    }

    private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec sql, Wanted wanted) {
        return sql.bind("$1", STATIONED)
                .bind("$2", wanted.words().strip())
                .bind("$3", wanted.cities().toArray(String[]::new))
                .bind("$4", wanted.years().toArray(Integer[]::new))
                .bind("$5", wanted.industryClasses().toArray(String[]::new));
    }

    Mono<SolvedCase> find(UUID problem) {
        return database.sql(SELECT + " WHERE solution_case.record_id = $2")
                .bind("$1", STATIONED)
                .bind("$2", problem)
                .map(CaseStore::read)
                .one();
    }

    /** Which of some problems are cases. */
    Mono<List<UUID>> among(Collection<UUID> problems) {
        return database.sql("""
                        SELECT solution_case.record_id FROM solution_case
                        JOIN problem_progress ON problem_progress.record_id = solution_case.record_id AND state = 'CLOSED'
                        WHERE solution_case.record_id = ANY ($1)
                        """)
                .bind("$1", problems.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all()
                .collectList();
    }

    /** State of a problem, so that it stays until this transaction ends; empty if nothing has happened to it. */
    Mono<String> lockedState(UUID problem) {
        return database.sql("SELECT state FROM problem_progress WHERE record_id = $1 FOR UPDATE")
                .bind("$1", problem)
                .map(row -> Objects.requireNonNull(row.get("state", String.class)))
                .one();
    }

    /** What its solver delivered last, as a draft of what to show; blank parts where nothing was. */
    Mono<Shown> delivered(UUID problem) {
        return database.sql("""
                        SELECT coalesce(shown.need, concat_ws(E'\\n', nullif(record.payload -> 'description' ->> 'background', ''),
                                   nullif(record.payload -> 'description' ->> 'difficulties', '')), '') AS need,
                               coalesce(shown.solution, delivered.detail -> 'solution' ->> 'summary', '') AS solution,
                               coalesce(shown.reached, delivered.detail -> 'solution' ->> 'reached', '') AS reached,
                               coalesce(shown.show_amount, false) AS show_amount
                        FROM library_record AS record
                        LEFT JOIN solution_case AS shown ON shown.record_id = record.id
                        LEFT JOIN LATERAL (SELECT detail FROM problem_step WHERE record_id = record.id AND event = 'DELIVER'
                                           ORDER BY version DESC LIMIT 1) AS delivered ON true
                        WHERE record.id = $1
                        """)
                .bind("$1", problem)
                .map(row -> new Shown(
                        Objects.requireNonNull(row.get("need", String.class)),
                        Objects.requireNonNull(row.get("solution", String.class)),
                        Objects.requireNonNull(row.get("reached", String.class)),
                        Boolean.TRUE.equals(row.get("show_amount", Boolean.class))))
                .one();
    }

    Mono<Void> write(UUID problem, Shown shown, UUID account) {
        return database.sql("""
                        INSERT INTO solution_case (record_id, need, solution, reached, show_amount, account_id)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (record_id) DO UPDATE SET need = excluded.need, solution = excluded.solution,
                            reached = excluded.reached, show_amount = excluded.show_amount, account_id = excluded.account_id,
                            consented_at = now()
                        """)
                .bind("$1", problem)
                .bind("$2", shown.need())
                .bind("$3", shown.solution())
                .bind("$4", shown.reached())
                .bind("$5", shown.showAmount())
                .bind("$6", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** False if there was none. */
    Mono<Boolean> remove(UUID problem) {
        return database.sql("DELETE FROM solution_case WHERE record_id = $1")
                .bind("$1", problem)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The next case of which nobody was told, taken until this transaction ends. */
    Mono<UUID> untold() {
        return database.sql("""
                        SELECT solution_case.record_id FROM solution_case
                        JOIN problem_progress ON problem_progress.record_id = solution_case.record_id AND state = 'CLOSED'
                        WHERE told_at IS NULL ORDER BY consented_at LIMIT 1 FOR UPDATE OF solution_case SKIP LOCKED
                        """)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .one();
    }

    Mono<Void> told(UUID problem) {
        return database.sql("UPDATE solution_case SET told_at = now() WHERE record_id = $1")
                .bind("$1", problem)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static SolvedCase read(Readable row) {
        String kind = row.get("kind", String.class);
        return new SolvedCase(
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                Objects.requireNonNullElse(row.get("title", String.class), ""),
                Objects.requireNonNullElse(row.get("proposer", String.class), ""),
                row.get("region", String.class),
                Boolean.TRUE.equals(row.get("sample", Boolean.class)),
                Objects.requireNonNull(row.get("need", String.class)),
                List.of(Objects.requireNonNull(row.get("solvers", String[].class))),
                Objects.requireNonNull(row.get("solution", String.class)),
                Objects.requireNonNull(row.get("reached", String.class)),
                row.get("grade", Integer.class),
                kind == null ? null : AgreementKind.valueOf(kind),
                row.get("amount", BigDecimal.class),
                row.get("days", Integer.class),
                Objects.requireNonNull(row.get("stationed", Long.class)),
                Objects.requireNonNull(row.get("confirmed_at", OffsetDateTime.class)));
    }
}
