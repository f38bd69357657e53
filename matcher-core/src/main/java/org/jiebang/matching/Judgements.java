package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jiebang.text.Meaning;

/**
 * Learns from what people said of pairs. Immutable, safe from any thread.
 *
 * <p>What they would say of a pair is predicted from like pairs: the mean level of all judged pairs, each weighted by how alike the demands
 * and how alike the supplies are (Nadaraya–Watson regression with the kernel exp(8·(cos − 1)) on either side, pulled towards the mean of
 * all where nothing near was judged). Judgements of the same problem so count most, those of like problems as well.
 *
 * <p>Besides, the meaning of a demand is drawn towards what was found fit for it (Rocchio, Relevance Feedback in Information Retrieval,
 * 1971) by judgements of the same problem, or of one that asks nearly the same: exp(32·(cos − 1)). What was found unfit pushes nothing
 * away, since the prediction heeds it already.
 */
public final class Judgements {
    /** Nothing was judged yet. */
    public static final Judgements NONE = new Judgements(List.of());

    private static final double SHARPNESS = 8;
    private static final double PULL = 0.003;

    /** What is expected before anything was judged, and how many judgements that expectation is worth. */
    private static final double NEUTRAL = 0.5;

    private static final double DOUBT = 4;

    /** Judgements nearest to a demand that are looked at for each supply. */
    private static final int MOST_NEAR = 2_000;

    /** Below this weight a judged demand is too far to say anything. */
    private static final double LEAST_WEIGHT = 1e-5;

    /** How much the mean of what was found fit counts against the demand itself when it is much; by measurement, see docs/measurements.md. */
    private static final double REACH = 4;

    /** Levels above the mean of all, added up, at which it counts half as much. */
    private static final double HALF_REACH = 1;

    /** Weight of a judged demand below which it asks for something else. */
    private static final double LEAST_SAMENESS = 0.01;

    private final List<Judgement> all;
    private final double mean;

    public Judgements(List<Judgement> all) {
        this.all = List.copyOf(all);
        double sum = all.stream().mapToDouble(Judgement::level).sum();
        this.mean = (sum + DOUBT * NEUTRAL) / (all.size() + DOUBT);
    }

    public int size() {
        return all.size();
    }

    /** The judgements that bear on a demand. */
    Near near(Profile demand) {
        List<Weighted> near = new ArrayList<>();
        for (Judgement judgement : all) {
            double weight = kernel(demand.meaning().cosine(judgement.asked()));
            if (weight >= LEAST_WEIGHT) {
                near.add(new Weighted(judgement, weight));
            }
        }
        if (near.size() > MOST_NEAR) {
            near.sort(Comparator.comparingDouble(Weighted::weight).reversed());
            near = List.copyOf(near.subList(0, MOST_NEAR));
        }
        return new Near(demand.meaning(), near, mean);
    }

    private static double kernel(double cosine) {
        return Math.exp(SHARPNESS * (cosine - 1));
    }

    private record Weighted(Judgement judgement, double weight) {
        /** How much the judged demand asks for the same: exp(32·(cos − 1)), in [0, 1]. */
        double sameness() {
            return weight * weight * weight * weight;
        }
    }

    /** Judgements that bear on one demand. */
    static final class Near {
        private final Meaning demand;
        private final List<Weighted> judgements;
        private final double mean;

        private Near(Meaning demand, List<Weighted> judgements, double mean) {
            this.demand = demand;
            this.judgements = judgements;
            this.mean = mean;
        }

        /** The meaning of the demand, drawn towards what was found fit. */
        Meaning drawn() {
            return drawn(judgement -> true);
        }

        /** The same by some of the judgements only. */
        Meaning drawn(Predicate<Judgement> counted) {
            List<Meaning.Weighted> fit = judgements.stream()
                    .filter(near -> draws(near) && counted.test(near.judgement()))
                    .map(near -> new Meaning.Weighted(
                            near.judgement().offered(),
                            near.sameness() * (near.judgement().level() - mean)))
                    .toList();
            double all = fit.stream().mapToDouble(Meaning.Weighted::weight).sum();
            return demand.towards(fit, REACH * all / (all + HALF_REACH));
        }

        /** How many judged pairs draw the meaning of the demand. */
        int drawing() {
            return (int) judgements.stream().filter(this::draws).count();
        }

        private boolean draws(Weighted near) {
            return near.sameness() >= LEAST_SAMENESS && near.judgement().level() > mean;
        }

        /** Expected level of a supply, in [0, 1]. */
        double level(Profile supply) {
            return level(supply, judgement -> true);
        }

        /** Expected level of a supply from some of the judgements only. */
        double level(Profile supply, Predicate<Judgement> counted) {
            double weights = PULL;
            double levels = PULL * mean;
            for (Weighted near : judgements) {
                if (counted.test(near.judgement())) {
                    double weight = near.weight()
                            * kernel(supply.meaning().cosine(near.judgement().offered()));
                    weights += weight;
                    levels += weight * near.judgement().level();
                }
            }
            return levels / weights;
        }

        /** How many judged pairs are near enough to have a say. */
        int size() {
            return judgements.size();
        }
    }
}
