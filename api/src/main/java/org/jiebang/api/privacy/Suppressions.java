package org.jiebang.api.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Records that were erased and must not come back with the next file. Only a keyed fingerprint is kept: who does not have the name, the
 * employer and the year of birth already learns nothing from it, and who has them needs the key as well.
 */
@Repository
public class Suppressions {
    private static final String PURPOSE = "suppressed-record";

    /** An import that has looked holds this until it has written, so that nobody is erased in between and comes back at once. */
    private static final String LOOKING = "SELECT pg_advisory_xact_lock_shared(hashtext('suppressed_record'))";

    private static final String ADDING = "SELECT pg_advisory_xact_lock(hashtext('suppressed_record'))";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;

    Suppressions(DatabaseClient database, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn suppressedRecordColumn() {
            return SealedColumn.of("suppressed_record", "id", PURPOSE).withFingerprint("fingerprint");
        }
    }

    /**
     * Keeps a record away from now on. Belongs into the transaction that removes it.
     *
     * @param naturalKey digest of its natural key in hexadecimal
     */
    public Mono<Void> suppress(Library library, String naturalKey) {
        UUID id = UUID.randomUUID();
        String text = text(library, naturalKey);
        return locked(ADDING)
                .then(database.sql("""
                        INSERT INTO suppressed_record (id, fingerprint, sealed, key_id) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (fingerprint) DO NOTHING
                        """)
                        .bind("$1", id)
                        .bind("$2", ByteBuffer.wrap(cipher.fingerprint(PURPOSE, text)))
                        .bind(
                                "$3",
                                ByteBuffer.wrap(
                                        cipher.seal(PURPOSE, id.toString(), text.getBytes(StandardCharsets.UTF_8))))
                        .bind("$4", cipher.currentKey())
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    private Mono<Void> locked(String lock) {
        return database.sql(lock).fetch().rowsUpdated().then();
    }

    /**
     * Those of some natural keys, as digests in hexadecimal, that are kept away. None is added until the transaction ends in which this is
     * asked.
     */
    public Mono<Set<String>> among(Library library, List<String> naturalKeys) {
        if (naturalKeys.isEmpty()) {
            return Mono.just(Set.of());
        }
        return locked(LOOKING)
                .then(compute.run(() -> {
                    Map<String, String> keys = new HashMap<>();
                    for (String key : naturalKeys) {
                        cipher.fingerprints(PURPOSE, text(library, key))
                                .forEach(fingerprint -> keys.put(KeyRotation.base64(fingerprint), key));
                    }
                    return keys;
                }))
                .flatMap(keys -> database.sql("""
                                SELECT wanted.fingerprint FROM unnest($1::text[]) AS wanted (fingerprint)
                                JOIN suppressed_record AS kept ON kept.fingerprint = decode(wanted.fingerprint, 'base64')
                                """)
                        .bind("$1", keys.keySet().toArray(String[]::new))
                        .map(row -> Objects.requireNonNull(
                                keys.get(Objects.requireNonNull(row.get("fingerprint", String.class)))))
                        .all()
                        .collect(Collectors.toSet()));
    }

    private static String text(Library library, String naturalKey) {
        return library.code() + ':' + naturalKey;
    }
}
