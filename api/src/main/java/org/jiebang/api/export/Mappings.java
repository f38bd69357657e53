package org.jiebang.api.export;

import io.r2dbc.spi.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.ingest.mapping.ExportMapping;
import org.jiebang.ingest.mapping.MappingReader;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mappings to the tables of other platforms: those that ship, and what staff have saved under the same or another name. */
@Component
class Mappings {
    private static final List<String> SHIPPED = List.of("kczg-problems", "kczg-experts");

    private final DatabaseClient database;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final Map<String, String> shipped = new LinkedHashMap<>();

    Mappings(DatabaseClient database, AuditLog audit, TransactionalOperator transactions) {
        this.database = database;
        this.audit = audit;
        this.transactions = transactions;
        SHIPPED.forEach(name -> shipped.put(name, resource(name)));
    }

    private static String resource(String name) {
        try (InputStream input =
                Objects.requireNonNull(Mappings.class.getResourceAsStream("mapping/" + name + ".json"), name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A mapping file as it is in use.
     *
     * @param version 0 for the one that ships
     * @param savedAt null for the one that ships
     */
    record MappingFile(
            String name,
            String label,
            String note,
            String library,
            int version,
            @Nullable OffsetDateTime savedAt,
            String content) {}

    /** Those in use, by name. */
    Flux<MappingFile> all() {
        return database.sql("SELECT DISTINCT ON (name) name, version, content, at FROM export_mapping"
                        + " ORDER BY name, version DESC")
                .map(Mappings::stored)
                .all()
                .collectMap(MappingFile::name, file -> file, LinkedHashMap::new)
                .flatMapIterable(saved -> {
                    Map<String, MappingFile> files = new LinkedHashMap<>();
                    shipped.forEach((name, content) -> files.put(name, file(content, 0, null)));
                    files.putAll(saved);
                    return files.values();
                });
    }

    /** The mapping of a name, in its latest version. */
    Mono<ExportMapping> find(String name) {
        return database.sql("SELECT content FROM export_mapping WHERE name = $1 ORDER BY version DESC LIMIT 1")
                .bind("$1", name)
                .map(row -> Objects.requireNonNull(row.get("content", String.class)))
                .one()
                .switchIfEmpty(Mono.justOrEmpty(shipped.get(name)))
                .map(Mappings::checked)
                .switchIfEmpty(Mono.error(() ->
                        ApiException.badRequest("mapping", "UNKNOWN_MAPPING", "没有名为“" + name + "”的对照，请在导出页查看可用的对照。")));
    }

    /**
     * Saves a file as the next version of its name.
     *
     * @throws ApiException with every complaint if it has a fault
     */
    Mono<MappingFile> save(Actor actor, String content) {
        ExportMapping mapping = checked(content);
        return transactions.transactional(database.sql("""
                        INSERT INTO export_mapping (name, version, content, account_id)
                        SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM export_mapping WHERE name = $1
                        RETURNING name, version, content, at
                        """)
                .bind("$1", mapping.name())
                .bind("$2", content)
                .bind(
                        "$3",
                        Objects.requireNonNull(actor.account(), "Only who is signed in saves a mapping.")
                                .id())
                .map(Mappings::stored)
                .one()
                .flatMap(file -> audit.append(
                                actor,
                                AuditAction.EXPORT_MAPPING_SAVED,
                                AuditLog.Change.to("export-mapping", file.name(), Map.of("version", file.version())))
                        .thenReturn(file)));
    }

    private static ExportMapping checked(String content) {
        MappingReader.Read read = MappingReader.read(content);
        ExportMapping mapping = read.mapping();
        if (mapping == null) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "对照文件有 " + read.complaints().size() + " 处错误，请逐条改正后再保存。",
                    read.complaints().stream()
                            .map(complaint -> new ApiException.Violation(
                                    complaint.place(), complaint.code(), complaint.message()))
                            .toList());
        }
        return mapping;
    }

    private static MappingFile stored(Readable row) {
        return file(
                Objects.requireNonNull(row.get("content", String.class)),
                Objects.requireNonNull(row.get("version", Integer.class)),
                row.get("at", OffsetDateTime.class));
    }

    private static MappingFile file(String content, int version, @Nullable OffsetDateTime at) {
        ExportMapping mapping = checked(content);
        return new MappingFile(
                mapping.name(),
                mapping.label(),
                mapping.note(),
                mapping.library().code(),
                version,
                at,
                content);
    }
}
