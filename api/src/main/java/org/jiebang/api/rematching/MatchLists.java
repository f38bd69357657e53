package org.jiebang.api.rematching;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stored lists of matches, in PostgreSQL. */
@Repository
class MatchLists {
    private static final String CREATE = """
            INSERT INTO match_list (problem_id, library)
            SELECT key.problem_id, key.library FROM unnest($1::uuid[], $2::text[]) AS key (problem_id, library)
            JOIN library_record ON library_record.id = key.problem_id
            ORDER BY key.problem_id, key.library ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT match_list.problem_id, match_list.library, match_list.version FROM match_list
            JOIN unnest($1::uuid[], $2::text[]) AS key (problem_id, library) USING (problem_id, library)
            ORDER BY problem_id, library FOR UPDATE OF match_list
            """;

    private static final String SEEN = """
            UPDATE match_list SET matched_at = now()
            FROM unnest($1::uuid[], $2::text[]) AS key (problem_id, library)
            WHERE match_list.problem_id = key.problem_id AND match_list.library = key.library
            """;

    private static final String CHANGED = """
            UPDATE match_list SET version = version + 1, changed_at = now()
            FROM unnest($1::uuid[], $2::text[]) AS key (problem_id, library)
            WHERE match_list.problem_id = key.problem_id AND match_list.library = key.library
            """;

    private static final String CLEAR = """
            DELETE FROM match_list_leaver USING unnest($1::uuid[], $2::text[]) AS key (problem_id, library)
            WHERE match_list_leaver.problem_id = key.problem_id AND match_list_leaver.library = key.library
            """;

    private static final String LEAVE = """
            WITH gone AS (
                DELETE FROM match_list_entry USING unnest($1::uuid[], $2::text[], $3::uuid[]) AS entry (problem_id, library, supply_id)
                WHERE match_list_entry.problem_id = entry.problem_id AND match_list_entry.library = entry.library
                  AND match_list_entry.supply_id = entry.supply_id
                RETURNING match_list_entry.problem_id, match_list_entry.library, match_list_entry.supply_id, match_list_entry.rank)
            INSERT INTO match_list_leaver (problem_id, library, supply_id, previous_rank)
            SELECT problem_id, library, supply_id, rank FROM gone ON CONFLICT DO NOTHING
            """;

    private static final String STAND = """
            INSERT INTO match_list_entry AS present (problem_id, library, supply_id, rank, score)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[], $5::double precision[])
            ON CONFLICT (problem_id, library, supply_id) DO UPDATE
                SET previous_rank = present.rank, rank = excluded.rank, score = excluded.score
            """;

    private final DatabaseClient database;

    MatchLists(DatabaseClient database) {
        this.database = database;
    }

    /** Lists as they stand, by key; those that were never made are empty with version 0. */
    Mono<Map<MatchList.Key, MatchList>> read(Collection<MatchList.Key> keys) {
        return database.sql("""
                        SELECT key.problem_id, key.library, coalesce(match_list.version, 0) AS version,
                               entry.supply_id, entry.score
                        FROM unnest($1::uuid[], $2::text[]) AS key (problem_id, library)
                        LEFT JOIN match_list USING (problem_id, library)
                        LEFT JOIN match_list_entry AS entry USING (problem_id, library)
                        ORDER BY key.problem_id, key.library, entry.rank
                        """)
                .bind("$1", problems(keys))
                .bind("$2", libraries(keys))
                .map(MatchLists::line)
                .all()
                .collectList()
                .map(MatchLists::lists);
    }

    private record Line(MatchList.Key key, long version, MatchList.@Nullable Entry entry) {}

    private static Line line(Readable row) {
        UUID supply = row.get("supply_id", UUID.class);
        return new Line(
                key(row),
                Objects.requireNonNull(row.get("version", Long.class)),
                supply == null
                        ? null
                        : new MatchList.Entry(supply, Objects.requireNonNull(row.get("score", Double.class))));
    }

    private static MatchList.Key key(Readable row) {
        return new MatchList.Key(
                Objects.requireNonNull(row.get("problem_id", UUID.class)),
                Library.find(Objects.requireNonNull(row.get("library", String.class)))
                        .orElseThrow());
    }

    private static Map<MatchList.Key, MatchList> lists(List<Line> lines) {
        Map<MatchList.Key, List<MatchList.Entry>> entries = new HashMap<>();
        Map<MatchList.Key, Long> versions = new HashMap<>();
        for (Line line : lines) {
            versions.put(line.key(), line.version());
            List<MatchList.Entry> own = entries.computeIfAbsent(line.key(), key -> new ArrayList<>());
            MatchList.Entry entry = line.entry();
            if (entry != null) {
                own.add(entry);
            }
        }
        Map<MatchList.Key, MatchList> lists = new HashMap<>();
        versions.forEach((key, version) ->
                lists.put(key, new MatchList(key, version, entries.getOrDefault(key, List.of()))));
        return lists;
    }

