package org.jiebang.api.indexing;

import io.r2dbc.spi.Readable;
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
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** So long a replaced index is kept for searches that began on it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DatabaseClient database;

    SearchIndexes(DatabaseClient database) {
        this.database = database;
    }

    /** Where an index stands. */
    enum State {
        BUILDING,
        LIVE,
        RETIRED
    }

    /**
     * One index behind a library's alias, or on the way there, or replaced.
     *
     * @param over nobody builds it or searches it any more
     */
    record Entry(
            String name, Library library, State state, int mappingVersion, String dictionaryVersion, boolean over) {}

    Flux<Entry> all() {
        return database.sql("""
                        SELECT name, library, state, mapping_version, dictionary_version,
                               CASE state WHEN 'BUILDING' THEN heartbeat_at < now() - make_interval(secs => $1)
                                          WHEN 'RETIRED' THEN heartbeat_at < now() - make_interval(secs => $2)
                                          ELSE false END AS over
                        FROM search_index ORDER BY created_at
                        """)
                .bind("$1", (double) SILENCE.toSeconds())
                .bind("$2", (double) GRACE.toSeconds())
                .map(row -> new Entry(
                        Objects.requireNonNull(row.get("name", String.class)),
                        library(row),
                        State.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                        Objects.requireNonNull(row.get("mapping_version", Integer.class)),
                        Objects.requireNonNull(row.get("dictionary_version", String.class)),
                        Boolean.TRUE.equals(row.get("over", Boolean.class))))
                .all();
    }

    /** Names by library, live and building: every write goes to all of them. Until the transaction ends, they stay so. */
    Mono<Map<Library, Collection<String>>> hold() {
        return database.sql("SELECT name, library FROM search_index WHERE state <> 'RETIRED' FOR KEY SHARE")
                .map(row -> Map.entry(library(row), Objects.requireNonNull(row.get("name", String.class))))
                .all()
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Waits until nobody writes to a library's indexes, and keeps writers waiting until the transaction ends. */
    Mono<Void> close(Library library) {
        return database.sql("SELECT name FROM search_index WHERE library = $1 FOR UPDATE")
                .bind("$1", library.code())
                .fetch()
                .all()
                .then();
    }

    private static Library library(Readable row) {
        return Library.find(Objects.requireNonNull(row.get("library", String.class)))
                .orElseThrow();
    }

    /** Begins a build; false if another one is under way for the library. */
    Mono<Boolean> begin(Library library, String name, String dictionaryVersion) {
        return database.sql("""
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

    /** Makes a finished build the live index; the one before is retired. */
    Mono<Void> promote(Library library) {
        return state(library, State.LIVE, State.RETIRED)
                .then(state(library, State.BUILDING, State.LIVE))
                .then();
    }

    private Mono<Long> state(Library library, State from, State to) {
        return database.sql(
                        "UPDATE search_index SET state = $3, heartbeat_at = now() WHERE library = $1 AND state = $2")
                .bind("$1", library.code())
                .bind("$2", from.name())
                .bind("$3", to.name())
                .fetch()
                .rowsUpdated();
    }

    Mono<Void> remove(String name) {
        return database.sql("DELETE FROM search_index WHERE name = $1")
                .bind("$1", name)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
