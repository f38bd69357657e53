package org.jiebang.api.application;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.form.FormValues;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Values of forms in PostgreSQL, sealed, each with all that it was before. */
@Repository
class FieldStore {
    private static final String PURPOSE = "application field";
    private static final String COLUMNS =
            "application_id, field, version, sealed, source, source_id, author, at FROM application_field";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;
    private final JsonMapper json;

    FieldStore(DatabaseClient database, FieldCipher cipher, Compute compute, JsonMapper json) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
        this.json = json;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn applicationFieldColumn() {
            return SealedColumn.of("application_field", "application_id::text || '/' || field", PURPOSE);
        }
    }

    /** A value to be written. */
    record NewValue(
            String field,
            Object value,
            ValueSource source,
            @Nullable UUID sourceId) {}

    private record Row(
            UUID application,
            String field,
            long version,
            byte[] value,
            ValueSource source,
            @Nullable UUID sourceId,
            String author,
            OffsetDateTime at) {}

    /** The values that count now. */
    Mono<List<FieldValue>> values(UUID application) {
        return values(List.of(application)).map(all -> all.getOrDefault(application, List.of()));
    }

    /** The values that count now, by application. */
    Mono<Map<UUID, List<FieldValue>>> values(Collection<UUID> applications) {
        return database.sql("SELECT DISTINCT ON (application_id, field) " + COLUMNS
                        + " WHERE application_id = ANY ($1) ORDER BY application_id, field, version DESC")
                .bind("$1", applications.toArray(UUID[]::new))
                .map(FieldStore::row)
                .all()
                .collectList()
                .flatMap(rows -> compute.run(() -> rows.stream()
                        .collect(Collectors.groupingBy(
                                Row::application, Collectors.mapping(this::opened, Collectors.toList())))));
    }

    /** All that a field ever was, the latest first. */
    Flux<FieldValue> versions(UUID application, String field) {
        return database.sql("SELECT " + COLUMNS
                        + " WHERE application_id = $1 AND field = $2 ORDER BY version DESC LIMIT 100")
                .bind("$1", application)
                .bind("$2", field)
                .map(FieldStore::row)
                .all()
                .collectList()
                .flatMap(rows ->
                        compute.run(() -> rows.stream().map(this::opened).toList()))
                .flatMapIterable(all -> all);
    }

    /** What a form's values are to its check. */
    static FormValues form(List<FieldValue> values) {
        return FormValues.of(values.stream().collect(Collectors.toMap(FieldValue::field, FieldValue::value)));
    }

    /**
     * Writes a value over the one of a version; false if the field is at another version. Of two who write at once the second waits for
     * the first and is answered false.
     */
    Mono<Boolean> write(UUID application, NewValue value, long seen, Actor actor) {
        Actor.Person person = Objects.requireNonNull(actor.account());
        return compute.run(() -> cipher.seal(
                        PURPOSE,
                        application + "/" + value.field(),
                        json.writeValueAsString(value.value()).getBytes(StandardCharsets.UTF_8)))
                .flatMap(bytes -> database.sql("""
                                INSERT INTO application_field (application_id, field, version, sealed, key_id, source, source_id,
                                    account_id, author)
                                SELECT $1, $2, $3 + 1, $4, $5, $6, $7, $8, $9
                                WHERE $3 = (SELECT coalesce(max(version), 0) FROM application_field
                                            WHERE application_id = $1 AND field = $2)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("$1", application)
                        .bind("$2", value.field())
                        .bind("$3", seen)
                        .bind("$4", bytes)
                        .bind("$5", cipher.currentKey())
                        .bind("$6", value.source().name())
                        .bind("$7", Parameter.fromOrEmpty(value.sourceId(), UUID.class))
                        .bind("$8", person.id())
                        .bind("$9", person.displayName())
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows > 0);
    }

    private FieldValue opened(Row row) {
        byte[] plain = cipher.open(PURPOSE, row.application() + "/" + row.field(), row.value());
        return new FieldValue(
                row.field(),
                row.version(),
                json.readValue(new String(plain, StandardCharsets.UTF_8), Object.class),
                row.source(),
                row.sourceId(),
                row.author(),
                row.at());
    }

    private static Row row(Readable row) {
        return new Row(
                Objects.requireNonNull(row.get("application_id", UUID.class)),
                Objects.requireNonNull(row.get("field", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("sealed", byte[].class)),
                ValueSource.valueOf(Objects.requireNonNull(row.get("source", String.class))),
                row.get("source_id", UUID.class),
                Objects.requireNonNull(row.get("author", String.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
