package org.jiebang.api.library;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.LibraryJson;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The libraries in PostgreSQL. Every write of a record writes its outbox entry in the same statement. */
@Repository
public class RecordStore {
    private static final String COLUMNS = "id, library, payload::text AS payload, version, sample, updated_at";

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
                    WHERE present.content_hash <> excluded.content_hash OR present.sample AND NOT excluded.sample
                RETURNING id),
            queued AS (
                INSERT INTO outbox (record_id) SELECT id FROM written RETURNING 1)
            SELECT (SELECT count(*) FROM queued) AS written
            """;

    private static final String UNCHANGED = """
            SELECT count(*) AS unchanged
            FROM unnest($1::text[], $2::text[]) AS row (natural_key, content_hash)
            JOIN library_record AS present
              ON present.library = $3 AND present.natural_key = decode(row.natural_key, 'hex')
             AND present.content_hash = decode(row.content_hash, 'hex')
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

    RecordStore(DatabaseClient database) {
        this.database = database;
    }

    /** A record with its keys and hash, ready to be written. */
    public record Draft(String naturalKey, String similarityKey, String payload, String contentHash) {
        public static Draft of(LibraryRecord item) {
            String payload = LibraryJson.write(item);
            String similar = item.similarityKey();
            return new Draft(
                    digest(item.naturalKey()), similar.isEmpty() ? "" : digest(similar), payload, digest(payload));
        }
    }

    /** Writes records that are new or changed; the keys of one call must differ. Answers how many were written. */
    public Mono<Long> write(Library library, List<Draft> drafts, boolean sample) {
        if (drafts.isEmpty()) {
            return Mono.just(0L);
        }
        return database.sql(UPSERT)
                .bind("$1", array(drafts, Draft::naturalKey))
                .bind("$2", array(drafts, Draft::similarityKey))
                .bind("$3", array(drafts, Draft::payload))
                .bind("$4", array(drafts, Draft::contentHash))
                .bind("$5", library.code())
                .bind("$6", sample)
                .map(row -> number(row, "written"))
                .one();
    }

    /** Counts the records that are there already, word for word. */
    public Mono<Long> countUnchanged(Library library, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return Mono.just(0L);
        }
        return database.sql(UNCHANGED)
                .bind("$1", array(drafts, Draft::naturalKey))
                .bind("$2", array(drafts, Draft::contentHash))
                .bind("$3", library.code())
                .map(row -> number(row, "unchanged"))
                .one();
    }

    /** Finds drafts that are probably a record of the library under another spelling: place in the list → title of that record. */
    public Mono<Map<Integer, String>> findAlike(Library library, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(ALIKE)
                .bind("$1", array(drafts, Draft::naturalKey))
                .bind("$2", array(drafts, Draft::similarityKey))
                .bind("$3", library.code())
                .bind("$4", titleProperty(library))
                .map(row -> Map.entry(
                        (int) number(row, "place") - 1, Objects.requireNonNullElse(row.get("other", String.class), "")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String titleProperty(Library library) {
        return switch (library) {
            case PROBLEMS, PROJECTS -> "title";
            case EXPERTS, SOCIETIES, ENTERPRISES, TEAMS -> "name";
        };
    }

    public Mono<StoredRecord> find(Library library, UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM library_record WHERE library = $1 AND id = $2")
                .bind("$1", library.code())
                .bind("$2", id)
                .map(RecordStore::stored)
                .one();
    }

    /** Other records with the same similarity key: id → title. */
    public Flux<Map.Entry<UUID, String>> alike(Library library, UUID id) {
        return database.sql("""
                        SELECT other.id, other.payload ->> $3 AS title FROM library_record AS this
                        JOIN library_record AS other ON other.library = this.library AND other.similarity_key = this.similarity_key
                         AND other.id <> this.id
                        WHERE this.library = $1 AND this.id = $2 ORDER BY other.id LIMIT 10
                        """)
                .bind("$1", library.code())
                .bind("$2", id)
                .bind("$3", titleProperty(library))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNullElse(row.get("title", String.class), "")))
                .all();
    }

    /** The next records of a library in the order of their ids, for a rebuild. */
    public Flux<StoredRecord> page(Library library, UUID after, int limit) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM library_record WHERE library = $1 AND id > $2 ORDER BY id LIMIT $3")
                .bind("$1", library.code())
                .bind("$2", after)
                .bind("$3", limit)
                .map(RecordStore::stored)
                .all();
    }

    /** How many records a library holds, and how many of them are samples. */
    public record Count(Library library, long total, long sample) {}

    public Flux<Count> counts() {
        return database.sql(
                        "SELECT library, count(*) AS total, count(*) FILTER (WHERE sample) AS sample FROM library_record GROUP BY library")
                .map(row -> new Count(library(row), number(row, "total"), number(row, "sample")))
                .all();
    }

    /** Reads a row with the columns id, library, payload, version, sample and updated_at. */
    public static StoredRecord stored(Readable row) {
        return new StoredRecord(
                Objects.requireNonNull(row.get("id", UUID.class)),
                LibraryJson.read(library(row), Objects.requireNonNull(row.get("payload", String.class))),
                number(row, "version"),
                Boolean.TRUE.equals(row.get("sample", Boolean.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)));
    }

    private static Library library(Readable row) {
        String code = Objects.requireNonNull(row.get("library", String.class));
        return Library.find(code)
                .orElseThrow(() -> new IllegalStateException("Unknown library '" + code + "' in the database"));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String[] array(List<Draft> drafts, java.util.function.Function<Draft, String> part) {
        return drafts.stream().map(part).toArray(String[]::new);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
