package org.jiebang.api.organisation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An organisation claims the library record that speaks of it; staff decide. */
@RestController
class RecordClaimController {
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 200;

    private final RecordClaimStore claims;
    private final OrganisationStore organisations;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    RecordClaimController(
            RecordClaimStore claims,
            OrganisationStore organisations,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.claims = claims;
        this.organisations = organisations;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The record that a claim is for. */
    record ClaimedRecord(UUID id, String library, String title) {}

    /**
     * A claim for people.
     *
     * @param state PENDING, APPROVED or REFUSED
     * @param reason of the decision; blank as long as there is none
     */
    record ClaimView(
            UUID id,
            UUID organisationId,
            String organisation,
            ClaimedRecord record,
            String state,
            String reason,
            OffsetDateTime createdAt) {
        static ClaimView of(RecordClaimStore.Claim claim) {
            return new ClaimView(
                    claim.id(),
                    claim.organisationId(),
                    claim.organisation(),
                    new ClaimedRecord(claim.recordId(), claim.library().code(), claim.title()),
                    claim.state().name(),
                    claim.reason(),
                    claim.createdAt());
        }
    }

    /** What is claimed: an enterprise and a society give their credit code, an expert the id of his record. */
    record RecordClaimRequest(
            @Nullable String creditCode, @Nullable String recordId) {}

    @Requires(Action.RECORD_CLAIM_CREATE)
    @PostMapping("/api/organisations/{id}/record-claims")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ClaimView> claimRecord(@PathVariable String id, @RequestBody RecordClaimRequest request, Actor actor) {
        UUID by = Objects.requireNonNull(actor.account()).id();
        return organisations
                .find(RecordIds.parse(id))
                .filter(organisation -> access.may(actor, Action.RECORD_CLAIM_CREATE, organisation.subject()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个机构")))
                .flatMap(organisation -> claimable(organisation, request)
                        .flatMap(item -> transactions.transactional(claims.create(organisation.id(), item, by)
                                .switchIfEmpty(
                                        Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "同一认领申请正在等待审批，请耐心等候。")))
                                .flatMap(claim -> audit.append(
                                                actor,
                                                AuditAction.RECORD_CLAIMED,
                                                AuditLog.Change.to(
                                                        "record-claim", claim, new Claimed(organisation.id(), item)))
                                        .then(claims.find(claim))))))
                .map(ClaimView::of);
    }

    /** For the audit log. */
    private record Claimed(UUID organisationId, UUID recordId) {}

    private Mono<UUID> claimable(Organisation organisation, RecordClaimRequest request) {
        if (organisation.recordId() != null) {
            return Mono.error(new ApiException(ErrorCode.CONFLICT, "本单位已认领资料；如认领有误，请联系工作人员。"));
        }
        Mono<RecordClaimStore.Claimable> found = switch (organisation.kind()) {
            case ENTERPRISE -> byCreditCode(Library.ENTERPRISES, organisation, request);
            case SOCIETY -> byCreditCode(Library.SOCIETIES, organisation, request);
            case EXPERT -> byId(request);
            case COUNTY, CITY, PROVINCE -> Mono.error(new ApiException(ErrorCode.BAD_REQUEST, "只有企业、学会和专家可以认领资料。"));
        };
        return found.switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.NOT_FOUND, "资料库中没有找到对应的资料，请核对后重试，或请工作人员先导入。")))
                .map(record -> {
                    if (record.taken()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这条资料已由其他机构认领；如有异议，请联系工作人员。");
                    }
                    return record.id();
                });
    }

    private Mono<RecordClaimStore.Claimable> byCreditCode(
            Library library, Organisation organisation, RecordClaimRequest request) {
        String given = Objects.requireNonNullElse(request.creditCode(), "");
        var code = CreditCodes.parse(given);
        if (organisation.creditCode() != null && !organisation.creditCode().equals(code.value())) {
            throw ApiException.badRequest("creditCode", "CREDIT_CODE", "与本单位登记的统一社会信用代码不一致，请核对。");
        }
        return claims.byCreditCode(library, code);
    }

    private Mono<RecordClaimStore.Claimable> byId(RecordClaimRequest request) {
        String given = request.recordId();
        if (given == null) {
            throw ApiException.badRequest("recordId", "NotNull", "请先找到您本人的专家资料，再申请认领。");
        }
        return claims.byId(Library.EXPERTS, RecordIds.parse(given));
    }

    /** Those of the claims that the caller may see, the latest first, {@value #MOST} at most. */
    @Requires(Action.RECORD_CLAIM_READ)
    @GetMapping("/api/record-claims")
    Mono<List<ClaimView>> recordClaims(
            @RequestParam(required = false) RecordClaimStore.@Nullable State state, Actor actor) {
        return claims.list(state)
                .filter(claim -> mayRead(actor, claim))
                .take(MOST)
                .map(ClaimView::of)
                .collectList();
    }

    private boolean mayRead(Actor actor, RecordClaimStore.Claim claim) {
        Set<RegionCode> places = new HashSet<>(claim.region());
        places.addAll(claim.recordRegion());
        return access.may(actor, Action.RECORD_CLAIM_READ, new Subject(claim.organisationId(), null, places));
    }

    /** Both the organisation, where its place is known, and the record lie where the decider decides. */
    private boolean mayDecide(Actor actor, RecordClaimStore.Claim claim) {
        Set<RegionCode> seat = claim.region().isEmpty() ? claim.recordRegion() : claim.region();
        return access.may(actor, Action.RECORD_CLAIM_DECIDE, new Subject(claim.organisationId(), null, seat))
                && access.may(actor, Action.RECORD_CLAIM_DECIDE, new Subject(null, null, claim.recordRegion()));
    }

    /**
     * A decision.
     *
     * @param reason must be given with a refusal
     */
    record DecisionRequest(
            @NotNull(message = "请选择通过或不通过。") Boolean approve,

            @Nullable @Size(max = LONGEST_REASON, message = "理由最多 200 个字符。")
            String reason) {}

    @Requires(Action.RECORD_CLAIM_DECIDE)
    @PostMapping("/api/record-claims/{id}/decision")
    Mono<ClaimView> decideRecordClaim(
            @PathVariable String id, @Valid @RequestBody DecisionRequest decision, Actor actor) {
        UUID by = Objects.requireNonNull(actor.account()).id();
        String reason = Objects.requireNonNullElse(decision.reason(), "").strip();
        RecordClaimStore.State state =
                decision.approve() ? RecordClaimStore.State.APPROVED : RecordClaimStore.State.REFUSED;
        if (!decision.approve() && reason.isEmpty()) {
            throw ApiException.badRequest("reason", "NotBlank", "不通过时请写明理由，申请单位会看到。");
        }
        return claims.find(RecordIds.parse(id))
                .filter(claim -> mayRead(actor, claim) && mayDecide(actor, claim))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个认领申请")))
                .flatMap(claim -> transactions
                        .transactional(claims.decide(claim.id(), state, reason, by)
                                .filter(won -> won)
                                .switchIfEmpty(Mono.defer(() -> decided(claim.id())))
                                .then(decision.approve() ? own(claim) : Mono.<Void>empty())
                                .then(audit.append(
                                        actor,
                                        AuditAction.RECORD_CLAIM_DECIDED,
                                        AuditLog.Change.to("record-claim", claim.id(), new Decided(state, reason)))))
                        .then(claims.find(claim.id())))
                .map(ClaimView::of);
    }

    /** For the audit log. */
    private record Decided(RecordClaimStore.State state, String reason) {}

    private <T> Mono<T> decided(UUID claim) {
        return claims.find(claim)
                .flatMap(now -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT, "这个申请已由其他人审批，结果为“" + now.state().label() + "”，请刷新查看。")));
    }

    private Mono<Void> own(RecordClaimStore.Claim claim) {
        return claims.own(claim.organisationId(), claim.recordId())
                .onErrorMap(
                        DuplicateKeyException.class,
                        taken -> new ApiException(ErrorCode.CONFLICT, "这条资料已由其他机构认领，不能再通过；请核实后不予通过。"))
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "申请单位已有认领的资料，不能再通过；请核实后不予通过。")))
                .then();
    }
}
