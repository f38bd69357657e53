package org.jiebang.api.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.access.Role;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What administrators do with accounts. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {
    private final AccountList list;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final SecondFactors secondFactors;
    private final SignInProperties settings;
    private final SignInGuard guard;
    private final Passwords passwords;
    private final Registration registration;
    private final Administrators administrators;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    AccountController(
            AccountList list,
            AccountStore accounts,
            SessionStore sessions,
            SecondFactors secondFactors,
            SignInProperties settings,
            SignInGuard guard,
            Passwords passwords,
            Registration registration,
            Administrators administrators,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.list = list;
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.settings = settings;
        this.guard = guard;
        this.passwords = passwords;
        this.registration = registration;
        this.administrators = administrators;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * An account with a password to be handed on, which is shown this once and must be changed at the first sign-in.
     *
     * @param validHours for so long the password is good
     */
    record TemporaryView(AccountList.AccountView account, String temporaryPassword, long validHours) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "TemporaryView";
        }
    }

    @Requires(Action.ACCOUNT_MANAGE)
    @GetMapping
    Mono<List<AccountList.AccountView>> accounts(@RequestParam(defaultValue = "") String q) {
        return list.search(q.strip());
    }

    /** A person and what he shall be. */
    record AccountRequest(
            @NotBlank(message = "请填写用户名。") String username,
            @NotBlank(message = "请填写姓名。") String displayName,
            @NotNull(message = "请选择机构。") UUID organisationId,
            @NotNull(message = "请选择身份。") Role role) {}

    @Requires(Action.ACCOUNT_MANAGE)
    @PostMapping
    Mono<TemporaryView> createAccount(@Valid @RequestBody AccountRequest request, Actor actor) {
        String password = Secrets.temporaryPassword();
        return accounts.kindOf(request.organisationId())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个机构")))
                .doOnNext(kind -> kind.requireRole(request.role()))
                .then(registration.prepareTemporary(
                        request.username().strip(), request.displayName().strip(), password))
                .flatMap(account -> transactions.transactional(registration
                        .create(actor, account)
                        .flatMap(id -> registration
                                .join(id, request.organisationId(), request.role())
                                .thenReturn(id))))
                .flatMap(list::one)
                .map(account -> temporary(account, password));
    }

    private TemporaryView temporary(AccountList.AccountView account, String password) {
        return new TemporaryView(account, password, settings.temporaryPassword().toHours());
    }

    /** Gives an account a new password, ends its sessions, takes back its tokens and unlocks its name. */
    @Requires(Action.ACCOUNT_MANAGE)
    @PostMapping("/{id}/password-reset")
    Mono<TemporaryView> resetPassword(@PathVariable String id, Actor actor) {
        String password = Secrets.temporaryPassword();
        return account(id)
                .doOnNext(account -> {
                    if (account.passwordHash().isEmpty()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这个账号通过统一身份认证登录，没有密码；请在认证系统中处理。");
                    }
                })
                .flatMap(account -> passwords
                        .hash(password)
                        .flatMap(hash -> transactions.transactional(
                                accounts.setTemporaryPassword(account.id(), hash, settings.temporaryPassword())
                                        .then(sessions.shutOut(account.id()))
                                        .then(guard.forget(account.username()))
                                        .then(audit.append(
                                                actor,
                                                AuditAction.PASSWORD_RESET,
                                                AuditLog.Change.of("account", account.id())))))
                        .then(list.one(account.id())))
                .map(account -> temporary(account, password));
    }

    /**
     * Removes the second factor of an account that has lost it, after the administrator has made sure who asks; ends its sessions and takes
     * back its tokens.
     */
    @Requires(Action.ACCOUNT_MANAGE)
    @PostMapping("/{id}/second-factor-reset")
    Mono<AccountList.AccountView> resetSecondFactor(@PathVariable String id, Actor actor) {
        return account(id)
                .flatMap(account -> transactions
                        .transactional(secondFactors
                                .remove(account.id())
                                .filter(counted -> counted)
                                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这个账号没有启用两步验证。")))
                                .then(sessions.shutOut(account.id()))
                                .then(audit.append(
                                        actor,
                                        AuditAction.SECOND_FACTOR_RESET,
                                        AuditLog.Change.of("account", account.id()))))
                        .then(list.one(account.id())));
    }

    /** Whether an account works. */
    enum State {
        ACTIVE,
        DISABLED
    }

    record StateRequest(@NotNull(message = "请选择状态。") State state) {}

    /** Disabling ends the account's sessions and takes back its tokens; the last administrator stays. */
    @Requires(Action.ACCOUNT_MANAGE)
    @PutMapping("/{id}/state")
    Mono<AccountList.AccountView> setAccountState(
            @PathVariable String id, @Valid @RequestBody StateRequest request, Actor actor) {
        boolean active = request.state() == State.ACTIVE;
        return account(id)
                .flatMap(account -> transactions
                        .transactional((active ? Mono.<Void>empty() : administrators.remainWithout(account.id()))
                                .then(accounts.setActive(account.id(), active))
                                .filter(changed -> changed)
                                .flatMap(changed -> (active ? Mono.<Void>empty() : sessions.shutOut(account.id()))
                                        .then(audit.append(
                                                actor,
                                                AuditAction.ACCOUNT_CHANGED,
                                                new AuditLog.Change(
                                                        "account",
                                                        account.id().toString(),
                                                        new StateRequest(active ? State.DISABLED : State.ACTIVE),
                                                        request)))))
                        .then(list.one(account.id())));
    }

    /** Lets a name try again that was locked after wrong sign-ins. */
    @Requires(Action.ACCOUNT_MANAGE)
    @PostMapping("/{id}/unlock")
    Mono<AccountList.AccountView> unlockAccount(@PathVariable String id, Actor actor) {
        return account(id)
                .flatMap(account -> transactions
                        .transactional(guard.forget(account.username())
                                .then(audit.append(
                                        actor,
                                        AuditAction.ACCOUNT_CHANGED,
                                        AuditLog.Change.to("account", account.id(), new Unlocked(true)))))
                        .then(list.one(account.id())));
    }

    /** For the audit log. */
    private record Unlocked(boolean unlocked) {}

    private Mono<Account> account(String id) {
        return accounts.find(RecordIds.parse(id)).switchIfEmpty(Mono.error(() -> ApiException.notFound("这个账号")));
    }
}
