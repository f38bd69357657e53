package org.jiebang.api.team;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Service teams in the making in PostgreSQL. Experts who were found to be one are one member of what is read. */
@Repository
class TeamDraftStore {
    private static final String COLUMNS =
            "SELECT id, organisation_id, content::text AS content, version, record_id, accepted, updated_at FROM team_draft ";

    private final DatabaseClient database;
    private final JsonMapper json;

    TeamDraftStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A draft.
     *
     * @param recordId the team of the library that it is or was; null if it never was accepted
     * @param accepted whether that team stands
     */
    record Draft(
            UUID id,
            UUID organisation,
            TeamContent content,
            long version,
            @Nullable UUID recordId,
            boolean accepted,
            OffsetDateTime updatedAt) {
        Draft with(TeamContent other) {
            return new Draft(id, organisation, other, version, recordId, accepted, updatedAt);
        }
    }

    Flux<Draft> of(UUID organisation, int limit) {
        return database.sql(COLUMNS + "WHERE organisation_id = $1 ORDER BY updated_at DESC, id LIMIT $2")
                .bind("$1", organisation)
                .bind("$2", limit)
                .map(this::draft)
                .all()
                .transform(this::once);
    }

    /** Accepted teams of a unit in a programme. */
    Flux<TeamChecks.Other> accepted(UUID organisation, String programme) {
        return database.sql(COLUMNS
                        + "WHERE organisation_id = $1 AND accepted AND content ->> 'programme' = $2 ORDER BY id")
                .bind("$1", organisation)
                .bind("$2", programme)
                .map(this::draft)
                .all()
                .transform(this::once)
                .map(draft -> new TeamChecks.Other(draft.id(), draft.content()));
    }

    Mono<Draft> find(UUID id) {
        return database.sql(COLUMNS + "WHERE id = $1")
                .bind("$1", id)
                .map(this::draft)
                .one()
                .flux()
                .transform(this::once)
                .singleOrEmpty();
    }

    /** The draft that a team of the library was accepted from. */
    Mono<Draft> ofRecord(UUID record) {
        return database.sql(COLUMNS + "WHERE record_id = $1 AND accepted")
                .bind("$1", record)
                .map(this::draft)
                .one()
                .flux()
                .transform(this::once)
                .singleOrEmpty();
    }

    /** The same, kept from other writers until the transaction ends. */
    Mono<Draft> lock(UUID id) {
        return database.sql(COLUMNS + "WHERE id = $1 FOR UPDATE")
                .bind("$1", id)
                .map(this::draft)
                .one()
                .flux()
                .transform(this::once)
                .singleOrEmpty();
    }

    Mono<UUID> add(UUID organisation, TeamContent content) {
        return database.sql("INSERT INTO team_draft (organisation_id, content) VALUES ($1, $2::jsonb) RETURNING id")
                .bind("$1", organisation)
                .bind("$2", json.writeValueAsString(content))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /** Under {@link #lock}. Records that were merged into those of members stay, for the merge may be undone. */
    Mono<Void> change(UUID id, TeamContent content) {
        return database.sql(COLUMNS + "WHERE id = $1")
                .bind("$1", id)
                .map(this::draft)
                .one()
                .flatMap(stored -> merged(List.of(stored.content(), content))
                        .map(merged -> merged.retained(content, stored.content())))
                .flatMap(kept -> database.sql(
                                "UPDATE team_draft SET content = $2::jsonb, version = version + 1, updated_at = now() WHERE id = $1")
                        .bind("$1", id)
                        .bind("$2", json.writeValueAsString(kept))
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** A team with each person once, whichever records it names. */
    Mono<TeamContent> once(TeamContent content) {
        return merged(List.of(content)).map(merged -> merged.once(content));
    }

    private Flux<Draft> once(Flux<Draft> drafts) {
        return drafts.collectList()
                .flatMapMany(all -> merged(all.stream().map(Draft::content).toList())
                        .flatMapIterable(merged -> all.stream()
                                .map(draft -> draft.with(merged.once(draft.content())))
                                .toList()));
    }

    private Mono<MergedMembers> merged(List<TeamContent> contents) {
        Set<UUID> named = MergedMembers.named(contents);
        return named.isEmpty()
                ? Mono.just(new MergedMembers(Map.of()))
                : database.sql(
                                "SELECT id, standing_record(id) AS standing FROM library_record WHERE id = ANY($1) AND merged_into IS NOT NULL")
                        .bind("$1", named.toArray(UUID[]::new))
                        .map(row -> Map.entry(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                Objects.requireNonNull(row.get("standing", UUID.class))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                        .map(MergedMembers::new);
    }

    /** Under {@link #lock}. */
    Mono<Void> accept(UUID id, @Nullable UUID record, boolean accepted) {
        return database.sql(
                        "UPDATE team_draft SET record_id = $2, accepted = $3, version = version + 1, updated_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", Parameter.fromOrEmpty(record, UUID.class))
                .bind("$3", accepted)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Under {@link #lock}. */
    Mono<Void> remove(UUID id) {
        return database.sql("DELETE FROM team_draft WHERE id = $1")
                .bind("$1", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Draft draft(Readable row) {
        return new Draft(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                json.readValue(Objects.requireNonNull(row.get("content", String.class)), TeamContent.class),
                Objects.requireNonNull(row.get("version", Long.class)),
                row.get("record_id", UUID.class),
                Boolean.TRUE.equals(row.get("accepted", Boolean.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)));
    }
}
