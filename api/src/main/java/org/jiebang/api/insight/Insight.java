package org.jiebang.api.insight;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.insight.Measure;
import org.jiebang.insight.Standings;
import org.jiebang.insight.Target;
import org.jiebang.insight.Targets;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what is known of a place and a year. */
@Component
class Insight {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String PROVINCE = "320000";

    /** The stages of the funnel in their order; each by the event that reaches it. */
    private static final Map<String, String[]> STAGES = stages();

    private static final Map<Measure, String> LIBRARIES = Map.of(
            Measure.EXPERTS, "experts",
            Measure.PROBLEMS, "problems",
            Measure.PROJECTS, "projects",
            Measure.SERVICE_TEAMS, "teams");

    /** So many of the first in the list of a need count as its matched experts. */
    private static final int FIRST = 5;

    private final InsightStore store;
    private final SupplyStore supplies;
    private final PlaceMap map;
    private final RegionTree regions = RegionTree.standard();
    private final IndustryGraph graph = IndustryGraph.standard();

    Insight(InsightStore store, SupplyStore supplies, PlaceMap map) {
        this.store = store;
        this.supplies = supplies;
        this.map = map;
    }

    private static Map<String, String[]> stages() {
        Map<String, String[]> stages = new LinkedHashMap<>();
        stages.put(ProblemEvent.SUBMIT.name(), new String[] {"提交", "Submitted"});
        stages.put(ProblemEvent.ACCEPT.name(), new String[] {"受理", "Accepted"});
        stages.put(ProblemEvent.RECOMMEND.name(), new String[] {"推荐", "Recommended"});
        stages.put(ProblemEvent.ASSESS.name(), new String[] {"评估通过", "Assessed"});
        stages.put(ProblemEvent.POST.name(), new String[] {"张榜", "Posted"});
        stages.put("CLAIM", new String[] {"有人揭榜", "Claimed"});
        stages.put(ProblemEvent.SELECT.name(), new String[] {"选定揭榜方", "Selected"});
        stages.put(ProblemEvent.SIGN.name(), new String[] {"签约", "Agreed"});
        stages.put(ProblemEvent.DELIVER.name(), new String[] {"提交解决方案", "Delivered"});
        stages.put(ProblemEvent.CONFIRM.name(), new String[] {"确认解决", "Confirmed"});
        return stages;
    }

    /**
     * @param region the place
     * @param all may the reader see the ranks of other places?
     */
    Mono<InsightView> of(int year, Region region, boolean all) {
        OffsetDateTime from = ZonedDateTime.of(year, 1, 1, 0, 0, 0, 0, ZONE).toOffsetDateTime();
        OffsetDateTime to = ZonedDateTime.of(year + 1, 1, 1, 0, 0, 0, 0, ZONE).toOffsetDateTime();
        InsightStore.Scope scope = new InsightStore.Scope(pattern(region), from, to);
        Mono<Needed> needed = Mono.zip(
                        store.needs(InsightStore.Heading.CHAIN, scope.places()).collectList(),
                        store.needs(InsightStore.Heading.SEGMENT, scope.places())
                                .collectList(),
                        store.needs(InsightStore.Heading.PLACE, scope.places()).collectList())
                .map(found -> new Needed(found.getT1(), found.getT2(), found.getT3()));
        return Mono.zip(
                        store.figures(scope),
                        store.funnel(scope),
                        store.losses(scope).map(Insight::loss).collectList(),
                        store.efficiency(scope),
                        needed,
                        supplies.supply(),
                        supplies.matched(scope.places(), FIRST),
                        store.counted(from, to).collectList())
                .map(found -> {
                    Needed needs = found.getT5();
                    Supply supply = found.getT6();
                    Map<Measure, InsightStore.Figure> figures = figures(found.getT1(), supply, scope.places());
                    List<Gap> byPlace = Gap.all(needs.places(), supply.experts(scope.places()), Map.of());
                    List<Gap> bySegment =
                            Gap.all(needs.segments(), supply.bySegment("experts"), supply.bySegment("teams"));
                    List<Standings.Counted> counted = counted(found.getT8(), supply.gathered());
                    return new InsightView(
                            year,
                            region.code().value(),
                            regions.fullName(region.code()),
                            OffsetDateTime.now(ZONE),
                            figures(figures),
                            targets(figures),
                            Targets.taskTable(),
                            funnel(found.getT2()),
                            found.getT3(),
                            found.getT4(),
                            chains(needs.chains(), supply),
                            places(region, byPlace),
                            map.of(region, byPlace, bySegment, found.getT7()),
                            standings(pilots(), counted, region, all),
                            standings(cities(), counted, region, all),
                            "每项得分 = 100 × 本地数 ÷ 各地最大数；总分 = 资源汇聚、需求对接、成果转化三项的平均。"
                                    + "资源汇聚：所在的专家、学会和服务本地的服务团；需求对接：当年有揭榜方案的本地难题；成果转化：当年确认解决的本地难题。");
                });
    }

