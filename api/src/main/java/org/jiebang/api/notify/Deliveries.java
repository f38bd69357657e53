package org.jiebang.api.notify;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends notices on their way, each once: entries are taken with SKIP LOCKED and marked in the transaction in which they were sent. A replica
 * that is killed between the two sends again under the same id, by which mailboxes and receivers know it. What fails is tried eight times,
 * after longer and longer pauses, within about two hours and a half.
 */
@Component
class Deliveries {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 8;
    private static final int MOST_IN_A_MAIL = 100;
    private static final int POSTS_AT_ONCE = 8;
    private static final int LONGEST_ERROR = 200;

    private final DatabaseClient database;
    private final NoticeStore notices;
    private final NoticeSettings settings;
    private final Mailer mailer;
    private final WebhookClient webhooks;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    Deliveries(
            DatabaseClient database,
            NoticeStore notices,
            NoticeSettings settings,
            Mailer mailer,
            WebhookClient webhooks,
            TransactionalOperator transactions,
            JsonMapper json) {
        this.database = database;
        this.notices = notices;
        this.settings = settings;
        this.mailer = mailer;
        this.webhooks = webhooks;
        this.transactions = transactions;
        this.json = json;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop mailLoop(Deliveries deliveries, Mailer mailer) {
            return new BackgroundLoop("Mailing", PAUSE, () -> mailer.isOn() ? deliveries.mail() : Mono.just(false));
        }

        @Bean
        BackgroundLoop webhookLoop(Deliveries deliveries) {
            return new BackgroundLoop("Calling webhooks", PAUSE, deliveries::post);
        }
    }

