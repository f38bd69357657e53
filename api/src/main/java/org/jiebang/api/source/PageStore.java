package org.jiebang.api.source;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is known of the pages of a source, and what runs found out; contents sealed. */
@Repository
class PageStore {
    private static final String PAGE = "source-page";
    private static final String FINDING = "source-finding";

    /** Equal rows give equal text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;

    PageStore(DatabaseClient database, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn sourcePageColumn() {
            return SealedColumn.of("source_page", "source_id || '/' || address", PAGE);
        }

        @Bean
        SealedColumn sourceFindingColumn() {
            return SealedColumn.of("source_finding", "run_id || '/' || address || '/' || name", FINDING);
        }
    }

    /** What a page is. */
    enum Kind {
        LISTING,
        DETAIL,
        FILE
    }

    /** What became of a page that is not as it was. */
    enum Outcome {
        ADDED,
        CHANGED,
        GONE,
        REFUSED
    }

    /**
     * A page as it was last read.
     *
     * @param current was it read under the rules that are in force?
     * @param hash of its rows
     */
    record Known(
            UUID id,
            Fetched.Validators validators,
            boolean current,
            byte[] hash,
            Kept kept,
            UUID lastRun,
            boolean gone) {}

    private record Row(
            UUID id,
            Fetched.Validators validators,
            boolean current,
            byte @Nullable [] hash,
            byte @Nullable [] secret,
            UUID lastRun,
            boolean gone) {}

    /** Empty if it was never read. */
    Mono<Known> find(Source source, String address) {
        return database.sql("""
                        SELECT id, etag, last_modified, rules_version = $3 AS current, hash, sealed, last_run, gone_at IS NOT NULL AS gone
                        FROM source_page WHERE source_id = $1 AND address = $2 AND hash IS NOT NULL
                        """)
                .bind("$1", source.id())
                .bind("$2", address)
                .bind("$3", source.rulesVersion())
                .map(row -> new Row(
                        id(row, "id"),
                        new Fetched.Validators(row.get("etag", String.class), row.get("last_modified", String.class)),
                        Boolean.TRUE.equals(row.get("current", Boolean.class)),
                        bytes(row, "hash"),
                        bytes(row, "sealed"),
                        id(row, "last_run"),
                        Boolean.TRUE.equals(row.get("gone", Boolean.class))))
                .one()
                .flatMap(row -> compute.run(() -> known(source.id(), address, row)));
    }

    private Known known(UUID source, String address, Row row) {
        Kept kept = JSON.readValue(
                cipher.open(PAGE, source + "/" + address, Objects.requireNonNull(row.secret())), Kept.class);
        return new Known(
                row.id(),
                row.validators(),
                row.current(),
                Objects.requireNonNull(row.hash()),
                kept,
                row.lastRun(),
                row.gone());
    }

