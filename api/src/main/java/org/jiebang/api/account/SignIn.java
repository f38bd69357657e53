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
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SignIn(
            AccountStore accounts,
            Passwords passwords,
            SignInGuard guard,
            SecondFactors secondFactors,
            Sessions sessions,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guard = guard;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * By name and password, and a code where the account has a second factor; an unknown name costs the same time and gets the same answer as
     * a wrong password.
     *
     * @param code blank if none was given
     */
    Mono<Actor> byPassword(ServerWebExchange exchange, String username, String password, String code) {
        if (username.length() > LONGEST_NAME || password.length() > Passwords.LONGEST) {
            return Mono.error(failed());
        }
        Account nobody = new Account(new UUID(0, 0), username, "", "", false, false, false, false, null);
        Actor visitor = Sessions.anonymous(exchange.getRequest());
        return guard.check(username, visitor.address())
                .then(accounts.find(username).defaultIfEmpty(nobody))
                .flatMap(account -> passwords
                        .matches(password, account.passwordHash())
                        .filter(fits ->
                                fits && account.active() && Sessions.isAllowedFrom(account, exchange.getRequest()))
                        .flatMap(fits -> admit(exchange, account, password, code))
                        .switchIfEmpty(Mono.defer(() -> guard.refuse(visitor, username, failed()))));
    }

    /** Who knows the password still needs one that is not out of date, and the second factor if he has one. */
    private Mono<Actor> admit(ServerWebExchange exchange, Account account, String password, String code) {
        if (account.passwordExpired()) {
            return Mono.error(new ApiException(
                    ErrorCode.TEMPORARY_PASSWORD_EXPIRED, ErrorCode.TEMPORARY_PASSWORD_EXPIRED.wayOut()));
        }
        return secondFactors
                .find(account.id())
                .hasElement()
                .flatMap(needed -> needed ? checked(exchange, account, code) : Mono.just(false))
                .flatMap(twoFactors -> guard.forget(account.username())
                        .then(rehash(account, password))
                        .then(begin(exchange, account, twoFactors)));
    }

    /** True, or an error if the code is missing or wrong; wrong ones count as wrong passwords do. */
    private Mono<Boolean> checked(ServerWebExchange exchange, Account account, String code) {
        if (code.isBlank()) {
            return Mono.error(new ApiException(ErrorCode.CODE_REQUIRED, ErrorCode.CODE_REQUIRED.wayOut()));
        }
        return transactions
                .transactional(secondFactors.accept(account.id(), code).flatMap(accepted -> switch (accepted) {
                    case BY_APPLICATION -> Mono.just(true);
                    case BY_RECOVERY_CODE ->
                        audit.append(
                                        Sessions.actor(account, null, true, exchange.getRequest()),
                                        AuditAction.RECOVERY_CODE_USED,
                                        AuditLog.Change.of("account", account.id()))
                                .thenReturn(true);
                }))
                .switchIfEmpty(Mono.defer(() -> guard.refuse(
                        Sessions.anonymous(exchange.getRequest()),
                        account.username(),
                        new ApiException(ErrorCode.CODE_WRONG, ErrorCode.CODE_WRONG.wayOut()))));
    }

    /** A hash that was made in another way than new ones are is replaced while the password is at hand. */
    private Mono<Void> rehash(Account account, String password) {
        return passwords.isOutdated(account.passwordHash())
                ? passwords.hash(password).flatMap(hash -> accounts.rehash(account.id(), account.passwordHash(), hash))
                : Mono.empty();
    }

    private static ApiException failed() {
        return new ApiException(ErrorCode.SIGN_IN_FAILED, ErrorCode.SIGN_IN_FAILED.wayOut());
    }

    /** Begins a session for somebody who is known, acting for the membership that he joined first. */
    Mono<Actor> begin(ServerWebExchange exchange, Account account, boolean twoFactors) {
        return accounts.memberships(account.id())
                .collectList()
                .flatMap(memberships -> begin(exchange, account, memberships, twoFactors));
    }

    /** Begins a session for somebody who is known, acting for one of his memberships. */
    Mono<Actor> begin(ServerWebExchange exchange, Account account, UUID membership, boolean twoFactors) {
        return accounts.memberships(account.id())
                .filter(one -> one.id().equals(membership))
                .collectList()
                .flatMap(memberships -> begin(exchange, account, memberships, twoFactors));
    }

    private Mono<Actor> begin(
            ServerWebExchange exchange, Account account, List<Membership> memberships, boolean twoFactors) {
        Membership acting = memberships.isEmpty() ? null : memberships.getFirst();
        Actor actor = Sessions.actor(account, acting, twoFactors, exchange.getRequest());
        return transactions.transactional(
                sessions.begin(exchange, account, acting == null ? null : acting.id(), twoFactors)
                        .then(accounts.signedIn(account.id()))
                        .then(audit.append(actor, AuditAction.SIGNED_IN, AuditLog.Change.of("account", account.id())))
                        .thenReturn(actor));
    }
}
