package org.jiebang.api.profile;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.identity.IdentityEvidence;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which authors of works may be which experts, and what was decided of it, in PostgreSQL. */
@Repository
class AuthorshipStore {
    private static final TypeReference<List<IdentityEvidence>> EVIDENCE = new TypeReference<>() {};

    private static final String SELECT = """
            SELECT asked.id, asked.expert_id, asked.name, asked.unit, asked.state, asked.score, asked.evidence::text AS evidence,
                   asked.version, asked.decided_at, account.display_name AS decided_by,
                   (SELECT count(DISTINCT work_id) FROM authorship_work WHERE authorship_id = asked.id) AS works
            FROM authorship AS asked LEFT JOIN account ON account.id = asked.decided_by
            """;

    /** Who is known to be somebody else is not asked about; nor is anything asked of records that are not public. */
    private static final String WAITS = """
            asked.state = 'OPEN'
            AND NOT EXISTS (SELECT 1 FROM authorship AS other WHERE other.author_key = asked.author_key AND other.state = 'YES')
            AND EXISTS (SELECT 1 FROM library_record AS expert WHERE expert.id = asked.expert_id AND expert.publication = 'PUBLISHED')
            """;

    /**
     * What a person decided stays; what nobody was asked becomes sure when the evidence has grown, never the other way round. Who looks at one
     * that is found again and still asked may decide.
     */
    private static final String WRITE = """
            INSERT INTO authorship AS known (expert_id, name, unit, author_key, orcid_key, state, score, evidence)
            SELECT expert_id, name, unit, decode(author_key, 'hex'), nullif(decode(orcid_key, 'hex'), ''::bytea),
                   CASE WHEN sure AND NOT EXISTS (
                       SELECT 1 FROM authorship AS other WHERE other.author_key = decode(row.author_key, 'hex')
                         AND other.state = 'YES' AND other.expert_id <> row.expert_id) THEN 'YES' ELSE 'OPEN' END,
                   score, evidence::jsonb
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::double precision[], $8::text[])
                 AS row (expert_id, name, unit, author_key, orcid_key, sure, score, evidence)
            ON CONFLICT (expert_id, author_key) DO UPDATE
                SET state = CASE WHEN known.state = 'OPEN' AND known.decided_at IS NULL THEN excluded.state ELSE known.state END,
                    score = CASE WHEN known.state = 'OPEN' THEN excluded.score ELSE known.score END,
                    evidence = CASE WHEN known.state = 'OPEN' THEN excluded.evidence ELSE known.evidence END,
                    version = known.version
                        + (known.state = 'OPEN' AND known.decided_at IS NULL AND excluded.state <> known.state)::int
            RETURNING id, expert_id, encode(author_key, 'hex') AS author_key
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    AuthorshipStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * An author that may be an expert.
     *
     * @param works how many works name the author so
     * @param decidedBy null where nobody was asked
     */
    record Authorship(
            UUID id,
            UUID expert,
            String name,
            String unit,
            AuthorshipState state,
            double score,
            List<IdentityEvidence> evidence,
            long works,
            long version,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt) {
        Authorship {
            evidence = List.copyOf(evidence);
        }
    }

    /** How many wait, are the expert, or are not. */
    record Counts(long open, long yes, long no) {}

    Mono<Counts> counts() {
        return database.sql("SELECT count(*) FILTER (WHERE " + WAITS + ") AS open,"
                        + " count(*) FILTER (WHERE asked.state = 'YES') AS yes,"
                        + " count(*) FILTER (WHERE asked.state = 'NO') AS no FROM authorship AS asked")
                .map(row -> new Counts(number(row, "open"), number(row, "yes"), number(row, "no")))
                .one();
    }

    /**
     * Those that wait, the surest first, or were decided, the latest first.
     *
     * @param expert null for all
     */
    Flux<Authorship> list(@Nullable UUID expert, AuthorshipState state, int skip, int most) {
        return database.sql(SELECT + " WHERE ($1::uuid IS NULL OR asked.expert_id = $1) AND "
                        + (state == AuthorshipState.OPEN
                                ? WAITS + " ORDER BY asked.score DESC, asked.id"
                                : "asked.state = '" + state
                                        + "' ORDER BY coalesce(asked.decided_at, asked.found_at) DESC, asked.id")
                        + " OFFSET $2 LIMIT $3")
                .bind("$1", Parameter.fromOrEmpty(expert, UUID.class))
                .bind("$2", skip)
                .bind("$3", most)
                .map(this::authorship)
                .all();
    }

    /** How many of those that wait may be any of some records. */
    Mono<Long> waiting(Collection<UUID> experts) {
        return database.sql("SELECT count(*) AS count FROM authorship AS asked WHERE asked.expert_id = ANY($1) AND "
                        + WAITS)
                .bind("$1", experts.toArray(UUID[]::new))
                .map(row -> number(row, "count"))
                .one();
    }

    Mono<Authorship> find(UUID id) {
        return database.sql(SELECT + " WHERE asked.id = $1")
                .bind("$1", id)
                .map(this::authorship)
                .one();
    }

    /** Decides, or asks anew, at a version; answers false if somebody was first or the author is known to be somebody else. */
    Mono<Boolean> decide(UUID id, long version, AuthorshipState state, UUID account) {
        return database.sql("""
                        UPDATE authorship AS asked
                        SET state = $3, decided_by = $4, decided_at = now(), version = version + 1
                        WHERE id = $1 AND version = $2 AND state <> $3
                          AND ($3 <> 'YES' OR NOT EXISTS (
                              SELECT 1 FROM authorship AS other WHERE other.author_key = asked.author_key AND other.state = 'YES'))
                        """)
                .bind("$1", id)
                .bind("$2", version)
                .bind("$3", state.name())
                .bind("$4", account)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Writes what was found, with its works, for every file that names them. */
    Mono<Void> write(List<AuthorMatch.Proposal> proposals) {
        if (proposals.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(WRITE)
                .bind("$1", proposals.stream().map(AuthorMatch.Proposal::expert).toArray(UUID[]::new))
                .bind("$2", each(proposals, proposal -> proposal.naming().name()))
                .bind("$3", each(proposals, proposal -> proposal.naming().unit()))
                .bind("$4", each(proposals, proposal -> proposal.author().key()))
                .bind("$5", each(proposals, proposal -> proposal.author().orcidKey()))
                .bind("$6", proposals.stream().map(AuthorMatch.Proposal::sure).toArray(Boolean[]::new))
                .bind(
                        "$7",
                        proposals.stream()
                                .map(proposal -> proposal.comparison().score())
                                .toArray(Double[]::new))
                .bind("$8", each(proposals, this::evidence))
                .map(row -> Map.entry(
                        text(row, "author_key") + Objects.requireNonNull(row.get("expert_id", UUID.class)),
                        Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(ids -> link(proposals, ids));
    }

    private static String[] each(
            List<AuthorMatch.Proposal> proposals, java.util.function.Function<AuthorMatch.Proposal, String> part) {
        return proposals.stream().map(part).toArray(String[]::new);
    }

    private String evidence(AuthorMatch.Proposal proposal) {
        return json.writeValueAsString(proposal.comparison().evidence().stream()
                .map(IdentityEvidence::of)
                .toList());
    }

    private Mono<Void> link(List<AuthorMatch.Proposal> proposals, Map<String, UUID> ids) {
        List<UUID> authorships = new ArrayList<>();
        List<UUID> works = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (AuthorMatch.Proposal proposal : proposals) {
            UUID id = Objects.requireNonNull(ids.get(proposal.author().key() + proposal.expert()));
            proposal.places().forEach((work, position) -> {
                authorships.add(id);
                works.add(work);
                positions.add(position);
            });
        }
        return database.sql("""
                        INSERT INTO authorship_work (authorship_id, work_id, upload_id, position)
                        SELECT authorship_id, work_id, source.upload_id, position
                        FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS row (authorship_id, work_id, position)
                        JOIN work_source AS source USING (work_id)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", authorships.toArray(UUID[]::new))
                .bind("$2", works.toArray(UUID[]::new))
                .bind("$3", positions.toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Has the profiles made anew of all experts whose works a file names. */
    Mono<Void> queueUpload(UUID upload) {
        return queue("""
                SELECT DISTINCT authorship.expert_id FROM authorship_work AS link
                JOIN authorship ON authorship.id = link.authorship_id WHERE link.upload_id = $1 AND authorship.state = 'YES'
                """, upload);
    }

    Mono<Void> queueExpert(UUID expert) {
        return queue("SELECT $1", expert);
    }

    Mono<Void> queueExperts(Collection<UUID> experts) {
        return database.sql("INSERT INTO profile_job (record_id) SELECT expert FROM unnest($1::uuid[]) AS expert")
                .bind("$1", experts.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> queue(String experts, UUID id) {
        return database.sql("INSERT INTO profile_job (record_id) " + experts)
                .bind("$1", id)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** What is known of an expert by works that count: digests of identifiers, and of the names of those who made them too. */
    record ByWorks(Set<String> orcids, Set<String> coauthors) {
        static final ByWorks NOTHING = new ByWorks(Set.of(), Set.of());

        ByWorks {
            orcids = Set.copyOf(orcids);
            coauthors = Set.copyOf(coauthors);
        }
    }

    Mono<Map<UUID, ByWorks>> byWorks(Collection<UUID> experts) {
        return Mono.zip(sets("""
                        SELECT expert_id, encode(orcid_key, 'hex') AS key FROM authorship
                        WHERE expert_id = ANY($1) AND state = 'YES' AND orcid_key IS NOT NULL
                        """, experts), sets("""
                        SELECT DISTINCT authorship.expert_id, encode(name.name_key, 'hex') AS key
                        FROM authorship JOIN authorship_work AS link ON link.authorship_id = authorship.id
                        JOIN work_name AS name ON name.work_id = link.work_id AND name.position <> link.position
                        WHERE authorship.expert_id = ANY($1) AND authorship.state = 'YES'
                        """, experts)).map(found -> {
            Map<UUID, ByWorks> all = new HashMap<>();
            for (UUID expert : experts) {
                all.put(
                        expert,
                        new ByWorks(
                                found.getT1().getOrDefault(expert, Set.of()),
                                found.getT2().getOrDefault(expert, Set.of())));
            }
            return all;
        });
    }

    private Mono<Map<UUID, Set<String>>> sets(String sql, Collection<UUID> experts) {
        return database.sql(sql)
                .bind("$1", experts.toArray(UUID[]::new))
                .map(row -> Map.entry(Objects.requireNonNull(row.get("expert_id", UUID.class)), text(row, "key")))
                .all()
                .collect(
                        HashMap::new,
                        (sets, entry) -> sets.computeIfAbsent(entry.getKey(), none -> new HashSet<>())
                                .add(entry.getValue()));
    }

    private Authorship authorship(Readable row) {
        return new Authorship(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("expert_id", UUID.class)),
                text(row, "name"),
                text(row, "unit"),
                AuthorshipState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("score", Double.class)),
                json.readValue(text(row, "evidence"), EVIDENCE),
                number(row, "works"),
                number(row, "version"),
                row.get("decided_by", String.class),
                row.get("decided_at", OffsetDateTime.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
