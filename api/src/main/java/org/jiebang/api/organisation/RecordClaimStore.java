package org.jiebang.api.organisation;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Library;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims on library records in PostgreSQL. */
@Repository
class RecordClaimStore {
    private static final String CLAIM = """
            SELECT record_claim.id, record_claim.organisation_id, organisation.name AS organisation, organisation.region,
                   record_claim.record_id, library_record.library, library_record.payload ->> 'name' AS title,
                   library_record.payload ->> 'region' AS record_region, record_claim.state, record_claim.reason,
                   record_claim.created_at
            FROM record_claim
            JOIN organisation ON organisation.id = record_claim.organisation_id
            JOIN library_record ON library_record.id = record_claim.record_id
            """;

    private final DatabaseClient database;

    RecordClaimStore(DatabaseClient database) {
        this.database = database;
    }

    /** What becomes of a claim. */
    enum State {
        PENDING("待审批"),
        APPROVED("已通过"),
        REFUSED("未通过");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * A claim.
     *
     * @param region of the organisation
     * @param recordRegion of the record
     */
    record Claim(
            UUID id,
            UUID organisationId,
            String organisation,
            Set<RegionCode> region,
            UUID recordId,
            Library library,
            String title,
            Set<RegionCode> recordRegion,
            State state,
            String reason,
            OffsetDateTime createdAt) {}

    /** A published record that can be claimed; taken where an organisation owns it already. */
    record Claimable(UUID id, boolean taken) {}

    Mono<Claimable> byCreditCode(Library library, CreditCode code) {
        return claimable("payload ->> 'creditCode' = $2", library, code.value());
    }

    Mono<Claimable> byId(Library library, UUID id) {
        return claimable("library_record.id = $2", library, id);
    }

    private Mono<Claimable> claimable(String condition, Library library, Object value) {
        return database.sql("SELECT library_record.id,"
                        + " EXISTS (SELECT 1 FROM organisation WHERE record_id = library_record.id OR record_id IN ("
                        + "SELECT part.id FROM library_record AS part WHERE part.merged_into = library_record.id)) AS taken"
                        + " FROM library_record WHERE library = $1 AND publication = 'PUBLISHED' AND " + condition
                        + " ORDER BY library_record.id LIMIT 1")
                .bind("$1", library.code())
                .bind("$2", value)
                .map(row -> new Claimable(
                        OrganisationStore.id(row, "id"), Boolean.TRUE.equals(row.get("taken", Boolean.class))))
                .one();
    }

    /** A new claim; empty if the same one waits already. */
    Mono<UUID> create(UUID organisation, UUID item, UUID by) {
        return database.sql("""
                        INSERT INTO record_claim (organisation_id, record_id, created_by) VALUES ($1, $2, $3)
                        ON CONFLICT DO NOTHING RETURNING id
                        """)
                .bind("$1", organisation)
                .bind("$2", item)
                .bind("$3", by)
                .map(row -> OrganisationStore.id(row, "id"))
                .one();
    }

    Mono<Claim> find(UUID id) {
        return database.sql(CLAIM + " WHERE record_claim.id = $1")
                .bind("$1", id)
                .map(RecordClaimStore::claim)
                .one();
    }

    /** The latest first. */
    Flux<Claim> list(@Nullable State state) {
        return database.sql(CLAIM + " WHERE $1::text IS NULL OR record_claim.state = $1 ORDER BY record_claim.id DESC")
                .bind("$1", Parameter.fromOrEmpty(state == null ? null : state.name(), String.class))
                .map(RecordClaimStore::claim)
                .all();
    }

    /** Decides a claim that waits; answers false to all but one of those who try. */
    Mono<Boolean> decide(UUID id, State state, String reason, UUID by) {
        return database.sql("""
                        UPDATE record_claim SET state = $2, reason = $3, decided_by = $4, decided_at = now()
                        WHERE id = $1 AND state = 'PENDING'
                        """)
                .bind("$1", id)
                .bind("$2", state.name())
                .bind("$3", reason)
                .bind("$4", by)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Gives an organisation its record; false if it has one, an error if another organisation has this one. */
    Mono<Boolean> own(UUID organisation, UUID item) {
        return database.sql("UPDATE organisation SET record_id = $2 WHERE id = $1 AND record_id IS NULL")
                .bind("$1", organisation)
                .bind("$2", item)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Claim claim(Readable row) {
        return new Claim(
                OrganisationStore.id(row, "id"),
                OrganisationStore.id(row, "organisation_id"),
                OrganisationStore.text(row, "organisation"),
                regions(row.get("region", String.class)),
                OrganisationStore.id(row, "record_id"),
                Library.find(OrganisationStore.text(row, "library")).orElseThrow(),
                Objects.requireNonNullElse(row.get("title", String.class), ""),
                regions(row.get("record_region", String.class)),
                State.valueOf(OrganisationStore.text(row, "state")),
                OrganisationStore.text(row, "reason"),
                OrganisationStore.time(row, "created_at"));
    }

    private static Set<RegionCode> regions(@Nullable String code) {
        return code == null ? Set.of() : Set.of(new RegionCode(code));
    }
}
