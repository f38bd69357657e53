package org.jiebang.api.imports;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordBatches.Before;
import org.jiebang.api.library.RecordDraft;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.catalog.Contact;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What imports did to each record, in PostgreSQL; a record is there once a job, as it was before the job and as the job left it. */
@Repository
class ImportChanges {
    private static final String CONTACT_BEFORE = "import-contact-before";
    private static final String CONTACT_AFTER = "import-contact-after";
    private static final String OWNER = "job_id || '/' || encode(natural_key, 'hex')";

    /** Of two rows about one record the first says what it was and the second what it became. */
    private static final String ADD = """
            INSERT INTO import_change AS kept (job_id, row, natural_key, record_id, created, before, before_hash, before_similarity,
                   before_sample, after, after_hash, before_contact, before_key, after_contact, after_key)
            SELECT $1, row, decode("naturalKey", 'hex'), "recordId", created, before::jsonb, decode("beforeHash", 'hex'),
                   nullif(decode("beforeSimilarity", 'hex'), ''::bytea), "beforeSample", after::jsonb, decode("afterHash", 'hex'),
                   decode("beforeContact", 'base64'), CASE WHEN "beforeContact" IS NOT NULL THEN $3 END,
                   decode("afterContact", 'base64'), CASE WHEN "afterContact" IS NOT NULL THEN $3 END
            FROM jsonb_to_recordset($2::jsonb)
                 AS entry (row bigint, "naturalKey" text, "recordId" uuid, created boolean, before text, "beforeHash" text,
                           "beforeSimilarity" text, "beforeSample" boolean, after text, "afterHash" text,
                           "beforeContact" text, "afterContact" text)
            ON CONFLICT (job_id, natural_key) DO UPDATE SET row = excluded.row, record_id = coalesce(kept.record_id, excluded.record_id),
                before = coalesce(kept.before, excluded.before), before_hash = coalesce(kept.before_hash, excluded.before_hash),
                before_similarity = CASE WHEN kept.before IS NULL THEN excluded.before_similarity ELSE kept.before_similarity END,
                before_sample = coalesce(kept.before_sample, excluded.before_sample),
                after = coalesce(excluded.after, kept.after), after_hash = coalesce(excluded.after_hash, kept.after_hash),
                before_key = CASE WHEN kept.before_contact IS NULL THEN excluded.before_key ELSE kept.before_key END,
                before_contact = coalesce(kept.before_contact, excluded.before_contact),
                after_key = coalesce(excluded.after_key, kept.after_key),
                after_contact = coalesce(excluded.after_contact, kept.after_contact)
            """;

    private static final String COLUMNS = """
            row, encode(natural_key, 'hex') AS natural_key, record_id, created, before::text AS before,
            encode(before_hash, 'hex') AS before_hash, encode(before_similarity, 'hex') AS before_similarity, before_sample,
            after::text AS after, encode(after_hash, 'hex') AS after_hash, before_contact, after_contact, outcome, reason
            """;

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;
    private final JsonMapper json;

    ImportChanges(DatabaseClient database, FieldCipher cipher, Compute compute, JsonMapper json) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
        this.json = json;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn importContactBeforeColumn() {
            return new SealedColumn("import_change", "before_contact", "before_key", OWNER, CONTACT_BEFORE, "", 200);
        }

