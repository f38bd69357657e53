package org.jiebang.api.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
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
 * Compares every record that came or changed with those that share a key with it. The jobs, the keys and what came of it commit together:
 * after a crash the same records are compared again.
 */
@Component
class IdentityWork {
    private static final int BATCH = 100;

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
        return transactions.transactional(store.lock()
                .flatMap(locked -> locked ? store.take(BATCH).collectList() : Mono.just(List.<UUID>of()))
                .flatMap(ids -> ids.isEmpty() ? Mono.just(false) : compare(ids).thenReturn(true)));
    }

    private Mono<Void> compare(List<UUID> ids) {
        return store.forget(ids)
                .then(sketches(ids))
                .flatMapMany(changed -> Flux.fromIterable(byLibrary(changed).entrySet()))
                .concatMap(library -> compare(library.getKey(), library.getValue()))
                .then(store.settle(ids));
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

    private Mono<Void> compare(Library library, List<Ready> changed) {
        Map<UUID, Ready> known = new LinkedHashMap<>();
        changed.forEach(ready -> known.put(ready.id(), ready));
        return store.addKeys(library.code(), changed.stream().map(Ready::sketch).toList())
                .thenMany(store.neighbours(known.keySet()))
                .collectList()
                .flatMap(pairs -> pairs.isEmpty()
                        ? Mono.empty()
                        : others(pairs, known)
                                .then(frequencies(library, pairs, known))
                                .flatMap(frequencies -> compute.run(
                                                () -> compared(pairs, known, new IdentityMatcher(frequencies)))
                                        .flatMap(compared -> store.write(library.code(), compared))));
    }

    private Mono<Void> others(List<ComparisonStore.Neighbours> pairs, Map<UUID, Ready> known) {
        Set<UUID> others = pairs.stream()
                .map(ComparisonStore.Neighbours::other)
                .filter(id -> !known.containsKey(id))
                .collect(Collectors.toCollection(HashSet::new));
        return sketches(others)
                .doOnNext(found -> found.forEach(ready -> known.put(ready.id(), ready)))
                .then();
    }

    private Mono<Frequencies> frequencies(
            Library library, List<ComparisonStore.Neighbours> pairs, Map<UUID, Ready> known) {
        return Mono.defer(() -> {
            Set<UUID> asked = new HashSet<>();
            pairs.forEach(pair -> asked.addAll(List.of(pair.one(), pair.other())));
            return search.frequencies(
                    library,
                    asked.stream()
                            .map(known::get)
                            .filter(Objects::nonNull)
                            .map(Ready::sketch)
                            .toList());
        });
    }

    private static List<ComparisonStore.Compared> compared(
            List<ComparisonStore.Neighbours> pairs, Map<UUID, Ready> known, IdentityMatcher matcher) {
        Map<String, ComparisonStore.Compared> compared = new LinkedHashMap<>();
        for (ComparisonStore.Neighbours pair : pairs) {
            // As PostgreSQL orders ids, which Java's comparison does not.
            boolean ordered = pair.one().toString().compareTo(pair.other().toString()) < 0;
            Ready one = known.get(ordered ? pair.one() : pair.other());
            Ready other = known.get(ordered ? pair.other() : pair.one());
            if (one != null && other != null) {
                compared.computeIfAbsent(
                        one.id() + " " + other.id(),
                        key -> new ComparisonStore.Compared(
                                one.id(), other.id(), matcher.compare(one.sketch(), other.sketch())));
            }
        }
        return new ArrayList<>(compared.values());
    }
}
