package org.jiebang.api.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.review.ReviewStage;
import org.jiebang.review.RoundEvent;
import org.jiebang.review.RoundState;
import org.jiebang.review.ScoreSheet;
import org.jiebang.review.ScoreSheets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reviews for those who organise them and those who watch over them. */
@RestController
class ReviewController {
    private final Reviews reviews;
    private final ReviewStore store;
    private final ReviewResults results;
    private final ReviewAssignment assignment;
    private final ReviewSheets sheets;
    private final ReviewUpkeep upkeep;
    private final Reviewers reviewers;
    private final ReviewerProspects prospects;
    private final ProgrammeCatalog catalog;

    ReviewController(
            Reviews reviews,
            ReviewStore store,
            ReviewResults results,
            ReviewAssignment assignment,
            ReviewSheets sheets,
            ReviewUpkeep upkeep,
            Reviewers reviewers,
            ReviewerProspects prospects,
            ProgrammeCatalog catalog) {
        this.reviews = reviews;
        this.store = store;
        this.results = results;
        this.assignment = assignment;
        this.sheets = sheets;
        this.upkeep = upkeep;
        this.reviewers = reviewers;
        this.prospects = prospects;
        this.catalog = catalog;
    }

    /**
     * A review to be planned.
     *
     * @param reviewers sheets per application
     * @param tolerance range of totals that is taken as usual, in points of 100
     * @param extra one more reviewer by itself where the range is above it
     * @param places null: as the programme says
     * @param criteria null: as proposed for the category
     */
    record ReviewPlan(
            @NotBlank(message = "请选择项目。") String programme,
            @NotBlank(message = "请选择类别。") String category,
            @NotNull(message = "请选择立项评审或结题评审。") ReviewStage stage,

            @NotNull(message = "请填写每份申报由几位专家评审。")
            @Min(value = 1, message = "每份申报由 1 至 7 位专家评审。")
            @Max(value = 7, message = "每份申报由 1 至 7 位专家评审。")
            Integer reviewers,

            @NotNull(message = "请填写允许的分差。")
            @DecimalMin(value = "0", message = "允许的分差为 0 至 100。")
            @DecimalMax(value = "100", message = "允许的分差为 0 至 100。")
            @Digits(integer = 3, fraction = 2, message = "分差最多两位小数。")
            BigDecimal tolerance,

            boolean extra,

            @NotNull(message = "请填写及格线。")
            @DecimalMin(value = "0", message = "及格线为 0 至 100。")
            @DecimalMax(value = "100", message = "及格线为 0 至 100。")
            @Digits(integer = 3, fraction = 2, message = "及格线最多两位小数。")
            BigDecimal passMark,

            @NotNull(message = "请填写交评分的截止日期。") LocalDate due,

            @Nullable @Min(value = 1, message = "名额至少 1 个。") Integer places,

            @Nullable @Size(min = 1, max = 20, message = "评分表有 1 至 20 项指标。")
            List<CriteriaController.@Valid CriterionWanted> criteria) {}

    record RoundStepWanted(
            @NotNull(message = "请选择要办理的步骤。") RoundEvent event,
            @NotNull(message = "缺少版本号。") Long version,

            @Nullable @Size(max = 500, message = "理由最多 500 个字符。")
            String reason) {}

    record ExtraSheet(
            @NotNull(message = "请选择申报。") UUID applicationId,

            @NotBlank(message = "请写明为什么增加评审专家。") @Size(max = 500, message = "理由最多 500 个字符。")
            String reason,

            @NotNull(message = "缺少版本号。") Long version) {}

    record Replacement(
            @NotBlank(message = "请写明为什么更换评审专家。") @Size(max = 500, message = "理由最多 500 个字符。")
            String reason,

            @NotNull(message = "缺少版本号。") Long version) {}

    record Engagement(
            @NotNull(message = "请选择专家库中的专家。") UUID expertId,

            @NotNull(message = "请填写最多同时评几份。")
            @Min(value = 0, message = "最多同时评 0 至 50 份。")
            @Max(value = 50, message = "最多同时评 0 至 50 份。")
            Integer most,

            @NotNull(message = "缺少版本号。") Long version) {}

    /** All reviews, the latest first. */
    @Requires(Action.REVIEW_READ)
    @GetMapping("/api/reviews")
    Flux<ReviewDesk.ReviewLine> reviews() {
        return store.all()
                .concatMap(review -> catalog.version(review.programme(), review.programmeVersion())
                        .map(entry -> ReviewDesk.ReviewLine.of(review, entry.programme())));
    }