        @Bean
        SealedColumn importContactAfterColumn() {
            return new SealedColumn("import_change", "after_contact", "after_key", OWNER, CONTACT_AFTER, "", 200);
        }
    }

    /**
     * What one row did to a record.
     *
     * @param row of the file
     * @param naturalKey digest in hexadecimal
     * @param recordId null for what a check found that is not in the library
     * @param before the record as it was; null for a new one and where its contact alone changed
     * @param after the record as the file says it; null where its contact alone changed
     * @param contactAfter null where the contact did not change
     */
    record Change(
            long row,
            String naturalKey,
            @Nullable UUID recordId,
            boolean created,
            @Nullable Before before,
            @Nullable RecordDraft after,
            Contact contactBefore,
            @Nullable Contact contactAfter) {}

    /**
     * A change as it is kept.
     *
     * @param contact before and after, null where it did not change
     * @param afterHash digest in hexadecimal; null where the contact alone changed
     * @param outcome what became of it when the import was taken back; null if it was not
     */
    record Kept(
            long row,
            String naturalKey,
            @Nullable UUID recordId,
            boolean created,
            @Nullable Before before,
            @Nullable String after,
            @Nullable String afterHash,
            @Nullable Contacts contact,
            @Nullable String outcome,
            @Nullable KeptReason reason) {}

    /** A contact before and after an import. */
    record Contacts(Contact before, Contact after) {}

    /** Which changes are asked for. */
    enum Kind {
        /** New records. */
        NEW("AND created"),
        /** Records that were there. */
        CHANGED("AND NOT created"),
        /** Those that stayed when the import was taken back. */
        KEPT("AND outcome = 'KEPT'"),
        /** All of them. */
        ANY("");

        private final String condition;

        Kind(String condition) {
            this.condition = condition;
        }
    }

    Mono<Void> add(UUID job, List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return compute.run(() -> json.writeValueAsString(
                        changes.stream().map(change -> entry(job, change)).toList()))
                .flatMap(entries -> database.sql(ADD)
                        .bind("$1", job)
                        .bind("$2", entries)
                        .bind("$3", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** A change as it travels to the database. */
    private record Entry(
            long row,
            String naturalKey,
            @Nullable UUID recordId,
            boolean created,
            @Nullable String before,
            @Nullable String beforeHash,
            @Nullable String beforeSimilarity,
            @Nullable Boolean beforeSample,
            @Nullable String after,
            @Nullable String afterHash,
            @Nullable String beforeContact,
            @Nullable String afterContact) {}

    private Entry entry(UUID job, Change change) {
        Before before = change.before();
        RecordDraft after = change.after();
        Contact contact = change.contactAfter();
        String owner = job + "/" + change.naturalKey();
        return new Entry(
                change.row(),
                change.naturalKey(),
                change.recordId(),
                change.created(),
                before == null ? null : before.payload(),
                before == null ? null : before.contentHash(),
                before == null ? null : before.similarityKey(),
                before == null ? null : before.sample(),
                after == null ? null : after.payload(),
                after == null ? null : after.contentHash(),
                contact == null ? null : sealed(CONTACT_BEFORE, owner, change.contactBefore()),
                contact == null ? null : sealed(CONTACT_AFTER, owner, contact));
    }

    private String sealed(String purpose, String owner, Contact contact) {
        return Base64.getEncoder().encodeToString(cipher.seal(purpose, owner, json.writeValueAsBytes(contact)));
    }

    /** Changes in the order of the file. */
    Flux<Kept> page(UUID job, Kind kind, long afterRow, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM import_change WHERE job_id = $1 AND row > $2 " + kind.condition
                        + " ORDER BY row LIMIT $3")
                .bind("$1", job)
                .bind("$2", afterRow)
                .bind("$3", limit)
                .map(ImportChanges::stored)
                .all()
                .map(stored -> stored.kept(null));
    }

    /** The next changes that are to be taken back, the last of the file first, contacts opened; locked until the transaction ends. */
    Mono<List<Kept>> pending(UUID job, int limit) {
        return database.sql(
                        "SELECT " + COLUMNS
                                + " FROM import_change WHERE job_id = $1 AND outcome IS NULL ORDER BY row DESC LIMIT $2 FOR UPDATE")
                .bind("$1", job)
                .bind("$2", limit)
                .map(ImportChanges::stored)
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() ->
                        rows.stream().map(row -> row.kept(opened(job, row))).toList()));
    }

    private @Nullable Contacts opened(UUID job, Stored row) {
        byte[] before = row.contactBefore();
        byte[] after = row.contactAfter();
        String owner = job + "/" + row.kept().naturalKey();
        return before == null || after == null
                ? null
                : new Contacts(
                        json.readValue(cipher.open(CONTACT_BEFORE, owner, before), Contact.class),
                        json.readValue(cipher.open(CONTACT_AFTER, owner, after), Contact.class));
    }

    /** Notes what became of changes of a job; a reason belongs to those that stay. */
    Mono<Void> settle(UUID job, Collection<Kept> changes, String outcome, @Nullable KeptReason reason) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(
                        "UPDATE import_change SET outcome = $3, reason = nullif($4, '')"
                                + " WHERE job_id = $1 AND natural_key IN (SELECT decode(key, 'hex') FROM unnest($2::text[]) AS key)")
                .bind("$1", job)
                .bind("$2", changes.stream().map(Kept::naturalKey).toArray(String[]::new))
                .bind("$3", outcome)
                .bind("$4", reason == null ? "" : reason.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private record Stored(Kept kept, byte @Nullable [] contactBefore, byte @Nullable [] contactAfter) {
        /** With its contact; one that is not opened is not told, only that there is one. */
        Kept kept(@Nullable Contacts contact) {
            return new Kept(
                    kept.row,
                    kept.naturalKey,
                    kept.recordId,
                    kept.created,
                    kept.before,
                    kept.after,
                    kept.afterHash,
                    contact != null
                            ? contact
                            : contactAfter == null ? null : new Contacts(Contact.EMPTY, Contact.EMPTY),
                    kept.outcome,
                    kept.reason);
        }
    }

    private static Stored stored(Readable row) {
        String payload = row.get("before", String.class);
        String reason = row.get("reason", String.class);
        return new Stored(
                new Kept(
                        Objects.requireNonNull(row.get("row", Long.class)),
                        Objects.requireNonNull(row.get("natural_key", String.class)),
                        row.get("record_id", UUID.class),
                        Boolean.TRUE.equals(row.get("created", Boolean.class)),
                        payload == null
                                ? null
                                : new Before(
                                        payload,
                                        Objects.requireNonNull(row.get("before_hash", String.class)),
                                        Objects.requireNonNullElse(row.get("before_similarity", String.class), ""),
                                        Boolean.TRUE.equals(row.get("before_sample", Boolean.class))),
                        row.get("after", String.class),
                        row.get("after_hash", String.class),
                        null,
                        row.get("outcome", String.class),
                        reason == null ? null : KeptReason.valueOf(reason)),
                bytes(row, "before_contact"),
                bytes(row, "after_contact"));
    }

    private static byte @Nullable [] bytes(Readable row, String column) {
        ByteBuffer buffer = row.get(column, ByteBuffer.class);
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
