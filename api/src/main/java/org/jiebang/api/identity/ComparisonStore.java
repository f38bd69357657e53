package org.jiebang.api.identity;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Library;
import org.jiebang.identity.Comparison;
import org.jiebang.identity.IdentityCandidates;
import org.jiebang.identity.Sketch;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is to be compared, by which keys, and what came of it, in PostgreSQL. */
@Repository
class ComparisonStore {
    /** Pairs of records that share a key which few have, the smaller id first; those with the same stranger beside each other. */
    private static final String NEIGHBOURS = """
            WITH mine AS (SELECT library, key, record_id FROM identity_key WHERE record_id = ANY($1) AND joins),
            few AS (
                SELECT library, key FROM mine GROUP BY library, key
                HAVING (SELECT count(*) FROM (
                    SELECT 1 FROM identity_key AS held
                    WHERE held.library = mine.library AND held.key = mine.key LIMIT $2 + 1) AS counted) BETWEEN 2 AND $2)
            SELECT DISTINCT ON (stranger, one, other) mine.library, one, other,
                   CASE WHEN two.record_id = ANY($1) THEN NULL ELSE two.record_id END AS stranger
            FROM mine JOIN few USING (library, key)
            JOIN identity_key AS two ON two.library = mine.library AND two.key = mine.key AND two.record_id <> mine.record_id,
            LATERAL (SELECT least(mine.record_id, two.record_id) AS one, greatest(mine.record_id, two.record_id) AS other) AS pair
            ORDER BY stranger, one, other
            """;

    private static final String WRITE = """
            INSERT INTO identity_candidate AS known (library, one_id, other_id, score, evidence, proposed)
            SELECT $6, one_id, other_id, score, evidence::jsonb, proposed
            FROM unnest($1::uuid[], $2::uuid[], $3::double precision[], $4::text[], $5::boolean[])
                 AS pair (one_id, other_id, score, evidence, proposed)
            ON CONFLICT (one_id, other_id) DO UPDATE
                SET score = excluded.score, evidence = excluded.evidence, proposed = excluded.proposed,
                    version = known.version + CASE WHEN known.evidence = excluded.evidence THEN 0 ELSE 1 END
            """;

