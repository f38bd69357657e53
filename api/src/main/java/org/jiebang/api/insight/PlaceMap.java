package org.jiebang.api.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.insight.SegmentState;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a place is drawn from: its needs by city and county, its chains by segment, and where those sit who match its needs. */
@Component
class PlaceMap {
    private static final String JIANGSU = "32";
    private static final int CHAINS = 8;

    private final RegionTree regions = RegionTree.standard();
    private final IndustryGraph graph = IndustryGraph.standard();

    /**
     * A city or county of Jiangsu.
     *
     * @param counted what is counted there; null outside the place that was asked for
     * @param matched experts from there who match open needs of the place that was asked for
     */
    record TileView(String code, boolean pilot, @Nullable CountedView counted, long matched) {}

    /**
     * Needs and experts of a city or county.
     *
     * @param open needs that are neither solved nor closed
     * @param unmet open needs without a claim
     */
    record CountedView(long open, long unmet, long solved, long experts) {
        static final CountedView NOTHING = new CountedView(0, 0, 0, 0);

        CountedView plus(Gap gap) {
            return new CountedView(
                    open + gap.open(), unmet + gap.unmet(), solved + gap.solved(), experts + gap.experts());
        }
    }

    /** A segment of a chain; experts and teams are those everywhere. */
    record StationView(
            String code,
            String name,
            String stage,
            long open,
            long unmet,
            long experts,
            long teams,
            SegmentState state,
            String label,
            String english) {}

    /** A chain with its segments from upstream to downstream. */
    record LineView(String code, String name, String english, List<StationView> stations) {}

    /**
     * How far away those are who match open needs.
     *
     * @param here in the place
     * @param near elsewhere in Jiangsu
     * @param far in other provinces, or nobody knows where
     */
    record ReachView(long here, long near, long far) {}

    /** What is drawn of a place. */
    record MapView(List<TileView> tiles, List<LineView> lines, ReachView reach) {}

    /**
     * Draws a place.
     *
     * @param places needs and experts by code
     * @param segments needs, experts and teams by segment
     * @param matched experts among the first for an open need of the place, by where they sit; a blank code where nobody knows
     */
    MapView of(Region region, List<Gap> places, List<Gap> segments, Map<String, Long> matched) {
        return new MapView(
                tiles(region, places, matched),
                lines(segments),
                reach(Insight.start(Insight.pattern(region)), matched));
    }

    private List<TileView> tiles(Region region, List<Gap> counted, Map<String, Long> matched) {
        String within = Insight.start(Insight.pattern(region));
        return regions.all().stream()
                .filter(place -> place.part() != null)
                .map(place -> {
                    String start = Insight.start(Insight.pattern(place));
                    CountedView sum = start.startsWith(within)
                            ? counted.stream()
                                    .filter(gap -> gap.code().startsWith(start))
                                    .reduce(CountedView.NOTHING, CountedView::plus, (one, other) -> other)
                            : null;
                    long experts = matched.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(start))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
                    return new TileView(place.code().value(), place.pilot(), sum, experts);
                })
                .toList();
    }

    private static ReachView reach(String start, Map<String, Long> matched) {
        long here = 0;
        long near = 0;
        long far = 0;
        for (Map.Entry<String, Long> entry : matched.entrySet()) {
            if (entry.getKey().startsWith(start.isEmpty() ? JIANGSU : start)) {
                here += entry.getValue();
            } else if (entry.getKey().startsWith(JIANGSU)) {
                near += entry.getValue();
            } else {
                far += entry.getValue();
            }
        }
        return new ReachView(here, near, far);
    }

    /** Chains with the most needs that nobody has claimed come first. */
    private List<LineView> lines(List<Gap> found) {
        Map<String, Gap> bySegment = new HashMap<>();
        Map<String, Long> unmet = new LinkedHashMap<>();
        for (Gap one : found) {
            bySegment.put(one.code(), one);
            if (one.open() > 0) {
                unmet.merge(new SegmentId(one.code()).chain(), one.unmet(), Long::sum);
            }
        }
        return graph.chains().stream()
                .filter(chain -> unmet.containsKey(chain.code()))
                .sorted(Comparator.comparing((Chain chain) -> unmet.getOrDefault(chain.code(), 0L))
                        .reversed()
                        .thenComparing(Chain::code))
                .limit(CHAINS)
                .map(chain -> new LineView(
                        chain.code(),
                        chain.name(),
                        chain.english(),
                        chain.segments().stream()
                                .map(segment -> station(
                                        segment, bySegment.get(segment.id().value())))
                                .toList()))
                .toList();
    }

    private static StationView station(Segment segment, @Nullable Gap found) {
        Gap counted = found == null ? new Gap(segment.id().value(), 0, 0, 0, 0, 0) : found;
        SegmentState state = SegmentState.of(counted.open(), counted.unmet(), counted.experts() + counted.teams());
        return new StationView(
                segment.id().value(),
                segment.name(),
                segment.stage().label(),
                counted.open(),
                counted.unmet(),
                counted.experts(),
                counted.teams(),
                state,
                state.label(),
                state.english());
    }
}
