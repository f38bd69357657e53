package org.jiebang.api.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Finds entries of the audit log. */
@Repository
class AuditSearch {
    private static final String FIND = """
            SELECT audit_entry.*, account.display_name AS actor_name, organisation.name AS organisation_name
            FROM audit_entry
            LEFT JOIN account ON account.id = audit_entry.account_id
            LEFT JOIN organisation ON organisation.id = audit_entry.organisation_id
            WHERE audit_entry.position < $1
              AND ($2::timestamptz IS NULL OR audit_entry.at >= $2)
              AND ($3::timestamptz IS NULL OR audit_entry.at < $3)
              AND ($4 = '' OR account.username = $4 OR account.id::text = $4 OR account.display_name = $4)
              AND ($5 = '' OR audit_entry.action = $5)
              AND ($6 = '' OR audit_entry.subject_id = $6 OR audit_entry.subject_type = $6)
            ORDER BY audit_entry.position DESC LIMIT $7
            """;

    private final DatabaseClient database;

    AuditSearch(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What to look for; blank texts and nulls leave open.
     *
     * @param actor name or id of an account
     * @param subject id or kind of what was changed
     * @param before only entries before this position
     */
    record Wanted(
            @Nullable Instant from, @Nullable Instant to, String actor, String action, String subject, long before) {}

    /** An entry with the names that its ids have today. */
    record Found(
            AuditEntry entry, String actorName, @Nullable String organisation) {}

    Flux<Found> find(Wanted wanted, int limit) {
        return database.sql(FIND)
                .bind("$1", wanted.before())
                .bind("$2", time(wanted.from()))
                .bind("$3", time(wanted.to()))
                .bind("$4", wanted.actor().strip())
                .bind("$5", wanted.action().strip())
                .bind("$6", wanted.subject().strip())
                .bind("$7", limit)
                .map(row -> new Found(
                        AuditLog.stored(row).entry(),
                        Objects.requireNonNullElse(row.get("actor_name", String.class), ""),
                        row.get("organisation_name", String.class)))
                .all();
    }

    private static Parameter time(@Nullable Instant instant) {
        return Parameter.fromOrEmpty(
                instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC), OffsetDateTime.class);
    }
}
