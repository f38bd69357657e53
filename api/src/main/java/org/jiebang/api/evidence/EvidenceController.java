package org.jiebang.api.evidence;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Evidence files over HTTP. */
@RestController
class EvidenceController {
    private final Evidence evidence;
    private final Compute compute;

    EvidenceController(Evidence evidence, Compute compute) {
        this.evidence = evidence;
        this.compute = compute;
    }

    /**
     * A file as its readers see it.
     *
     * @param size in bytes
     * @param readable false while it is in quarantine
     * @param removable the reader may take it away
     */
    record EvidenceFileView(
            UUID id,
            String name,
            EvidenceType type,
            long size,
            String sha256,
            ScanState state,
            boolean readable,
            boolean removable,
            String organisation,
            OffsetDateTime at) {}

    /**
     * The files of a subject.
     *
     * @param writable the reader may attach files
     */
    record EvidenceList(List<EvidenceFileView> files, boolean writable) {}

    private EvidenceFileView view(Actor actor, EvidenceSubjects.Rights rights, EvidenceFile file) {
        return new EvidenceFileView(
                file.id(),
                file.name(),
                file.type(),
                file.size(),
                file.sha256(),
                file.state(),
                evidence.isReadable(file),
                rights.party() && rights.draft() && Evidence.isOwn(actor, file),
                file.organisation(),
                file.at());
    }

    private static EvidenceKind kind(String name) {
        return Arrays.stream(EvidenceKind.values())
                .filter(kind -> kind.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "kind", "UNKNOWN_KIND", "没有“" + name + "”这种事项，可用：" + Arrays.toString(EvidenceKind.values())));
    }

    @Requires(Action.EVIDENCE_READ)
    @GetMapping("/api/evidence")
    Mono<EvidenceList> evidenceOf(Actor actor, @RequestParam String kind, @RequestParam String subject) {
        EvidenceKind of = kind(kind);
        UUID id = RecordIds.parse(subject);
        return evidence.rights(actor, of, id)
                .flatMap(rights -> evidence.of(of, id)
                        .map(file -> view(actor, rights, file))
                        .collectList()
                        .map(files -> new EvidenceList(files, rights.party() && rights.open())));
    }

    /** Attaches a file. What it is is decided by its content. */
    @Requires(Action.EVIDENCE_WRITE)
    @PostMapping(path = "/api/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EvidenceFileView> attach(
            Actor actor,
            @RequestPart("file") @Schema(type = "string", format = "binary") Part file,
            @RequestPart("kind") @Schema(type = "string") String kind,
            @RequestPart("subject") @Schema(type = "string") String subject) {
        if (!(file instanceof FilePart upload)) {
            throw ApiException.badRequest("file", "NO_FILE", "“file”不是文件，请选择要上传的文件。");
        }
        EvidenceKind of = kind(kind);
        UUID id = RecordIds.parse(subject);
        return Mono.usingWhen(
                        compute.run(() -> Files.createTempFile("jiebang-evidence-", ".upload")),
                        path -> upload.transferTo(path)
                                .then(Mono.defer(() -> evidence.attach(actor, of, id, path, upload.filename()))),
                        path -> compute.run(() -> Files.deleteIfExists(path)).then())
                .flatMap(kept -> evidence.rights(actor, of, id).map(rights -> view(actor, rights, kept)));
    }

    /** The file to keep; a browser never shows it in the page of this platform. */
    @Requires(Action.EVIDENCE_READ)
    @GetMapping("/api/evidence/{id}/content")
    Mono<ResponseEntity<Flux<DataBuffer>>> content(Actor actor, @PathVariable String id) {
        return evidence.taken(actor, RecordIds.parse(id)).map(file -> evidence.answer(file, file.name()));
    }

    /** Takes a file away while what it belongs to is a draft. */
    @Requires(Action.EVIDENCE_WRITE)
    @DeleteMapping("/api/evidence/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Actor actor, @PathVariable String id) {
        return evidence.remove(actor, RecordIds.parse(id));
    }
}
