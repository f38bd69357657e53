package org.jiebang.api.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.identity.Comparison;
import org.jiebang.identity.Frequencies;
import org.jiebang.identity.IdentityMatcher;
import org.jiebang.identity.Sketch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares every record that came or changed with those that share a key with it, in two steps: the keys of all that wait are written
 * first, then they are compared in the order of how their names sound, so that of a large import those who may be one are in one batch and
 * each is read once. A step commits as a whole: after a crash the same records are taken again.
 */
@Component
class IdentityWork {
    private static final int KEYED_AT_ONCE = 500;
    private static final int COMPARED_AT_ONCE = 2000;
    /** Records from outside a batch that are in memory with it. */
    private static final int MOST_STRANGERS = 2000;

    private final ComparisonStore store;
    private final IdentitySearch search;
    private final Compute compute;
    private final TransactionalOperator transactions;

    IdentityWork(ComparisonStore store, IdentitySearch search, Compute compute, TransactionalOperator transactions) {
        this.store = store;
        this.search = search;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop identityLoop(IdentityWork work) {
            return new BackgroundLoop("Comparing records", Duration.ofSeconds(2), work::work);
        }
    }

    /** Takes one batch; answers whether there was one. */
    Mono<Boolean> work() {
        return transactions.transactional(store.lock().flatMap(locked -> locked ? step() : Mono.just(false)));
    }

    private Mono<Boolean> step() {
        return store.unkeyed(KEYED_AT_ONCE)
                .collectList()
                .flatMap(jobs -> jobs.isEmpty()
                        ? store.take(COMPARED_AT_ONCE)
                                .collectList()
                                .flatMap(ids -> ids.isEmpty()
                                        ? Mono.just(false)
                                        : compare(ids).thenReturn(true))
                        : key(jobs).thenReturn(true));
    }

    /** A record ready to be compared. */
    private record Ready(UUID id, Library library, Sketch sketch) {}

    private static Map<Library, List<Ready>> byLibrary(Collection<Ready> all) {
        return all.stream().collect(Collectors.groupingBy(Ready::library));
    }

    private Mono<List<Ready>> sketches(Collection<UUID> ids) {
        return search.namings(ids)
                .flatMap(found -> compute.run(() -> found.stream()
                        .map(named -> new Ready(named.id(), named.library(), new Sketch(named.naming())))
                        .toList()));
    }

    private Mono<Void> key(List<ComparisonStore.Job> jobs) {
        Set<UUID> ids = jobs.stream().map(ComparisonStore.Job::record).collect(Collectors.toSet());
        return store.removeKeys(ids)
                .then(sketches(ids))
                .flatMap(all -> Flux.fromIterable(byLibrary(all).entrySet())
                        .concatMap(library -> store.addKeys(
                                library.getKey().code(),
                                library.getValue().stream().map(Ready::sketch).toList()))
                        .then(store.keyed(
                                jobs,
                                all.stream()
                                        .collect(Collectors.toMap(
                                                Ready::id,
                                                ready -> IdentityKeys.digest(
                                                        ready.sketch().block()))))));
    }

    /** Most records share no key with another: only those that do are read. */
    private Mono<Void> compare(List<UUID> ids) {
        return store.unpropose(ids)
                .collect(Collectors.toSet())
                .flatMap(written -> store.neighbours(ids)
                        .collectMultimap(ComparisonStore.Neighbours::library)
                        .flatMapIterable(Map::entrySet)
                        .concatMap(library -> Flux.fromIterable(parts(library.getValue()))
                                .concatMap(pairs -> compare(library.getKey(), pairs, written)))
                        .then())
                .then(store.settle(ids));
    }

    /** Pairs in parts of few strangers each, in which every stranger has all of its pairs. */
    private static List<List<ComparisonStore.Neighbours>> parts(Collection<ComparisonStore.Neighbours> pairs) {
        List<List<ComparisonStore.Neighbours>> parts = new ArrayList<>();
        List<ComparisonStore.Neighbours> part = new ArrayList<>();
        Set<UUID> strangers = new HashSet<>();
        for (ComparisonStore.Neighbours pair : pairs) {
            UUID stranger = pair.stranger();
            if (stranger != null && !strangers.contains(stranger) && strangers.size() >= MOST_STRANGERS) {
                parts.add(part);
                part = new ArrayList<>();
                strangers.clear();
            }
            if (stranger != null) {
                strangers.add(stranger);
            }
            part.add(pair);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private Mono<Void> compare(
            Library library, List<ComparisonStore.Neighbours> pairs, Set<ComparisonStore.Pair> written) {
        Set<UUID> ids = pairs.stream()
                .flatMap(pair -> Stream.of(pair.pair().one(), pair.pair().other()))
                .collect(Collectors.toSet());
        return sketches(ids).flatMap(read -> {
            Map<UUID, Ready> known = read.stream().collect(Collectors.toMap(Ready::id, ready -> ready));
            List<ComparisonStore.Pair> there = pairs.stream()
                    .map(ComparisonStore.Neighbours::pair)
                    .filter(pair -> known.containsKey(pair.one()) && known.containsKey(pair.other()))
                    .toList();
            return frequencies(library, there, known)
                    .flatMap(frequencies ->
                            compute.run(() -> compared(there, known, written, new IdentityMatcher(frequencies))))
                    .flatMap(compared -> store.write(library.code(), compared));
        });
    }

    private Mono<Frequencies> frequencies(Library library, List<ComparisonStore.Pair> pairs, Map<UUID, Ready> known) {
        return search.frequencies(
                library,
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                        .distinct()
                        .map(id -> Objects.requireNonNull(known.get(id)).sketch())
                        .toList());
    }

    /** What is to be written: pairs to be proposed, and those that were. */
    private static List<ComparisonStore.Compared> compared(
            List<ComparisonStore.Pair> pairs,
            Map<UUID, Ready> known,
            Set<ComparisonStore.Pair> written,
            IdentityMatcher matcher) {
        List<ComparisonStore.Compared> compared = new ArrayList<>();
        for (ComparisonStore.Pair pair : pairs) {
            Comparison comparison = matcher.compare(
                    Objects.requireNonNull(known.get(pair.one())).sketch(),
                    Objects.requireNonNull(known.get(pair.other())).sketch());
            if (comparison.proposed() || written.contains(pair)) {
                compared.add(new ComparisonStore.Compared(pair, comparison));
            }
        }
        return compared;
    }
}