    static byte[] hash(List<Map<String, String>> rows) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(rows));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Keeps what a page says now. */
    Mono<Void> keep(Source source, UUID run, Kind kind, String address, Fetched.Validators validators, Kept kept) {
        return compute.run(() -> cipher.seal(PAGE, source.id() + "/" + address, JSON.writeValueAsBytes(kept)))
                .flatMap(secret -> database.sql("""
                                INSERT INTO source_page (source_id, address, kind, etag, last_modified, rules_version, hash, rows, sealed,
                                                         key_id, last_run)
                                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                                ON CONFLICT (source_id, address) DO UPDATE SET kind = $3, etag = $4, last_modified = $5,
                                    rules_version = $6, hash = $7, rows = $8, sealed = $9, key_id = $10, last_run = $11,
                                    seen_at = now(), gone_at = NULL
                                """)
                        .bind("$1", source.id())
                        .bind("$2", address)
                        .bind("$3", kind.name())
                        .bind("$4", orNull(validators.etag()))
                        .bind("$5", orNull(validators.lastModified()))
                        .bind("$6", source.rulesVersion())
                        .bind("$7", ByteBuffer.wrap(hash(kept.rows())))
                        .bind("$8", kept.rows().size())
                        .bind("$9", ByteBuffer.wrap(secret))
                        .bind("$10", cipher.currentKey())
                        .bind("$11", run)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** Notes that pages are still there. */
    Mono<Void> seen(List<UUID> pages, UUID run) {
        return pages.isEmpty()
                ? Mono.empty()
                : database.sql(
                                "UPDATE source_page SET last_run = $2, seen_at = now(), gone_at = NULL WHERE id = ANY ($1)")
                        .bind("$1", pages.toArray(UUID[]::new))
                        .bind("$2", run)
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    /** Notes that a page itself says it is gone. */
    Mono<Void> gone(UUID page, UUID run) {
        return database.sql("UPDATE source_page SET last_run = $2, gone_at = coalesce(gone_at, now()) WHERE id = $1")
                .bind("$1", page)
                .bind("$2", run)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Pages that nothing led to in a run that read everything; answers how many of them had rows. */
    Mono<Long> missing(UUID source, UUID run) {
        return database.sql("""
                        WITH missing AS (
                            UPDATE source_page SET gone_at = now() WHERE source_id = $1 AND last_run <> $2 AND gone_at IS NULL
                            RETURNING address, rows)
                        INSERT INTO source_finding (run_id, address, outcome) SELECT $2, address, 'GONE' FROM missing WHERE rows > 0
                        ON CONFLICT DO NOTHING
                        """).bind("$1", source).bind("$2", run).fetch().rowsUpdated();
    }

    /** A page with rows that the import has not seen. */
    record Waiting(UUID id, String address, Kept kept) {}

    private record WaitingRow(UUID id, String address, byte[] secret) {}

    /** Pages that the import has not seen, in the order in which they were first found. */
    Flux<Waiting> waiting(UUID source, UUID after, int limit) {
        return database.sql("""
                        SELECT id, address, sealed FROM source_page
                        WHERE source_id = $1 AND rows > 0 AND imported_hash IS DISTINCT FROM hash AND id > $2 ORDER BY id LIMIT $3
                        """)
                .bind("$1", source)
                .bind("$2", after)
                .bind("$3", limit)
                .map(row -> new WaitingRow(
                        id(row, "id"), SourceStore.text(row, "address"), Objects.requireNonNull(bytes(row, "sealed"))))
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() -> rows.stream()
                        .map(row -> new Waiting(
                                row.id(),
                                row.address(),
                                JSON.readValue(
                                        cipher.open(PAGE, source + "/" + row.address(), row.secret()), Kept.class)))
                        .toList()))
                .flatMapIterable(rows -> rows);
    }

    /** Notes that the import was given these pages. */
    Mono<Void> imported(List<UUID> pages) {
        return database.sql("UPDATE source_page SET imported_hash = hash WHERE id = ANY ($1)")
                .bind("$1", pages.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * One cell that changed.
     *
     * @param row row of the page, from 1
     * @param before blank if there was nothing
     */
    record CellChange(int row, String heading, String before, String after) {}

    /**
     * What a run found out about a page.
     *
     * @param refusal why it was refused; null if it was not
     * @param name of a file in an archive, else blank
     */
    record Finding(
            String address, Outcome outcome, @Nullable String refusal, String name, List<CellChange> changes) {}

    Mono<Void> note(UUID run, Finding finding) {
        String owner = run + "/" + finding.address() + "/" + finding.name();
        return compute.run(() -> finding.changes().isEmpty()
                        ? new byte[0]
                        : cipher.seal(FINDING, owner, JSON.writeValueAsBytes(finding.changes())))
                .flatMap(secret -> database.sql("""
                                INSERT INTO source_finding (run_id, address, outcome, refusal, name, sealed, key_id)
                                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
                                """)
                        .bind("$1", run)
                        .bind("$2", finding.address())
                        .bind("$3", finding.outcome().name())
                        .bind("$4", orNull(finding.refusal()))
                        .bind("$5", finding.name())
                        .bind("$6", secret.length == 0 ? Parameters.in(R2dbcType.VARBINARY) : ByteBuffer.wrap(secret))
                        .bind("$7", secret.length == 0 ? Parameters.in(R2dbcType.VARCHAR) : cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private record FindingRow(
            String address, Outcome outcome, @Nullable String refusal, String name, byte @Nullable [] secret) {}

    /**
     * Findings of a run by address.
     *
     * @param outcome one kind alone; blank for all
     */
    Flux<Finding> findings(UUID run, String outcome, int skipped, int limit) {
        return database.sql("""
                        SELECT address, outcome, refusal, name, sealed FROM source_finding
                        WHERE run_id = $1 AND ($2 = '' OR outcome = $2)
                        ORDER BY address, name OFFSET $3 LIMIT $4
                        """)
                .bind("$1", run)
                .bind("$2", outcome)
                .bind("$3", skipped)
                .bind("$4", limit)
                .map(row -> new FindingRow(
                        SourceStore.text(row, "address"),
                        Outcome.valueOf(SourceStore.text(row, "outcome")),
                        row.get("refusal", String.class),
                        SourceStore.text(row, "name"),
                        bytes(row, "sealed")))
                .all()
                .collectList()
                .flatMap(rows -> compute.run(
                        () -> rows.stream().map(row -> opened(run, row)).toList()))
                .flatMapIterable(rows -> rows);
    }

    private Finding opened(UUID run, FindingRow row) {
        byte[] secret = row.secret();
        List<CellChange> changes = secret == null
                ? List.of()
                : Arrays.asList(JSON.readValue(
                        cipher.open(FINDING, run + "/" + row.address() + "/" + row.name(), secret),
                        CellChange[].class));
        return new Finding(row.address(), row.outcome(), row.refusal(), row.name(), changes);
    }

    private static Object orNull(@Nullable String text) {
        return text == null ? Parameters.in(R2dbcType.VARCHAR) : text;
    }

    private static UUID id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
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
