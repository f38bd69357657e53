package org.jiebang.api.application;

import java.util.List;
import org.jiebang.api.application.ReviewFindings.ReviewFinding;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationState;
import org.jiebang.programme.Verdict;
import org.jiebang.programme.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What stands beside a person's word in the history of a step: how the rules judged when he judged the eligibility, and what the reviewers
 * found when he proposed, passed over or graded. A person's word counts; where it lets pass what the rules block, it needs a reason.
 */
@Component
class StepFindings {
    private final ApplicationVerdicts verdicts;
    private final ObjectProvider<ReviewFindings> reviews;

    StepFindings(ApplicationVerdicts verdicts, ObjectProvider<ReviewFindings> reviews) {
        this.verdicts = verdicts;
        this.reviews = reviews;
    }

    /**
     * What the rules said when somebody judged.
     *
     * @param broken ids of the rules that were not met, in their order
     */
    record RulesFinding(Verdict.Outcome outcome, List<String> broken) {}

    /** Both; null where a step has no use for it. */
    record Beside(@Nullable RulesFinding rules, @Nullable ReviewFinding review) {
        static final Beside NOTHING = new Beside(null, null);
    }

    /** Refuses a step that comes before its time or without the reason that it needs. */
    Mono<Beside> beside(ApplicationSituation situation, ApplicationStepRequest request) {
        ApplicationState state = situation.stored().progress().state();
        return switch (request.event()) {
            case PASS, REJECT, ASK ->
                state == ApplicationState.ELIGIBILITY
                        ? verdicts.check(situation, Applications.today()).map(verdict -> eligibility(request, verdict))
                        : Mono.just(Beside.NOTHING);
            case PROPOSE, PASS_OVER, EVALUATE, FAIL -> review(situation);
            default -> Mono.just(Beside.NOTHING);
        };
    }

    private static Beside eligibility(ApplicationStepRequest request, Verdict verdict) {
        List<Violation> broken = verdict.violations().stream()
                .filter(violation -> violation.blocks() || violation.asksReason())
                .toList();
        if (request.event() == ApplicationEvent.PASS
                && !broken.isEmpty()
                && request.note().isEmpty()) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "按申报规则检查有 " + broken.size() + " 条不符。人工认定通过的，请写明理由，理由与检查结果一并留存。",
                    broken.stream()
                            .map(violation -> new ApiException.Violation(
                                    "reason",
                                    "REASON",
                                    violation.rule().title().chinese() + "："
                                            + violation.found().chinese()))
                            .toList());
        }
        return new Beside(
                new RulesFinding(
                        verdict.outcome(),
                        broken.stream()
                                .map(violation -> violation.rule().id())
                                .distinct()
                                .toList()),
                null);
    }

    private Mono<Beside> review(ApplicationSituation situation) {
        ReviewFindings found = reviews.getIfAvailable();
        if (found == null) {
            return Mono.just(Beside.NOTHING);
        }
        return found.of(situation.stored().id())
                .map(finding -> {
                    if (finding.running()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这份申报的评审还没有结束，评分交齐、结束评审之后才能办理。");
                    }
                    return new Beside(null, finding);
                })
                .defaultIfEmpty(Beside.NOTHING);
    }
}
