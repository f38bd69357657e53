package org.jiebang.api.learning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** People say whether a match fits; later matches heed it. */
@RestController
class JudgementController {
    private static final String MATCH =
            "/api/problems/{id}/matches/{library:experts|projects|societies|teams}/{supply}/judgement";

    private final RecordAccess records;
    private final Access access;
    private final JudgementStore judgements;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final Learning learning;

    JudgementController(
            RecordAccess records,
            Access access,
            JudgementStore judgements,
            AuditLog audit,
            TransactionalOperator transactions,
            Learning learning) {
        this.records = records;
        this.access = access;
        this.judgements = judgements;
        this.audit = audit;
        this.transactions = transactions;
        this.learning = learning;
    }

    /**
     * A word on a match.
     *
     * @param reason why, in one's own words
     */
    record Said(
            @NotNull(message = "请说明合适（ACCEPTED）还是不合适（DECLINED）。")
            JudgementStore.Verdict verdict,

            @Nullable @Size(max = 500, message = "理由最多 500 字。")
            String reason) {}

    /** A word on a match as it stands; mine if the reader said it. */
    record JudgementView(
            UUID supplyId,
            String library,
            String title,
            JudgementStore.Verdict verdict,
            String reason,
            OffsetDateTime at,
            boolean mine) {}

    /** What was said of the matches of a problem. */
    @Requires(Action.MATCH_JUDGE)
    @GetMapping("/api/problems/{id}/judgements")
    Flux<JudgementView> of(Actor actor, @PathVariable String id) {
        return records.find(actor, Library.PROBLEMS, id).flatMapMany(problem -> {
            boolean all = access.may(actor, Action.MATCH_JUDGE, problem.subject());
            return judgements
                    .of(problem.id())
                    .filter(judged -> all || judged.accountId().equals(account(actor)))
                    .map(judged -> new JudgementView(
                            judged.supplyId(),
                            judged.library().code(),
                            judged.title(),
                            judged.verdict(),
                            judged.reason(),
                            judged.at(),
                            judged.accountId().equals(account(actor))));
        });
    }

    @Requires(Action.MATCH_JUDGE)
    @PutMapping(MATCH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> say(
            Actor actor,
            @PathVariable String id,
            @PathVariable String library,
            @PathVariable String supply,
            @Valid @RequestBody Said said) {
        String reason = said.reason() == null ? "" : said.reason().strip();
        Membership acting = Objects.requireNonNull(actor.acting());
        return pair(actor, id, library, supply)
                .flatMap(pair -> transactions.transactional(judgements
                        .put(
                                pair.problem().id(),
                                pair.supply().id(),
                                account(actor),
                                acting.organisationId(),
                                Objects.requireNonNull(said.verdict()),
                                reason)
                        .then(audit.append(
                                actor,
                                AuditAction.MATCH_JUDGED,
                                AuditLog.Change.to(
                                        "problems",
                                        pair.problem().id(),
                                        Map.of(
                                                "supply", pair.supply().id(),
                                                "verdict", said.verdict(),
                                                "reason", reason))))))
                .doOnSuccess(done -> learning.wakeUp());
    }

    /** Takes one's word back. */
    @Requires(Action.MATCH_JUDGE)
    @DeleteMapping(MATCH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(
            Actor actor, @PathVariable String id, @PathVariable String library, @PathVariable String supply) {
        return pair(actor, id, library, supply)
                .flatMap(pair -> transactions.transactional(judgements
                        .remove(pair.problem().id(), pair.supply().id(), account(actor))
                        .flatMap(removed -> removed
                                ? audit.append(
                                        actor,
                                        AuditAction.JUDGEMENT_WITHDRAWN,
                                        AuditLog.Change.to(
                                                "problems",
                                                pair.problem().id(),
                                                Map.of("supply", pair.supply().id())))
                                : Mono.empty())))
                .doOnSuccess(done -> learning.wakeUp());
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }

    private record Pair(StoredRecord problem, StoredRecord supply) {}

    /** Either side may say it: who asks, and who is offered. */
    private Mono<Pair> pair(Actor actor, String id, String library, String supply) {
        Library offered = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return records.find(actor, Library.PROBLEMS, id)
                .zipWith(records.find(actor, offered, supply), Pair::new)
                .doOnNext(pair -> {
                    if (!access.may(actor, Action.MATCH_JUDGE, pair.supply().subject())) {
                        access.require(actor, Action.MATCH_JUDGE, pair.problem().subject(), "这条匹配");
                    }
                });
    }
}
