package org.jiebang.api.review;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.review.Criterion;
import org.jiebang.review.ScoreSheet;
import org.jiebang.review.SheetState;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sheets of reviewers and what stands on them, in PostgreSQL; the words sealed. */
@Repository
class SheetStore {
    private static final String PURPOSE = "review-words";

    private static final String SELECT = """
            SELECT sheet.id, sheet.review_id, sheet.application_id, sheet.account_id, sheet.record_id, sheet.state, sheet.version,
                   sheet.fit, sheet.due, sheet.total, sheet.reason, coalesce(account.display_name, '') AS reviewer,
                   coalesce(expert.payload ->> 'employer', '') AS employer
            FROM review_sheet AS sheet
            LEFT JOIN account ON account.id = sheet.account_id
            LEFT JOIN library_record AS expert ON expert.id = sheet.record_id
            """;

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;

    SheetStore(DatabaseClient database, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn reviewWordsColumn() {
            return SealedColumn.of("review_score", "sheet_id::text || ' ' || criterion", PURPOSE);
        }
    }

    /**
     * A sheet.
     *
     * @param expert the record for which the reviewer stands
     * @param fit how well application and expert match, 0 to 1
     * @param total of 100; null before it is handed in
     * @param reason why it was declined or given to another; blank otherwise
     */
    record Sheet(
            UUID id,
            UUID review,
            UUID application,
            UUID account,
            UUID expert,
            SheetState state,
            long version,
            double fit,
            LocalDate due,
            @Nullable BigDecimal total,
            String reason,
            String reviewer,
            String employer) {
        boolean isLate(LocalDate today) {
            return state == SheetState.ASKED && today.isAfter(due);
        }

        /** Is it its reviewer's still? Whoever declined, or was replaced, reads the application no more. */
        boolean isHeld() {
            return state == SheetState.ASKED || state == SheetState.HANDED_IN;
        }
    }

    Flux<Sheet> ofReview(UUID review) {
        return database.sql(SELECT + " WHERE sheet.review_id = $1 ORDER BY sheet.id")
                .bind("$1", review)
                .map(SheetStore::sheet)
                .all();
    }

    Flux<Sheet> ofApplication(UUID review, UUID application) {
        return database.sql(SELECT + " WHERE sheet.review_id = $1 AND sheet.application_id = $2 ORDER BY sheet.id")
                .bind("$1", review)
                .bind("$2", application)
                .map(SheetStore::sheet)
                .all();
    }

    /** Sheets of an account, what is to be done first. */
    Flux<Sheet> ofAccount(UUID account) {
        return database.sql(SELECT
                        + " WHERE sheet.account_id = $1 ORDER BY sheet.state <> 'ASKED', sheet.due, sheet.id LIMIT 200")
                .bind("$1", account)
                .map(SheetStore::sheet)
                .all();
    }

    Mono<Sheet> find(UUID id) {
        return database.sql(SELECT + " WHERE sheet.id = $1")
                .bind("$1", id)
                .map(SheetStore::sheet)
                .one();
    }

    /** The same, and it stays so until the transaction ends; its review is locked before. */
    Mono<Sheet> locked(UUID id) {
        return database.sql(SELECT + " WHERE sheet.id = $1 FOR UPDATE OF sheet")
                .bind("$1", id)
                .map(SheetStore::sheet)
                .one();
    }

    /** Open sheets of open reviews that are due by a day. */
    Flux<Sheet> dueBy(LocalDate day) {
        return database.sql(SELECT + " JOIN review ON review.id = sheet.review_id AND review.state = 'OPEN'"
                        + " WHERE sheet.state = 'ASKED' AND sheet.due <= $1 ORDER BY sheet.id")
                .bind("$1", day)
                .map(SheetStore::sheet)
                .all();
    }

