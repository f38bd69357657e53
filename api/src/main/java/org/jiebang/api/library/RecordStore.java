package org.jiebang.api.library;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.LibraryJson;
import org.jiebang.ingest.work.WorkProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The libraries in PostgreSQL. Every write of a record writes its outbox entry in the same statement. */
@Repository
public class RecordStore {
    /** Columns that {@link #stored} reads. */
    public static final String COLUMNS =
            "id, library, payload::text AS payload, version, sample, updated_at, publication, owner_id,"
                    + " profile::text AS profile";

    /** The same columns of a table that goes by another name, where a statement joins several. */
    public static String columnsOf(String table) {
        return "%1$s.id, %1$s.library, %1$s.payload::text AS payload, %1$s.version, %1$s.sample, %1$s.updated_at, %1$s.publication, %1$s.owner_id, %1$s.profile::text AS profile"
                .formatted(table);
    }

    private static final String REMOVE = """
            WITH gone AS (
                DELETE FROM library_record WHERE id = ANY($1) RETURNING id, library, version)
            INSERT INTO outbox (record_id, removed_from, removed_version)
            SELECT id, library, version + 1 FROM gone
            """;

    private final DatabaseClient database;

    RecordStore(DatabaseClient database) {
        this.database = database;
    }

    /** Records of a library by their ids, in any order; those that are not there are left out. */
    public Flux<StoredRecord> find(Library library, Collection<UUID> ids) {
        return database.sql("SELECT " + COLUMNS + " FROM library_record WHERE library = $1 AND id = ANY($2)")
                .bind("$1", library.code())
                .bind("$2", ids.toArray(UUID[]::new))
                .map(RecordStore::stored)
                .all();
    }

