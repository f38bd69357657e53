package org.jiebang.api.account;

import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sees to it that somebody can always manage the platform. */
@Component
public class Administrators {
    /** Taken until the transaction ends, so that two administrators cannot remove each other at the same time. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('administrators'))";

    private static final String REMAINING = """
            SELECT count(*) AS remaining FROM membership JOIN account ON account.id = membership.account_id
            WHERE membership.role = 'ADMINISTRATOR' AND account.state = 'ACTIVE'
              AND membership.id <> $1 AND account.id <> $1
            """;

    private final DatabaseClient database;

    Administrators(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Refuses if there would be no active administrator without this one; to be asked in the transaction that takes him away.
     *
     * @param leaving id of the account or of the membership that goes
     */
    public Mono<Void> remainWithout(UUID leaving) {
        return database.sql(LOCK)
                .fetch()
                .rowsUpdated()
                .then(database.sql(REMAINING)
                        .bind("$1", leaving)
                        .map(row -> Objects.requireNonNull(row.get("remaining", Long.class)))
                        .one())
                .filter(remaining -> remaining > 0)
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这是最后一位可用的管理员，平台将无人管理。请先指定另一位管理员。")))
                .then();
    }
}
