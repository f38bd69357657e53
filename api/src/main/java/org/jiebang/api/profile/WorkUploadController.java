package org.jiebang.api.profile;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.work.WorkFile;
import org.jiebang.ingest.workbook.FileRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of papers, patents and projects: taken, told of, taken back. */
@RestController
class WorkUploadController {
    private static final int LATEST = 50;
    private static final long LARGEST = 16L << 20;

    private final WorkUploads uploads;
    private final WorkStore store;
    private final RecordAccess records;
    private final Compute compute;

    WorkUploadController(WorkUploads uploads, WorkStore store, RecordAccess records, Compute compute) {
        this.uploads = uploads;
        this.store = store;
        this.records = records;
        this.compute = compute;
    }

    /** An entry that was not taken, and why; the line is counted from 1. */
    record WorkReject(int line, String reason) {}

    /**
     * A file that was taken.
     *
     * @param expert whose works it was said to hold; null for anybody's
     * @param works in the file, each once
     * @param added how many of them were not known before
     * @param rejected how many entries were not taken
     * @param rejects the first of them; only of one file that is asked for
     * @param taken works that count for an expert now
     * @param experts for how many experts
     * @param asked authors of whom a person is asked
     * @param undoneAt null while it stands
     */
    record WorkUploadView(
            UUID id,
            String fileName,
            @Nullable UUID expert,
            int works,
            int added,
            int rejected,
            List<WorkReject> rejects,
            long taken,
            long experts,
            long asked,
            @Nullable String by,
            OffsetDateTime at,
            @Nullable String undoneBy,
            @Nullable OffsetDateTime undoneAt) {
        static WorkUploadView of(WorkStore.Upload upload, boolean whole) {
            return new WorkUploadView(
                    upload.id(),
                    upload.fileName(),
                    upload.expert(),
                    upload.works(),
                    upload.added(),
                    upload.rejected().size(),
                    whole
                            ? upload.rejected().stream()
                                    .map(reject -> new WorkReject(reject.line(), reject.reason()))
                                    .toList()
                            : List.of(),
                    upload.taken(),
                    upload.experts(),
                    upload.asked(),
                    upload.by(),
                    upload.at(),
                    upload.undoneBy(),
                    upload.undoneAt());
        }
    }

    /** Takes a file; the expert, if one is named, is whose works it is said to hold. */
    @Requires(Action.WORK_MANAGE)
    @PostMapping(path = "/api/work-uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<WorkUploadView> takeWorks(
            Actor actor,
            @RequestPart("file") @Schema(type = "string", format = "binary") Part file,
            @RequestPart(name = "expert", required = false) @Schema(type = "string") @Nullable String expert) {
        if (!(file instanceof FilePart upload)) {
            throw ApiException.badRequest("file", "NO_FILE", "“file”不是文件，请选择要上传的文件。");
        }
        return expert(actor, expert)
                .flatMap(of ->
                        read(upload).flatMap(read -> uploads.take(actor, upload.filename(), read, of.orElse(null))))
                .map(taken -> WorkUploadView.of(taken, true));
    }

    private Mono<Optional<UUID>> expert(Actor actor, @Nullable String expert) {
        return expert == null || expert.isBlank()
                ? Mono.just(Optional.empty())
                : records.find(actor, Library.EXPERTS, expert)
                        .map(StoredRecord::id)
                        .map(Optional::of);
    }

    private Mono<WorkFile.Result> read(FilePart upload) {
        return Mono.usingWhen(
                        compute.run(() -> Files.createTempFile("jiebang-upload-", ".upload")),
                        path -> upload.transferTo(path).then(compute.run(() -> read(path))),
                        path -> compute.run(() -> Files.deleteIfExists(path)).then())
                .onErrorMap(
                        FileRefused.class,
                        refused -> ApiException.fileRefused(
                                refused.code().name(), refused.code().chinese()));
    }

    private static WorkFile.Result read(Path path) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new ApiException(
                    ErrorCode.FILE_TOO_LARGE, "文件超过 " + (LARGEST >> 20) + " MB。" + ErrorCode.FILE_TOO_LARGE.wayOut());
        }
        return WorkFile.read(path);
    }

    @Requires(Action.WORK_MANAGE)
    @GetMapping("/api/work-uploads")
    Flux<WorkUploadView> workUploads() {
        return store.uploads(LATEST).map(upload -> WorkUploadView.of(upload, false));
    }

    @Requires(Action.WORK_MANAGE)
    @GetMapping("/api/work-uploads/{id}")
    Mono<WorkUploadView> workUpload(@PathVariable String id) {
        return store.upload(RecordIds.parse(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")))
                .map(upload -> WorkUploadView.of(upload, true));
    }

    /** Takes a file back: what it alone brought is gone from the experts, the search and the matches. */
    @Requires(Action.WORK_MANAGE)
    @PostMapping("/api/work-uploads/{id}/undo")
    Mono<WorkUploadView> undoWorkUpload(Actor actor, @PathVariable String id) {
        return uploads.undo(actor, RecordIds.parse(id)).map(upload -> WorkUploadView.of(upload, true));
    }
}
