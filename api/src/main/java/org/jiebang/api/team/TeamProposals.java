package org.jiebang.api.team;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jiebang.api.access.Actor;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jiebang.team.Effort;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Builds the best team of those who could serve problems. */
@Component
class TeamProposals {
    private static final int USUAL_SECONDS = 15;
    private static final int USUAL_SECONDS_TOGETHER = 30;

    private final RecordAccess access;
    private final TeamSearches searches;
    private final TeamChecks checks;
    private final SolverThreads threads;

    TeamProposals(RecordAccess access, TeamSearches searches, TeamChecks checks, SolverThreads threads) {
        this.access = access;
        this.searches = searches;
        this.checks = checks;
        this.threads = threads;
    }

    /** For somebody who waits. */
    Mono<ProposalView> propose(Actor actor, TeamRequests.TeamWanted wanted) {
        return permitted(actor, wanted)
                .then(Mono.defer(() -> searches.prepare(wanted)))
                .flatMap(search -> threads.run(() ->
                        view(search, effort(wanted, () -> Thread.currentThread().isInterrupted(), told -> {}))));
    }

    /** Refuses what could not be searched for. */
    Mono<Void> permitted(Actor actor, TeamRequests.TeamWanted wanted) {
        return searches.programme(wanted.programme(), wanted.category()).then(visible(actor, wanted.problemIds()));
    }

    /** Refuses teams that overlap in what they serve and do, before anybody is sought for them (CT-08). */
    Mono<Void> permitted(Actor actor, TeamRequests.TeamsWanted wanted) {
        List<String> problems = wanted.teams().stream()
                .flatMap(team -> team.problemIds().stream())
                .toList();
        return searches.programme(wanted.programme(), wanted.category())
                .doOnNext(entry -> TeamSearches.requireRoom(entry, wanted))
                .flatMap(entry -> visible(actor, problems).then(Mono.defer(() -> checks.overlaps(entry, wanted))))
                .doOnNext(overlaps -> {
                    List<ApiException.Violation> certain = TeamRules.certain(overlaps);
                    if (!certain.isEmpty()) {
                        throw new ApiException(
                                org.jiebang.api.platform.ErrorCode.BAD_REQUEST, "这些团之间有重复，请先改开再组建。", certain);
                    }
                })
                .then();
    }

    private Mono<Void> visible(Actor actor, List<String> problems) {
        return Flux.fromIterable(problems)
                .concatMap(id -> access.find(actor, Library.PROBLEMS, id))
                .then();
    }

    Mono<ProposalView> solve(
            TeamRequests.TeamWanted wanted, BooleanSupplier cancelled, Consumer<Effort.Progress> progress) {
        return searches.prepare(wanted)
                .flatMap(search -> threads.run(() -> view(search, effort(wanted, cancelled, progress))));
    }

    Mono<ProposalView> solve(
            TeamRequests.TeamsWanted wanted, BooleanSupplier cancelled, Consumer<Effort.Progress> progress) {
        int seconds = or(wanted.timeLimitSeconds(), USUAL_SECONDS_TOGETHER);
        Effort effort = effort(seconds, wanted.seed(), cancelled, progress);
        return searches.prepare(wanted)
                .flatMap(search -> threads.run(() -> view(search, effort)))
                .flatMap(view -> checks.overlaps(wanted, view).map(view::withOverlaps));
    }

    private static ProposalView view(TeamSearch search, Effort effort) {
        return ProposalView.of(search.run(effort), search);
    }

    private static Effort effort(
            TeamRequests.TeamWanted wanted, BooleanSupplier cancelled, Consumer<Effort.Progress> progress) {
        TeamRequests.TeamConstraints wishes = TeamSearches.wishes(wanted.constraints());
        int seconds = or(wishes.timeLimitSeconds(), USUAL_SECONDS) * or(wishes.alternatives(), 1);
        return effort(seconds, wishes.seed(), cancelled, progress);
    }

    private static Effort effort(
            int seconds, @Nullable Long seed, BooleanSupplier cancelled, Consumer<Effort.Progress> progress) {
        return Effort.within(Duration.ofSeconds(seconds))
                .withSeed(seed == null ? 1 : seed)
                .cancelledBy(cancelled)
                .telling(progress);
    }

    private static int or(@Nullable Integer value, int usual) {
        return value == null ? usual : value;
    }
}
