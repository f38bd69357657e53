package org.jiebang.api.review;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.ProjectGrade;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;
import org.jiebang.review.Criterion;
import org.jiebang.review.RankStanding;
import org.jiebang.review.Ranking;
import org.jiebang.review.ReviewLife;
import org.jiebang.review.ReviewStage;
import org.jiebang.review.RoundEvent;
import org.jiebang.review.RoundState;
import org.jiebang.review.SheetState;
import org.jiebang.review.Spread;
import org.jspecify.annotations.Nullable;

/**
 * A review as staff and auditors see it.
 *
 * @param version to name with the next step
 * @param places that can be given; null where the notice does not say
 * @param next steps that the table has now
 */
record ReviewDesk(
        ReviewLine review,
        long version,
        int reviewers,
        BigDecimal tolerance,
        boolean extra,
        BigDecimal passMark,
        @Nullable Integer places,
        List<CriterionView> criteria,
        List<RoundStep> next,
        List<DeskApplication> applications) {
    /** A review in a list. */
    record ReviewLine(
            UUID id,
            String programme,
            Sentence programmeName,
            String category,
            Sentence categoryName,
            ReviewStage stage,
            Sentence stageName,
            RoundState state,
            Sentence stateName,
            LocalDate due) {
        static ReviewLine of(StoredReview review, Programme programme) {
            return new ReviewLine(
                    review.id(),
                    review.programme(),
                    programme.title(),
                    review.category(),
                    programme.category(review.category()).orElseThrow().name(),
                    review.stage(),
                    new Sentence(review.stage().label(), review.stage().english()),
                    review.state(),
                    new Sentence(review.state().label(), review.state().english()),
                    review.due());
        }
    }

    /** @param weight in percent */
    record CriterionView(String id, Sentence name, int weight, int most) {
        static CriterionView of(Criterion criterion) {
            return new CriterionView(criterion.id(), criterion.name(), criterion.weight(), criterion.most());
        }
    }

    record RoundStep(RoundEvent event, Sentence name) {}

    /**
     * An application on the desk.
     *
     * @param wanted sheets that are wanted
     * @param handedIn sheets that are in
     * @param lacking sheets for which nobody is asked yet
     * @param score of 100; like all other figures null before all sheets are in
     * @param wide is the range above the tolerance?
     * @param gone was it withdrawn or disqualified?
     */
    record DeskApplication(
            UUID id,
            String title,
            String organisation,
            ApplicationState state,
            Sentence stateName,
            boolean gone,
            int wanted,
            int handedIn,
            int lacking,
            boolean extra,
            @Nullable BigDecimal score,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal range,
            boolean wide,
            @Nullable Integer rank,
            RankStanding standing,
            Sentence standingName,
            @Nullable ProjectGrade grade,
            @Nullable String gradeLabel,
            List<DeskSheet> sheets) {}

    /**
     * A sheet on the desk.
     *
     * @param total null before all sheets of the application are in
     * @param alone does it stand alone among the others?
     */
    record DeskSheet(
            UUID id,
            String reviewer,
            String employer,
            SheetState state,
            Sentence stateName,
            long version,
            double fit,
            LocalDate due,
            boolean late,
            @Nullable BigDecimal total,
            boolean alone,
            String reason) {}

    static ReviewDesk of(StoredReview review, Programme programme, ReviewResults.Results results, LocalDate today) {
        return new ReviewDesk(
                ReviewLine.of(review, programme),
                review.version(),
                review.reviewers(),
                review.tolerance(),
                review.extra(),
                review.passMark(),
                results.places() == Integer.MAX_VALUE ? null : results.places(),
                review.sheet().criteria().stream().map(CriterionView::of).toList(),
                ReviewLife.ROUND.from(review.state()).stream()
                        .map(transition -> new RoundStep(
                                transition.event(),
                                new Sentence(
                                        transition.event().label(),
                                        transition.event().english())))
                        .toList(),
                results.results().stream()
                        .map(result -> application(result, today))
                        .toList());
    }

    private static DeskApplication application(ReviewResults.Result result, LocalDate today) {
        ReviewStore.Item item = result.item();
        Spread spread = result.spread();
        Ranking.Placed placed = result.placed();
        RankStanding standing = placed == null ? RankStanding.WAITING : placed.standing();
        ProjectGrade grade = placed == null ? null : placed.grade();
        int asked = (int) result.sheets().stream()
                .filter(sheet -> sheet.state() == SheetState.ASKED)
                .count();
        int handedIn = Reviews.handedIn(result.sheets()).size();
        return new DeskApplication(
                item.application(),
                item.title(),
                item.organisation(),
                item.state(),
                new Sentence(item.state().label(), item.state().english()),
                item.gone(),
                item.wanted(),
                handedIn,
                item.gone() ? 0 : Math.max(0, item.wanted() - handedIn - asked),
                item.extra(),
                spread == null ? null : spread.score(),
                spread == null ? null : spread.mean(),
                spread == null ? null : spread.range(),
                spread != null && spread.wide(),
                placed == null ? null : placed.rank(),
                standing,
                new Sentence(standing.label(), standing.english()),
                grade,
                grade == null ? null : grade.label(),
                result.sheets().stream()
                        .map(sheet -> new DeskSheet(
                                sheet.id(),
                                sheet.reviewer(),
                                sheet.employer(),
                                sheet.state(),
                                new Sentence(
                                        sheet.state().label(), sheet.state().english()),
                                sheet.version(),
                                sheet.fit(),
                                sheet.due(),
                                sheet.isLate(today),
                                spread == null ? null : sheet.total(),
                                result.isAlone(sheet),
                                sheet.reason()))
                        .toList());
    }
}
