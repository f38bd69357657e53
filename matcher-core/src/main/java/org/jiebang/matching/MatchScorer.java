package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.industry.ChainProximity;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionProximity;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** Scores supplies against a demand and says why. Immutable, safe from any thread. */
public final class MatchScorer {
    private static final int MOST_EVIDENCE = 12;

    private final MatchWeights weights;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final ChainProximity chainProximity;
    private final RegionProximity regionProximity;

    public MatchScorer(MatchWeights weights, IndustryGraph graph, RegionTree regions) {
        this.weights = weights;
        this.graph = graph;
        this.regions = regions;
        this.chainProximity = new ChainProximity(graph);
        this.regionProximity = new RegionProximity(regions);
    }

    /** Scores one supply without the reasons: the value of {@link #explain}, quicker where many are ranked. */
    public double score(Demand demand, Profile supply, CorpusStatistics corpus) {
        return weights.text() * TextScorer.score(demand, supply, corpus).value()
                + weights.chain()
                        * nearestChain(demand.profile(), supply).relation().value()
                + weights.region()
                        * nearestRegion(demand.profile(), supply).step().value()
                + weights.standing() * supply.standing()
                + weights.load() * supply.availability();
    }

    private ChainProximity.Nearest nearestChain(Profile demand, Profile supply) {
        return chainProximity.nearest(demand.segments(), demand.fields(), supply.segments(), supply.fields());
    }

    private RegionProximity.Nearest nearestRegion(Profile demand, Profile supply) {
        return regionProximity.nearest(demand.regions(), supply.regions());
    }

    /** Scores one supply and says why. The contributions of the parts add up to the value exactly. */
    public Score explain(Demand demand, Profile supply, CorpusStatistics corpus) {
        return Score.of(List.of(
                text(demand, supply, corpus),
                chain(demand.profile(), supply),
                region(demand.profile(), supply),
                standing(supply),
                load(supply)));
    }

    private Part text(Demand demand, Profile supply, CorpusStatistics corpus) {
        TextScorer.Outcome outcome = TextScorer.score(demand, supply, corpus);
        double contribution = weights.text() * outcome.value();
        List<Evidence> evidence = outcome.words().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(word -> new Evidence(word.getKey(), contribution * word.getValue() / outcome.sum()))
                .limit(MOST_EVIDENCE)
                .toList();
        Sentence sentence = evidence.isEmpty()
                ? Sentence.of(outcome.sum() > 0 ? "text.characters" : "text.none")
                : Sentence.of(
                        "text.met",
                        outcome.words().size(),
                        evidence.stream().limit(4).map(Evidence::text).collect(Collectors.joining("、")));
        return part(Signal.TEXT, outcome.value(), sentence, evidence);
    }

    private Part chain(Profile demand, Profile supply) {
        ChainProximity.Nearest nearest = nearestChain(demand, supply);
        List<Evidence> path = nearest.path().stream()
                .map(segment -> new Evidence(graph.fullName(segment), 0))
                .toList();
        String here = path.isEmpty() ? "" : path.getFirst().text();
        String there = path.isEmpty() ? "" : path.getLast().text();
        Sentence sentence = switch (nearest.relation()) {
            case SAME_SEGMENT -> Sentence.of("chain.segment", here);
            case SUPPLIES -> Sentence.of("chain.supplies", here, there);
            case SAME_CHAIN -> Sentence.of("chain.same", here, there);
            case TWO_STEPS -> Sentence.of("chain.steps", here, path.get(1).text(), there);
            case SAME_FIELD -> Sentence.of("chain.field");
            case FAR -> Sentence.of("chain.far");
            case UNKNOWN -> Sentence.of("chain.unknown");
        };
        return part(Signal.CHAIN, nearest.relation().value(), sentence, path);
    }

    private Part region(Profile demand, Profile supply) {
        RegionProximity.Nearest nearest = nearestRegion(demand, supply);
        String here = name(nearest.demand());
        String there = name(nearest.supply());
        Sentence sentence = switch (nearest.step()) {
            case SAME_COUNTY -> Sentence.of("region.county", here);
            case SAME_CITY -> Sentence.of("region.city", here, there);
            case SAME_PART -> Sentence.of("region.part", here, there, partName(nearest.demand()));
            case SAME_PROVINCE -> Sentence.of("region.province", here, there);
            case SAME_DELTA -> Sentence.of("region.delta", here, there);
            case ELSEWHERE -> Sentence.of("region.elsewhere", here, there);
            case UNKNOWN -> Sentence.of("region.unknown");
        };
        List<Evidence> path =
                nearest.demand() == null ? List.of() : List.of(new Evidence(here, 0), new Evidence(there, 0));
        return part(Signal.REGION, nearest.step().value(), sentence, path);
    }

    private String name(@Nullable RegionCode code) {
        return code == null ? "" : regions.fullName(code);
    }

    private String partName(@Nullable RegionCode code) {
        if (code == null) {
            return "";
        }
        return regions.find(code)
                .map(region -> region.part() == null ? "" : region.part().label())
                .orElse("");
    }

    private Part standing(Profile supply) {
        String level = supply.standing() >= 0.75 ? "high" : supply.standing() >= 0.45 ? "middle" : "low";
        String kind = supply.library() == Library.PROBLEMS ? "problem" : "supply";
        return part(Signal.STANDING, supply.standing(), Sentence.of("standing." + kind + "." + level), List.of());
    }

    private Part load(Profile supply) {
        String level = supply.availability() >= 0.75 ? "free" : supply.availability() > 0 ? "some" : "full";
        String kind = supply.library() == Library.PROBLEMS ? "problem" : "supply";
        return part(Signal.LOAD, supply.availability(), Sentence.of("load." + kind + "." + level), List.of());
    }

    private Part part(Signal signal, double value, Sentence sentence, List<Evidence> evidence) {
        double weight = weights.of(signal);
        return new Part(signal, weight, value, weight * value, sentence, new ArrayList<>(evidence));
    }
}
