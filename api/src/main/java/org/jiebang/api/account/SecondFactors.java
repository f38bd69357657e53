package org.jiebang.api.account;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The second factor of accounts that sign in by password: codes of an authenticator application ({@link Totp}) and recovery codes in their
 * place. No code is taken twice, whichever replica sees it.
 */
@Repository
class SecondFactors {
    static final int RECOVERY_CODES = 10;

    private static final String PURPOSE = "second-factor";
    private static final Pattern OF_APPLICATION = Pattern.compile("\\d{" + Totp.DIGITS + "}");
    private static final int RECOVERY_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatabaseClient database;
    private final FieldCipher cipher;

    SecondFactors(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn secondFactorColumn() {
            return SealedColumn.of("second_factor", "account_id", PURPOSE);
        }
    }

    /**
     * A second factor that counts.
     *
     * @param recoveryCodes how many are left
     */
    record Enrolled(OffsetDateTime since, int recoveryCodes) {}

    /** Empty if the account has none. */
    Mono<Enrolled> find(UUID account) {
        return database.sql("""
                        SELECT confirmed_at, (SELECT count(*) FROM recovery_code WHERE account_id = $1) AS codes
                        FROM second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL
                        """)
                .bind("$1", account)
                .map(row -> new Enrolled(
                        Objects.requireNonNull(row.get("confirmed_at", OffsetDateTime.class)),
                        Objects.requireNonNull(row.get("codes", Integer.class))))
                .one();
    }

    /** Keeps a new secret that is to be confirmed; empty if the account has a second factor that counts. */
    Mono<byte[]> begin(UUID account) {
        byte[] secret = Totp.secret();
        return database.sql("""
                        INSERT INTO second_factor AS present (account_id, sealed, key_id) VALUES ($1, $2, $3)
                        ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id, last_step = 0
                        WHERE present.confirmed_at IS NULL
                        """)
                .bind("$1", account)
                .bind("$2", ByteBuffer.wrap(cipher.seal(PURPOSE, account.toString(), secret)))
                .bind("$3", cipher.currentKey())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .map(rows -> secret);
    }

    /** Makes the secret count whose code this is, and answers new recovery codes; empty if the code is wrong. */
    Mono<List<String>> confirm(UUID account, String code) {
        return take(account, typed(code), false)
                .filter(taken -> taken)
                .flatMap(taken -> database.sql("UPDATE second_factor SET confirmed_at = now() WHERE account_id = $1")
                        .bind("$1", account)
                        .fetch()
                        .rowsUpdated())
                .flatMap(rows -> recoveryCodes(account));
    }

    /** How a code was accepted. */
    enum Accepted {
        BY_APPLICATION,
        BY_RECOVERY_CODE
    }

    /** Takes a code of a second factor that counts; empty if it is wrong or was taken before. */
    Mono<Accepted> accept(UUID account, String code) {
        String typed = typed(code);
        return OF_APPLICATION.matcher(typed).matches()
                ? take(account, typed, true).filter(taken -> taken).map(taken -> Accepted.BY_APPLICATION)
                : database.sql("DELETE FROM recovery_code WHERE code_hash = $1 AND account_id = $2")
                        .bind("$1", Secrets.digest(typed))
                        .bind("$2", account)
                        .fetch()
                        .rowsUpdated()
                        .filter(rows -> rows > 0)
                        .map(rows -> Accepted.BY_RECOVERY_CODE);
    }

    /** As people type it from paper or a screen. */
    private static String typed(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private Mono<Boolean> take(UUID account, String code, boolean confirmed) {
        return database.sql(
                        "SELECT sealed FROM second_factor WHERE account_id = $1 AND (confirmed_at IS NOT NULL) = $2")
                .bind("$1", account)
                .bind("$2", confirmed)
                .map(row -> Objects.requireNonNull(row.get("sealed", byte[].class)))
                .one()
                .flatMap(kept -> {
                    OptionalLong step = Totp.match(cipher.open(PURPOSE, account.toString(), kept), code, Instant.now());
                    return step.isEmpty() ? Mono.just(false) : advance(account, step.getAsLong());
                });
    }

    /** Of two who bring the same code at once one is too late. */
    private Mono<Boolean> advance(UUID account, long step) {
        return database.sql("UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2")
                .bind("$1", account)
                .bind("$2", step)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<List<String>> recoveryCodes(UUID account) {
        List<String> codes = Stream.generate(SecondFactors::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        // The driver has no arrays of bytes.
        return database.sql("""
                        INSERT INTO recovery_code (account_id, code_hash)
                        SELECT $1, decode(hash, 'hex') FROM unnest($2::text[]) AS hash
                        """)
                .bind("$1", account)
                .bind(
                        "$2",
                        codes.stream()
                                .map(SecondFactors::typed)
                                .map(Secrets::digest)
                                .map(HexFormat.of()::formatHex)
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .thenReturn(codes);
    }

    /** 160 random bits as eight groups of four. */
    private static String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        RANDOM.nextBytes(bytes);
        return String.join("-", Totp.base32(bytes).split("(?<=\\G.{4})"));
    }

    /** Removes the second factor with its recovery codes; answers whether there was one that counted. */
    Mono<Boolean> remove(UUID account) {
        return database.sql("""
                        WITH codes AS (DELETE FROM recovery_code WHERE account_id = $1)
                        DELETE FROM second_factor WHERE account_id = $1 RETURNING confirmed_at IS NOT NULL AS counted
                        """)
                .bind("$1", account)
                .map(row -> Boolean.TRUE.equals(row.get("counted", Boolean.class)))
                .one()
                .defaultIfEmpty(false);
    }
}
