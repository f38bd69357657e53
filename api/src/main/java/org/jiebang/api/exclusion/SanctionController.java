package org.jiebang.api.exclusion;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.exclusion.SanctionKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sanctions: whoever is under one stands in no list of matches and in no proposed team. */
@RestController
class SanctionController {
    private static final String OF_RECORD = "/api/{library:experts|societies|enterprises|teams}/{id}/sanctions";
    private static final String WHAT = "这项处理";

    private final RecordAccess records;
    private final SanctionStore sanctions;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final SanctionsChanged changed;

    SanctionController(
            RecordAccess records,
            SanctionStore sanctions,
            AuditLog audit,
            TransactionalOperator transactions,
            SanctionsChanged changed) {
        this.records = records;
        this.sanctions = sanctions;
        this.audit = audit;
        this.transactions = transactions;
        this.changed = changed;
    }

    /**
     * A sanction.
     *
     * @param until last day; null without end
     * @param inForce it holds today
     * @param endedAt when staff ended it; null if they did not
     */
    record SanctionView(
            UUID id,
            SanctionKind kind,
            LocalDate from,
            @Nullable LocalDate until,
            String reason,
            String source,
            boolean inForce,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime endedAt,
            String endReason) {
        static SanctionView of(SanctionStore.Kept kept) {
            return new SanctionView(
                    kept.id(),
                    kept.kind(),
                    kept.from(),
                    kept.until(),
                    kept.reason(),
                    kept.source(),
                    kept.holds(Exclusions.today()),
                    kept.createdAt(),
                    kept.endedAt(),
                    kept.endReason());
        }
    }

    /**
     * A sanction to be kept.
     *
     * @param source document or decision that it rests on
     */
    record NewSanction(
            @NotNull(message = "请选择处理的种类。") SanctionKind kind,
            @NotNull(message = "请填写开始日期。") LocalDate from,
            @Nullable LocalDate until,

            @NotNull(message = "请填写原因。") @Size(min = 2, max = 500, message = "原因为 2 到 500 字。")
            String reason,

            @NotNull(message = "请填写依据的文件。") @Size(min = 2, max = 200, message = "依据为 2 到 200 字。")
            String source) {}

    /** Why a sanction is ended before its last day. */
    record SanctionEnd(
            @NotNull(message = "请填写解除的理由。") @Size(min = 2, max = 500, message = "理由为 2 到 500 字。")
            String reason) {}

    /** All sanctions of a record, the latest first. */
    @Requires(Action.EXCLUSION_READ)
    @GetMapping(OF_RECORD)
    Flux<SanctionView> of(Actor actor, @PathVariable String library, @PathVariable String id) {
        return subject(actor, library, id)
                .flatMapMany(stored -> sanctions.of(stored.id()))
                .map(SanctionView::of);
    }

    @Requires(Action.SANCTION_WRITE)
    @PostMapping(OF_RECORD)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SanctionView> add(
            Actor actor,
            @PathVariable String library,
            @PathVariable String id,
            @Valid @RequestBody NewSanction wanted) {
        SanctionStore.Draft draft = draft(wanted);
        return subject(actor, library, id)
                .flatMap(stored -> transactions.transactional(sanctions
                        .add(stored.id(), draft, account(actor))
                        .flatMap(sanction -> audit.append(
                                        actor,
                                        AuditAction.SANCTION_ADDED,
                                        AuditLog.Change.to(
                                                stored.item().library().code(),
                                                stored.id(),
                                                Map.of(
                                                        "sanction", sanction,
                                                        "kind", draft.kind(),
                                                        "from", draft.from().toString(),
                                                        "until", String.valueOf(draft.until()))))
                                .then(changed.tell(stored))
                                .then(sanctions.find(sanction)))))
                .map(SanctionView::of);
    }

    private static SanctionStore.Draft draft(NewSanction wanted) {
        LocalDate from = Objects.requireNonNull(wanted.from());
        LocalDate until = wanted.until();
        if (until != null && until.isBefore(from)) {
            throw ApiException.badRequest("until", "OUT_OF_RANGE", "截止日期早于开始日期，请检查。");
        }
        String reason = Objects.requireNonNull(wanted.reason()).strip();
        String source = Objects.requireNonNull(wanted.source()).strip();
        if (reason.isEmpty() || source.isEmpty()) {
            throw ApiException.badRequest(reason.isEmpty() ? "reason" : "source", "BLANK", "原因和依据不能为空。");
        }
        return new SanctionStore.Draft(Objects.requireNonNull(wanted.kind()), from, until, reason, source);
    }

    /** Ends a sanction before its last day; it stays as history. */
    @Requires(Action.SANCTION_WRITE)
    @PostMapping("/api/sanctions/{id}/end")
    Mono<SanctionView> end(Actor actor, @PathVariable String id, @Valid @RequestBody SanctionEnd wanted) {
        UUID sanction = RecordIds.parse(id);
        return sanctions
                .find(sanction)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .flatMap(kept -> transactions.transactional(sanctions
                        .end(sanction, Objects.requireNonNull(wanted.reason()).strip(), account(actor))
                        .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这项处理已经解除，请刷新。")))
                        .flatMap(ended -> changed.record(ended.recordId())
                                .flatMap(stored -> audit.append(
                                                actor,
                                                AuditAction.SANCTION_ENDED,
                                                AuditLog.Change.to(
                                                        stored.item().library().code(),
                                                        stored.id(),
                                                        Map.of("sanction", sanction)))
                                        .then(changed.tell(stored)))
                                .thenReturn(ended))))
                .map(SanctionView::of);
    }

    private Mono<StoredRecord> subject(Actor actor, String library, String id) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return records.find(actor, wanted, id);
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
