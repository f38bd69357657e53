package org.jiebang.industry;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How near two sets of segments are in the graph. A closer relation never has a smaller value.
 */
public final class ChainProximity {
    private final IndustryGraph graph;

    /** What was found already, by demand and supply; a platform's problems lie in few segments. */
    private final Map<SegmentId, Map<SegmentId, Nearest>> found = new ConcurrentHashMap<>();

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
    public record Nearest(Relation relation, List<SegmentId> path) {
        private static final Nearest SAME_FIELD = new Nearest(Relation.SAME_FIELD, List.of());
        private static final Nearest FAR = new Nearest(Relation.FAR, List.of());
        private static final Nearest UNKNOWN = new Nearest(Relation.UNKNOWN, List.of());

        private Nearest orNearer(Nearest other) {
            return other.relation.compareTo(relation) < 0 ? other : this;
        }
    }

    /** Gets ready to look from one side at many others. */
    public Around around(Collection<SegmentId> demand, Set<IndustryField> fields) {
        return new Around(demand, fields);
    }

    /** Looks from one side at others. Safe from any thread. */
    public final class Around {
        private final List<SegmentId> demand;
        private final Set<IndustryField> demandFields;

        private Around(Collection<SegmentId> demand, Set<IndustryField> fields) {
            this.demand = List.copyOf(demand);
            this.demandFields = Set.copyOf(fields);
        }

        /** Finds the nearest pair of segments; falls back to the stated fields, {@link Relation#UNKNOWN} if a side states neither. */
        public Nearest nearest(Collection<SegmentId> supply, Set<IndustryField> fields) {
            Nearest best = Nearest.UNKNOWN;
            for (SegmentId there : supply) {
                for (SegmentId here : demand) {
                    best = best.orNearer(pair(here, there));
                }
            }
            boolean known = !(demand.isEmpty() && demandFields.isEmpty()) && !(supply.isEmpty() && fields.isEmpty());
            if (known && best.relation().compareTo(Relation.SAME_FIELD) > 0) {
                return Collections.disjoint(demandFields, fields) ? Nearest.FAR : Nearest.SAME_FIELD;
            }
            return best;
        }
    }

    private Nearest pair(SegmentId here, SegmentId there) {
        return found.computeIfAbsent(here, segment -> new ConcurrentHashMap<>())
                .computeIfAbsent(there, segment -> find(here, segment));
    }

    private Nearest find(SegmentId here, SegmentId there) {
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
        return graph.field(here).equals(graph.field(there)) ? Nearest.SAME_FIELD : Nearest.FAR;
    }
}
