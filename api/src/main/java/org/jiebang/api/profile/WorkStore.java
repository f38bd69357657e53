package org.jiebang.api.profile;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkAuthor;
import org.jiebang.ingest.work.WorkFile;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Works and the files that named them, in PostgreSQL. */
@Repository
class WorkStore {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<WorkFile.Rejected>> REJECTED = new TypeReference<>() {};

    private static final String UPLOAD = """
            SELECT upload.id, upload.file_name, upload.expert_id, upload.works, upload.added, upload.rejected::text AS rejected,
                   by_whom.display_name AS by_whom, upload.at, upload.undone_at, undone.display_name AS undone_by,
                   (SELECT count(DISTINCT link.work_id) FROM authorship_work AS link JOIN authorship ON authorship.id = link.authorship_id
                    WHERE link.upload_id = upload.id AND authorship.state = 'YES') AS taken,
                   (SELECT count(DISTINCT authorship.expert_id) FROM authorship_work AS link
                    JOIN authorship ON authorship.id = link.authorship_id
                    WHERE link.upload_id = upload.id AND authorship.state = 'YES') AS experts,
                   (SELECT count(DISTINCT authorship.id) FROM authorship_work AS link JOIN authorship ON authorship.id = link.authorship_id
                    WHERE link.upload_id = upload.id AND authorship.state = 'OPEN') AS asked
            FROM work_upload AS upload
            LEFT JOIN account AS by_whom ON by_whom.id = upload.account_id
            LEFT JOIN account AS undone ON undone.id = upload.undone_by
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    WorkStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** One file is taken or undone at a time, so that no work comes in twice. Held to the end of the transaction. */
    Mono<Void> lock() {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('work_upload'))")
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** A work that is there: its digests in hexadecimal, the one of the number blank without one. */
    record Known(UUID id, String numberKey, String textKey) {}

    Flux<Known> known(Collection<String> numberKeys, Collection<String> textKeys) {
        return database.sql("""
                        SELECT id, coalesce(encode(number_key, 'hex'), '') AS number_key, encode(text_key, 'hex') AS text_key FROM work
                        WHERE number_key IN (SELECT decode(key, 'hex') FROM unnest($1::text[]) AS key)
                           OR text_key IN (SELECT decode(key, 'hex') FROM unnest($2::text[]) AS key)
                        ORDER BY id
                        """)
                .bind("$1", numberKeys.toArray(String[]::new))
                .bind("$2", textKeys.toArray(String[]::new))
                .map(row -> new Known(id(row, "id"), text(row, "number_key"), text(row, "text_key")))
                .all();
    }

    /** A file to be noted. */
    record NewUpload(
            String fileName,
            @Nullable UUID expert,
            int works,
            int added,
            List<WorkFile.Rejected> rejected,
            UUID account) {}

    Mono<UUID> addUpload(NewUpload upload) {
        return database.sql("""
                        INSERT INTO work_upload (file_name, expert_id, works, added, rejected, account_id)
                        VALUES ($1, $2, $3, $4, $5::jsonb, $6) RETURNING id
                        """)
                .bind("$1", upload.fileName())
                .bind("$2", Parameter.fromOrEmpty(upload.expert(), UUID.class))
                .bind("$3", upload.works())
                .bind("$4", upload.added())
                .bind("$5", json.writeValueAsString(upload.rejected()))
                .bind("$6", upload.account())
                .map(row -> id(row, "id"))
                .one();
    }

    /** A work with its id and digests, ready to be written. */
    record Kept(UUID id, String numberKey, String textKey, Work work) {}

    Mono<Void> add(List<Kept> works) {
        if (works.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO work (id, kind, title, keywords, year, source, number, number_key, text_key, authors)
                        SELECT id, kind, title, keywords::jsonb, year, source, number, nullif(decode(number_key, 'hex'), ''::bytea),
                               decode(text_key, 'hex'), authors
                        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[],
                                    $9::text[], $10::integer[])
                             AS row (id, kind, title, keywords, year, source, number, number_key, text_key, authors)
                        """)
                .bind("$1", works.stream().map(Kept::id).toArray(UUID[]::new))
                .bind("$2", each(works, kept -> kept.work().kind().name()))
                .bind("$3", each(works, kept -> kept.work().title()))
                .bind(
                        "$4",
                        each(works, kept -> json.writeValueAsString(kept.work().keywords())))
                .bind("$5", works.stream().map(kept -> kept.work().year()).toArray(Integer[]::new))
                .bind("$6", each(works, kept -> kept.work().source()))
                .bind("$7", each(works, kept -> kept.work().number()))
                .bind("$8", each(works, Kept::numberKey))
                .bind("$9", each(works, Kept::textKey))
                .bind(
                        "$10",
                        works.stream().map(kept -> kept.work().authors().size()).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then(addNames(works));
    }

    private static String[] each(List<Kept> works, Function<Kept, String> part) {
        return works.stream().map(part).toArray(String[]::new);
    }

    private Mono<Void> addNames(List<Kept> works) {
        List<UUID> ids = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Kept kept : works) {
            List<Work.Author> authors = kept.work().authors();
            for (int i = 0; i < authors.size(); i++) {
                ids.add(kept.id());
                positions.add(i);
                keys.add(nameKey(authors.get(i).name()));
            }
        }
        return database.sql("""
                        INSERT INTO work_name (work_id, position, name_key)
                        SELECT work_id, position, decode(name_key, 'hex')
                        FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS row (work_id, position, name_key)
                        """)
                .bind("$1", ids.toArray(UUID[]::new))
                .bind("$2", positions.toArray(Integer[]::new))
                .bind("$3", keys.toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Digest of a name, in hexadecimal. */
    static String nameKey(String name) {
        return IdentityKeys.digest("name|" + WorkAuthor.folded(name));
    }

    Mono<Void> addSources(UUID upload, List<Kept> works) {
        return database.sql("""
                        INSERT INTO work_source (upload_id, work_id, line)
                        SELECT $1, work_id, line FROM unnest($2::uuid[], $3::integer[]) AS row (work_id, line)
                        """)
                .bind("$1", upload)
                .bind("$2", works.stream().map(Kept::id).toArray(UUID[]::new))
                .bind("$3", works.stream().map(kept -> kept.work().line()).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * A file that was taken.
     *
     * @param works each once
     * @param added how many of them were not known before
     * @param taken how many count for an expert now
     * @param experts for how many experts
     * @param asked authors of whom a person is asked
     */
    record Upload(
            UUID id,
            String fileName,
            @Nullable UUID expert,
            int works,
            int added,
            List<WorkFile.Rejected> rejected,
            long taken,
            long experts,
            long asked,
            @Nullable String by,
            OffsetDateTime at,
            @Nullable String undoneBy,
            @Nullable OffsetDateTime undoneAt) {
        Upload {
            rejected = List.copyOf(rejected);
        }
    }

    Flux<Upload> uploads(int most) {
        return database.sql(UPLOAD + " ORDER BY upload.at DESC, upload.id DESC LIMIT $1")
                .bind("$1", most)
                .map(this::upload)
                .all();
    }

    Mono<Upload> upload(UUID id) {
        return database.sql(UPLOAD + " WHERE upload.id = $1")
                .bind("$1", id)
                .map(this::upload)
                .one();
    }

    private Upload upload(Readable row) {
        return new Upload(
                id(row, "id"),
                text(row, "file_name"),
                row.get("expert_id", UUID.class),
                Objects.requireNonNull(row.get("works", Integer.class)),
                Objects.requireNonNull(row.get("added", Integer.class)),
                json.readValue(text(row, "rejected"), REJECTED),
                number(row, "taken"),
                number(row, "experts"),
                number(row, "asked"),
                row.get("by_whom", String.class),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)),
                row.get("undone_by", String.class),
                row.get("undone_at", OffsetDateTime.class));
    }

    /** Notes that a file is undone; answers false if it was or is not there. */
    Mono<Boolean> undo(UUID upload, UUID account) {
        return database.sql(
                        "UPDATE work_upload SET undone_at = now(), undone_by = $2 WHERE id = $1 AND undone_at IS NULL")
                .bind("$1", upload)
                .bind("$2", account)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Removes what a file alone brought: works that no other names, and authors of no other. */
    Mono<Void> removeWorks(UUID upload) {
        return run("DELETE FROM authorship_work WHERE upload_id = $1", upload)
                .then(run("""
                        WITH named AS (DELETE FROM work_source WHERE upload_id = $1 RETURNING work_id)
                        DELETE FROM work WHERE id IN (SELECT work_id FROM named)
                          AND NOT EXISTS (SELECT 1 FROM work_source AS other
                                          WHERE other.work_id = work.id AND other.upload_id <> $1)
                        """, upload))
                .then(database.sql("""
                                DELETE FROM authorship
                                WHERE NOT EXISTS (SELECT 1 FROM authorship_work AS link WHERE link.authorship_id = authorship.id)
                                """).fetch().rowsUpdated().then());
    }

    private Mono<Void> run(String sql, UUID upload) {
        return database.sql(sql).bind("$1", upload).fetch().rowsUpdated().then();
    }

    /**
     * A work of an expert.
     *
     * @param position of the expert among the authors, from 1
     * @param authors how many there are
     */
    record OwnWork(UUID id, Work work, int position, int authors) {}

    /** Works that count for any of some records, the latest first. */
    Flux<OwnWork> of(Collection<UUID> experts) {
        return database.sql("""
                        SELECT work.id, work.kind, work.title, work.keywords::text AS keywords, work.year, work.source, work.number,
                               work.authors, min(link.position) AS position
                        FROM authorship JOIN authorship_work AS link ON link.authorship_id = authorship.id
                        JOIN work ON work.id = link.work_id
                        WHERE authorship.expert_id = ANY($1) AND authorship.state = 'YES'
                        GROUP BY work.id ORDER BY work.year DESC, work.title, work.id
                        """)
                .bind("$1", experts.toArray(UUID[]::new))
                .map(this::own)
                .all();
    }

    /** Works of a name that may be an expert, the latest first. */
    Flux<OwnWork> ofAuthorship(UUID authorship, int most) {
        return database.sql("""
                        SELECT work.id, work.kind, work.title, work.keywords::text AS keywords, work.year, work.source, work.number,
                               work.authors, min(link.position) AS position
                        FROM authorship_work AS link JOIN work ON work.id = link.work_id WHERE link.authorship_id = $1
                        GROUP BY work.id ORDER BY work.year DESC, work.title, work.id LIMIT $2
                        """)
                .bind("$1", authorship)
                .bind("$2", most)
                .map(this::own)
                .all();
    }

    /** What is kept of works; who made them is not. */
    Mono<Map<UUID, Work>> byId(Collection<UUID> ids) {
        return database.sql("""
                        SELECT id, kind, title, keywords::text AS keywords, year, source, number, authors, 0 AS position
                        FROM work WHERE id = ANY($1)
                        """)
                .bind("$1", ids.toArray(UUID[]::new))
                .map(this::own)
                .all()
                .collectMap(OwnWork::id, OwnWork::work);
    }

    private OwnWork own(Readable row) {
        return new OwnWork(
                id(row, "id"),
                new Work(
                        Work.Kind.valueOf(text(row, "kind")),
                        text(row, "title"),
                        List.of(),
                        json.readValue(text(row, "keywords"), WORDS),
                        Objects.requireNonNull(row.get("year", Integer.class)),
                        text(row, "source"),
                        text(row, "number"),
                        1),
                Objects.requireNonNull(row.get("position", Integer.class)) + 1,
                Objects.requireNonNull(row.get("authors", Integer.class)));
    }

    private static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
