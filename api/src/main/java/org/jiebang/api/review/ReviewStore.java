package org.jiebang.api.review;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.application.ApplicationState;
import org.jiebang.matching.Sentence;
import org.jiebang.review.Criterion;
import org.jiebang.review.ReviewStage;
import org.jiebang.review.RoundState;
import org.jiebang.review.ScoreSheet;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reviews and what they judge, in PostgreSQL. */
@Repository
class ReviewStore {
    private static final String SELECT = """
            SELECT id, programme, programme_version, category, stage, state, version, reviewers, tolerance, extra, pass_mark, due,
                   places, criteria::text AS criteria FROM review
            """;

    private static final String ITEMS = """
            SELECT application.id, application.title, organisation.name AS organisation, application.state,
                   application.version, item.wanted, item.extra
            FROM review_item AS item
            JOIN application ON application.id = item.application_id
            JOIN organisation ON organisation.id = application.organisation_id
            WHERE item.review_id = $1 ORDER BY application.id
            """;

    /** What would be judged if the review were started now. */
    private static final String PLANNED = """
            SELECT application.id, application.title, organisation.name AS organisation, application.state,
                   application.version, review.reviewers AS wanted, false AS extra
            FROM review
            JOIN application ON application.programme = review.programme AND application.category = review.category
             AND application.state = $2
            JOIN organisation ON organisation.id = application.organisation_id
            WHERE review.id = $1 ORDER BY application.id
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    ReviewStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A line of a score sheet as the database keeps it. */
    private record KeptCriterion(String id, String chinese, String english, int weight, int most) {}

    Mono<UUID> create(StoredReview planned) {
        return database.sql("""
                        INSERT INTO review (programme, programme_version, category, stage, reviewers, tolerance, extra, pass_mark, due,
                            places, criteria) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb) RETURNING id
                        """)
                .bind("$1", planned.programme())
                .bind("$2", planned.programmeVersion())
                .bind("$3", planned.category())
                .bind("$4", planned.stage().name())
                .bind("$5", planned.reviewers())
                .bind("$6", planned.tolerance())
                .bind("$7", planned.extra())
                .bind("$8", planned.passMark())
                .bind("$9", planned.due())
                .bind("$10", Parameter.fromOrEmpty(planned.places(), Integer.class))
                .bind("$11", written(planned.sheet()))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    private String written(ScoreSheet sheet) {
        return json.writeValueAsString(sheet.criteria().stream()
                .map(one -> new KeptCriterion(
                        one.id(), one.name().chinese(), one.name().english(), one.weight(), one.most()))
                .toList());
    }

    /** The latest first. */
    Flux<StoredReview> all() {
        return database.sql(SELECT + " ORDER BY id DESC LIMIT 200")
                .map(this::review)
                .all();
    }

    Flux<UUID> open() {
        return database.sql("SELECT id FROM review WHERE state = 'OPEN' ORDER BY id")
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all();
    }

    /** Those that are planned or open. */
    Flux<StoredReview> running() {
        return database.sql(SELECT + " WHERE state <> 'CLOSED' ORDER BY id")
                .map(this::review)
                .all();
    }

    Mono<StoredReview> find(UUID id) {
        return database.sql(SELECT + " WHERE id = $1")
                .bind("$1", id)
                .map(this::review)
                .one();
    }

    /** The same, and it stays so until the transaction ends; taken before any of its sheets. */
    Mono<StoredReview> locked(UUID id) {
        return database.sql(SELECT + " WHERE id = $1 FOR UPDATE")
                .bind("$1", id)
                .map(this::review)
                .one();
    }

    /** Writes the state and counts one up. */
    Mono<Void> write(UUID id, RoundState state) {
        return database.sql("UPDATE review SET state = $2, version = version + 1, updated_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", state.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Writes what its sheets are judged by and counts one up. */
    Mono<Void> write(UUID id, ScoreSheet sheet) {
        return database.sql(
                        "UPDATE review SET criteria = $2::jsonb, version = version + 1, updated_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", written(sheet))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Lets the review judge all applications that stand where it judges them; answers how many. */
    Mono<Long> addItems(StoredReview review) {
        return database.sql("""
                        INSERT INTO review_item (review_id, application_id, wanted)
                        SELECT $1, id, $5 FROM application WHERE programme = $2 AND category = $3 AND state = $4
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", review.id())
                .bind("$2", review.programme())
                .bind("$3", review.category())
                .bind("$4", review.stage().state().name())
                .bind("$5", review.reviewers())
                .fetch()
                .rowsUpdated();
    }

    /** One more sheet for an application; false if the review does not judge it, or it has the most already. */
    Mono<Boolean> addSheet(UUID review, UUID application) {
        return database.sql("UPDATE review_item SET wanted = wanted + 1, extra = true"
                        + " WHERE review_id = $1 AND application_id = $2 AND wanted < 9")
                .bind("$1", review)
                .bind("$2", application)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /**
     * What is judged.
     *
     * @param state where the application stands now
     * @param version of the application
     * @param wanted sheets that are wanted
     * @param extra was one more asked for?
     */
    record Item(
            UUID application,
            String title,
            String organisation,
            ApplicationState state,
            long version,
            int wanted,
            boolean extra) {
        /** Was it withdrawn or disqualified meanwhile? */
        boolean gone() {
            return switch (state) {
                case DRAFT, REGISTERED, WITHDRAWN, DISQUALIFIED, TERMINATED -> true;
                default -> false;
            };
        }
    }

    Flux<Item> items(StoredReview review) {
        return (review.state() == RoundState.PLANNED
                        ? database.sql(PLANNED)
                                .bind("$2", review.stage().state().name())
                        : database.sql(ITEMS))
                .bind("$1", review.id())
                .map(ReviewStore::item)
                .all();
    }

    /** Places of a category that were given to applications that the review does not judge. */
    Mono<Long> placesTaken(StoredReview review) {
        return database.sql("""
                        SELECT count(*) AS count FROM application WHERE programme = $1 AND category = $2
                          AND state NOT IN ('DRAFT', 'REGISTERED', 'SUBMITTED', 'ELIGIBILITY', 'CORRECTION', 'REVIEW',
                                            'WITHDRAWN', 'LATE', 'INELIGIBLE', 'NOT_SELECTED', 'DISQUALIFIED')
                          AND NOT EXISTS (SELECT 1 FROM review_item WHERE review_id = $3 AND application_id = application.id)
                        """)
                .bind("$1", review.programme())
                .bind("$2", review.category())
                .bind("$3", review.id())
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    /** The latest review at whose stage an application stands. */
    Mono<StoredReview> latestOf(UUID application) {
        return database.sql("""
                        SELECT review.id FROM review
                        JOIN review_item ON review_item.review_id = review.id AND review_item.application_id = $1
                        JOIN application ON application.id = $1
                        WHERE application.state = CASE review.stage WHEN 'APPROVAL' THEN 'REVIEW' ELSE 'CLOSING' END
                        ORDER BY review.id DESC LIMIT 1
                        """)
                .bind("$1", application)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .flatMap(this::find);
    }

    /** Whoever must not judge an application, for he applies or has written in its form. */
    Flux<Kept> ownPeople(List<UUID> applications) {
        return database.sql("""
                        SELECT application.id, membership.account_id FROM application
                        JOIN membership ON membership.organisation_id = application.organisation_id
                        WHERE application.id = ANY ($1)
                        UNION
                        SELECT application_id, account_id FROM application_field WHERE application_id = ANY ($1)
                        """)
                .bind("$1", applications.toArray(UUID[]::new))
                .map(row -> new Kept(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("account_id", UUID.class))))
                .all();
    }

    /** That an account is kept away from an application. */
    record Kept(UUID application, UUID account) {}

    private static Item item(Readable row) {
        return new Item(
                Objects.requireNonNull(row.get("id", UUID.class)),
                text(row, "title"),
                text(row, "organisation"),
                ApplicationState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("wanted", Integer.class)),
                Objects.requireNonNull(row.get("extra", Boolean.class)));
    }

    private StoredReview review(Readable row) {
        @Nullable Integer places = row.get("places", Integer.class);
        return new StoredReview(
                Objects.requireNonNull(row.get("id", UUID.class)),
                text(row, "programme"),
                Objects.requireNonNull(row.get("programme_version", Integer.class)),
                text(row, "category"),
                ReviewStage.valueOf(text(row, "stage")),
                RoundState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("reviewers", Integer.class)),
                Objects.requireNonNull(row.get("tolerance", BigDecimal.class)),
                Objects.requireNonNull(row.get("extra", Boolean.class)),
                Objects.requireNonNull(row.get("pass_mark", BigDecimal.class)),
                Objects.requireNonNull(row.get("due", LocalDate.class)),
                places,
                new ScoreSheet(Arrays.stream(json.readValue(text(row, "criteria"), KeptCriterion[].class))
                        .map(kept -> new Criterion(
                                kept.id(), new Sentence(kept.chinese(), kept.english()), kept.weight(), kept.most()))
                        .toList()));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
