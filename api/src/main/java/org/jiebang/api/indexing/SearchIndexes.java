package org.jiebang.api.indexing;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which indexes exist for which library, shared by all replicas. */
@Repository
class SearchIndexes {
    /** A builder that says nothing for so long is taken for dead. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final DatabaseClient database;

    SearchIndexes(DatabaseClient database) {
        this.database = database;
    }

    /** One index behind a library's alias, or on the way there. */
    record Entry(String name, Library library, boolean live, int mappingVersion, String dictionaryVersion, boolean silent) {}

    Flux<Entry> all() {
        return database.sql(
                        """
                        SELECT name, library, state, mapping_version, dictionary_version,
                               heartbeat_at < now() - make_interval(secs => $1) AS silent
                        FROM search_index ORDER BY created_at
                        """)
                .bind("$1", (double) SILENCE.toSeconds())
                .map(row -> new Entry(
                        Objects.requireNonNull(row.get("name", String.class)),
                        Library.find(Objects.requireNonNull(row.get("library", String.class))).orElseThrow(),
                        "LIVE".equals(row.get("state", String.class)),
                        Objects.requireNonNull(row.get("mapping_version", Integer.class)),
                        Objects.requireNonNull(row.get("dictionary_version", String.class)),
                        Boolean.TRUE.equals(row.get("silent", Boolean.class))))
                .all();
    }

    /** Names by library, live and building: every write goes to all of them. */
    Mono<Map<Library, Collection<String>>> names() {
        return all().collectMultimap(Entry::library, Entry::name);
    }

    /** Begins a build; false if another one is under way for the library. */
    Mono<Boolean> begin(Library library, String name, String dictionaryVersion) {
        return database.sql(
                        """
                        INSERT INTO search_index (name, library, state, mapping_version, dictionary_version)
                        VALUES ($1, $2, 'BUILDING', $3, $4) ON CONFLICT DO NOTHING
                        """)
                .bind("$1", name)
                .bind("$2", library.code())
                .bind("$3", LibraryIndex.VERSION)
                .bind("$4", dictionaryVersion)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Says that a build is alive; false if it was taken for dead and removed. */
    Mono<Boolean> heartbeat(String name) {
        return database.sql("UPDATE search_index SET heartbeat_at = now() WHERE name = $1")
                .bind("$1", name)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Makes a finished build the live index in place of any other. */
    Mono<Void> promote(Library library, String name) {
        return database.sql(
                        """
                        WITH gone AS (DELETE FROM search_index WHERE library = $1 AND state = 'LIVE' AND name <> $2 RETURNING 1)
                        SELECT count(*) FROM gone
                        """)
                .bind("$1", library.code())
                .bind("$2", name)
                .fetch()
                .all()
                .then(database.sql("UPDATE search_index SET state = 'LIVE' WHERE name = $1")
                        .bind("$1", name)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    Mono<Void> remove(String name) {
        return database.sql("DELETE FROM search_index WHERE name = $1")
                .bind("$1", name)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
