package org.jiebang.api.notify;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.account.Secrets;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** How people want to hear of notices, in PostgreSQL; addresses are sealed. */
@Repository
class NoticeSettings {
    private static final String MAIL = "mail address";
    private static final String WEBHOOK = "webhook";
    private static final String STOP = "mail stop";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final JsonMapper json;

    NoticeSettings(DatabaseClient database, FieldCipher cipher, JsonMapper json) {
        this.database = database;
        this.cipher = cipher;
        this.json = json;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        private static final int BATCH = 200;

        @Bean
        SealedColumn noticeMailColumn() {
            return new SealedColumn("notice_setting", "mail_sealed", "mail_key", "account_id", MAIL, "", BATCH);
        }

        @Bean
        SealedColumn noticeWebhookColumn() {
            return new SealedColumn(
                    "notice_setting", "webhook_sealed", "webhook_key", "account_id", WEBHOOK, "", BATCH);
        }
    }

    /** When mails leave. */
    enum Frequency {
        IMMEDIATE,
        DAILY,
        WEEKLY,
        NEVER
    }

    /** Where notices are posted to, and the key under which they are signed. */
    record Webhook(String url, String secret) {
        /** Without the key, so that no log tells it. */
        @Override
        public String toString() {
            return "Webhook[]";
        }
    }

    /**
     * A person's choice.
     *
     * @param address null if none is known
     * @param confirmed its owner has said that it is his
     */
    record Setting(
            Frequency mail,
            @Nullable String address,
            boolean confirmed,
            @Nullable Webhook webhook) {
        static final Setting NONE = new Setting(Frequency.NEVER, null, false, null);

        /** Without the address, so that no log tells it. */
        @Override
        public String toString() {
            return "Setting[" + mail + "]";
        }
    }

    Mono<Setting> of(UUID account) {
        return database.sql("SELECT account_id, mail, mail_sealed, confirmed_at, webhook_sealed FROM notice_setting"
                        + " WHERE account_id = $1")
                .bind("$1", account)
                .map(this::setting)
                .one()
                .defaultIfEmpty(Setting.NONE);
    }

    /**
     * Sets when mails leave and whither. Another address has to be confirmed first; the one that is confirmed stays so.
     *
     * @param confirmation secret that the mail to a new address tells
     * @return whether the address has to be confirmed and a mail may be sent to it now; empty if one was sent less than a minute ago
     */
    Mono<Boolean> setMail(UUID account, Frequency frequency, String address, String confirmation) {
        return of(account).flatMap(before -> {
            boolean known = address.equals(before.address()) && before.confirmed();
            return database.sql("""
                            INSERT INTO notice_setting (account_id, mail, mail_sealed, mail_key, confirm_hash, confirm_sent_at)
                            VALUES ($1, $2, $3, $4, CASE WHEN $6 THEN NULL ELSE $5 END, CASE WHEN $6 THEN NULL ELSE now() END)
                            ON CONFLICT (account_id) DO UPDATE SET
                                mail = excluded.mail, mail_sealed = excluded.mail_sealed, mail_key = excluded.mail_key,
                                confirmed_at = CASE WHEN $6 THEN notice_setting.confirmed_at END,
                                confirm_hash = excluded.confirm_hash,
                                confirm_sent_at = coalesce(excluded.confirm_sent_at, notice_setting.confirm_sent_at),
                                updated_at = now()
                            WHERE $6 OR notice_setting.confirm_sent_at IS NULL
                               OR notice_setting.confirm_sent_at < now() - interval '1 minute'
                            """)
                    .bind("$1", account)
                    .bind("$2", frequency.name())
                    .bind("$3", cipher.seal(MAIL, account.toString(), address.getBytes(StandardCharsets.UTF_8)))
                    .bind("$4", cipher.currentKey())
                    .bind("$5", Secrets.digest(confirmation))
                    .bind("$6", known)
                    .fetch()
                    .rowsUpdated()
                    .filter(rows -> rows > 0)
                    .map(rows -> !known);
        });
    }

    /** Mails stop, and the address is forgotten. */
    Mono<Void> forgetMail(UUID account) {
        return database.sql("""
                        UPDATE notice_setting SET mail = 'NEVER', mail_sealed = NULL, mail_key = NULL, confirmed_at = NULL,
                            confirm_hash = NULL, updated_at = now() WHERE account_id = $1
                        """).bind("$1", account).fetch().rowsUpdated().then();
    }

    /** Confirms the address that a secret was sent to; empty if there is none such. */
    Mono<UUID> confirm(String secret) {
        return database.sql("""
                        UPDATE notice_setting SET confirmed_at = now(), confirm_hash = NULL, updated_at = now()
                        WHERE confirm_hash = $1 RETURNING account_id
                        """)
                .bind("$1", Secrets.digest(secret))
                .map(row -> Objects.requireNonNull(row.get("account_id", UUID.class)))
                .one();
    }

    /** What the stop link of an account's mails says; nobody can guess another's. */
    String stopToken(UUID account) {
        return account + "." + HexFormat.of().formatHex(cipher.fingerprint(STOP, account.toString()));
    }

    /** Stops the mails of the account that a stop link names; empty if it is no such link. */
    Mono<UUID> stop(String token) {
        return Mono.justOrEmpty(accountOf(token))
                .flatMap(account -> database.sql(
                                "UPDATE notice_setting SET mail = 'NEVER', updated_at = now() WHERE account_id = $1")
                        .bind("$1", account)
                        .fetch()
                        .rowsUpdated()
                        .filter(rows -> rows > 0)
                        .map(rows -> account));
    }

    private @Nullable UUID accountOf(String token) {
        int dot = token.indexOf('.');
        try {
            UUID account = UUID.fromString(dot < 0 ? "" : token.substring(0, dot));
            byte[] given = HexFormat.of().parseHex(token.substring(dot + 1));
            boolean ours = cipher.fingerprints(STOP, account.toString()).stream()
                    .anyMatch(known -> MessageDigest.isEqual(known, given));
            return ours ? account : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Mono<Void> setWebhook(UUID account, Webhook webhook) {
        return database.sql("""
                        INSERT INTO notice_setting (account_id, webhook_sealed, webhook_key) VALUES ($1, $2, $3)
                        ON CONFLICT (account_id) DO UPDATE SET webhook_sealed = excluded.webhook_sealed,
                            webhook_key = excluded.webhook_key, updated_at = now()
                        """)
                .bind("$1", account)
                .bind("$2", cipher.seal(WEBHOOK, account.toString(), json.writeValueAsBytes(webhook)))
                .bind("$3", cipher.currentKey())
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> removeWebhook(UUID account) {
        return database.sql("UPDATE notice_setting SET webhook_sealed = NULL, webhook_key = NULL, updated_at = now()"
                        + " WHERE account_id = $1")
                .bind("$1", account)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Setting setting(Readable row) {
        String account =
                Objects.requireNonNull(row.get("account_id", UUID.class)).toString();
        ByteBuffer mail = row.get("mail_sealed", ByteBuffer.class);
        ByteBuffer webhook = row.get("webhook_sealed", ByteBuffer.class);
        return new Setting(
                Frequency.valueOf(Objects.requireNonNull(row.get("mail", String.class))),
                mail == null ? null : new String(cipher.open(MAIL, account, bytes(mail)), StandardCharsets.UTF_8),
                row.get("confirmed_at", OffsetDateTime.class) != null,
                webhook == null ? null : json.readValue(cipher.open(WEBHOOK, account, bytes(webhook)), Webhook.class));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
