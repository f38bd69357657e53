package org.jiebang.api.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.LibraryTable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Staff decide which records name one and the same. */
@RestController
class IdentityController {
    private static final int PAGE = 20;
    private static final int MOST_PAGES = 500;

    private final CandidateStore store;
    private final IdentityDecisions decisions;
    private final RecordStore records;
    private final RecordAccess recordAccess;

    IdentityController(
            CandidateStore store, IdentityDecisions decisions, RecordStore records, RecordAccess recordAccess) {
        this.store = store;
        this.decisions = decisions;
        this.records = records;
        this.recordAccess = recordAccess;
    }

    /** One cell of a record, as in the library's table. */
    record IdentityCell(String heading, String value) {}

    /**
     * One of two records.
     *
     * @param publication MERGED for the one that the other stands for
     */
    record IdentitySide(
            UUID id,
            String title,
            Publication publication,
            OffsetDateTime updatedAt,
            boolean sample,
            List<IdentityCell> cells) {}

    /**
     * What was decided once.
     *
     * @param by null for the platform, which brings a pair back when the evidence has grown
     */
    record IdentityDecisionView(
            IdentityState state,
            @Nullable UUID kept,
            double score,
            String reason,
            @Nullable String by,
            OffsetDateTime at) {}

    /**
     * Two records that may be one.
     *
     * @param score bits for it; 0 is even, 10 a thousand to one
     * @param kept the record that stands for both; null where both stay
     * @param version to be sent with a decision
     * @param history the latest first
     */
    record IdentityCandidateView(
            UUID id,
            String library,
            IdentityState state,
            double score,
            List<IdentityEvidence> evidence,
            IdentitySide one,
            IdentitySide other,
            @Nullable UUID kept,
            long version,
            OffsetDateTime foundAt,
            List<IdentityDecisionView> history) {}

    /** How many pairs of a library wait, are one, or are two. */
    record IdentityCounts(String library, long open, long same, long different) {}

    /** A page of pairs with the counts of all libraries. */
    record IdentityQueue(List<IdentityCounts> counts, List<IdentityCandidateView> pairs, boolean more) {}

    /**
     * A decision.
     *
     * @param keep the record that is to stand for both; without it both stay as they are, known to be one
     * @param version of the pair as it was seen
     */
    record IdentityDecisionWish(
            @NotNull(message = "请选择是同一个（SAME）还是不是（DIFFERENT）。")
            IdentityState decision,

            @Nullable UUID keep,

            @Nullable @Size(max = 500, message = "理由最多 500 字。")
            String reason,

            @NotNull(message = "请带上所见的版本。") Long version) {}

    /** That a decision is to be taken back. */
    record IdentityUndo(
            @Nullable @Size(max = 500, message = "理由最多 500 字。")
            String reason,

            @NotNull(message = "请带上所见的版本。") Long version) {}

    /** Pairs that wait, the heaviest first; or those decided so, the latest first. */
    @Requires(Action.IDENTITY_DECIDE)
    @GetMapping("/api/identities")
    Mono<IdentityQueue> queue(
            @RequestParam(defaultValue = "") String library,
            @RequestParam(defaultValue = "OPEN") IdentityState state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(MOST_PAGES) int page) {
        Library wanted =
                library.isEmpty() ? null : Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return store.list(wanted, state, page * PAGE, PAGE + 1)
                .collectList()
                .flatMap(found -> Mono.zip(
                                store.counts()
                                        .map(counts -> new IdentityCounts(
                                                counts.library(), counts.open(), counts.same(), counts.different()))
                                        .collectList(),
                                views(found.subList(0, Math.min(PAGE, found.size()))))
                        .map(known -> new IdentityQueue(known.getT1(), known.getT2(), found.size() > PAGE)));
    }

    @Requires(Action.IDENTITY_DECIDE)
    @GetMapping("/api/identities/{id}")
    Mono<IdentityCandidateView> one(@PathVariable String id) {
        return decisions.find(RecordIds.parse(id)).flatMap(this::view);
    }

