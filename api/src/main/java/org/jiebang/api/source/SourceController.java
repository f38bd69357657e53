package org.jiebang.api.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.page.PageRules;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sources of web pages: describing them, trying them, running them, and what their runs found. */
@RestController
class SourceController {
    private static final int RUNS = 30;
    private static final int FINDINGS = 50;
    private static final int LONGEST_NAME = 100;
    /** Libraries of what organisations publish; people are not gathered from pages. */
    static final List<Library> LIBRARIES =
            List.of(Library.PROBLEMS, Library.PROJECTS, Library.SOCIETIES, Library.ENTERPRISES);

    private final SourceStore sources;
    private final RunStore runs;
    private final PageStore pages;
    private final SourcePreviews previews;
    private final PageFetcher fetcher;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    SourceController(
            SourceStore sources,
            RunStore runs,
            PageStore pages,
            SourcePreviews previews,
            PageFetcher fetcher,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.sources = sources;
        this.runs = runs;
        this.pages = pages;
        this.previews = previews;
        this.fetcher = fetcher;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A source as it is listed. */
    record SourceView(
            UUID id,
            String name,
            String address,
            String library,
            PageRules rules,
            Source.Schedule schedule,
            boolean enabled,
            int mostPages,
            long version,
            @Nullable OffsetDateTime nextRunAt,
            @Nullable SourceRun lastRun) {
        static SourceView of(Source source, @Nullable SourceRun last) {
            return new SourceView(
                    source.id(),
                    source.name(),
                    source.address(),
                    source.library().code(),
                    source.rules(),
                    source.schedule(),
                    source.enabled(),
                    source.mostPages(),
                    source.version(),
                    source.nextRunAt(),
                    last);
        }
    }

    /**
     * What a person says of a source.
     *
     * @param version that was changed; 0 for a new one
     */
    record SourceDraft(
            @NotBlank(message = "请填写来源的名称。") @Size(max = LONGEST_NAME, message = "名称最多 100 个字符。")
            String name,

            @NotBlank(message = "请填写列表页的地址。") @Size(max = 2000, message = "地址最多 2000 个字符。")
            String address,

            @NotBlank(message = "请选择资料库。") String library,

            @NotNull(message = "请先预览，确定怎样读取。") PageRules rules,

            @NotNull(message = "请选择运行的时间：NEVER、DAILY 或 WEEKLY。")
            Source.Schedule schedule,

            boolean enabled,

            @Min(value = 1, message = "每次至少访问 1 页。") @Max(value = 20_000, message = "每次最多访问 20000 页。")
            int mostPages,

            long version) {}

    /** A page to try; without rules they are guessed. */
    record PreviewWish(
            @NotBlank(message = "请填写列表页的地址。") @Size(max = 2000, message = "地址最多 2000 个字符。")
            String address,

            @NotBlank(message = "请选择资料库。") String library,

            @Nullable PageRules rules) {}

    /** A library that sources can fill, with the headings of its columns. */
    record SourceLibrary(String code, List<String> headings) {}

    /** All sources. */
    record SourceList(List<SourceView> sources, List<SourceLibrary> libraries) {}

    @Requires(Action.SOURCE_MANAGE)
    @GetMapping("/api/sources")
    Mono<SourceList> sources() {
        return runs.last()
                .collectMap(SourceRun::sourceId)
                .flatMap(last -> sources.all()
                        .map(source -> SourceView.of(source, last.get(source.id())))
                        .collectList()
                        .map(all -> new SourceList(
                                all,
                                LIBRARIES.stream()
                                        .map(library -> new SourceLibrary(
                                                library.code(),
                                                LibraryTable.of(library).columns().stream()
                                                        .map(Column::heading)
                                                        .toList()))
                                        .toList())));
    }

    @Requires(Action.SOURCE_MANAGE)
    @GetMapping("/api/sources/{id}")
    Mono<SourceView> source(@PathVariable String id) {
        return existing(id)
                .flatMap(source -> runs.latest(source.id(), 1)
                        .next()
                        .map(last -> SourceView.of(source, last))
                        .defaultIfEmpty(SourceView.of(source, null)));
    }

    private Mono<Source> existing(String id) {
        return sources.find(RecordIds.parse(id)).switchIfEmpty(Mono.error(() -> ApiException.notFound("这个来源")));
    }

    @Requires(Action.SOURCE_MANAGE)
    @PostMapping("/api/sources")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SourceView> createSource(Actor actor, @Valid @RequestBody SourceDraft draft) {
        return sources.create(actor, config(draft)).map(source -> SourceView.of(source, null));
    }

    @Requires(Action.SOURCE_MANAGE)
    @PutMapping("/api/sources/{id}")
    Mono<SourceView> changeSource(Actor actor, @PathVariable String id, @Valid @RequestBody SourceDraft draft) {
        SourceStore.Config config = config(draft);
        return existing(id)
                .flatMap(source -> sources.change(actor, source.id(), draft.version(), config))
                .flatMap(source -> source(source.id().toString()));
    }

    private SourceStore.Config config(SourceDraft draft) {
        Library library = library(draft.library());
        PageRules rules = Objects.requireNonNull(draft.rules());
        check(rules, library);
        return new SourceStore.Config(
                draft.name().strip(),
                address(draft.address()),
                library,
                rules,
                Objects.requireNonNull(draft.schedule()),
                draft.enabled(),
                draft.mostPages());
    }

    private String address(String address) {
        try {
            return fetcher.checked(address).toString();
        } catch (PageRefused refused) {
            throw ApiException.badRequest(
                    "address", refused.refusal().name(), refused.refusal().chinese());
        }
    }

    private static void check(PageRules rules, Library library) {
        List<PageRules.Fault> faults = rules.faults(library);
        if (!faults.isEmpty()) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    faults.stream().map(PageRules.Fault::chinese).collect(Collectors.joining()),
                    faults.stream()
                            .map(fault ->
                                    new ApiException.Violation("rules." + fault.field(), fault.code(), fault.chinese()))
                            .toList());
        }
    }

    private static Library library(String name) {
        return Library.find(name)
                .filter(LIBRARIES::contains)
                .orElseThrow(() -> ApiException.badRequest(
                        "library",
                        "UNKNOWN_LIBRARY",
                        "来源可以填充的资料库有："
                                + LIBRARIES.stream().map(Library::code).collect(Collectors.joining("、"))
                                + "；个人资料不从网页收集。"));
    }

    /** Reads a page and shows what it would give; keeps nothing. */
    @Requires(Action.SOURCE_MANAGE)
    @PostMapping("/api/source-previews")
    Mono<SourcePreviews.SourcePreview> preview(@Valid @RequestBody PreviewWish wish) {
        Library library = library(wish.library());
        String address = address(wish.address());
        PageRules rules = wish.rules();
        if (rules != null) {
            check(rules, library);
        }
        return (rules == null ? previews.guess(address, library) : previews.read(address, library, rules))
                .onErrorMap(
                        PageRefused.class,
                        refused -> new ApiException(
                                ErrorCode.FILE_REFUSED,
                                refused.refusal().chinese(),
                                List.of(new ApiException.Violation(
                                        "address",
                                        refused.refusal().name(),
                                        refused.refusal().english()))));
    }

    /** Begins a run. */
    @Requires(Action.SOURCE_MANAGE)
    @PostMapping("/api/sources/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SourceRun> runSource(Actor actor, @PathVariable String id) {
        return existing(id)
                .flatMap(source -> transactions.transactional(runs.queue(source.id())
                        .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这个来源正在读取或等待读取，请等它结束。")))
                        .flatMap(run -> audit.append(
                                        actor,
                                        AuditAction.SOURCE_RUN_STARTED,
                                        AuditLog.Change.to("source", source.id(), Map.of("run", run)))
                                .thenReturn(run))))
                .flatMap(runs::find);
    }

    @Requires(Action.SOURCE_MANAGE)
    @GetMapping("/api/sources/{id}/runs")
    Flux<SourceRun> runsOfSource(@PathVariable String id) {
        return existing(id).flatMapMany(source -> runs.latest(source.id(), RUNS));
    }

    @Requires(Action.SOURCE_MANAGE)
    @PostMapping("/api/source-runs/{id}/cancel")
    Mono<SourceRun> cancelRun(Actor actor, @PathVariable String id) {
        UUID run = RecordIds.parse(id);
        return existingRun(run)
                .flatMap(found -> transactions.transactional(runs.cancel(run)
                        .filter(cancelled -> cancelled)
                        .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这次读取已经结束。")))
                        .then(audit.append(
                                actor,
                                AuditAction.SOURCE_RUN_CANCELLED,
                                AuditLog.Change.to("source", found.sourceId(), Map.of("run", run))))))
                .then(Mono.defer(() -> runs.find(run)));
    }

    private Mono<SourceRun> existingRun(UUID run) {
        return runs.find(run).switchIfEmpty(Mono.error(() -> ApiException.notFound("这次读取")));
    }

    /** What a run found of one page, in words. */
    record RunFinding(
            String address,
            PageStore.Outcome outcome,
            String name,
            SourcePreviews.@Nullable RefusedPage refusal,
            List<PageStore.CellChange> changes) {}

    /** Some findings of a run. */
    record RunReport(SourceRun run, List<RunFinding> findings, boolean more) {}

    /**
     * The report of a run.
     *
     * @param outcome ADDED, CHANGED, GONE or REFUSED; blank for all
     * @param page from 0, of 50 findings each
     */
    @Requires(Action.SOURCE_MANAGE)
    @GetMapping("/api/source-runs/{id}")
    Mono<RunReport> run(
            @PathVariable String id,
            @RequestParam(name = "outcome", defaultValue = "") String outcome,
            @RequestParam(name = "page", defaultValue = "0") int page) {
        UUID run = RecordIds.parse(id);
        boolean known = outcome.isEmpty()
                || Arrays.stream(PageStore.Outcome.values())
                        .anyMatch(one -> one.name().equals(outcome));
        if (!known || page < 0 || page > 1000) {
            throw ApiException.badRequest(
                    known ? "page" : "outcome", "OUT_OF_RANGE", "结果可选 ADDED、CHANGED、GONE、REFUSED，页码从 0 到 1000。");
        }
        return existingRun(run)
                .flatMap(found -> pages.findings(run, outcome, page * FINDINGS, FINDINGS + 1)
                        .map(SourceController::inWords)
                        .collectList()
                        .map(all -> new RunReport(
                                found, all.subList(0, Math.min(FINDINGS, all.size())), all.size() > FINDINGS)));
    }

    private static RunFinding inWords(PageStore.Finding finding) {
        String refusal = finding.refusal();
        return new RunFinding(
                finding.address(),
                finding.outcome(),
                finding.name(),
                refusal == null
                        ? null
                        : SourcePreviews.RefusedPage.of(org.jiebang.ingest.page.PageRefusal.valueOf(refusal)),
                finding.changes());
    }
}
