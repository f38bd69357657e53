package org.jiebang.api.organisation;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jiebang.api.access.Role;
import org.jiebang.api.account.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invitations in PostgreSQL: each joins one person to one organisation in one role, once, within a week. */
@Repository
class InvitationStore {
    private static final String OPEN = "used_at IS NULL AND expires_at > now()";

    private final DatabaseClient database;

    InvitationStore(DatabaseClient database) {
        this.database = database;
    }

    /** An invitation that can still be accepted. */
    record Invitation(UUID id, UUID organisationId, String organisation, Role role, OffsetDateTime expiresAt) {}

    Mono<Invitation> create(UUID organisation, Role role, String secret, UUID by) {
        return database.sql("""
                        INSERT INTO invitation (organisation_id, role, secret_hash, created_by, expires_at)
                        VALUES ($1, $2, $3, $4, now() + interval '7 days')
                        RETURNING id, organisation_id, role, expires_at,
                                  (SELECT name FROM organisation WHERE organisation.id = organisation_id) AS organisation
                        """)
                .bind("$1", organisation)
                .bind("$2", role.name())
                .bind("$3", Secrets.digest(secret))
                .bind("$4", by)
                .map(InvitationStore::invitation)
                .one();
    }

    Flux<Invitation> open(UUID organisation) {
        return database.sql("SELECT invitation.id, organisation_id, role, expires_at, organisation.name AS organisation"
                        + " FROM invitation JOIN organisation ON organisation.id = organisation_id"
                        + " WHERE organisation_id = $1 AND " + OPEN + " ORDER BY invitation.id")
                .bind("$1", organisation)
                .map(InvitationStore::invitation)
                .all();
    }

    Mono<Invitation> find(String secret) {
        return database.sql("SELECT invitation.id, organisation_id, role, expires_at, organisation.name AS organisation"
                        + " FROM invitation JOIN organisation ON organisation.id = organisation_id"
                        + " WHERE secret_hash = $1 AND " + OPEN)
                .bind("$1", Secrets.digest(secret))
                .map(InvitationStore::invitation)
                .one();
    }

    /** Uses an invitation up; answers false to all but one of those who try. */
    Mono<Boolean> use(UUID invitation, UUID account) {
        return database.sql("UPDATE invitation SET used_at = now(), used_by = $2 WHERE id = $1 AND " + OPEN)
                .bind("$1", invitation)
                .bind("$2", account)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Answers whether there was such an open invitation. */
    Mono<Boolean> withdraw(UUID organisation, UUID invitation) {
        return database.sql("DELETE FROM invitation WHERE organisation_id = $1 AND id = $2 AND " + OPEN)
                .bind("$1", organisation)
                .bind("$2", invitation)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                OrganisationStore.id(row, "id"),
                OrganisationStore.id(row, "organisation_id"),
                OrganisationStore.text(row, "organisation"),
                Role.valueOf(OrganisationStore.text(row, "role")),
                OrganisationStore.time(row, "expires_at"));
    }
}
