package org.jiebang.api.rematching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;

/**
 * The best of a library for a problem.
 *
 * @param version of what was read
 * @param entries best first, at most {@link #MOST}
 */
record MatchList(Key key, long version, List<Entry> entries) {
    /** Libraries whose best are kept for each problem. */
    static final List<Library> LIBRARIES = List.of(Library.EXPERTS, Library.SOCIETIES, Library.TEAMS);

    /** How many are kept. */
    static final int MOST = 20;

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingDouble(Entry::score)
            .reversed()
            .thenComparing(entry -> entry.supply().toString());

    MatchList {
        entries = List.copyOf(entries);
    }

    /** Whose list it is, and of which library. */
    record Key(UUID problem, Library library) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing((Key key) -> key.problem().toString())
                    .thenComparing(key -> key.library().code())
                    .compare(this, other);
        }
    }

    record Entry(UUID supply, double score) {}

    /** The list made anew from all who may stand in it. */
    MatchList with(List<Entry> all) {
        return new MatchList(
                key, version, all.stream().sorted(BEST_FIRST).limit(MOST).toList());
    }

    /**
     * The list after some supplies have changed: each is compared with what stands here, nobody else is looked at again. Who was left out
     * of a full list has at most the score of its last, so that whoever now stands at or above that score stands rightly; if too few do, somebody
     * left out may have to come in, and only making the list anew tells whom.
     *
     * @param changed all supplies that have changed, or are gone
     * @param scored those of them that may stand in the list, with their new scores
     * @return empty if the list must be made anew
     */
    Optional<MatchList> after(Set<UUID> changed, List<Entry> scored) {
        boolean full = entries.size() >= MOST;
        double last = full ? entries.getLast().score() : Double.NEGATIVE_INFINITY;
        List<Entry> sure = new ArrayList<>();
        entries.stream().filter(entry -> !changed.contains(entry.supply())).forEach(sure::add);
        scored.stream().filter(entry -> entry.score() >= last).forEach(sure::add);
        return full && sure.size() < MOST ? Optional.empty() : Optional.of(with(sure));
    }

    boolean sameAs(MatchList other) {
        return entries.equals(other.entries);
    }

    /** Ranks from 1 by supply. */
    Map<UUID, Integer> ranks() {
        Map<UUID, Integer> ranks = HashMap.newHashMap(entries.size());
        for (Entry entry : entries) {
            ranks.put(entry.supply(), ranks.size() + 1);
        }
        return ranks;
    }

    /** Who stands here and not there. */
    Set<UUID> beyond(MatchList other) {
        Set<UUID> left = entries.stream().map(Entry::supply).collect(Collectors.toCollection(HashSet::new));
        other.entries().forEach(entry -> left.remove(entry.supply()));
        return left;
    }
}
