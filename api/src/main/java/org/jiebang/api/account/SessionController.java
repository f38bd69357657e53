package org.jiebang.api.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.access.SecondFactorRule;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in and out, and one's own password. */
@RestController
class SessionController {
    /** Browsers heed it over https. Cookies stay: the session's is taken away by name, and a neighbour's under the same domain is not ours. */
    private static final String CLEARED = "\"cache\", \"storage\"";

    private final SignIn signIn;
    private final SignInProviders providers;
    private final Sessions sessions;
    private final SessionStore store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Reauthentication reauthentication;
    private final SecondFactorRule secondFactorRule;
    private final Registration registration;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SessionController(
            SignIn signIn,
            SignInProviders providers,
            Sessions sessions,
            SessionStore store,
            AccountStore accounts,
            Passwords passwords,
            SignInGuard guard,
            Reauthentication reauthentication,
            SecondFactorRule secondFactorRule,
            Registration registration,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.signIn = signIn;
        this.providers = providers;
        this.sessions = sessions;
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.guard = guard;
        this.reauthentication = reauthentication;
        this.secondFactorRule = secondFactorRule;
        this.registration = registration;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A name and a password.
     *
     * @param code of the authenticator application, or a recovery code; absent until it is asked for with CODE_REQUIRED
     */
    record Credentials(
            @NotBlank(message = "请输入用户名。") String username,
            @NotBlank(message = "请输入密码。") String password,
            @Nullable @Size(max = 100, message = "验证码过长。") String code) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    @Open
    @PostMapping("/api/session")
    Mono<SessionView> signIn(@Valid @RequestBody Credentials credentials, ServerWebExchange exchange) {
        return signIn.byPassword(
                        exchange,
                        credentials.username().strip(),
                        credentials.password(),
                        Objects.requireNonNullElse(credentials.code(), ""))
                .flatMap(registration::view);
    }

    /** How one can sign in: by password, and at these providers. */
    record SignInMethods(boolean password, List<SignInProviders.ProviderView> providers) {}

    @Open
    @GetMapping("/api/sign-in-methods")
    SignInMethods signInMethods() {
        return new SignInMethods(true, providers.all());
    }

    @Open
    @GetMapping("/api/session")
    Mono<SessionView> session(Actor actor) {
        return registration.view(actor);
    }

    @Open
    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(Actor actor, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set("Clear-Site-Data", CLEARED);
        Actor.Person person = actor.account();
        Mono<Void> noted = person == null
                ? Mono.empty()
                : audit.append(actor, AuditAction.SIGNED_OUT, AuditLog.Change.of("account", person.id()));
        return transactions.transactional(sessions.end(exchange).then(noted));
    }

    /** For whom to act from now on. */
    record ActingFor(@NotNull(message = "请选择身份。") UUID membershipId) {}

    @Open
    @PutMapping("/api/session/membership")
    Mono<SessionView> chooseMembership(@Valid @RequestBody ActingFor choice, Actor actor, ServerWebExchange exchange) {
        Actor.Person person = Sessions.person(actor);
        return transactions
                .transactional(store.choose(Sessions.secret(exchange), choice.membershipId())
                        .filter(chosen -> chosen)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个身份")))
                        .then(audit.append(
                                actor,
                                AuditAction.MEMBERSHIP_CHOSEN,
                                AuditLog.Change.of("membership", choice.membershipId()))))
                .then(accounts.memberships(person.id()).collectList())
                .map(memberships -> {
                    Actor now = actor.actingFor(memberships.stream()
                            .filter(membership -> membership.id().equals(choice.membershipId()))
                            .findFirst()
                            .orElseThrow());
                    return SessionView.of(now, memberships, access, secondFactorRule.lacks(now));
                });
    }

    /** The password as it is and as it shall be. */
    record NewPassword(
            @NotBlank(message = "请输入当前密码。") String currentPassword,
            @NotBlank(message = "请输入新密码。") String newPassword) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** Changes one's own password; all other sessions of the account end. */
    @Open
    @PutMapping("/api/account/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePassword(@Valid @RequestBody NewPassword change, Actor actor, ServerWebExchange exchange) {
        Actor.Person person = Sessions.person(actor);
        if (change.newPassword().equals(change.currentPassword())) {
            throw ApiException.badRequest("newPassword", "SAME_PASSWORD", "新密码与当前密码相同，请换一个。");
        }
        return passwords
                .check("newPassword", change.newPassword(), List.of(person.username(), person.displayName()))
                .then(Mono.defer(() -> reauthentication.confirm(actor, change.currentPassword(), exchange)))
                .flatMap(account -> {
                    if (account.passwordHash().isEmpty()) {
                        throw new ApiException(ErrorCode.CONFLICT, "您通过统一身份认证登录，没有密码；请在认证系统中处理。");
                    }
                    return passwords.hash(change.newPassword());
                })
                .flatMap(hash -> transactions.transactional(accounts.setPassword(person.id(), hash)
                        .then(guard.forget(person.username()))
                        .then(store.endAll(person.id(), Sessions.secret(exchange)))
                        .then(audit.append(
                                actor, AuditAction.PASSWORD_CHANGED, AuditLog.Change.of("account", person.id())))));
    }
}
