package org.jiebang.api.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.platform.TemporaryDownload;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.Finding;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.TableFile;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Import of files into the libraries. */
@RestController
class ImportController {
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(300);
    private static final int FINDINGS_PAGE = 1000;
    private static final int LATEST = 50;
    private static final int MOST_ALIASES = 6;

    private final ImportStore jobs;
    private final ImportFiles files;
    private final Compute compute;
    private final DataSize largestFile;

    ImportController(
            ImportStore jobs,
            ImportFiles files,
            Compute compute,
            @Value("${jiebang.imports.largest-file}") DataSize largestFile) {
        this.jobs = jobs;
        this.files = files;
        this.compute = compute;
        this.largestFile = largestFile;
    }

    /** Takes a file and begins to import it. A file that is no readable table is refused at once. */
    @Requires(Action.IMPORT_RUN)
    @PostMapping(path = "/api/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ImportJob> begin(
            Actor actor,
            @RequestPart("file") @Schema(type = "string", format = "binary") Part file,
            @RequestPart("library") @Schema(type = "string") String library,
            @RequestPart(name = "dryRun", required = false) @Schema(type = "string") String dryRun) {
        Library target = library(library);
        if (!(file instanceof FilePart upload)) {
            throw ApiException.badRequest("file", "NO_FILE", "“file”不是文件，请选择要上传的文件。");
        }
        return Mono.usingWhen(
                        compute.run(() -> Files.createTempFile("jiebang-upload-", ".upload")),
                        path -> upload.transferTo(path)
                                .then(compute.run(() -> checked(path, upload.filename(), target)))
                                .flatMap(ready -> files.submit(
                                        actor, ready, target, upload.filename(), "true".equals(dryRun), false)),
                        path -> compute.run(() -> Files.deleteIfExists(path)).then())
                .flatMap(jobs::find)
                .onErrorMap(
                        FileRefused.class,
                        refused -> ApiException.fileRefused(
                                refused.code().name(), refused.code().chinese()));
    }

    private Path checked(Path file, String name, Library library) throws IOException {
        if (Files.size(file) > largestFile.toBytes()) {
            throw new ApiException(
                    ErrorCode.FILE_TOO_LARGE,
                    "文件超过 " + largestFile.toMegabytes() + " MB。" + ErrorCode.FILE_TOO_LARGE.wayOut());
        }
        LibraryFile.open(file, library).close();
        checkName(name, TableFile.kind(file));
        return file;
    }