    /** Sends one person all that is due in one mail; answers whether there was anything. */
    Mono<Boolean> mail() {
        return transactions.transactional(database.sql("""
                        SELECT account_id FROM notice_delivery
                        WHERE channel = 'MAIL' AND delivered_at IS NULL AND attempts < $1 AND not_before <= now()
                        ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .bind("$1", MOST_ATTEMPTS)
                .map(row -> Objects.requireNonNull(row.get("account_id", UUID.class)))
                .one()
                .flatMap(account -> taken(account)
                        .flatMap(ids -> settings.of(account).flatMap(setting -> send(account, setting, ids)))
                        .thenReturn(true))
                .defaultIfEmpty(false));
    }

    private Mono<List<UUID>> taken(UUID account) {
        return database.sql("""
                        SELECT notice_id FROM notice_delivery
                        WHERE channel = 'MAIL' AND account_id = $1 AND delivered_at IS NULL AND attempts < $2 AND not_before <= now()
                        ORDER BY notice_id LIMIT $3 FOR UPDATE SKIP LOCKED
                        """)
                .bind("$1", account)
                .bind("$2", MOST_ATTEMPTS)
                .bind("$3", MOST_IN_A_MAIL)
                .map(row -> Objects.requireNonNull(row.get("notice_id", UUID.class)))
                .all()
                .collectList();
    }

    private Mono<Void> send(UUID account, NoticeSettings.Setting setting, List<UUID> ids) {
        String address = setting.address();
        if (address == null || !setting.confirmed() || setting.mail() == NoticeSettings.Frequency.NEVER) {
            // The reader has changed his mind since.
            return forget("MAIL", ids);
        }
        return notices.find(ids)
                .collectList()
                .flatMap(all -> mailer.send(mail(account, address, all)))
                .then(Mono.defer(() -> delivered("MAIL", ids)))
                .onErrorResume(MailException.class, error -> failed("MAIL", ids, error));
    }

    private Mailer.Mail mail(UUID account, String address, List<NoticeStore.Told> all) {
        StringBuilder text = new StringBuilder();
        for (NoticeStore.Told told : all) {
            text.append(NoticeText.chinese(told))
                    .append('\n')
                    .append(NoticeText.english(told))
                    .append('\n')
                    .append(mailer.link(told.link()))
                    .append('\n')
                    .append(NoticeText.why(told))
                    .append(NoticeText.why(told).isEmpty() ? "" : " · " + NoticeText.whyInEnglish(told) + "\n")
                    .append('\n');
        }
        String token = settings.stopToken(account);
        text.append("--\n不想再收到邮件，请打开 To stop these mails: ")
                .append(mailer.link("/mail/stop?token=" + token))
                .append('\n');
        return new Mailer.Mail(
                all.getFirst().id().toString(),
                address,
                all.size() == 1
                        ? NoticeText.chinese(all.getFirst())
                        : "揭榜：%d 条通知 %d notices".formatted(all.size(), all.size()),
                text.toString(),
                mailer.link("/api/mail-stops/" + token));
    }

    /** Posts some notices that are due; answers whether there were any. */
    Mono<Boolean> post() {
        return transactions.transactional(database.sql("""
                        SELECT notice_id, account_id FROM notice_delivery
                        WHERE channel = 'WEBHOOK' AND delivered_at IS NULL AND attempts < $1 AND not_before <= now()
                        ORDER BY not_before LIMIT $2 FOR UPDATE SKIP LOCKED
                        """)
                .bind("$1", MOST_ATTEMPTS)
                .bind("$2", POSTS_AT_ONCE)
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("notice_id", UUID.class)),
                        Objects.requireNonNull(row.get("account_id", UUID.class))))
                .all()
                .collectList()
                // What is posted is read first: a transaction answers one question at a time.
                .flatMap(taken -> Flux.fromIterable(taken)
                        .concatMap(entry -> notices.find(List.of(entry.getKey()))
                                .next()
                                .zipWith(settings.of(entry.getValue()), Outgoing::new))
                        .collectList()
                        .flatMapMany(all -> Flux.fromIterable(all).flatMap(this::posted, POSTS_AT_ONCE))
                        .collectList()
                        .flatMap(outcomes -> Flux.fromIterable(outcomes)
                                .concatMap(this::note)
                                .then(Mono.just(!taken.isEmpty())))));
    }

    private record Outgoing(NoticeStore.Told told, NoticeSettings.Setting setting) {}

    /** What became of one: nothing for delivered, a {@link Gone} where nobody wants it any more, else why not. */
    private record Outcome(UUID notice, java.util.Optional<Throwable> error) {}

    /** The reader has removed his webhook since. */
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The body of a call. */
    private record WebhookNotice(
            UUID id, String kind, String topic, String sentence, String english, String link, OffsetDateTime at) {}

    private Mono<Outcome> posted(Outgoing outgoing) {
        NoticeStore.Told told = outgoing.told();
        NoticeSettings.Webhook webhook = outgoing.setting().webhook();
        if (webhook == null) {
            return Mono.just(new Outcome(told.id(), java.util.Optional.of(new Gone())));
        }
        String body = json.writeValueAsString(new WebhookNotice(
                told.id(),
                told.kind(),
                told.topic(),
                NoticeText.chinese(told),
                NoticeText.english(told),
                mailer.link(told.link()),
                told.at()));
        return webhooks.post(webhook, told.id().toString(), body)
                .thenReturn(new Outcome(told.id(), java.util.Optional.empty()))
                .onErrorResume(error -> Mono.just(new Outcome(told.id(), java.util.Optional.of(error))));
    }

    private Mono<Void> note(Outcome outcome) {
        List<UUID> one = List.of(outcome.notice());
        Throwable error = outcome.error().orElse(null);
        return error == null
                ? delivered("WEBHOOK", one)
                : error instanceof Gone ? forget("WEBHOOK", one) : failed("WEBHOOK", one, error);
    }

    private Mono<Void> delivered(String channel, List<UUID> ids) {
        return change("UPDATE notice_delivery SET delivered_at = now(), error = NULL", channel, ids);
    }

    private Mono<Void> forget(String channel, List<UUID> ids) {
        return change("DELETE FROM notice_delivery", channel, ids);
    }

    /** The reason is kept without what a server says in words, for that may hold an address. */
    private Mono<Void> failed(String channel, List<UUID> ids, Throwable error) {
        String reason = error instanceof ApiException problem
                ? problem.code().name()
                : error instanceof java.io.IOException && channel.equals("WEBHOOK")
                        ? String.valueOf(error.getMessage())
                        : error.getClass().getSimpleName();
        return database.sql("""
                        UPDATE notice_delivery SET attempts = attempts + 1, error = $3,
                            not_before = now() + make_interval(secs => 30 * power(2, attempts))
                        WHERE channel = $1 AND notice_id = ANY ($2)
                        """)
                .bind("$1", channel)
                .bind("$2", ids.toArray(UUID[]::new))
                .bind("$3", reason.substring(0, Math.min(reason.length(), LONGEST_ERROR)))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> change(String statement, String channel, List<UUID> ids) {
        return database.sql(statement + " WHERE channel = $1 AND notice_id = ANY ($2)")
                .bind("$1", channel)
                .bind("$2", ids.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
