package org.jiebang.api.account;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.catalog.Library;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives organisations of the local profile a sample record, so that there is something of one's own to see and to claim rights on. Not in the package for production. */
@Component
@ConditionalOnBooleanProperty("jiebang.accounts.local")
class SampleOwners {
    /** A sample in the organisation's own region comes before others; an organisation without a region takes the record's. */
    private static final String OWN = """
            WITH mine AS (
                SELECT organisation.id, organisation.region FROM account
                JOIN membership ON membership.account_id = account.id
                JOIN organisation ON organisation.id = membership.organisation_id
                WHERE account.username = $1 AND account.loopback_only AND organisation.record_id IS NULL),
            sample AS (
                SELECT present.id, present.payload ->> 'region' AS region FROM library_record AS present, mine
                WHERE present.library = $2 AND present.sample
                  AND NOT EXISTS (SELECT 1 FROM organisation WHERE organisation.record_id = present.id)
                ORDER BY (present.payload ->> 'region' IS NOT DISTINCT FROM mine.region) DESC, present.id LIMIT 1)
            UPDATE organisation SET record_id = sample.id, region = coalesce(organisation.region, sample.region)
            FROM mine, sample WHERE organisation.id = mine.id
            RETURNING organisation.id, organisation.record_id
            """;

    private static final String WAITING = """
            SELECT count(*) AS waiting FROM account
            JOIN membership ON membership.account_id = account.id
            JOIN organisation ON organisation.id = membership.organisation_id
            WHERE account.username = ANY ($1) AND account.loopback_only AND organisation.record_id IS NULL
            """;

    private final DatabaseClient database;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SampleOwners(DatabaseClient database, AuditLog audit, TransactionalOperator transactions) {
        this.database = database;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Gives what can be given; answers whether all have a record. */
    Mono<Boolean> make(Map<String, Library> owners) {
        return Flux.fromIterable(owners.entrySet())
                .concatMap(owner -> transactions.transactional(own(owner.getKey(), owner.getValue())))
                .then(waiting(owners))
                .map(waiting -> waiting == 0);
    }

    private Mono<Void> own(String username, Library library) {
        return database.sql(OWN)
                .bind("$1", username)
                .bind("$2", library.code())
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("record_id", UUID.class))))
                .one()
                .flatMap(owned -> audit.append(
                        Actor.platform(),
                        AuditAction.ORGANISATION_CHANGED,
                        AuditLog.Change.to("organisation", owned.getKey(), Map.of("recordId", owned.getValue()))));
    }

    private Mono<Long> waiting(Map<String, Library> owners) {
        return database.sql(WAITING)
                .bind("$1", owners.keySet().toArray(String[]::new))
                .map(row -> Objects.requireNonNull(row.get("waiting", Long.class)))
                .one();
    }
}
