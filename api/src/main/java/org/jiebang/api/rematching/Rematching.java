package org.jiebang.api.rematching;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jiebang.api.embedding.Embedding;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.KnowledgeInUse;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.exclusion.HardFilters.Side;
import org.jiebang.index.LibraryIndex;
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
    /** Libraries whose best are kept for each problem. */
    static final List<Library> LIBRARIES = List.of(Library.EXPERTS, Library.SOCIETIES, Library.TEAMS);

    private static final Logger LOG = LoggerFactory.getLogger(Rematching.class);

    /** Small enough that two workers share what all problems of a platform ask for. */
    private static final int BATCH = 50;

    /** From so many changed supplies on it is cheaper to make all lists anew. */
    private static final int MOST_COMPARED = 25;

    private static final int BULK_DELAY_SECONDS = 2;

    /** So many that still wait put the next round of all lists off by a second: it would have to be made again once they are in. */
    private static final int WAITING_A_SECOND = 1_000;

    private static final int LONGEST_DELAY_SECONDS = 60;

    /** Problems with which a changed supply is compared beyond those in whose lists it stands. */
    private static final int NEAREST = 300;

    private final MatchJobs jobs;
    private final MatchLists lists;
    private final RecordStore records;
    private final Matcher matcher;
    private final Exclusions exclusions;
    private final Notices notices;
    private final Embedding embedding;
    private final Dictionary dictionary;
    private final KnowledgeInUse knowledge;
    private final Compute compute;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Duration quiet;

    Rematching(
            MatchJobs jobs,
            MatchLists lists,
            RecordStore records,
            Matcher matcher,
            Exclusions exclusions,
            Notices notices,
            Embedding embedding,
            Dictionary dictionary,
            KnowledgeInUse knowledge,
            Compute compute,
            DatabaseClient database,
            TransactionalOperator transactions,
            @Value("${jiebang.rematching.quiet}") Duration quiet) {
        this.jobs = jobs;
        this.lists = lists;
        this.records = records;
        this.matcher = matcher;
        this.exclusions = exclusions;
        this.notices = notices;
        this.embedding = embedding;
        this.dictionary = dictionary;
        this.knowledge = knowledge;
        this.compute = compute;
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
            } else if (LIBRARIES.contains(library)) {
                supplies.computeIfAbsent(library, one -> new HashSet<>()).add(job.record());
            }
        }
        int changed =
                gone.size() + supplies.values().stream().mapToInt(Set::size).sum();
        boolean many = changed > MOST_COMPARED;
        Flux<Outcome> compared = many || changed == 0 ? Flux.empty() : compare(supplies, gone, problems);
        // All is written at the end and at once, so that no row is locked while others are computed.
        return remake(problems)
                .concatWith(compared)
                .reduce(Outcome.NOTHING, Outcome::and)
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

    /**
     * What became of some jobs.
     *
     * @param anew problems whose lists must be made anew to know who stands last
     */
    private record Outcome(List<MatchLists.Change> changes, Set<UUID> anew) {
        static final Outcome NOTHING = new Outcome(List.of(), Set.of());

        Outcome and(Outcome other) {
            List<MatchLists.Change> all = new ArrayList<>(changes);
            all.addAll(other.changes);
            Set<UUID> both = new HashSet<>(anew);
            both.addAll(other.anew);
            return new Outcome(all, both);
        }
    }

    private Flux<Outcome> remake(Set<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : records.find(Library.PROBLEMS, ids)
                        .collectList()
                        .flatMapMany(problems ->
                                Flux.fromIterable(LIBRARIES).concatMap(library -> remake(problems, library)));
    }

    private Mono<Outcome> remake(List<StoredRecord> problems, Library library) {
        String index = LibraryIndex.alias(library);
        return lists.read(keys(problems, library))
                .flatMap(before -> matcher.askAll(items(problems), dictionary.documents(), index)
                        .flatMap(bulk -> near(problems, library)
                                .flatMap(near -> matcher.values(bulk, index, library, MatchList.MOST, near)))
                        .flatMap(values -> screened(problems, library, values))
                        .map(allowed -> {
                            List<MatchLists.Change> changes = new ArrayList<>();
                            for (int i = 0; i < problems.size(); i++) {
                                MatchList list = list(before, problems.get(i), library);
                                changes.add(new MatchLists.Change(list, list.with(allowed.get(i))));
                            }
                            return new Outcome(changes, Set.of());
                        }));
    }

    private Mono<List<List<String>>> near(List<StoredRecord> problems, Library library) {
        List<String> ids =
                problems.stream().map(problem -> problem.id().toString()).toList();
        return embedding
                .nearest(ids, library, Matcher.candidatesFor(MatchList.MOST, List.of()))
                .map(near ->
                        ids.stream().map(id -> near.getOrDefault(id, List.of())).toList());
    }

    /** What has changed is compared with each list that it stands in or comes near to. */
    private Flux<Outcome> compare(Map<Library, Set<UUID>> supplies, Set<UUID> gone, Set<UUID> remade) {
        return Flux.fromIterable(LIBRARIES)
                .concatMap(library -> compare(library, supplies.getOrDefault(library, Set.of()), gone, remade));
    }

    private Mono<Outcome> compare(Library library, Set<UUID> supplies, Set<UUID> gone, Set<UUID> remade) {
        Set<UUID> changed = new HashSet<>(supplies);
        changed.addAll(gone);
        return near(library, supplies, changed)
                .flatMap(ids -> {
                    ids.removeAll(remade);
                    return records.find(Library.PROBLEMS, ids)
                            .filter(Rematching::isMatched)
                            .collectList();
                })
                .flatMap(problems -> problems.isEmpty()
                        ? Mono.empty()
                        : lists.read(keys(problems, library)).flatMap(before -> {
                            // What was never made waits for its own job.
                            List<StoredRecord> made = problems.stream()
                                    .filter(problem ->
                                            list(before, problem, library).version() > 0)
                                    .toList();
                            return made.isEmpty() ? Mono.empty() : compare(made, library, supplies, changed, before);
                        }));
    }

    private static boolean isMatched(StoredRecord problem) {
        return problem.publication() == Publication.PUBLISHED
                && HardFilters.room(problem.item()).isEmpty();
    }

    /** Problems in whose lists any of the changed stands, and those that meet most of its terms. */
    private Mono<Set<UUID>> near(Library library, Set<UUID> supplies, Set<UUID> changed) {
        return lists.problemsOf(changed)
                .concatWith(records.find(library, supplies)
                        .concatMap(supply -> matcher.nearest(
                                supply.profiled(),
                                dictionary.documents(),
                                LibraryIndex.alias(Library.PROBLEMS),
                                NEAREST))
                        .flatMapIterable(ids -> ids)
                        .map(UUID::fromString))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Mono<Outcome> compare(
            List<StoredRecord> problems,
            Library library,
            Set<UUID> supplies,
            Set<UUID> changed,
            Map<MatchList.Key, MatchList> before) {
        String index = LibraryIndex.alias(library);
        return matcher.askAll(items(problems), dictionary.documents(), index)
                .flatMap(bulk -> matcher.values(
                        bulk,
                        index,
                        library,
                        supplies.stream().map(UUID::toString).toList()))
                .flatMap(values -> screened(problems, library, values))
                .map(allowed -> {
                    List<MatchLists.Change> changes = new ArrayList<>();
                    Set<UUID> anew = new HashSet<>();
                    for (int i = 0; i < problems.size(); i++) {
                        MatchList list = list(before, problems.get(i), library);
                        Optional<MatchList> after = list.after(changed, allowed.get(i));
                        if (after.isEmpty()) {
                            anew.add(problems.get(i).id());
                        } else if (!after.orElseThrow().sameAs(list)) {
                            changes.add(new MatchLists.Change(list, after.orElseThrow()));
                        }
                    }
                    return new Outcome(changes, anew);
                });
    }

    /** Of the scored ones those that may be offered, in the order of the problems. */
    private Mono<List<List<MatchList.Entry>>> screened(
            List<StoredRecord> problems, Library library, List<List<Matcher.Value>> values) {
        Set<UUID> ids = values.stream()
                .flatMap(Collection::stream)
                .map(value -> UUID.fromString(value.id()))
                .collect(Collectors.toSet());
        return records.find(library, ids)
                .filter(stored -> stored.publication() == Publication.PUBLISHED)
                .collectMap(stored -> stored.id().toString(), Rematching::side)
                .flatMap(supplies -> {
                    List<Side> sides = new ArrayList<>(supplies.values());
                    problems.forEach(problem -> sides.add(side(problem)));
                    return exclusions
                            .filters(sides)
                            .flatMap(filters -> compute.run(() -> {
                                List<List<MatchList.Entry>> allowed = new ArrayList<>();
                                for (int i = 0; i < problems.size(); i++) {
                                    allowed.add(allowed(side(problems.get(i)), values.get(i), supplies, filters));
                                }
                                return allowed;
                            }));
                });
    }

    private static List<MatchList.Entry> allowed(
            Side problem, List<Matcher.Value> values, Map<String, Side> supplies, HardFilters filters) {
        List<MatchList.Entry> allowed = new ArrayList<>();
        for (Matcher.Value value : values) {
            Side supply = supplies.get(value.id());
            if (supply != null && filters.exclusions(problem, supply).isEmpty()) {
                allowed.add(new MatchList.Entry(UUID.fromString(value.id()), value.score()));
            }
            if (allowed.size() == MatchList.MOST) {
                break;
            }
        }
        return allowed;
    }

    private static Side side(StoredRecord stored) {
        return new Side(stored.id().toString(), stored.item());
    }

    private static List<LibraryRecord> items(List<StoredRecord> problems) {
        return problems.stream().map(StoredRecord::item).toList();
    }

    private static List<MatchList.Key> keys(List<StoredRecord> problems, Library library) {
        return problems.stream()
                .map(problem -> new MatchList.Key(problem.id(), library))
                .toList();
    }

    private static MatchList list(Map<MatchList.Key, MatchList> lists, StoredRecord problem, Library library) {
        return Objects.requireNonNull(lists.get(new MatchList.Key(problem.id(), library)));
    }

    /** Writes lists and tells of what came in; where somebody was first, the problem is matched again. */
    private Mono<Void> write(Outcome outcome, Set<UUID> closed) {
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