    /** Problems in whose lists a record stands. */
    Flux<UUID> problemsOf(Collection<UUID> supplies) {
        return database.sql("SELECT DISTINCT problem_id FROM match_list_entry WHERE supply_id = ANY($1)")
                .bind("$1", supplies.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("problem_id", UUID.class)))
                .all();
    }

    /** Forgets the lists of problems that are not matched any more. */
    Mono<Void> forget(Collection<UUID> problems) {
        return problems.isEmpty()
                ? Mono.empty()
                : database.sql("DELETE FROM match_list WHERE problem_id = ANY($1)")
                        .bind("$1", problems.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    /** A list as it was read, and as it shall be. */
    record Change(MatchList before, MatchList after) {}

    /**
     * Writes lists, unless somebody else wrote them since they were read. Belongs into the transaction that removes the jobs.
     *
     * @return those that were not written, for somebody was first
     */
    Mono<List<Change>> write(List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.just(List.of());
        }
        List<Change> ordered = changes.stream()
                .sorted((one, other) ->
                        one.after().key().compareTo(other.after().key()))
                .toList();
        List<MatchList.Key> keys =
                ordered.stream().map(change -> change.after().key()).toList();
        return run(CREATE, keys).then(locked(keys)).flatMap(versions -> {
            List<Change> late = new ArrayList<>();
            List<Change> taken = new ArrayList<>();
            for (Change change : ordered) {
                Long version = versions.get(change.after().key());
                // The problem may be gone.
                if (version != null) {
                    (version == change.before().version() ? taken : late).add(change);
                }
            }
            return put(taken).thenReturn(late);
        });
    }

    private Mono<Map<MatchList.Key, Long>> locked(List<MatchList.Key> keys) {
        return database.sql(LOCK)
                .bind("$1", problems(keys))
                .bind("$2", libraries(keys))
                .map(row -> Map.entry(key(row), Objects.requireNonNull(row.get("version", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Void> put(List<Change> taken) {
        List<MatchList.Key> seen =
                taken.stream().map(change -> change.after().key()).toList();
        List<Change> changed = taken.stream()
                .filter(change ->
                        change.before().version() == 0 || !change.after().sameAs(change.before()))
                .toList();
        List<MatchList.Key> keys =
                changed.stream().map(change -> change.after().key()).toList();
        return run(SEEN, seen)
                .then(run(CHANGED, keys))
                .then(run(CLEAR, keys))
                .then(leave(changed))
                .then(stand(changed));
    }

    private Mono<Void> leave(List<Change> changed) {
        List<MatchList.Key> keys = new ArrayList<>();
        List<UUID> supplies = new ArrayList<>();
        for (Change change : changed) {
            for (UUID supply : change.before().beyond(change.after())) {
                keys.add(change.after().key());
                supplies.add(supply);
            }
        }
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(LEAVE)
                        .bind("$1", problems(keys))
                        .bind("$2", libraries(keys))
                        .bind("$3", supplies.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private Mono<Void> stand(List<Change> changed) {
        List<MatchList.Key> keys = new ArrayList<>();
        List<UUID> supplies = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Change change : changed) {
            int rank = 0;
            for (MatchList.Entry entry : change.after().entries()) {
                keys.add(change.after().key());
                supplies.add(entry.supply());
                ranks.add(++rank);
                scores.add(entry.score());
            }
        }
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(STAND)
                        .bind("$1", problems(keys))
                        .bind("$2", libraries(keys))
                        .bind("$3", supplies.toArray(UUID[]::new))
                        .bind("$4", ranks.toArray(Integer[]::new))
                        .bind("$5", scores.toArray(Double[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private Mono<Void> run(String sql, List<MatchList.Key> keys) {
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("$1", problems(keys))
                        .bind("$2", libraries(keys))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private static UUID[] problems(Collection<MatchList.Key> keys) {
        return keys.stream().map(MatchList.Key::problem).toArray(UUID[]::new);
    }

    private static String[] libraries(Collection<MatchList.Key> keys) {
        return keys.stream().map(key -> key.library().code()).toArray(String[]::new);
    }

    /**
     * One line of a list for people.
     *
     * @param rank null for one that has left
     * @param previousRank before the latest change; null for one that came with it
     */
    record Shown(
            UUID supply,
            String title,
            @Nullable Integer rank,
            @Nullable Integer previousRank,
            @Nullable Double score) {}

    /** A list with what the latest change did, those that left last; records that are not public any more are left out. */
    Flux<Shown> shown(MatchList.Key key) {
        return database.sql("""
                        SELECT line.supply_id, line.rank, line.previous_rank, line.score,
                               coalesce(record.payload ->> 'title', record.payload ->> 'name') AS title
                        FROM (SELECT supply_id, rank, previous_rank, score FROM match_list_entry
                              WHERE problem_id = $1 AND library = $2
                              UNION ALL
                              SELECT supply_id, NULL, previous_rank, NULL FROM match_list_leaver
                              WHERE problem_id = $1 AND library = $2) AS line
                        JOIN library_record AS record ON record.id = line.supply_id AND record.publication = 'PUBLISHED'
                        ORDER BY line.rank NULLS LAST, line.previous_rank
                        """)
                .bind("$1", key.problem())
                .bind("$2", key.library().code())
                .map(row -> new Shown(
                        Objects.requireNonNull(row.get("supply_id", UUID.class)),
                        Objects.requireNonNull(row.get("title", String.class)),
                        row.get("rank", Integer.class),
                        row.get("previous_rank", Integer.class),
                        row.get("score", Double.class)))
                .all();
    }

    /** When a list was looked at and when it changed last. */
    record Times(
            @Nullable OffsetDateTime matchedAt, @Nullable OffsetDateTime changedAt) {}

    Mono<Times> times(MatchList.Key key) {
        return database.sql("SELECT matched_at, changed_at FROM match_list WHERE problem_id = $1 AND library = $2")
                .bind("$1", key.problem())
                .bind("$2", key.library().code())
                .map(row -> new Times(
                        row.get("matched_at", OffsetDateTime.class), row.get("changed_at", OffsetDateTime.class)))
                .one();
    }

    Mono<Long> count() {
        return database.sql("SELECT count(*) AS lists FROM match_list")
                .map(row -> Objects.requireNonNull(row.get("lists", Long.class)))
                .one();
    }
}
