package org.jiebang.api.review;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.review.Criterion;
import org.jiebang.review.ReviewLife;
import org.jiebang.review.ReviewNeed;
import org.jiebang.review.ReviewNotice;
import org.jiebang.review.RoundState;
import org.jiebang.review.ScoreSheet;
import org.jiebang.review.SheetEvent;
import org.jiebang.review.SheetState;
import org.jiebang.review.Spread;
import org.jiebang.workflow.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What a reviewer does with his sheets. He sees only his own; each piece is saved over the version that he has seen, and a sheet is handed
 * in once. What is handed in last may show that the reviewers are far apart; then one more is asked.
 */
@Component
class ReviewSheets {
    static final String TYPE = "review-sheet";
    static final String WHAT = "这张评分表";

    private final ReviewStore reviews;
    private final SheetStore sheets;
    private final Notices notices;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    ReviewSheets(
            ReviewStore reviews,
            SheetStore sheets,
            Notices notices,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.reviews = reviews;
        this.sheets = sheets;
        this.notices = notices;
        this.audit = audit;
        this.transactions = transactions;
    }

    private static ApiException missing() {
        return ApiException.notFound(WHAT);
    }

    /** The actor's own sheet; that of another is not there. */
    Mono<SheetStore.Sheet> own(Actor actor, UUID id) {
        return sheets.find(id)
                .filter(sheet -> sheet.account()
                        .equals(Objects.requireNonNull(actor.account()).id()))
                .switchIfEmpty(Mono.error(ReviewSheets::missing));
    }

    /** A sheet with its review, both locked in this order. */
    private record Held(StoredReview review, SheetStore.Sheet sheet) {}

    private Mono<Held> held(SheetStore.Sheet found) {
        return reviews.locked(found.review())
                .flatMap(review -> sheets.locked(found.id()).map(sheet -> new Held(review, sheet)))
                .switchIfEmpty(Mono.error(ReviewSheets::missing));
    }

    /** For the audit log: never the points. */
    private record Saved(String criterion, long version) {}

    private record Stand(SheetState state, long version) {}

    /** Saves a piece over the version that its writer has seen. */
    Mono<Void> save(Actor actor, UUID id, SheetStore.Piece piece) {
        return transactions.transactional(own(actor, id)
                .flatMap(this::held)
                .doOnNext(held -> {
                    requireOpen(held);
                    requireFitting(held.review().sheet(), piece);
                })
                .then(sheets.write(id, piece))
                .filter(saved -> saved)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这一项已在别处保存过，请刷新后再改；您写的内容请先留好。")))
                .then(audit.append(
                        actor,
                        AuditAction.SCORE_SAVED,
                        AuditLog.Change.to(TYPE, id, new Saved(piece.criterion(), piece.version() + 1)))));
    }