    /** Needs of the place under each heading. */
    private record Needed(
            List<InsightStore.Needs> chains, List<InsightStore.Needs> segments, List<InsightStore.Needs> places) {}

    /** A county by its code, a city and a province by the digits that its places share. */
    static String pattern(Region region) {
        String code = region.code().value();
        return switch (region.level()) {
            case COUNTY -> code;
            case CITY -> code.substring(0, 4) + "%";
            // What lies in no known place belongs to the whole.
            case PROVINCE -> code.equals(PROVINCE) ? "%" : code.substring(0, 2) + "%";
        };
    }

    /** What a pattern of {@link #pattern} begins with. */
    static String start(String pattern) {
        return pattern.replace("%", "");
    }

    /** The figures of the period, and how much the libraries hold. */
    private static Map<Measure, InsightStore.Figure> figures(
            Map<Measure, InsightStore.Figure> found, Supply supply, String places) {
        Map<Measure, InsightStore.Figure> figures = new EnumMap<>(Measure.class);
        figures.putAll(found);
        LIBRARIES.forEach((measure, library) -> {
            Supply.Count count = supply.in(library, places);
            figures.put(
                    measure, new InsightStore.Figure(measure, BigDecimal.valueOf(count.records()), count.samples()));
        });
        return figures;
    }

    /** Chains that are needed, most unmet needs first, and of those with as many the one with the fewest experts. */
    private List<InsightView.GapView> chains(List<InsightStore.Needs> needs, Supply supply) {
        return Gap.needed(needs, supply.byChain("experts"), supply.byChain("teams")).stream()
                .sorted(Comparator.comparingLong(Gap::unmet)
                        .reversed()
                        .thenComparingLong(Gap::experts)
                        .thenComparing(Gap::code))
                .map(gap -> view(gap, graph.chain(gap.code()).map(Chain::name).orElse(gap.code())))
                .toList();
    }

    /** What each place has docked and turned into results, and what it has gathered. */
    private static List<Standings.Counted> counted(List<Standings.Counted> found, Map<String, Long> gathered) {
        return Stream.concat(
                        found.stream(),
                        gathered.entrySet().stream()
                                .map(one -> new Standings.Counted(one.getKey(), one.getValue(), 0, 0)))
                .toList();
    }

    private static List<InsightView.FigureView> figures(Map<Measure, InsightStore.Figure> found) {
        return java.util.Arrays.stream(Measure.values())
                .map(measure -> {
                    InsightStore.Figure figure = found.get(measure);
                    BigDecimal none = measure == Measure.SATISFACTION ? null : BigDecimal.ZERO;
                    return new InsightView.FigureView(
                            measure,
                            measure.label(),
                            measure.english(),
                            measure.unit(),
                            measure.definition(),
                            figure == null ? none : figure.value(),
                            figure == null ? 0 : figure.samples());
                })
                .toList();
    }

    private static List<InsightView.TargetView> targets(Map<Measure, InsightStore.Figure> found) {
        return Targets.all().stream().map(target -> target(target, found)).toList();
    }

