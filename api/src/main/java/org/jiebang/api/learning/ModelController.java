package org.jiebang.api.learning;

import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Versions of what was learnt: to see how good they are and to go back to an earlier one. */
@RestController
class ModelController {
    private final ModelStore models;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final Learning learning;

    ModelController(ModelStore models, AuditLog audit, TransactionalOperator transactions, Learning learning) {
        this.models = models;
        this.audit = audit;
        this.transactions = transactions;
        this.learning = learning;
    }

    /** All versions, the latest first. */
    @Requires(Action.MODEL_MANAGE)
    @GetMapping("/api/models")
    Flux<ModelStore.Version> all() {
        return models.all();
    }

    /** Makes a version the one in use; the next version that is better takes its place. */
    @Requires(Action.MODEL_MANAGE)
    @PutMapping("/api/models/{id}/use")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> use(Actor actor, @PathVariable String id) {
        return models.find(RecordIds.parse(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个模型版本")))
                .flatMap(version -> transactions.transactional(models.use(version.kind(), version.id())
                        .then(audit.append(
                                actor,
                                AuditAction.MODEL_CHOSEN,
                                AuditLog.Change.to("models", version.id(), Map.of("kind", version.kind()))))))
                .doOnSuccess(done -> learning.wakeUp());
    }
}
