package org.jiebang.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries uploaded files into the database in pieces and back into a file for reading; memory holds one piece at a time. */
@Component
public class ImportFiles {
    private static final int PIECE = 1 << 20;

    private final ImportStore store;
    private final AuditLog audit;
    private final Compute compute;
    private final TransactionalOperator transactions;

    ImportFiles(ImportStore store, Compute compute, TransactionalOperator transactions, AuditLog audit) {
        this.audit = audit;
        this.store = store;
        this.compute = compute;
        this.transactions = transactions;
    }

    /** Stores a file and queues its job, all or nothing. */
    public Mono<UUID> submit(Actor actor, Path file, Library library, String fileName, boolean dryRun, boolean sample) {
        return submit(actor, file, library, fileName, dryRun, sample, null);
    }

    /** Queues the file of a job once more, as a job of its own. Empty if the file is not kept any more. */
    Mono<UUID> rerun(Actor actor, ImportJob job, Library library, boolean dryRun) {
        return job.fileKept()
                ? Mono.usingWhen(
                        restore(job.id()),
                        file -> submit(actor, file, library, job.fileName(), dryRun, job.sample(), job.id()),
                        file -> compute.run(() -> Files.deleteIfExists(file)).then())
                : Mono.empty();
    }

    private Mono<UUID> submit(
            Actor actor,
            Path file,
            Library library,
            String fileName,
            boolean dryRun,
            boolean sample,
            @Nullable UUID rerunOf) {
        return compute.run(() -> hash(file))
                .flatMap(hash -> transactions.transactional(store.create(
                                library, fileName, dryRun, sample, hash, rerunOf)
                        .flatMap(job -> pieces(file)
                                .concatMap(piece -> store.addPiece(job, piece.position(), piece.bytes()))
                                .then(store.queue(job))
                                .then(audit.append(
                                        actor,
                                        AuditAction.IMPORT_STARTED,
                                        AuditLog.Change.to("import", job, started(library, fileName, dryRun, rerunOf))))
                                .thenReturn(job))));
    }

    private static Map<String, Object> started(
            Library library, String fileName, boolean dryRun, @Nullable UUID rerunOf) {
        return rerunOf == null
                ? Map.of("library", library.code(), "file", fileName, "dryRun", dryRun)
                : Map.of("library", library.code(), "file", fileName, "dryRun", dryRun, "rerunOf", rerunOf);
    }

    /** Asks a job to stop. */
    Mono<Void> cancel(Actor actor, UUID job) {
        return transactions.transactional(store.cancel(job)
                .then(audit.append(actor, AuditAction.IMPORT_CANCELLED, AuditLog.Change.of("import", job))));
    }

    private record Piece(int position, byte[] bytes) {}

    private Flux<Piece> pieces(Path file) {
        return Flux.using(
                () -> Files.newInputStream(file),
                input -> Flux.<Piece, Integer>generate(() -> 0, (position, sink) -> {
                    try {
                        byte[] bytes = input.readNBytes(PIECE);
                        if (bytes.length == 0) {
                            sink.complete();
                        } else {
                            sink.next(new Piece(position, bytes));
                        }
                    } catch (IOException e) {
                        sink.error(e);
                    }
                    return position + 1;
                }),
                ImportFiles::closeQuietly);
    }

    /** Puts a job's file together again; the caller deletes it. */
    Mono<Path> restore(UUID job) {
        return compute.run(() -> Files.createTempFile("jiebang-import-", ".upload"))
                .flatMap(file -> append(job, file, 0).thenReturn(file));
    }

    private Mono<Void> append(UUID job, Path file, int position) {
        return store.piece(job, position)
                .flatMap(bytes -> compute.run(() -> {
                            try (OutputStream output =
                                    Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
                                output.write(bytes);
                            }
                            return position + 1;
                        })
                        .flatMap(next -> append(job, file, next)));
    }

    static byte[] hash(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return hash(input);
        }
    }

    static byte[] hash(InputStream input) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream reading = new DigestInputStream(input, digest)) {
                reading.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void closeQuietly(InputStream input) {
        try {
            input.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
