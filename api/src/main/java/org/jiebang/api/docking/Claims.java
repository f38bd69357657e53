package org.jiebang.api.docking;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.problem.ClaimEvent;
import org.jiebang.problem.ClaimLife;
import org.jiebang.problem.ClaimNeed;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Proposal;
import org.jiebang.workflow.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims on problems: written as drafts, submitted while the call is open, read by both sides and by those in charge, not by rivals. */
@Component
class Claims {
    private static final int MOST_OWN = 500;
    private static final String WHAT = "这个揭榜方案";

    private final ClaimStore store;
    private final ProblemProgress progress;
    private final RecordStore records;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Claims(
            ClaimStore store,
            ProblemProgress progress,
            RecordStore records,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.progress = progress;
        this.records = records;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    Flux<Claim> own(Actor actor) {
        return store.ofOrganisation(organisation(actor), MOST_OWN);
    }

    /** Claims on a problem that the actor may read: the own one, and for its proposer and those in charge all that were submitted. */
    Flux<Claim> ofProblem(Actor actor, String problem) {
        return progress.read(actor, problem)
                .flatMapIterable(situation -> situation.parties().claims().stream()
                        .filter(claim -> mayRead(actor, situation, claim))
                        .toList());
    }

    Mono<Claim> find(Actor actor, String id) {
        return store.find(RecordIds.parse(id))
                .filterWhen(claim -> progress.read(actor, claim.problemId().toString())
                        .map(situation -> mayRead(actor, situation, claim)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private boolean mayRead(Actor actor, ProblemProgress.Situation situation, Claim claim) {
        return access.may(actor, Action.CLAIM_READ, Parties.organisation(claim.organisationId()))
                || claim.state() != ClaimState.DRAFT
                        && access.may(
                                actor, Action.CLAIM_READ, situation.stored().subject());
    }

    /** Begins a claim, or answers the one that the organisation has already. */
    Mono<Claim> begin(Actor actor, String problem) {
        UUID organisation = organisation(actor);
        return transactions.transactional(progress.locked(problem)
                .doOnNext(situation -> requireClaimable(actor, situation, organisation))
                .flatMap(situation -> store.create(situation.stored().id(), organisation)
                        .flatMap(id -> audit.append(
                                        actor,
                                        AuditAction.CLAIM_CREATED,
                                        AuditLog.Change.to(
                                                "claim", id, situation.stored().id()))
                                .thenReturn(id))
                        .flatMap(store::find)
                        .switchIfEmpty(store.find(situation.stored().id(), organisation))));
    }

    private void requireClaimable(Actor actor, ProblemProgress.Situation situation, UUID organisation) {
        if (!situation.visible(access, actor)) {
            throw ApiException.notFound("这条难题");
        }
        if (!situation.progress().open(ProblemProgress.today())) {
            throw new ApiException(ErrorCode.CONFLICT, ClaimNeed.WINDOW_OPEN.sentence() + "可以订阅这条难题，重新张榜时会收到通知。");
        }
        if (organisation.equals(situation.stored().ownerId())) {
            throw new ApiException(ErrorCode.CONFLICT, "本单位提出的难题不能自己揭榜。");
        }
        if (!situation.progress().invites(organisation)) {
            throw new ApiException(ErrorCode.CONFLICT, "这条难题是定向择优，只有受邀机构可以揭榜。");
        }
    }

    /**
     * Rewrites a draft.
     *
     * @param team id of a service team of the library; null for none
     */
    Mono<Claim> change(Actor actor, String id, Proposal proposal, @Nullable String team, long version) {
        var tooLong = proposal.tooLong();
        if (!tooLong.isEmpty()) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    String.join("", tooLong.values()),
                    tooLong.entrySet().stream()
                            .map(part -> new ApiException.Violation(part.getKey(), "TOO_LONG", part.getValue()))
                            .toList());
        }
        return transactions.transactional(ownClaim(actor, id)
                .flatMap(claim -> team(team)
                        .map(java.util.Optional::of)
                        .defaultIfEmpty(java.util.Optional.empty())
                        .flatMap(teamId -> store.change(claim.id(), version, proposal, teamId.orElse(null)))
                        .filter(done -> done)
                        .switchIfEmpty(Mono.error(() -> changedElsewhere(claim)))
                        .then(audit.append(
                                actor,
                                AuditAction.CLAIM_CHANGED,
                                AuditLog.Change.to("claim", claim.id(), new Stand(claim.state(), version + 1))))
                        .then(store.find(claim.id()))));
    }

    private Mono<UUID> team(@Nullable String team) {
        return team == null
                ? Mono.empty()
                : records.find(Library.TEAMS, RecordIds.parse(team))
                        .filter(stored -> stored.publication() == Publication.PUBLISHED)
                        .switchIfEmpty(Mono.error(
                                () -> ApiException.badRequest("teamId", "NOT_FOUND", "没有找到这个服务团，请从服务团库中选择。")))
                        .map(org.jiebang.api.library.StoredRecord::id);
    }

    /** Submits, withdraws or takes up again. */
    Mono<Claim> step(Actor actor, String id, ClaimEvent event, long version) {
        if (!Set.of(ClaimEvent.SUBMIT, ClaimEvent.WITHDRAW, ClaimEvent.RESUME).contains(event)) {
            throw ApiException.badRequest("event", "NOT_YOURS", "揭榜方只能提交、撤回或重新起草；选定由提出单位在难题中办理。");
        }
        return transactions.transactional(ownClaim(actor, id)
                .flatMap(seen -> progress.locked(seen.problemId().toString()))
                .flatMap(situation -> store.find(RecordIds.parse(id))
                        .flatMap(claim -> move(situation, claim, event, version)
                                .then(audit.append(
                                        actor,
                                        AuditAction.CLAIM_STEP_TAKEN,
                                        new AuditLog.Change(
                                                "claim", id, new Stand(claim.state(), claim.version()), event))))
                        .then(Mono.defer(() -> progress.showClaims(situation))))
                .then(Mono.defer(() -> store.find(RecordIds.parse(id)))));
    }

    /** For the audit log. */
    private record Stand(ClaimState state, long version) {}

    private Mono<Void> move(ProblemProgress.Situation situation, Claim claim, ClaimEvent event, long version) {
        if (claim.version() != version) {
            return Mono.error(changedElsewhere(claim));
        }
        Set<ClaimNeed> given = EnumSet.noneOf(ClaimNeed.class);
        if (claim.proposal().complete()) {
            given.add(ClaimNeed.COMPLETE);
        }
        if (situation.progress().open(ProblemProgress.today())
                && situation.progress().invites(claim.organisationId())) {
            given.add(ClaimNeed.WINDOW_OPEN);
        }
        return switch (ClaimLife.TABLE.step(claim.state(), event, given)) {
            case Step.Impossible<ClaimState, ClaimNeed> impossible ->
                Mono.error(new ApiException(
                        ErrorCode.CONFLICT,
                        "方案现在是“%s”，不能%s；%s时可以。"
                                .formatted(
                                        claim.state().label(),
                                        event.label(),
                                        impossible.possibleIn().stream()
                                                .sorted()
                                                .map(state -> "“" + state.label() + "”")
                                                .collect(Collectors.joining("、")))));
            case Step.Incomplete<ClaimState, ClaimNeed> incomplete ->
                Mono.error(new ApiException(
                        ErrorCode.BAD_REQUEST,
                        incomplete.missing().stream().map(ClaimNeed::sentence).collect(Collectors.joining()),
                        incomplete.missing().stream()
                                .map(need -> new ApiException.Violation(need.field(), need.name(), need.sentence()))
                                .toList()));
            case Step.Taken<ClaimState, ClaimNeed> taken ->
                store.move(claim.id(), version, taken.to())
                        .filter(done -> done)
                        .switchIfEmpty(Mono.error(() -> changedElsewhere(claim)))
                        .then();
        };
    }

    private Mono<Claim> ownClaim(Actor actor, String id) {
        return store.find(RecordIds.parse(id))
                .filter(claim ->
                        access.may(actor, Action.CLAIM_WRITE, new Subject(claim.organisationId(), null, Set.of())))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private static ApiException changedElsewhere(Claim claim) {
        return new ApiException(
                ErrorCode.CONFLICT,
                claim.state() == ClaimState.DRAFT
                        ? "这个方案刚被本单位的其他人改过，请重新打开后再改；您写的内容请先留好。"
                        : "方案现在是“" + claim.state().label() + "”，请刷新后再办；您写的内容请先留好。");
    }

    /** Whoever may claim acts for an organisation. */
    static UUID organisation(Actor actor) {
        return Objects.requireNonNull(actor.organisationId());
    }

    /** What is asked for work: as written, with four decimals at most. */
    static @Nullable BigDecimal price(@Nullable BigDecimal written) {
        if (written != null && written.stripTrailingZeros().scale() > 4) {
            throw ApiException.badRequest("price", "TOO_FINE", "报价请以万元为单位，最多四位小数。");
        }
        return written;
    }

    static List<ClaimEvent> possible(Claim claim) {
        return ClaimLife.TABLE.from(claim.state()).stream()
                .map(transition -> transition.event())
                .filter(event ->
                        event == ClaimEvent.SUBMIT || event == ClaimEvent.WITHDRAW || event == ClaimEvent.RESUME)
                .toList();
    }
}
