package org.jiebang.api.notify;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notices in PostgreSQL, as their reader sees them. */
@Repository
class NoticeStore {
    /** What has been withdrawn since is not named any more, but to those who have a part in it. */
    private static final String SELECT = """
            SELECT notice.id, notice.kind, notice.topic, notice.link, notice.score, notice.at, notice.read_at,
                   coalesce(subject.payload ->> 'title', subject.payload ->> 'name') AS subject, subject.id AS subject_id,
                   coalesce(record.payload ->> 'title', record.payload ->> 'name') AS title, record.id AS record_id, record.library,
                   subscription.id AS subscription_id, subscription.place,
                   coalesce(interest.payload ->> 'title', interest.payload ->> 'name') AS interest
            FROM notice
            LEFT JOIN subscription ON subscription.id = notice.subscription_id
            LEFT JOIN library_record AS interest ON interest.id = subscription.record_id AND interest.publication = 'PUBLISHED'
            LEFT JOIN library_record AS subject ON subject.id = notice.subject_id AND subject.publication = 'PUBLISHED'
            LEFT JOIN library_record AS record ON record.id = notice.record_id
             AND (record.publication = 'PUBLISHED'
                  OR EXISTS (SELECT 1 FROM membership WHERE membership.account_id = notice.account_id
                             AND membership.organisation_id = notice.organisation_id))
            """;

    private static final String PAGE = SELECT + """
            WHERE notice.account_id = $1 AND ($2::uuid IS NULL OR notice.id < $2) AND (NOT $3 OR notice.read_at IS NULL)
            ORDER BY notice.id DESC LIMIT $4
            """;

    private final DatabaseClient database;

    NoticeStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A notice with what it is about; names are null where the record is not public any more.
     *
     * @param topic name of a task, of news or of a date; blank for matches and what a search found
     * @param subject title of the problem that a match belongs to
     * @param title of the record that matched or was found
     * @param subscriptionId for which he was told; null if there is none, or it has ended
     * @param interest title of the record whose matches, fields and chains he subscribed to
     * @param place code of the place whose problems' experts he subscribed to
     */
    record Told(
            UUID id,
            String kind,
            String topic,
            @Nullable UUID subjectId,
            @Nullable String subject,
            @Nullable UUID recordId,
            @Nullable String title,
            @Nullable Library library,
            String link,
            @Nullable Double score,
            OffsetDateTime at,
            @Nullable OffsetDateTime readAt,
            @Nullable UUID subscriptionId,
            @Nullable String interest,
            @Nullable String place) {}

    /**
     * The latest first.
     *
     * @param before id of the last one of the page before; null for the first page
     */
    Flux<Told> page(UUID account, @Nullable UUID before, boolean unreadOnly, int limit) {
        return database.sql(PAGE)
                .bind("$1", account)
                .bind("$2", Parameter.fromOrEmpty(before, UUID.class))
                .bind("$3", unreadOnly)
                .bind("$4", limit)
                .map(NoticeStore::told)
                .all();
    }

    /** Notices by their ids, the first first. */
    Flux<Told> find(Collection<UUID> ids) {
        return database.sql(SELECT + " WHERE notice.id = ANY ($1) ORDER BY notice.id")
                .bind("$1", ids.toArray(UUID[]::new))
                .map(NoticeStore::told)
                .all();
    }

    /** How many an account has not read, and which came last. */
    record State(long unread, @Nullable UUID latest) {}

    Mono<State> state(UUID account) {
        return database.sql("""
                        SELECT (SELECT count(*) FROM notice WHERE account_id = $1 AND read_at IS NULL) AS unread,
                               (SELECT id FROM notice WHERE account_id = $1 ORDER BY id DESC LIMIT 1) AS latest
                        """)
                .bind("$1", account)
                .map(row ->
                        new State(Objects.requireNonNull(row.get("unread", Long.class)), row.get("latest", UUID.class)))
                .one();
    }

    /** Marks a notice as read or unread; false if the account has none such. */
    Mono<Boolean> mark(UUID account, UUID id, boolean read) {
        return database.sql("UPDATE notice SET read_at = CASE WHEN $3 THEN coalesce(read_at, now()) END"
                        + " WHERE account_id = $1 AND id = $2")
                .bind("$1", account)
                .bind("$2", id)
                .bind("$3", read)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Marks all as read up to one, so that none is missed that came meanwhile. */
    Mono<Long> markAll(UUID account, UUID latest) {
        return database.sql("UPDATE notice SET read_at = now() WHERE account_id = $1 AND id <= $2 AND read_at IS NULL")
                .bind("$1", account)
                .bind("$2", latest)
                .fetch()
                .rowsUpdated();
    }

    private static Told told(Readable row) {
        String library = row.get("library", String.class);
        return new Told(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("kind", String.class)),
                Objects.requireNonNull(row.get("topic", String.class)),
                row.get("subject_id", UUID.class),
                row.get("subject", String.class),
                row.get("record_id", UUID.class),
                row.get("title", String.class),
                library == null ? null : Library.find(library).orElseThrow(),
                Objects.requireNonNull(row.get("link", String.class)),
                row.get("score", Double.class),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)),
                row.get("read_at", OffsetDateTime.class),
                row.get("subscription_id", UUID.class),
                row.get("interest", String.class),
                row.get("place", String.class));
    }
}
