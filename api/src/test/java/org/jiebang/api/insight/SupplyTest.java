package org.jiebang.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jiebang.industry.SegmentId;
import org.junit.jupiter.api.Test;

class SupplyTest {
    private static final Supply SUPPLY = new Supply(
            List.of(
                    new Supply.Placed("experts", "320585", List.of(), 40, 3),
                    new Supply.Placed("experts", "320100", List.of(), 20, 0),
                    new Supply.Placed("experts", "", List.of(), 5, 1),
                    new Supply.Placed("societies", "320100", List.of(), 2, 2),
                    new Supply.Placed("enterprises", "320100", List.of(), 9, 0),
                    new Supply.Placed("teams", "", List.of("320585", "320582", "320585"), 1, 1)),
            List.of(
                    worked("experts", 7, "C18-01", "C18-03"),
                    worked("experts", 4, "C18-03", "C20-01"),
                    worked("experts", 1000),
                    worked("teams", 1, "C18-03")));

    private static Supply.Worked worked(String library, long records, String... segments) {
        return new Supply.Worked(
                library, List.of(segments).stream().map(SegmentId::new).toList(), records);
    }

    @Test
    void countsWhatSitsInAPlaceOrServesItOnce() {
        assertThat(SUPPLY.in("experts", "%")).isEqualTo(new Supply.Count(65, 4));
        assertThat(SUPPLY.in("experts", "3205%")).isEqualTo(new Supply.Count(40, 3));
        assertThat(SUPPLY.in("teams", "3205%")).isEqualTo(new Supply.Count(1, 1));
        assertThat(SUPPLY.in("teams", "320583")).isEqualTo(new Supply.Count(0, 0));
        assertThat(SUPPLY.in("projects", "%")).isEqualTo(new Supply.Count(0, 0));
    }

    @Test
    void leavesOutWhereNobodyKnows() {
        assertThat(SUPPLY.experts("%")).isEqualTo(Map.of("320585", 40L, "320100", 20L));
        assertThat(SUPPLY.experts("3201%")).isEqualTo(Map.of("320100", 20L));
        assertThat(SUPPLY.gathered()).isEqualTo(Map.of("320585", 41L, "320100", 22L, "320582", 1L));
    }

    @Test
    void ofSeveralSegmentsOfAChainARecordCountsOnce() {
        assertThat(SUPPLY.byChain("experts")).isEqualTo(Map.of("C18", 11L, "C20", 4L));
        assertThat(SUPPLY.bySegment("experts")).isEqualTo(Map.of("C18-01", 7L, "C18-03", 11L, "C20-01", 4L));
        assertThat(SUPPLY.byChain("teams")).isEqualTo(Map.of("C18", 1L));
    }
}
