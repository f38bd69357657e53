package org.jiebang.api.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Seals anew what an old key sealed, a few rows at a time, while the platform works; replicas share the rows. When the log says that
 * nothing is left the old keys can be taken away.
 */
@Component
class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final List<SealedColumn> columns;
    private final FieldCipher cipher;
    private final DatabaseClient database;
    private final Compute compute;
    private final TransactionalOperator transactions;

    /** Set when the last look found no row under an old key, so that the log says it once. */
    private volatile boolean saidDone;

    KeyRotation(
            List<SealedColumn> columns,
            FieldCipher cipher,
            DatabaseClient database,
            Compute compute,
            TransactionalOperator transactions) {
        this.columns = columns;
        this.cipher = cipher;
        this.database = database;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop keyRotationLoop(KeyRotation rotation) {
            return new BackgroundLoop("Sealing under the new key", PAUSE, rotation::work);
        }
    }

    private volatile boolean looked;

    /** Seals one batch of every column anew; answers whether there was one. */
    Mono<Boolean> work() {
        return (looked ? Mono.<Void>empty() : reportLostKeys()).then(Mono.defer(this::sealAnew));
    }

    /** What is sealed under a key that was taken away or lost cannot be read; better said at the start than to the first reader. */
    private Mono<Void> reportLostKeys() {
        String[] known = cipher.keyIds().toArray(String[]::new);
        return Flux.fromIterable(columns)
                .concatMap(column -> database.sql("SELECT DISTINCT %1$s AS id FROM %2$s WHERE NOT %1$s = ANY($1)"
                                .formatted(column.keyId(), column.table()))
                        .bind("$1", known)
                        .map(row -> Objects.requireNonNull(row.get("id", String.class)))
                        .all()
                        .doOnNext(id -> LOG.error(
                                "Values in {} are sealed under the key '{}', which is not among jiebang.privacy.keys: they cannot be"
                                        + " read. Maybe it was taken away too early; give it back behind the others",
                                column.table(),
                                id)))
                .then()
                .doOnSuccess(done -> looked = true);
    }

    private Mono<Boolean> sealAnew() {
        Set<String> old = new HashSet<>(cipher.keyIds());
        old.remove(cipher.currentKey());
        if (old.isEmpty()) {
            return Mono.just(false);
        }
        return Flux.fromIterable(columns)
                .concatMap(column -> batch(column, old.toArray(String[]::new)))
                .reduce(0, Integer::sum)
                .doOnNext(count -> report(count, old))
                .map(count -> count > 0);
    }

    private void report(int count, Set<String> old) {
        if (count == 0 && !saidDone) {
            LOG.info(
                    "Nothing is sealed under the old keys {} any more; they can be taken out of jiebang.privacy.keys",
                    old);
        }
        saidDone = count == 0;
    }

    private record Place(String row, String owner, byte[] sealed) {}

    private record Resealed(String row, byte[] sealed, byte[] fingerprint) {}

    private Mono<Integer> batch(SealedColumn column, String[] old) {
        return transactions.transactional(database.sql(
                        "SELECT ctid::text AS place, (%s)::text AS owner, %s AS sealed FROM %s WHERE %s = ANY($1) LIMIT %d FOR UPDATE SKIP LOCKED"
                                .formatted(
                                        column.owner(),
                                        column.sealed(),
                                        column.table(),
                                        column.keyId(),
                                        column.batch()))
                .bind("$1", old)
                .map(row -> new Place(
                        Objects.requireNonNull(row.get("place", String.class)),
                        Objects.requireNonNull(row.get("owner", String.class)),
                        bytes(Objects.requireNonNull(row.get("sealed", ByteBuffer.class)))))
                .all()
                .collectList()
                .flatMap(rows -> rows.isEmpty()
                        ? Mono.just(0)
                        : compute.run(() -> reseal(column, rows))
                                .flatMap(resealed -> write(column, resealed))
                                .thenReturn(rows.size())));
    }

    private List<Resealed> reseal(SealedColumn column, List<Place> rows) {
        return rows.stream()
                .map(row -> {
                    byte[] plain = cipher.open(column.purpose(), row.owner(), row.sealed());
                    return new Resealed(
                            row.row(),
                            cipher.seal(column.purpose(), row.owner(), plain),
                            cipher.fingerprint(column.purpose(), new String(plain, StandardCharsets.UTF_8)));
                })
                .toList();
    }

    /** The rows are locked, so that they still are where they were found. */
    private Mono<Long> write(SealedColumn column, List<Resealed> rows) {
        String fingerprint = column.fingerprint().isEmpty()
                ? ""
                : ", " + column.fingerprint() + " = decode(row.fingerprint, 'base64')";
        return database.sql("""
                        UPDATE %1$s AS present SET %2$s = decode(row.sealed, 'base64'), %3$s = $1%4$s
                        FROM unnest($2::text[], $3::text[], $4::text[]) AS row (place, sealed, fingerprint)
                        WHERE present.ctid = row.place::tid
                        """.formatted(column.table(), column.sealed(), column.keyId(), fingerprint))
                .bind("$1", cipher.currentKey())
                .bind("$2", rows.stream().map(Resealed::row).toArray(String[]::new))
                .bind("$3", rows.stream().map(row -> base64(row.sealed())).toArray(String[]::new))
                .bind("$4", rows.stream().map(row -> base64(row.fingerprint())).toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