    /** Writes what became of a sheet that is locked. */
    Mono<Void> write(UUID id, SheetState state, @Nullable BigDecimal total, String reason) {
        return database.sql("UPDATE review_sheet SET state = $2, total = $3, reason = $4, version = version + 1,"
                        + " changed_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", state.name())
                .bind("$3", Parameter.fromOrEmpty(total, BigDecimal.class))
                .bind("$4", reason)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Somebody who shall judge an application. */
    record Asked(UUID application, UUID account, UUID expert, double fit) {}

    /** Asks reviewers; answers the new sheets. */
    Flux<UUID> ask(UUID review, List<Asked> asked, LocalDate due) {
        return database.sql("""
                        INSERT INTO review_sheet (review_id, application_id, account_id, record_id, fit, due)
                        SELECT $1, one.application_id, one.account_id, one.record_id, one.fit, $6
                        FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::double precision[])
                            AS one (application_id, account_id, record_id, fit)
                        RETURNING id
                        """)
                .bind("$1", review)
                .bind("$2", asked.stream().map(Asked::application).toArray(UUID[]::new))
                .bind("$3", asked.stream().map(Asked::account).toArray(UUID[]::new))
                .bind("$4", asked.stream().map(Asked::expert).toArray(UUID[]::new))
                .bind("$5", asked.stream().map(Asked::fit).toArray(Double[]::new))
                .bind("$6", due)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all();
    }

    /** Has somebody more open sheets than he may have? */
    Mono<Boolean> anyOverloaded(Collection<UUID> accounts) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM reviewer WHERE account_id = ANY ($1)
                            AND most < (SELECT count(*) FROM review_sheet WHERE review_sheet.account_id = reviewer.account_id
                                        AND review_sheet.state = 'ASKED')) AS over
                        """)
                .bind("$1", accounts.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("over", Boolean.class)))
                .one();
    }

    /** Keeps two assignments from filling the same reviewer's places at once. */
    Mono<Void> lockLoads() {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('review loads'))")
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * A piece of a sheet.
     *
     * @param criterion id of a criterion; blank for the opinion on the whole
     * @param points null for the opinion, and where only words were written yet
     */
    record Piece(String criterion, long version, @Nullable BigDecimal points, String words) {}

    private record SealedPiece(
            UUID sheet,
            String criterion,
            long version,
            @Nullable BigDecimal points,
            byte[] bytes) {}

    Mono<List<Piece>> pieces(UUID sheet) {
        return database.sql(
                        "SELECT sheet_id, criterion, version, points, sealed FROM review_score WHERE sheet_id = $1 ORDER BY criterion")
                .bind("$1", sheet)
                .map(row -> new SealedPiece(
                        Objects.requireNonNull(row.get("sheet_id", UUID.class)),
                        Objects.requireNonNull(row.get("criterion", String.class)),
                        Objects.requireNonNull(row.get("version", Long.class)),
                        row.get("points", BigDecimal.class),
                        Objects.requireNonNull(row.get("sealed", byte[].class))))
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() -> rows.stream().map(this::open).toList()));
    }

    private Piece open(SealedPiece piece) {
        return new Piece(
                piece.criterion(),
                piece.version(),
                piece.points(),
                new String(
                        cipher.open(PURPOSE, owner(piece.sheet(), piece.criterion()), piece.bytes()),
                        StandardCharsets.UTF_8));
    }

    private static String owner(UUID sheet, String criterion) {
        return sheet + " " + criterion;
    }

    /** Writes a piece over the version that its writer has seen; false if it has another by now. */
    Mono<Boolean> write(UUID sheet, Piece piece) {
        return compute.run(() -> cipher.seal(
                        PURPOSE, owner(sheet, piece.criterion()), piece.words().getBytes(StandardCharsets.UTF_8)))
                .flatMap(bytes -> database.sql("""
                                INSERT INTO review_score AS present (sheet_id, criterion, version, points, sealed, key_id)
                                SELECT $1, $2, 1, $3, $4, $5 WHERE $6 = coalesce((SELECT version FROM review_score
                                    WHERE sheet_id = $1 AND criterion = $2), 0)
                                ON CONFLICT (sheet_id, criterion) DO UPDATE SET points = excluded.points, sealed = excluded.sealed,
                                    key_id = excluded.key_id, version = present.version + 1, at = now() WHERE present.version = $6
                                """)
                        .bind("$1", sheet)
                        .bind("$2", piece.criterion())
                        .bind("$3", Parameter.fromOrEmpty(piece.points(), BigDecimal.class))
                        .bind("$4", bytes)
                        .bind("$5", cipher.currentKey())
                        .bind("$6", piece.version())
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows > 0);
    }

    /**
     * Makes open sheets ready for other criteria: what was given for a criterion that is gone, or that takes other points now, loses its
     * points and keeps its words; every sheet gets a new version.
     */
    Mono<Void> judgeBy(ScoreSheet before, ScoreSheet after, List<UUID> open) {
        String[] changed = before.criteria().stream()
                .filter(was -> after.find(was.id())
                        .filter(now -> now.most() == was.most())
                        .isEmpty())
                .map(Criterion::id)
                .toArray(String[]::new);
        return database.sql("UPDATE review_score SET points = NULL, version = version + 1, at = now()"
                        + " WHERE sheet_id = ANY ($1) AND criterion = ANY ($2)")
                .bind("$1", open.toArray(UUID[]::new))
                .bind("$2", changed)
                .fetch()
                .rowsUpdated()
                .then(database.sql("UPDATE review_sheet SET version = version + 1 WHERE id = ANY ($1)")
                        .bind("$1", open.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private static Sheet sheet(Readable row) {
        return new Sheet(
                id(row, "id"),
                id(row, "review_id"),
                id(row, "application_id"),
                id(row, "account_id"),
                id(row, "record_id"),
                SheetState.valueOf(text(row, "state")),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("fit", Double.class)),
                Objects.requireNonNull(row.get("due", LocalDate.class)),
                row.get("total", BigDecimal.class),
                text(row, "reason"),
                text(row, "reviewer"),
                text(row, "employer"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