    /** Pairs of a record that wait or are one with it. */
    @Requires(Action.IDENTITY_DECIDE)
    @GetMapping("/api/{library:experts|societies|enterprises}/{id}/identities")
    Mono<List<IdentityCandidateView>> of(Actor actor, @PathVariable String library, @PathVariable String id) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return recordAccess
                .find(actor, wanted, id)
                .flatMap(stored -> store.of(stored.id()).collectList())
                .flatMap(this::views);
    }

    @Requires(Action.IDENTITY_DECIDE)
    @PostMapping("/api/identities/{id}/decision")
    Mono<IdentityCandidateView> decide(
            Actor actor, @PathVariable String id, @Valid @RequestBody IdentityDecisionWish wish) {
        IdentityState state = Objects.requireNonNull(wish.decision());
        if (state != IdentityState.SAME && state != IdentityState.DIFFERENT) {
            throw ApiException.badRequest("decision", "OUT_OF_RANGE", "请选择是同一个（SAME）还是不是（DIFFERENT）。");
        }
        if (state == IdentityState.DIFFERENT && wish.keep() != null) {
            throw ApiException.badRequest("keep", "OUT_OF_RANGE", "不是同一个时，两条都保留。");
        }
        return decisions
                .decide(
                        actor,
                        RecordIds.parse(id),
                        Objects.requireNonNull(wish.version()),
                        state,
                        wish.keep(),
                        reason(wish.reason()))
                .flatMap(this::view);
    }

    /** Takes a decision back; what was merged is again what it was. */
    @Requires(Action.IDENTITY_DECIDE)
    @PostMapping("/api/identities/{id}/undo")
    Mono<IdentityCandidateView> undo(Actor actor, @PathVariable String id, @Valid @RequestBody IdentityUndo wish) {
        return decisions
                .undo(actor, RecordIds.parse(id), Objects.requireNonNull(wish.version()), reason(wish.reason()))
                .flatMap(this::view);
    }

    private static String reason(@Nullable String reason) {
        return Objects.requireNonNullElse(reason, "").strip();
    }

    private Mono<IdentityCandidateView> view(CandidateStore.Candidate candidate) {
        return views(List.of(candidate)).map(List::getFirst);
    }

    private Mono<List<IdentityCandidateView>> views(List<CandidateStore.Candidate> candidates) {
        Set<UUID> sides = new HashSet<>();
        candidates.forEach(candidate -> sides.addAll(List.of(candidate.one(), candidate.other())));
        Set<Library> libraries =
                candidates.stream().map(CandidateStore.Candidate::library).collect(Collectors.toSet());
        return Mono.zip(
                        Flux.fromIterable(libraries)
                                .concatMap(library -> records.find(library, sides))
                                .collectMap(StoredRecord::id),
                        store.decisions(candidates.stream()
                                        .map(CandidateStore.Candidate::id)
                                        .toList())
                                .collectMultimap(CandidateStore.Decision::candidate))
                .map(known -> candidates.stream()
                        // A record that was removed meanwhile took its pairs along.
                        .filter(candidate -> known.getT1().containsKey(candidate.one())
                                && known.getT1().containsKey(candidate.other()))
                        .map(candidate -> view(
                                candidate,
                                known.getT1(),
                                List.copyOf(known.getT2().getOrDefault(candidate.id(), List.of()))))
                        .toList());
    }

    private static IdentityCandidateView view(
            CandidateStore.Candidate candidate, Map<UUID, StoredRecord> sides, List<CandidateStore.Decision> history) {
        return new IdentityCandidateView(
                candidate.id(),
                candidate.library().code(),
                candidate.state(),
                IdentityEvidence.tenth(candidate.score()),
                candidate.evidence(),
                side(Objects.requireNonNull(sides.get(candidate.one()))),
                side(Objects.requireNonNull(sides.get(candidate.other()))),
                candidate.kept(),
                candidate.version(),
                candidate.foundAt(),
                history.stream()
                        .map(decision -> new IdentityDecisionView(
                                decision.state(),
                                decision.kept(),
                                IdentityEvidence.tenth(decision.score()),
                                decision.reason(),
                                decision.by(),
                                decision.at()))
                        .toList());
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    private static IdentitySide side(StoredRecord stored) {
        LibraryTable<LibraryRecord> table =
                (LibraryTable<LibraryRecord>) LibraryTable.of(stored.item().library());
        return new IdentitySide(
                stored.id(),
                stored.item().title(),
                stored.publication(),
                stored.updatedAt(),
                stored.sample(),
                table.cells(stored.item()).entrySet().stream()
                        .map(cell -> new IdentityCell(cell.getKey(), cell.getValue()))
                        .toList());
    }
}
