package org.jiebang.api.rematching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.embedding.Embedding;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.exclusion.HardFilters.Side;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes what the lists of problems become; writes nothing. */
@Component
final class MatchListMaker {
    /** Problems with which a changed supply is compared beyond those in whose lists it stands. */
    private static final int NEAREST = 300;

    private final MatchLists lists;
    private final RecordStore records;
    private final Matcher matcher;
    private final Exclusions exclusions;
    private final Embedding embedding;
    private final Dictionary dictionary;
    private final Compute compute;

    MatchListMaker(
            MatchLists lists,
            RecordStore records,
            Matcher matcher,
            Exclusions exclusions,
            Embedding embedding,
            Dictionary dictionary,
            Compute compute) {
        this.lists = lists;
        this.records = records;
        this.matcher = matcher;
        this.exclusions = exclusions;
        this.embedding = embedding;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /**
     * What became of some jobs.
     *
     * @param anew problems whose lists must be made anew to know who stands last
     */
    record Outcome(List<MatchLists.Change> changes, Set<UUID> anew) {
        static final Outcome NOTHING = new Outcome(List.of(), Set.of());

        Outcome and(Outcome other) {
            List<MatchLists.Change> all = new ArrayList<>(changes);
            all.addAll(other.changes);
            Set<UUID> both = new HashSet<>(anew);
            both.addAll(other.anew);
            return new Outcome(all, both);
        }
    }

    /** The lists of some problems made anew. */
    Flux<Outcome> remake(Set<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : records.find(Library.PROBLEMS, ids)
                        .collectList()
                        .flatMapMany(problems ->
                                Flux.fromIterable(MatchList.LIBRARIES).concatMap(library -> remake(problems, library)));
    }

    private Mono<Outcome> remake(List<StoredRecord> problems, Library library) {
        return lists.read(keys(problems, library))
                .flatMap(before -> matcher.askAll(items(problems), dictionary.documents(), library)
                        .flatMap(bulk -> near(problems, library)
                                .flatMap(near -> matcher.values(bulk, library, MatchList.MOST, near)))
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

    /**
     * What has changed is compared with each list that it stands in or comes near to.
     *
     * @param supplies what has changed and is still offered, by library
     * @param gone what is offered no longer
     * @param remade problems that are passed over, for their lists are made anew anyhow
     */
    Flux<Outcome> compare(Map<Library, Set<UUID>> supplies, Set<UUID> gone, Set<UUID> remade) {
        return Flux.fromIterable(MatchList.LIBRARIES)
                .concatMap(library -> compare(library, supplies.getOrDefault(library, Set.of()), gone, remade));
    }

    private Mono<Outcome> compare(Library library, Set<UUID> supplies, Set<UUID> gone, Set<UUID> remade) {
        Set<UUID> changed = new HashSet<>(supplies);
        changed.addAll(gone);
        return near(library, supplies, changed)
                .flatMap(ids -> {
                    ids.removeAll(remade);
                    return records.find(Library.PROBLEMS, ids)
                            .filter(MatchListMaker::isMatched)
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
                        .concatMap(supply ->
                                matcher.nearest(supply.profiled(), dictionary.documents(), Library.PROBLEMS, NEAREST))
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
        return matcher.askAll(items(problems), dictionary.documents(), library)
                .flatMap(bulk -> matcher.values(
                        bulk, library, supplies.stream().map(UUID::toString).toList()))
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
                .collectMap(stored -> stored.id().toString(), MatchListMaker::side)
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
}
