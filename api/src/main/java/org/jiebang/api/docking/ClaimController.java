package org.jiebang.api.docking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.problem.ClaimEvent;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 揭榜: claims on posted problems. */
@RestController
class ClaimController {
    /** Beyond every limit of the page; what lies between is told by how much it is too long. */
    private static final int MOST = 8000;

    private final Claims claims;
    private final Access access;

    ClaimController(Claims claims, Access access) {
        this.claims = claims;
        this.access = access;
    }

    /** A draft as it is written; price in 万元. */
    record ClaimRequest(
            @NotNull(message = "请填写技术路线。") @Size(max = MOST, message = "技术路线过长。")
            String approach,

            @NotNull(message = "请填写工作基础。") @Size(max = MOST, message = "工作基础过长。")
            String foundation,

            @NotNull(message = "请填写进度安排。") @Size(max = MOST, message = "进度安排过长。")
            String schedule,

            @Nullable
            @DecimalMin(value = "0", message = "报价不能为负。")
            @DecimalMax(value = "1000000", message = "报价请以万元为单位。")
            BigDecimal price,

            @Nullable @Min(value = 1, message = "工期请填 1 至 60 个月。") @Max(value = 60, message = "工期请填 1 至 60 个月。")
            Integer months,

            @Nullable String teamId,
            @NotNull(message = "缺少版本号。") Long version) {
        Proposal proposal() {
            return new Proposal(approach.strip(), foundation.strip(), schedule.strip(), Claims.price(price), months);
        }
    }

    /** A step of a claim: SUBMIT, WITHDRAW or RESUME. */
    record ClaimStepRequest(
            @NotNull(message = "请选择要办理的步骤。") ClaimEvent event,
            @NotNull(message = "缺少版本号。") Long version) {}

    /** A claim on a problem. */
    record ProblemClaim(
            UUID id,
            UUID problemId,
            String problem,
            UUID organisationId,
            String organisation,
            @Nullable UUID teamId,
            @Nullable String team,
            String approach,
            String foundation,
            String schedule,
            @Nullable BigDecimal price,
            @Nullable Integer months,
            ClaimState state,
            String stateLabel,
            String stateEnglish,
            long version,
            OffsetDateTime updatedAt,
            @Nullable OffsetDateTime submittedAt,
            boolean own,
            List<ClaimEvent> steps) {}

    private ProblemClaim view(Actor actor, Claim claim) {
        boolean own = access.may(actor, Action.CLAIM_WRITE, Parties.organisation(claim.organisationId()));
        return new ProblemClaim(
                claim.id(),
                claim.problemId(),
                claim.problem(),
                claim.organisationId(),
                claim.organisation(),
                claim.teamId(),
                claim.team(),
                claim.proposal().approach(),
                claim.proposal().foundation(),
                claim.proposal().schedule(),
                claim.proposal().price(),
                claim.proposal().months(),
                claim.state(),
                claim.state().label(),
                claim.state().english(),
                claim.version(),
                claim.updatedAt(),
                claim.submittedAt(),
                own,
                own ? Claims.possible(claim) : List.of());
    }

    /** The claims of the own organisation. */
    @Requires(Action.CLAIM_WRITE)
    @GetMapping("/api/my/claims")
    Flux<ProblemClaim> ownClaims(Actor actor) {
        return claims.own(actor).map(claim -> view(actor, claim));
    }

    /** Claims on a problem, as far as the reader may read them. */
    @Requires(Action.CLAIM_READ)
    @GetMapping("/api/problems/{id}/claims")
    Flux<ProblemClaim> claimsOfProblem(Actor actor, @PathVariable String id) {
        return claims.ofProblem(actor, id).map(claim -> view(actor, claim));
    }

    /** Begins a claim on a problem, or answers the one that the organisation has already. */
    @Requires(Action.CLAIM_WRITE)
    @PostMapping("/api/problems/{id}/claims")
    Mono<ProblemClaim> beginClaim(Actor actor, @PathVariable String id) {
        return claims.begin(actor, id).map(claim -> view(actor, claim));
    }

    @Requires(Action.CLAIM_READ)
    @GetMapping("/api/claims/{id}")
    Mono<ProblemClaim> claim(Actor actor, @PathVariable String id) {
        return claims.find(actor, id).map(claim -> view(actor, claim));
    }

    @Requires(Action.CLAIM_WRITE)
    @PutMapping("/api/claims/{id}")
    Mono<ProblemClaim> changeClaim(Actor actor, @PathVariable String id, @Valid @RequestBody ClaimRequest request) {
        return claims.change(actor, id, request.proposal(), request.teamId(), Objects.requireNonNull(request.version()))
                .map(claim -> view(actor, claim));
    }

    @Requires(Action.CLAIM_WRITE)
    @PostMapping("/api/claims/{id}/steps")
    Mono<ProblemClaim> takeClaimStep(
            Actor actor, @PathVariable String id, @Valid @RequestBody ClaimStepRequest request) {
        return claims.step(actor, id, request.event(), Objects.requireNonNull(request.version()))
                .map(claim -> view(actor, claim));
    }
}
