package org.jiebang.api.source;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.page.PageRules;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Sources in PostgreSQL; each write keeps the version that it made. */
@Repository
class SourceStore {
    /** The next time in Shanghai at which a schedule is due. */
    static final String NEXT_RUN = """
            CASE %1$s WHEN 'DAILY' THEN
                (date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai' - interval '3 hours') + interval '1 day 3 hours')
                AT TIME ZONE 'Asia/Shanghai'
            WHEN 'WEEKLY' THEN
                (date_trunc('week', now() AT TIME ZONE 'Asia/Shanghai' - interval '3 hours') + interval '7 days 3 hours')
                AT TIME ZONE 'Asia/Shanghai' END
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SourceStore(DatabaseClient database, JsonMapper json, AuditLog audit, TransactionalOperator transactions) {
        this.database = database;
        this.json = json;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What a person says of a source. */
    record Config(
            String name,
            String address,
            Library library,
            PageRules rules,
            Source.Schedule schedule,
            boolean enabled,
            int mostPages) {}

    Flux<Source> all() {
        return database.sql("SELECT * FROM page_source ORDER BY name, id")
                .map(this::source)
                .all();
    }

    Mono<Source> find(UUID id) {
        return database.sql("SELECT * FROM page_source WHERE id = $1")
                .bind("$1", id)
                .map(this::source)
                .one();
    }

    Mono<Source> create(Actor actor, Config config) {
        return transactions
                .transactional(bound(database.sql("""
                                INSERT INTO page_source (name, address, host, library, rules, schedule, enabled, most_pages, next_run_at)
                                VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, CASE WHEN $7 THEN %s END) RETURNING *
                                """.formatted(NEXT_RUN.formatted("$6"))), config)
                        .map(this::source)
                        .one()
                        .flatMap(source -> kept(actor, source, config)))
                .onErrorMap(DataIntegrityViolationException.class, error -> taken());
    }

    /** Changes a source; refused if somebody else did since. */
    Mono<Source> change(Actor actor, UUID id, long version, Config config) {
        return transactions
                .transactional(bound(database.sql("""
                                UPDATE page_source SET name = $1, address = $2, host = $3, library = $4,
                                       rules_version = CASE WHEN rules = $5::jsonb AND library = $4 THEN rules_version ELSE version + 1 END,
                                       next_run_at = CASE WHEN NOT $7 THEN NULL
                                                          WHEN schedule = $6 AND enabled THEN next_run_at ELSE %s END,
                                       rules = $5::jsonb, schedule = $6, enabled = $7, most_pages = $8, version = version + 1,
                                       updated_at = now()
                                WHERE id = $9 AND version = $10 RETURNING *
                                """.formatted(NEXT_RUN.formatted("$6"))), config)
                        .bind("$9", id)
                        .bind("$10", version)
                        .map(this::source)
                        .one()
                        .switchIfEmpty(
                                Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "来源已被别人修改。请刷新后重试；没有保存任何内容。")))
                        .flatMap(source -> kept(actor, source, config)))
                .onErrorMap(DataIntegrityViolationException.class, error -> taken());
    }

    private static ApiException taken() {
        return ApiException.badRequest("name", "TAKEN", "已有同名的来源，请换一个名称。");
    }

    private DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec statement, Config config) {
        return statement
                .bind("$1", config.name())
                .bind("$2", config.address())
                .bind("$3", URI.create(config.address()).getHost())
                .bind("$4", config.library().code())
                .bind("$5", json.writeValueAsString(config.rules()))
                .bind("$6", config.schedule().name())
                .bind("$7", config.enabled())
                .bind("$8", config.mostPages());
    }

    private Mono<Source> kept(Actor actor, Source source, Config config) {
        return database.sql("INSERT INTO page_source_version (source_id, version, config) VALUES ($1, $2, $3::jsonb)")
                .bind("$1", source.id())
                .bind("$2", source.version())
                .bind("$3", json.writeValueAsString(config))
                .fetch()
                .rowsUpdated()
                .then(audit.append(actor, AuditAction.SOURCE_SAVED, AuditLog.Change.to("source", source.id(), config)))
                .thenReturn(source);
    }

    private Source source(Readable row) {
        return new Source(
                Objects.requireNonNull(row.get("id", UUID.class)),
                text(row, "name"),
                text(row, "address"),
                Library.find(text(row, "library")).orElseThrow(),
                json.readValue(text(row, "rules"), PageRules.class),
                Source.Schedule.valueOf(text(row, "schedule")),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                Objects.requireNonNull(row.get("most_pages", Integer.class)),
                number(row, "version"),
                number(row, "rules_version"),
                row.get("next_run_at", OffsetDateTime.class));
    }

    static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
