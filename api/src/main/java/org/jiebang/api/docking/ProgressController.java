package org.jiebang.api.docking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Requires;
import org.jiebang.problem.ProblemState;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The progress of problems, and the desk of those who work on many. */
@RestController
class ProgressController {
    private static final int LARGEST_PAGE = 100;

    private final ProblemProgress progress;
    private final ProgressStore store;
    private final Access access;
    private final JsonMapper json;
    private final RegionTree regions = RegionTree.standard();

    ProgressController(ProblemProgress progress, ProgressStore store, Access access, JsonMapper json) {
        this.progress = progress;
        this.store = store;
        this.access = access;
        this.json = json;
    }

    /** Where a problem stands and what the reader may do now. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/problems/{id}/progress")
    Mono<ProgressView> progress(Actor actor, @PathVariable String id) {
        return progress.read(actor, id).flatMap(situation -> view(actor, situation));
    }

    /** Takes a step; the table of permissions decides by the event. */
    @Requires(Action.PROBLEM_PROGRESS_READ)
    @PostMapping("/api/problems/{id}/progress")
    Mono<ProgressView> takeStep(Actor actor, @PathVariable String id, @Valid @RequestBody StepRequest request) {
        return progress.step(actor, id, request).flatMap(situation -> view(actor, situation));
    }

    private Mono<ProgressView> view(Actor actor, ProblemProgress.Situation situation) {
        return store.steps(situation.stored().id())
                .collectList()
                .map(steps -> ProgressView.of(situation, steps, access, actor, json));
    }

    /** How many problems of the desk stand in a state. */
    record DeskCount(ProblemState state, String label, String english, long count) {}

    /** A problem on the desk. */
    record DeskItem(
            UUID id,
            String title,
            String proposer,
            @Nullable String region,
            ProblemState state,
            String label,
            long version,
            OffsetDateTime since) {}

    /**
     * Problems that are on their way, as far as they are the reader's business.
     *
     * @param items those of the wanted state, the longest waiting first
     */
    record Desk(List<DeskCount> counts, List<DeskItem> items) {}

    @Requires(Action.PROBLEM_PROGRESS_READ)
    @GetMapping("/api/desk")
    Mono<Desk> desk(
            Actor actor,
            @RequestParam(defaultValue = "TRIAGE") ProblemState state,
            @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "50") @Min(1) @Max(LARGEST_PAGE) int size) {
        ProgressStore.Desk own = desk(actor);
        return store.counts(own)
                .map(count -> new DeskCount(
                        count.state(), count.state().label(), count.state().english(), count.count()))
                .sort(java.util.Comparator.comparing(DeskCount::state))
                .collectList()
                .zipWith(store.items(own, state, size, offset).map(this::item).collectList(), Desk::new);
    }

    private ProgressStore.Desk desk(Actor actor) {
        Membership acting = Objects.requireNonNull(actor.acting());
        Decision decision = access.decide(actor, Action.PROBLEM_PROGRESS_READ);
        Collection<String> places = switch (decision) {
            case ALLOW -> null;
            case REGION -> within(acting.region());
            case OWN, DENY -> List.of();
        };
        return new ProgressStore.Desk(places, acting.organisationId());
    }

    private List<String> within(@Nullable RegionCode region) {
        return regions.all().stream()
                .map(Region::code)
                .filter(code -> regions.path(code).stream()
                        .anyMatch(above -> above.code().equals(region)))
                .map(RegionCode::value)
                .toList();
    }

    private DeskItem item(ProgressStore.Item item) {
        String region = item.region();
        return new DeskItem(
                item.id(),
                item.title(),
                item.proposer(),
                region == null ? null : regions.fullName(new RegionCode(region)),
                item.state(),
                item.state().label(),
                item.version(),
                item.since());
    }
}
