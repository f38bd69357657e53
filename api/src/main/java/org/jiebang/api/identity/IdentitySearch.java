package org.jiebang.api.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.catalog.Library;
import org.jiebang.identity.Frequencies;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the comparison of records knows of a library: who bears a name, what each record says of whom it names, how common values are. */
@Component
public class IdentitySearch {
    private static final int DIGESTS_AT_ONCE = 10_000;
    /** Records that share a value from which on they are not counted anew each time: it takes long, and some more or less say nothing. */
    private static final long COMMON = 500;

    private final ComparisonStore store;
    private final ContactStore contacts;
    private final Dictionary dictionary;
    private final Compute compute;
    private final Cache<Counting, Long> common = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(20_000)
            .build();

    IdentitySearch(ComparisonStore store, ContactStore contacts, Dictionary dictionary, Compute compute) {
        this.store = store;
        this.contacts = contacts;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /** Whom a published record names. */
    public record Named(UUID id, Library library, Naming naming) {}

    /** The namings of the published records among some. */
    public Mono<List<Named>> namings(Collection<UUID> ids) {
        return store.records(ids)
                .collectList()
                .zipWhen(records -> contacts.fingerprints(
                        records.stream().map(StoredRecord::id).toList()))
                .flatMap(known -> compute.run(() -> known.getT1().stream()
                        .flatMap(stored -> Naming.of(
                                stored.id().toString(),
                                stored.item(),
                                known.getT2().getOrDefault(stored.id().toString(), Set.of()),
                                stored.updatedAt().toLocalDate(),
                                dictionary.analyzer())
                                .map(naming ->
                                        new Named(stored.id(), stored.item().library(), naming))
                                .stream())
                        .toList()));
    }

    /**
     * Records of a library that share a name, or how it sounds, with each of some, where few share it.
     *
     * @param asked by any id the digests of the keys of {@link Sketch#ofName}
     * @return by the same ids; those without namesakes are left out
     */
    public Mono<Map<String, Set<UUID>>> namesakes(Library library, Map<String, Set<String>> asked) {
        Map<String, Set<String>> askedBy = new HashMap<>();
        asked.forEach((id, digests) -> digests.forEach(digest ->
                askedBy.computeIfAbsent(digest, none -> new HashSet<>()).add(id)));
        return Flux.fromIterable(askedBy.keySet())
                .buffer(DIGESTS_AT_ONCE)
                .concatMap(digests -> store.holders(library.code(), digests))
                .collect(
                        HashMap::new,
                        (found, holder) -> askedBy.getOrDefault(holder.digest(), Set.of())
                                .forEach(id -> found.computeIfAbsent(id, none -> new HashSet<>())
                                        .add(holder.record())));
    }

    /** How common the values of some namings are in a library. */
    public Mono<Frequencies> frequencies(Library library, Collection<Sketch> sketches) {
        return compute.run(() -> digests(sketches)).flatMap(digests -> {
            Map<String, Long> counts = new HashMap<>();
            List<String> asked = new ArrayList<>();
            for (String digest : digests.values()) {
                Long kept = common.getIfPresent(new Counting(library, digest));
                if (kept == null) {
                    asked.add(digest);
                } else {
                    counts.put(digest, kept);
                }
            }
            return Mono.zip(
                            store.total(library.code()),
                            Flux.fromIterable(asked)
                                    .buffer(DIGESTS_AT_ONCE)
                                    .concatMap(some -> store.counts(library.code(), some))
                                    .doOnNext(counted -> keepCommon(library, counted))
                                    .collect(() -> counts, Map::putAll))
                    .map(counted -> new Counted(counted.getT1(), counts, digests));
        });
    }

    private static Map<String, String> digests(Collection<Sketch> sketches) {
        Map<String, String> digests = new HashMap<>();
        for (Sketch sketch : sketches) {
            for (String key : sketch.keys()) {
                if (Sketch.weighs(key)) {
                    digests.computeIfAbsent(key, IdentityKeys::digest);
                }
            }
        }
        return digests;
    }

    private void keepCommon(Library library, Map<String, Long> counted) {
        counted.forEach((digest, count) -> {
            if (count >= COMMON) {
                common.put(new Counting(library, digest), count);
            }
        });
    }

    private record Counting(Library library, String digest) {}

    /**
     * Frequencies as they were counted.
     *
     * @param counts by digest
     * @param digests by key
     */
    private record Counted(long total, Map<String, Long> counts, Map<String, String> digests) implements Frequencies {
        @Override
        public long of(String key) {
            String digest = digests.get(key);
            return digest == null ? 0 : counts.getOrDefault(digest, 0L);
        }
    }
}
