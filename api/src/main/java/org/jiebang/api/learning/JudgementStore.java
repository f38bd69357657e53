package org.jiebang.api.learning;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people said of matches, in PostgreSQL. */
@Repository
class JudgementStore {
    private final DatabaseClient database;

    JudgementStore(DatabaseClient database) {
        this.database = database;
    }

    /** What somebody may say of a match. */
    enum Verdict {
        ACCEPTED(0.7),
        DECLINED(0);

        private final double level;

        Verdict(double level) {
            this.level = level;
        }

        /** How well the two fit by this word, in [0, 1]; 1 is kept for what was solved to satisfaction. */
        double level() {
            return level;
        }
    }

    /** One person's word on one pair. */
    record Judged(
            UUID problemId,
            UUID supplyId,
            Library library,
            String title,
            UUID accountId,
            Verdict verdict,
            String reason,
            OffsetDateTime at) {}

    /**
     * How the judgements stand; it differs whenever one was added, changed or taken back.
     *
     * @param count how many there are
     */
    record State(long count, OffsetDateTime latest) {}

    /** Writes or replaces a person's word on a pair. */
    Mono<Void> put(UUID problem, UUID supply, UUID account, UUID organisation, Verdict verdict, String reason) {
        return database.sql("""
                        INSERT INTO match_judgement (problem_id, supply_id, account_id, organisation_id, verdict, reason)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (problem_id, supply_id, account_id) DO UPDATE
                            SET verdict = excluded.verdict, reason = excluded.reason,
                                organisation_id = excluded.organisation_id, at = now()
                        """)
                .bind("$1", problem)
                .bind("$2", supply)
                .bind("$3", account)
                .bind("$4", organisation)
                .bind("$5", verdict.name())
                .bind("$6", reason)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Takes a person's word back; false if there was none. */
    Mono<Boolean> remove(UUID problem, UUID supply, UUID account) {
        return database.sql("DELETE FROM match_judgement WHERE problem_id = $1 AND account_id = $3"
                        + " AND (supply_id = $2 OR standing_record(supply_id) = $2)")
                .bind("$1", problem)
                .bind("$2", supply)
                .bind("$3", account)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** What was said of the matches of one problem, the latest first. */
    Flux<Judged> of(UUID problem) {
        return select("WHERE match_judgement.problem_id = $1 ORDER BY match_judgement.at DESC")
                .bind("$1", problem)
                .map(JudgementStore::judged)
                .all();
    }

    /** All that was said, problem by problem. */
    Flux<Judged> all() {
        return select("ORDER BY match_judgement.problem_id, library_record.id, match_judgement.at")
                .map(JudgementStore::judged)
                .all();
    }

    private DatabaseClient.GenericExecuteSpec select(String condition) {
        return database.sql("""
                SELECT match_judgement.problem_id, library_record.id AS supply_id, library_record.library,
                       coalesce(library_record.payload ->> 'title', library_record.payload ->> 'name', '') AS title,
                       match_judgement.account_id, match_judgement.verdict, match_judgement.reason, match_judgement.at
                FROM match_judgement JOIN library_record ON library_record.id = standing_record(match_judgement.supply_id)
                """ + condition);
    }

    Mono<State> state() {
        return database.sql("""
                        SELECT count(*) AS count, coalesce(greatest(max(at), (
                            -- Judgements of a merged record are then those of another.
                            SELECT max(at) FROM identity_decision WHERE kept_id IS NOT NULL)), 'epoch'::timestamptz) AS latest
                        FROM match_judgement
                        """)
                .map(row -> new State(
                        Objects.requireNonNull(row.get("count", Long.class)),
                        Objects.requireNonNull(row.get("latest", OffsetDateTime.class))))
                .one();
    }

    private static Judged judged(Readable row) {
        return new Judged(
                Objects.requireNonNull(row.get("problem_id", UUID.class)),
                Objects.requireNonNull(row.get("supply_id", UUID.class)),
                Library.find(Objects.requireNonNull(row.get("library", String.class)))
                        .orElseThrow(),
                Objects.requireNonNull(row.get("title", String.class)),
                Objects.requireNonNull(row.get("account_id", UUID.class)),
                Verdict.valueOf(Objects.requireNonNull(row.get("verdict", String.class))),
                Objects.requireNonNull(row.get("reason", String.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
