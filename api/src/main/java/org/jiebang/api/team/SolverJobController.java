package org.jiebang.api.team;

import jakarta.validation.Valid;
import java.time.Duration;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Searches that go on by themselves, with what the solver tells on the way. */
@RestController
class SolverJobController {
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(300);

    private final SolverJobs jobs;

    SolverJobController(SolverJobs jobs) {
        this.jobs = jobs;
    }

    /** Begins to search for a team, for several to choose from, or for the fewest changes after a refusal. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/teams/proposals/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SolverJob> beginTeam(Actor actor, @Valid @RequestBody TeamRequests.TeamWanted wanted) {
        return jobs.begin(actor, wanted);
    }

    /** Begins to search for several teams of one unit that share nothing. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/teams/joint-proposals/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SolverJob> beginTeams(Actor actor, @Valid @RequestBody TeamRequests.TeamsWanted wanted) {
        return jobs.begin(actor, wanted);
    }

    /** Begins to search for the best assignment of problems to experts or teams. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/allocations/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SolverJob> beginAllocation(Actor actor, @Valid @RequestBody TeamRequests.AllocationWanted wanted) {
        return jobs.begin(actor, wanted);
    }

    @Requires(Action.TEAM_BUILD)
    @GetMapping("/api/solver-jobs/{id}")
    Mono<SolverJob> job(Actor actor, @PathVariable String id) {
        return jobs.find(actor, RecordIds.parse(id));
    }

    /** The job whenever it changes, up to its end. */
    @Requires(Action.TEAM_BUILD)
    @GetMapping(path = "/api/solver-jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<SolverJob>> jobEvents(Actor actor, @PathVariable String id) {
        return jobs.find(actor, RecordIds.parse(id))
                .repeatWhen(done -> done.delayElements(PROGRESS_EVERY))
                .distinctUntilChanged()
                .takeUntil(now -> now.state().isFinal())
                .map(now -> ServerSentEvent.builder(now).event("progress").build());
    }

    /** Ends a search; what was found until then is its answer. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/solver-jobs/{id}/cancel")
    Mono<SolverJob> cancelJob(Actor actor, @PathVariable String id) {
        return jobs.cancel(actor, RecordIds.parse(id));
    }
}
