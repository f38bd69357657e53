package org.jiebang.api.account;

import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes sure that it is still the person who signed in, before he changes how he does: by the current password, or, for somebody who has none
 * here, by a sign-in of the last {@value #FRESH_MINUTES} minutes. Guessing the password locks the name as guessing at the sign-in does, so that
 * an open browser is no way around the lock.
 */
@Component
class Reauthentication {
    static final int FRESH_MINUTES = 15;

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final SignInGuard guard;

    Reauthentication(AccountStore accounts, SessionStore sessions, Passwords passwords, SignInGuard guard) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.guard = guard;
    }

    /** The person's account; refuses a wrong password with the violation WRONG_PASSWORD of the field currentPassword. */
    Mono<Account> confirm(Actor actor, String currentPassword, ServerWebExchange exchange) {
        Actor.Person person = Sessions.person(actor);
        return accounts.find(person.id())
                .flatMap(account -> (account.passwordHash().isEmpty()
                                ? bySession(exchange)
                                : byPassword(actor, account, currentPassword))
                        .thenReturn(account));
    }

    private Mono<Void> bySession(ServerWebExchange exchange) {
        return sessions.isFresh(Sessions.secret(exchange), FRESH_MINUTES)
                .filter(fresh -> fresh)
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.SIGN_IN_AGAIN, ErrorCode.SIGN_IN_AGAIN.wayOut())))
                .then();
    }

    private Mono<Void> byPassword(Actor actor, Account account, String password) {
        return guard.check(account.username(), actor.address())
                .then(Mono.defer(() -> passwords.matches(password, account.passwordHash())))
                .filter(fits -> fits)
                .switchIfEmpty(Mono.defer(() -> guard.refuse(
                        actor,
                        account.username(),
                        ApiException.badRequest("currentPassword", "WRONG_PASSWORD", "当前密码不对，请重新输入。"))))
                .then();
    }
}
