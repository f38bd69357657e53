package org.jiebang.api.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiebang.identity.Comparison;
import org.jiebang.identity.IdentityMatcher;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.jspecify.annotations.Nullable;

/**
 * Compares authors with the experts whose names they bear. What is sure in the first round is evidence in the second: a work of which somebody
 * is sure tells by its authors who else is. For one use.
 */
final class AuthorMatch {
    private static final int ROUNDS = 2;

    private final List<Bearers> all;
    private final Map<UUID, Naming> experts;
    private final Map<UUID, AuthorshipStore.ByWorks> byWorks;
    private final @Nullable UUID stated;
    /** By the key of the author, as he compares with each expert. */
    private final Map<String, Map<UUID, Sketch>> sketches = new HashMap<>();

    /** An author and the experts that bear his name. */
    record Bearers(Author author, Set<UUID> experts) {}

    /**
     * @param all each author once
     * @param byWorks what works that count already tell of the experts
     * @param stated the expert whose works they are said to be: whoever bears the name is asked about; null for none
     */
    AuthorMatch(
            List<Bearers> all,
            Map<UUID, Naming> experts,
            Map<UUID, AuthorshipStore.ByWorks> byWorks,
            @Nullable UUID stated) {
        this.all = all;
        this.experts = experts;
        this.byWorks = new HashMap<>(byWorks);
        this.stated = stated;
        all.forEach(bearers -> sketches.put(bearers.author().key(), sketches(bearers)));
    }

    private Map<UUID, Sketch> sketches(Bearers bearers) {
        Map<Naming, Sketch> made = new HashMap<>();
        Map<UUID, Sketch> found = new LinkedHashMap<>();
        for (UUID expert : bearers.experts()) {
            Naming naming = experts.get(expert);
            if (naming != null) {
                found.put(expert, made.computeIfAbsent(bearers.author().naming(naming), Sketch::new));
            }
        }
        return found;
    }

    /** All that is compared, by which it can be counted how common its values are. */
    List<Sketch> compared() {
        return Stream.concat(
                        sketches.values().stream().flatMap(made -> made.values().stream()),
                        experts.values().stream().map(Sketch::new))
                .distinct()
                .toList();
    }

    /**
     * An author that may be an expert.
     *
     * @param places by the id of the work the place among its authors, from 0
     * @param sure nobody need be asked
     */
    record Proposal(
            UUID expert, Author author, Naming naming, Comparison comparison, Map<UUID, Integer> places, boolean sure) {
        Proposal(UUID expert, Author author, Naming naming, Comparison comparison, boolean sure) {
            this(expert, author, naming, comparison, author.places(), sure);
        }
    }

    /** Who may be whom; an author once for each expert. */
    List<Proposal> proposals(IdentityMatcher matcher) {
        List<Proposal> sure = new ArrayList<>();
        List<Proposal> open = List.of();
        Set<String> settled = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            open = round(matcher, settled);
            // What is sure by itself is not weighed again by what it taught.
            open.stream().filter(Proposal::sure).forEach(proposal -> {
                sure.add(proposal);
                settled.add(proposal.author().key());
                learn(proposal);
            });
        }
        List<Proposal> found = new ArrayList<>(sure);
        open.stream().filter(proposal -> !proposal.sure()).forEach(found::add);
        return alone(best(found));
    }

    private List<Proposal> round(IdentityMatcher matcher, Set<String> settled) {
        Map<UUID, Sketch> known = new HashMap<>();
        experts.forEach((id, naming) -> {
            AuthorshipStore.ByWorks more = byWorks.getOrDefault(id, AuthorshipStore.ByWorks.NOTHING);
            known.put(id, new Sketch(naming.with(more.orcids(), more.coauthors())));
        });
        List<Proposal> found = new ArrayList<>();
        for (Bearers bearers : all) {
            if (!settled.contains(bearers.author().key())) {
                List<Proposal> compared = compared(matcher, bearers.author(), known);
                boolean one = compared.stream().filter(Proposal::sure).count() == 1;
                // Of two who are both as good as sure a person must say which.
                compared.forEach(proposal -> found.add(one ? proposal : unsure(proposal)));
            }
        }
        return found;
    }

    private List<Proposal> compared(IdentityMatcher matcher, Author author, Map<UUID, Sketch> known) {
        List<Proposal> compared = new ArrayList<>();
        Objects.requireNonNull(sketches.get(author.key())).forEach((expert, sketch) -> {
            Comparison comparison = matcher.compare(sketch, Objects.requireNonNull(known.get(expert)))
                    .amongst(author.choices());
            if (comparison.proposed() || expert.equals(stated) && comparison.sameName()) {
                compared.add(new Proposal(expert, author, sketch.naming(), comparison, comparison.sure()));
            }
        });
        return compared;
    }

    private static Proposal unsure(Proposal proposal) {
        return new Proposal(
                proposal.expert(),
                proposal.author(),
                proposal.naming(),
                proposal.comparison(),
                proposal.places(),
                false);
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
                    .removeIf(place ->
                            best.get(proposal.expert() + "|" + place.getKey() + "|" + place.getValue()) != proposal);
            if (!places.isEmpty()) {
                left.add(new Proposal(
                        proposal.expert(),
                        proposal.author(),
                        proposal.naming(),
                        proposal.comparison(),
                        places,
                        proposal.sure()));
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
                .map(proposal -> names(proposal).stream().anyMatch(twice::contains) ? unsure(proposal) : proposal)
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
        orcids.addAll(proposal.naming().orcids());
        coauthors.addAll(proposal.naming().coauthors());
        byWorks.put(proposal.expert(), new AuthorshipStore.ByWorks(orcids, coauthors));
    }
}
