package org.jiebang.api.account;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts and their memberships in PostgreSQL. */
@Repository
class AccountStore {
    /** A temporary password that was not changed in time. */
    static final String PASSWORD_EXPIRED = "coalesce(account.password_expires_at < now(), false) AS password_expired";

    private static final String ACCOUNT = "id, username, display_name, password_hash, must_change_password, state,"
            + " loopback_only, last_sign_in_at, " + PASSWORD_EXPIRED;

    static final String MEMBERSHIP =
            "membership.id AS membership_id, membership.role, organisation.id AS organisation_id,"
                    + " organisation.name AS organisation_name, organisation.kind, organisation.region,"
                    + " standing_record(organisation.record_id) AS record_id";

    private final DatabaseClient database;

    AccountStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Account> find(UUID id) {
        return database.sql("SELECT " + ACCOUNT + " FROM account WHERE id = $1")
                .bind("$1", id)
                .map(AccountStore::account)
                .one();
    }

    Mono<Account> find(String username) {
        return database.sql("SELECT " + ACCOUNT + " FROM account WHERE lower(username) = lower($1)")
                .bind("$1", username)
                .map(AccountStore::account)
                .one();
    }

    /** A new account; empty if the name is taken. */
    Mono<UUID> create(String username, String displayName, String passwordHash, boolean mustChange, boolean loopback) {
        return database.sql("""
                        INSERT INTO account (username, display_name, password_hash, must_change_password, loopback_only)
                        VALUES ($1, $2, nullif($3, ''), $4, $5) ON CONFLICT (lower(username)) DO NOTHING RETURNING id
                        """)
                .bind("$1", username)
                .bind("$2", displayName)
                .bind("$3", passwordHash)
                .bind("$4", mustChange)
                .bind("$5", loopback)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** A password that only its owner knows. */
    Mono<Void> setPassword(UUID account, String hash) {
        return database.sql("""
                        UPDATE account SET password_hash = $2, must_change_password = false, password_expires_at = NULL
                        WHERE id = $1
                        """)
                .bind("$1", account)
                .bind("$2", hash)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** A password that somebody else knows, to be changed within a time. */
    Mono<Void> setTemporaryPassword(UUID account, String hash, Duration good) {
        return database.sql("""
                        UPDATE account SET password_hash = $2, must_change_password = true,
                               password_expires_at = now() + make_interval(secs => $3)
                        WHERE id = $1
                        """)
                .bind("$1", account)
                .bind("$2", hash)
                .bind("$3", (double) good.toSeconds())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** The same password, hashed as new ones are; unless it was changed meanwhile. */
    Mono<Void> rehash(UUID account, String before, String after) {
        return database.sql("UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
                .bind("$1", account)
                .bind("$2", before)
                .bind("$3", after)
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> signedIn(UUID account) {
        return database.sql("UPDATE account SET last_sign_in_at = now() WHERE id = $1")
                .bind("$1", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Whom an account may act for, in the order in which it joined. */
    Flux<Membership> memberships(UUID account) {
        return database.sql("SELECT " + MEMBERSHIP
                        + " FROM membership JOIN organisation ON organisation.id = membership.organisation_id"
                        + " WHERE membership.account_id = $1 ORDER BY membership.id")
                .bind("$1", account)
                .map(AccountStore::membership)
                .all();
    }

    /** Makes an account a member; answers the membership, also where it was one before. */
    Mono<UUID> join(UUID account, UUID organisation, Role role) {
        return database.sql("""
                        INSERT INTO membership (account_id, organisation_id, role) VALUES ($1, $2, $3)
                        ON CONFLICT (account_id, organisation_id, role) DO UPDATE SET role = excluded.role RETURNING id
                        """)
                .bind("$1", account)
                .bind("$2", organisation)
                .bind("$3", role.name())
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** The organisation of a kind with a name, made if it is not there; an expert's own is always made. */
    Mono<UUID> organisation(OrganisationKind kind, String name, @Nullable RegionCode region) {
        return database.sql("""
                        INSERT INTO organisation (kind, name, region) VALUES ($1, $2, $3)
                        ON CONFLICT (kind, name) WHERE kind <> 'EXPERT' DO UPDATE SET name = excluded.name RETURNING id
                        """)
                .bind("$1", kind.name())
                .bind("$2", name)
                .bind("$3", Parameter.fromOrEmpty(region == null ? null : region.value(), String.class))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    Mono<Boolean> hasAdministrator() {
        return database.sql("SELECT EXISTS (SELECT 1 FROM membership WHERE role = 'ADMINISTRATOR') AS there")
                .map(row -> Boolean.TRUE.equals(row.get("there", Boolean.class)))
                .one();
    }

    Mono<OrganisationKind> kindOf(UUID organisation) {
        return database.sql("SELECT kind FROM organisation WHERE id = $1")
                .bind("$1", organisation)
                .map(row -> OrganisationKind.valueOf(text(row, "kind")))
                .one();
    }

    /** Sets whether an account works; answers whether that was a change. */
    Mono<Boolean> setActive(UUID account, boolean active) {
        return database.sql("UPDATE account SET state = $2 WHERE id = $1 AND state <> $2")
                .bind("$1", account)
                .bind("$2", active ? "ACTIVE" : "DISABLED")
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The account that an identity provider knows by a subject. */
    Mono<Account> findByIdentity(String issuer, String subject) {
        return database.sql("SELECT " + ACCOUNT + " FROM account JOIN account_identity ON account_id = id"
                        + " WHERE issuer = $1 AND subject = $2")
                .bind("$1", issuer)
                .bind("$2", subject)
                .map(AccountStore::account)
                .one();
    }

    /** Binds an account to who it is at an identity provider; an error if another account is. */
    Mono<Void> identify(UUID account, String issuer, String subject) {
        return database.sql("INSERT INTO account_identity (issuer, subject, account_id) VALUES ($1, $2, $3)")
                .bind("$1", issuer)
                .bind("$2", subject)
                .bind("$3", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    static Account account(Readable row) {
        return new Account(
                Objects.requireNonNull(row.get("id", UUID.class)),
                text(row, "username"),
                text(row, "display_name"),
                Objects.requireNonNullElse(row.get("password_hash", String.class), ""),
                Boolean.TRUE.equals(row.get("must_change_password", Boolean.class)),
                Boolean.TRUE.equals(row.get("password_expired", Boolean.class)),
                "ACTIVE".equals(row.get("state", String.class)),
                Boolean.TRUE.equals(row.get("loopback_only", Boolean.class)),
                row.get("last_sign_in_at", OffsetDateTime.class));
    }

    static Membership membership(Readable row) {
        String region = row.get("region", String.class);
        return new Membership(
                Objects.requireNonNull(row.get("membership_id", UUID.class)),
                Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                text(row, "organisation_name"),
                OrganisationKind.valueOf(text(row, "kind")),
                Role.valueOf(text(row, "role")),
                region == null ? null : new RegionCode(region),
                row.get("record_id", UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
