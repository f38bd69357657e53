package org.jiebang.api.team;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Allocations of problems: saved from a search, accepted and taken back. What is accepted counts as load in later searches. */
@Component
class Allocations {
    private static final int MOST_OWN = 200;
    private static final String WHAT = "这个分派方案";
    private static final String TYPE = "allocation";

    private final AllocationStore store;
    private final SolverJobs jobs;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Allocations(
            AllocationStore store, SolverJobs jobs, Access access, AuditLog audit, TransactionalOperator transactions) {
        this.store = store;
        this.jobs = jobs;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    Flux<AllocationStore.Allocation> own(Actor actor) {
        return store.of(organisation(actor), MOST_OWN);
    }

    Mono<AllocationStore.Allocation> find(Actor actor, UUID id) {
        return permitted(actor, store.find(id));
    }

    Mono<List<AllocationStore.AllocationPair>> pairs(AllocationStore.Allocation allocation) {
        return store.pairs(allocation.id());
    }

    /** Keeps what a search of one's own has found. */
    Mono<AllocationStore.Allocation> save(Actor actor, UUID job, String name) {
        return jobs.find(actor, job)
                .flatMap(found -> {
                    AssignmentView assignment = found.assignment();
                    if (assignment == null || assignment.problems().isEmpty()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这次求解没有可以保存的分派，请等它结束或放宽要求后重新求解。");
                    }
                    return transactions.transactional(store.add(organisation(actor), name, assignment)
                            .flatMap(id -> audit.append(
                                            actor,
                                            AuditAction.ALLOCATION_SAVED,
                                            AuditLog.Change.to(TYPE, id, Map.of("name", name, "job", job)))
                                    .thenReturn(id)));
                })
                .flatMap(id -> find(actor, id));
    }

    Mono<AllocationStore.Allocation> accept(Actor actor, UUID id, long version) {
        return write(actor, id, version, allocation -> {
                    if (allocation.accepted()) {
                        return Mono.empty();
                    }
                    return store.overloaded(id)
                            .collectList()
                            .doOnNext(names -> {
                                if (!names.isEmpty()) {
                                    throw new ApiException(
                                            ErrorCode.CONFLICT,
                                            "接受后这些专家的任务会超过可承担数：" + String.join("、", names) + "。请重新求解，或先撤销别的分派。");
                                }
                            })
                            .then(store.accept(id, true))
                            .then(audit.append(actor, AuditAction.ALLOCATION_ACCEPTED, AuditLog.Change.of(TYPE, id)));
                })
                .then(Mono.defer(() -> find(actor, id)));
    }

    Mono<AllocationStore.Allocation> undo(Actor actor, UUID id, long version) {
        return write(
                        actor,
                        id,
                        version,
                        allocation -> allocation.accepted()
                                ? store.accept(id, false)
                                        .then(audit.append(
                                                actor, AuditAction.ALLOCATION_UNDONE, AuditLog.Change.of(TYPE, id)))
                                : Mono.empty())
                .then(Mono.defer(() -> find(actor, id)));
    }

    Mono<Void> remove(Actor actor, UUID id, long version) {
        return write(actor, id, version, allocation -> {
            if (allocation.accepted()) {
                throw new ApiException(ErrorCode.CONFLICT, "这个分派已接受，请先撤销接受再删除。");
            }
            return store.remove(id)
                    .then(audit.append(actor, AuditAction.ALLOCATION_REMOVED, AuditLog.Change.of(TYPE, id)));
        });
    }

    private Mono<Void> write(
            Actor actor, UUID id, long version, Function<AllocationStore.Allocation, Mono<Void>> deed) {
        return transactions.transactional(permitted(actor, store.lock(id)).flatMap(allocation -> {
            if (allocation.version() != version) {
                throw new ApiException(ErrorCode.CONFLICT, "这个分派刚被别人改过，请重新打开后再操作。");
            }
            return deed.apply(allocation);
        }));
    }

    private Mono<AllocationStore.Allocation> permitted(Actor actor, Mono<AllocationStore.Allocation> allocation) {
        return allocation
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .doOnNext(found -> access.require(
                        actor, Action.TEAM_WRITE, new Subject(found.organisation(), found.id(), Set.of()), WHAT));
    }

    /** Whoever may write acts for an organisation. */
    private static UUID organisation(Actor actor) {
        return Objects.requireNonNull(actor.organisationId());
    }
}
