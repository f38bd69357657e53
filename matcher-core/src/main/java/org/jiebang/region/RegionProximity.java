package org.jiebang.region;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How near two places are, in steps that people use: county, city, part of the province, province, Yangtze delta. A closer step never
 * has a smaller value.
 */
public final class RegionProximity {
    private static final Set<String> YANGTZE_DELTA = Set.of("310000", "320000", "330000", "340000");

    private final RegionTree tree;

    public RegionProximity(RegionTree tree) {
        this.tree = tree;
    }

    /** What two places have in common, nearest first; the value is in [0, 1]. */
    public enum Step {
        SAME_COUNTY(1.0),
        SAME_CITY(0.8),
        SAME_PART(0.55),
        SAME_PROVINCE(0.4),
        SAME_DELTA(0.2),
        ELSEWHERE(0.1),
        UNKNOWN(0.1);

        private final double value;

        Step(double value) {
            this.value = value;
        }

        public double value() {
            return value;
        }
    }

    /**
     * The nearest pair of two sets of places.
     *
     * @param demand place of the demand, null if unknown
     * @param supply place of the supply, null if unknown
     */
    public record Nearest(
            Step step,
            @Nullable RegionCode demand,
            @Nullable RegionCode supply) {}

    /** Finds the nearest pair; {@link Step#UNKNOWN} if either side names no place. */
    public Nearest nearest(Collection<RegionCode> demand, Collection<RegionCode> supply) {
        Nearest best = new Nearest(Step.UNKNOWN, null, null);
        for (RegionCode here : demand) {
            for (RegionCode there : supply) {
                Step step = step(here, there);
                if (step.compareTo(best.step()) < 0) {
                    best = new Nearest(step, here, there);
                }
            }
        }
        return best;
    }

    private Step step(RegionCode here, RegionCode there) {
        List<Region> a = tree.path(here);
        List<Region> b = tree.path(there);
        if (a.isEmpty() || b.isEmpty()) {
            return Step.UNKNOWN;
        }
        if (here.equals(there)) {
            return switch (a.getFirst().level()) {
                case COUNTY -> Step.SAME_COUNTY;
                case CITY -> Step.SAME_CITY;
                case PROVINCE -> Step.SAME_PROVINCE;
            };
        }
        if (a.size() > 1 && b.size() > 1) {
            if (a.get(a.size() - 2).code().equals(b.get(b.size() - 2).code())) {
                return Step.SAME_CITY;
            }
            if (a.getFirst().part() != null
                    && a.getFirst().part() == b.getFirst().part()) {
                return Step.SAME_PART;
            }
        }
        RegionCode first = a.getLast().code();
        RegionCode second = b.getLast().code();
        if (first.equals(second)) {
            return Step.SAME_PROVINCE;
        }
        return YANGTZE_DELTA.contains(first.value()) && YANGTZE_DELTA.contains(second.value())
                ? Step.SAME_DELTA
                : Step.ELSEWHERE;
    }
}