    /** Plans a review. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ReviewDesk> planReview(Actor actor, @Valid @RequestBody ReviewPlan plan) {
        return catalog.inForce(plan.programme())
                .flatMap(entry -> reviews.plan(
                        actor,
                        new StoredReview(
                                new UUID(0, 0),
                                plan.programme(),
                                entry.version(),
                                plan.category(),
                                plan.stage(),
                                RoundState.PLANNED,
                                0,
                                Objects.requireNonNull(plan.reviewers()),
                                plan.tolerance(),
                                plan.extra(),
                                plan.passMark(),
                                plan.due(),
                                plan.places(),
                                sheet(plan, entry))))
                .flatMap(this::desk);
    }

    private static ScoreSheet sheet(ReviewPlan plan, ProgrammeCatalog.Entry entry) {
        List<CriteriaController.CriterionWanted> wanted = plan.criteria();
        return wanted == null ? ScoreSheets.of(entry.programme(), plan.category()) : CriteriaController.sheet(wanted);
    }

    private Mono<ReviewDesk> desk(UUID id) {
        return reviews.find(id)
                .flatMap(review -> Mono.zip(
                                catalog.version(review.programme(), review.programmeVersion()), results.of(review))
                        .map(both -> ReviewDesk.of(review, both.getT1().programme(), both.getT2(), Reviews.today())));
    }

    /** A review with its applications, sheets and, where all sheets of an application are in, scores. */
    @Requires(Action.REVIEW_READ)
    @GetMapping("/api/reviews/{id}")
    Mono<ReviewDesk> review(@PathVariable String id) {
        return desk(RecordIds.parse(id));
    }

    /** Starts, closes or opens a review again; a start asks the reviewers at once. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/reviews/{id}/steps")
    Mono<ReviewDesk> takeReviewStep(Actor actor, @PathVariable String id, @Valid @RequestBody RoundStepWanted step) {
        UUID review = RecordIds.parse(id);
        String reason = step.reason() == null ? "" : step.reason().strip();
        return reviews.step(actor, review, step.event(), reason, Objects.requireNonNull(step.version()))
                .then(Mono.defer(() -> step.event() == RoundEvent.START
                        ? assignment.fill(actor, review).then()
                        : Mono.empty()))
                .then(Mono.defer(() -> desk(review)));
    }

    /** Asks reviewers for all sheets that are lacking. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/reviews/{id}/assignment")
    Mono<ReviewDesk> assignReviewers(Actor actor, @PathVariable String id) {
        UUID review = RecordIds.parse(id);
        return reviews.find(review)
                .then(Mono.defer(() -> assignment.fill(actor, review)))
                .then(Mono.defer(() -> desk(review)));
    }

    /** Asks one more reviewer for an application. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/reviews/{id}/extra")
    Mono<ReviewDesk> extendReview(Actor actor, @PathVariable String id, @Valid @RequestBody ExtraSheet extra) {
        UUID review = RecordIds.parse(id);
        return reviews.extend(
                        actor,
                        review,
                        extra.applicationId(),
                        extra.reason().strip(),
                        Objects.requireNonNull(extra.version()))
                .then(Mono.defer(() -> assignment.fill(actor, review)))
                .then(Mono.defer(() -> desk(review)));
    }

    /** Gives a sheet to another reviewer. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/review-sheets/{id}/replacement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> replaceReviewer(Actor actor, @PathVariable String id, @Valid @RequestBody Replacement wanted) {
        return sheets.replace(
                        actor, RecordIds.parse(id), wanted.reason().strip(), Objects.requireNonNull(wanted.version()))
                .doOnSuccess(done -> upkeep.wakeUp());
    }

    /** Accounts of reviewers, for whom they stand, and what is on their desks. */
    @Requires(Action.REVIEW_READ)
    @GetMapping("/api/reviewers")
    Flux<Reviewers.ReviewerView> reviewers() {
        return reviewers.all();
    }

    /** What is to be known of an expert before an account is engaged to review as him. */
    @Requires(Action.REVIEW_MANAGE)
    @GetMapping("/api/reviewers/{account}/prospect")
    Mono<ReviewerProspects.ReviewerProspect> reviewerProspect(
            @PathVariable String account, @RequestParam String expertId) {
        return prospects.of(RecordIds.parse(account), RecordIds.parse(expertId));
    }

    /** Lets an account review as an expert of the pool. */
    @Requires(Action.REVIEW_MANAGE)
    @PutMapping("/api/reviewers/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> engageReviewer(Actor actor, @PathVariable String account, @Valid @RequestBody Engagement wanted) {
        return reviewers
                .engage(
                        actor,
                        RecordIds.parse(account),
                        wanted.expertId(),
                        Objects.requireNonNull(wanted.most()),
                        Objects.requireNonNull(wanted.version()))
                .doOnSuccess(done -> upkeep.wakeUp());
    }
}
