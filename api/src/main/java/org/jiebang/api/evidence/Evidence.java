package org.jiebang.api.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attaches files to what they prove and gives them to those who may read that. A file in quarantine is given to nobody. */
@Component
public class Evidence {
    private static final String WHAT = "这个材料";
    private static final String TYPE = "evidence";
    private static final int PIECE = 1 << 20;

    private final EvidenceStore store;
    private final Map<EvidenceKind, EvidenceSubjects> subjects = new EnumMap<>(EvidenceKind.class);
    private final VirusScanner scanner;
    private final EvidenceProperties properties;
    private final Compute compute;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Evidence(
            EvidenceStore store,
            List<EvidenceSubjects> subjects,
            VirusScanner scanner,
            EvidenceProperties properties,
            Compute compute,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        subjects.forEach(each -> this.subjects.put(each.kind(), each));
        this.scanner = scanner;
        this.properties = properties;
        this.compute = compute;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Can the file be given to readers? */
    public boolean isReadable(EvidenceFile file) {
        return file.state() == ScanState.CLEAN || file.state() == ScanState.WAITING && !scanner.isConfigured();
    }

    /** Files of a subject, for features that have asked already who reads. */
    public Flux<EvidenceFile> of(EvidenceKind kind, UUID subject) {
        return store.of(kind, subject);
    }

    /** Those of the files that are attached to the subject and can be read. */
    public Flux<EvidenceFile> readable(EvidenceKind kind, UUID subject, Collection<UUID> files) {
        return store.of(kind, subject, files).filter(this::isReadable);
    }

    /** The content of a file that can be read, for features that have asked already who reads. */
    public Flux<byte[]> content(EvidenceFile file) {
        return store.content(file.id());
    }

    Mono<EvidenceSubjects.Rights> rights(Actor actor, EvidenceKind kind, UUID subject) {
        return Mono.justOrEmpty(subjects.get(kind))
                .flatMap(feature -> feature.rights(actor, subject))
                .onErrorResume(
                        ApiException.class,
                        refused -> refused.code() == ErrorCode.NOT_FOUND ? Mono.empty() : Mono.error(refused))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("要附材料的事项")));
    }

    /** A file for a reader; NOT_FOUND for others. */
    Mono<EvidenceFile> find(Actor actor, UUID id) {
        return store.find(id)
                .filterWhen(file -> rights(actor, file.kind(), file.subjectId())
                        .thenReturn(true)
                        .onErrorReturn(ApiException.class, false))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    /** A file with its content, for a reader; the audit log remembers who took it. */
    Mono<EvidenceFile> taken(Actor actor, UUID id) {
        return find(actor, id).flatMap(file -> taken(actor, file));
    }

    private Mono<EvidenceFile> taken(Actor actor, EvidenceFile found) {
        return Mono.just(found)
                .filter(this::isReadable)
                .switchIfEmpty(Mono.error(
                        () -> new ApiException(ErrorCode.CONFLICT, "这个材料还没有通过病毒检查，或检查出了问题，不能下载。请稍后再试，或请上传的单位换一个文件。")))
                .flatMap(file -> audit.append(actor, AuditAction.EVIDENCE_TAKEN, AuditLog.Change.of(TYPE, file.id()))
                        .thenReturn(file));
    }

    /**
     * The answer that gives a file away, for features that have asked already who reads; the audit log remembers who took it.
     *
     * @param name under which the reader keeps it
     */
    public Mono<ResponseEntity<Flux<DataBuffer>>> download(Actor actor, EvidenceFile file, String name) {
        return taken(actor, file).map(taken -> answer(taken, name));
    }

    /** The file to keep; a browser never shows it in the page of this platform. */
    ResponseEntity<Flux<DataBuffer>> answer(EvidenceFile file, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type().mediaType()))
                .contentLength(file.size())
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content(file).map(DefaultDataBufferFactory.sharedInstance::wrap));
    }

    /** Stores a file, all or nothing. The caller deletes what was uploaded. */
    Mono<EvidenceFile> attach(Actor actor, EvidenceKind kind, UUID subject, Path file, String name) {
        // Who may not attach is told before anything is read.
        return attachable(actor, kind, subject)
                .then(Mono.defer(() -> compute.run(() -> inspected(file, name))))
                .flatMap(upload -> transactions.transactional(attachable(actor, kind, subject)
                        .then(Mono.defer(() -> store.create(kind, subject, upload, actor)))
                        .flatMap(id -> pieces(file)
                                .concatMap(piece -> store.addPiece(id, piece.position(), piece.bytes()))
                                .then(audit.append(
                                        actor,
                                        AuditAction.EVIDENCE_ATTACHED,
                                        AuditLog.Change.to(
                                                TYPE,
                                                id,
                                                Map.of(
                                                        "kind", kind.name(),
                                                        "subject", subject,
                                                        "type", upload.type().name(),
                                                        "size", upload.size()))))
                                .thenReturn(id))))
                .flatMap(store::find);
    }

    private Mono<Void> attachable(Actor actor, EvidenceKind kind, UUID subject) {
        return rights(actor, kind, subject)
                .filter(EvidenceSubjects.Rights::party)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("本单位的这个事项")))
                .filter(EvidenceSubjects.Rights::open)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这个事项现在不收材料：还没有到收的步骤，或者已经办结。")))
                .then(Mono.defer(() -> store.of(kind, subject).count()))
                .filter(count -> count < properties.mostFiles())
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "一个事项最多附 " + properties.mostFiles() + " 个材料，请把几个打成一个压缩包。")))
                .then();
    }

    private EvidenceStore.Upload inspected(Path file, String name) throws IOException {
        long size = Files.size(file);
        if (size > properties.largestFile().toBytes()) {
            throw new ApiException(
                    ErrorCode.FILE_TOO_LARGE,
                    "文件超过 " + properties.largestFile().toMegabytes() + " MB。" + ErrorCode.FILE_TOO_LARGE.wayOut());
        }
        if (size == 0) {
            throw ApiException.badRequest("file", "EMPTY", "文件是空的，请重新选择。");
        }
        EvidenceType type = new FileInspector(FileInspector.MOST_UNPACKED).inspect(file);
        return new EvidenceStore.Upload(type.safeName(name), type, size, sha256(file));
    }

    private static byte[] sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream reading = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            reading.transferTo(OutputStream.nullOutputStream());
            return reading.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private record Piece(int position, byte[] bytes) {}

    private Flux<Piece> pieces(Path file) {
        return Flux.<Piece, Integer>generate(() -> 0, (position, sink) -> {
                    try (InputStream in = Files.newInputStream(file)) {
                        in.skipNBytes(Math.min((long) position * PIECE, Files.size(file)));
                        byte[] bytes = in.readNBytes(PIECE);
                        if (bytes.length == 0) {
                            sink.complete();
                        } else {
                            sink.next(new Piece(position, bytes));
                        }
                    } catch (IOException e) {
                        sink.error(e);
                    }
                    return position + 1;
                })
                .concatMap(Mono::just, 1);
    }

    /** Did the organisation attach it for which the actor acts? */
    static boolean isOwn(Actor actor, EvidenceFile file) {
        return Objects.equals(file.organisationId(), actor.organisationId());
    }

    /** Takes a file of the own organisation away while its subject is a draft. */
    Mono<Void> remove(Actor actor, UUID id) {
        return transactions.transactional(find(actor, id)
                .filter(file -> isOwn(actor, file))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("本单位的这个材料")))
                .flatMap(file -> rights(actor, file.kind(), file.subjectId())
                        .filter(EvidenceSubjects.Rights::party)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                        .filter(EvidenceSubjects.Rights::draft)
                        .switchIfEmpty(Mono.error(() ->
                                new ApiException(ErrorCode.CONFLICT, "已经提交的材料不能删除，别人看到的须和留存的一致。如有错误，请补交正确的材料并加以说明。")))
                        .then(Mono.defer(() -> store.remove(file.id())))
                        .filter(done -> done)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                        .flatMap(done -> audit.append(
                                actor, AuditAction.EVIDENCE_REMOVED, AuditLog.Change.of(TYPE, file.id())))));
    }
}
