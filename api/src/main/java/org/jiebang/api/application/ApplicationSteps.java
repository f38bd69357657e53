package org.jiebang.api.application;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationNeed;
import org.jiebang.application.ApplicationProgress;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.ProjectGrade;
import org.jiebang.application.StepInput;
import org.jiebang.catalog.Money;
import org.jiebang.form.Violation;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.Verdict;
import org.jiebang.programme.WorkingCalendar;
import org.jiebang.workflow.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes applications step by step from draft to archive. A step, its entry in the history, its payment and its audit entry share one
 * transaction; of two who act at once the second is told what the first did.
 */
@Component
class ApplicationSteps {
    private static final int MOST_FINDINGS = 100;

    private final Applications applications;
    private final ApplicationStore store;
    private final Objections objections;
    private final ApplicationVerdicts verdicts;
    private final StepFindings findings;
    private final ObjectProvider<EvidenceFiles> files;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    ApplicationSteps(
            Applications applications,
            ApplicationStore store,
            Objections objections,
            ApplicationVerdicts verdicts,
            StepFindings findings,
            ObjectProvider<EvidenceFiles> files,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions,
            JsonMapper json) {
        this.applications = applications;
        this.store = store;
        this.objections = objections;
        this.verdicts = verdicts;
        this.findings = findings;
        this.files = files;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.json = json;
    }

    /** Takes a step and answers where the application stands then. */
    Mono<ApplicationSituation> step(Actor actor, UUID id, ApplicationStepRequest request) {
        ApplicationEvent event = request.event();
        access.require(actor, ApplicationRights.action(event));
        if (event == ApplicationEvent.OBJECT) {
            throw ApiException.badRequest("event", "NOT_HERE", "异议请在公示页提出。");
        }
        return transactions
                .transactional(applications
                        .permitted(actor, ApplicationRights.action(event), store.locked(id))
                        .delayUntil(stored -> checkVersion(stored, Objects.requireNonNull(request.version())))
                        .delayUntil(stored -> checkEvidence(id, request.files()))
                        .flatMap(applications::situation)
                        .flatMap(situation -> take(actor, situation, request)))
                .then(Mono.defer(() -> applications.read(actor, id)));
    }

