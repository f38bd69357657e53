package org.jiebang.industry;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How near two sets of segments are in the graph. A closer relation never has a smaller value.
 */
public final class ChainProximity {
    private final IndustryGraph graph;

    public ChainProximity(IndustryGraph graph) {
        this.graph = graph;
    }

    /** Relation of two segments, nearest first; the value is in [0, 1]. */
    public enum Relation {
        SAME_SEGMENT(1.0),
        SUPPLIES(0.7),
        SAME_CHAIN(0.55),
        TWO_STEPS(0.4),
        SAME_FIELD(0.3),
        FAR(0.0),
        UNKNOWN(0.0);

        private final double value;

        Relation(double value) {
            this.value = value;
        }

        public double value() {
            return value;
        }
    }

    /**
     * The nearest relation of two sides.
     *
     * @param path segments from demand to supply along supply edges; empty where the relation is no such path
     */
    public record Nearest(Relation relation, List<SegmentId> path) {}

    /** Finds the nearest pair of segments; falls back to the stated fields, {@link Relation#UNKNOWN} if a side states neither. */
    public Nearest nearest(
            Collection<SegmentId> demand,
            Set<IndustryField> demandFields,
            Collection<SegmentId> supply,
            Set<IndustryField> supplyFields) {
        Nearest best = new Nearest(Relation.UNKNOWN, List.of());
        for (SegmentId here : demand) {
            for (SegmentId there : supply) {
                Nearest pair = pair(here, there);
                if (pair.relation().compareTo(best.relation()) < 0) {
                    best = pair;
                }
            }
        }
        boolean known = !(demand.isEmpty() && demandFields.isEmpty()) && !(supply.isEmpty() && supplyFields.isEmpty());
        if (known && best.relation().compareTo(Relation.SAME_FIELD) > 0) {
            boolean shared = demandFields.stream().anyMatch(supplyFields::contains);
            return new Nearest(shared ? Relation.SAME_FIELD : Relation.FAR, List.of());
        }
        return best;
    }

    private Nearest pair(SegmentId here, SegmentId there) {
        List<SegmentId> path = graph.path(here, there, 2);
        if (path.size() == 1) {
            return new Nearest(Relation.SAME_SEGMENT, path);
        }
        if (path.size() == 2) {
            return new Nearest(Relation.SUPPLIES, path);
        }
        if (here.chain().equals(there.chain())) {
            return new Nearest(Relation.SAME_CHAIN, path.isEmpty() ? List.of(here, there) : path);
        }
        if (path.size() == 3) {
            return new Nearest(Relation.TWO_STEPS, path);
        }
        return new Nearest(
                graph.field(here).equals(graph.field(there)) ? Relation.SAME_FIELD : Relation.FAR, List.of());
    }
}
