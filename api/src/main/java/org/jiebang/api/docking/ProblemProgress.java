package org.jiebang.api.docking;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.workflow.StepRefusals;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.problem.ClaimEvent;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemLife;
import org.jiebang.problem.ProblemNeed;
import org.jiebang.problem.ProblemState;
import org.jiebang.workflow.Step;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes problems step by step from draft to confirmation. A step, its entry in the history, its audit entry, the record's status and the
 * claims that it decides on share one transaction; of two who act at once the second is told what the first did.
 */
@Component
public class ProblemProgress {
    /** Where days begin and end. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String WHAT = "这条难题";

    private final RecordStore records;
    private final ProgressStore store;
    private final ClaimStore claims;
    private final Access access;
    private final AuditLog audit;
    private final Notices notices;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    ProblemProgress(
            RecordStore records,
            ProgressStore store,
            ClaimStore claims,
            Access access,
            AuditLog audit,
            Notices notices,
            TransactionalOperator transactions,
            JsonMapper json) {
        this.records = records;
        this.store = store;
        this.claims = claims;
        this.access = access;
        this.audit = audit;
        this.notices = notices;
        this.transactions = transactions;
        this.json = json;
    }

    /** Everything that a step or a view asks of a problem. */
    record Situation(StoredRecord stored, Progress progress, Parties parties) {
        Problem problem() {
            return (Problem) stored.item();
        }

        boolean visible(Access access, Actor actor) {
            return stored.publication() == Publication.PUBLISHED || parties.mayRead(access, actor);
        }
    }

