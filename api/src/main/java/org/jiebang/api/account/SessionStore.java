package org.jiebang.api.account;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions and tokens in PostgreSQL, so that any replica knows them and an ended one ends everywhere at once. */
@Repository
class SessionStore {
    /** A session ends after so long without a request, and at the latest after so long in all. */
    static final String IDLE = "8 hours";

    static final String LONGEST = "7 days";

    private static final String PERSON = "account.id, account.username, account.display_name, account.password_hash,"
            + " account.must_change_password, account.state, account.loopback_only, account.last_sign_in_at, "
            + AccountStore.PASSWORD_EXPIRED + ", " + AccountStore.MEMBERSHIP;

    private static final String STANDS = "session.last_seen_at > now() - interval '" + IDLE + "'"
            + " AND session.created_at > now() - interval '" + LONGEST + "'";

    private static final String BY_SESSION = "SELECT " + PERSON + ", session.last_seen_at, session.two_factors,"
            + " NULL::text[] AS scopes"
            + " FROM session JOIN account ON account.id = session.account_id"
            + " LEFT JOIN membership ON membership.id = session.membership_id"
            + " LEFT JOIN organisation ON organisation.id = membership.organisation_id"
            + " WHERE session.secret_hash = $1 AND account.state = 'ACTIVE'"
            + " AND " + STANDS;

    private static final String BY_TOKEN =
            "SELECT " + PERSON + ", api_token.last_used_at AS last_seen_at, true AS two_factors, api_token.scopes"
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
            boolean twoFactors,
            @Nullable Set<Action> scopes,
            @Nullable OffsetDateTime lastSeenAt) {}

    /** A new session; answers its secret. */
    Mono<String> begin(UUID account, @Nullable UUID membership, boolean twoFactors, Origin origin) {
        String secret = Secrets.next();
        return database.sql("""
                        INSERT INTO session (secret_hash, account_id, membership_id, two_factors, address, device)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        """)
                .bind("$1", Secrets.digest(secret))
                .bind("$2", account)
                .bind("$3", Parameter.fromOrEmpty(membership, UUID.class))
                .bind("$4", twoFactors)
                .bind("$5", origin.address())
                .bind("$6", origin.device())
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
                Boolean.TRUE.equals(row.get("two_factors", Boolean.class)),
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

    /**
     * A session as its owner sees it.
     *
     * @param lastSeenAt of its latest request, to the minute
     */
    record OwnSession(
            UUID id,
            OffsetDateTime beganAt,
            OffsetDateTime lastSeenAt,
            String address,
            String device,
            boolean current) {}

    /** The sessions of an account that stand, the latest first. */
    Flux<OwnSession> own(UUID account, String current) {
        return database.sql("SELECT id, created_at, last_seen_at, address, device, secret_hash = $2 AS current"
                        + " FROM session WHERE account_id = $1 AND " + STANDS + " ORDER BY last_seen_at DESC, id")
                .bind("$1", account)
                .bind("$2", Secrets.digest(current))
                .map(row -> new OwnSession(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                        Objects.requireNonNull(row.get("last_seen_at", OffsetDateTime.class)),
                        Objects.requireNonNull(row.get("address", String.class)),
                        Objects.requireNonNull(row.get("device", String.class)),
                        Boolean.TRUE.equals(row.get("current", Boolean.class))))
                .all();
    }

    /** Ends one session of an account; answers whether there was such a one. */
    Mono<Boolean> end(UUID account, UUID session) {
        return database.sql("DELETE FROM session WHERE account_id = $1 AND id = $2")
                .bind("$1", account)
                .bind("$2", session)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Was a session begun within so many minutes? */
    Mono<Boolean> isFresh(String secret, int minutes) {
        return database.sql(
                        "SELECT created_at > now() - make_interval(mins => $2) AS fresh FROM session WHERE secret_hash = $1")
                .bind("$1", Secrets.digest(secret))
                .bind("$2", minutes)
                .map(row -> Boolean.TRUE.equals(row.get("fresh", Boolean.class)))
                .one()
                .defaultIfEmpty(false);
    }

    /** Says of every session of an account whether it counts as begun with two factors. */
    Mono<Void> setTwoFactors(UUID account, boolean twoFactors) {
        return database.sql("UPDATE session SET two_factors = $2 WHERE account_id = $1")
                .bind("$1", account)
                .bind("$2", twoFactors)
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