    /** What records of a library say, by their ids and without what is kept about them; those that are not there are left out. */
    public Mono<Map<UUID, LibraryRecord>> items(Library library, Collection<UUID> ids) {
        return database.sql(
                        "SELECT id, payload::text AS payload FROM library_record WHERE library = $1 AND id = ANY($2)")
                .bind("$1", library.code())
                .bind("$2", ids.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        LibraryJson.read(library, Objects.requireNonNull(row.get("payload", String.class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Published records of a library by their natural keys, in any order; those that are not there are left out. */
    public Flux<StoredRecord> findByNaturalKeys(Library library, Collection<String> naturalKeys) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM library_record WHERE library = $1 AND publication = 'PUBLISHED'"
                                + " AND natural_key IN (SELECT decode(key, 'hex') FROM unnest($2::text[]) AS key)")
                .bind("$1", library.code())
                .bind("$2", naturalKeys.stream().map(RecordDraft::digest).toArray(String[]::new))
                .map(RecordStore::stored)
                .all();
    }

    public Mono<StoredRecord> find(Library library, UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM library_record WHERE library = $1 AND id = $2")
                .bind("$1", library.code())
                .bind("$2", id)
                .map(RecordStore::stored)
                .one();
    }

    /** The record of an id, whichever library it is in. */
    public Mono<StoredRecord> find(UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM library_record WHERE id = $1")
                .bind("$1", id)
                .map(RecordStore::stored)
                .one();
    }

    /** Published records of any library by their ids, in any order; those that are not there are left out. */
    public Flux<StoredRecord> published(Collection<UUID> ids) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM library_record WHERE id = ANY($1) AND publication = 'PUBLISHED'")
                .bind("$1", ids.toArray(UUID[]::new))
                .map(RecordStore::stored)
                .all();
    }

    /** Records that an organisation wrote, the latest first. */
    public Flux<StoredRecord> ofOwner(Library library, UUID owner, int limit) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM library_record WHERE library = $1 AND owner_id = $2 ORDER BY id DESC LIMIT $3")
                .bind("$1", library.code())
                .bind("$2", owner)
                .bind("$3", limit)
                .map(RecordStore::stored)
                .all();
    }

    /** Name of an organisation that owns a record. */
    public Mono<String> ownerName(UUID owner) {
        return database.sql("SELECT name FROM organisation WHERE id = $1")
                .bind("$1", owner)
                .map(row -> Objects.requireNonNull(row.get("name", String.class)))
                .one();
    }

    /** A new draft of an organisation; empty if the library has a record of the same key. */
    public Mono<UUID> draft(LibraryRecord item, UUID owner) {
        RecordDraft draft = RecordDraft.of(item);
        return database.sql("""
                        INSERT INTO library_record (library, natural_key, similarity_key, payload, content_hash, owner_id, publication)
                        VALUES ($1, decode($2, 'hex'), nullif(decode($3, 'hex'), ''::bytea), $4::jsonb, decode($5, 'hex'), $6, 'DRAFT')
                        ON CONFLICT (library, natural_key) DO NOTHING RETURNING id
                        """)
                .bind("$1", item.library().code())
                .bind("$2", draft.naturalKey())
                .bind("$3", draft.similarityKey())
                .bind("$4", draft.payload())
                .bind("$5", draft.contentHash())
                .bind("$6", owner)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    /**
     * Changes a record that is at a version; answers false if somebody else was first. A key that another record has is an error of the
     * database.
     */
    public Mono<Boolean> change(UUID id, long version, LibraryRecord item) {
        RecordDraft draft = RecordDraft.of(item);
        return database.sql("""
                        WITH written AS (
                            UPDATE library_record SET natural_key = decode($3, 'hex'),
                                similarity_key = nullif(decode($4, 'hex'), ''::bytea), payload = $5::jsonb,
                                content_hash = decode($6, 'hex'), version = version + 1, updated_at = now()
                            WHERE id = $1 AND version = $2 RETURNING id)
                        INSERT INTO outbox (record_id) SELECT id FROM written
                        """)
                .bind("$1", id)
                .bind("$2", version)
                .bind("$3", draft.naturalKey())
                .bind("$4", draft.similarityKey())
                .bind("$5", draft.payload())
                .bind("$6", draft.contentHash())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Publishes or withdraws a record; answers whether that changed it. */
    public Mono<Boolean> publish(UUID id, Publication publication) {
        return publish(id, publication, "").fetch().rowsUpdated().map(rows -> rows > 0);
    }

    /** Publishes or withdraws a record that is at a version; answers whether that changed it. */
    public Mono<Boolean> publish(UUID id, Publication publication, long version) {
        return publish(id, publication, " AND version = $3")
                .bind("$3", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private DatabaseClient.GenericExecuteSpec publish(UUID id, Publication publication, String condition) {
        return database.sql("WITH written AS (UPDATE library_record"
                        + " SET publication = CASE WHEN publication = 'MERGED' THEN publication ELSE $2 END,"
                        // What was merged is published or withdrawn once it is taken apart.
                        + " unmerged_publication = CASE WHEN publication = 'MERGED' THEN $2 END,"
                        + " version = version + 1, updated_at = now()"
                        + " WHERE id = $1 AND coalesce(unmerged_publication, publication) <> $2" + condition
                        + " RETURNING id)"
                        + " INSERT INTO outbox (record_id) SELECT id FROM written")
                .bind("$1", id)
                .bind("$2", publication.name());
    }

    /**
     * Has one record stand for another, which stays whole; answers false if either is not what it must be: the one kept merged itself, or
     * the other neither published nor withdrawn. Belongs into a transaction.
     */
    public Mono<Boolean> merge(UUID id, UUID kept) {
        return database.sql("SELECT id FROM library_record WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE")
                .bind("$1", new UUID[] {id, kept})
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .then(database.sql("""
                        WITH written AS (
                            UPDATE library_record SET publication = 'MERGED', merged_into = $2,
                                   unmerged_publication = publication, version = version + 1
                            WHERE id = $1 AND publication IN ('PUBLISHED', 'WITHDRAWN')
                              AND EXISTS (SELECT 1 FROM library_record AS other
                                          WHERE other.id = $2 AND other.merged_into IS NULL
                                            AND other.library = library_record.library)
                            RETURNING id)
                        INSERT INTO outbox (record_id) SELECT id FROM written
                        """).bind("$1", id).bind("$2", kept).fetch().rowsUpdated())
                .map(rows -> rows > 0);
    }

    /** Makes a merged record what it was before; answers false if it was not merged into the other. */
    public Mono<Boolean> takeApart(UUID id, UUID kept) {
        return database.sql("""
                        WITH written AS (
                            UPDATE library_record SET publication = unmerged_publication, merged_into = NULL,
                                   unmerged_publication = NULL, version = version + 1
                            WHERE id = $1 AND merged_into = $2 RETURNING id)
                        INSERT INTO outbox (record_id) SELECT id FROM written
                        """)
                .bind("$1", id)
                .bind("$2", kept)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The record that stands for another: that one itself where it was not merged. */
    public Mono<StoredRecord> standing(UUID id) {
        return database.sql("SELECT " + COLUMNS + " FROM library_record WHERE id = standing_record($1)")
                .bind("$1", id)
                .map(RecordStore::stored)
                .one();
    }

    /** Every record of the one that a record is of, those merged into others before these; the record alone where nothing was merged. */
    public Flux<StoredRecord> identity(UUID id) {
        return database.sql("""
                        WITH RECURSIVE whole AS (
                            SELECT standing_record($1) AS whole_id, 0 AS depth
                            UNION ALL
                            SELECT part.id, whole.depth + 1 FROM whole JOIN library_record AS part ON part.merged_into = whole.whole_id)
                        SELECT %s FROM whole JOIN library_record AS present ON present.id = whole.whole_id
                        ORDER BY whole.depth DESC, present.id
                        """.formatted(columnsOf("present")))
                .bind("$1", id)
                .map(RecordStore::stored)
                .all();
    }

    /**
     * Puts what works add to a record in the place of what they added; its own columns and the time of their last change stay. Writes
     * nothing where it is equal.
     *
     * @param profile null for none
     */
    public Mono<Void> writeProfile(UUID id, @Nullable WorkProfile profile) {
        return database.sql("""
                        WITH written AS (
                            UPDATE library_record SET profile = $2::jsonb, version = version + 1
                            WHERE id = $1 AND profile IS DISTINCT FROM $2::jsonb RETURNING id)
                        INSERT INTO outbox (record_id) SELECT id FROM written
                        """)
                .bind("$1", id)
                .bind("$2", Parameter.fromOrEmpty(profile == null ? null : profile.write(), String.class))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Removes a record for good, from the search index as well; answers whether it was there. */
    public Mono<Boolean> remove(UUID id) {
        return remove(Set.of(id)).map(rows -> rows > 0);
    }

    /** Removes records for good, from the search index as well; answers how many were there. */
    public Mono<Long> remove(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.just(0L)
                : database.sql(REMOVE)
                        .bind("$1", ids.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /** Other records with the same similarity key: id → title. */
    public Flux<Map.Entry<UUID, String>> alike(Library library, UUID id) {
        return database.sql("""
                        SELECT other.id, other.payload ->> $3 AS title FROM library_record AS this
                        JOIN library_record AS other ON other.library = this.library AND other.similarity_key = this.similarity_key
                         AND other.id <> this.id AND other.publication = 'PUBLISHED'
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

    /** The next published records of a library in the order of their ids, for a rebuild. */
    public Flux<StoredRecord> page(Library library, UUID after, int limit) {
        return database.sql(
                        "SELECT " + COLUMNS
                                + " FROM library_record WHERE library = $1 AND id > $2 AND publication = 'PUBLISHED' ORDER BY id LIMIT $3")
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
                        "SELECT library, count(*) AS total, count(*) FILTER (WHERE sample) AS sample FROM library_record"
                                + " WHERE publication = 'PUBLISHED' GROUP BY library")
                .map(row -> new Count(library(row), number(row, "total"), number(row, "sample")))
                .all();
    }

    /** Reads a row with the columns of {@link #COLUMNS}. */
    public static StoredRecord stored(Readable row) {
        return new StoredRecord(
                Objects.requireNonNull(row.get("id", UUID.class)),
                LibraryJson.read(library(row), Objects.requireNonNull(row.get("payload", String.class))),
                number(row, "version"),
                Boolean.TRUE.equals(row.get("sample", Boolean.class)),
                Objects.requireNonNull(row.get("updated_at", OffsetDateTime.class)),
                Publication.valueOf(Objects.requireNonNull(row.get("publication", String.class))),
                row.get("owner_id", UUID.class),
                profile(row));
    }

    private static @Nullable WorkProfile profile(Readable row) {
        String profile = row.get("profile", String.class);
        return profile == null ? null : WorkProfile.read(profile);
    }

    private static Library library(Readable row) {
        String code = Objects.requireNonNull(row.get("library", String.class));
        return Library.find(code)
                .orElseThrow(() -> new IllegalStateException("Unknown library '" + code + "' in the database"));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    static String titleProperty(Library library) {
        return switch (library) {
            case PROBLEMS, PROJECTS -> "title";
            case EXPERTS, SOCIETIES, ENTERPRISES, TEAMS -> "name";
        };
    }
}
