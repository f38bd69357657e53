package org.jiebang.api.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.api.identity.IdentitySearch;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.identity.Comparison;
import org.jiebang.identity.Frequencies;
import org.jiebang.identity.IdentityMatcher;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkAuthor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the experts that the authors of works may be. An author is compared by name, unit, topics, identifier and those who wrote along;
 * a work of which somebody is sure tells by its authors who else is.
 */
@Component
class Attribution {
    /** What is sure in the first round is evidence in the second. */
    private static final int ROUNDS = 2;

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

    /**
     * An author that may be an expert.
     *
     * @param places by the id of the work the place among its authors, from 0
     * @param sure nobody need be asked
     */
    record Proposal(UUID expert, WorkAuthor author, Comparison comparison, Map<UUID, Integer> places, boolean sure) {

        String authorKey() {
            return IdentityKeys.digest(String.join(
                    "|", "author", WorkAuthor.folded(author.name()), WorkAuthor.folded(author.unit()), author.orcid()));
        }

        /** Blank if the works state none. */
        String orcidKey() {
            return Attribution.orcidKey(author);
        }
    }

    private static String orcidKey(WorkAuthor author) {
        return author.orcid().isEmpty() ? "" : IdentityKeys.digest("orcid|" + author.orcid());
    }

    /**
     * All proposals for some works.
     *
     * @param stated the expert whose works they are said to be: whoever bears the name is asked about; null for none
     */
    Mono<List<Proposal>> of(List<WorkStore.Kept> kept, @Nullable UUID stated) {
        List<Work> works = kept.stream().map(WorkStore.Kept::work).toList();
        return compute.run(() -> WorkAuthor.of(works))
                .flatMap(authors -> compute.run(() -> lookUps(authors))
                        .flatMap(lookUps -> search.namesakes(Library.EXPERTS, lookUps))
                        .flatMap(namesakes -> compare(new Authors(kept, works, authors, namesakes), stated)));
    }

    private static List<Sketch> lookUps(List<WorkAuthor> authors) {
        return IntStream.range(0, authors.size())
                .mapToObj(i -> new Sketch(authors.get(i).naming(Integer.toString(i))))
                .toList();
    }

    /**
     * Who is to be compared.
     *
     * @param namesakes experts by the place of the author in the list
     */
    private record Authors(
            List<WorkStore.Kept> kept, List<Work> works, List<WorkAuthor> all, Map<String, Set<UUID>> namesakes) {}

    private Mono<List<Proposal>> compare(Authors authors, @Nullable UUID stated) {
        Set<UUID> experts = new HashSet<>();
        authors.namesakes().values().forEach(experts::addAll);
        if (stated != null) {
            experts.add(stated);
        }
        return Mono.zip(search.namings(experts), store.byWorks(experts))
                .flatMap(known -> compute.run(() -> sketches(authors)).flatMap(sketches -> {
                    Map<UUID, Naming> namings = new HashMap<>();
                    known.getT1().forEach(named -> namings.put(named.id(), named.naming()));
                    List<Sketch> all = new ArrayList<>(sketches.values());
                    namings.values().forEach(naming -> all.add(new Sketch(naming)));
                    return search.frequencies(Library.EXPERTS, all)
                            .flatMap(frequencies -> compute.run(
                                    () -> new Comparing(authors, sketches, namings, known.getT2(), frequencies, stated)
                                            .proposals()));
                }));
    }

    /** Those that have namesakes, with all that the works tell of them. */
    private Map<Integer, Sketch> sketches(Authors authors) {
        Map<Integer, Sketch> sketches = new LinkedHashMap<>();
        for (int i = 0; i < authors.all().size(); i++) {
            WorkAuthor author = authors.all().get(i);
            if (authors.namesakes().containsKey(Integer.toString(i))) {
                Set<String> coauthors = new HashSet<>();
                for (WorkAuthor.Place place : author.places()) {
                    List<Work.Author> named = authors.works().get(place.work()).authors();
                    for (int k = 0; k < named.size(); k++) {
                        if (k != place.author()) {
                            coauthors.add(WorkStore.nameKey(named.get(k).name()));
                        }
                    }
                }
                String orcid = orcidKey(author);
                sketches.put(
                        i,
                        new Sketch(author.naming(Integer.toString(i), authors.works(), dictionary.analyzer())
                                .with(orcid.isEmpty() ? Set.of() : Set.of(orcid), coauthors)));
            }
        }
        return sketches;
    }

    /** One comparison of all authors of a file. */
    private static final class Comparing {
        private final Authors authors;
        private final Map<Integer, Sketch> sketches;
        private final Map<UUID, Naming> experts;
        private final Map<UUID, AuthorshipStore.ByWorks> byWorks;
        private final IdentityMatcher matcher;
        private final @Nullable UUID stated;
        private final Map<WorkAuthor, Integer> placeOf = new IdentityHashMap<>();

        Comparing(
                Authors authors,
                Map<Integer, Sketch> sketches,
                Map<UUID, Naming> experts,
                Map<UUID, AuthorshipStore.ByWorks> byWorks,
                Frequencies frequencies,
                @Nullable UUID stated) {
            this.authors = authors;
            this.sketches = sketches;
            this.experts = experts;
            this.byWorks = new HashMap<>(byWorks);
            this.matcher = new IdentityMatcher(frequencies);
            this.stated = stated;
            for (int i = 0; i < authors.all().size(); i++) {
                placeOf.put(authors.all().get(i), i);
            }
        }

