package org.jiebang.api.export;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.TemporaryDownload;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.mapping.ExportMapping;
import org.jiebang.ingest.workbook.TableFormat;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes libraries and results along as files, as far as the reader may see them; every file is audited. */
@RestController
class ExportController {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final LibraryRows libraries;
    private final Mappings mappings;
    private final Map<String, ResultTable> tables;
    private final Access access;
    private final AuditLog audit;
    private final Compute compute;

    ExportController(
            LibraryRows libraries,
            Mappings mappings,
            List<ResultTable> tables,
            Access access,
            AuditLog audit,
            Compute compute) {
        this.libraries = libraries;
        this.mappings = mappings;
        this.tables = tables.stream()
                .collect(Collectors.toMap(
                        ResultTable::code,
                        Function.identity(),
                        (first, second) -> {
                            throw new IllegalStateException("Two tables are called " + first.code());
                        },
                        TreeMap::new));
        this.access = access;
        this.audit = audit;
        this.compute = compute;
    }

    /**
     * A table as a file: {@code experts.xlsx}, {@code problems.csv}, {@code cases.jsonl}.
     *
     * @param search of a library, as in the address of the search page; blank for all of it
     * @param mapping name of a mapping to the table of another platform; blank for the library's own columns
     * @param asked further parameters of a result, such as {@code problem}
     */
    @Requires(Action.RECORD_EXPORT)
    @GetMapping("/api/exports/{file}")
    Mono<ResponseEntity<Resource>> export(
            Actor actor,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String mapping,
            @RequestParam Map<String, String> asked) {
        int dot = file.lastIndexOf('.');
        String code = dot < 0 ? file : file.substring(0, dot);
        TableFormat format = TableFormat.find(file.substring(dot + 1))
                .orElseThrow(() -> ApiException.badRequest(
                        "file", "UNKNOWN_FORMAT", "格式可选 xlsx、csv、jsonl，写作扩展名，如 " + code + ".xlsx。"));
        Library library = Library.find(code).orElse(null);
        Mono<Content> content = library == null
                ? Mono.just(result(actor, code, asked))
                : mapping.isBlank()
                        ? Mono.just(plain(library, search))
                        : mappings.find(mapping).map(found -> mapped(library, search, found));
        return content.flatMap(table -> ExportFile.write(compute, format, table.name(), table.headings(), table.pages())
                        .flatMap(done -> audit.append(
                                        actor,
                                        AuditAction.DATA_EXPORTED,
                                        AuditLog.Change.to(
                                                "export",
                                                code,
                                                Map.of(
                                                        "format",
                                                        format.extension(),
                                                        "rows",
                                                        done.rows(),
                                                        "filtered",
                                                        !search.isBlank(),
                                                        "mapping",
                                                        mapping)))
                                .thenReturn(done)))
                .map(done -> TemporaryDownload.of(
                        done.path(),
                        MediaType.parseMediaType(format.mediaType()),
                        code + "-" + LocalDate.now(CHINA) + "." + format.extension()));
    }

    /** What goes into a file. */
    private record Content(String name, List<String> headings, Flux<List<ExportFile.Line>> pages) {}

    private Content plain(Library library, String search) {
        List<String> headings = LibraryRows.headings(library);
        return new Content(
                library.label(),
                headings,
                lines(
                        library,
                        search,
                        cells -> new ExportMapping.Mapped(
                                headings.stream()
                                        .map(heading -> cells.getOrDefault(heading, ""))
                                        .toList(),
                                List.of())));
    }

    private Content mapped(Library library, String search, ExportMapping mapping) {
        if (mapping.library() != library) {
            throw ApiException.badRequest(
                    "mapping",
                    "OTHER_LIBRARY",
                    "“" + mapping.label() + "”对照的是" + mapping.library().label() + "，请导出那个库。");
        }
        return new Content(
                mapping.label(),
                mapping.columns().stream()
                        .map(ExportMapping.MappedColumn::target)
                        .toList(),
                lines(library, search, mapping::map));
    }

    private Flux<List<ExportFile.Line>> lines(
            Library library, String search, Function<Map<String, String>, ExportMapping.Mapped> map) {
        return libraries
                .pages(library, search)
                .concatMap(
                        page -> compute.run(() ->
                                page.stream().map(stored -> line(stored, map)).toList()),
                        1);
    }

    private static ExportFile.Line line(StoredRecord stored, Function<Map<String, String>, ExportMapping.Mapped> map) {
        ExportMapping.Mapped mapped = map.apply(LibraryRows.cells(stored.item()));
        return new ExportFile.Line(stored.id().toString(), mapped.cells(), mapped.faults());
    }

    private Content result(Actor actor, String code, Map<String, String> asked) {
        ResultTable table = tables.get(code);
        if (table == null) {
            throw ApiException.badRequest(
                    "file",
                    "UNKNOWN_TABLE",
                    "没有“" + code + "”这张表，可用 experts、problems、projects、societies、enterprises、teams、"
                            + String.join("、", tables.keySet()) + "。");
        }
        access.require(actor, table.action());
        return new Content(
                table.label(),
                table.headings(),
                table.pages(actor, asked)
                        .map(page -> page.stream()
                                .map(row -> new ExportFile.Line(row.id(), row.cells(), List.of()))
                                .toList()));
    }
}
