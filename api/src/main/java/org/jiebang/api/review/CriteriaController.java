package org.jiebang.api.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.matching.Sentence;
import org.jiebang.review.Criterion;
import org.jiebang.review.ScoreSheet;
import org.jiebang.review.ScoreSheets;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Criteria of score sheets: what is proposed for a category, and what staff make of it. */
@RestController
class CriteriaController {
    private final Reviews reviews;
    private final ProgrammeCatalog catalog;

    CriteriaController(Reviews reviews, ProgrammeCatalog catalog) {
        this.reviews = reviews;
        this.catalog = catalog;
    }

    /** A line of a score sheet as somebody wants it. */
    record CriterionWanted(
            @NotBlank(message = "请给指标编号。") @Pattern(regexp = "[A-Z][A-Z_]{0,39}", message = "指标的编号用大写字母和下划线。")
            String id,

            @NotBlank(message = "请写指标的名称。") @Size(max = 100, message = "指标名称最多 100 字。")
            String chinese,

            @NotNull(message = "请写指标的英文名称，可为空：用中文名称。") @Size(max = 200, message = "指标的英文名称最多 200 个字符。")
            String english,

            @Min(value = 1, message = "权重为 1 至 100。") @Max(value = 100, message = "权重为 1 至 100。")
            int weight,

            @Min(value = 1, message = "满分为 1 至 100。") @Max(value = 100, message = "满分为 1 至 100。")
            int most) {}

    /** The criteria of a review in their order, over the version of the review that was seen. */
    record CriteriaWanted(
            @NotNull(message = "请写评分指标。") @Size(min = 1, max = 20, message = "评分表有 1 至 20 项指标。")
            List<@Valid CriterionWanted> criteria,

            @NotNull(message = "缺少版本号。") Long version) {}

    /** The sheet that is wanted; BAD_REQUEST if its weights do not make 100 or a criterion stands there twice. */
    static ScoreSheet sheet(List<CriterionWanted> wanted) {
        int sum = wanted.stream().mapToInt(CriterionWanted::weight).sum();
        if (sum != 100) {
            throw ApiException.badRequest("criteria", "WEIGHTS", "评分指标的权重合计应为 100，现为 " + sum + "。");
        }
        if (wanted.stream().map(CriterionWanted::id).distinct().count() < wanted.size()) {
            throw ApiException.badRequest("criteria", "TWICE", "有两项指标的编号相同，请改正其中一项。");
        }
        return new ScoreSheet(wanted.stream()
                .map(one -> new Criterion(one.id(), name(one), one.weight(), one.most()))
                .toList());
    }

    private static Sentence name(CriterionWanted one) {
        String chinese = one.chinese().strip();
        return new Sentence(
                chinese, one.english().isBlank() ? chinese : one.english().strip());
    }

    /** The score sheet that is proposed for a category. */
    @Requires(Action.REVIEW_READ)
    @GetMapping("/api/reviews/score-sheet")
    Mono<List<ReviewDesk.CriterionView>> scoreSheet(@RequestParam String programme, @RequestParam String category) {
        return catalog.inForce(programme)
                .map(entry -> ScoreSheets.of(entry.programme(), category).criteria().stream()
                        .map(ReviewDesk.CriterionView::of)
                        .toList());
    }

    /** Changes the criteria of a review while no sheet of it is handed in. */
    @Requires(Action.REVIEW_MANAGE)
    @PutMapping("/api/reviews/{id}/criteria")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changeCriteria(Actor actor, @PathVariable String id, @Valid @RequestBody CriteriaWanted wanted) {
        return reviews.change(
                actor, RecordIds.parse(id), sheet(wanted.criteria()), Objects.requireNonNull(wanted.version()));
    }
}
