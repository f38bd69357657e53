package org.jiebang.api.review;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.review.ReviewNotice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps reviews going: reminds reviewers before and after the day, gives the sheets of those who stay silent to others, and asks for sheets
 * that are lacking. Several replicas may do it at once: each notice is told once, and of two who change a sheet one wins.
 */
@Component
class ReviewUpkeep {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int REMIND_DAYS = 3;

    /** Days behind the due day after which a silent reviewer is replaced. */
    static final int PATIENCE_DAYS = 3;

    private final ReviewStore reviews;
    private final SheetStore sheets;
    private final ReviewSheets steps;
    private final ReviewAssignment assignment;
    private final Notices notices;
    private final BackgroundLoop loop = new BackgroundLoop(
            "Keeping reviews going", PAUSE, () -> round(Reviews.today()).thenReturn(false));

    ReviewUpkeep(
            ReviewStore reviews, SheetStore sheets, ReviewSheets steps, ReviewAssignment assignment, Notices notices) {
        this.reviews = reviews;
        this.sheets = sheets;
        this.steps = steps;
        this.assignment = assignment;
        this.notices = notices;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop reviewLoop(ReviewUpkeep upkeep) {
            return upkeep.loop;
        }
    }

    /** Something has changed that may need a reviewer. */
    void wakeUp() {
        loop.wakeUp();
    }

    /** Does all that is to be done on a day. */
    Mono<Void> round(LocalDate today) {
        return remind(today)
                .then(replaceSilent(today))
                .thenMany(reviews.open())
                .concatMap(id ->
                        assignment.fill(Actor.platform(), id).onErrorResume(ReviewUpkeep::isLate, late -> Mono.empty()))
                .then();
    }

    private Mono<Void> remind(LocalDate today) {
        return sheets.dueBy(today.plusDays(REMIND_DAYS))
                .collectList()
                .flatMap(due -> notices.tellReviewers(
                                ids(due.stream()
                                        .filter(sheet -> !sheet.isLate(today))
                                        .toList()),
                                ReviewNotice.REVIEW_DUE)
                        .then(notices.tellReviewers(
                                ids(due.stream()
                                        .filter(sheet -> sheet.isLate(today))
                                        .toList()),
                                ReviewNotice.REVIEW_LATE))
                        .then());
    }

    private static List<UUID> ids(List<SheetStore.Sheet> due) {
        return due.stream().map(SheetStore.Sheet::id).toList();
    }

    private Mono<Void> replaceSilent(LocalDate today) {
        return sheets.dueBy(today.minusDays(PATIENCE_DAYS + 1L))
                .concatMap(sheet -> steps.replace(
                                Actor.platform(),
                                sheet.id(),
                                "逾期 " + PATIENCE_DAYS + " 天没有提交，平台更换评审专家。",
                                sheet.version())
                        .onErrorResume(ReviewUpkeep::isLate, late -> Mono.empty()))
                .then();
    }

    /** Somebody else was first; the next round sees what he did. */
    private static boolean isLate(Throwable error) {
        return error instanceof ApiException refused && refused.code() == ErrorCode.CONFLICT;
    }
}
