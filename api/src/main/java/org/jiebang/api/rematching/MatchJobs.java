package org.jiebang.api.rematching;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.Publication;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records whose matches wait to be looked at again, in PostgreSQL. */
@Repository
class MatchJobs {
    /** Problems that are matched: published, and neither solved nor closed. */
    static final String OPEN =
            "library = 'problems' AND publication = 'PUBLISHED' AND payload ->> 'status' NOT IN ('SOLVED', 'CLOSED')";

    private static final String TAKE = """
            SELECT match_job.position, match_job.record_id, record.library, record.publication, coalesce(%s, false) AS open
            FROM match_job LEFT JOIN library_record AS record ON record.id = match_job.record_id
            """.formatted(OPEN);

    private static final String LOCKED = " FOR UPDATE OF match_job SKIP LOCKED";

    private final DatabaseClient database;

    MatchJobs(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A job.
     *
     * @param library null if the record is gone
     * @param open a problem that is matched
     */
    record Job(
            long position,
            UUID record,
            @Nullable Library library,
            @Nullable Publication publication,
            boolean open) {
        boolean isPublished() {
            return publication == Publication.PUBLISHED;
        }
    }

    /**
     * The next jobs, and all others of the same records. They stay locked until the transaction ends; what another worker holds is left to
     * it.
     */
    Flux<Job> take(int most) {
        return database.sql(TAKE + "WHERE match_job.not_before <= now() ORDER BY match_job.position LIMIT $1" + LOCKED)
                .bind("$1", most)
                .map(MatchJobs::job)
                .all()
                .collectList()
                .flatMapMany(first -> first.isEmpty()
                        ? Flux.empty()
                        : Flux.fromIterable(first).concatWith(sameRecords(first)));
    }

    private Flux<Job> sameRecords(List<Job> first) {
        return database.sql(TAKE + "WHERE match_job.record_id = ANY($1) AND match_job.position <> ALL($2)" + LOCKED)
                .bind("$1", first.stream().map(Job::record).distinct().toArray(UUID[]::new))
                .bind("$2", first.stream().map(Job::position).toArray(Long[]::new))
                .map(MatchJobs::job)
                .all();
    }

    private static Job job(Readable row) {
        String library = row.get("library", String.class);
        String publication = row.get("publication", String.class);
        return new Job(
                Objects.requireNonNull(row.get("position", Long.class)),
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                library == null ? null : Library.find(library).orElseThrow(),
                publication == null ? null : Publication.valueOf(publication),
                Boolean.TRUE.equals(row.get("open", Boolean.class)));
    }

    Mono<Void> remove(List<Job> done) {
        return database.sql("DELETE FROM match_job WHERE position = ANY($1)")
                .bind("$1", done.stream().map(Job::position).toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> add(Collection<UUID> records) {
        return records.isEmpty()
                ? Mono.empty()
                : database.sql("INSERT INTO match_job (record_id) SELECT unnest($1::uuid[])")
                        .bind("$1", records.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    /**
     * Asks for all open problems that do not wait already.
     *
     * @param delaySeconds for which others may ask for the same
     */
    Mono<Long> addAll(int delaySeconds) {
        return database.sql("""
                        INSERT INTO match_job (record_id, not_before)
                        SELECT id, now() + make_interval(secs => $1) FROM library_record
                        WHERE %s AND NOT EXISTS (
                            SELECT 1 FROM match_job WHERE match_job.record_id = library_record.id AND match_job.not_before > now())
                        ORDER BY id
                        """.formatted(OPEN))
                .bind("$1", delaySeconds)
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> waiting() {
        return database.sql("SELECT count(*) AS waiting FROM match_job")
                .map(row -> Objects.requireNonNull(row.get("waiting", Long.class)))
                .one();
    }

    /** Says on what matches rest here. What was seen last by any replica stays; a change begins a time of waiting. */
    Mono<Void> see(String basis) {
        return database.sql("UPDATE match_basis SET seen = $1, seen_at = now() WHERE seen <> $1")
                .bind("$1", basis)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Whether all lists are to be made anew, for what they rest on has changed and then stood still; says so to one caller only. */
    Mono<Boolean> isDue(double quietSeconds) {
        return database.sql("""
                        UPDATE match_basis SET matched = seen
                        WHERE matched <> seen AND seen_at <= now() - make_interval(secs => $1)
                        """).bind("$1", quietSeconds).fetch().rowsUpdated().map(rows -> rows > 0);
    }
}
