package org.jiebang.api.review;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.programme.Deadline;
import org.jiebang.review.Criterion;
import org.jiebang.review.ReviewLife;
import org.jiebang.review.ReviewNeed;
import org.jiebang.review.ReviewNotice;
import org.jiebang.review.RoundEvent;
import org.jiebang.review.RoundState;
import org.jiebang.review.ScoreSheet;
import org.jiebang.review.SheetState;
import org.jiebang.workflow.Step;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Plans, starts and closes reviews. A step, what it changes and its audit entry share one transaction. */
@Component
class Reviews {
    static final String TYPE = "review";
    static final String WHAT = "这次评审";

    private final ReviewStore store;
    private final SheetStore sheets;
    private final Notices notices;
    private final ProgrammeCatalog catalog;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Reviews(
            ReviewStore store,
            SheetStore sheets,
            Notices notices,
            ProgrammeCatalog catalog,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.sheets = sheets;
        this.notices = notices;
        this.catalog = catalog;
        this.audit = audit;
        this.transactions = transactions;
    }

    static LocalDate today() {
        return LocalDate.now(Deadline.ZONE);
    }

    /** For the audit log. */
    private record Planned(String programme, String category, String stage, int reviewers) {}

    private record Stand(RoundState state, long version) {}

    private record Extended(UUID application, String reason) {}

    /** Plans a review; of one category and stage only one is under way. */
    Mono<UUID> plan(Actor actor, StoredReview wanted) {
        return catalog.inForce(wanted.programme())
                .doOnNext(entry -> {
                    if (entry.programme().category(wanted.category()).isEmpty()) {
                        throw ApiException.badRequest(
                                "category", "UNKNOWN_CATEGORY", "这个项目没有类别“" + wanted.category() + "”，请从列表中选择。");
                    }
                    if (wanted.due().isBefore(today())) {
                        throw ApiException.badRequest("due", "PAST", "交评分的截止日期已经过去，请填今天或以后的日期。");
                    }
                })
                .flatMap(entry -> transactions.transactional(store.create(wanted)
                        .delayUntil(id -> audit.append(
                                actor,
                                AuditAction.REVIEW_PLANNED,
                                AuditLog.Change.to(
                                        TYPE,
                                        id,
                                        new Planned(
                                                wanted.programme(),
                                                wanted.category(),
                                                wanted.stage().name(),
                                                wanted.reviewers()))))))
                .onErrorMap(
                        DuplicateKeyException.class,
                        twice -> new ApiException(ErrorCode.CONFLICT, "这个类别已有一次评审没有结束，请先结束它。"));
    }

