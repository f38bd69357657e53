package org.jiebang.api.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.http.HttpStatus;
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
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionStore store;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Access access;
    private final AuditLog audit;

    SessionController(
            SignIn signIn,
            Sessions sessions,
            SessionStore store,
            AccountStore accounts,
            Passwords passwords,
            Access access,
            AuditLog audit) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.access = access;
        this.audit = audit;
    }

    /** A name and a password. */
    record Credentials(
            @NotBlank(message = "请输入用户名。") String username,
            @NotBlank(message = "请输入密码。") String password) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    @Open
    @PostMapping("/api/session")
    Mono<SessionView> begin(@Valid @RequestBody Credentials credentials, ServerWebExchange exchange) {
        return signIn.byPassword(exchange, credentials.username().strip(), credentials.password())
                .flatMap(this::view);
    }

    @Open
    @GetMapping("/api/session")
    Mono<SessionView> current(Actor actor) {
        return view(actor);
    }

    private Mono<SessionView> view(Actor actor) {
        Actor.Person person = actor.account();
        return (person == null
                        ? Mono.just(List.<org.jiebang.api.access.Membership>of())
                        : accounts.memberships(person.id()).collectList())
                .map(memberships -> SessionView.of(actor, memberships, access));
    }

    @Open
    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(Actor actor, ServerWebExchange exchange) {
        Actor.Person person = actor.account();
        return sessions.end(exchange)
                .then(
                        person == null
                                ? Mono.empty()
                                : audit.append(
                                        actor, AuditAction.SIGNED_OUT, AuditLog.Change.of("account", person.id())));
    }

    /** For whom to act from now on. */
    record ActingFor(@NotNull(message = "请选择身份。") UUID membershipId) {}

    @Open
    @PutMapping("/api/session/membership")
    Mono<SessionView> choose(@Valid @RequestBody ActingFor choice, Actor actor, ServerWebExchange exchange) {
        Actor.Person person = required(actor);
        return store.choose(Sessions.secret(exchange), choice.membershipId())
                .filter(chosen -> chosen)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个身份")))
                .then(audit.append(
                        actor, AuditAction.MEMBERSHIP_CHOSEN, AuditLog.Change.of("membership", choice.membershipId())))
                .then(accounts.memberships(person.id()).collectList())
                .map(memberships -> SessionView.of(
                        actor.actingFor(memberships.stream()
                                .filter(membership -> membership.id().equals(choice.membershipId()))
                                .findFirst()
                                .orElseThrow()),
                        memberships,
                        access));
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
        Actor.Person person = required(actor);
        passwords.check("newPassword", change.newPassword(), List.of(person.username(), person.displayName()));
        return accounts.find(person.id())
                .flatMap(account -> passwords.matches(change.currentPassword(), account.passwordHash()))
                .filter(fits -> fits)
                .switchIfEmpty(
                        Mono.error(() -> ApiException.badRequest("currentPassword", "WRONG_PASSWORD", "当前密码不对，请重新输入。")))
                .then(Mono.defer(() -> passwords.hash(change.newPassword())))
                .flatMap(hash -> accounts.setPassword(person.id(), hash, false))
                .then(store.endAll(person.id(), Sessions.secret(exchange)))
                .then(audit.append(actor, AuditAction.PASSWORD_CHANGED, AuditLog.Change.of("account", person.id())));
    }

    /** One's own account is changed in a session: a token must not make itself more. */
    private static Actor.Person required(Actor actor) {
        if (!actor.signedIn() || actor.scopes() != null) {
            throw new ApiException(ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SIGN_IN_REQUIRED.wayOut());
        }
        return Objects.requireNonNull(actor.account());
    }
}
