package org.jiebang.api.person;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Expert;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What PostgreSQL holds on a person beside the expert's record. */
@Repository
class PersonStore {
    /** Accounts that act for the expert whose record is $1. */
    private static final String ACCOUNTS = """
            SELECT DISTINCT membership.account_id FROM organisation
            JOIN membership ON membership.organisation_id = organisation.id
            WHERE organisation.record_id = $1 AND organisation.kind = 'EXPERT'
            """;

    private final DatabaseClient database;

    PersonStore(DatabaseClient database) {
        this.database = database;
    }

    /** Who said so. */
    enum Source {
        /** The person. */
        PERSON,
        /** Staff, for a person who told them. */
        STAFF
    }

    /** That somebody agreed, or did not any more. */
    record Consent(boolean given, Source source, String note, OffsetDateTime at) {}

    /** The latest first. */
    Flux<Consent> consents(UUID record) {
        return database.sql(
                        "SELECT given, source, note, at FROM consent WHERE record_id = $1 ORDER BY at DESC, id DESC")
                .bind("$1", record)
                .map(row -> new Consent(
                        Boolean.TRUE.equals(row.get("given", Boolean.class)),
                        Source.valueOf(text(row, "source")),
                        text(row, "note"),
                        time(row, "at")))
                .all();
    }

