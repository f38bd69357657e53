package org.jiebang.api.library;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes records of a library by the hundred, and gives back what a write changed. Every write queues its records for the index. */
@Repository
public class RecordBatches {
    /** One statement a batch: rows that are new or changed are written and queued for the index, equal ones are left alone. */
    private static final String UPSERT = """
            WITH incoming AS (
                SELECT decode(natural_key, 'hex') AS natural_key, nullif(decode(similarity_key, 'hex'), ''::bytea) AS similarity_key,
                       payload::jsonb AS payload, decode(content_hash, 'hex') AS content_hash
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                     AS row (natural_key, similarity_key, payload, content_hash)),
            written AS (
                INSERT INTO library_record AS present (library, natural_key, similarity_key, payload, content_hash, sample)
                SELECT $5, natural_key, similarity_key, payload, content_hash, $6 FROM incoming
                ON CONFLICT (library, natural_key) DO UPDATE
                    SET payload = excluded.payload, content_hash = excluded.content_hash,
                        similarity_key = excluded.similarity_key, sample = excluded.sample,
                        version = present.version + 1, updated_at = now()
                    WHERE (present.content_hash <> excluded.content_hash OR present.sample AND NOT excluded.sample)
                      -- What an organisation wrote itself is not changed by a file.
                      AND present.owner_id IS NULL
                RETURNING new.id, new.natural_key, old.payload, old.content_hash, old.similarity_key, old.sample),
            queued AS (
                INSERT INTO outbox (record_id) SELECT id FROM written)
            SELECT id, encode(natural_key, 'hex') AS natural_key, payload::text AS payload, encode(content_hash, 'hex') AS content_hash,
                   encode(similarity_key, 'hex') AS similarity_key, sample FROM written
            """;

    /** Records that a write would make or change, by the same rule. */
    private static final String WOULD_WRITE = """
            SELECT present.id, row.natural_key, present.payload::text AS payload, encode(present.content_hash, 'hex') AS content_hash,
                   encode(present.similarity_key, 'hex') AS similarity_key, present.sample
            FROM unnest($1::text[], $2::text[]) AS row (natural_key, content_hash)
            LEFT JOIN library_record AS present ON present.library = $3 AND present.natural_key = decode(row.natural_key, 'hex')
            WHERE present.id IS NULL
               OR (present.content_hash <> decode(row.content_hash, 'hex') OR present.sample AND NOT $4) AND present.owner_id IS NULL
            """;

    private static final String RESTORE = """
            WITH restored AS (
                UPDATE library_record AS present
                SET payload = row.payload::jsonb, content_hash = decode(row.content_hash, 'hex'),
                    similarity_key = nullif(decode(row.similarity_key, 'hex'), ''::bytea), sample = row.sample,
                    version = present.version + 1, updated_at = now()
                FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[])
                     AS row (id, payload, content_hash, similarity_key, sample)
                WHERE present.id = row.id RETURNING present.id)
            INSERT INTO outbox (record_id) SELECT id FROM restored
            """;

    private static final String ALIKE = """
            SELECT row.place, min(present.payload ->> $4) AS other
            FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS row (natural_key, similarity_key, place)
            JOIN library_record AS present
              ON present.library = $3 AND present.similarity_key = decode(row.similarity_key, 'hex')
             AND present.natural_key <> decode(row.natural_key, 'hex')
            WHERE row.similarity_key <> ''
            GROUP BY row.place
            """;

    private final DatabaseClient database;

    RecordBatches(DatabaseClient database) {
        this.database = database;
    }

    /** A record as it stood before it was changed: its JSON, and its digests in hexadecimal; the similarity key is blank for none. */
    public record Before(String payload, String contentHash, String similarityKey, boolean sample) {}

    /**
     * What a write did to a record.
     *
     * @param id null for one that would be new
     * @param before null for a new one
     */
    public record Written(@Nullable UUID id, @Nullable Before before) {}

    /** Writes records that are new or changed; the keys of one call must differ. Answers those written by natural key. */
    public Mono<Map<String, Written>> write(Library library, List<RecordDraft> drafts, boolean sample) {
        if (drafts.isEmpty()) {
            return Mono.just(Map.of());
        }
        return written(database.sql(UPSERT)
                .bind("$1", array(drafts, RecordDraft::naturalKey))
                .bind("$2", array(drafts, RecordDraft::similarityKey))
                .bind("$3", array(drafts, RecordDraft::payload))
                .bind("$4", array(drafts, RecordDraft::contentHash))
                .bind("$5", library.code())
                .bind("$6", sample));
    }

    /** What {@link #write} would do; writes nothing. */
    public Mono<Map<String, Written>> wouldWrite(Library library, List<RecordDraft> drafts, boolean sample) {
        if (drafts.isEmpty()) {
            return Mono.just(Map.of());
        }
        return written(database.sql(WOULD_WRITE)
                .bind("$1", array(drafts, RecordDraft::naturalKey))
                .bind("$2", array(drafts, RecordDraft::contentHash))
                .bind("$3", library.code())
                .bind("$4", sample));
    }

    private static Mono<Map<String, Written>> written(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("natural_key", String.class)),
                        new Written(row.get("id", UUID.class), before(row))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static @Nullable Before before(Readable row) {
        String payload = row.get("payload", String.class);
        return payload == null
                ? null
                : new Before(
                        payload,
                        Objects.requireNonNull(row.get("content_hash", String.class)),
                        Objects.requireNonNullElse(row.get("similarity_key", String.class), ""),
                        Boolean.TRUE.equals(row.get("sample", Boolean.class)));
    }

    /** Makes records again what they were, under a new version. */
    public Mono<Void> restore(Map<UUID, Before> records) {
        if (records.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<UUID, Before>> entries = List.copyOf(records.entrySet());
        return database.sql(RESTORE)
                .bind("$1", entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind("$2", each(entries, Before::payload))
                .bind("$3", each(entries, Before::contentHash))
                .bind("$4", each(entries, Before::similarityKey))
                .bind(
                        "$5",
                        entries.stream().map(entry -> entry.getValue().sample()).toArray(Boolean[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static String[] each(List<Map.Entry<UUID, Before>> entries, Function<Before, String> part) {
        return entries.stream().map(entry -> part.apply(entry.getValue())).toArray(String[]::new);
    }

    /** Finds drafts that are probably a record of the library under another spelling: place in the list → title of that record. */
    public Mono<Map<Integer, String>> findAlike(Library library, List<RecordDraft> drafts) {
        if (drafts.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(ALIKE)
                .bind("$1", array(drafts, RecordDraft::naturalKey))
                .bind("$2", array(drafts, RecordDraft::similarityKey))
                .bind("$3", library.code())
                .bind("$4", RecordStore.titleProperty(library))
                .map(row -> Map.entry(
                        (int) (Objects.requireNonNull(row.get("place", Long.class)) - 1),
                        Objects.requireNonNullElse(row.get("other", String.class), "")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String[] array(List<RecordDraft> drafts, Function<RecordDraft, String> part) {
        return drafts.stream().map(part).toArray(String[]::new);
    }
}
