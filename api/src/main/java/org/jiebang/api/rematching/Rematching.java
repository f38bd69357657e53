package org.jiebang.api.rematching;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.matching.KnowledgeInUse;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.catalog.Library;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the stored matches up to date. A changed problem has its lists made anew. A changed supply is compared with the lists that it stands
 * in or may come into, and nobody else is looked at. When what all scores rest on has changed (models, judgements, dictionary, the day),
 * or very many supplies have, every open problem is a job. Jobs are removed in the transaction that writes what became of them: a crash gives
 * them back, and any number of replicas may work.
 */
@Component
class Rematching {
    private static final Logger LOG = LoggerFactory.getLogger(Rematching.class);

    /** Small enough that two workers share what all problems of a platform ask for. */
    private static final int BATCH = 50;

    /** From so many changed supplies on it is cheaper to make all lists anew. */
    private static final int MOST_COMPARED = 25;

    private static final int BULK_DELAY_SECONDS = 2;

    /** So many that still wait put the next round of all lists off by a second: it would have to be made again once they are in. */
    private static final int WAITING_A_SECOND = 1_000;

    private static final int LONGEST_DELAY_SECONDS = 60;

    private final MatchJobs jobs;
    private final MatchLists lists;
    private final MatchListMaker maker;
    private final Notices notices;
    private final Dictionary dictionary;
    private final KnowledgeInUse knowledge;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Duration quiet;

    Rematching(
            MatchJobs jobs,
            MatchLists lists,
            MatchListMaker maker,
            Notices notices,
            Dictionary dictionary,
            KnowledgeInUse knowledge,
            DatabaseClient database,
            TransactionalOperator transactions,
            @Value("${jiebang.rematching.quiet}") Duration quiet) {
        this.jobs = jobs;
        this.lists = lists;
        this.maker = maker;
        this.notices = notices;
        this.dictionary = dictionary;
        this.knowledge = knowledge;
        this.database = database;
        this.transactions = transactions;
        this.quiet = quiet;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop matchBasisLoop(Rematching rematching) {
            return new BackgroundLoop("What matches rest on", Duration.ofSeconds(2), rematching::lookAtBasis);
        }

        @Bean
        BackgroundLoop rematchingLoop(Rematching rematching) {
            return new BackgroundLoop("Matching anew", Duration.ofMillis(300), rematching::work);
        }

        @Bean
        BackgroundLoop secondRematchingLoop(Rematching rematching) {
            return new BackgroundLoop("Matching anew", Duration.ofMillis(400), rematching::work);
        }
    }

    /** Asks for all lists once what they rest on has changed and stood still for a while on all replicas. */
    Mono<Boolean> lookAtBasis() {
        return Mono.justOrEmpty(knowledge.version())
                .map(version -> String.join(
                        " ", version, dictionary.version(), Exclusions.today().toString()))
                .flatMap(basis -> jobs.see(basis)
                        .then(transactions.transactional(jobs.isDue(quiet.toMillis() / 1000.0)
                                .flatMap(due -> due ? jobs.addAll(0) : Mono.just(0L)))))
                .doOnNext(asked -> {
                    if (asked > 0) {
                        LOG.info("What matches rest on has changed: {} problems are matched anew", asked);
                    }
                })
                .thenReturn(false);
    }

    /** Takes one batch of jobs; answers whether there was one. */
    Mono<Boolean> work() {
        // Nothing is matched before it was looked up what was learnt.
        return knowledge.version().isEmpty()
                ? Mono.just(false)
                : Mono.defer(() -> {
                    List<MatchJobs.Job> taken = new ArrayList<>();
                    return transactions
                            .transactional(jobs.take(BATCH)
                                    .doOnNext(taken::add)
                                    .collectList()
                                    .flatMap(batch -> batch.isEmpty()
                                            ? Mono.just(false)
                                            : work(batch).thenReturn(true)))
                            .onErrorResume(Rematching::isOfTheRecords, error -> postpone(taken, error));
                });
    }

