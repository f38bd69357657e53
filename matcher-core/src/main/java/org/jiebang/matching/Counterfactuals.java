package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TermBag;

/**
 * Says for each match of a ranking which one change would bring it to the top. Of the changes that reach the first
 * place (else the first three) the one that changes the score least is told, for it asks least; a word that the texts would have to name is
 * told only where no fact would do. Immutable, safe from any thread.
 */
public final class Counterfactuals {
    /** Below the first place, the places that are worth a change. */
    static final int GOOD_RANK = 3;

    /** Words of the demand that are tried, heaviest first. */
    private static final int MOST_WORDS = 6;

    private final MatchScorer.Asking asking;
    private final Demand demand;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final double[] scores;

    /**
     * @param scores of all candidates of the ranking, in any order
     */
    Counterfactuals(
            MatchScorer.Asking asking, Demand demand, IndustryGraph graph, RegionTree regions, double[] scores) {
        this.asking = asking;
        this.demand = demand;
        this.graph = graph;
        this.regions = regions;
        this.scores = Arrays.stream(scores).sorted().toArray();
    }

    /**
     * The change that would bring a supply to the top; empty for the first, and where no single change is enough.
     *
     * @param supply one of the candidates whose scores are known
     */
    public Optional<Counterfactual> of(Profile supply) {
        double[] values = asking.values(supply);
        int rank = 1 + above(asking.score(values));
        if (rank == 1) {
            return Optional.empty();
        }
        return best(supply, values, rank, facts(supply)).or(() -> best(supply, values, rank, words(supply)));
    }

    private Optional<Counterfactual> best(Profile supply, double[] values, int rank, List<Change> changes) {
        double score = asking.score(values);
        Counterfactual best = null;
        for (Change change : changes) {
            double value = changed(change, supply, values);
            // The supply itself stands below its changed self and so is never counted.
            int reached = 1 + aboveOrEqual(value);
            boolean worthIt = value > score && reached < rank && reached <= GOOD_RANK;
            if (worthIt && (best == null || better(reached, value, best))) {
                best = new Counterfactual(change, reached, value, signal(change), sentence(change, supply, reached));
            }
        }
        return Optional.ofNullable(best);
    }

    /** The score after a change, which moves one signal only. */
    private double changed(Change change, Profile supply, double[] values) {
        double[] changed = values.clone();
        Signal signal = signal(change);
        changed[signal.ordinal()] = asking.value(signal, apply(change, supply));
        return asking.score(changed);
    }

    private static boolean better(int rank, double value, Counterfactual than) {
        return rank == 1 && than.rank() > 1 || (rank == 1) == (than.rank() == 1) && value < than.score();
    }

    private int above(double score) {
        return scores.length - firstAbove(score, false);
    }

    /** A tie counts as below, so that what is promised holds whatever decides between equals. */
    private int aboveOrEqual(double score) {
        return scores.length - firstAbove(score, true);
    }

    private int firstAbove(double score, boolean equalToo) {
        int first = scores.length;
        while (first > 0 && (scores[first - 1] > score || equalToo && scores[first - 1] == score)) {
            first--;
        }
        return first;
    }

    /** What could be otherwise, each alone: nearer places, a segment of the demand, free hands. */
    private List<Change> facts(Profile supply) {
        List<Change> changes = new ArrayList<>();
        for (RegionCode place : nearerPlaces()) {
            if (!supply.regions().contains(place)) {
                changes.add(new Change.Place(place));
            }
        }
        for (SegmentId segment : demand.profile().segments()) {
            if (!supply.segments().contains(segment)) {
                changes.add(new Change.Covering(segment));
            }
        }
        if (supply.availability() < 1 && supply.library() != Library.PROBLEMS) {
            changes.add(new Change.Free());
        }
        return changes;
    }

    /** Technical words of the demand that the supply does not name. */
    private List<Change> words(Profile supply) {
        return demand.words().keySet().stream()
                .filter(word -> graph.names(word) && supply.words().count(word) == 0)
                .limit(MOST_WORDS)
                .<Change>map(Change.Naming::new)
                .toList();
    }

    /** The place of the demand, and the city and province around it. */
    private Set<RegionCode> nearerPlaces() {
        Set<RegionCode> places = new LinkedHashSet<>();
        for (RegionCode place : demand.profile().regions()) {
            for (Region around : regions.path(place)) {
                places.add(around.code());
            }
        }
        return places;
    }

    /** The supply after the change; everything else stays. */
    static Profile apply(Change change, Profile supply) {
        return switch (change) {
            case Change.Place place ->
                with(
                        supply,
                        supply.words(),
                        supply.pairs(),
                        supply.characters(),
                        supply.segments(),
                        union(supply.regions(), place.region()),
                        supply.availability());
            case Change.Covering covering ->
                with(
                        supply,
                        supply.words(),
                        supply.pairs(),
                        supply.characters(),
                        union(supply.segments(), covering.segment()),
                        supply.regions(),
                        supply.availability());
            case Change.Free free ->
                with(
                        supply,
                        supply.words(),
                        supply.pairs(),
                        supply.characters(),
                        supply.segments(),
                        supply.regions(),
                        1);
            case Change.Naming naming ->
                with(
                        supply,
                        plus(supply.words(), List.of(naming.word())),
                        plus(supply.pairs(), pieces(naming.word(), 2)),
                        plus(supply.characters(), pieces(naming.word(), 1)),
                        supply.segments(),
                        supply.regions(),
                        supply.availability());
        };
    }

    private static Profile with(
            Profile supply,
            TermBag words,
            TermBag pairs,
            TermBag characters,
            Set<SegmentId> segments,
            Set<RegionCode> places,
            double availability) {
        return new Profile(
                supply.library(),
                words,
                pairs,
                characters,
                supply.meaning(),
                segments,
                supply.fields(),
                places,
                supply.standing(),
                availability);
    }

    private static <T> Set<T> union(Set<T> some, T more) {
        Set<T> all = new HashSet<>(some);
        all.add(more);
        return Set.copyOf(all);
    }

    private static TermBag plus(TermBag bag, List<String> terms) {
        Map<String, Integer> counts = new HashMap<>(bag.counts());
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        return new TermBag(counts, bag.length() + terms.size());
    }

    private static List<String> pieces(String word, int length) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i + length <= word.length(); i++) {
            pieces.add(word.substring(i, i + length));
        }
        return pieces;
    }

    private static Signal signal(Change change) {
        return switch (change) {
            case Change.Place place -> Signal.REGION;
            case Change.Covering covering -> Signal.CHAIN;
            case Change.Free free -> Signal.LOAD;
            case Change.Naming naming -> Signal.TEXT;
        };
    }

    private Sentence sentence(Change change, Profile supply, int rank) {
        String side = supply.library() == Library.PROBLEMS ? "problem" : "supply";
        return switch (change) {
            case Change.Place place -> Sentence.of("if.place." + side, name(place.region()), rank);
            case Change.Covering covering -> Sentence.of("if.covering." + side, name(covering.segment()), rank);
            case Change.Free free -> Sentence.of("if.free", rank);
            case Change.Naming naming -> Sentence.of("if.naming." + side, naming.word(), rank);
        };
    }

    private Sentence.Name name(RegionCode region) {
        return new Sentence.Name(regions.fullName(region), regions.fullEnglish(region));
    }

    private Sentence.Name name(SegmentId segment) {
        return new Sentence.Name(graph.fullName(segment), graph.fullEnglish(segment));
    }
}
