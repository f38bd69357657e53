package org.jiebang.api.application;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jiebang.api.platform.ApiException;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationNeed;
import org.jiebang.application.ProjectGrade;
import org.jiebang.form.Violation;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.Verdict;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up what a step of an application needs beyond what was asked with it: form, window, paper, deliverables, rules, places. */
@Component
class StepSurroundings {
    private static final int MOST_FINDINGS = 100;

    private final ApplicationStore store;
    private final ApplicationVerdicts verdicts;

    StepSurroundings(ApplicationStore store, ApplicationVerdicts verdicts) {
        this.store = store;
        this.verdicts = verdicts;
    }

    /**
     * What is there.
     *
     * @param needs of what the step asks for, what is there
     * @param details what is wrong in particular, for a refusal
     */
    record Facts(Set<ApplicationNeed> needs, List<ApiException.Violation> details) {}

    /** What the surroundings say of a step; only what its event asks for is looked up. */
    Mono<Facts> facts(ApplicationSituation situation, ApplicationStepRequest request, LocalDate today) {
        StoredApplication stored = situation.stored();
        Set<ApplicationNeed> asked = situation
                .terms()
                .course()
                .table()
                .find(stored.progress().state(), request.event())
                .map(transition -> transition.needs())
                .orElse(Set.of());
        Set<ApplicationNeed> needs = EnumSet.noneOf(ApplicationNeed.class);
        List<ApiException.Violation> details = new ArrayList<>();
        LocalDateTime now = Applications.now();
        if (asked.contains(ApplicationNeed.COMPLETE)) {
            List<Violation> wrong =
                    situation.formViolations().stream().filter(Violation::hard).toList();
            add(needs, ApplicationNeed.COMPLETE, wrong.isEmpty());
            wrong.stream()
                    .limit(MOST_FINDINGS)
                    .forEach(violation -> details.add(new ApiException.Violation(
                            violation.field(),
                            violation.finding().code(),
                            violation.field() + "："
                                    + violation.finding().message().chinese() + "。"
                                    + violation.finding().remedy().chinese() + "。")));
        }
        add(needs, ApplicationNeed.WINDOW_OPEN, situation.windowOpen(now));
        paper(situation, request, needs, now);
        List<ApplicationSituation.Due> missing = situation.deliverables().stream()
                .filter(ApplicationSituation.Due::missing)
                .toList();
        add(needs, ApplicationNeed.DELIVERABLES, missing.isEmpty());
        if (asked.contains(ApplicationNeed.DELIVERABLES)) {
            missing.forEach(due -> details.add(new ApiException.Violation(
                    due.rule().id(),
                    "MISSING",
                    "“" + due.what().item() + "”要 " + due.what().count() + " 份，已交 "
                            + due.evidence().size() + " 份。")));
        }
        Mono<Boolean> rules = !asked.contains(ApplicationNeed.RULES)
                ? Mono.just(false)
                : verdicts.check(situation, today).map(verdict -> {
                    verdict.violations().stream()
                            .filter(violation -> violation.blocks() || violation.asksReason())
                            .forEach(violation -> details.add(new ApiException.Violation(
                                    violation.rule().id(),
                                    violation.finding().code(),
                                    violation.rule().title().chinese() + "："
                                            + violation.found().chinese() + "。"
                                            + violation.remedy().chinese() + "。原文：“"
                                            + violation.rule().citation().quote() + "”")));
                    return verdict.outcome() == Verdict.Outcome.ACCEPTED
                            || verdict.outcome() == Verdict.Outcome.ACCEPTED_WITH_REASONS;
                });
        Mono<Boolean> place = asked.contains(ApplicationNeed.PLACE) ? hasPlace(situation, request) : Mono.just(false);
        return Mono.zip(rules, place).map(both -> {
            add(needs, ApplicationNeed.RULES, both.getT1());
            add(needs, ApplicationNeed.PLACE, both.getT2());
            return new Facts(needs, details);
        });
    }

    private static void add(Set<ApplicationNeed> needs, ApplicationNeed need, boolean there) {
        if (there) {
            needs.add(need);
        }
    }

    private static void paper(
            ApplicationSituation situation,
            ApplicationStepRequest request,
            Set<ApplicationNeed> needs,
            LocalDateTime now) {
        ApplicationStepRequest.Paper paper = request.paper();
        if (paper == null) {
            // Whatever comes now comes too late.
            add(needs, ApplicationNeed.PAPER_LATE, situation.paperOver(now));
            return;
        }
        if (paper.received().isBefore(paper.dispatched())) {
            throw ApiException.badRequest("paper", "BEFORE_DISPATCH", "收到的时间早于发出的时间，请核对是否写反。");
        }
        boolean inTime = situation.paperInTime(
                LocalDateTime.ofInstant(paper.dispatched().toInstant(), Deadline.ZONE),
                LocalDateTime.ofInstant(paper.received().toInstant(), Deadline.ZONE));
        needs.add(inTime ? ApplicationNeed.PAPER_IN_TIME : ApplicationNeed.PAPER_LATE);
    }

    private Mono<Boolean> hasPlace(ApplicationSituation situation, ApplicationStepRequest request) {
        StoredApplication stored = situation.stored();
        ProjectGrade grade = request.grade();
        boolean evaluating = request.event() == ApplicationEvent.EVALUATE;
        if (evaluating && grade == null) {
            return Mono.just(true);
        }
        return store.lockPlaces(stored)
                .then(store.taken(stored, evaluating ? grade : null))
                .map(taken -> evaluating && grade != null
                        ? situation.terms().hasPlace(grade, taken)
                        : taken < situation.terms().places());
    }
}