    Mono<StoredReview> find(UUID id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    /** The review as it stays until the transaction ends, if it still is what the caller has seen. */
    private Mono<StoredReview> seen(UUID id, long version) {
        return store.locked(id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .filter(review -> review.version() == version)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "评审已有新的进展，请刷新后再办。")));
    }

    Mono<Void> step(Actor actor, UUID id, RoundEvent event, String reason, long version) {
        return transactions
                .transactional(seen(id, version)
                        .flatMap(review -> (event == RoundEvent.START
                                        ? store.addItems(review).thenReturn(review)
                                        : Mono.just(review))
                                .flatMap(ready -> given(ready, event, reason))
                                .flatMap(given -> write(actor, review, event, given))))
                .onErrorMap(
                        DuplicateKeyException.class,
                        twice -> new ApiException(ErrorCode.CONFLICT, "这个类别已另有一次评审，不能再打开这一次。"));
    }

    private Mono<Void> write(Actor actor, StoredReview review, RoundEvent event, Set<ReviewNeed> given) {
        return switch (ReviewLife.ROUND.step(review.state(), event, given)) {
            case Step.Taken<RoundState, ReviewNeed> taken ->
                closeLost(review, taken.to())
                        .then(store.write(review.id(), taken.to()))
                        .then(audit.append(
                                actor,
                                AuditAction.REVIEW_STEP_TAKEN,
                                new AuditLog.Change(
                                        TYPE,
                                        review.id().toString(),
                                        new Stand(review.state(), review.version()),
                                        new Stand(taken.to(), review.version() + 1))));
            case Step.Incomplete<RoundState, ReviewNeed> incomplete ->
                Mono.error(incomplete(event.label(), incomplete.missing()));
            case Step.Impossible<RoundState, ReviewNeed> impossible ->
                Mono.error(impossible(
                        review.state().label(),
                        event.label(),
                        impossible.possibleIn().stream()
                                .sorted()
                                .map(RoundState::label)
                                .toList()));
        };
    }

    static ApiException incomplete(String event, Set<ReviewNeed> missing) {
        return new ApiException(
                ErrorCode.BAD_REQUEST,
                "还不能" + event + "："
                        + missing.stream().sorted().map(ReviewNeed::sentence).collect(Collectors.joining()),
                missing.stream()
                        .sorted()
                        .map(need -> new ApiException.Violation(need.field(), need.name(), need.sentence()))
                        .toList());
    }

    static ApiException impossible(String state, String event, List<String> possibleIn) {
        return new ApiException(
                ErrorCode.CONFLICT,
                "现在是“%s”，不能%s。%s"
                        .formatted(state, event, possibleIn.stream().collect(Collectors.joining("、", "“", "”时可以。"))));
    }

    /** Sheets of applications that were withdrawn meanwhile keep nobody's place. */
    private Mono<Void> closeLost(StoredReview review, RoundState to) {
        return to != RoundState.CLOSED
                ? Mono.empty()
                : sheets.ofReview(review.id())
                        .filter(sheet -> sheet.state() == SheetState.ASKED)
                        .concatMap(sheet -> sheets.write(sheet.id(), SheetState.REPLACED, null, "申报已撤回，不再评审。"))
                        .then();
    }

    private Mono<Set<ReviewNeed>> given(StoredReview review, RoundEvent event, String reason) {
        // What was just added is there, though the review is still told as planned.
        StoredReview started = event == RoundEvent.START ? review.opened() : review;
        return Mono.zip(
                        store.items(started).collectList(),
                        sheets.ofReview(review.id()).collectList())
                .map(found -> {
                    Set<ReviewNeed> given = EnumSet.noneOf(ReviewNeed.class);
                    List<ReviewStore.Item> judged =
                            found.getT1().stream().filter(item -> !item.gone()).toList();
                    if (!judged.isEmpty()) {
                        given.add(ReviewNeed.APPLICATIONS);
                    }
                    Map<UUID, List<SheetStore.Sheet>> byApplication =
                            found.getT2().stream().collect(Collectors.groupingBy(SheetStore.Sheet::application));
                    if (judged.stream()
                            .allMatch(item ->
                                    isComplete(item, byApplication.getOrDefault(item.application(), List.of())))) {
                        given.add(ReviewNeed.ALL_IN);
                    }
                    if (judged.stream()
                            .allMatch(item -> item.state() == review.stage().state())) {
                        given.add(ReviewNeed.UNDECIDED);
                    }
                    if (!reason.isEmpty()) {
                        given.add(ReviewNeed.REASON);
                    }
                    return given;
                });
    }

    /** Are all sheets of an application in? */
    static boolean isComplete(ReviewStore.Item item, List<SheetStore.Sheet> sheets) {
        return sheets.stream().noneMatch(sheet -> sheet.state() == SheetState.ASKED)
                && handedIn(sheets).size() >= item.wanted();
    }

    static List<SheetStore.Sheet> handedIn(List<SheetStore.Sheet> sheets) {
        return sheets.stream()
                .filter(sheet -> sheet.state() == SheetState.HANDED_IN)
                .sorted(Comparator.comparing(SheetStore.Sheet::id))
                .toList();
    }

    /** For the audit log. */
    private record Judged(List<Criterion> criteria) {}

    /**
     * Changes what sheets are judged by while none is in. Points that no longer fit are taken back, every open sheet gets a new version, and
     * its reviewer is told: nobody hands in by criteria that he has not seen.
     */
    Mono<Void> change(Actor actor, UUID id, ScoreSheet wanted, long version) {
        return transactions.transactional(seen(id, version).flatMap(review -> {
            if (review.state() == RoundState.CLOSED) {
                return Mono.error(new ApiException(ErrorCode.CONFLICT, "这次评审已经结束，评分表不能再改。"));
            }
            return sheets.ofReview(id).collectList().flatMap(all -> {
                if (all.stream().anyMatch(sheet -> sheet.state() == SheetState.HANDED_IN)) {
                    return Mono.error(new ApiException(
                            ErrorCode.CONFLICT, "已有评审专家交了评分，评分表不能再改：同一次评审要用同一张评分表。需要换评分表的，请等这次评审结束后另外计划一次。"));
                }
                List<UUID> open = all.stream()
                        .filter(sheet -> sheet.state() == SheetState.ASKED)
                        .map(SheetStore.Sheet::id)
                        .toList();
                return store.write(id, wanted)
                        .then(sheets.judgeBy(review.sheet(), wanted, open))
                        .then(notices.tellReviewers(open, ReviewNotice.REVIEW_CHANGED, " " + (version + 1)))
                        .then(audit.append(
                                actor,
                                AuditAction.REVIEW_CRITERIA_CHANGED,
                                new AuditLog.Change(
                                        TYPE,
                                        id.toString(),
                                        new Judged(review.sheet().criteria()),
                                        new Judged(wanted.criteria()))));
            });
        }));
    }

    /** One more sheet for an application, as staff decide. */
    Mono<Void> extend(Actor actor, UUID id, UUID application, String reason, long version) {
        return transactions.transactional(seen(id, version).flatMap(review -> {
            if (review.state() != RoundState.OPEN) {
                return Mono.error(new ApiException(ErrorCode.CONFLICT, ReviewNeed.ROUND_OPEN.sentence()));
            }
            return store.addSheet(id, application)
                    .filter(added -> added)
                    .switchIfEmpty(Mono.error(
                            () -> ApiException.badRequest("applicationId", "NOT_POSSIBLE", "这份申报不在这次评审中，或已有 9 位评审专家。")))
                    .then(store.write(id, review.state()))
                    .then(audit.append(
                            actor,
                            AuditAction.REVIEW_EXTENDED,
                            AuditLog.Change.to(TYPE, id, new Extended(application, reason))));
        }));
    }
}
