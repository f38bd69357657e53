package org.jiebang.api.organisation;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Organisations and their members in PostgreSQL. */
@Repository
class OrganisationStore {
    private static final String COLUMNS =
            "organisation.id, organisation.kind, organisation.name, organisation.credit_code, organisation.region,"
                    + " organisation.record_id,"
                    + " (SELECT count(*) FROM membership WHERE membership.organisation_id = organisation.id) AS members";

    private final DatabaseClient database;

    OrganisationStore(DatabaseClient database) {
        this.database = database;
    }

    /** Organisations of which the name or the credit code has this in it, in the order of their names. */
    Flux<Organisation> search(String part, @Nullable OrganisationKind kind) {
        return database.sql("SELECT " + COLUMNS + """
                         FROM organisation
                        WHERE ($1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(lower(credit_code), lower($1)) > 0)
                          AND ($2::text IS NULL OR kind = $2)
                        ORDER BY name COLLATE "zh-Hans-x-icu", id
                        """)
                .bind("$1", part)
                .bind("$2", Parameter.fromOrEmpty(kind == null ? null : kind.name(), String.class))
                .map(OrganisationStore::organisation)
                .all();
    }

    Mono<Organisation> find(UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM organisation WHERE id = $1")
                .bind("$1", id)
                .map(OrganisationStore::organisation)
                .one();
    }

    /** A new organisation; empty if its name or its credit code is taken. */
    Mono<UUID> create(OrganisationKind kind, String name, @Nullable String creditCode, @Nullable RegionCode region) {
        return database.sql("""
                        INSERT INTO organisation (kind, name, credit_code, region) VALUES ($1, $2, $3, $4)
                        ON CONFLICT DO NOTHING RETURNING id
                        """)
                .bind("$1", kind.name())
                .bind("$2", name)
                .bind("$3", Parameter.fromOrEmpty(creditCode, String.class))
                .bind("$4", Parameter.fromOrEmpty(region == null ? null : region.value(), String.class))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** A member for people. */
    record MemberView(
            UUID membershipId, UUID accountId, String displayName, String username, String role, String roleLabel) {}

    Flux<MemberView> members(UUID organisation) {
        return database.sql("""
                        SELECT membership.id, membership.account_id, membership.role, account.display_name, account.username
                        FROM membership JOIN account ON account.id = membership.account_id
                        WHERE membership.organisation_id = $1 ORDER BY membership.id
                        """)
                .bind("$1", organisation)
                .map(row -> {
                    Role role = Role.valueOf(text(row, "role"));
                    return new MemberView(
                            id(row, "id"),
                            id(row, "account_id"),
                            text(row, "display_name"),
                            text(row, "username"),
                            role.name(),
                            role.label());
                })
                .all();
    }

    /** The role of a membership of an organisation. */
    Mono<Role> role(UUID organisation, UUID membership) {
        return database.sql("SELECT role FROM membership WHERE organisation_id = $1 AND id = $2 FOR UPDATE")
                .bind("$1", organisation)
                .bind("$2", membership)
                .map(row -> Role.valueOf(text(row, "role")))
                .one();
    }

    /** Ends a membership with the sessions and tokens that act for it. */
    Mono<Void> remove(UUID membership) {
        return database.sql("DELETE FROM session WHERE membership_id = $1")
                .bind("$1", membership)
                .fetch()
                .rowsUpdated()
                .then(database.sql("DELETE FROM membership WHERE id = $1")
                        .bind("$1", membership)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    static Organisation organisation(Readable row) {
        String region = row.get("region", String.class);
        return new Organisation(
                id(row, "id"),
                OrganisationKind.valueOf(text(row, "kind")),
                text(row, "name"),
                row.get("credit_code", String.class),
                region == null ? null : new RegionCode(region),
                row.get("record_id", UUID.class),
                Objects.requireNonNull(row.get("members", Long.class)));
    }

    static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    static OffsetDateTime time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class));
    }
}
