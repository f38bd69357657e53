package org.jiebang.api.audit;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down who did what. An entry joins the transaction that is open, so that the deed and its entry commit together; entries are
 * written one after another across all replicas. Never give it contact data, passwords, secrets or confidential parts: it is never erased.
 */
@Component
public class AuditLog {
    /** The hash before the first entry. */
    static final int HASH_BYTES = 32;

    /** The log of its own to which entries go as well. */
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /** A subject that is what somebody typed as a name, and may be anything. */
    private static final String USERNAME = "username";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit_entry'))";
    private static final String HEAD = "SELECT position, hash FROM audit_entry ORDER BY position DESC LIMIT 1";
    static final String COLUMNS =
            "position, at, account_id, organisation_id, role, address, request_id, action, subject_type,"
                    + " subject_id, before, after, previous_hash, hash";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    AuditLog(DatabaseClient database, TransactionalOperator transactions, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * What something was and what it became; each becomes JSON.
     *
     * @param type kind of thing, e.g. {@code account}, {@code problems}
     * @param id names it within its kind
     */
    public record Change(
            String type,
            String id,
            @Nullable Object before,
            @Nullable Object after) {
        public static Change of(String type, Object id) {
            return new Change(type, id.toString(), null, null);
        }

        /** Something new, or what is to be remembered of a deed that changes nothing. */
        public static Change to(String type, Object id, Object after) {
            return new Change(type, id.toString(), null, after);
        }
    }

    public Mono<Void> append(Actor actor, AuditAction action, Change change) {
        return transactions.transactional(database.sql(LOCK)
                .fetch()
                .rowsUpdated()
                .then(head())
                .flatMap(head -> insert(head, entry(head.position() + 1, actor, action, change))));
    }

    /**
     * Once the deed stands, its entry goes to the log as well, from where it leaves this machine: what was done to what, and the hash that
     * whoever cuts the chain or makes it anew cannot have. Without what was changed, which the log is not kept for.
     */
    private static Mono<Void> tellAfterCommit(AuditEntry entry, byte[] hash) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> LOG.info(
                                "{} {} of {} {} by {} in {} from {}, request {}, hash {}",
                                entry.position(),
                                entry.action(),
                                entry.subjectType(),
                                entry.subjectType().equals(USERNAME) ? "-" : entry.subjectId(),
                                entry.accountId(),
                                entry.role(),
                                entry.address(),
                                entry.requestId(),
                                // In groups, so that nothing in it looks like a telephone number.
                                HexFormat.of().formatHex(hash).replaceAll("(.{8})(?=.)", "$1-")));
                    }
                }))
                .then();
    }

    private record Head(long position, byte[] hash) {}

    private Mono<Head> head() {
        return database.sql(HEAD)
                .map(row -> new Head(
                        Objects.requireNonNull(row.get("position", Long.class)),
                        Objects.requireNonNull(row.get("hash", byte[].class))))
                .one()
                .defaultIfEmpty(new Head(0, new byte[HASH_BYTES]));
    }

    private AuditEntry entry(long position, Actor actor, AuditAction action, Change change) {
        Actor.Person person = actor.account();
        return new AuditEntry(
                position,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                person == null ? null : person.id(),
                actor.organisationId(),
                actor.role().name(),
                actor.address(),
                actor.requestId(),
                action.name(),
                change.type(),
                change.id(),
                text(change.before()),
                text(change.after()));
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private Mono<Void> insert(Head head, AuditEntry entry) {
        byte[] hash = entry.hash(head.hash());
        return database.sql("INSERT INTO audit_entry (" + COLUMNS
                        + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
                .bind("$1", entry.position())
                .bind("$2", OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC))
                .bind("$3", Parameter.fromOrEmpty(entry.accountId(), UUID.class))
                .bind("$4", Parameter.fromOrEmpty(entry.organisationId(), UUID.class))
                .bind("$5", entry.role())
                .bind("$6", entry.address())
                .bind("$7", entry.requestId())
                .bind("$8", entry.action())
                .bind("$9", entry.subjectType())
                .bind("$10", entry.subjectId())
                .bind("$11", Parameter.fromOrEmpty(entry.before(), String.class))
                .bind("$12", Parameter.fromOrEmpty(entry.after(), String.class))
                .bind("$13", head.hash())
                .bind("$14", hash)
                .fetch()
                .rowsUpdated()
                .then(tellAfterCommit(entry, hash));
    }

    /** An entry as it stands in the database, with the hashes that were written. */
    record Stored(AuditEntry entry, byte[] previousHash, byte[] hash) {}

    /** Entries behind a position, in order. */
    Flux<Stored> after(long position, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM audit_entry WHERE position > $1 ORDER BY position LIMIT $2")
                .bind("$1", position)
                .bind("$2", limit)
                .map(AuditLog::stored)
                .all();
    }

    static Stored stored(Readable row) {
        AuditEntry entry = new AuditEntry(
                Objects.requireNonNull(row.get("position", Long.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)).toInstant(),
                row.get("account_id", UUID.class),
                row.get("organisation_id", UUID.class),
                text(row, "role"),
                text(row, "address"),
                text(row, "request_id"),
                text(row, "action"),
                text(row, "subject_type"),
                text(row, "subject_id"),
                row.get("before", String.class),
                row.get("after", String.class));
        return new Stored(
                entry,
                Objects.requireNonNull(row.get("previous_hash", byte[].class)),
                Objects.requireNonNull(row.get("hash", byte[].class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
