package org.jiebang.api.review;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.review.Draw;
import org.jiebang.review.RoundState;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Draws applications of a review for checks. First the list, the number of those to be drawn and the source of the deciding number
 * are published and cannot be changed; on the day, that number is entered, once.
 */
@Component
class Draws {
    private static final String TYPE = "review-draw";

    private final DatabaseClient database;
    private final ReviewStore reviews;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Draws(DatabaseClient database, ReviewStore reviews, AuditLog audit, TransactionalOperator transactions) {
        this.database = database;
        this.reviews = reviews;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A draw as everybody may read it.
     *
     * @param size how many are drawn
     * @param source of the number that decides
     * @param list SHA-256 of the ids
     * @param number null before it is entered, as is the seed
     * @param entries ascending by id; once drawn by their tickets
     */
    record DrawView(
            UUID id,
            String programme,
            String category,
            int size,
            String source,
            LocalDate drawOn,
            String list,
            OffsetDateTime announcedAt,
            @Nullable String number,
            @Nullable String seed,
            @Nullable OffsetDateTime drawnAt,
            List<DrawEntry> entries) {}

    /** @param ticket null before the draw */
    record DrawEntry(UUID application, @Nullable String ticket, boolean drawn) {}

    /** For the audit log. */
    private record Announced(UUID review, int size, String list, String source, LocalDate drawOn) {}

    private record Held(String number, String seed) {}

    Mono<UUID> announce(Actor actor, UUID review, int size, String source, LocalDate drawOn) {
        if (!drawOn.isAfter(Reviews.today())) {
            return Mono.error(ApiException.badRequest("drawOn", "TOO_SOON", "抽查日期应在公布之后，最早是明天：决定抽签的号码公布时不能已为人知。"));
        }
        return transactions.transactional(reviews.locked(review)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(Reviews.WHAT)))
                .filter(found -> found.state() != RoundState.PLANNED)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "评审开始之后才有可以抽查的申报。")))
                .flatMapMany(reviews::items)
                .filter(item -> !item.gone())
                .map(ReviewStore.Item::application)
                .collectList()
                .flatMap(ids -> {
                    if (size > ids.size()) {
                        return Mono.error(ApiException.badRequest(
                                "size", "TOO_MANY", "这次评审有 " + ids.size() + " 份申报，不能抽 " + size + " 份。"));
                    }
                    String list = Draw.list(ids.stream().map(UUID::toString).toList());
                    return insert(review, size, source, drawOn, list, ids)
                            .delayUntil(id -> audit.append(
                                    actor,
                                    AuditAction.DRAW_ANNOUNCED,
                                    AuditLog.Change.to(TYPE, id, new Announced(review, size, list, source, drawOn))));
                }));
    }

    private Mono<UUID> insert(UUID review, int size, String source, LocalDate drawOn, String list, List<UUID> ids) {
        return database.sql("INSERT INTO review_draw (review_id, size, source, draw_on, list_hash)"
                        + " VALUES ($1, $2, $3, $4, $5) RETURNING id")
                .bind("$1", review)
                .bind("$2", size)
                .bind("$3", source)
                .bind("$4", drawOn)
                .bind("$5", list)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .delayUntil(id -> database.sql(
                                "INSERT INTO review_draw_entry (draw_id, application_id) SELECT $1, unnest($2::uuid[])")
                        .bind("$1", id)
                        .bind("$2", ids.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated());
    }

    /** Enters the number that decides. */
    Mono<Void> hold(Actor actor, UUID id, String number) {
        return transactions.transactional(database.sql(
                        "SELECT size, draw_on, list_hash, number FROM review_draw WHERE id = $1 FOR UPDATE")
                .bind("$1", id)
                .map(Draws::waiting)
                .one()
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次抽查")))
                .doOnNext(waiting -> {
                    if (waiting.held()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这次抽查已经抽过，结果不能再改。");
                    }
                    if (Reviews.today().isBefore(waiting.drawOn())) {
                        throw new ApiException(ErrorCode.CONFLICT, "公布的抽查日期是 " + waiting.drawOn() + "，到那一天才能填入号码。");
                    }
                })
                .flatMap(waiting -> entries(id).collectList().flatMap(ids -> {
                    String seed = Draw.seed(waiting.list(), number);
                    List<String> drawn = Draw.drawn(ids, seed, waiting.size());
                    return write(id, number, seed, drawn)
                            .then(audit.append(
                                    actor,
                                    AuditAction.DRAW_HELD,
                                    AuditLog.Change.to(TYPE, id, new Held(number, seed))));
                })));
    }

    private record Waiting(int size, LocalDate drawOn, String list, boolean held) {}

    private static Waiting waiting(Readable row) {
        return new Waiting(
                Objects.requireNonNull(row.get("size", Integer.class)),
                Objects.requireNonNull(row.get("draw_on", LocalDate.class)),
                Objects.requireNonNull(row.get("list_hash", String.class)),
                row.get("number", String.class) != null);
    }

    private Flux<String> entries(UUID draw) {
        return database.sql("SELECT application_id::text AS id FROM review_draw_entry WHERE draw_id = $1 ORDER BY 1")
                .bind("$1", draw)
                .map(row -> Objects.requireNonNull(row.get("id", String.class)))
                .all();
    }

    private Mono<Void> write(UUID id, String number, String seed, List<String> drawn) {
        return database.sql("UPDATE review_draw SET number = $2, seed = $3, drawn_at = now() WHERE id = $1")
                .bind("$1", id)
                .bind("$2", number)
                .bind("$3", seed)
                .fetch()
                .rowsUpdated()
                .then(database.sql(
                                "UPDATE review_draw_entry SET drawn = true WHERE draw_id = $1 AND application_id = ANY ($2)")
                        .bind("$1", id)
                        .bind("$2", drawn.stream().map(UUID::fromString).toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** All draws, the latest first. */
    Flux<DrawView> all() {
        return database.sql("""
                        SELECT review_draw.id, programme, category, size, source, draw_on, list_hash, announced_at, number, seed, drawn_at,
                               (SELECT array_agg(application_id ORDER BY application_id) FROM review_draw_entry
                                WHERE draw_id = review_draw.id) AS applications
                        FROM review_draw JOIN review ON review.id = review_id ORDER BY review_draw.id DESC LIMIT 100
                        """).map(Draws::view).all();
    }

    private static DrawView view(Readable row) {
        String seed = row.get("seed", String.class);
        int size = Objects.requireNonNull(row.get("size", Integer.class));
        List<String> ids = java.util.Arrays.stream(Objects.requireNonNull(row.get("applications", UUID[].class)))
                .map(UUID::toString)
                .toList();
        List<DrawEntry> entries = seed == null
                ? ids.stream()
                        .map(id -> new DrawEntry(UUID.fromString(id), null, false))
                        .toList()
                : Draw.drawn(ids, seed, ids.size()).stream()
                        .map(id -> new DrawEntry(
                                UUID.fromString(id),
                                Draw.ticket(seed, id),
                                Draw.drawn(ids, seed, size).contains(id)))
                        .toList();
        return new DrawView(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("programme", String.class)),
                Objects.requireNonNull(row.get("category", String.class)),
                size,
                Objects.requireNonNull(row.get("source", String.class)),
                Objects.requireNonNull(row.get("draw_on", LocalDate.class)),
                Objects.requireNonNull(row.get("list_hash", String.class)),
                Objects.requireNonNull(row.get("announced_at", OffsetDateTime.class)),
                row.get("number", String.class),
                seed,
                row.get("drawn_at", OffsetDateTime.class),
                entries);
    }
}
