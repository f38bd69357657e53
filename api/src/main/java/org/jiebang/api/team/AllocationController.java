package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Allocations of problems to experts or teams. */
@RestController
class AllocationController {
    private final Allocations allocations;

    AllocationController(Allocations allocations) {
        this.allocations = allocations;
    }

    /** What a search found, under a name. */
    record AllocationToSave(
            @NotNull(message = "缺少求解的编号。") UUID jobId,

            @NotBlank(message = "请给分派起一个名称。") @Size(max = 100, message = "名称最多 100 字。")
            String name) {}

    /** The version that the reader has seen. */
    record AllocationSeen(@NotNull(message = "缺少版本号。") Long version) {}

    /** An allocation; the pairs of the one that was asked for, none in a list. */
    record AllocationView(
            UUID id,
            String name,
            String target,
            long version,
            boolean accepted,
            OffsetDateTime updatedAt,
            List<AllocationStore.AllocationPair> pairs) {
        static AllocationView of(AllocationStore.Allocation allocation, List<AllocationStore.AllocationPair> pairs) {
            return new AllocationView(
                    allocation.id(),
                    allocation.name(),
                    allocation.target(),
                    allocation.version(),
                    allocation.accepted(),
                    allocation.updatedAt(),
                    pairs);
        }
    }

    /** Those of the organisation that one acts for, the latest first. */
    @Requires(Action.TEAM_WRITE)
    @GetMapping("/api/allocations")
    Flux<AllocationView> own(Actor actor) {
        return allocations.own(actor).map(allocation -> AllocationView.of(allocation, List.of()));
    }

    @Requires(Action.TEAM_WRITE)
    @PostMapping("/api/allocations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AllocationView> save(Actor actor, @Valid @RequestBody AllocationToSave save) {
        return allocations
                .save(actor, Objects.requireNonNull(save.jobId()), save.name())
                .flatMap(this::view);
    }

    @Requires(Action.TEAM_WRITE)
    @GetMapping("/api/allocations/{id}")
    Mono<AllocationView> find(Actor actor, @PathVariable String id) {
        return allocations.find(actor, RecordIds.parse(id)).flatMap(this::view);
    }

    @Requires(Action.TEAM_WRITE)
    @PostMapping("/api/allocations/{id}/acceptance")
    Mono<AllocationView> accept(Actor actor, @PathVariable String id, @Valid @RequestBody AllocationSeen seen) {
        return allocations
                .accept(actor, RecordIds.parse(id), Objects.requireNonNull(seen.version()))
                .flatMap(this::view);
    }

    @Requires(Action.TEAM_WRITE)
    @DeleteMapping("/api/allocations/{id}/acceptance")
    Mono<AllocationView> undo(Actor actor, @PathVariable String id, @Valid @RequestBody AllocationSeen seen) {
        return allocations
                .undo(actor, RecordIds.parse(id), Objects.requireNonNull(seen.version()))
                .flatMap(this::view);
    }

    @Requires(Action.TEAM_WRITE)
    @DeleteMapping("/api/allocations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Actor actor, @PathVariable String id, @RequestParam long version) {
        return allocations.remove(actor, RecordIds.parse(id), version);
    }

    private Mono<AllocationView> view(AllocationStore.Allocation allocation) {
        return allocations.pairs(allocation).map(pairs -> AllocationView.of(allocation, pairs));
    }
}
