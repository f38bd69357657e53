package org.jiebang.api.account;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sessions and tokens in PostgreSQL, so that any replica knows them and an ended one ends everywhere at once. */
@Repository
class SessionStore {
    /** A session ends after so long without a request, and at the latest after so long in all. */
    static final String IDLE = "8 hours";

    static final String LONGEST = "7 days";

    private static final String PERSON = "account.id, account.username, account.display_name, account.password_hash,"
            + " account.must_change_password, account.state, account.loopback_only, account.last_sign_in_at, "
            + AccountStore.MEMBERSHIP;

    private static final String BY_SESSION = "SELECT " + PERSON + ", session.last_seen_at, NULL::text[] AS scopes"
            + " FROM session JOIN account ON account.id = session.account_id"
            + " LEFT JOIN membership ON membership.id = session.membership_id"
            + " LEFT JOIN organisation ON organisation.id = membership.organisation_id"
            + " WHERE session.secret_hash = $1 AND account.state = 'ACTIVE'"
            + " AND session.last_seen_at > now() - interval '" + IDLE + "'"
            + " AND session.created_at > now() - interval '" + LONGEST + "'";

    private static final String BY_TOKEN =
            "SELECT " + PERSON + ", api_token.last_used_at AS last_seen_at, api_token.scopes"
                    + " FROM api_token JOIN account ON account.id = api_token.account_id"
                    + " JOIN membership ON membership.id = api_token.membership_id"
                    + " JOIN organisation ON organisation.id = membership.organisation_id"
                    + " WHERE api_token.secret_hash = $1 AND account.state = 'ACTIVE' AND api_token.expires_at > now()";

    private final DatabaseClient database;

    SessionStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Whom a secret stands for.
     *
     * @param scopes null for a session
     * @param lastSeenAt null for a token that was never used
     */
    record Holder(
            Account account,
            @Nullable Membership acting,
            @Nullable Set<Action> scopes,
            @Nullable OffsetDateTime lastSeenAt) {}

    /** A new session; answers its secret. */
    Mono<String> begin(UUID account, @Nullable UUID membership) {
        String secret = Secrets.next();
        return database.sql("INSERT INTO session (secret_hash, account_id, membership_id) VALUES ($1, $2, $3)")
                .bind("$1", Secrets.digest(secret))
                .bind("$2", account)
                .bind("$3", Parameter.fromOrEmpty(membership, UUID.class))
                .fetch()
                .rowsUpdated()
                .thenReturn(secret);
    }

    Mono<Holder> bySession(String secret) {
        return holder(BY_SESSION, secret);
    }

    Mono<Holder> byToken(String secret) {
        return holder(BY_TOKEN, secret);
    }

    private Mono<Holder> holder(String sql, String secret) {
        return database.sql(sql)
                .bind("$1", Secrets.digest(secret))
                .map(SessionStore::holder)
                .one();
    }

    private static Holder holder(Readable row) {
        String[] scopes = row.get("scopes", String[].class);
        return new Holder(
                AccountStore.account(row),
                row.get("membership_id", UUID.class) == null ? null : AccountStore.membership(row),
                scopes == null ? null : scopes(scopes),
                row.get("last_seen_at", OffsetDateTime.class));
    }

    /** An action that the platform no longer knows gives no right. */
    private static Set<Action> scopes(String[] codes) {
        Set<Action> scopes = EnumSet.noneOf(Action.class);
        Arrays.stream(codes).forEach(code -> Action.find(code).ifPresent(scopes::add));
        return scopes;
    }

    Mono<Void> seen(String secret, boolean token) {
        String sql = token
                ? "UPDATE api_token SET last_used_at = now() WHERE secret_hash = $1"
                : "UPDATE session SET last_seen_at = now() WHERE secret_hash = $1";
        return database.sql(sql)
                .bind("$1", Secrets.digest(secret))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Answers whether the account has that membership. */
    Mono<Boolean> choose(String secret, UUID membership) {
        return database.sql("""
                        UPDATE session SET membership_id = membership.id FROM membership
                        WHERE session.secret_hash = $1 AND membership.id = $2 AND membership.account_id = session.account_id
                        """)
                .bind("$1", Secrets.digest(secret))
                .bind("$2", membership)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Void> end(String secret) {
        return database.sql("DELETE FROM session WHERE secret_hash = $1")
                .bind("$1", Secrets.digest(secret))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Ends every session of an account and takes back its tokens. */
    Mono<Void> shutOut(UUID account) {
        return database.sql(
                        "WITH ended AS (DELETE FROM session WHERE account_id = $1) DELETE FROM api_token WHERE account_id = $1")
                .bind("$1", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Ends every session of an account, but for one. */
    Mono<Void> endAll(UUID account, String butFor) {
        return database.sql("DELETE FROM session WHERE account_id = $1 AND secret_hash <> $2")
                .bind("$1", account)
                .bind("$2", Secrets.digest(butFor))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
