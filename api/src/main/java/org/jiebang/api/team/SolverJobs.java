package org.jiebang.api.team;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.team.Effort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches that go on by themselves: few wait, one runs on a replica, whoever asked for it sees how far it is and may end it. A search that
 * ends early keeps the best found so far.
 */
@Component
class SolverJobs {
    static final SolverJob.SolverFailure INTERNAL =
            new SolverJob.SolverFailure(ErrorCode.INTERNAL.name(), ErrorCode.INTERNAL.wayOut());

    private static final Logger LOG = LoggerFactory.getLogger(SolverJobs.class);
    private static final Duration BEAT = Duration.ofMillis(300);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(20);

    /** More are not kept of one search, nor are they of use to anybody. */
    private static final int MOST_MOMENTS = 500;

    private final UUID worker = UUID.randomUUID();
    private final SolverJobStore store;
    private final TeamProposals proposals;
    private final Assignments assignments;
    private final JsonMapper json;
    private final int most;

    SolverJobs(
            SolverJobStore store,
            TeamProposals proposals,
            Assignments assignments,
            JsonMapper json,
            @Value("${jiebang.teams.most-waiting}") int most) {
        this.store = store;
        this.proposals = proposals;
        this.assignments = assignments;
        this.json = json;
        this.most = most;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop solverLoop(SolverJobs jobs) {
            return new BackgroundLoop("Solver", Duration.ofMillis(300), jobs::work);
        }

        @Bean
        BackgroundLoop solverTidyLoop(SolverJobStore store) {
            return new BackgroundLoop("Solver tidying", TIDY_EVERY, store::tidy);
        }
    }

    Mono<SolverJob> begin(Actor actor, TeamRequests.TeamWanted wanted) {
        return proposals.permitted(actor, wanted).then(add(actor, SolverJob.Kind.TEAM, wanted));
    }

    Mono<SolverJob> begin(Actor actor, TeamRequests.TeamsWanted wanted) {
        return proposals.permitted(actor, wanted).then(add(actor, SolverJob.Kind.TEAMS, wanted));
    }

    Mono<SolverJob> begin(Actor actor, TeamRequests.AllocationWanted wanted) {
        return assignments.permitted(actor, wanted).then(add(actor, SolverJob.Kind.ALLOCATION, wanted));
    }

    private Mono<SolverJob> add(Actor actor, SolverJob.Kind kind, Object request) {
        return Mono.defer(() -> store.add(
                        kind,
                        request,
                        Objects.requireNonNull(actor.organisationId()),
                        Objects.requireNonNull(actor.account()).id(),
                        most))
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.BUSY, "已有 " + most + " 个求解在等候，请稍后再开始。", AGAIN)))
                .flatMap(id -> find(actor, id));
    }

    Mono<SolverJob> find(Actor actor, UUID id) {
        return store.find(id, actor).switchIfEmpty(Mono.error(() -> ApiException.notFound("这次求解")));
    }

    Mono<SolverJob> cancel(Actor actor, UUID id) {
        return find(actor, id).then(Mono.defer(() -> store.cancel(id))).then(Mono.defer(() -> find(actor, id)));
    }

    /** Takes one search and runs it to its end; answers whether there was one. */
    Mono<Boolean> work() {
        return store.claim(worker).flatMap(claim -> run(claim).thenReturn(true)).defaultIfEmpty(false);
    }

    /** A search under way. */
    private static final class Running {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<SolverJob.SolverMoment> moments = new CopyOnWriteArrayList<>();
        private final long start = System.nanoTime();

        BooleanSupplier cancelled() {
            return () -> ended.get() || Thread.currentThread().isInterrupted();
        }

        Consumer<Effort.Progress> progress() {
            return told -> {
                if (moments.size() < MOST_MOMENTS) {
                    moments.add(SolverJob.SolverMoment.of(told));
                }
            };
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private Mono<Void> run(SolverJobStore.Claim claim) {
        Running running = new Running();
        Flux<Optional<Object>> beats = Flux.interval(BEAT)
                .onBackpressureDrop()
                .concatMap(
                        tick -> store.beat(claim.id(), worker, running.moments, running.seconds())
                                .onErrorReturn(false),
                        1)
                .map(end -> {
                    running.ended.compareAndSet(false, end);
                    return Optional.empty();
                });
        Mono<Optional<Object>> solved = Mono.defer(() -> solve(claim, running))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BEAT)
                        .filter(error -> error instanceof RejectedExecutionException))
                .map(Optional::of);
        return Flux.merge(solved, beats)
                .filter(Optional::isPresent)
                .next()
                .flatMap(result -> store.finish(
                        claim.id(), worker, running.moments, running.seconds(), result.orElseThrow(), null))
                .onErrorResume(
                        error -> error instanceof ApiException || claim.last(),
                        error -> store.finish(
                                claim.id(), worker, running.moments, running.seconds(), null, failure(claim, error)));
    }

    private static SolverJob.SolverFailure failure(SolverJobStore.Claim claim, Throwable error) {
        if (error instanceof ApiException problem) {
            String detail = problem.getMessage();
            return new SolverJob.SolverFailure(
                    problem.code().name(), detail == null ? problem.code().wayOut() : detail);
        }
        LOG.error("Search {} failed", claim.id(), error);
        return INTERNAL;
    }

    private Mono<?> solve(SolverJobStore.Claim claim, Running running) {
        return switch (claim.kind()) {
            case TEAM ->
                proposals.solve(
                        claim.read(json, TeamRequests.TeamWanted.class), running.cancelled(), running.progress());
            case TEAMS ->
                proposals.solve(
                        claim.read(json, TeamRequests.TeamsWanted.class), running.cancelled(), running.progress());
            case ALLOCATION ->
                assignments.solve(
                        claim.read(json, TeamRequests.AllocationWanted.class), running.cancelled(), running.progress());
        };
    }
}
