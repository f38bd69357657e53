package org.jiebang.api.account;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens of accounts in PostgreSQL; who comes with one is found by {@link SessionStore#byToken}. */
@Repository
class TokenStore {
    private static final String LIST = "SELECT api_token.id, api_token.name, api_token.scopes, api_token.created_at,"
            + " api_token.expires_at, api_token.last_used_at, " + AccountStore.MEMBERSHIP
            + " FROM api_token JOIN membership ON membership.id = api_token.membership_id"
            + " JOIN organisation ON organisation.id = membership.organisation_id"
            + " WHERE api_token.account_id = $1 ORDER BY api_token.id DESC";

    private final DatabaseClient database;

    TokenStore(DatabaseClient database) {
        this.database = database;
    }

    /** A token without its secret. */
    record Token(
            UUID id,
            String name,
            List<String> scopes,
            Membership membership,
            OffsetDateTime createdAt,
            OffsetDateTime expiresAt,
            @Nullable OffsetDateTime lastUsedAt) {}

    /** The latest first. */
    Flux<Token> list(UUID account) {
        return database.sql(LIST).bind("$1", account).map(TokenStore::token).all();
    }

    /** How many tokens an account has, expired ones included; nobody else adds one until the transaction ends. */
    Mono<Long> countLocked(UUID account) {
        return database.sql("SELECT id FROM account WHERE id = $1 FOR UPDATE")
                .bind("$1", account)
                .fetch()
                .rowsUpdated()
                .then(database.sql("SELECT count(*) AS tokens FROM api_token WHERE account_id = $1")
                        .bind("$1", account)
                        .map(row -> Objects.requireNonNull(row.get("tokens", Long.class)))
                        .one());
    }

    /** Answers the token's id. */
    Mono<UUID> create(UUID account, UUID membership, String name, String secret, Collection<Action> scopes, int days) {
        return database.sql("""
                        INSERT INTO api_token (account_id, membership_id, name, secret_hash, scopes, expires_at)
                        VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING id
                        """)
                .bind("$1", account)
                .bind("$2", membership)
                .bind("$3", name)
                .bind("$4", Secrets.digest(secret))
                .bind("$5", scopes.stream().map(Action::code).toArray(String[]::new))
                .bind("$6", days)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Answers whether the account had the token. */
    Mono<Boolean> revoke(UUID account, UUID token) {
        return database.sql("DELETE FROM api_token WHERE account_id = $1 AND id = $2")
                .bind("$1", account)
                .bind("$2", token)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Token token(Readable row) {
        return new Token(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Arrays.stream(Objects.requireNonNull(row.get("scopes", String[].class)))
                        .sorted()
                        .toList(),
                AccountStore.membership(row),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)),
                Objects.requireNonNull(row.get("expires_at", OffsetDateTime.class)),
                row.get("last_used_at", OffsetDateTime.class));
    }
}