    Mono<Void> addConsent(UUID record, boolean given, Source source, String note, UUID account) {
        return database.sql(
                        "INSERT INTO consent (record_id, given, source, note, account_id) VALUES ($1, $2, $3, $4, $5)")
                .bind("$1", record)
                .bind("$2", given)
                .bind("$3", source.name())
                .bind("$4", note)
                .bind("$5", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** That somebody saw the contact in clear. */
    record Reveal(OffsetDateTime at, String role, @Nullable String organisation, String reason) {}

    Flux<Reveal> reveals(UUID record) {
        return database.sql("""
                        SELECT entry.at, entry.role, organisation.name AS organisation,
                               coalesce(entry.after::jsonb ->> 'reason', '') AS reason
                        FROM audit_entry AS entry LEFT JOIN organisation ON organisation.id = entry.organisation_id
                        WHERE entry.subject_id = $1 AND entry.subject_type = 'experts' AND entry.action = 'CONTACT_REVEALED'
                        ORDER BY entry.position
                        """)
                .bind("$1", record.toString())
                .map(row -> new Reveal(
                        time(row, "at"), text(row, "role"), row.get("organisation", String.class), text(row, "reason")))
                .all();
    }

    /** An account that acts for the expert. */
    record LinkedAccount(
            String username,
            String displayName,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime lastSignInAt) {}

    Flux<LinkedAccount> accounts(UUID record) {
        return database.sql("SELECT username, display_name, created_at, last_sign_in_at FROM account WHERE id IN ("
                        + ACCOUNTS + ") ORDER BY id")
                .bind("$1", record)
                .map(row -> new LinkedAccount(
                        text(row, "username"),
                        text(row, "display_name"),
                        time(row, "created_at"),
                        row.get("last_sign_in_at", OffsetDateTime.class)))
                .all();
    }

    /** A service team whose roster names somebody of the same name and the same employer or year of birth. */
    record Team(UUID id, String name) {}

    Flux<Team> teams(Expert expert) {
        return database.sql("""
                        SELECT id, payload ->> 'name' AS name FROM library_record
                        WHERE library = 'teams' AND EXISTS (
                            SELECT 1 FROM jsonb_array_elements(payload -> 'roster') AS member
                            WHERE member ->> 'name' = $1
                              AND (member ->> 'employer' = $2 OR $3 <> '0' AND member ->> 'birthYear' = $3))
                        ORDER BY id
                        """)
                .bind("$1", expert.name())
                .bind("$2", expert.employer())
                .bind("$3", Integer.toString(expert.birthYear()))
                .map(row -> new Team(Objects.requireNonNull(row.get("id", UUID.class)), text(row, "name")))
                .all();
    }

    /**
     * An author of works who is the expert, or about whom staff are asked.
     *
     * @param state YES, NO or OPEN
     * @param works their titles
     */
    record Author(String name, String unit, String state, List<String> works) {
        Author {
            works = List.copyOf(works);
        }
    }

    Flux<Author> authors(UUID record) {
        return database.sql("""
                        SELECT author.name, author.unit, author.state,
                               array(SELECT DISTINCT work.title FROM authorship_work AS link JOIN work ON work.id = link.work_id
                                     WHERE link.authorship_id = author.id ORDER BY work.title) AS works
                        FROM authorship AS author WHERE author.expert_id = $1 ORDER BY author.id
                        """)
                .bind("$1", record)
                .map(row -> new Author(
                        text(row, "name"),
                        text(row, "unit"),
                        text(row, "state"),
                        List.of(Objects.requireNonNull(row.get("works", String[].class)))))
                .all();
    }

    /** What somebody said of a match with the person. */
    record Judged(UUID problemId, @Nullable String problem, String verdict, String reason, OffsetDateTime at) {}

    Flux<Judged> judgements(UUID record) {
        return database.sql("""
                        SELECT match_judgement.problem_id, match_judgement.verdict,
                               CASE WHEN problem.publication = 'PUBLISHED' THEN problem.payload ->> 'title' END AS problem,
                               match_judgement.reason, match_judgement.at
                        FROM match_judgement JOIN library_record AS problem ON problem.id = match_judgement.problem_id
                        WHERE match_judgement.supply_id = $1 ORDER BY match_judgement.at
                        """)
                .bind("$1", record)
                .map(row -> new Judged(
                        Objects.requireNonNull(row.get("problem_id", UUID.class)),
                        row.get("problem", String.class),
                        text(row, "verdict"),
                        text(row, "reason"),
                        time(row, "at")))
                .all();
    }

    /** A sanction against the person. */
    record Sanctioned(
            String kind,
            LocalDate from,
            @Nullable LocalDate until,
            String reason,
            String source,
            @Nullable OffsetDateTime endedAt) {}

    Flux<Sanctioned> sanctions(UUID record) {
        return database.sql("SELECT * FROM sanction WHERE record_id = $1 ORDER BY created_at")
                .bind("$1", record)
                .map(row -> new Sanctioned(
                        text(row, "kind"),
                        Objects.requireNonNull(row.get("from_day", LocalDate.class)),
                        row.get("until_day", LocalDate.class),
                        text(row, "reason"),
                        text(row, "source"),
                        row.get("ended_at", OffsetDateTime.class)))
                .all();
    }

    /** Makes the accounts of an expert nobody's: no name, no password, no way in; imports forget what they said. Must come before the record is removed. */
    Mono<Void> anonymise(UUID record) {
        return each(
                record,
                "DELETE FROM import_change WHERE record_id = $1"
                        + " OR natural_key = (SELECT natural_key FROM library_record WHERE id = $1)",
                // Whether the person stands in a file cannot be seen without opening it.
                "DELETE FROM import_file_piece WHERE job_id IN (SELECT import_job.id FROM import_job"
                        + " JOIN library_record ON library_record.library = import_job.library"
                        + " WHERE library_record.id = $1 AND import_job.finished_at IS NOT NULL)",
                "DELETE FROM session WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM api_token WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM account_identity WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM second_factor WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM recovery_code WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM subscription WHERE account_id IN (" + ACCOUNTS + ")",
                "DELETE FROM notice WHERE account_id IN (" + ACCOUNTS + ")",
                "UPDATE account SET username = 'erased-' || id, display_name = '已注销用户', password_hash = NULL,"
                        + " state = 'DISABLED', last_sign_in_at = NULL WHERE id IN (" + ACCOUNTS + ")",
                "UPDATE organisation SET name = '已注销专家 ' || id, credit_code = NULL, region = NULL"
                        + " WHERE record_id = $1 AND kind = 'EXPERT'");
    }

    private Mono<Void> each(UUID record, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(sql -> database.sql(sql).bind("$1", record).fetch().rowsUpdated())
                .then();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static OffsetDateTime time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class));
    }
}
