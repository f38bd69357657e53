package org.jiebang.api.evidence;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Evidence files in PostgreSQL, their contents sealed. */
@Repository
class EvidenceStore {
    private static final String PIECE = "evidence-piece";
    private static final int PIECES_AT_A_TIME = 4;
    private static final String FILE = "SELECT * FROM evidence_file WHERE removed_at IS NULL AND ";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;

    EvidenceStore(DatabaseClient database, FieldCipher cipher, Compute compute) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn evidencePieceColumn() {
            return SealedColumn.of("evidence_piece", "file_id || '/' || position", PIECE)
                    .inBatchesOf(PIECES_AT_A_TIME);
        }
    }

    /** What an upload turned out to be. */
    record Upload(String name, EvidenceType type, long size, byte[] sha256) {}

    Mono<UUID> create(EvidenceKind kind, UUID subject, Upload upload, Actor actor) {
        var acting = actor.acting();
        return database.sql("""
                        INSERT INTO evidence_file (kind, subject_id, name, type, size, sha256, account_id, organisation_id, organisation)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce((SELECT name FROM organisation WHERE id = $8), ''))
                        RETURNING id
                        """)
                .bind("$1", kind.name())
                .bind("$2", subject)
                .bind("$3", upload.name())
                .bind("$4", upload.type().name())
                .bind("$5", upload.size())
                .bind("$6", ByteBuffer.wrap(upload.sha256()))
                .bind("$7", Objects.requireNonNull(actor.account()).id())
                .bind("$8", Parameter.fromOrEmpty(acting == null ? null : acting.organisationId(), UUID.class))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    Mono<Void> addPiece(UUID file, int position, byte[] bytes) {
        return compute.run(() -> cipher.seal(PIECE, file + "/" + position, bytes))
                .flatMap(secret -> database.sql(
                                "INSERT INTO evidence_piece (file_id, position, sealed, key_id) VALUES ($1, $2, $3, $4)")
                        .bind("$1", file)
                        .bind("$2", position)
                        .bind("$3", ByteBuffer.wrap(secret))
                        .bind("$4", cipher.currentKey())
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** The content, piece after piece; memory holds one at a time. */
    Flux<byte[]> content(UUID file) {
        return Flux.range(0, Integer.MAX_VALUE)
                .concatMap(position -> piece(file, position).map(Piece::new).defaultIfEmpty(Piece.END), 1)
                .takeWhile(piece -> piece.bytes().length > 0)
                .map(Piece::bytes);
    }

    private record Piece(byte[] bytes) {
        static final Piece END = new Piece(new byte[0]);
    }

    private Mono<byte[]> piece(UUID file, int position) {
        return database.sql("SELECT sealed FROM evidence_piece WHERE file_id = $1 AND position = $2")
                .bind("$1", file)
                .bind("$2", position)
                .map(row -> Objects.requireNonNull(row.get("sealed", byte[].class)))
                .one()
                .flatMap(secret -> compute.run(() -> cipher.open(PIECE, file + "/" + position, secret)));
    }

    Mono<EvidenceFile> find(UUID id) {
        return database.sql(FILE + "id = $1")
                .bind("$1", id)
                .map(EvidenceStore::file)
                .one();
    }

    /** Files of a subject in the order in which they were attached. */
    Flux<EvidenceFile> of(EvidenceKind kind, UUID subject) {
        return database.sql(FILE + "kind = $1 AND subject_id = $2 ORDER BY id")
                .bind("$1", kind.name())
                .bind("$2", subject)
                .map(EvidenceStore::file)
                .all();
    }

    Flux<EvidenceFile> of(EvidenceKind kind, UUID subject, Collection<UUID> files) {
        return database.sql(FILE + "kind = $1 AND subject_id = $2 AND id = ANY($3)")
                .bind("$1", kind.name())
                .bind("$2", subject)
                .bind("$3", files.toArray(UUID[]::new))
                .map(EvidenceStore::file)
                .all();
    }

    /** Takes a file away with its content; false if it is gone already. */
    Mono<Boolean> remove(UUID id) {
        return database.sql("UPDATE evidence_file SET removed_at = now() WHERE id = $1 AND removed_at IS NULL")
                .bind("$1", id)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .flatMap(rows -> database.sql("DELETE FROM evidence_piece WHERE file_id = $1")
                        .bind("$1", id)
                        .fetch()
                        .rowsUpdated()
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    /** A file whose scan is due; it comes up again after a while unless its verdict is written. Two replicas never get the same. */
    Mono<EvidenceFile> due(Duration retry) {
        return database.sql("""
                        UPDATE evidence_file SET scan_after = now() + make_interval(secs => $1)
                        WHERE id = (
                            SELECT id FROM evidence_file
                            WHERE state = 'WAITING' AND removed_at IS NULL AND scan_after <= now()
                            ORDER BY scan_after LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .bind("$1", retry.toMillis() / 1000.0)
                .map(EvidenceStore::file)
                .one();
    }

    /** Writes a verdict; false if there is one already. */
    Mono<Boolean> judged(UUID id, ScanState verdict) {
        return database.sql("UPDATE evidence_file SET state = $2 WHERE id = $1 AND state = 'WAITING'")
                .bind("$1", id)
                .bind("$2", verdict.name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static EvidenceFile file(Readable row) {
        return new EvidenceFile(
                Objects.requireNonNull(row.get("id", UUID.class)),
                EvidenceKind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("subject_id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                EvidenceType.valueOf(Objects.requireNonNull(row.get("type", String.class))),
                Objects.requireNonNull(row.get("size", Long.class)),
                HexFormat.of().formatHex(Objects.requireNonNull(row.get("sha256", byte[].class))),
                ScanState.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                row.get("organisation_id", UUID.class),
                Objects.requireNonNull(row.get("organisation", String.class)),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)));
    }
}
