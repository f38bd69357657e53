package org.jiebang.api.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows down guessing: a name with {@value #MOST_FAILURES} failures within a quarter of an hour is locked for a quarter of an hour, whether
 * there is such an account or not, and an address with many failures under any names may not try for a while.
 */
@Component
class SignInGuard {
    static final int MOST_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MOST_ADDRESSES = 100_000;

    private static final String FAIL = """
            INSERT INTO sign_in_failure AS present (name_hash, failures, first_at) VALUES ($1, 1, now())
            ON CONFLICT (name_hash) DO UPDATE SET
                failures = CASE WHEN present.first_at < now() - interval '15 minutes' THEN 1 ELSE present.failures + 1 END,
                first_at = CASE WHEN present.first_at < now() - interval '15 minutes' THEN now() ELSE present.first_at END,
                locked_until = CASE WHEN present.first_at >= now() - interval '15 minutes' AND present.failures + 1 >= $2
                                    THEN now() + interval '15 minutes' END
            RETURNING coalesce(failures = $2, false) AS locked
            """;

    private final DatabaseClient database;
    private final AuditLog audit;
    private final int mostByAddress;
    private final Cache<String, AtomicInteger> addresses = Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(MOST_ADDRESSES)
            .build();

    SignInGuard(
            DatabaseClient database,
            AuditLog audit,
            @Value("${jiebang.sign-in.failures-per-address}") int mostByAddress) {
        this.database = database;
        this.audit = audit;
        this.mostByAddress = mostByAddress;
    }

    /** Refuses a name or an address that has failed too often. */
    Mono<Void> check(String username, String address) {
        AtomicInteger failures = addresses.getIfPresent(address);
        if (failures != null && failures.get() >= mostByAddress) {
            return Mono.error(locked(WINDOW));
        }
        return database.sql("""
                        SELECT locked_until FROM sign_in_failure WHERE name_hash = $1 AND locked_until > now()
                        """)
                .bind("$1", key(username))
                .map(row -> Objects.requireNonNull(row.get("locked_until", OffsetDateTime.class)))
                .one()
                .flatMap(until -> Mono.error(locked(Duration.between(OffsetDateTime.now(until.getOffset()), until))));
    }

    private static ApiException locked(Duration left) {
        return new ApiException(
                ErrorCode.SIGN_IN_LOCKED, "失败次数过多，请 " + (left.toMinutes() + 1) + " 分钟后再试，或请管理员解锁。", left);
    }

    /** Counts a failure of somebody, writes down if it locked the name, and ends in the refusal. */
    <T> Mono<T> refuse(Actor actor, String username, ApiException refusal) {
        return failed(username, actor.address())
                .filter(locked -> locked)
                .flatMap(locked ->
                        audit.append(actor, AuditAction.SIGN_IN_LOCKED, AuditLog.Change.of("username", username)))
                .then(Mono.error(refusal));
    }

    /** Counts a failure; answers whether it locked the name. */
    Mono<Boolean> failed(String username, String address) {
        Objects.requireNonNull(addresses.get(address, none -> new AtomicInteger()))
                .incrementAndGet();
        return database.sql(FAIL)
                .bind("$1", key(username))
                .bind("$2", MOST_FAILURES)
                .map(row -> Boolean.TRUE.equals(row.get("locked", Boolean.class)))
                .one();
    }

    /** Forgets the failures of a name, after a success or by an administrator's hand. */
    Mono<Void> forget(String username) {
        return database.sql("DELETE FROM sign_in_failure WHERE name_hash = $1")
                .bind("$1", key(username))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static byte[] key(String username) {
        return Secrets.digest(username.strip().toLowerCase(Locale.ROOT));
    }
}
