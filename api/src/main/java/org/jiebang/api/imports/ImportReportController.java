package org.jiebang.api.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.platform.TemporaryDownload;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.FieldChange;
import org.jiebang.ingest.library.Finding;
import org.jiebang.ingest.library.LibraryJson;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an import did, row by row; taking its file once more, and taking it back. */
@RestController
class ImportReportController {
    private static final int LARGEST_PAGE = 200;
    private static final int WORKBOOK_PAGE = 500;
    private static final String CONTACT = "联系方式（不显示）";

    private final ImportStore jobs;
    private final ImportFiles files;
    private final ImportChanges changes;
    private final ImportRollback rollback;
    private final Compute compute;

    ImportReportController(
            ImportStore jobs, ImportFiles files, ImportChanges changes, ImportRollback rollback, Compute compute) {
        this.jobs = jobs;
        this.files = files;
        this.changes = changes;
        this.rollback = rollback;
        this.compute = compute;
    }

    /** What is shown of the rows. */
    enum RowKind {
        NEW,
        CHANGED,
        REJECTED,
        KEPT
    }

    /**
     * One row of the report.
     *
     * @param recordId null for a refused row and for what a check found that is not in the library
     * @param title of the record; blank for a refused row
     * @param fields cells that changed; for a new record all that say something
     * @param contactChanged whom to call has changed; what it says is never shown
     * @param reasons why the row was refused, or why the record stayed when the import was taken back
     * @param outcome REMOVED, RESTORED or KEPT once the import was taken back; null before
     */
    record ReportRow(
            long row,
            RowKind kind,
            @Nullable UUID recordId,
            String title,
            List<FieldChange> fields,
            boolean contactChanged,
            List<String> reasons,
            @Nullable String outcome) {}

    /**
     * A page of the report.
     *
     * @param next row behind which the next page begins; null on the last
     */
    record ReportPage(List<ReportRow> rows, @Nullable Long next) {}

