package org.jiebang.api.document;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Codes that stand on papers that were made. */
@Repository
class CodeStore {
    private final DatabaseClient database;

    CodeStore(DatabaseClient database) {
        this.database = database;
    }

    /** What a paper was made of. */
    enum Kind {
        PROBLEM,
        APPLICATION
    }

    /** @param madeAt when the first paper with the code was made */
    record Made(String code, String form, Kind kind, UUID subjectId, OffsetDateTime madeAt) {}

    /** Keeps a code; one that is known stays as it is. */
    Mono<Void> keep(String code, String form, Kind kind, UUID subject, byte[] hash) {
        return database.sql("""
                        INSERT INTO document_code (code, form, kind, subject_id, hash) VALUES ($1, $2, $3, $4, $5)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", code)
                .bind("$2", form)
                .bind("$3", kind.name())
                .bind("$4", subject)
                .bind("$5", ByteBuffer.wrap(hash))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Made> find(String code) {
        return database.sql("SELECT code, form, kind, subject_id, made_at FROM document_code WHERE code = $1")
                .bind("$1", code)
                .map(row -> new Made(
                        Objects.requireNonNull(row.get("code", String.class)),
                        Objects.requireNonNull(row.get("form", String.class)),
                        Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                        Objects.requireNonNull(row.get("subject_id", UUID.class)),
                        Objects.requireNonNull(row.get("made_at", OffsetDateTime.class))))
                .one();
    }
}