    private static void requireOpen(Held held) {
        if (held.review().state() != RoundState.OPEN || held.sheet().state() != SheetState.ASKED) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "这张评分表现在是“" + held.sheet().state().label() + "”，不能再改。");
        }
    }

    private static void requireFitting(ScoreSheet sheet, SheetStore.Piece piece) {
        BigDecimal points = piece.points();
        if (piece.criterion().isEmpty()) {
            if (points != null) {
                throw ApiException.badRequest("points", "NO_POINTS", "总体意见不打分。");
            }
            return;
        }
        Criterion criterion = sheet.find(piece.criterion())
                .orElseThrow(() -> ApiException.badRequest("criterion", "UNKNOWN_CRITERION", "评分表没有这项指标，请刷新页面。"));
        if (points != null && !ScoreSheet.allows(criterion, points)) {
            throw ApiException.badRequest(
                    "points",
                    "OUT_OF_RANGE",
                    "“" + criterion.name().chinese() + "”请打 0 到 " + criterion.most() + " 分，最多一位小数。");
        }
    }

    /** Hands a sheet in, or declines it. */
    Mono<Void> step(Actor actor, UUID id, SheetEvent event, String reason, long version) {
        return transactions.transactional(
                own(actor, id).flatMap(this::held).flatMap(held -> take(actor, held, event, reason, version)));
    }

    /** Gives a sheet to another, whatever its reviewer thinks; for staff and for the platform. */
    Mono<Void> replace(Actor actor, UUID id, String reason, long version) {
        return transactions.transactional(sheets.find(id)
                .switchIfEmpty(Mono.error(ReviewSheets::missing))
                .flatMap(this::held)
                .flatMap(held -> take(actor, held, SheetEvent.REPLACE, reason, version)));
    }

    private Mono<Void> take(Actor actor, Held held, SheetEvent event, String reason, long version) {
        if (held.sheet().version() != version) {
            return Mono.error(new ApiException(
                    ErrorCode.CONFLICT, "这张评分表现在是“" + held.sheet().state().label() + "”，已在别处办理过，请刷新。"));
        }
        return sheets.pieces(held.sheet().id()).flatMap(pieces -> {
            Map<String, BigDecimal> points = points(pieces);
            return switch (ReviewLife.SHEET.step(held.sheet().state(), event, given(held, pieces, points, reason))) {
                case Step.Taken<SheetState, ReviewNeed> taken -> write(actor, held, event, taken.to(), points, reason);
                case Step.Incomplete<SheetState, ReviewNeed> incomplete ->
                    Mono.error(Reviews.incomplete(event.label(), incomplete.missing()));
                case Step.Impossible<SheetState, ReviewNeed> impossible ->
                    Mono.error(Reviews.impossible(
                            held.sheet().state().label(),
                            event.label(),
                            impossible.possibleIn().stream()
                                    .sorted()
                                    .map(SheetState::label)
                                    .toList()));
            };
        });
    }

    static Map<String, BigDecimal> points(List<SheetStore.Piece> pieces) {
        Map<String, BigDecimal> points = new HashMap<>();
        for (SheetStore.Piece piece : pieces) {
            BigDecimal given = piece.points();
            if (given != null) {
                points.put(piece.criterion(), given);
            }
        }
        return points;
    }

    private static Set<ReviewNeed> given(
            Held held, List<SheetStore.Piece> pieces, Map<String, BigDecimal> points, String reason) {
        Set<ReviewNeed> given = EnumSet.noneOf(ReviewNeed.class);
        if (held.review().state() == RoundState.OPEN) {
            given.add(ReviewNeed.ROUND_OPEN);
        }
        if (held.review().sheet().open(points).isEmpty()) {
            given.add(ReviewNeed.SCORED);
        }
        if (pieces.stream()
                .anyMatch(piece -> piece.criterion().isEmpty() && !piece.words().isBlank())) {
            given.add(ReviewNeed.OPINION);
        }
        if (!reason.isEmpty()) {
            given.add(ReviewNeed.REASON);
        }
        return given;
    }

    private Mono<Void> write(
            Actor actor, Held held, SheetEvent event, SheetState to, Map<String, BigDecimal> points, String reason) {
        @Nullable
        BigDecimal total = event == SheetEvent.HAND_IN ? held.review().sheet().total(points) : null;
        UUID review = held.review().id();
        return sheets.write(held.sheet().id(), to, total, event == SheetEvent.HAND_IN ? "" : reason)
                .then(audit.append(
                        actor,
                        AuditAction.SCORE_SHEET_STEP_TAKEN,
                        new AuditLog.Change(
                                TYPE,
                                held.sheet().id().toString(),
                                new Stand(held.sheet().state(), held.sheet().version()),
                                new Stand(to, held.sheet().version() + 1))))
                .then(
                        event == SheetEvent.HAND_IN
                                ? lookApart(held)
                                : notices.tellOffice(
                                                review,
                                                ReviewNotice.REVIEW_DECLINED,
                                                held.sheet().id().toString())
                                        .then());
    }

    /** Once all sheets of an application are in: are they far apart, and is that the last of the review? */
    private Mono<Void> lookApart(Held held) {
        StoredReview review = held.review();
        return Mono.zip(
                        reviews.items(review).collectList(),
                        sheets.ofReview(review.id()).collectList())
                .flatMap(found -> {
                    ReviewStore.Item item = found.getT1().stream()
                            .filter(one -> one.application().equals(held.sheet().application()))
                            .findFirst()
                            .orElseThrow();
                    List<SheetStore.Sheet> own = of(item, found.getT2());
                    if (!Reviews.isComplete(item, own)) {
                        return Mono.empty();
                    }
                    Spread spread = Spread.of(totals(Reviews.handedIn(own)), review.tolerance());
                    if (spread.wide() && review.extra() && !item.extra()) {
                        return reviews.addSheet(review.id(), item.application())
                                .then(reviews.write(review.id(), review.state()))
                                .then(notices.tellOffice(
                                        review.id(),
                                        ReviewNotice.REVIEW_APART,
                                        item.application().toString()))
                                .then();
                    }
                    boolean all = found.getT1().stream()
                            .filter(one -> !one.gone())
                            .allMatch(one -> Reviews.isComplete(one, of(one, found.getT2())));
                    return all
                            ? notices.tellOffice(
                                            review.id(),
                                            ReviewNotice.REVIEW_ALL_IN,
                                            held.sheet().id().toString())
                                    .then()
                            : Mono.empty();
                });
    }

    private static List<SheetStore.Sheet> of(ReviewStore.Item item, List<SheetStore.Sheet> sheets) {
        return sheets.stream()
                .filter(sheet -> sheet.application().equals(item.application()))
                .toList();
    }

    static List<BigDecimal> totals(List<SheetStore.Sheet> handedIn) {
        return handedIn.stream()
                .map(sheet -> Objects.requireNonNull(sheet.total()))
                .toList();
    }
}
