package org.jiebang.industry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.industry.ChainProximity.Relation;
import org.junit.jupiter.api.Test;

class ChainProximityTest {
    private final IndustryGraph graph = IndustryGraph.standard();
    private final ChainProximity proximity = new ChainProximity(graph);

    @Test
    void nearerRelationsNeverHaveSmallerValues() {
        Relation[] relations = Relation.values();
        for (int i = 1; i < relations.length; i++) {
            assertThat(relations[i - 1].value()).isGreaterThanOrEqualTo(relations[i].value());
            assertThat(relations[i].value()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void sameSegmentIsNearest() {
        assertThat(nearest("C18-03", "C18-03"))
                .isEqualTo(new ChainProximity.Nearest(Relation.SAME_SEGMENT, List.of(new SegmentId("C18-03"))));
    }

    @Test
    void neighbourSuppliesDirectly() {
        SegmentId cathode = new SegmentId("C18-03");
        SegmentId neighbour = graph.neighbours(cathode).iterator().next();
        assertThat(nearest("C18-03", neighbour.value()))
                .isEqualTo(new ChainProximity.Nearest(Relation.SUPPLIES, List.of(cathode, neighbour)));
    }

    @Test
    void fieldsCountWhereSegmentsAreNotStated() {
        Set<IndustryField> steel = Set.of(IndustryField.STEEL);
        assertThat(proximity.around(Set.of(), steel).nearest(Set.of(), steel).relation())
                .isEqualTo(Relation.SAME_FIELD);
        assertThat(proximity
                        .around(Set.of(), steel)
                        .nearest(Set.of(), Set.of(IndustryField.QUANTUM))
                        .relation())
                .isEqualTo(Relation.FAR);
        assertThat(proximity.around(Set.of(), steel).nearest(Set.of(), Set.of()).relation())
                .isEqualTo(Relation.UNKNOWN);
    }

    @Property
    void relationIsTheSameFromBothSides(@ForAll("segments") SegmentId one, @ForAll("segments") SegmentId other) {
        assertThat(nearest(one.value(), other.value()).relation())
                .isEqualTo(nearest(other.value(), one.value()).relation());
    }

    @Property
    void pathRunsFromDemandToSupply(@ForAll("segments") SegmentId one, @ForAll("segments") SegmentId other) {
        List<SegmentId> path = nearest(one.value(), other.value()).path();
        if (!path.isEmpty()) {
            assertThat(path.getFirst()).isEqualTo(one);
            assertThat(path.getLast()).isEqualTo(other);
        }
    }

    @Provide
    Arbitrary<SegmentId> segments() {
        // Two chains that supply each other and one far away, so that every relation occurs.
        return Arbitraries.of(IndustryGraph.standard().segments().stream()
                .map(Segment::id)
                .filter(id -> List.of("C18", "C38", "C19", "C40", "C54").contains(id.chain()))
                .toList());
    }

    private ChainProximity.Nearest nearest(String here, String there) {
        return proximity
                .around(List.of(new SegmentId(here)), Set.of())
                .nearest(List.of(new SegmentId(there)), Set.of());
    }
}
