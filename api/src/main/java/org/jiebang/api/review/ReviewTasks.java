package org.jiebang.api.review;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Role;
import org.jiebang.api.notify.TaskSource;
import org.jiebang.api.notify.TaskView;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.programme.Programme;
import org.jiebang.review.ReviewTask;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is to be done for reviews: sheets of a reviewer, and for staff what holds a review up or may end it. */
@Component
class ReviewTasks implements TaskSource {
    private static final String SHEETS = """
            SELECT sheet.id, application.title, sheet.asked_at, sheet.due
            FROM review_sheet AS sheet
            JOIN review ON review.id = sheet.review_id AND review.state = 'OPEN'
            JOIN application ON application.id = sheet.application_id
            WHERE sheet.account_id = $1 AND sheet.state = 'ASKED' ORDER BY sheet.due, sheet.id LIMIT 200
            """;

    /** Applications that were withdrawn or disqualified hold no review up. */
    private static final String REVIEWS = """
            SELECT review.id, review.programme, review.programme_version, review.category, review.due, review.updated_at,
                   sum(greatest(item.wanted - sheets.held, 0))::bigint AS lacking,
                   sum(sheets.late)::bigint AS late, min(sheets.first_due) AS first_due,
                   sum(sheets.handed_in)::bigint AS handed_in,
                   bool_and(sheets.handed_in = sheets.held AND sheets.held >= item.wanted) AS complete
            FROM review
            JOIN review_item AS item ON item.review_id = review.id
            JOIN application ON application.id = item.application_id
             AND application.state NOT IN ('DRAFT', 'REGISTERED', 'WITHDRAWN', 'DISQUALIFIED', 'TERMINATED')
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE state IN ('ASKED', 'HANDED_IN')) AS held,
                       count(*) FILTER (WHERE state = 'HANDED_IN') AS handed_in,
                       count(*) FILTER (WHERE state = 'ASKED' AND due < $1) AS late,
                       min(due) FILTER (WHERE state = 'ASKED' AND due < $1) AS first_due
                FROM review_sheet
                WHERE review_sheet.review_id = item.review_id AND review_sheet.application_id = item.application_id
            ) AS sheets
            WHERE review.state = 'OPEN' GROUP BY review.id ORDER BY review.due, review.id
            """;

    private final DatabaseClient database;
    private final ProgrammeCatalog catalog;
    private final Access access;

    ReviewTasks(DatabaseClient database, ProgrammeCatalog catalog, Access access) {
        this.database = database;
        this.catalog = catalog;
        this.access = access;
    }

    @Override
    public Flux<TaskView> tasks(Actor actor, Membership acting) {
        Actor.Person account = actor.account();
        if (account != null && acting.role() == Role.REVIEWER && may(actor, Action.REVIEW_WRITE)) {
            return sheets(account.id());
        }
        return may(actor, Action.REVIEW_MANAGE) ? reviews() : Flux.empty();
    }

    private boolean may(Actor actor, Action action) {
        return access.decide(actor, action) != Decision.DENY;
    }

    private Flux<TaskView> sheets(UUID account) {
        LocalDate today = Reviews.today();
        return database.sql(SHEETS)
                .bind("$1", account)
                .map(row -> {
                    LocalDate due = day(row, "due");
                    return new TaskView(
                            ReviewTask.SCORE.name(),
                            ReviewTask.SCORE.label(1),
                            ReviewTask.SCORE.english(1),
                            "/review-sheets/" + id(row),
                            null,
                            text(row, "title"),
                            time(row, "asked_at"),
                            due,
                            today.isAfter(due));
                })
                .all();
    }

    /** A review with how many of its sheets are lacking, late and in. */
    private record Standing(
            UUID id,
            String programme,
            int programmeVersion,
            String category,
            LocalDate due,
            OffsetDateTime since,
            long lacking,
            long late,
            LocalDate firstDue,
            long handedIn,
            boolean complete) {}

    private Flux<TaskView> reviews() {
        LocalDate today = Reviews.today();
        return database.sql(REVIEWS)
                .bind("$1", today)
                .map(ReviewTasks::standing)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(standing -> title(standing).flatMapIterable(title -> tasks(standing, title, today)));
    }

    private Mono<String> title(Standing standing) {
        return catalog.version(standing.programme(), standing.programmeVersion())
                .map(entry -> title(entry.programme(), standing.category()));
    }

    private static String title(Programme programme, String category) {
        return programme.title().chinese() + " · "
                + programme.category(category).orElseThrow().name().chinese();
    }

    private static List<TaskView> tasks(Standing standing, String title, LocalDate today) {
        List<TaskView> tasks = new ArrayList<>();
        if (standing.late() > 0) {
            tasks.add(task(ReviewTask.REPLACE, standing, title, standing.late(), standing.firstDue(), true));
        }
        if (standing.lacking() > 0) {
            tasks.add(task(
                    ReviewTask.FILL,
                    standing,
                    title,
                    standing.lacking(),
                    standing.due(),
                    today.isAfter(standing.due())));
        }
        if (standing.complete()) {
            tasks.add(task(
                    ReviewTask.CLOSE,
                    standing,
                    title,
                    standing.handedIn(),
                    standing.due(),
                    today.isAfter(standing.due())));
        }
        return tasks;
    }

    private static TaskView task(
            ReviewTask task, Standing standing, String title, long count, LocalDate due, boolean late) {
        return new TaskView(
                task.name(),
                task.label(count),
                task.english(count),
                "/reviews/" + standing.id(),
                null,
                title,
                standing.since(),
                due,
                late);
    }

    private static Standing standing(Readable row) {
        LocalDate firstDue = row.get("first_due", LocalDate.class);
        LocalDate due = day(row, "due");
        return new Standing(
                id(row),
                text(row, "programme"),
                Objects.requireNonNull(row.get("programme_version", Integer.class)),
                text(row, "category"),
                due,
                time(row, "updated_at"),
                Objects.requireNonNull(row.get("lacking", Long.class)),
                Objects.requireNonNull(row.get("late", Long.class)),
                firstDue == null ? due : firstDue,
                Objects.requireNonNull(row.get("handed_in", Long.class)),
                Objects.requireNonNull(row.get("complete", Boolean.class)));
    }

    private static UUID id(Readable row) {
        return Objects.requireNonNull(row.get("id", UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static LocalDate day(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, LocalDate.class));
    }

    private static OffsetDateTime time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class));
    }
}
