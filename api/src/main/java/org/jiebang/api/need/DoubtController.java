package org.jiebang.api.need;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.need.Passage;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Staff look at values that were read without being sure. */
@RestController
class DoubtController {
    private static final int PAGE = 20;
    private static final int MOST_PAGES = 500;

    private final DoubtStore store;
    private final Doubts doubts;
    private final RecordStore records;

    DoubtController(DoubtStore store, Doubts doubts, RecordStore records) {
        this.store = store;
        this.doubts = doubts;
        this.records = records;
    }

    /** How many questions about a column wait, those of values that were read and of cells left blank apart. */
    record DoubtCount(String heading, DoubtStore.Kind kind, long open) {}

    /** Another value that was read, surer than those behind it. */
    record DoubtOther(String value, double confidence) {}

    /**
     * A value that a person should look at.
     *
     * @param title of the problem
     * @param heading column of the problem library
     * @param value as it was read; blank for a cell that was left blank though every need should state it
     * @param now what the record says now; another than the value where somebody has changed it since
     * @param confidence from 0 to 1, compared with how often people found such readings right; in the best guess where the value is blank
     * @param passage what it was read from
     * @param learnt words without which another value would have been read; learnt from decisions
     * @param source name of the source; null if it is gone, or for a row of a file
     * @param address page or attachment that it was read from; blank for a row of a file
     * @param row of the page, from 0, or of the file, from 1
     * @param file name of the imported file; null if its import is gone
     * @param decided what was decided, blank if the text does not say it; null while it waits
     */
    record DoubtView(
            UUID id,
            UUID recordId,
            String title,
            String heading,
            String value,
            String now,
            double confidence,
            Passage passage,
            List<DoubtOther> others,
            List<String> learnt,
            @Nullable String source,
            String address,
            int row,
            @Nullable String file,
            OffsetDateTime readAt,
            @Nullable String decided) {}

    /** A page of what waits, with counts of all columns. */
    record DoubtQueue(List<DoubtCount> counts, List<DoubtView> doubts, boolean more) {}

    /** Names of all industries, chain segments and places, as cells of the problem library. */
    record DoubtChoices(List<String> fields, List<String> segments, List<String> regions) {}

    /**
     * What is right.
     *
     * @param value as a cell of the problem library; blank if the text does not say it
     */
    record DoubtDecision(
            @NotNull(message = "请给出正确的值；原文没有说的，请留空。") @Size(max = 500, message = "最多 500 字。")
            String value) {}

    /** What waits, the least sure or the latest first; cells left blank behind values that were read. */
    @Requires(Action.PROBLEM_MANAGE)
    @GetMapping("/api/doubts")
    Mono<DoubtQueue> queue(
            @RequestParam(defaultValue = "") String heading,
            @RequestParam(required = false) DoubtStore.@Nullable Kind kind,
            @RequestParam(defaultValue = "LEAST_SURE") DoubtStore.Order order,
            @RequestParam(defaultValue = "0") @Min(0) @Max(MOST_PAGES) int page) {
        return store.waiting(heading, kind, order, page * PAGE, PAGE + 1)
                .flatMap(found -> Mono.zip(
                        store.counts()
                                .map(count -> new DoubtCount(count.heading(), count.kind(), count.open()))
                                .collectList(),
                        views(found.subList(0, Math.min(PAGE, found.size()))),
                        (counts, views) -> new DoubtQueue(counts, views, found.size() > PAGE)));
    }

    /** What can stand in the columns that are chosen from a list. */
    @Requires(Action.PROBLEM_MANAGE)
    @GetMapping("/api/doubts/choices")
    DoubtChoices choices() {
        IndustryGraph graph = IndustryGraph.standard();
        RegionTree regions = RegionTree.standard();
        return new DoubtChoices(
                Arrays.stream(IndustryField.values()).map(IndustryField::label).toList(),
                graph.segments().stream()
                        .map(segment -> graph.fullName(segment.id()))
                        .toList(),
                regions.all().stream()
                        .map(region -> regions.fullName(region.code()))
                        .toList());
    }

    @Requires(Action.PROBLEM_MANAGE)
    @PostMapping("/api/doubts/{id}/decision")
    Mono<DoubtView> decide(Actor actor, @PathVariable String id, @Valid @RequestBody DoubtDecision decision) {
        return doubts.decide(actor, RecordIds.parse(id), decision.value()).flatMap(this::view);
    }

    /** Takes back what the actor decided. */
    @Requires(Action.PROBLEM_MANAGE)
    @PostMapping("/api/doubts/{id}/undo")
    Mono<DoubtView> undo(Actor actor, @PathVariable String id) {
        return doubts.undo(actor, RecordIds.parse(id)).flatMap(this::view);
    }

    private Mono<DoubtView> view(DoubtStore.Doubt doubt) {
        return views(List.of(doubt)).map(List::getFirst);
    }

    private Mono<List<DoubtView>> views(List<DoubtStore.Doubt> found) {
        return records.find(
                        Library.PROBLEMS,
                        found.stream()
                                .map(DoubtStore.Doubt::recordId)
                                .distinct()
                                .toList())
                .collectMap(StoredRecord::id)
                .map(known -> found.stream()
                        // A record that was removed meanwhile took its questions along.
                        .filter(doubt -> known.containsKey(doubt.recordId()))
                        .map(doubt -> view(doubt, known))
                        .toList());
    }

    private DoubtView view(DoubtStore.Doubt doubt, Map<UUID, StoredRecord> known) {
        StoredRecord stored = Objects.requireNonNull(known.get(doubt.recordId()));
        DoubtStore.Decision decision = doubt.decision();
        return new DoubtView(
                doubt.id(),
                doubt.recordId(),
                stored.item().title(),
                doubt.heading(),
                doubt.read(),
                doubts.cells(stored).getOrDefault(doubt.heading(), ""),
                doubt.confidence(),
                doubt.evidence().passage(),
                doubt.evidence().others().stream()
                        .map(other -> new DoubtOther(other.value(), other.confidence()))
                        .toList(),
                doubt.evidence().learnt(),
                doubt.source(),
                doubt.address(),
                doubt.row(),
                doubt.file(),
                doubt.readAt(),
                decision == null ? null : decision.value());
    }
}