    private static InsightView.TargetView target(Target target, Map<Measure, InsightStore.Figure> found) {
        Measure measure = target.measure();
        InsightStore.Figure figure = measure == null ? null : found.get(measure);
        BigDecimal counted = figure == null ? null : figure.value();
        BigDecimal actual = measure == null ? null : counted == null ? BigDecimal.ZERO : counted;
        return new InsightView.TargetView(
                target.id(),
                target.year(),
                target.source(),
                target.name(),
                target.english(),
                target.target(),
                target.unit(),
                actual,
                actual == null ? null : actual.doubleValue() / target.target().doubleValue(),
                measure == null ? "" : measure.definition(),
                target.bringIn(),
                target.sentence());
    }

    private static List<InsightView.FunnelStage> funnel(Map<String, Long> found) {
        return STAGES.entrySet().stream()
                .map(stage -> new InsightView.FunnelStage(
                        stage.getKey(),
                        stage.getValue()[0],
                        stage.getValue()[1],
                        found.getOrDefault(stage.getKey(), 0L)))
                .toList();
    }

    private static InsightView.LossView loss(InsightStore.Loss loss) {
        return new InsightView.LossView(
                loss.id(),
                loss.title(),
                loss.from().label(),
                loss.from().english(),
                loss.event().label(),
                loss.event().english(),
                loss.event() == ProblemEvent.EXPIRE && loss.reason().isEmpty() ? "截止前无人揭榜" : loss.reason(),
                loss.at());
    }

    /** By city of the province, or by county of a city. */
    private List<InsightView.GapView> places(Region region, Collection<Gap> found) {
        Map<String, Gap> sums = new LinkedHashMap<>();
        for (Gap gap : found) {
            String code = region.level() == Region.Level.PROVINCE ? gap.code().substring(0, 4) + "00" : gap.code();
            sums.merge(code, new Gap(code, gap.open(), gap.unmet(), gap.solved(), gap.experts(), 0), Insight::sum);
        }
        return sums.values().stream().map(gap -> view(gap, name(gap.code()))).toList();
    }

    private static Gap sum(Gap one, Gap other) {
        return new Gap(
                one.code(),
                one.open() + other.open(),
                one.unmet() + other.unmet(),
                one.solved() + other.solved(),
                one.experts() + other.experts(),
                one.teams() + other.teams());
    }

    private static InsightView.GapView view(Gap gap, String name) {
        return new InsightView.GapView(
                gap.code(), name, gap.open(), gap.unmet(), gap.solved(), gap.experts(), gap.teams());
    }

    private String name(String code) {
        RegionCode region = new RegionCode(code);
        return regions.find(region).isPresent() ? regions.fullName(region) : code;
    }

    private List<Region> pilots() {
        return regions.all().stream().filter(Region::pilot).toList();
    }

    private List<Region> cities() {
        return regions.all().stream()
                .filter(region -> region.level() == Region.Level.CITY && region.part() != null)
                .toList();
    }

    private List<InsightView.StandingView> standings(
            List<Region> ranked, List<Standings.Counted> found, Region reader, boolean all) {
        List<Standings.Counted> counted = ranked.stream()
                .map(place -> {
                    String start = start(pattern(place));
                    List<Standings.Counted> within = found.stream()
                            .filter(one -> one.code().startsWith(start))
                            .toList();
                    return new Standings.Counted(
                            place.code().value(),
                            within.stream()
                                    .mapToLong(Standings.Counted::gathered)
                                    .sum(),
                            within.stream().mapToLong(Standings.Counted::docked).sum(),
                            within.stream().mapToLong(Standings.Counted::turned).sum());
                })
                .toList();
        String own = start(pattern(reader));
        return Standings.rank(counted).stream()
                .filter(one -> all || one.counted().code().startsWith(own))
                .map(one -> new InsightView.StandingView(
                        one.counted().code(),
                        name(one.counted().code()),
                        one.rank(),
                        ranked.size(),
                        one.counted().gathered(),
                        one.counted().docked(),
                        one.counted().turned(),
                        one.gathering(),
                        one.docking(),
                        one.turning(),
                        one.points()))
                .toList();
    }
}
