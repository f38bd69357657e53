package org.jiebang.api.rematching;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Stored matches: what the latest change of a list was, and how far the platform is with matching. */
@RestController
class RematchController {
    private final RecordAccess records;
    private final MatchLists lists;
    private final MatchJobs jobs;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    RematchController(
            RecordAccess records,
            MatchLists lists,
            MatchJobs jobs,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.records = records;
        this.lists = lists;
        this.jobs = jobs;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * The stored list of a problem, best first, then those that left with the latest change.
     *
     * @param matchedAt when it was last looked at; null if it was not made yet
     * @param changedAt when it last changed
     */
    record MatchListView(
            @Nullable OffsetDateTime matchedAt, @Nullable OffsetDateTime changedAt, List<MatchListEntry> entries) {}

    /**
     * One line of a stored list.
     *
     * @param rank null for one that has left
     * @param previousRank before the latest change; null for one that came in with it
     * @param score null for one that has left
     */
    record MatchListEntry(
            UUID id,
            String title,
            @Nullable Integer rank,
            @Nullable Integer previousRank,
            @Nullable Double score) {}

    /** The best of a library for a problem as they were matched last, with what changed. */
    @Requires(Action.MATCH_READ)
    @GetMapping("/api/problems/{id}/match-list")
    Mono<MatchListView> list(
            Actor actor, @PathVariable String id, @RequestParam(defaultValue = "experts") String target) {
        Library library = Library.find(target)
                .filter(MatchList.LIBRARIES::contains)
                .orElseThrow(() -> ApiException.badRequest("target", "UNKNOWN_CHOICE", "可选 experts、societies、teams。"));
        return records.find(actor, Library.PROBLEMS, id).flatMap(problem -> {
            MatchList.Key key = new MatchList.Key(problem.id(), library);
            MatchListView none = new MatchListView(null, null, List.of());
            return problem.publication() != Publication.PUBLISHED
                    ? Mono.just(none)
                    : lists.times(key)
                            .flatMap(times -> lists.shown(key)
                                    .map(line -> new MatchListEntry(
                                            line.supply(),
                                            line.title(),
                                            line.rank(),
                                            line.previousRank(),
                                            line.score()))
                                    .collectList()
                                    .map(entries -> new MatchListView(times.matchedAt(), times.changedAt(), entries)))
                            .defaultIfEmpty(none);
        });
    }

    /** How many records wait to be matched, and how many lists there are. */
    record RematchState(long waiting, long lists) {}

    @Requires(Action.REMATCH_MANAGE)
    @GetMapping("/api/admin/rematching")
    Mono<RematchState> state() {
        return Mono.zip(jobs.waiting(), lists.count(), RematchState::new);
    }

    /** Has every open problem matched anew, in the background. */
    @Requires(Action.REMATCH_MANAGE)
    @PostMapping("/api/admin/rematching")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<RematchState> remake(Actor actor) {
        return transactions
                .transactional(audit.append(actor, AuditAction.MATCHES_REMADE, AuditLog.Change.of("matches", "all"))
                        .then(jobs.addAll(0)))
                .then(state());
    }
}
