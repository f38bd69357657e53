package org.jiebang.api.library;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The libraries and their records. */
@RestController
class LibraryController {
    private final RecordStore records;
    private final IndustryGraph graph = IndustryGraph.standard();
    private final RegionTree regions = RegionTree.standard();

    LibraryController(RecordStore records) {
        this.records = records;
    }

    /** One library with its size. */
    record LibrarySummary(String code, String type, String label, String englishLabel, long total, boolean sample) {}

    /** One cell of a record, as in the library's table. */
    record CellView(String heading, String value) {}

    /** Another record that may be the same thing. */
    record AlikeView(UUID id, String title) {}

    /**
     * A record for reading.
     *
     * @param version counts the changes
     * @param sample invented for demonstration
     * @param pilot in one of the fifteen pilot counties
     */
    record RecordView(
            UUID id,
            String type,
            String library,
            String title,
            long version,
            OffsetDateTime updatedAt,
            boolean sample,
            boolean pilot,
            List<CellView> cells,
            List<Choice> fields,
            List<Choice> segments,
            List<Choice> regions,
            List<AlikeView> nearDuplicates) {}

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/libraries")
    Flux<LibrarySummary> libraries() {
        return records.counts()
                .collectMap(RecordStore.Count::library)
                .flatMapIterable(counts -> Arrays.stream(Library.values())
                        .map(library -> {
                            RecordStore.Count count =
                                    counts.getOrDefault(library, new RecordStore.Count(library, 0, 0));
                            return new LibrarySummary(
                                    library.code(),
                                    library.type(),
                                    library.label(),
                                    english(library),
                                    count.total(),
                                    count.sample() > 0);
                        })
                        .toList());
    }

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/{library:experts|problems|projects|societies|enterprises|teams}/{id}")
    Mono<RecordView> one(@PathVariable String library, @PathVariable String id) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        UUID uuid = RecordIds.parse(id);
        return records.find(wanted, uuid)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条记录")))
                .zipWith(records.alike(wanted, uuid)
                        .map(other -> new AlikeView(other.getKey(), other.getValue()))
                        .collectList())
                .map(found -> view(found.getT1(), found.getT2()));
    }

    private RecordView view(StoredRecord stored, List<AlikeView> alike) {
        LibraryRecord item = stored.item();
        return new RecordView(
                stored.id(),
                item.library().type(),
                item.library().code(),
                item.title(),
                stored.version(),
                stored.updatedAt(),
                stored.sample(),
                item.regions().stream()
                        .anyMatch(code -> regions.find(code).map(Region::pilot).orElse(false)),
                cells(item),
                Choice.fields(item.fields()),
                Choice.segments(item.segments(), graph),
                Choice.regions(item.regions(), regions),
                alike);
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    private static List<CellView> cells(LibraryRecord item) {
        LibraryTable<LibraryRecord> table = (LibraryTable<LibraryRecord>) LibraryTable.of(item.library());
        Map<String, String> cells = new LinkedHashMap<>(table.cells(item));
        return cells.entrySet().stream()
                .map(cell -> new CellView(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static String english(Library library) {
        return switch (library) {
            case EXPERTS -> "Experts";
            case PROBLEMS -> "Problems";
            case PROJECTS -> "Key projects";
            case SOCIETIES -> "Societies";
            case ENTERPRISES -> "Enterprises";
            case TEAMS -> "Service teams";
        };
    }
}
