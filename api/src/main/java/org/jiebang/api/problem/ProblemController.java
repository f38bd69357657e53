package org.jiebang.api.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.docking.ProblemProgress;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An organisation's own problems. */
@RestController
class ProblemController {
    private static final int MOST_CONFIDENTIAL = 20_000;

    private final Problems problems;
    private final ProblemProgress progress;

    ProblemController(Problems problems, ProblemProgress progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /**
     * A problem as it is written.
     *
     * @param cells the fields by their headings in the library's table
     * @param confidential what only the owner and staff may read; left as it is if absent, removed if blank
     */
    record Written(
            @NotNull(message = "请填写各项内容。") Map<String, String> cells,

            @Nullable @Size(max = MOST_CONFIDENTIAL, message = "保密部分最多 20000 字。")
            String confidential) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Written";
        }
    }

    /** A changed problem. */
    record Changed(
            @NotNull(message = "请填写各项内容。") Map<String, String> cells,

            @Nullable @Size(max = MOST_CONFIDENTIAL, message = "保密部分最多 20000 字。")
            String confidential,

            @NotNull(message = "缺少版本号。") Long version) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Changed";
        }
    }

    /** The version that the reader has seen. */
    record Seen(@NotNull(message = "缺少版本号。") Long version) {}

    /**
     * A problem of one's own, in a list and after a change.
     *
     * @param writable may its proposer rewrite it?
     */
    record OwnView(
            UUID id,
            String title,
            Publication publication,
            ProblemState state,
            String stateLabel,
            String stateEnglish,
            boolean writable,
            long version,
            OffsetDateTime updatedAt) {
        static OwnView of(StoredRecord stored, ProblemState state) {
            return new OwnView(
                    stored.id(),
                    stored.item().title(),
                    stored.publication(),
                    state,
                    state.label(),
                    state.english(),
                    state.writable(),
                    stored.version(),
                    stored.updatedAt());
        }
    }

    private Flux<OwnView> views(List<StoredRecord> all) {
        return progress.states(all)
                .flatMapIterable(states -> all.stream()
                        .map(stored -> OwnView.of(stored, Objects.requireNonNull(states.get(stored.id()))))
                        .toList());
    }

    private Mono<OwnView> view(StoredRecord stored) {
        return views(List.of(stored)).single();
    }

    @Requires(Action.PROBLEM_WRITE)
    @GetMapping("/api/my/problems")
    Flux<OwnView> own(Actor actor) {
        return problems.own(actor).collectList().flatMapMany(this::views);
    }

    @Requires(Action.PROBLEM_WRITE)
    @PostMapping("/api/problems")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<OwnView> create(Actor actor, @Valid @RequestBody Written written) {
        return problems.create(actor, written.cells(), written.confidential()).flatMap(this::view);
    }

    @Requires(Action.PROBLEM_WRITE)
    @PutMapping("/api/problems/{id}")
    Mono<OwnView> change(Actor actor, @PathVariable String id, @Valid @RequestBody Changed changed) {
        return problems.change(
                        actor, id, changed.cells(), changed.confidential(), Objects.requireNonNull(changed.version()))
                .flatMap(this::view);
    }

    /** Publishes at once; an organisation's own problem goes through its steps instead. */
    @Requires(Action.PROBLEM_MANAGE)
    @PostMapping("/api/problems/{id}/publication")
    Mono<OwnView> publish(Actor actor, @PathVariable String id, @Valid @RequestBody Seen seen) {
        return problems.publish(actor, id, seen.version(), Publication.PUBLISHED)
                .flatMap(this::view);
    }

    @Requires(Action.PROBLEM_MANAGE)
    @DeleteMapping("/api/problems/{id}/publication")
    Mono<OwnView> withdraw(Actor actor, @PathVariable String id, @Valid @RequestBody Seen seen) {
        return problems.publish(actor, id, seen.version(), Publication.WITHDRAWN)
                .flatMap(this::view);
    }
}
