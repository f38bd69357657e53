package org.jiebang.api.account;

import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signs people in, by password here and by whoever else has made sure who somebody is. */
@Component
class SignIn {
    private static final int LONGEST_NAME = 200;

    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SignIn(
            AccountStore accounts,
            Passwords passwords,
            SignInGuard guard,
            Sessions sessions,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guard = guard;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** By name and password; an unknown name costs the same time and gets the same answer as a wrong password. */
    Mono<Actor> byPassword(ServerWebExchange exchange, String username, String password) {
        if (username.length() > LONGEST_NAME || password.length() > Passwords.LONGEST) {
            return Mono.error(failed());
        }
        Account nobody = new Account(new UUID(0, 0), username, "", "", false, false, false, null);
        String address = Sessions.address(exchange.getRequest());
        return guard.check(username, address)
                .then(accounts.find(username).defaultIfEmpty(nobody))
                .flatMap(account -> passwords
                        .matches(password, account.passwordHash())
                        .filter(fits ->
                                fits && account.active() && Sessions.isAllowedFrom(account, exchange.getRequest()))
                        .flatMap(fits -> guard.forget(username).then(begin(exchange, account)))
                        .switchIfEmpty(Mono.defer(() -> refuse(exchange, username, address))));
    }

    private Mono<Actor> refuse(ServerWebExchange exchange, String username, String address) {
        Actor visitor = Sessions.anonymous(exchange.getRequest());
        return guard.failed(username, address)
                .filter(locked -> locked)
                .flatMap(locked ->
                        audit.append(visitor, AuditAction.SIGN_IN_LOCKED, AuditLog.Change.of("username", username)))
                .then(Mono.error(SignIn::failed));
    }

    private static ApiException failed() {
        return new ApiException(ErrorCode.SIGN_IN_FAILED, ErrorCode.SIGN_IN_FAILED.wayOut());
    }

    /** Begins a session for somebody who is known, acting for the membership that he joined first. */
    Mono<Actor> begin(ServerWebExchange exchange, Account account) {
        return accounts.memberships(account.id())
                .collectList()
                .flatMap(memberships -> begin(exchange, account, memberships));
    }

    /** Begins a session for somebody who is known, acting for one of his memberships. */
    Mono<Actor> begin(ServerWebExchange exchange, Account account, UUID membership) {
        return accounts.memberships(account.id())
                .filter(one -> one.id().equals(membership))
                .collectList()
                .flatMap(memberships -> begin(exchange, account, memberships));
    }

    private Mono<Actor> begin(ServerWebExchange exchange, Account account, List<Membership> memberships) {
        Membership acting = memberships.isEmpty() ? null : memberships.getFirst();
        Actor actor = Sessions.actor(account, acting, exchange.getRequest());
        return transactions.transactional(sessions.begin(exchange, account, acting == null ? null : acting.id())
                .then(accounts.signedIn(account.id()))
                .then(audit.append(actor, AuditAction.SIGNED_IN, AuditLog.Change.of("account", account.id())))
                .thenReturn(actor));
    }
}