    /** Lets somebody's objection stop the approval. */
    Mono<Void> object(Actor actor, UUID id, String reason) {
        access.require(actor, Action.OBJECTION_WRITE);
        return transactions.transactional(store.locked(id)
                .filter(stored -> stored.progress().state().open())
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.NOT_FOUND, "没有这个公示中的项目，公示可能已经结束。")))
                .flatMap(applications::situation)
                .flatMap(situation -> objections
                        .add(actor, id, reason)
                        .then(take(
                                actor,
                                situation,
                                new ApplicationStepRequest(
                                        ApplicationEvent.OBJECT,
                                        situation.stored().progress().version(),
                                        "收到一条实名异议",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null)))));
    }

    private Mono<Void> checkVersion(StoredApplication stored, long seen) {
        if (stored.progress().version() == seen) {
            return Mono.empty();
        }
        return store.steps(stored.id())
                .next()
                .<Void>flatMap(last -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT,
                        "%s 已由%s办理“%s”，现在是“%s”。请刷新后再办；您写的内容请先留好。"
                                .formatted(
                                        Applications.time(last.at()),
                                        last.organisation().isEmpty() ? "他人" : "“" + last.organisation() + "”",
                                        last.event().label(),
                                        last.target().label()))))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "版本号不对，请刷新后再办；您写的内容请先留好。")));
    }

    /** Refuses files that are not attached to the application, once there is a store to ask. */
    private Mono<Void> checkEvidence(UUID id, List<UUID> named) {
        EvidenceFiles attached = files.getIfAvailable();
        if (attached == null || named.isEmpty()) {
            return Mono.empty();
        }
        return attached.attached(id, named)
                .collect(Collectors.toSet())
                .filter(known -> known.containsAll(named))
                .switchIfEmpty(Mono.error(
                        () -> ApiException.badRequest("evidence", "UNKNOWN_FILE", "有的证明材料没有附在这份申报上，或还没有通过检查，请重新选择。")))
                .then();
    }

    private record Facts(Set<ApplicationNeed> needs, List<ApiException.Violation> details) {}

    private Mono<Void> take(Actor actor, ApplicationSituation situation, ApplicationStepRequest request) {
        StoredApplication stored = situation.stored();
        LocalDate today = Applications.today();
        return facts(situation, request, today).flatMap(facts -> {
            StepInput input = new StepInput(
                    today,
                    request.note(),
                    request.due(),
                    publishedUntil(request, today),
                    request.grant() == null ? null : new Money(request.grant()),
                    request.grade(),
                    request.files().size(),
                    request.satisfaction() == null ? 0 : request.satisfaction(),
                    facts.needs());
            return switch (stored.progress().take(situation.terms(), request.event(), input)) {
                case ApplicationProgress.Outcome.Refused refused ->
                    Mono.error(refusal(situation, request, refused.why(), facts));
                case ApplicationProgress.Outcome.Done done ->
                    findings.beside(situation, request)
                            .flatMap(beside -> write(actor, stored, request, input, done, beside));
            };
        });
    }

    private static @Nullable LocalDate publishedUntil(ApplicationStepRequest request, LocalDate today) {
        Integer days = request.workingDays();
        if (days == null || request.event() != ApplicationEvent.PUBLISH) {
            return request.publishedUntil();
        }
        try {
            return WorkingCalendar.standard().plusWorkingDays(today, days);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(
                    "workingDays", "UNKNOWN_HOLIDAYS", "还没有 " + today.getYear() + " 年的放假安排，不能按工作日推算。请按公告写明公示的截止日期。");
        }
    }

    /** What the surroundings say of a step; only what its event asks for is looked up. */
    private Mono<Facts> facts(ApplicationSituation situation, ApplicationStepRequest request, LocalDate today) {
        StoredApplication stored = situation.stored();
        Set<ApplicationNeed> asked = situation
                .terms()
                .course()
                .table()
                .find(stored.progress().state(), request.event())
                .map(transition -> transition.needs())
                .orElse(Set.of());
        Set<ApplicationNeed> needs = EnumSet.noneOf(ApplicationNeed.class);
        List<ApiException.Violation> details = new java.util.ArrayList<>();
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

    private Mono<Void> write(
            Actor actor,
            StoredApplication stored,
            ApplicationStepRequest request,
            StepInput input,
            ApplicationProgress.Outcome.Done done,
            StepFindings.Beside beside) {
        ApplicationProgress before = stored.progress();
        ApplicationProgress after = done.progress();
        BigDecimal payment = done.payment().tenThousandYuan();
        return store.write(stored.id(), after)
                .then(store.add(
                        stored.id(),
                        request.event(),
                        before.state(),
                        after,
                        actor,
                        request.note(),
                        json.writeValueAsString(new ApplicationStepRequest.StepDetails(
                                request.due(),
                                request.event() == ApplicationEvent.PUBLISH ? input.publishedUntil() : null,
                                request.grant(),
                                after.grade() == before.grade() ? null : after.grade(),
                                request.satisfaction(),
                                request.paper(),
                                payment.signum() == 0 ? null : payment,
                                beside.rules(),
                                beside.review())),
                        request.files()))
                .then(store.pay(stored.id(), after.version(), done.payment()))
                .then(answer(stored, request))
                .then(audit.append(
                        actor,
                        AuditAction.APPLICATION_STEP_TAKEN,
                        new AuditLog.Change(
                                Applications.TYPE,
                                stored.id().toString(),
                                new Stand(before.state(), before.version()),
                                new Stand(after.state(), after.version()))));
    }

    private Mono<Void> answer(StoredApplication stored, ApplicationStepRequest request) {
        return switch (request.event()) {
            case DISMISS -> objections.answer(stored.id(), false, request.note());
            case UPHOLD -> objections.answer(stored.id(), true, request.note());
            default -> Mono.empty();
        };
    }

    /** For the audit log. */
    private record Stand(ApplicationState state, long version) {}

    private static ApiException refusal(
            ApplicationSituation situation,
            ApplicationStepRequest request,
            Step<ApplicationState, ApplicationNeed> why,
            Facts facts) {
        ApplicationState state = situation.stored().progress().state();
        return switch (why) {
            case Step.Impossible<ApplicationState, ApplicationNeed> impossible ->
                new ApiException(
                        ErrorCode.CONFLICT,
                        "申报现在是“%s”，不能%s。"
                                        .formatted(
                                                state.label(), request.event().label())
                                + (impossible.possibleIn().isEmpty()
                                        ? "这一类项目没有这一步。"
                                        : impossible.possibleIn().stream()
                                                .sorted()
                                                .map(other -> "“" + other.label() + "”")
                                                .collect(Collectors.joining("、", "", "时可以。"))));
            case Step.Incomplete<ApplicationState, ApplicationNeed> incomplete ->
                new ApiException(
                        ErrorCode.BAD_REQUEST,
                        "还不能" + request.event().label() + "："
                                + incomplete.missing().stream()
                                        .map(need -> sentence(situation, request, need))
                                        .collect(Collectors.joining()),
                        Stream.concat(
                                        incomplete.missing().stream()
                                                .map(need -> new ApiException.Violation(
                                                        need.field(), need.name(), sentence(situation, request, need))),
                                        facts.details().stream())
                                .toList());
            case Step.Taken<ApplicationState, ApplicationNeed> taken ->
                throw new IllegalStateException("Refused although it leads to " + taken.to() + ".");
        };
    }

    private static String sentence(
            ApplicationSituation situation, ApplicationStepRequest request, ApplicationNeed need) {
        Money cap = situation.terms().cap();
        if (need == ApplicationNeed.GRANT) {
            boolean byGrade = situation.terms().payments().byGrade();
            boolean evaluating = request.event() == ApplicationEvent.EVALUATE;
            if (evaluating != byGrade) {
                return byGrade ? "这一类别按评估等次确定经费，现在不填资助金额。" : "资助金额在拟立项时已经定了，现在不填。";
            }
            if (cap != null) {
                return "请填写资助金额，大于 0 且不超过 " + cap.tenThousandYuan().toPlainString() + " 万元。";
            }
        }
        LocalDate until = situation.stored().progress().publishedUntil();
        if (need == ApplicationNeed.PERIOD_OVER && until != null) {
            return "公示到 " + until + " 为止，公示期还没有满。";
        }
        return need.sentence();
    }

    /** Who has objected and why, for those who decide. */
    Flux<Objections.Objection> objections(Actor actor, UUID id) {
        return applications
                .permitted(actor, Action.APPLICATION_MANAGE, store.find(id))
                .flatMapMany(stored -> objections.of(id));
    }
}
