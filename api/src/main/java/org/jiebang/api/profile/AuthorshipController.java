package org.jiebang.api.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.identity.IdentityEvidence;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Staff say which authors of works are which experts. */
@RestController
class AuthorshipController {
    private static final int PAGE = 20;
    private static final int MOST_PAGES = 500;
    private static final int MOST_WORKS = 12;

    private final AuthorshipStore store;
    private final WorkStore works;
    private final WorkUploads uploads;
    private final RecordStore records;

    AuthorshipController(AuthorshipStore store, WorkStore works, WorkUploads uploads, RecordStore records) {
        this.store = store;
        this.works = works;
        this.uploads = uploads;
        this.records = records;
    }

    /** The expert that an author may be. */
    record AskedExpert(UUID id, String name, String employer, String rank, List<String> directions) {}

    /**
     * An author that may be an expert.
     *
     * @param name as the works write it
     * @param unit as the works write it; blank if they name none
     * @param score bits for it; 0 is even, 4.3 is 95 in 100
     * @param works the latest of them
     * @param workCount how many works there are
     * @param version to be sent with a decision
     * @param decidedBy null where nobody was asked
     */
    record AuthorshipView(
            UUID id,
            AuthorshipState state,
            String name,
            String unit,
            AskedExpert expert,
            double score,
            List<IdentityEvidence> evidence,
            List<WorkView> works,
            long workCount,
            long version,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt) {}

    /** A page of authors with the counts of all. */
    record AuthorshipQueue(long open, long yes, long no, List<AuthorshipView> authors, boolean more) {}

    /**
     * A decision.
     *
     * @param decision OPEN takes one back
     * @param version of the author as it was seen
     */
    record AuthorshipWish(
            @NotNull(message = "请选择是（YES）、不是（NO）或撤销（OPEN）。") AuthorshipState decision,
            @NotNull(message = "请带上所见的版本。") Long version) {}

    /** Authors that wait, the surest first; or those decided so, the latest first. */
    @Requires(Action.WORK_MANAGE)
    @GetMapping("/api/authorships")
    Mono<AuthorshipQueue> authorships(
            @RequestParam(defaultValue = "") String expert,
            @RequestParam(defaultValue = "OPEN") AuthorshipState state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(MOST_PAGES) int page) {
        UUID wanted = expert.isEmpty() ? null : RecordIds.parse(expert);
        return Mono.zip(
                        store.counts(),
                        store.list(wanted, state, page * PAGE, PAGE + 1).collectList())
                .flatMap(found -> views(found.getT2().stream().limit(PAGE).toList())
                        .map(views -> new AuthorshipQueue(
                                found.getT1().open(),
                                found.getT1().yes(),
                                found.getT1().no(),
                                views,
                                found.getT2().size() > PAGE)));
    }

    @Requires(Action.WORK_MANAGE)
    @PostMapping("/api/authorships/{id}/decision")
    Mono<AuthorshipView> decideAuthorship(
            Actor actor, @PathVariable String id, @Valid @RequestBody AuthorshipWish wish) {
        return uploads.decide(
                        actor,
                        RecordIds.parse(id),
                        Objects.requireNonNull(wish.version()),
                        Objects.requireNonNull(wish.decision()))
                .flatMap(decided -> views(List.of(decided)))
                .map(List::getFirst);
    }

    private Mono<List<AuthorshipView>> views(List<AuthorshipStore.Authorship> authorships) {
        return records.find(
                        Library.EXPERTS,
                        authorships.stream()
                                .map(AuthorshipStore.Authorship::expert)
                                .toList())
                .collectMap(StoredRecord::id)
                .flatMap(experts -> Flux.fromIterable(authorships)
                        // An expert who was removed meanwhile took the question along.
                        .filter(authorship -> experts.containsKey(authorship.expert()))
                        .concatMap(authorship -> view(authorship, experts))
                        .collectList());
    }

    private Mono<AuthorshipView> view(AuthorshipStore.Authorship authorship, Map<UUID, StoredRecord> experts) {
        Expert expert = (Expert)
                Objects.requireNonNull(experts.get(authorship.expert())).item();
        return works.ofAuthorship(authorship.id(), MOST_WORKS)
                .map(WorkView::of)
                .collectList()
                .map(own -> new AuthorshipView(
                        authorship.id(),
                        authorship.state(),
                        authorship.name(),
                        authorship.unit(),
                        new AskedExpert(
                                authorship.expert(),
                                expert.name(),
                                expert.employer(),
                                expert.rank(),
                                expert.directions()),
                        IdentityEvidence.tenth(authorship.score()),
                        authorship.evidence(),
                        own,
                        authorship.works(),
                        authorship.version(),
                        authorship.decidedBy(),
                        authorship.decidedAt()));
    }
}
