package org.jiebang.api.application;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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
import org.jiebang.api.workflow.StepRefusals;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationNeed;
import org.jiebang.application.ApplicationProgress;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.StepInput;
import org.jiebang.catalog.Money;
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
    private final Applications applications;
    private final ApplicationStore store;
    private final Objections objections;
    private final StepSurroundings surroundings;
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
            StepSurroundings surroundings,
            StepFindings findings,
            ObjectProvider<EvidenceFiles> files,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions,
            JsonMapper json) {
        this.applications = applications;
        this.store = store;
        this.objections = objections;
        this.surroundings = surroundings;
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
        return StepRefusals.requireVersion(
                stored.progress().version(),
                seen,
                store.steps(stored.id())
                        .next()
                        .map(last -> new StepRefusals.Meanwhile(
                                last.at(),
                                last.organisation().isEmpty() ? "他人" : "“" + last.organisation() + "”",
                                last.event().label(),
                                last.target().label())));
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

    private Mono<Void> take(Actor actor, ApplicationSituation situation, ApplicationStepRequest request) {
        StoredApplication stored = situation.stored();
        LocalDate today = Applications.today();
        return surroundings.facts(situation, request, today).flatMap(facts -> {
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
            StepSurroundings.Facts facts) {
        ApplicationState state = situation.stored().progress().state();
        return switch (why) {
            case Step.Impossible<ApplicationState, ApplicationNeed> impossible ->
                StepRefusals.impossible(
                        "申报",
                        state.label(),
                        request.event().label(),
                        impossible.possibleIn().stream()
                                .sorted()
                                .map(ApplicationState::label)
                                .toList());
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
