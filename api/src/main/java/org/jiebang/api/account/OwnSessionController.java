package org.jiebang.api.account;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own sessions: where one is signed in, and an end to it. */
@RestController
@RequestMapping("/api/account/sessions")
class OwnSessionController {
    private final SessionStore sessions;
    private final Reauthentication reauthentication;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    OwnSessionController(
            SessionStore sessions,
            Reauthentication reauthentication,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.sessions = sessions;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Open
    @GetMapping
    Mono<List<SessionStore.OwnSession>> ownSessions(Actor actor, ServerWebExchange exchange) {
        return sessions.own(Sessions.person(actor).id(), Sessions.secret(exchange))
                .collectList();
    }

    /**
     * That it is the person himself who asks.
     *
     * @param currentPassword absent for somebody who has none here
     */
    record Confirmation(@Nullable String currentPassword) {
        String password() {
            return Objects.requireNonNullElse(currentPassword, "");
        }

        /** Never in a log. */
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    /** Ends one session, on every replica at once. */
    @Open
    @PostMapping("/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endSession(
            @PathVariable String id,
            @Valid @RequestBody Confirmation confirmation,
            Actor actor,
            ServerWebExchange exchange) {
        UUID session = RecordIds.parse(id);
        return reauthentication
                .confirm(actor, confirmation.password(), exchange)
                .flatMap(account -> transactions.transactional(sessions.end(account.id(), session)
                        .filter(ended -> ended)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次登录")))
                        .then(audit.append(
                                actor, AuditAction.SESSION_ENDED, AuditLog.Change.of("account", account.id())))));
    }

    /** Ends all sessions but the one that asks. */
    @Open
    @PostMapping("/end-others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOtherSessions(
            @Valid @RequestBody Confirmation confirmation, Actor actor, ServerWebExchange exchange) {
        return reauthentication
                .confirm(actor, confirmation.password(), exchange)
                .flatMap(account -> transactions.transactional(sessions.endAll(account.id(), Sessions.secret(exchange))
                        .then(audit.append(
                                actor, AuditAction.SESSION_ENDED, AuditLog.Change.of("account", account.id())))));
    }
}
