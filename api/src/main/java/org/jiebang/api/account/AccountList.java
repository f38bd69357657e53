package org.jiebang.api.account;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts as an administrator sees them. */
@Repository
class AccountList {
    static final int MOST = 200;

    private static final String FIND = """
            SELECT account.id, account.username, account.display_name, account.state, account.must_change_password,
                   account.last_sign_in_at, account.password_expires_at,
                   EXISTS (SELECT 1 FROM second_factor WHERE account_id = account.id AND confirmed_at IS NOT NULL)
                       AS second_factor,
                   coalesce(sign_in_failure.locked_until > now(), false) AS locked
            FROM account
            LEFT JOIN sign_in_failure ON sign_in_failure.name_hash = sha256(convert_to(lower(account.username), 'UTF8'))
            WHERE ($1 = '' OR strpos(lower(account.username), lower($1)) > 0 OR strpos(lower(account.display_name), lower($1)) > 0)
              AND ($2::uuid IS NULL OR account.id = $2)
            ORDER BY lower(account.username) LIMIT $3
            """;

    private static final String MEMBERSHIPS = "SELECT membership.account_id, " + AccountStore.MEMBERSHIP
            + " FROM membership JOIN organisation ON organisation.id = membership.organisation_id"
            + " WHERE membership.account_id = ANY ($1) ORDER BY membership.id";

    private final DatabaseClient database;

    AccountList(DatabaseClient database) {
        this.database = database;
    }

    /**
     * An account for an administrator.
     *
     * @param state ACTIVE or DISABLED
     * @param locked too many wrong sign-ins under its name
     * @param passwordExpiresAt null unless the password is a temporary one with an end
     * @param secondFactor a sign-in needs a code
     */
    record AccountView(
            UUID id,
            String username,
            String displayName,
            String state,
            boolean locked,
            boolean mustChangePassword,
            @Nullable OffsetDateTime passwordExpiresAt,
            boolean secondFactor,
            @Nullable OffsetDateTime lastSignInAt,
            List<SessionView.MembershipView> memberships) {
        AccountView with(List<SessionView.MembershipView> joined) {
            return new AccountView(
                    id,
                    username,
                    displayName,
                    state,
                    locked,
                    mustChangePassword,
                    passwordExpiresAt,
                    secondFactor,
                    lastSignInAt,
                    List.copyOf(joined));
        }
    }

    /** Accounts of which username or display name has this in it, {@value #MOST} at most. */
    Mono<List<AccountView>> search(String part) {
        return withMemberships(find(part, null));
    }

    Mono<AccountView> one(UUID id) {
        return withMemberships(find("", id)).filter(found -> !found.isEmpty()).map(List::getFirst);
    }

    private Flux<AccountView> find(String part, @Nullable UUID id) {
        return database.sql(FIND)
                .bind("$1", part)
                .bind("$2", Parameter.fromOrEmpty(id, UUID.class))
                .bind("$3", MOST)
                .map(row -> new AccountView(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("username", String.class)),
                        Objects.requireNonNull(row.get("display_name", String.class)),
                        Objects.requireNonNull(row.get("state", String.class)),
                        Boolean.TRUE.equals(row.get("locked", Boolean.class)),
                        Boolean.TRUE.equals(row.get("must_change_password", Boolean.class)),
                        row.get("password_expires_at", OffsetDateTime.class),
                        Boolean.TRUE.equals(row.get("second_factor", Boolean.class)),
                        row.get("last_sign_in_at", OffsetDateTime.class),
                        List.of()))
                .all();
    }

    private Mono<List<AccountView>> withMemberships(Flux<AccountView> found) {
        return found.collectList()
                .flatMap(accounts -> memberships(
                                accounts.stream().map(AccountView::id).toArray(UUID[]::new))
                        .map(joined -> accounts.stream()
                                .map(account -> account.with(joined.getOrDefault(account.id(), List.of())))
                                .toList()));
    }

    private record Joined(UUID account, Membership membership) {}

    private Mono<Map<UUID, List<SessionView.MembershipView>>> memberships(UUID[] accounts) {
        return database.sql(MEMBERSHIPS)
                .bind("$1", accounts)
                .map(row -> new Joined(
                        Objects.requireNonNull(row.get("account_id", UUID.class)), AccountStore.membership(row)))
                .all()
                .collect(
                        LinkedHashMap::new,
                        (all, one) -> all.computeIfAbsent(one.account(), none -> new ArrayList<>())
                                .add(SessionView.MembershipView.of(one.membership())));
    }
}