    /** What was decided to be two is asked again only when the evidence has grown by a bit: it is twice as likely then. */
    private static final String REOPEN = """
            WITH reopened AS (
                UPDATE identity_candidate SET state = 'OPEN', decided_score = NULL, version = version + 1
                WHERE state = 'DIFFERENT' AND proposed AND score >= decided_score + 1
                  AND (one_id = ANY($1) OR other_id = ANY($1))
                RETURNING id, score)
            INSERT INTO identity_decision (candidate_id, state, score) SELECT id, 'OPEN', score FROM reopened
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    ComparisonStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** One replica compares at a time: two that each wrote a record could not see the other's. Held to the end of the transaction. */
    Mono<Boolean> lock() {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtext('identity_job')) AS locked")
                .map(row -> Boolean.TRUE.equals(row.get("locked", Boolean.class)))
                .one();
    }

    /** A record that waits: one of the jobs that ask for it. */
    record Job(long position, UUID record) {}

    /** All jobs of the records that have waited longest for their keys. */
    Flux<Job> unkeyed(int records) {
        return database.sql("""
                        SELECT position, record_id FROM identity_job WHERE block IS NULL AND record_id IN (
                            SELECT record_id FROM identity_job WHERE block IS NULL ORDER BY position LIMIT $1)
                        """)
                .bind("$1", records)
                .map(row -> new Job(
                        Objects.requireNonNull(row.get("position", Long.class)),
                        Objects.requireNonNull(row.get("record_id", UUID.class))))
                .all();
    }

    /**
     * Notes that the keys are written which these jobs, and none that came meanwhile, asked for.
     *
     * @param blocks by record; records without one are compared with none
     */
    Mono<Void> keyed(Collection<Job> jobs, Map<UUID, String> blocks) {
        return database.sql("""
                        UPDATE identity_job SET block = decode(keyed.block, 'hex')
                        FROM unnest($1::bigint[], $2::text[]) AS keyed (position, block) WHERE identity_job.position = keyed.position
                        """)
                .bind("$1", jobs.stream().map(Job::position).toArray(Long[]::new))
                .bind(
                        "$2",
                        jobs.stream()
                                .map(job -> blocks.getOrDefault(job.record(), ""))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Takes jobs away whose keys are written, those of one block together; answers their records, each once. */
    Flux<UUID> take(int most) {
        return database.sql("""
                        DELETE FROM identity_job WHERE position IN (
                            SELECT position FROM identity_job WHERE block IS NOT NULL ORDER BY block, position LIMIT $1)
                        RETURNING record_id
                        """)
                .bind("$1", most)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all()
                .distinct();
    }

    /** The published records among some of the libraries that name somebody. */
    Flux<StoredRecord> records(Collection<UUID> ids) {
        return database.sql(
                        "SELECT " + RecordStore.COLUMNS + " FROM library_record WHERE id = ANY($1)"
                                + " AND publication = 'PUBLISHED' AND library IN ('experts', 'societies', 'enterprises') ORDER BY id")
                .bind("$1", ids.toArray(UUID[]::new))
                .map(RecordStore::stored)
                .all();
    }

    Mono<Void> removeKeys(Collection<UUID> ids) {
        return run("DELETE FROM identity_key WHERE record_id = ANY($1)", ids.toArray(UUID[]::new));
    }

    /** Takes what was proposed of records as not proposed until it is again; answers all pairs that there are of them. */
    Flux<Pair> unpropose(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        return run("""
                        UPDATE identity_candidate SET proposed = false
                        WHERE (one_id = ANY($1) OR other_id = ANY($1)) AND proposed AND state IN ('OPEN', 'UNDONE')
                        """, all)
                .thenMany(database.sql("""
                                SELECT one_id, other_id FROM identity_candidate WHERE one_id = ANY($1) OR other_id = ANY($1)
                                """)
                        .bind("$1", all)
                        .map(row -> pair(row, "one_id", "other_id"))
                        .all());
    }

    /** Ends what {@link #unpropose} began: pairs that nobody ever decided on and nothing speaks for any more are dropped. */
    Mono<Void> settle(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        return run(REOPEN, all).then(run("""
                        DELETE FROM identity_candidate
                        WHERE (one_id = ANY($1) OR other_id = ANY($1)) AND state = 'OPEN' AND NOT proposed
                          AND NOT EXISTS (SELECT 1 FROM identity_decision WHERE candidate_id = identity_candidate.id)
                        """, all));
    }

    private Mono<Void> run(String sql, UUID[] ids) {
        return database.sql(sql).bind("$1", ids).fetch().rowsUpdated().then();
    }

    Mono<Void> addKeys(String library, Collection<Sketch> sketches) {
        List<UUID> ids = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Boolean> joins = new ArrayList<>();
        for (Sketch sketch : sketches) {
            for (String key : sketch.keys()) {
                ids.add(UUID.fromString(sketch.naming().id()));
                keys.add(IdentityKeys.digest(key));
                joins.add(Sketch.joins(key));
            }
        }
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO identity_key (library, key, record_id, joins)
                        SELECT $1, decode(key, 'hex'), record_id, joins
                        FROM unnest($2::text[], $3::uuid[], $4::boolean[]) AS row (key, record_id, joins)
                        """)
                .bind("$1", library)
                .bind("$2", keys.toArray(String[]::new))
                .bind("$3", ids.toArray(UUID[]::new))
                .bind("$4", joins.toArray(Boolean[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Two records, the smaller id as PostgreSQL orders them, which Java's comparison does not, first. */
    record Pair(UUID one, UUID other) {}

    /**
     * Two records to be compared.
     *
     * @param stranger the one that was not asked for; null if both were
     */
    record Neighbours(Library library, Pair pair, @Nullable UUID stranger) {}

    /** All pairs of records with others that share a key which few have; those with one stranger follow each other. */
    Flux<Neighbours> neighbours(Collection<UUID> ids) {
        return database.sql(NEIGHBOURS)
                .bind("$1", ids.toArray(UUID[]::new))
                .bind("$2", IdentityCandidates.LARGEST_BLOCK)
                .map(row -> new Neighbours(
                        Library.find(Objects.requireNonNull(row.get("library", String.class)))
                                .orElseThrow(),
                        pair(row, "one", "other"),
                        row.get("stranger", UUID.class)))
                .all();
    }

    private static Pair pair(Readable row, String one, String other) {
        return new Pair(
                Objects.requireNonNull(row.get(one, UUID.class)), Objects.requireNonNull(row.get(other, UUID.class)));
    }

    /** A record and a digest that it has. */
    record Holder(String digest, UUID record) {}

    /** The records of a library that have one of the digests, where few have it. */
    Flux<Holder> holders(String library, Collection<String> digests) {
        return database.sql("""
                        WITH asked AS (SELECT decode(digest, 'hex') AS key FROM unnest($2::text[]) AS digest),
                        few AS (
                            SELECT asked.key FROM asked
                            WHERE (SELECT count(*) FROM (
                                SELECT 1 FROM identity_key AS held
                                WHERE held.library = $1 AND held.key = asked.key LIMIT $3 + 1) AS counted) <= $3)
                        SELECT encode(few.key, 'hex') AS digest, held.record_id
                        FROM few JOIN identity_key AS held ON held.library = $1 AND held.key = few.key
                        """)
                .bind("$1", library)
                .bind("$2", digests.toArray(String[]::new))
                .bind("$3", IdentityCandidates.LARGEST_BLOCK)
                .map(row -> new Holder(
                        Objects.requireNonNull(row.get("digest", String.class)),
                        Objects.requireNonNull(row.get("record_id", UUID.class))))
                .all();
    }

    /** How many records of a library have each of the digests. */
    Mono<Map<String, Long>> counts(String library, Collection<String> digests) {
        return database.sql("""
                        SELECT encode(key, 'hex') AS key, count(*) AS count FROM identity_key
                        WHERE library = $1 AND key IN (SELECT decode(asked, 'hex') FROM unnest($2::text[]) AS asked) GROUP BY key
                        """)
                .bind("$1", library)
                .bind("$2", digests.toArray(String[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("key", String.class)),
                        Objects.requireNonNull(row.get("count", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Long> total(String library) {
        return database.sql(
                        "SELECT count(*) AS count FROM library_record WHERE library = $1 AND publication = 'PUBLISHED'")
                .bind("$1", library)
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one();
    }

    /** A pair and what came of comparing it. */
    record Compared(Pair pair, Comparison comparison) {}

    Mono<Void> write(String library, List<Compared> compared) {
        if (compared.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(WRITE)
                .bind("$1", compared.stream().map(found -> found.pair().one()).toArray(UUID[]::new))
                .bind("$2", compared.stream().map(found -> found.pair().other()).toArray(UUID[]::new))
                .bind(
                        "$3",
                        compared.stream()
                                .map(found -> found.comparison().score())
                                .toArray(Double[]::new))
                .bind("$4", compared.stream().map(this::evidence).toArray(String[]::new))
                .bind(
                        "$5",
                        compared.stream()
                                .map(found -> found.comparison().proposed())
                                .toArray(Boolean[]::new))
                .bind("$6", library)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private String evidence(Compared found) {
        return json.writeValueAsString(
                found.comparison().evidence().stream().map(IdentityEvidence::of).toList());
    }
}
