package org.jiebang.api.profile;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Authors of works by digests alone, so that an expert who comes later finds his works, in PostgreSQL. */
@Repository
class AuthorStore {
    private static final String DIVIDER = ",";

    private final DatabaseClient database;

    AuthorStore(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the authors of works; those of works that are there already stay as they were. */
    Mono<Void> add(List<WrittenAuthor> authors) {
        List<UUID> works = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<WrittenAuthor> each = new ArrayList<>();
        authors.forEach(author -> author.places().forEach((work, position) -> {
            works.add(work);
            positions.add(position);
            each.add(author);
        }));
        if (works.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO work_author (work_id, position, author_key, name_keys, unit_keys, orcid_key, choices)
                        SELECT work_id, position, decode(author_key, 'hex'),
                               ARRAY(SELECT decode(key, 'hex') FROM unnest(string_to_array(name_keys, ',')) AS key),
                               ARRAY(SELECT decode(key, 'hex') FROM unnest(string_to_array(unit_keys, ',')) AS key),
                               nullif(decode(orcid_key, 'hex'), ''::bytea), choices
                        FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])
                             AS row (work_id, position, author_key, name_keys, unit_keys, orcid_key, choices)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", works.toArray(UUID[]::new))
                .bind("$2", positions.toArray(Integer[]::new))
                .bind("$3", each.stream().map(Author::key).toArray(String[]::new))
                .bind(
                        "$4",
                        each.stream()
                                .map(author -> String.join(DIVIDER, author.nameKeys()))
                                .toArray(String[]::new))
                .bind(
                        "$5",
                        each.stream()
                                .map(author -> String.join(DIVIDER, author.unitKeys()))
                                .toArray(String[]::new))
                .bind("$6", each.stream().map(Author::orcidKey).toArray(String[]::new))
                .bind("$7", each.stream().map(Author::choices).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Experts that came or changed, each once; their jobs are taken away. */
    Flux<UUID> take(int most) {
        return database.sql("""
                        DELETE FROM authorship_job WHERE position = ANY(ARRAY(
                            SELECT position FROM authorship_job ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED))
                        RETURNING record_id
                        """)
                .bind("$1", most)
                .map(row -> Objects.requireNonNull(row.get("record_id", UUID.class)))
                .all()
                .distinct();
    }

    /**
     * An author who is nobody's yet.
     *
     * @param places by the id of the work the place among its authors, from 0
     */
    record Row(
            String key,
            String orcidKey,
            Set<String> nameKeys,
            Set<String> unitKeys,
            int choices,
            Map<UUID, Integer> places) {}

    /** Authors who bear the name of one of some experts and are not known to be anybody. */
    Flux<Row> namesakes(Collection<UUID> experts) {
        return database.sql("""
                        WITH asked AS (
                            SELECT DISTINCT author.author_key
                            FROM identity_key AS held JOIN work_author AS author ON author.name_keys @> ARRAY[held.key]
                            WHERE held.record_id = ANY($1) AND held.joins AND NOT EXISTS (
                                SELECT 1 FROM authorship WHERE authorship.author_key = author.author_key AND authorship.state = 'YES'))
                        SELECT encode(author.author_key, 'hex') AS author_key, coalesce(encode(author.orcid_key, 'hex'), '') AS orcid_key,
                               ARRAY(SELECT encode(key, 'hex') FROM unnest(author.name_keys) AS key) AS name_keys,
                               ARRAY(SELECT encode(key, 'hex') FROM unnest(author.unit_keys) AS key) AS unit_keys,
                               author.choices, author.work_id, author.position
                        FROM asked JOIN work_author AS author USING (author_key) ORDER BY author_key, work_id, position
                        """)
                .bind("$1", experts.toArray(UUID[]::new))
                .map(AuthorStore::row)
                .all()
                .bufferUntilChanged(Row::key)
                .map(AuthorStore::joined);
    }

    private static Row row(Readable row) {
        Map<UUID, Integer> places = new LinkedHashMap<>();
        places.put(
                Objects.requireNonNull(row.get("work_id", UUID.class)),
                Objects.requireNonNull(row.get("position", Integer.class)));
        return new Row(
                text(row, "author_key"),
                text(row, "orcid_key"),
                Set.of(Objects.requireNonNull(row.get("name_keys", String[].class))),
                Set.of(Objects.requireNonNull(row.get("unit_keys", String[].class))),
                Objects.requireNonNull(row.get("choices", Integer.class)),
                places);
    }

    private static Row joined(List<Row> rows) {
        Map<UUID, Integer> places = new LinkedHashMap<>();
        rows.forEach(row -> row.places().forEach(places::putIfAbsent));
        Row first = rows.getFirst();
        return new Row(
                first.key(),
                first.orcidKey(),
                first.nameKeys(),
                first.unitKeys(),
                rows.stream().mapToInt(Row::choices).min().orElse(first.choices()),
                places);
    }

    /** Digests of the names of all authors of some works, by work and place. */
    Mono<Map<UUID, Map<Integer, String>>> names(Collection<UUID> works) {
        return database.sql("""
                        SELECT work_id, position, encode(name_key, 'hex') AS name_key FROM work_name WHERE work_id = ANY($1)
                        """)
                .bind("$1", works.toArray(UUID[]::new))
                .map(row -> new Name(
                        Objects.requireNonNull(row.get("work_id", UUID.class)),
                        Objects.requireNonNull(row.get("position", Integer.class)),
                        text(row, "name_key")))
                .all()
                .collect(
                        HashMap::new,
                        (all, name) -> all.computeIfAbsent(name.work(), none -> new HashMap<>())
                                .put(name.position(), name.key()));
    }

    private record Name(UUID work, int position, String key) {}

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