    static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /** Where a problem stands, for who may see that; NOT_FOUND for others. */
    Mono<Situation> read(Actor actor, String id) {
        return situation(id)
                .filter(situation -> situation.visible(access, actor))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private Mono<Situation> situation(String id) {
        return stored(id)
                .flatMap(stored -> store.find(stored.id())
                        .defaultIfEmpty(untouched(stored))
                        .flatMap(progress -> situation(stored, progress)));
    }

    /** The same, and it stays so until the transaction ends. */
    Mono<Situation> locked(String id) {
        return stored(id)
                .flatMap(stored -> store.locked(stored.id(), initial(stored)))
                // Read after the lock, for whoever held it before may have written the record.
                .flatMap(progress -> stored(id).flatMap(stored -> situation(stored, progress)));
    }

    private Mono<StoredRecord> stored(String id) {
        return records.find(Library.PROBLEMS, RecordIds.parse(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private Mono<Situation> situation(StoredRecord stored, Progress progress) {
        return claims.ofProblem(stored.id())
                .collectList()
                .map(all -> new Situation(stored, progress, new Parties(stored.subject(), progress.assessorId(), all)));
    }

    private static ProblemState initial(StoredRecord stored) {
        return ProblemState.initial((Problem) stored.item(), stored.publication() != Publication.PUBLISHED);
    }

    private static Progress untouched(StoredRecord stored) {
        return new Progress(stored.id(), initial(stored), 0, null, null, List.of(), null, stored.updatedAt());
    }

    /** Where problems stand, by their ids. */
    public Mono<Map<UUID, ProblemState>> states(Collection<StoredRecord> problems) {
        return store.states(problems.stream().map(StoredRecord::id).toList())
                .map(known -> problems.stream()
                        .collect(Collectors.toMap(
                                StoredRecord::id, stored -> known.getOrDefault(stored.id(), initial(stored)))));
    }

    /**
     * Fails unless the actor may rewrite the problem now: its proposer may while nobody judges it, staff at any time.
     *
     * @throws ApiException CONFLICT, with what to do first
     */
    public Mono<Void> requireWritable(Actor actor, StoredRecord stored) {
        if (access.may(actor, Action.PROBLEM_MANAGE, stored.subject())) {
            return Mono.empty();
        }
        return store.find(stored.id())
                .defaultIfEmpty(untouched(stored))
                .filter(progress -> progress.state().writable())
                .switchIfEmpty(Mono.error(
                        () -> new ApiException(ErrorCode.CONFLICT, "这条难题已提交办理，内容不能再改。要修改请先撤回并重新启动，或请工作人员退回补充。")))
                .then();
    }

    /**
     * Fails where a problem is on its way, so that it is published and withdrawn by steps.
     *
     * @throws ApiException CONFLICT, with what to do instead
     */
    public Mono<Void> requireUntouched(StoredRecord stored) {
        return store.find(stored.id())
                .flatMap(progress -> Mono.error(new ApiException(ErrorCode.CONFLICT, "这条难题已进入办理流程，请在办理过程中张榜或撤回。")));
    }

    /** Takes a step and answers where the problem stands then. */
    Mono<Situation> step(Actor actor, String id, StepRequest request) {
        access.require(actor, Parties.action(request.event()));
        return transactions.transactional(locked(id)
                .doOnNext(situation -> {
                    if (!situation.parties().may(access, actor, request.event())) {
                        throw ApiException.notFound(WHAT);
                    }
                })
                .flatMap(situation -> checkVersion(situation.progress(), request.version())
                        .then(Mono.defer(() -> checkAssessor(request)))
                        .then(Mono.defer(() -> take(actor, situation, request))))
                .then(Mono.defer(() -> situation(id))));
    }

    /** Lets a call end that is over; nothing where somebody was quicker. */
    Mono<Void> expire(UUID id) {
        Actor platform = Actor.platform();
        return transactions.transactional(locked(id.toString())
                .filter(situation -> situation.progress().state() == ProblemState.POSTED)
                .flatMap(situation -> take(
                        platform,
                        situation,
                        new StepRequest(
                                ProblemEvent.EXPIRE,
                                situation.progress().version(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))));
    }

    private Mono<Void> checkVersion(Progress progress, long seen) {
        return StepRefusals.requireVersion(
                progress.version(),
                seen,
                store.steps(progress.recordId())
                        .next()
                        .map(last -> new StepRefusals.Meanwhile(
                                last.at(),
                                last.organisation().isEmpty() ? "平台" : "“" + last.organisation() + "”",
                                last.event().label(),
                                last.target().label())));
    }

    private Mono<Void> checkAssessor(StepRequest request) {
        UUID assessor = request.assessorId();
        return assessor == null
                ? Mono.empty()
                : store.isSociety(assessor)
                        .filter(society -> society)
                        .switchIfEmpty(Mono.error(
                                () -> ApiException.badRequest("assessorId", "NOT_A_SOCIETY", "请从已登记的学会中选择评估学会。")))
                        .then();
    }

    private Mono<Void> take(Actor actor, Situation situation, StepRequest request) {
        Progress progress = situation.progress();
        return switch (ProblemLife.TABLE.step(progress.state(), request.event(), StepNeeds.given(situation, request))) {
            case Step.Impossible<ProblemState, ProblemNeed> impossible ->
                Mono.error(StepRefusals.impossible(
                        "难题",
                        progress.state().label(),
                        request.event().label(),
                        impossible.possibleIn().stream()
                                .sorted()
                                .map(ProblemState::label)
                                .toList()));
            case Step.Incomplete<ProblemState, ProblemNeed> incomplete ->
                Mono.error(StepNeeds.incomplete(situation, request, incomplete.missing()));
            case Step.Taken<ProblemState, ProblemNeed> taken -> taken(actor, situation, request, taken.to());
        };
    }

    private Mono<Void> taken(Actor actor, Situation situation, StepRequest request, ProblemState to) {
        Progress before = situation.progress();
        boolean posts = request.event() == ProblemEvent.POST;
        UUID assessor = request.assessorId();
        Progress after = new Progress(
                before.recordId(),
                to,
                before.version() + 1,
                posts ? request.mode() : before.mode(),
                posts ? request.claimUntil() : before.claimUntil(),
                posts && request.invited() != null ? request.invited() : before.invited(),
                assessor == null ? before.assessorId() : assessor,
                before.since());
        return store.write(after)
                .then(decideClaims(situation, request))
                .then(Mono.defer(() -> writeRecord(situation, request, to)))
                .then(store.add(
                        after,
                        request.event(),
                        before.state(),
                        actor,
                        request.note(),
                        json.writeValueAsString(request.detail())))
                .then(Mono.defer(() -> notices.tellStep(before.recordId(), to, request.event())))
                .then(audit.append(
                        actor,
                        AuditAction.PROBLEM_STEP_TAKEN,
                        new AuditLog.Change(
                                Library.PROBLEMS.code(),
                                before.recordId().toString(),
                                new Stand(before.state(), before.version()),
                                new Stand(to, after.version()))));
    }

    /** For the audit log. */
    private record Stand(ProblemState state, long version) {}

    private Mono<Void> decideClaims(Situation situation, StepRequest request) {
        UUID problem = situation.stored().id();
        return switch (request.event()) {
            case SELECT ->
                claims.moveAll(request.claimIds() == null ? List.of() : request.claimIds(), ClaimEvent.SELECT)
                        .then(claims.moveAll(problem, ClaimEvent.PASS_OVER))
                        .then();
            case BREAK_OFF ->
                claims.moveAll(problem, ClaimEvent.BREAK_OFF)
                        .then(claims.moveAll(problem, ClaimEvent.RECONSIDER))
                        .then();
            case WITHDRAW ->
                claims.moveAll(problem, ClaimEvent.BREAK_OFF)
                        .then(claims.moveAll(problem, ClaimEvent.PASS_OVER))
                        .then();
            default -> Mono.empty();
        };
    }

    /** The record's status, assessment and publication follow. */
    private Mono<Void> writeRecord(Situation situation, StepRequest request, ProblemState to) {
        StoredRecord stored = situation.stored();
        Problem problem = situation.problem();
        return claims.count(stored.id(), ClaimState.SUBMITTED).flatMap(submitted -> {
            Problem written = problem.withStatus(status(to, submitted));
            if (request.event() == ProblemEvent.ASSESS && request.assessment() != null) {
                written = written.withAssessment(request.assessment().assessment());
            }
            Mono<Boolean> changed =
                    written.equals(problem) ? Mono.just(true) : records.change(stored.id(), stored.version(), written);
            return changed.filter(done -> done)
                    .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这条难题的内容刚被改过，请刷新后再办。")))
                    .then(publish(stored, to));
        });
    }

    private Mono<Void> publish(StoredRecord stored, ProblemState to) {
        Publication wanted = to.published()
                ? Publication.PUBLISHED
                : stored.publication() == Publication.DRAFT ? Publication.DRAFT : Publication.WITHDRAWN;
        return wanted == stored.publication()
                ? Mono.empty()
                : records.publish(stored.id(), wanted).then();
    }

    private static ProblemStatus status(ProblemState state, long submitted) {
        return state == ProblemState.POSTED && submitted > 0 ? ProblemStatus.CLAIMED : state.status();
    }

    /** The library shows at once whether a posted problem has claims, and its proposer hears of the first. */
    Mono<Void> showClaims(Situation situation) {
        StoredRecord stored = situation.stored();
        Mono<Void> shown = claims.count(stored.id(), ClaimState.SUBMITTED).flatMap(submitted -> {
            Problem written =
                    situation.problem().withStatus(status(situation.progress().state(), submitted));
            return written.equals(situation.problem())
                    ? Mono.empty()
                    : records.change(stored.id(), stored.version(), written)
                            .filter(done -> done)
                            .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这条难题的内容刚被改过，请重试。")))
                            .then();
        });
        return shown.then(Mono.defer(
                        () -> notices.tellStep(stored.id(), situation.progress().state(), null)))
                .then();
    }
}
