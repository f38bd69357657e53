package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jiebang.catalog.Library;
import org.jiebang.industry.ChainProximity;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionProximity;
import org.jiebang.region.RegionTree;
import org.jiebang.text.Meaning;
import org.jiebang.text.Unit;
import org.jspecify.annotations.Nullable;

/** Scores supplies against demands and says why. Immutable, safe from any thread. */
public final class MatchScorer {
    private static final Signal[] SIGNALS = Signal.values();
    private static final int MOST_EVIDENCE = 12;
    private static final int MOST_LINKS = 6;

    /** Different words of a demand at which its place among the platform's words counts by half; of few words it is a guess. */
    private static final double WORDS_FOR_HALF = 60;

    private final MatchModel model;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final ChainProximity chainProximity;
    private final RegionProximity regionProximity;

    public MatchScorer(MatchModel model, IndustryGraph graph, RegionTree regions) {
        this.model = model;
        this.graph = graph;
        this.regions = regions;
        this.chainProximity = new ChainProximity(graph);
        this.regionProximity = new RegionProximity(regions);
    }

    /** Gets ready to score many supplies against one demand. */
    public Asking asking(Demand demand, CorpusStatistics corpus) {
        return new Asking(demand, corpus, model.judgements().near(demand.profile()));
    }

    /** Scores supplies against one demand. Immutable, safe from any thread. */
    public final class Asking {
        private final Demand demand;
        private final TextScorer text;
        private final ChainProximity.Around chains;
        private final Judgements.Near judgements;

        /** The meaning of the demand, drawn towards what was found fit. */
        private final Meaning sought;

        private Asking(Demand demand, CorpusStatistics corpus, Judgements.Near judgements) {
            this.demand = demand;
            this.text = new TextScorer(demand, corpus);
            this.chains = chainProximity.around(
                    demand.profile().segments(), demand.profile().fields());
            this.judgements = judgements;
            this.sought = judgements.drawn();
        }

        /** Scores one supply without the reasons: the value of {@link #explain}, quicker where many are ranked. */
        public double score(Profile supply) {
            return score(values(supply));
        }

        /**
         * The same for a supply whose terms are counted only.
         *
         * @param supply its terms are not looked at
         * @param terms counted for this demand
         */
        public double score(Profile supply, TermCounts terms) {
            double[] values = new double[SIGNALS.length];
            for (Signal signal : SIGNALS) {
                values[signal.ordinal()] = signal == Signal.TEXT ? text.value(terms) : value(signal, supply);
            }
            return score(values);
        }

        /** Values of all signals, by their ordinals. */
        double[] values(Profile supply) {
            double[] values = new double[SIGNALS.length];
            for (Signal signal : SIGNALS) {
                values[signal.ordinal()] = value(signal, supply);
            }
            return values;
        }

        /** The score of a supply with these values of the signals. */
        double score(double[] values) {
            double score = 0;
            for (Signal signal : SIGNALS) {
                score += model.weights().of(signal) * values[signal.ordinal()];
            }
            return score;
        }

        /**
         * A judged pair to learn from. What was judged is predicted without the half of this demand's judgements to which the pair
         * belongs, and pairs are compared within their half only: were each left out alone, the rest would lean the other way.
         *
         * @param judgement what was said of the pair
         */
        public WeightLearner.Example example(Judgement judgement, Profile supply) {
            int half = half(judgement);
            Predicate<Judgement> known = other -> !other.demand().equals(judgement.demand()) || half(other) != half;
            double[] values = values(supply);
            values[Signal.MEANING.ordinal()] = meaningValue(judgements.drawn(known), supply);
            values[Signal.FEEDBACK.ordinal()] = judgements.level(supply, known);
            return new WeightLearner.Example(judgement.demand() + "/" + half, values, judgement.level());
        }

        private static int half(Judgement judgement) {
            return Math.floorMod(judgement.supply().hashCode(), 2);
        }

        double value(Signal signal, Profile supply) {
            return switch (signal) {
                case TEXT -> text.value(supply);
                case MEANING -> meaningValue(sought, supply);
                case CHAIN -> nearestChain(supply).relation().value();
                case REGION -> nearestRegion(demand.profile(), supply).step().value();
                case STANDING -> supply.standing();
                case LOAD -> supply.availability();
                case FEEDBACK -> judgements.level(supply);
            };
        }

        /** How well a supply serves words of the demand, above 0 up to 1; absent where it does not. */
        public Map<String, Double> qualities(Profile supply, Collection<String> words) {
            return text.qualities(supply, words);
        }

        /**
         * Gets ready to say what would bring a match to the top.
         *
         * @param scores of all candidates of the ranking, in any order
         */
        public Counterfactuals counterfactuals(double[] scores) {
            return new Counterfactuals(this, demand, graph, regions, scores);
        }

        /** Scores one supply and says why. The contributions of the parts add up to the value exactly. */
        public Score explain(Profile supply) {
            return Score.of(List.of(
                    textPart(supply),
                    meaningPart(supply),
                    chain(nearestChain(supply)),
                    region(demand.profile(), supply),
                    standing(supply),
                    load(supply),
                    judged(supply)));
        }

        private Part textPart(Profile supply) {
            TextScorer.Outcome outcome = text.explain(supply);
            double weight = model.weights().text();
            List<Evidence> words = outcome.words().stream()
                    .filter(word -> !isSymbol(word.getKey()))
                    .map(word -> new Evidence(word.getKey(), weight * word.getValue()))
                    .toList();
            Sentence sentence = words.isEmpty()
                    ? Sentence.of(outcome.value() > 0 ? "text.characters" : "text.none")
                    : Sentence.of("text.met", words.size(), listed(words));
            List<Evidence> evidence = words.stream().limit(MOST_EVIDENCE).toList();
            return part(Signal.TEXT, outcome.value(), sentence, evidence);
        }

