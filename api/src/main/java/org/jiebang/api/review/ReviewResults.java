package org.jiebang.api.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.application.ReviewFindings;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.application.ApplicationTerms;
import org.jiebang.review.Ranking;
import org.jiebang.review.ReviewStage;
import org.jiebang.review.RoundState;
import org.jiebang.review.Spread;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What came out of a review: computed from the sheets whenever somebody asks, never stored. */
@Component
class ReviewResults implements ReviewFindings {
    private final ReviewStore reviews;
    private final SheetStore sheets;
    private final ProgrammeCatalog catalog;

    ReviewResults(ReviewStore reviews, SheetStore sheets, ProgrammeCatalog catalog) {
        this.reviews = reviews;
        this.sheets = sheets;
        this.catalog = catalog;
    }

    /**
     * How an application came out.
     *
     * @param spread null before all sheets are in: nobody sees a score before
     * @param placed null where it is not ranked
     */
    record Result(
            ReviewStore.Item item,
            List<SheetStore.Sheet> sheets,
            @Nullable Spread spread,
            Ranking.@Nullable Placed placed) {
        /** Is this sheet one that stands alone among those that were handed in? */
        boolean isAlone(SheetStore.Sheet sheet) {
            Spread found = spread;
            return found != null
                    && found.outliers().contains(Reviews.handedIn(sheets).indexOf(sheet));
        }
    }

    /**
     * All applications of a review.
     *
     * @param places that can be given; {@link Integer#MAX_VALUE} where the notice does not say
     */
    record Results(int places, List<Result> results) {
        int ranked() {
            return (int)
                    results.stream().filter(result -> result.placed() != null).count();
        }
    }

    /** Ranked ones first, best first; then those that wait. */
    Mono<Results> of(StoredReview review) {
        return Mono.zip(
                        reviews.items(review).collectList(),
                        sheets.ofReview(review.id()).collectList(),
                        catalog.version(review.programme(), review.programmeVersion()),
                        reviews.placesTaken(review))
                .map(found -> results(
                        review,
                        found.getT1(),
                        found.getT2(),
                        ApplicationTerms.of(found.getT3().programme(), review.category()),
                        found.getT4()));
    }

    private static Results results(
            StoredReview review,
            List<ReviewStore.Item> items,
            List<SheetStore.Sheet> sheets,
            ApplicationTerms terms,
            long taken) {
        Map<UUID, List<SheetStore.Sheet>> byApplication =
                sheets.stream().collect(Collectors.groupingBy(SheetStore.Sheet::application));
        Map<String, Spread> spreads = new HashMap<>();
        for (ReviewStore.Item item : items) {
            List<SheetStore.Sheet> own = byApplication.getOrDefault(item.application(), List.of());
            if (!item.gone() && Reviews.isComplete(item, own)) {
                spreads.put(
                        item.application().toString(),
                        Spread.of(ReviewSheets.totals(Reviews.handedIn(own)), review.tolerance()));
            }
        }
        int places = places(review, terms, taken);
        List<Ranking.Placed> ranked = Ranking.of(
                spreads.entrySet().stream()
                        .map(one -> new Ranking.Scored(
                                one.getKey(),
                                one.getValue().score(),
                                one.getValue().mean()))
                        .toList(),
                places,
                review.stage() == ReviewStage.GRADING ? terms.gradePlaces() : Map.of(),
                review.passMark());
        Map<String, ReviewStore.Item> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.application().toString(), item));
        List<Result> results = new ArrayList<>();
        for (Ranking.Placed placed : ranked) {
            String id = placed.scored().id();
            ReviewStore.Item item = byId.get(id);
            if (item != null) {
                results.add(new Result(
                        item, byApplication.getOrDefault(item.application(), List.of()), spreads.get(id), placed));
            }
        }
        Set<String> done = spreads.keySet();
        for (ReviewStore.Item item : items) {
            if (!done.contains(item.application().toString())) {
                results.add(new Result(item, byApplication.getOrDefault(item.application(), List.of()), null, null));
            }
        }
        return new Results(places, results);
    }

    private static int places(StoredReview review, ApplicationTerms terms, long taken) {
        Integer own = review.places();
        if (own != null) {
            return own;
        }
        return review.stage() == ReviewStage.GRADING || terms.places() == Integer.MAX_VALUE
                ? terms.places()
                : (int) Math.max(0, terms.places() - taken);
    }

    @Override
    public Mono<ReviewFinding> of(UUID application) {
        return reviews.latestOf(application)
                .flatMap(review -> of(review)
                        .map(all -> all.results().stream()
                                .filter(result -> result.item().application().equals(application))
                                .findFirst()
                                .map(result -> finding(review, result, all.ranked()))
                                .orElseThrow()));
    }

    private static ReviewFinding finding(StoredReview review, Result result, int ranked) {
        Spread spread = result.spread();
        Ranking.Placed placed = result.placed();
        @Nullable BigDecimal score = spread == null ? null : spread.score();
        return new ReviewFinding(
                review.id(),
                review.state() == RoundState.OPEN,
                score,
                placed == null ? null : placed.rank(),
                ranked,
                Reviews.handedIn(result.sheets()).size());
    }
}
