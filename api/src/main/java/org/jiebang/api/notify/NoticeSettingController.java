package org.jiebang.api.notify;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.access.Requires;
import org.jiebang.api.account.Secrets;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailException;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the reader wants to hear of notices: on the page always, by mail and by webhook as he chooses. */
@RestController
class NoticeSettingController {
    private final NoticeSettings settings;
    private final Mailer mailer;
    private final WebhookClient webhooks;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    NoticeSettingController(
            NoticeSettings settings,
            Mailer mailer,
            WebhookClient webhooks,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.settings = settings;
        this.mailer = mailer;
        this.webhooks = webhooks;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * The reader's choice.
     *
     * @param mailAvailable has the operator set up a mail server?
     * @param address null if none is known
     * @param confirmed may mails be sent to it?
     * @param webhook where notices are posted to; null for nowhere
     */
    record NoticeSettingView(
            boolean mailAvailable,
            NoticeSettings.Frequency mail,
            @Nullable String address,
            boolean confirmed,
            @Nullable String webhook) {}

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @GetMapping("/api/notice-settings")
    Mono<NoticeSettingView> read(Actor actor) {
        return settings.of(account(actor))
                .map(setting -> new NoticeSettingView(
                        mailer.isOn(),
                        setting.mail(),
                        setting.address(),
                        setting.confirmed(),
                        setting.webhook() == null ? null : setting.webhook().url()));
    }

    /** When mails shall leave, and whither. */
    record MailWish(
            @NotNull(message = "请选择何时发邮件：IMMEDIATE、DAILY、WEEKLY 或 NEVER。")
            NoticeSettings.Frequency frequency,

            @Nullable @Email(message = "邮箱地址的写法不对。") @Size(max = 254, message = "邮箱地址最多 254 个字符。")
            String address) {
        /** Without the address, so that no log tells it. */
        @Override
        public String toString() {
            return "MailWish[" + frequency + "]";
        }
    }

    /** Sets the mails. A new address is sent a link first; nothing else is sent to it before that was followed. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PutMapping("/api/notice-settings/mail")
    Mono<NoticeSettingView> setMail(Actor actor, @Valid @RequestBody MailWish wish) {
        UUID account = account(actor);
        String address = wish.address() == null ? "" : wish.address().strip();
        NoticeSettings.Frequency frequency = Objects.requireNonNull(wish.frequency());
        if (address.isEmpty()) {
            if (frequency != NoticeSettings.Frequency.NEVER) {
                throw ApiException.badRequest("address", "BLANK", "请填写接收通知的邮箱地址。");
            }
            return transactions
                    .transactional(settings.forgetMail(account).then(noted(actor, frequency.name())))
                    .then(read(actor));
        }
        if (!mailer.isOn()) {
            throw new ApiException(ErrorCode.CONFLICT, "平台没有设置邮件服务器，暂不能发邮件；请联系管理员，或使用网页通知。");
        }
        String secret = Secrets.next();
        return transactions
                .transactional(settings.setMail(account, frequency, address, secret)
                        .switchIfEmpty(
                                Mono.error(() -> new ApiException(ErrorCode.TOO_MANY_REQUESTS, "刚刚发过确认邮件，请一分钟后再试。")))
                        .flatMap(unconfirmed -> noted(actor, frequency.name())
                                .then(
                                        unconfirmed
                                                ? mailer.send(confirmation(address, secret))
                                                        .onErrorMap(
                                                                MailException.class,
                                                                error -> new ApiException(
                                                                        ErrorCode.BUSY,
                                                                        "邮件服务器没有收下确认邮件，设置没有保存；请检查地址，稍后再试。"))
                                                : Mono.empty())))
                .then(read(actor));
    }

    private Mailer.Mail confirmation(String address, String secret) {
        String link = mailer.link("/mail/confirm?token=" + secret);
        return new Mailer.Mail(
                "confirm-" + secret.substring(0, 12),
                address,
                "请确认邮箱 Please confirm your address",
                """
                有人在“揭榜”平台把这个邮箱设为接收通知的地址。如果是您本人，请打开下面的链接确认；如果不是，不必理会，不会再有邮件。
                Somebody has entered this address for notices of the platform Jiebang. If it was you, please open the link; if not, ignore this mail.

                %s
                """.formatted(link),
                null);
    }

    /** Confirms the address to which a secret was sent. */
    @Open
    @PostMapping("/api/mail-confirmations/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> confirm(@PathVariable String token) {
        return settings.confirm(token)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.NOT_FOUND, "这个确认链接已用过或已失效，请在“通知”页重新填写邮箱。")))
                .then();
    }

    /** Stops the mails of who holds the link; a mailbox may call it by itself (RFC 8058). */
    @Open
    @PostMapping("/api/mail-stops/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> stop(@PathVariable String token) {
        return settings.stop(token)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.NOT_FOUND, "这个退订链接不对，请登录后在“通知”页设置。")))
                .then();
    }

    /** Where notices shall be posted to. */
    record WebhookWish(
            @NotBlank(message = "请填写接收通知的地址（https://…）。") @Size(max = 2000, message = "地址最多 2000 个字符。")
            String url) {
        /** Without the address, so that no log tells it. */
        @Override
        public String toString() {
            return "WebhookWish[]";
        }
    }

    /** The key under which notices are signed, shown this once. */
    record WebhookSecret(String secret) {
        /** Without the key, so that no log tells it. */
        @Override
        public String toString() {
            return "WebhookSecret[]";
        }
    }

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PutMapping("/api/notice-settings/webhook")
    Mono<WebhookSecret> setWebhook(Actor actor, @Valid @RequestBody WebhookWish wish) {
        String url = webhooks.checked(wish.url().strip()).toString();
        String secret = Secrets.next();
        return transactions
                .transactional(settings.setWebhook(account(actor), new NoticeSettings.Webhook(url, secret))
                        .then(noted(actor, "WEBHOOK")))
                .thenReturn(new WebhookSecret(secret));
    }

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @DeleteMapping("/api/notice-settings/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeWebhook(Actor actor) {
        return transactions.transactional(settings.removeWebhook(account(actor)).then(noted(actor, "NO_WEBHOOK")));
    }

    /** For the audit log: what was chosen, without any address. */
    private record Chosen(String choice) {}

    private Mono<Void> noted(Actor actor, String choice) {
        return audit.append(
                actor,
                AuditAction.NOTICE_SETTING_CHANGED,
                AuditLog.Change.to("account", account(actor), new Chosen(choice)));
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
