package org.jiebang.identity;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints how many second namings of an invented library are found, by kind, how many proposals are right, and how long it took. */
final class MeasureIdentity {
    private MeasureIdentity() {}

    /** Found and wrong among the proposals. */
    record Quality(int pairs, int proposed, int found, Map<Library.Kind, int[]> kinds) {
        double precision() {
            return proposed == 0 ? 1 : (double) found / proposed;
        }

        double recall() {
            return pairs == 0 ? 1 : (double) found / pairs;
        }
    }

    static Quality measure(Library library, double from) {
        Set<String> proposed = new HashSet<>();
        for (IdentityCandidates.Candidate candidate : IdentityCandidates.of(library.namings)) {
            if (candidate.comparison().score() >= from) {
                proposed.add(Library.pair(candidate.one(), candidate.other()));
            }
        }
        Map<Library.Kind, int[]> kinds = new EnumMap<>(Library.Kind.class);
        int found = 0;
        for (Map.Entry<String, Library.Kind> pair : library.pairs.entrySet()) {
            int[] counts = kinds.computeIfAbsent(pair.getValue(), kind -> new int[2]);
            counts[1]++;
            if (proposed.contains(pair.getKey())) {
                counts[0]++;
                found++;
            }
        }
        return new Quality(library.pairs.size(), proposed.size(), found, kinds);
    }

    public static void main(String[] arguments) {
        int size = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        for (Library library : List.of(Library.ofPersons(size, 7), Library.ofOrganisations(size, 7))) {
            long start = System.nanoTime();
            for (double from : List.of(Comparison.PROPOSED_FROM, 3.0, 7.0)) {
                Quality quality = measure(library, from);
                System.out.printf(
                        "%d namings, score from %.0f: precision %.3f, recall %.3f (%d of %d, %d proposed), %.1f s%n",
                        library.namings.size(),
                        from,
                        quality.precision(),
                        quality.recall(),
                        quality.found(),
                        quality.pairs(),
                        quality.proposed(),
                        (System.nanoTime() - start) / 1e9);
                quality.kinds()
                        .forEach((kind, counts) -> System.out.printf("  %-14s %d of %d%n", kind, counts[0], counts[1]));
                start = System.nanoTime();
            }
        }
    }
}
