package org.jiebang.api.insight;

import io.r2dbc.spi.Readable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.insight.SegmentState;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a place is drawn from: its needs by city and county, its chains by segment, and where those sit who match its needs. */
@Component
class PlaceMap {
    /** So many of the first in the list of a need count as its matched experts. */
    static final int FIRST = 5;

    private static final String JIANGSU = "32";
    private static final int CHAINS = 8;

    private final DatabaseClient database;
    private final RegionTree regions = RegionTree.standard();
    private final IndustryGraph graph = IndustryGraph.standard();

    PlaceMap(DatabaseClient database) {
        this.database = database;
    }

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

        CountedView plus(InsightStore.Gap gap) {
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
     * @param places pattern of the codes of the place
     * @param counted needs and experts by code
     */
    Mono<MapView> of(Region region, String places, List<InsightStore.Gap> counted) {
        return Mono.zip(
                        segments(places).collectList(),
                        matched(places).collectMap(Matched::code, Matched::experts, HashMap::new))
                .map(found -> new MapView(
                        tiles(region, counted, found.getT2()), lines(found.getT1()), reach(places, found.getT2())));
    }

    private List<TileView> tiles(Region region, List<InsightStore.Gap> counted, Map<String, Long> matched) {
        String within = Insight.pattern(region).replace("%", "");
        return regions.all().stream()
                .filter(place -> place.part() != null)
                .map(place -> {
                    String start = Insight.pattern(place).replace("%", "");
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

    private static ReachView reach(String places, Map<String, Long> matched) {
        String start = places.replace("%", "");
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
    private List<LineView> lines(List<Counted> found) {
        Map<String, Counted> bySegment = new HashMap<>();
        Map<String, Long> unmet = new LinkedHashMap<>();
        for (Counted one : found) {
            bySegment.put(one.code(), one);
            if (one.open() > 0) {
                unmet.merge(one.code().substring(0, 3), one.unmet(), Long::sum);
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

    private static StationView station(Segment segment, @Nullable Counted found) {
        Counted counted = found == null ? new Counted(segment.id().value(), 0, 0, 0, 0) : found;
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

    private record Counted(String code, long open, long unmet, long experts, long teams) {}

    private record Matched(String code, long experts) {}

    /** By segment: needs of the place, and experts and teams everywhere. */
    private Flux<Counted> segments(String places) {
        return database.sql("""
                        WITH worked AS (
                            SELECT DISTINCT segment AS code, record.id, library, payload ->> 'status' AS status,
                                   coalesce(payload ->> 'region', '') LIKE $1 AS here,
                                   EXISTS (SELECT 1 FROM problem_claim WHERE problem_claim.record_id = record.id
                                           AND problem_claim.state NOT IN ('DRAFT', 'WITHDRAWN')) AS claimed
                            FROM library_record AS record
                            CROSS JOIN jsonb_array_elements_text(payload -> 'segments') AS segment
                            WHERE library IN ('problems', 'experts', 'teams') AND publication = 'PUBLISHED')
                        SELECT code,
                               count(*) FILTER (WHERE library = 'problems' AND here AND status NOT IN ('SOLVED', 'CLOSED')) AS open,
                               count(*) FILTER (WHERE library = 'problems' AND here AND status IN ('COLLECTED', 'POSTED')
                                   AND NOT claimed) AS unmet,
                               count(*) FILTER (WHERE library = 'experts') AS experts,
                               count(*) FILTER (WHERE library = 'teams') AS teams
                        FROM worked GROUP BY code
                        """)
                .bind("$1", places)
                .map(row -> new Counted(
                        text(row, "code"),
                        number(row, "open"),
                        number(row, "unmet"),
                        number(row, "experts"),
                        number(row, "teams")))
                .all();
    }

    /** Experts who are among the first for an open need of the place, each once, by where they sit; a blank code where nobody knows. */
    private Flux<Matched> matched(String places) {
        return database.sql("""
                        SELECT coalesce(expert.payload ->> 'region', '') AS code, count(DISTINCT expert.id) AS experts
                        FROM match_list_entry AS entry
                        JOIN library_record AS problem ON problem.id = entry.problem_id
                        JOIN library_record AS expert ON expert.id = entry.supply_id
                        WHERE entry.library = 'experts' AND entry.rank <= $2
                          AND problem.publication = 'PUBLISHED' AND expert.publication = 'PUBLISHED'
                          AND problem.payload ->> 'status' NOT IN ('SOLVED', 'CLOSED')
                          AND coalesce(problem.payload ->> 'region', '') LIKE $1
                        GROUP BY 1
                        """)
                .bind("$1", places)
                .bind("$2", FIRST)
                .map(row -> new Matched(text(row, "code"), number(row, "experts")))
                .all();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
