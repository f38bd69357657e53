package org.jiebang.api.docking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.DockingKind;
import org.jiebang.problem.StationedDays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** 对接记录: both sides write down who met when and how; days of 蹲点 are counted from it. */
@RestController
class DockingController {
    private final DockingStore store;
    private final Claims claims;
    private final ProblemProgress progress;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    DockingController(
            DockingStore store,
            Claims claims,
            ProblemProgress progress,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.claims = claims;
        this.progress = progress;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A meeting or a stay as it is written down. */
    record DockingRequest(
            @NotNull(message = "请选择对接方式。") DockingKind kind,

            @NotBlank(message = "请填写参加人。") @Size(max = 100, message = "参加人最多 100 个字符。")
            String person,

            @NotNull(message = "请填写开始日期。") LocalDate from,
            @NotNull(message = "请填写结束日期。") LocalDate to,

            @NotBlank(message = "请写明内容和结果。") @Size(max = 2000, message = "内容最多 2000 个字符。")
            String content) {}

    /** An entry of the docking log. */
    record DockingEntry(
            UUID id,
            DockingKind kind,
            String label,
            String english,
            String person,
            LocalDate from,
            LocalDate to,
            String content,
            String organisation,
            boolean own,
            OffsetDateTime at) {}

    /** Days of 蹲点 of a person. */
    record PersonDays(String person, long days) {}

    /**
     * The docking log of a claim.
     *
     * @param recorded the entry that this request has written, to which its proof is attached; null where it wrote none
     */
    record DockingLog(
            List<DockingEntry> entries,
            List<PersonDays> stationed,
            @Nullable UUID recorded) {}

    @Requires(Action.CLAIM_READ)
    @GetMapping("/api/claims/{id}/docking")
    Mono<DockingLog> dockingLog(Actor actor, @PathVariable String id) {
        return log(actor, id, null);
    }

    private Mono<DockingLog> log(Actor actor, String claim, @Nullable UUID recorded) {
        return claims.find(actor, claim)
                .flatMap(found -> store.of(found.id()).collectList())
                .map(entries -> log(actor, entries, recorded));
    }

    private static DockingLog log(Actor actor, List<DockingStore.Entry> entries, @Nullable UUID recorded) {
        List<StationedDays.Stay> stays = entries.stream()
                .filter(entry -> entry.kind().stationed())
                .map(entry -> new StationedDays.Stay(entry.person(), entry.from(), entry.to()))
                .toList();
        return new DockingLog(
                entries.stream()
                        .map(entry -> new DockingEntry(
                                entry.id(),
                                entry.kind(),
                                entry.kind().label(),
                                entry.kind().english(),
                                entry.person(),
                                entry.from(),
                                entry.to(),
                                entry.content(),
                                entry.organisation(),
                                entry.organisationId().equals(actor.organisationId()),
                                entry.at()))
                        .toList(),
                StationedDays.count(stays).entrySet().stream()
                        .map(days -> new PersonDays(days.getKey(), days.getValue()))
                        .toList(),
                recorded);
    }

    /** Writes an entry down; its proof is attached to the entry that the answer names, so that a refused file never costs the entry. */
    @Requires(Action.PROBLEM_DOCK)
    @PostMapping("/api/claims/{id}/docking")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DockingLog> recordDocking(Actor actor, @PathVariable String id, @Valid @RequestBody DockingRequest request) {
        if (request.to().isBefore(request.from())) {
            throw ApiException.badRequest("to", "BEFORE_FROM", "结束日期早于开始日期，请核对。");
        }
        if (request.to().isAfter(ProblemProgress.today())) {
            throw ApiException.badRequest("to", "FUTURE", "对接记录只写已经发生的，结束日期不能晚于今天。");
        }
        UUID account = Objects.requireNonNull(actor.account()).id();
        return dockable(actor, id)
                .flatMap(claim -> transactions.transactional(store.add(
                                claim.id(),
                                request.kind(),
                                request.person().strip(),
                                request.from(),
                                request.to(),
                                request.content().strip(),
                                account,
                                Claims.organisation(actor))
                        .delayUntil(entry -> audit.append(
                                actor,
                                AuditAction.DOCKING_RECORDED,
                                AuditLog.Change.to("docking", entry, claim.id())))))
                .flatMap(entry -> log(actor, id, entry));
    }

    /** Takes an own entry back. */
    @Requires(Action.PROBLEM_DOCK)
    @DeleteMapping("/api/claims/{id}/docking/{entry}")
    Mono<DockingLog> withdrawDocking(Actor actor, @PathVariable String id, @PathVariable String entry) {
        return dockable(actor, id)
                .flatMap(claim -> store.find(RecordIds.parse(entry))
                        .filter(found -> found.claimId().equals(claim.id())
                                && found.organisationId().equals(actor.organisationId()))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("本单位的这条对接记录"))))
                .flatMap(found -> transactions.transactional(store.withdraw(found.id())
                        .filter(done -> done)
                        .flatMap(done -> audit.append(
                                actor, AuditAction.DOCKING_WITHDRAWN, AuditLog.Change.of("docking", found.id())))))
                .then(Mono.defer(() -> dockingLog(actor, id)));
    }

    /** A claim that is selected and on whose work the actor may write. */
    private Mono<Claim> dockable(Actor actor, String id) {
        return claims.find(actor, id)
                .filterWhen(claim -> progress.read(actor, claim.problemId().toString())
                        .map(situation -> access.may(
                                        actor,
                                        Action.PROBLEM_DOCK,
                                        situation.stored().subject())
                                || access.may(
                                        actor, Action.PROBLEM_DOCK, Parties.organisation(claim.organisationId()))))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个揭榜方案")))
                .filter(claim -> claim.state() == ClaimState.SELECTED)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这个方案没有被选定，或对接已经终止，不能登记对接记录。")));
    }
}
