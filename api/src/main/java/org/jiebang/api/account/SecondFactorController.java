package org.jiebang.api.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own second factor: set up, confirmed by a first code, and removed. */
@RestController
@RequestMapping("/api/account/second-factor")
class SecondFactorController {
    /** Name of the platform in an authenticator application. */
    private static final String PLATFORM = "揭榜";

    private final SecondFactors secondFactors;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Reauthentication reauthentication;
    private final SignInGuard guard;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SecondFactorController(
            SecondFactors secondFactors,
            AccountStore accounts,
            SessionStore sessions,
            Reauthentication reauthentication,
            SignInGuard guard,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.secondFactors = secondFactors;
        this.accounts = accounts;
        this.sessions = sessions;
        this.reauthentication = reauthentication;
        this.guard = guard;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Whether the account has a second factor.
     *
     * @param available false for an account of an identity provider, which is where its factors are
     * @param since null if there is none
     * @param recoveryCodes how many are left
     */
    record SecondFactorView(boolean available, @Nullable OffsetDateTime since, int recoveryCodes) {}

    @Open
    @GetMapping
    Mono<SecondFactorView> secondFactor(Actor actor) {
        Actor.Person person = Sessions.person(actor);
        return accounts.find(person.id())
                .map(account -> !account.passwordHash().isEmpty())
                .flatMap(available -> secondFactors
                        .find(person.id())
                        .map(found -> new SecondFactorView(available, found.since(), found.recoveryCodes()))
                        .defaultIfEmpty(new SecondFactorView(available, null, 0)));
    }

    /**
     * A secret for an authenticator application, which is shown this once and counts when its first code is confirmed.
     *
     * @param secret in Base32, to be typed
     * @param address the same as {@code otpauth:}, to be shown as a picture
     */
    record EnrolmentView(String secret, String address) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "EnrolmentView";
        }
    }

    @Open
    @PostMapping
    Mono<EnrolmentView> enrol(
            @Valid @RequestBody OwnSessionController.Confirmation confirmation,
            Actor actor,
            ServerWebExchange exchange) {
        return reauthentication
                .confirm(actor, confirmation.password(), exchange)
                .doOnNext(account -> {
                    if (account.passwordHash().isEmpty()) {
                        throw new ApiException(ErrorCode.CONFLICT, "您通过统一身份认证登录，两步验证由认证系统负责。");
                    }
                })
                .flatMap(account -> secondFactors
                        .begin(account.id())
                        .map(secret -> new EnrolmentView(
                                Totp.base32(secret), Totp.address(PLATFORM, account.username(), secret))))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "两步验证已启用；要换一个验证器，请先停用。")));
    }

    /** A code of the application, six digits, or a recovery code. */
    record CodeRequest(
            @NotBlank(message = "请输入验证码。") @Size(max = 100, message = "验证码过长。")
            String code) {
        @Override
        public String toString() {
            return "CodeRequest";
        }
    }

    /** Codes that each sign in once in place of the application, shown this once. */
    record RecoveryCodesView(List<String> codes) {
        @Override
        public String toString() {
            return "RecoveryCodesView";
        }
    }

    /** From now on a sign-in needs a code; all other sessions of the account end, and this one counts as begun with two factors. */
    @Open
    @PostMapping("/confirmation")
    Mono<RecoveryCodesView> confirmSecondFactor(
            @Valid @RequestBody CodeRequest request, Actor actor, ServerWebExchange exchange) {
        Actor.Person person = Sessions.person(actor);
        return transactions.transactional(secondFactors
                .confirm(person.id(), request.code())
                .switchIfEmpty(Mono.error(SecondFactorController::wrongCode))
                .flatMap(codes -> sessions.endAll(person.id(), Sessions.secret(exchange))
                        .then(sessions.setTwoFactors(person.id(), true))
                        .then(audit.append(
                                actor, AuditAction.SECOND_FACTOR_ENABLED, AuditLog.Change.of("account", person.id())))
                        .thenReturn(new RecoveryCodesView(codes))));
    }

    /** What it takes to remove a second factor: the password and a code. */
    record RemovalRequest(
            @NotBlank(message = "请输入当前密码。") String currentPassword,

            @NotBlank(message = "请输入验证码。") @Size(max = 100, message = "验证码过长。")
            String code) {
        @Override
        public String toString() {
            return "RemovalRequest";
        }
    }

    @Open
    @PostMapping("/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeSecondFactor(@Valid @RequestBody RemovalRequest request, Actor actor, ServerWebExchange exchange) {
        return reauthentication
                .confirm(actor, request.currentPassword(), exchange)
                .flatMap(account -> secondFactors
                        .accept(account.id(), request.code())
                        .switchIfEmpty(Mono.defer(() -> guard.refuse(actor, account.username(), wrongCode())))
                        .then(transactions.transactional(secondFactors
                                .remove(account.id())
                                .then(sessions.setTwoFactors(account.id(), false))
                                .then(guard.forget(account.username()))
                                .then(audit.append(
                                        actor,
                                        AuditAction.SECOND_FACTOR_DISABLED,
                                        AuditLog.Change.of("account", account.id()))))));
    }

    private static ApiException wrongCode() {
        return ApiException.badRequest("code", "WRONG_CODE", "验证码不对、已过期或已用过；请等下一个再输入。");
    }
}
