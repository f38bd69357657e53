package org.jiebang.api.privacy;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Contact data of records, sealed and apart from them. */
@Repository
public class ContactStore {
    private static final String PURPOSE = "contact";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;

    ContactStore(DatabaseClient database, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn contactColumn() {
            return SealedColumn.of("contact", "record_id", PURPOSE);
        }
    }

    /**
     * A record that is there already.
     *
     * @param contact {@link Contact#EMPTY} if none is stored
     * @param owned an organisation wrote the record itself, and no file changes it
     */
    public record Known(UUID recordId, Contact contact, boolean owned) {}

    /** The contact of a record in clear; empty if none is stored. */
    public Mono<Contact> find(UUID recordId) {
        return database.sql("SELECT record_id, sealed FROM contact WHERE record_id = $1")
                .bind("$1", recordId)
                .map(ContactStore::stored)
                .one()
                .flatMap(stored -> compute.run(() -> open(stored)));
    }

    /** Keyed fingerprints of every number and address, by the id of the record; equal ones are the same number or address. */
    public Mono<Map<String, Set<String>>> fingerprints(Collection<UUID> records) {
        if (records.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("SELECT record_id, sealed FROM contact WHERE record_id = ANY($1)")
                .bind("$1", records.toArray(UUID[]::new))
                .map(ContactStore::stored)
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() -> {
                    Map<String, Set<String>> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.recordId().toString(), fingerprints(open(row))));
                    return found;
                }));
    }

    private Set<String> fingerprints(Contact contact) {
        Set<String> found = new HashSet<>();
        for (String parts : List.of(contact.phone(), contact.email())) {
            for (String part : parts.split(Contact.DIVIDER)) {
                if (!part.isBlank()) {
                    found.add(HexFormat.of().formatHex(cipher.fingerprint(PURPOSE, part.toLowerCase(Locale.ROOT))));
                }
            }
        }
        return found;
    }

    /** Records of a library that are there already, by the digest of their natural key in hexadecimal. */
    public Mono<Map<String, Known>> known(Library library, List<String> naturalKeys) {
        if (naturalKeys.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        SELECT encode(record.natural_key, 'hex') AS natural_key, record.id AS record_id, contact.sealed,
                               record.owner_id IS NOT NULL AS owned
                        FROM unnest($1::text[]) AS wanted (natural_key)
                        JOIN library_record AS record
                          ON record.library = $2 AND record.natural_key = decode(wanted.natural_key, 'hex')
                        LEFT JOIN contact ON contact.record_id = record.id
                        """)
                .bind("$1", naturalKeys.toArray(String[]::new))
                .bind("$2", library.code())
                .map(row -> new Found(
                        Objects.requireNonNull(row.get("natural_key", String.class)),
                        stored(row),
                        Boolean.TRUE.equals(row.get("owned", Boolean.class))))
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() -> {
                    Map<String, Known> known = new HashMap<>();
                    rows.forEach(row -> known.put(
                            row.naturalKey(), new Known(row.stored().recordId(), open(row.stored()), row.owned())));
                    return known;
                }));
    }

    /** Stores the contact of a record in the place of the one that is there; an empty one removes it. */
    public Mono<Void> write(UUID recordId, Contact contact) {
        return contact.isEmpty()
                ? database.sql("DELETE FROM contact WHERE record_id = $1")
                        .bind("$1", recordId)
                        .fetch()
                        .rowsUpdated()
                        .then()
                : write(Map.of(recordId, contact));
    }

    /** Stores contacts by record, in the place of those that are there. */
    public Mono<Void> write(Map<UUID, Contact> contacts) {
        if (contacts.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<UUID, Contact>> entries = List.copyOf(contacts.entrySet());
        return compute.run(() -> entries.stream()
                        .map(entry -> KeyRotation.base64(
                                cipher.seal(PURPOSE, entry.getKey().toString(), bytes(entry.getValue()))))
                        .toArray(String[]::new))
                .flatMap(secrets -> database.sql("""
                                INSERT INTO contact (record_id, sealed, key_id)
                                SELECT record_id, decode(sealed, 'base64'), $3
                                FROM unnest($1::uuid[], $2::text[]) AS row (record_id, sealed)
                                ON CONFLICT (record_id) DO UPDATE
                                    SET sealed = excluded.sealed, key_id = excluded.key_id, updated_at = now()
                                """)
                        .bind("$1", entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                        .bind("$2", secrets)
                        .bind("$3", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private record Found(String naturalKey, Stored stored, boolean owned) {}

    private record Stored(UUID recordId, byte @Nullable [] sealed) {}

    private static Stored stored(Readable row) {
        ByteBuffer sealed = row.get("sealed", ByteBuffer.class);
        return new Stored(
                Objects.requireNonNull(row.get("record_id", UUID.class)),
                sealed == null ? null : KeyRotation.bytes(sealed));
    }

    private Contact open(Stored stored) {
        byte[] sealed = stored.sealed();
        return sealed == null
                ? Contact.EMPTY
                : contact(cipher.open(PURPOSE, stored.recordId().toString(), sealed));
    }

    /** Three lines; no part of a contact has a line break. */
    private static byte[] bytes(Contact contact) {
        return String.join("\n", contact.person(), contact.phone(), contact.email())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Contact contact(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        return new Contact(lines[0], lines[1], lines[2]);
    }
}