    /** The rows that a file made new, changed or had refused, and those that stayed when it was taken back. */
    @Requires(Action.IMPORT_RUN)
    @GetMapping("/api/imports/{id}/changes")
    Mono<ReportPage> report(
            @PathVariable String id,
            @RequestParam(defaultValue = "CHANGED") RowKind kind,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ApiException.badRequest("limit", "OUT_OF_RANGE", "每页条数应在 1 到 " + LARGEST_PAGE + " 之间。");
        }
        return find(id).flatMap(job -> page(job, kind, after, limit));
    }

    private Mono<ImportJob> find(String id) {
        return jobs.find(RecordIds.parse(id)).switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")));
    }

    private Mono<ReportPage> page(ImportJob job, RowKind kind, long after, int limit) {
        Library library = ImportController.library(job.library());
        Mono<List<ReportRow>> rows = kind == RowKind.REJECTED
                ? jobs.findings(job.id(), true, after, limit + 1)
                        .map(ImportReportController::refused)
                        .collectList()
                : changes.page(job.id(), ImportChanges.Kind.valueOf(kind.name()), after, limit + 1)
                        .collectList()
                        .flatMap(found -> compute.run(() -> found.stream()
                                .map(change -> row(library, change))
                                .toList()));
        return rows.map(found -> found.size() > limit
                ? new ReportPage(found.subList(0, limit), found.get(limit - 1).row())
                : new ReportPage(found, null));
    }

    private static ReportRow refused(ImportStore.RowFindings row) {
        return new ReportRow(
                row.row(),
                RowKind.REJECTED,
                null,
                "",
                List.of(),
                false,
                row.findings().stream()
                        .filter(finding -> finding.code().rejects())
                        .map(ImportReportController::sentence)
                        .toList(),
                null);
    }

    private static String sentence(Finding finding) {
        return finding.column().isEmpty() ? finding.message() : finding.column() + "：" + finding.message();
    }

    private static ReportRow row(Library library, ImportChanges.Kept change) {
        LibraryRecord before = change.before() == null
                ? null
                : LibraryJson.read(library, change.before().payload());
        String said = change.after();
        LibraryRecord after = said == null ? null : LibraryJson.read(library, said);
        return new ReportRow(
                change.row(),
                change.created() ? RowKind.NEW : RowKind.CHANGED,
                change.recordId(),
                after != null ? after.title() : before != null ? before.title() : "",
                after == null ? List.of() : FieldChange.between(change.created() ? null : before, after),
                change.contact() != null,
                change.reason() == null ? List.of() : List.of(change.reason().label()),
                change.outcome());
    }

    /** The whole report as a workbook: the counts, every changed cell, every refused row. */
    @Requires(Action.IMPORT_RUN)
    @GetMapping("/api/imports/{id}/changes.xlsx")
    Mono<ResponseEntity<Resource>> workbook(@PathVariable String id) {
        return find(id).flatMap(job -> Mono.usingWhen(
                        compute.run(() -> Workbook.begin(job)),
                        workbook -> write(workbook, job, RowKind.NEW, 0)
                                .then(write(workbook, job, RowKind.CHANGED, 0))
                                .then(compute.run(workbook::beginRefused))
                                .then(write(workbook, job, RowKind.REJECTED, 0))
                                .thenReturn(workbook.file),
                        workbook -> compute.run(workbook::end).then(),
                        (workbook, error) -> compute.run(workbook::discard).then(),
                        workbook -> compute.run(workbook::discard).then())
                .map(file -> TemporaryDownload.of(
                        file,
                        TemporaryDownload.WORKBOOK,
                        "import-" + job.createdAt().toLocalDate() + ".xlsx")));
    }

    private Mono<Void> write(Workbook workbook, ImportJob job, RowKind kind, long after) {
        return page(job, kind, after, WORKBOOK_PAGE)
                .flatMap(page -> compute.run(() -> workbook.write(page.rows()))
                        .then(page.next() == null ? Mono.empty() : write(workbook, job, kind, page.next())));
    }

    /** A workbook in the making; memory holds one page of it. */
    private static final class Workbook {
        private static final Map<RowKind, String> KINDS =
                Map.of(RowKind.NEW, "新增", RowKind.CHANGED, "变更", RowKind.REJECTED, "拒绝", RowKind.KEPT, "保留");
        private static final Map<String, String> OUTCOMES =
                Map.of("REMOVED", "已撤回（移除）", "RESTORED", "已撤回（恢复）", "KEPT", "保留");

        private final Path file;
        private final WorkbookWriter writer;

        private Workbook(Path file, WorkbookWriter writer) {
            this.file = file;
            this.writer = writer;
        }

        static Workbook begin(ImportJob job) throws IOException {
            Path file = Files.createTempFile("jiebang-report-", ".xlsx");
            OutputStream output = Files.newOutputStream(file);
            WorkbookWriter writer = new WorkbookWriter(output, "导入报告", List.of("项目", "内容"));
            writer.write(List.of("文件", job.fileName()));
            writer.write(List.of("库", job.library()));
            writer.write(List.of("方式", job.dryRun() ? "只检查，没有写入" : "导入"));
            writer.write(List.of("开始", String.valueOf(job.startedAt())));
            writer.write(List.of("结束", String.valueOf(job.finishedAt())));
            writer.write(List.of("新增", Long.toString(job.created())));
            writer.write(List.of("变更", Long.toString(job.accepted() - job.created())));
            writer.write(List.of("未变", Long.toString(job.unchanged())));
            writer.write(List.of("拒绝", Long.toString(job.rejected())));
            ImportJob.Rollback back = job.rollback();
            if (back != null) {
                writer.write(List.of("撤回：移除", Long.toString(back.removed())));
                writer.write(List.of("撤回：恢复", Long.toString(back.restored())));
                writer.write(List.of("撤回：保留", Long.toString(back.kept())));
            }
            writer.newSheet("变更明细", List.of("行号", "类型", "记录", "列", "原来", "现在", "撤回结果", "保留的原因"));
            return new Workbook(file, writer);
        }

        boolean write(List<ReportRow> rows) throws IOException {
            for (ReportRow row : rows) {
                if (row.kind() == RowKind.REJECTED) {
                    writer.write(List.of(Long.toString(row.row()), String.join("\n", row.reasons())));
                } else {
                    write(row);
                }
            }
            return true;
        }

        private void write(ReportRow row) throws IOException {
            List<FieldChange> fields = new ArrayList<>(row.fields());
            if (row.contactChanged()) {
                fields.add(new FieldChange(CONTACT, "", ""));
            }
            String outcome = row.outcome() == null ? "" : OUTCOMES.getOrDefault(row.outcome(), "");
            for (FieldChange field : fields) {
                writer.write(List.of(
                        Long.toString(row.row()),
                        KINDS.getOrDefault(row.kind(), ""),
                        row.title(),
                        field.heading(),
                        field.before(),
                        field.after(),
                        outcome,
                        row.reasons().stream().collect(Collectors.joining("\n"))));
            }
        }

        boolean beginRefused() throws IOException {
            writer.newSheet("拒绝的行", List.of("行号", "原因"));
            return true;
        }

        boolean end() throws IOException {
            writer.close();
            return true;
        }

        boolean discard() throws IOException {
            writer.close();
            return Files.deleteIfExists(file);
        }
    }

    /**
     * Takes the file of an import once more, say after the dictionary has changed, or for real after a check.
     *
     * @param dryRun check only
     */
    @Requires(Action.IMPORT_RUN)
    @PostMapping("/api/imports/{id}/rerun")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ImportJob> rerun(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "false") boolean dryRun) {
        return find(id).flatMap(job -> files.rerun(actor, job, ImportController.library(job.library()), dryRun))
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT,
                        "这次导入的文件没有保留：没有全部读完的不保留，保留期过后或有人删除个人数据后也会清除。请重新上传文件。",
                        List.of(new ApiException.Violation("id", "FILE_GONE", "文件没有保留，请重新上传。")))))
                .flatMap(jobs::find);
    }

    /** Takes an import back; what stayed the last time is tried again. */
    @Requires(Action.IMPORT_RUN)
    @PostMapping("/api/imports/{id}/rollback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ImportJob> takeBack(Actor actor, @PathVariable String id) {
        return find(id).doOnNext(ImportReportController::checkTakeBack)
                .flatMap(job -> rollback.begin(actor, job.id())
                        .flatMap(begun -> begun
                                ? jobs.find(job.id())
                                : Mono.error(conflict("ALREADY_TAKEN_BACK", "这次导入正在撤回，或已全部撤回。"))));
    }

    private static void checkTakeBack(ImportJob job) {
        if (job.dryRun()) {
            throw conflict("DRY_RUN", "这次只是检查，没有写入，不用撤回。");
        }
        if (!job.state().isFinal()) {
            throw conflict("NOT_ENDED", "导入还没有结束，请先停止它，或等它结束。");
        }
        if (job.accepted() == 0) {
            throw conflict("NOTHING_CHANGED", "这次导入没有改动任何资料，不用撤回。");
        }
        if (!job.reported()) {
            throw conflict("NO_REPORT", "这次导入改了什么没有记下，或已过保留期，不能撤回。");
        }
    }

    private static ApiException conflict(String code, String message) {
        return new ApiException(ErrorCode.CONFLICT, message, List.of(new ApiException.Violation("id", code, message)));
    }
}
