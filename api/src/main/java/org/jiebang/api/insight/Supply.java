package org.jiebang.api.insight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.industry.SegmentId;

/**
 * What the libraries publish, by place and by segment. Each of the two parts is one reading of all records, and every figure that counts
 * experts, societies, projects or teams is made of them.
 */
record Supply(List<Placed> placed, List<Worked> worked) {
    /**
     * Records of one place.
     *
     * @param region where they sit, six digits; blank where nobody knows
     * @param served places that they serve, as service teams do
     * @param samples how many of the records are invented ones
     */
    record Placed(String library, String region, List<String> served, long records, long samples) {
        private boolean in(String start) {
            return region.startsWith(start) || served.stream().anyMatch(place -> place.startsWith(start));
        }
    }

    /** Experts or teams that work in the same segments. */
    record Worked(String library, List<SegmentId> segments, long records) {}

    /** How many records, and how many of them are invented ones. */
    record Count(long records, long samples) {}

    /** Records of a library that sit in a place or serve it. */
    Count in(String library, String places) {
        String start = Insight.start(places);
        long records = 0;
        long samples = 0;
        for (Placed one : placed) {
            if (one.library().equals(library) && one.in(start)) {
                records += one.records();
                samples += one.samples();
            }
        }
        return new Count(records, samples);
    }

    /** Experts by the place where they sit, of those whose place is known and lies in a place. */
    Map<String, Long> experts(String places) {
        String start = Insight.start(places);
        return placed.stream()
                .filter(one -> one.library().equals("experts")
                        && !one.region().isEmpty()
                        && one.region().startsWith(start))
                .collect(Collectors.groupingBy(Placed::region, Collectors.summingLong(Placed::records)));
    }

    /** What each place has gathered: experts and societies that sit there, and teams that serve it. */
    Map<String, Long> gathered() {
        Map<String, Long> gathered = new HashMap<>();
        for (Placed one : placed) {
            switch (one.library()) {
                case "experts", "societies" -> {
                    if (!one.region().isEmpty()) {
                        gathered.merge(one.region(), one.records(), Long::sum);
                    }
                }
                case "teams" ->
                    one.served().stream().distinct().forEach(place -> gathered.merge(place, one.records(), Long::sum));
                default -> {}
            }
        }
        return gathered;
    }

    /** Experts or teams by the chain that they work in; of several segments of a chain they count once. */
    Map<String, Long> byChain(String library) {
        return count(library, SegmentId::chain);
    }

    /** Experts or teams by segment. */
    Map<String, Long> bySegment(String library) {
        return count(library, SegmentId::value);
    }

    private Map<String, Long> count(String library, Function<SegmentId, String> heading) {
        Map<String, Long> counts = new HashMap<>();
        worked.stream()
                .filter(one -> one.library().equals(library))
                .forEach(one -> one.segments().stream()
                        .map(heading)
                        .distinct()
                        .forEach(code -> counts.merge(code, one.records(), Long::sum)));
        return counts;
    }
}
