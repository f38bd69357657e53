package org.jiebang.api.application;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Objections to published projects in PostgreSQL; what somebody says stands sealed. */
@Component
class Objections {
    private static final String PURPOSE = "objection";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;
    private final AuditLog audit;

    Objections(DatabaseClient database, FieldCipher cipher, Compute compute, AuditLog audit) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
        this.audit = audit;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn objectionColumn() {
            return SealedColumn.of("application_objection", "id::text", PURPOSE);
        }
    }

    /**
     * An objection.
     *
     * @param by name of who objects
     * @param upheld null before it is answered
     */
    record Objection(
            UUID id,
            String by,
            String reason,
            OffsetDateTime at,
            @Nullable Boolean upheld,
            String answer) {}

    private record Row(
            UUID id,
            String by,
            byte[] sealed,
            OffsetDateTime at,
            @Nullable Boolean upheld,
            String answer) {}

    Mono<Void> add(Actor actor, UUID application, String reason) {
        UUID id = UUID.randomUUID();
        return compute.run(() -> cipher.seal(PURPOSE, id.toString(), reason.getBytes(StandardCharsets.UTF_8)))
                .flatMap(bytes -> database.sql(
                                "INSERT INTO application_objection (id, application_id, account_id, sealed, key_id) VALUES ($1, $2, $3, $4, $5)")
                        .bind("$1", id)
                        .bind("$2", application)
                        .bind("$3", Objects.requireNonNull(actor.account()).id())
                        .bind("$4", bytes)
                        .bind("$5", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then(audit.append(
                        actor, AuditAction.OBJECTION_RAISED, AuditLog.Change.of(Applications.TYPE, application)));
    }

    /** Answers all that are open. */
    Mono<Void> answer(UUID application, boolean upheld, String words) {
        return database.sql("""
                        UPDATE application_objection SET upheld = $2, answer = $3, answered_at = now()
                        WHERE application_id = $1 AND answered_at IS NULL
                        """)
                .bind("$1", application)
                .bind("$2", upheld)
                .bind("$3", words)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** The latest first. */
    Flux<Objection> of(UUID application) {
        return database.sql("""
                        SELECT application_objection.id, coalesce(display_name, '') AS by, sealed, at, upheld, answer
                        FROM application_objection LEFT JOIN account ON account.id = account_id
                        WHERE application_id = $1 ORDER BY application_objection.id DESC
                        """)
                .bind("$1", application)
                .map(row -> new Row(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("by", String.class)),
                        Objects.requireNonNull(row.get("sealed", byte[].class)),
                        Objects.requireNonNull(row.get("at", OffsetDateTime.class)),
                        row.get("upheld", Boolean.class),
                        Objects.requireNonNull(row.get("answer", String.class))))
                .all()
                .concatMap(row -> compute.run(() -> new Objection(
                        row.id(),
                        row.by(),
                        new String(cipher.open(PURPOSE, row.id().toString(), row.sealed()), StandardCharsets.UTF_8),
                        row.at(),
                        row.upheld(),
                        row.answer())));
    }
}