    /** Neither a service that is away nor two writers in each other's way, which a second attempt gets over. */
    private static boolean isOfTheRecords(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException
                    || cause instanceof R2dbcException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof RejectedExecutionException) {
                return false;
            }
        }
        return true;
    }

    /** A record that cannot be matched must not hold up the others: each job is tried again at another time. */
    private Mono<Boolean> postpone(List<MatchJobs.Job> taken, Throwable error) {
        return database.sql("UPDATE match_job SET not_before = now() + make_interval(secs => 10 + 300 * random())"
                        + " WHERE position = ANY($1)")
                .bind("$1", taken.stream().map(MatchJobs.Job::position).toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .then(Mono.error(error));
    }

    private Mono<Void> work(List<MatchJobs.Job> batch) {
        Set<UUID> problems = new HashSet<>();
        Set<UUID> closed = new HashSet<>();
        Set<UUID> gone = new HashSet<>();
        Set<UUID> published = new HashSet<>();
        Map<Library, Set<UUID>> supplies = new HashMap<>();
        for (MatchJobs.Job job : batch) {
            Library library = job.library();
            if (job.isPublished()) {
                published.add(job.record());
            }
            if (library == Library.PROBLEMS) {
                (job.open() ? problems : closed).add(job.record());
            } else if (library == null || !job.isPublished()) {
                gone.add(job.record());
            } else if (MatchList.LIBRARIES.contains(library)) {
                supplies.computeIfAbsent(library, one -> new HashSet<>()).add(job.record());
            }
        }
        int changed =
                gone.size() + supplies.values().stream().mapToInt(Set::size).sum();
        boolean many = changed > MOST_COMPARED;
        Flux<MatchListMaker.Outcome> compared =
                many || changed == 0 ? Flux.empty() : maker.compare(supplies, gone, problems);
        // All is written at the end and at once, so that no row is locked while others are computed.
        return maker.remake(problems)
                .concatWith(compared)
                .reduce(MatchListMaker.Outcome.NOTHING, MatchListMaker.Outcome::and)
                .flatMap(outcome -> write(outcome, closed))
                .then(many ? addAll() : Mono.empty())
                .then(notices.tellFound(published))
                .then(jobs.remove(batch));
    }

    private Mono<Long> addAll() {
        return jobs.waiting()
                .map(waiting -> Math.min(BULK_DELAY_SECONDS + waiting / WAITING_A_SECOND, LONGEST_DELAY_SECONDS))
                .flatMap(delay -> jobs.addAll(delay.intValue()));
    }

    /** Writes lists and tells of what came in; where somebody was first, the problem is matched again. */
    private Mono<Void> write(MatchListMaker.Outcome outcome, Set<UUID> closed) {
        return lists.write(outcome.changes()).flatMap(late -> {
            Set<MatchList.Key> others =
                    late.stream().map(change -> change.after().key()).collect(Collectors.toSet());
            List<Notices.Match> news = outcome.changes().stream()
                    .filter(change -> !others.contains(change.after().key()))
                    .flatMap(change -> news(change).stream())
                    .toList();
            Set<UUID> anew = new HashSet<>(outcome.anew());
            others.forEach(key -> anew.add(key.problem()));
            return notices.tell(news).then(lists.forget(closed)).then(jobs.add(anew));
        });
    }

    /** What stands higher than before. */
    private static List<Notices.Match> news(MatchLists.Change change) {
        Map<UUID, Double> before = change.before().entries().stream()
                .collect(Collectors.toMap(MatchList.Entry::supply, MatchList.Entry::score));
        MatchList.Key key = change.after().key();
        return change.after().entries().stream()
                .map(entry -> new Notices.Match(
                        key.problem(),
                        key.library().code(),
                        entry.supply(),
                        entry.score(),
                        before.getOrDefault(entry.supply(), -1.0)))
                .filter(match -> match.score() > match.before())
                .toList();
    }
}
