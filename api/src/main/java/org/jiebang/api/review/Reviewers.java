package org.jiebang.api.review;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts that review, and the experts of the pool for whom they stand. */
@Component
class Reviewers {
    private static final String ALL = """
            SELECT account.id, account.display_name, min(organisation.name) AS organisation, expert.id AS record_id, reviewer.most,
                   coalesce(reviewer.version, 0) AS version, coalesce(expert.payload ->> 'name', '') AS expert,
                   coalesce(expert.payload ->> 'employer', '') AS employer,
                   (SELECT count(*) FROM review_sheet WHERE review_sheet.account_id = account.id
                    AND review_sheet.state = 'ASKED') AS open
            FROM account
            JOIN membership ON membership.account_id = account.id AND membership.role = 'REVIEWER'
            JOIN organisation ON organisation.id = membership.organisation_id
            LEFT JOIN reviewer ON reviewer.account_id = account.id
            LEFT JOIN library_record AS expert ON expert.id = standing_record(reviewer.record_id)
            WHERE account.state = 'ACTIVE'
            GROUP BY account.id, reviewer.account_id, expert.id ORDER BY account.display_name, account.id
            """;

    private static final String ENGAGE = """
            INSERT INTO reviewer AS present (account_id, record_id, most)
            SELECT $1, library_record.id, $3 FROM library_record
            WHERE library_record.id = $2 AND library_record.library = 'experts' AND publication = 'PUBLISHED'
              AND $4 = coalesce((SELECT version FROM reviewer WHERE account_id = $1), 0)
              AND EXISTS (SELECT 1 FROM membership WHERE account_id = $1 AND role = 'REVIEWER')
            ON CONFLICT (account_id) DO UPDATE SET record_id = excluded.record_id, most = excluded.most,
                version = present.version + 1, at = now() WHERE present.version = $4
            """;

    private final DatabaseClient database;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Reviewers(DatabaseClient database, AuditLog audit, TransactionalOperator transactions) {
        this.database = database;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * An account of the role of reviewers.
     *
     * @param expertId null: not engaged yet, for nobody knows who he is in the pool
     * @param most sheets that he may have open at a time
     * @param open sheets that he has open
     * @param version 0: not engaged yet
     */
    record ReviewerView(
            UUID accountId,
            String name,
            String organisation,
            @Nullable UUID expertId,
            String expert,
            String employer,
            int most,
            long open,
            long version) {
        int room() {
            return expertId == null ? 0 : (int) Math.max(0, most - open);
        }
    }

    Flux<ReviewerView> all() {
        return database.sql(ALL).map(Reviewers::reviewer).all();
    }

    private static ReviewerView reviewer(Readable row) {
        return new ReviewerView(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("display_name", String.class)),
                Objects.requireNonNull(row.get("organisation", String.class)),
                row.get("record_id", UUID.class),
                Objects.requireNonNull(row.get("expert", String.class)),
                Objects.requireNonNull(row.get("employer", String.class)),
                Objects.requireNonNullElse(row.get("most", Integer.class), 0),
                Objects.requireNonNull(row.get("open", Long.class)),
                Objects.requireNonNull(row.get("version", Long.class)));
    }

    /** For the audit log. */
    private record Engaged(UUID expert, int most) {}

    /** Lets an account review as an expert of the pool, over the version that was seen. */
    Mono<Void> engage(Actor actor, UUID account, UUID expert, int most, long seen) {
        return transactions
                .transactional(database.sql(ENGAGE)
                        .bind("$1", account)
                        .bind("$2", expert)
                        .bind("$3", most)
                        .bind("$4", seen)
                        .fetch()
                        .rowsUpdated()
                        .filter(rows -> rows > 0)
                        .switchIfEmpty(Mono.error(() ->
                                new ApiException(ErrorCode.CONFLICT, "没有聘请成功：账号要有评审专家的身份，专家要在专家库中，且没有别人刚刚改过。请刷新后再试。")))
                        .then(audit.append(
                                actor,
                                AuditAction.REVIEWER_ENGAGED,
                                AuditLog.Change.to("account", account, new Engaged(expert, most)))))
                .onErrorMap(
                        DuplicateKeyException.class,
                        twice -> new ApiException(ErrorCode.CONFLICT, "这位专家已经由另一个账号评审，一位专家只用一个账号。"));
    }
}
