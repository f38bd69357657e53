package org.jiebang.api.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.identity.IdentitySearch;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.identity.IdentityMatcher;
import org.jiebang.identity.Naming;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkAuthor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the experts that the authors of works may be: by name, unit, topics, identifier and those who wrote along. */
@Component
class Attribution {
    private final IdentitySearch search;
    private final AuthorshipStore store;
    private final Dictionary dictionary;
    private final Compute compute;

    Attribution(IdentitySearch search, AuthorshipStore store, Dictionary dictionary, Compute compute) {
        this.search = search;
        this.store = store;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /** What came of a file: all its authors, and who may be whom. */
    record Result(List<WrittenAuthor> authors, List<AuthorMatch.Proposal> proposals) {}

    /**
     * All authors of some works, and proposals for them.
     *
     * @param stated the expert whose works they are said to be: whoever bears the name is asked about; null for none
     */
    Mono<Result> of(List<WorkStore.Kept> kept, @Nullable UUID stated) {
        return compute.run(() -> authors(kept))
                .flatMap(authors -> namesakes(authors)
                        .flatMap(bearers -> compute.run(() -> known(kept, authors, bearers)))
                        .flatMap(all -> compare(all, stated))
                        .map(proposals -> new Result(authors, proposals)));
    }

    /** Proposals for authors of works that were taken before. */
    Mono<List<AuthorMatch.Proposal>> of(Collection<RememberedAuthor> authors) {
        return namesakes(authors)
                .flatMap(bearers -> compare(
                        authors.stream()
                                .filter(author -> bearers.containsKey(author.key()))
                                .map(author -> new AuthorMatch.Bearers(
                                        author, Objects.requireNonNull(bearers.get(author.key()))))
                                .toList(),
                        null));
    }

    private static List<WrittenAuthor> authors(List<WorkStore.Kept> kept) {
        return WorkAuthor.of(kept.stream().map(WorkStore.Kept::work).toList()).stream()
                .map(author -> WrittenAuthor.of(author, kept))
                .toList();
    }

    /** Experts by the key of the author. */
    private Mono<Map<String, Set<UUID>>> namesakes(Collection<? extends Author> authors) {
        return search.namesakes(
                Library.EXPERTS,
                authors.stream().collect(Collectors.toMap(Author::key, Author::nameKeys, (one, other) -> one)));
    }

    /** Those that have namesakes, with all that the works tell of them. */
    private List<AuthorMatch.Bearers> known(
            List<WorkStore.Kept> kept, List<WrittenAuthor> authors, Map<String, Set<UUID>> bearers) {
        List<Work> works = kept.stream().map(WorkStore.Kept::work).toList();
        List<AuthorMatch.Bearers> known = new ArrayList<>();
        for (WrittenAuthor author : authors) {
            Set<UUID> experts = bearers.get(author.key());
            if (experts != null) {
                known.add(new AuthorMatch.Bearers(author.known(works, dictionary.analyzer()), experts));
            }
        }
        return known;
    }

    private Mono<List<AuthorMatch.Proposal>> compare(List<AuthorMatch.Bearers> all, @Nullable UUID stated) {
        Set<UUID> experts = new HashSet<>();
        all.forEach(bearers -> experts.addAll(bearers.experts()));
        if (experts.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.zip(search.namings(experts), store.byWorks(experts)).flatMap(known -> {
            Map<UUID, Naming> namings = new HashMap<>();
            known.getT1().forEach(named -> namings.put(named.id(), named.naming()));
            return compute.run(() -> new AuthorMatch(all, namings, known.getT2(), stated))
                    .flatMap(match -> search.frequencies(Library.EXPERTS, match.compared())
                            .flatMap(frequencies ->
                                    compute.run(() -> match.proposals(new IdentityMatcher(frequencies)))));
        });
    }
}
