package org.jiebang.api.need;

import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.need.Lesson;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decisions on doubtful values as lessons. Those of records that are gone are gone with them. */
@Repository
class LessonStore {
    private static final int MOST = 5000;
    private static final int LONGEST = 4000;

    private final DatabaseClient database;
    private final DoubtEvidence.Seal seal;
    private final Compute compute;

    LessonStore(DatabaseClient database, DoubtEvidence.Seal seal, Compute compute) {
        this.database = database;
        this.seal = seal;
        this.compute = compute;
    }

    /** Differs after every change of decisions. */
    Mono<String> stamp() {
        return database.sql(
                        "SELECT count(*) || '/' || coalesce(max(decided_at)::text, '') AS stamp FROM field_doubt WHERE decided_at IS NOT NULL")
                .map(row -> Objects.requireNonNull(row.get("stamp", String.class)))
                .one();
    }

    private record Row(UUID id, String heading, String read, double reading, String decided, byte[] closed) {}

    /** The latest decisions, at most {@value #MOST}, of each the first {@value #LONGEST} characters of its text. */
    Flux<Lesson> all() {
        return database.sql("""
                        SELECT id, heading, read_value, reading, decided, sealed FROM field_doubt
                        WHERE decided_at IS NOT NULL ORDER BY decided_at DESC, id LIMIT $1
                        """)
                .bind("$1", MOST)
                .map(row -> new Row(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("heading", String.class)),
                        Objects.requireNonNull(row.get("read_value", String.class)),
                        Objects.requireNonNull(row.get("reading", Double.class)),
                        Objects.requireNonNull(row.get("decided", String.class)),
                        DoubtEvidence.bytes(row, "sealed")))
                .all()
                .buffer(200)
                .concatMap(rows ->
                        compute.run(() -> rows.stream().map(this::lesson).toList()))
                .flatMapIterable(lessons -> lessons);
    }

    private Lesson lesson(Row row) {
        String text = seal.open(row.id(), row.closed()).text();
        return new Lesson(
                row.heading(),
                text.length() > LONGEST ? text.substring(0, LONGEST) : text,
                row.read(),
                row.reading(),
                row.decided());
    }
}
