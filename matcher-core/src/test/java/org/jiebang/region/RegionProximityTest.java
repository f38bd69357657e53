package org.jiebang.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.region.RegionProximity.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RegionProximityTest {
    private final RegionTree tree = RegionTree.standard();
    private final RegionProximity proximity = new RegionProximity(tree);

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvFileSource(resources = "nearness.csv", numLinesToSkip = 1)
    void namesWhatTwoPlacesShare(String here, String there, Step step) {
        assertThat(nearest(code(here), code(there))).isEqualTo(step);
        assertThat(nearest(code(there), code(here))).as("either way").isEqualTo(step);
    }

    @Test
    void nearerStepsNeverHaveSmallerValues() {
        Step[] steps = Step.values();
        for (int i = 1; i < steps.length; i++) {
            assertThat(steps[i - 1].value()).isGreaterThanOrEqualTo(steps[i].value());
            assertThat(steps[i].value()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void missingOrUnknownPlacesAreUnknown() {
        assertThat(proximity.nearest(List.of(), List.of(code("常熟市"))).step()).isEqualTo(Step.UNKNOWN);
        assertThat(nearest(new RegionCode("999999"), code("常熟市"))).isEqualTo(Step.UNKNOWN);
    }

    @Test
    void takesTheNearestPairOfSeveral() {
        RegionProximity.Nearest nearest =
                proximity.nearest(List.of(code("广东省"), code("常熟市")), List.of(code("上海市"), code("昆山市"), code("徐州市")));
        assertThat(nearest).isEqualTo(new RegionProximity.Nearest(Step.SAME_CITY, code("常熟市"), code("昆山市")));
    }

    @Property
    void anotherPlaceNeverMakesTheNearestFarther(
            @ForAll("places") List<RegionCode> demand,
            @ForAll("places") List<RegionCode> supply,
            @ForAll("place") RegionCode more) {
        Step before = proximity.nearest(demand, supply).step();
        List<RegionCode> longer = new ArrayList<>(supply);
        longer.add(more);
        assertThat(proximity.nearest(demand, longer).step().value()).isGreaterThanOrEqualTo(before.value());
    }

    @Provide
    Arbitrary<RegionCode> place() {
        return Arbitraries.of(
                RegionTree.standard().all().stream().map(Region::code).toList());
    }

    @Provide
    Arbitrary<List<RegionCode>> places() {
        return place().list().ofMaxSize(3);
    }

    private Step nearest(RegionCode here, RegionCode there) {
        return proximity.nearest(List.of(here), List.of(there)).step();
    }

    private RegionCode code(String name) {
        return tree.parse(name).orElseThrow().code();
    }
}
