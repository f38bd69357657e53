package org.jiebang.api.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.exclusion.SanctionsChanged;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides pairs and takes decisions back. The decision, the merge, the entries of outbox, audit and history commit together; of two people
 * who decide at once one wins, the other is told what was decided.
 */
@Component
class IdentityDecisions {
    private static final String WHAT = "这一对资料";

    private final CandidateStore store;
    private final RecordStore records;
    private final SanctionsChanged changed;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    IdentityDecisions(
            CandidateStore store,
            RecordStore records,
            SanctionsChanged changed,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.records = records;
        this.changed = changed;
        this.audit = audit;
        this.transactions = transactions;
    }

    Mono<CandidateStore.Candidate> find(UUID id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    /**
     * Decides a pair.
     *
     * @param kept the record that stands for both; null where both stay
     */
    Mono<CandidateStore.Candidate> decide(
            Actor actor, UUID id, long version, IdentityState state, @Nullable UUID kept, String reason) {
        return transactions.transactional(find(id).flatMap(seen -> {
            if (kept != null && !kept.equals(seen.one()) && !kept.equals(seen.other())) {
                throw ApiException.badRequest("keep", "OUT_OF_RANGE", "保留的资料应是这一对中的一条。");
            }
            return store.decide(id, version, state, kept)
                    .switchIfEmpty(Mono.defer(() -> refused(id)))
                    .flatMap(decided -> merge(decided)
                            .then(store.note(decided, kept, reason, account(actor)))
                            .then(tell(actor, AuditAction.IDENTITY_DECIDED, decided, kept))
                            .thenReturn(decided));
        }));
    }

    private Mono<Void> merge(CandidateStore.Candidate decided) {
        UUID kept = decided.kept();
        UUID merged = decided.merged();
        if (kept == null || merged == null) {
            return Mono.empty();
        }
        return records.merge(merged, kept)
                .filter(done -> done)
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "其中一条资料已并入别的资料，或不再公开；请刷新，先处理那一对。")))
                .then();
    }

    /** Takes a decision back: what was merged is again what it was. */
    Mono<CandidateStore.Candidate> undo(Actor actor, UUID id, long version, String reason) {
        return transactions.transactional(find(id).flatMap(seen -> store.undo(id, version)
                .switchIfEmpty(Mono.defer(() -> refused(id)))
                .flatMap(undone -> takeApart(seen)
                        .then(store.note(undone, seen.kept(), reason, account(actor)))
                        .then(tell(actor, AuditAction.IDENTITY_UNDONE, undone, seen.kept()))
                        .thenReturn(undone))));
    }

    private Mono<Void> takeApart(CandidateStore.Candidate seen) {
        UUID kept = seen.kept();
        UUID merged = seen.merged();
        if (kept == null || merged == null) {
            return Mono.empty();
        }
        return records.takeApart(merged, kept)
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, ErrorCode.CONFLICT.wayOut())))
                .then();
    }

    private Mono<CandidateStore.Candidate> refused(UUID id) {
        return find(id).flatMap(now -> store.decisions(List.of(id))
                .next()
                .map(last -> words(now.state(), last.by()))
                .defaultIfEmpty(words(now.state(), null))
                .flatMap(words -> Mono.error(new ApiException(ErrorCode.CONFLICT, words))));
    }

    private static String words(IdentityState state, @Nullable String by) {
        String who = by == null ? "" : by + " ";
        return switch (state) {
            case SAME -> who + "已认定这一对是同一个，请刷新。";
            case DIFFERENT -> who + "已认定这一对不是同一个，请刷新。";
            case OPEN, UNDONE -> "这一对的依据或认定刚有变化，请刷新后再看一遍。";
        };
    }

    /** Conflicts of interest and sanctions reach further or less far now. */
    private Mono<Void> tell(Actor actor, AuditAction action, CandidateStore.Candidate pair, @Nullable UUID kept) {
        Map<String, Object> after = new HashMap<>();
        after.put("state", pair.state().name());
        after.put("one", pair.one());
        after.put("other", pair.other());
        if (kept != null) {
            after.put("kept", kept);
        }
        return Flux.just(pair.one(), pair.other())
                .concatMap(records::find)
                .concatMap(changed::tell)
                .then(audit.append(actor, action, AuditLog.Change.to("identity", pair.id(), after)));
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
