package org.jiebang.api.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.access.Requires;
import org.jiebang.api.evidence.Evidence;
import org.jiebang.api.evidence.EvidenceFile;
import org.jiebang.api.platform.Compute;
import org.jiebang.form.Form;
import org.jiebang.form.Forms;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Papers to download, and whether a printed one still says what the platform says. */
@RestController
class DocumentController {
    private static final int PIECE = 1 << 16;

    private final Documents documents;
    private final Evidence evidence;
    private final Compute compute;

    DocumentController(Documents documents, Evidence evidence, Compute compute) {
        this.documents = documents;
        this.evidence = evidence;
        this.compute = compute;
    }

    /**
     * What a code says. It names no title, for whoever holds a paper knows it, and nobody else should.
     *
     * @param madeAt when the first paper with the code was made
     */
    record DocumentCheck(
            String code, String form, String formEnglish, OffsetDateTime madeAt, Documents.Standing standing) {}

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/problems/{id}/form.{format:docx|pdf}")
    Mono<ResponseEntity<byte[]>> problemForm(Actor actor, @PathVariable String id, @PathVariable String format) {
        DocumentFormat asked = DocumentFormat.of(format);
        return documents.problem(actor, id, asked).map(made -> download(made, asked));
    }

    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/form.{format:docx|pdf}")
    Mono<ResponseEntity<byte[]>> applicationForm(Actor actor, @PathVariable String id, @PathVariable String format) {
        DocumentFormat asked = DocumentFormat.of(format);
        return documents.application(actor, id, asked).map(made -> download(made, asked));
    }

    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/receipt.{format:docx|pdf}")
    Mono<ResponseEntity<byte[]>> receipt(Actor actor, @PathVariable String id, @PathVariable String format) {
        DocumentFormat asked = DocumentFormat.of(format);
        return documents.receipt(actor, id, asked).map(made -> download(made, asked));
    }

    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/contract.{format:docx|pdf}")
    Mono<ResponseEntity<byte[]>> contract(Actor actor, @PathVariable String id, @PathVariable String format) {
        DocumentFormat asked = DocumentFormat.of(format);
        return documents.contract(actor, id, asked).map(made -> download(made, asked));
    }

    private static ResponseEntity<byte[]> download(Documents.Made made, DocumentFormat format) {
        return attachment(made.name(), format.mediaType()).body(made.bytes());
    }

    private static ResponseEntity.BodyBuilder attachment(String name, String mediaType) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", " "), StandardCharsets.UTF_8)
                                .build()
                                .toString());
    }

    /** The whole application: papers, evidence files that can be read, and the hashes of all. */
    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/dossier.zip")
    Mono<ResponseEntity<Flux<DataBuffer>>> dossier(Actor actor, @PathVariable String id) {
        return documents
                .content(actor, id)
                .flatMap(content -> documents
                        .files(content)
                        .flatMap(files -> documents
                                .papers(content, files)
                                .flatMap(papers -> pack(
                                        papers,
                                        files.stream()
                                                .filter(evidence::isReadable)
                                                .toList())))
                        .map(file -> attachment("卷宗 " + content.title() + ".zip", "application/zip")
                                .body(DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, PIECE)
                                        .doFinally(end -> delete(file)))));
    }

    private Mono<Path> pack(List<Documents.Made> papers, List<EvidenceFile> files) {
        return compute.run(Dossier::new)
                .flatMap(dossier -> compute.run(() -> {
                            for (Documents.Made paper : papers) {
                                dossier.add(paper.name(), paper.bytes());
                            }
                            return true;
                        })
                        .thenMany(Flux.fromIterable(files).concatMap(file -> add(dossier, file)))
                        .then(compute.run(dossier::finish))
                        .onErrorResume(error -> compute.run(() -> {
                                    dossier.close();
                                    return true;
                                })
                                .then(Mono.error(error))));
    }

    private Mono<Boolean> add(Dossier dossier, EvidenceFile file) {
        return compute.run(() -> {
                    dossier.begin("佐证材料/" + file.name());
                    return true;
                })
                .thenMany(evidence.content(file)
                        .concatMap(bytes -> compute.run(() -> {
                            dossier.write(bytes);
                            return true;
                        })))
                .then(compute.run(() -> {
                    dossier.end();
                    return true;
                }));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is a paper's text that of today? For everybody who holds the paper. */
    @Open
    @GetMapping("/api/documents/check")
    Mono<DocumentCheck> check(@RequestParam String code) {
        return documents.check(code).map(checked -> {
            String id = checked.made().form();
            var title = Forms.all().stream()
                    .filter(form -> form.id().equals(id))
                    .map(Form::title)
                    .findFirst();
            return new DocumentCheck(
                    checked.made().code(),
                    title.map(name -> name.chinese()).orElse("项目申报书"),
                    title.map(name -> name.english()).orElse("Project application"),
                    checked.made().madeAt(),
                    checked.standing());
        });
    }
}
