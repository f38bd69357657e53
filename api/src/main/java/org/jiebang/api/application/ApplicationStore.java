package org.jiebang.api.application;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationProgress;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.ProjectGrade;
import org.jiebang.catalog.Money;
import org.jiebang.programme.Programme;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applications and their steps in PostgreSQL. */
@Repository
class ApplicationStore {
    private static final String SELECT = """
            SELECT application.id, programme, programme_version, year, category, organisation_id, organisation.name AS organisation,
                   organisation.kind, coalesce(organisation.credit_code, '') AS credit_code, organisation.region,
                   title, problem_id, claim_id, team_id, state, version, granted, paid, grade, passed, due, published_until,
                   approved_in, changes, since, updated_at
            FROM application JOIN organisation ON organisation.id = application.organisation_id
            """;

    private final DatabaseClient database;

    ApplicationStore(DatabaseClient database) {
        this.database = database;
    }

    /** What an application is begun from. */
    record Origin(
            @Nullable UUID problemId,
            @Nullable UUID claimId,
            @Nullable UUID teamId) {}

    Mono<UUID> create(
            Programme programme,
            int programmeVersion,
            String category,
            UUID organisation,
            String title,
            Origin origin,
            @Nullable Money cap) {
        return database.sql("""
                        INSERT INTO application (programme, programme_version, category, organisation_id, title, problem_id, claim_id,
                            team_id, cap, year) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
                        """)
                .bind("$1", programme.id())
                .bind("$2", programmeVersion)
                .bind("$3", category)
                .bind("$4", organisation)
                .bind("$5", title)
                .bind("$6", Parameter.fromOrEmpty(origin.problemId(), UUID.class))
                .bind("$7", Parameter.fromOrEmpty(origin.claimId(), UUID.class))
                .bind("$8", Parameter.fromOrEmpty(origin.teamId(), UUID.class))
                .bind("$9", Parameter.fromOrEmpty(amount(cap), BigDecimal.class))
                .bind("$10", programme.year())
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    Mono<StoredApplication> find(UUID id) {
        return database.sql(SELECT + " WHERE application.id = $1")
                .bind("$1", id)
                .map(ApplicationStore::application)
                .one();
    }

    /** The same, and it stays so until the transaction ends. */
    Mono<StoredApplication> locked(UUID id) {
        return database.sql(SELECT + " WHERE application.id = $1 FOR UPDATE OF application")
                .bind("$1", id)
                .map(ApplicationStore::application)
                .one();
    }

    /**
     * Applications that a reader may see, the latest changed first.
     *
     * @param regions codes of the reader's places; null for all
     * @param organisation the reader's own
     * @param state null for all
     */
    Flux<StoredApplication> page(
            @Nullable Collection<String> regions,
            @Nullable UUID organisation,
            @Nullable ApplicationState state,
            int limit,
            long offset) {
        String scope = regions == null
                ? "($1::text[] IS NULL OR $2::uuid IS NOT NULL)"
                : "(organisation.region = ANY ($1) OR organisation_id = $2)";
        return database.sql(SELECT + " WHERE " + scope + " AND ($3::text IS NULL OR state = $3)"
                        + " ORDER BY application.updated_at DESC, application.id LIMIT $4 OFFSET $5")
                .bind(
                        "$1",
                        Parameter.fromOrEmpty(regions == null ? null : regions.toArray(String[]::new), String[].class))
                .bind("$2", Parameter.fromOrEmpty(organisation, UUID.class))
                .bind("$3", Parameter.fromOrEmpty(state == null ? null : state.name(), String.class))
                .bind("$4", limit)
                .bind("$5", offset)
                .map(ApplicationStore::application)
                .all();
    }

    /** Other applications of a unit. */
    Flux<StoredApplication> ofOrganisation(UUID organisation, UUID except) {
        return database.sql(SELECT
                        + " WHERE organisation_id = $1 AND application.id <> $2 ORDER BY application.id DESC LIMIT 100")
                .bind("$1", organisation)
                .bind("$2", except)
                .map(ApplicationStore::application)
                .all();
    }

    Flux<StoredApplication> published() {
        return database.sql(
                        SELECT
                                + " WHERE state IN ('PUBLISHED', 'OBJECTED') ORDER BY published_until, application.id LIMIT 500")
                .map(ApplicationStore::application)
                .all();
    }

    /** Keeps two from taking the last place of a category at once. */
    Mono<Void> lockPlaces(StoredApplication application) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('places ' || $1 || ' ' || $2))")
                .bind("$1", application.programme())
                .bind("$2", application.category())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** How many of a category are proposed or have been approved, and how many have a grade. */
    Mono<Long> taken(StoredApplication application, @Nullable ProjectGrade grade) {
        return database.sql("""
                        SELECT count(*) AS count FROM application WHERE programme = $1 AND category = $2 AND id <> $3
                          AND state NOT IN ('DRAFT', 'REGISTERED', 'SUBMITTED', 'ELIGIBILITY', 'CORRECTION', 'REVIEW',
                                            'WITHDRAWN', 'LATE', 'INELIGIBLE', 'NOT_SELECTED', 'DISQUALIFIED')
                          AND ($4::text IS NULL OR grade = $4)
                        """)
                .bind("$1", application.programme())
                .bind("$2", application.category())
                .bind("$3", application.id())
                .bind("$4", Parameter.fromOrEmpty(grade == null ? null : grade.name(), String.class))
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    /** Writes where an application that is {@link #locked} stands now. */
    Mono<Void> write(UUID id, ApplicationProgress progress) {
        return database.sql("""
                        UPDATE application SET state = $2, version = $3, granted = $4, paid = $5, grade = $6, passed = $7, due = $8,
                            published_until = $9, approved_in = $10, changes = changes + 1, since = now(), updated_at = now()
                        WHERE id = $1
                        """)
                .bind("$1", id)
                .bind("$2", progress.state().name())
                .bind("$3", progress.version())
                .bind("$4", Parameter.fromOrEmpty(amount(progress.granted()), BigDecimal.class))
                .bind("$5", progress.paid().tenThousandYuan())
                .bind("$6", Parameter.fromOrEmpty(name(progress.grade()), String.class))
                .bind("$7", progress.passed().toArray(String[]::new))
                .bind("$8", Parameter.fromOrEmpty(progress.due(), LocalDate.class))
                .bind("$9", Parameter.fromOrEmpty(progress.publishedUntil(), LocalDate.class))
                .bind("$10", Parameter.fromOrEmpty(progress.approvedIn(), Integer.class))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Tells those who have the form open that it has changed. */
    Mono<Void> touch(UUID id, @Nullable String title) {
        return database.sql("UPDATE application SET changes = changes + 1, updated_at = now(),"
                        + " title = coalesce($2, title) WHERE id = $1")
                .bind("$1", id)
                .bind("$2", Parameter.fromOrEmpty(title, String.class))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.tenThousandYuan();
    }

    private static @Nullable String name(@Nullable ProjectGrade grade) {
        return grade == null ? null : grade.name();
    }

    /**
     * Adds a step.
     *
     * @param detail JSON
     */
    Mono<Void> add(
            UUID id,
            ApplicationEvent event,
            ApplicationState source,
            ApplicationProgress now,
            Actor actor,
            String note,
            String detail,
            List<UUID> evidence) {
        return database.sql("""
                        INSERT INTO application_step (application_id, version, event, source, target, account_id, organisation_id,
                            organisation, note, detail, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11)
                        """)
                .bind("$1", id)
                .bind("$2", now.version())
                .bind("$3", event.name())
                .bind("$4", source.name())
                .bind("$5", now.state().name())
                .bind("$6", Objects.requireNonNull(actor.account()).id())
                .bind("$7", Parameter.fromOrEmpty(actor.organisationId(), UUID.class))
                // Who objects is for those who decide, and the applicant reads the history.
                .bind(
                        "$8",
                        actor.acting() == null || event == ApplicationEvent.OBJECT
                                ? ""
                                : actor.acting().organisation())
                .bind("$9", note)
                .bind("$10", detail)
                .bind("$11", evidence.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> pay(UUID id, long version, Money amount) {
        return amount.tenThousandYuan().signum() == 0
                ? Mono.empty()
                : database.sql("INSERT INTO application_payment (application_id, version, amount) VALUES ($1, $2, $3)")
                        .bind("$1", id)
                        .bind("$2", version)
                        .bind("$3", amount.tenThousandYuan())
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    /** Steps of an application, the latest first. */
    Flux<ApplicationStep> steps(UUID id) {
        return database.sql("""
                        SELECT version, event, source, target, organisation, note, detail::text AS detail, evidence, at
                        FROM application_step WHERE application_id = $1 ORDER BY version DESC
                        """).bind("$1", id).map(ApplicationStore::step).all();
    }

    /** What was handed in for a rule. */
    record HandedIn(String rule, long version, List<UUID> evidence, OffsetDateTime at) {}

    Flux<HandedIn> handedIn(UUID id) {
        return database.sql("SELECT rule, version, evidence, at FROM application_deliverable WHERE application_id = $1")
                .bind("$1", id)
                .map(row -> new HandedIn(
                        Objects.requireNonNull(row.get("rule", String.class)),
                        Objects.requireNonNull(row.get("version", Long.class)),
                        List.of(Objects.requireNonNull(row.get("evidence", UUID[].class))),
                        Objects.requireNonNull(row.get("at", OffsetDateTime.class))))
                .all();
    }

    /** Hands files in over those of a version; false if somebody else was first. */
    Mono<Boolean> handIn(UUID id, String rule, long seen, List<UUID> evidence, Actor actor) {
        return database.sql("""
                        INSERT INTO application_deliverable AS present (application_id, rule, evidence, account_id)
                        SELECT $1, $2, $3, $4 WHERE $5 = (SELECT coalesce(max(version), 0) FROM application_deliverable
                                                          WHERE application_id = $1 AND rule = $2)
                        ON CONFLICT (application_id, rule) DO UPDATE SET evidence = excluded.evidence, version = present.version + 1,
                            account_id = excluded.account_id, at = now() WHERE present.version = $5
                        """)
                .bind("$1", id)
                .bind("$2", rule)
                .bind("$3", evidence.toArray(UUID[]::new))
                .bind("$4", Objects.requireNonNull(actor.account()).id())
                .bind("$5", seen)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Somebody who has the form open. */
    record Here(UUID accountId, String name) {}

    /** Who else has the form open; says at the same time that the actor has. */
    Flux<Here> here(UUID id, Actor.Person person) {
        return database.sql("""
                        INSERT INTO application_presence (application_id, account_id, name) VALUES ($1, $2, $3)
                        ON CONFLICT (application_id, account_id) DO UPDATE SET seen_at = now(), name = excluded.name
                        """)
                .bind("$1", id)
                .bind("$2", person.id())
                .bind("$3", person.displayName())
                .fetch()
                .rowsUpdated()
                .thenMany(database.sql("""
                                SELECT account_id, name FROM application_presence
                                WHERE application_id = $1 AND account_id <> $2 AND seen_at > now() - interval '10 seconds'
                                ORDER BY name, account_id
                                """)
                        .bind("$1", id)
                        .bind("$2", person.id())
                        .map(row -> new Here(
                                Objects.requireNonNull(row.get("account_id", UUID.class)),
                                Objects.requireNonNull(row.get("name", String.class))))
                        .all());
    }

    private static ApplicationState state(Readable row, String column) {
        return ApplicationState.valueOf(Objects.requireNonNull(row.get(column, String.class)));
    }

    private static StoredApplication application(Readable row) {
        String region = row.get("region", String.class);
        String grade = row.get("grade", String.class);
        BigDecimal granted = row.get("granted", BigDecimal.class);
        return new StoredApplication(
                id(row, "id"),
                text(row, "programme"),
                Objects.requireNonNull(row.get("programme_version", Integer.class)),
                Objects.requireNonNull(row.get("year", Integer.class)),
                text(row, "category"),
                id(row, "organisation_id"),
                text(row, "organisation"),
                OrganisationKind.valueOf(text(row, "kind")),
                text(row, "credit_code"),
                region == null ? null : new RegionCode(region),
                text(row, "title"),
                row.get("problem_id", UUID.class),
                row.get("claim_id", UUID.class),
                row.get("team_id", UUID.class),
                new ApplicationProgress(
                        state(row, "state"),
                        Objects.requireNonNull(row.get("version", Long.class)),
                        granted == null ? null : new Money(granted),
                        new Money(Objects.requireNonNull(row.get("paid", BigDecimal.class))),
                        grade == null ? null : ProjectGrade.valueOf(grade),
                        Set.of(Objects.requireNonNull(row.get("passed", String[].class))),
                        row.get("due", LocalDate.class),
                        row.get("published_until", LocalDate.class),
                        row.get("approved_in", Integer.class)),
                Objects.requireNonNull(row.get("changes", Long.class)),
                Objects.requireNonNull(row.get("since", OffsetDateTime.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static ApplicationStep step(Readable row) {
        return new ApplicationStep(
                Objects.requireNonNull(row.get("version", Long.class)),
                ApplicationEvent.valueOf(text(row, "event")),
                state(row, "source"),
                state(row, "target"),
                text(row, "organisation"),
                text(row, "note"),
                text(row, "detail"),
                List.of(Objects.requireNonNull(row.get("evidence", UUID[].class))),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