    /** Who sees a file by its name must not be mistaken about what it is. */
    private static void checkName(String name, TableFile.Kind kind) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!kind.extensions().contains(extension)) {
            String message = "文件的内容是" + kind.chinese() + "，扩展名却不是 ."
                    + String.join("、.", kind.extensions()) + "。请把文件名改为以 ."
                    + kind.extensions().getFirst() + " 结尾后重新上传。";
            throw ApiException.fileRefused("WRONG_EXTENSION", message);
        }
    }

    @Requires(Action.IMPORT_RUN)
    @GetMapping("/api/imports")
    Flux<ImportJob> latest() {
        return jobs.latest(LATEST);
    }

    @Requires(Action.IMPORT_RUN)
    @GetMapping("/api/imports/{id}")
    Mono<ImportJob> one(@PathVariable String id) {
        UUID job = RecordIds.parse(id);
        return jobs.find(job)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")))
                .flatMap(this::withErrors);
    }

    private Mono<ImportJob> withErrors(ImportJob job) {
        return jobs.findings(job.id(), false, 0, ImportJob.MOST_ERRORS)
                .flatMapIterable(ImportController::errors)
                .take(ImportJob.MOST_ERRORS)
                .collectList()
                .map(job::withErrors);
    }

    private static List<ImportJob.RowError> errors(ImportStore.RowFindings row) {
        return row.findings().stream()
                .map(finding -> new ImportJob.RowError(
                        row.row(),
                        finding.column(),
                        finding.value(),
                        finding.code().name(),
                        finding.message(),
                        finding.code().rejects()))
                .toList();
    }

    /** Progress until the job has ended; the last event carries the errors. */
    @Requires(Action.IMPORT_RUN)
    @GetMapping(path = "/api/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ImportJob>> events(@PathVariable String id) {
        UUID job = RecordIds.parse(id);
        Mono<ImportJob> current = jobs.find(job).switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")));
        return current.repeatWhen(done -> done.delayElements(PROGRESS_EVERY))
                .distinctUntilChanged()
                .takeUntil(now -> now.state().isFinal())
                .concatMap(now -> now.state().isFinal() ? withErrors(now) : Mono.just(now))
                .map(now -> ServerSentEvent.builder(now).event("progress").build());
    }

    @Requires(Action.IMPORT_RUN)
    @PostMapping("/api/imports/{id}/cancel")
    Mono<ImportJob> cancel(Actor actor, @PathVariable String id) {
        UUID job = RecordIds.parse(id);
        return jobs.find(job)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")))
                .then(Mono.defer(() -> files.cancel(actor, job)))
                .then(Mono.defer(() -> jobs.find(job)));
    }

    /** The refused rows as a workbook to correct and upload again, with the reasons in the last column. */
    @Requires(Action.IMPORT_RUN)
    @GetMapping(path = "/api/imports/{id}/errors.xlsx")
    Mono<ResponseEntity<Resource>> errorWorkbook(@PathVariable String id) {
        UUID job = RecordIds.parse(id);
        return jobs.find(job)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")))
                .flatMap(found -> rejected(job, 0, new ArrayList<>())
                        .flatMap(rows -> compute.run(() -> workbook(library(found.library()), rows))))
                .map(file -> TemporaryDownload.of(file, TemporaryDownload.WORKBOOK, "errors.xlsx"));
    }

    private Mono<List<ImportStore.RowFindings>> rejected(UUID job, long after, List<ImportStore.RowFindings> rows) {
        return jobs.findings(job, true, after, FINDINGS_PAGE).collectList().flatMap(page -> {
            rows.addAll(page);
            return page.size() < FINDINGS_PAGE
                    ? Mono.just(rows)
                    : rejected(job, page.getLast().row(), rows);
        });
    }

    private static Path workbook(Library library, List<ImportStore.RowFindings> rows) throws IOException {
        List<String> columns =
                LibraryTable.of(library).columns().stream().map(Column::heading).toList();
        List<String> headings =
                Stream.concat(columns.stream(), Stream.of("错误说明")).toList();
        Path file = Files.createTempFile("jiebang-errors-", ".xlsx");
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter workbook = new WorkbookWriter(output, library.label(), headings)) {
            for (ImportStore.RowFindings row : rows) {
                String reasons = row.findings().stream()
                        .filter(finding -> finding.code().rejects())
                        .map(ImportController::reason)
                        .collect(Collectors.joining("\n"));
                workbook.write(Stream.concat(
                                columns.stream().map(column -> row.cells().getOrDefault(column, "")),
                                Stream.of(reasons))
                        .toList());
            }
        }
        return file;
    }

    private static String reason(Finding finding) {
        return finding.column() + "：" + finding.message();
    }

    /** An empty table with the library's headings and a sheet that says how to fill it. */
    @Requires(Action.IMPORT_TEMPLATE)
    @GetMapping(path = "/api/imports/templates/{file}")
    Mono<ResponseEntity<Resource>> template(@PathVariable String file) {
        Library library = library(file.replaceFirst("\\.xlsx$", ""));
        return compute.run(() -> template(library))
                .map(path -> TemporaryDownload.of(path, TemporaryDownload.WORKBOOK, library.code() + ".xlsx"));
    }

    private static Path template(Library library) throws IOException {
        List<Column> columns = LibraryTable.of(library).columns();
        Path file = Files.createTempFile("jiebang-template-", ".xlsx");
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter workbook = new WorkbookWriter(
                        output,
                        library.label(),
                        columns.stream().map(Column::heading).toList())) {
            workbook.newSheet("填写说明", List.of("列名", "是否必填", "填写说明", "也接受的列名"));
            // No cell reads like a heading, so that this sheet is never taken for the table.
            int number = 1;
            for (Column column : columns) {
                String others = column.aliases().stream().limit(MOST_ALIASES).collect(Collectors.joining("、"));
                workbook.write(List.of(
                        "第 " + number++ + " 列　" + column.heading(),
                        column.required() ? "必填" : "",
                        column.hint(),
                        others.isEmpty() ? "" : "或 " + others));
            }
            for (String rule : LibraryTable.of(library).rulesBetweenColumns()) {
                workbook.write(List.of("各列之间", "", rule, ""));
            }
        }
        return file;
    }

    /** The library of a name, as the way in of programs gives it. */
    static Library library(String name) {
        return Library.find(name)
                .orElseThrow(() -> ApiException.badRequest(
                        "library",
                        "UNKNOWN_LIBRARY",
                        "没有名为“" + name + "”的库，可用的有："
                                + Arrays.stream(Library.values())
                                        .map(Library::code)
                                        .collect(Collectors.joining("、")) + "。"));
    }
}