        /** A letter or a unit alone counts but tells nobody anything; 钢 does. */
        private static boolean isSymbol(String word) {
            return word.length() == 1 && word.charAt(0) < 0x80 || Unit.isSymbol(word);
        }

        private ChainProximity.Nearest nearestChain(Profile supply) {
            return chains.nearest(supply.segments(), supply.fields());
        }

        private double certainty() {
            double words = demand.profile().meaning().size();
            return words / (words + WORDS_FOR_HALF);
        }

        private double meaningValue(Meaning sought, Profile supply) {
            return certainty() * Math.max(0, sought.cosine(supply.meaning()));
        }

        private Part meaningPart(Profile supply) {
            double value = meaningValue(sought, supply);
            double share = model.weights().meaning() * certainty();
            List<Evidence> evidence = supply.meaning().links(sought, this::tellsSubject, MOST_LINKS).stream()
                    .filter(link -> value > 0)
                    .map(link -> new Evidence(link.word(), share * link.gain()))
                    .toList();
            String level = value >= 0.35 ? "close" : value >= 0.15 ? "near" : value > 0 ? "weak" : "none";
            Sentence sentence = evidence.isEmpty()
                    ? Sentence.of("meaning." + level)
                    : Sentence.of("meaning." + level + ".by", listed(evidence));
            return part(Signal.MEANING, value, heeding(sentence), evidence);
        }

        /** Says besides that judgements drew the demand, where they did. */
        private Sentence heeding(Sentence sentence) {
            int drawing = judgements.drawing();
            return drawing == 0
                    ? sentence
                    : Sentence.of("meaning.drawn", new Sentence.Name(sentence.chinese(), sentence.english()), drawing);
        }

        /** Words that the demand has are told by the text, and a single character, often of a name, tells no subject by itself. */
        private boolean tellsSubject(String word) {
            return word.length() > 1 && !Unit.isSymbol(word) && !demand.words().containsKey(word);
        }

        private Part judged(Profile supply) {
            double value = judgements.level(supply);
            String level = judgements.size() == 0 ? "none" : value >= 0.6 ? "high" : value >= 0.4 ? "middle" : "low";
            return part(Signal.FEEDBACK, value, Sentence.of("judged." + level, judgements.size()), List.of());
        }
    }

    private RegionProximity.Nearest nearestRegion(Profile demand, Profile supply) {
        return regionProximity.nearest(demand.regions(), supply.regions());
    }

    private Part chain(ChainProximity.Nearest nearest) {
        List<Evidence> path = nearest.path().stream()
                .map(segment -> new Evidence(graph.fullName(segment), 0))
                .toList();
        List<Sentence.Name> names = nearest.path().stream()
                .map(segment -> new Sentence.Name(graph.fullName(segment), graph.fullEnglish(segment)))
                .toList();
        Sentence sentence = switch (nearest.relation()) {
            case SAME_SEGMENT -> Sentence.of("chain.segment", names.getFirst());
            case SUPPLIES -> Sentence.of("chain.supplies", names.getFirst(), names.getLast());
            case SAME_CHAIN -> Sentence.of("chain.same", names.getFirst(), names.getLast());
            case TWO_STEPS -> Sentence.of("chain.steps", names.getFirst(), names.get(1), names.getLast());
            case SAME_FIELD -> Sentence.of("chain.field");
            case FAR -> Sentence.of("chain.far");
            case UNKNOWN -> Sentence.of("chain.unknown");
        };
        return part(Signal.CHAIN, nearest.relation().value(), sentence, path);
    }

    private Part region(Profile demand, Profile supply) {
        RegionProximity.Nearest nearest = nearestRegion(demand, supply);
        Sentence.Name here = name(nearest.demand());
        Sentence.Name there = name(nearest.supply());
        Sentence sentence = switch (nearest.step()) {
            case SAME_COUNTY -> Sentence.of("region.county", here);
            case SAME_CITY -> Sentence.of("region.city", here, there);
            case SAME_PART -> Sentence.of("region.part", here, there, partName(nearest.demand()));
            case SAME_PROVINCE -> Sentence.of("region.province", here, there);
            case SAME_DELTA -> Sentence.of("region.delta", here, there);
            case ELSEWHERE -> Sentence.of("region.elsewhere", here, there);
            case UNKNOWN -> Sentence.of("region.unknown");
        };
        List<Evidence> path = nearest.demand() == null
                ? List.of()
                : List.of(new Evidence(here.chinese(), 0), new Evidence(there.chinese(), 0));
        return part(Signal.REGION, nearest.step().value(), sentence, path);
    }

    private Sentence.Name name(@Nullable RegionCode code) {
        return code == null ? Sentence.Name.NONE : new Sentence.Name(regions.fullName(code), regions.fullEnglish(code));
    }

    private Sentence.Name partName(@Nullable RegionCode code) {
        Region.Part part =
                code == null ? null : regions.find(code).map(Region::part).orElse(null);
        return part == null ? Sentence.Name.NONE : new Sentence.Name(part.label(), part.english());
    }

    /** The first words of the evidence. */
    private static Sentence.Name listed(List<Evidence> evidence) {
        List<String> words = evidence.stream().limit(4).map(Evidence::text).toList();
        return new Sentence.Name(String.join("、", words), String.join(", ", words));
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
        double weight = model.weights().of(signal);
        return new Part(signal, weight, value, weight * value, sentence, new ArrayList<>(evidence));
    }
}