        List<Proposal> proposals() {
            List<Proposal> sure = new ArrayList<>();
            List<Proposal> open = List.of();
            Set<Integer> settled = new HashSet<>();
            for (int round = 0; round < ROUNDS; round++) {
                open = round(settled);
                // What is sure by itself is not weighed again by what it taught.
                open.stream().filter(Proposal::sure).forEach(proposal -> {
                    sure.add(proposal);
                    settled.add(placeOf.get(proposal.author()));
                    learn(proposal);
                });
            }
            List<Proposal> all = new ArrayList<>(sure);
            open.stream().filter(proposal -> !proposal.sure()).forEach(all::add);
            return alone(best(all));
        }

        private List<Proposal> round(Set<Integer> settled) {
            Map<UUID, Sketch> known = new HashMap<>();
            experts.forEach((id, naming) -> {
                AuthorshipStore.ByWorks more = byWorks.getOrDefault(id, AuthorshipStore.ByWorks.NOTHING);
                known.put(id, new Sketch(naming.with(more.orcids(), more.coauthors())));
            });
            List<Proposal> found = new ArrayList<>();
            sketches.forEach((place, sketch) -> {
                if (settled.contains(place)) {
                    return;
                }
                Map<UUID, Comparison> compared = compared(place, sketch, known);
                long sure = compared.values().stream().filter(Comparison::sure).count();
                compared.forEach((expert, comparison) -> found.add(new Proposal(
                        expert,
                        authors.all().get(place),
                        comparison,
                        places(authors.all().get(place)),
                        // Of two who are both as good as sure a person must say which.
                        sure == 1 && comparison.sure())));
            });
            return found;
        }

        private Map<UUID, Comparison> compared(int place, Sketch sketch, Map<UUID, Sketch> known) {
            Map<UUID, Comparison> compared = new LinkedHashMap<>();
            int choices = authors.all().get(place).choices();
            for (UUID expert : authors.namesakes().getOrDefault(Integer.toString(place), Set.of())) {
                Sketch other = known.get(expert);
                if (other != null) {
                    Comparison comparison = matcher.compare(sketch, other).amongst(choices);
                    if (comparison.proposed() || expert.equals(stated) && comparison.sameName()) {
                        compared.put(expert, comparison);
                    }
                }
            }
            return compared;
        }

        private Map<UUID, Integer> places(WorkAuthor author) {
            Map<UUID, Integer> places = new LinkedHashMap<>();
            author.places()
                    .forEach(place ->
                            places.putIfAbsent(authors.kept().get(place.work()).id(), place.author()));
            return places;
        }

        /** An author of several units is asked about once: by the unit that fits best. */
        private static List<Proposal> best(Collection<Proposal> found) {
            Map<String, Proposal> best = new HashMap<>();
            for (Proposal proposal : found) {
                proposal.places()
                        .forEach((work, position) -> best.merge(
                                proposal.expert() + "|" + work + "|" + position,
                                proposal,
                                (one, other) -> other.comparison().score()
                                                > one.comparison().score()
                                        ? other
                                        : one));
            }
            List<Proposal> left = new ArrayList<>();
            for (Proposal proposal : found) {
                Map<UUID, Integer> places = new LinkedHashMap<>(proposal.places());
                places.entrySet()
                        .removeIf(place -> best.get(proposal.expert() + "|" + place.getKey() + "|" + place.getValue())
                                != proposal);
                if (!places.isEmpty()) {
                    left.add(new Proposal(
                            proposal.expert(), proposal.author(), proposal.comparison(), places, proposal.sure()));
                }
            }
            return left;
        }

        /** Nobody is two: an author who is surely two experts by two of his units is a question. */
        private static List<Proposal> alone(List<Proposal> found) {
            Map<String, UUID> taken = new HashMap<>();
            Set<String> twice = new HashSet<>();
            for (Proposal proposal : found) {
                for (String place : proposal.sure() ? names(proposal) : List.<String>of()) {
                    UUID other = taken.putIfAbsent(place, proposal.expert());
                    if (other != null && !other.equals(proposal.expert())) {
                        twice.add(place);
                    }
                }
            }
            return found.stream()
                    .map(proposal -> new Proposal(
                            proposal.expert(),
                            proposal.author(),
                            proposal.comparison(),
                            proposal.places(),
                            proposal.sure() && names(proposal).stream().noneMatch(twice::contains)))
                    .toList();
        }

        private static List<String> names(Proposal proposal) {
            return proposal.places().entrySet().stream()
                    .map(place -> place.getKey() + "|" + place.getValue())
                    .toList();
        }

        private void learn(Proposal proposal) {
            AuthorshipStore.ByWorks before = byWorks.getOrDefault(proposal.expert(), AuthorshipStore.ByWorks.NOTHING);
            Set<String> orcids = new HashSet<>(before.orcids());
            Set<String> coauthors = new HashSet<>(before.coauthors());
            Sketch sketch = sketches.get(placeOf.get(proposal.author()));
            if (sketch != null) {
                orcids.addAll(sketch.naming().orcids());
                coauthors.addAll(sketch.naming().coauthors());
            }
            byWorks.put(proposal.expert(), new AuthorshipStore.ByWorks(orcids, coauthors));
        }
    }
}
