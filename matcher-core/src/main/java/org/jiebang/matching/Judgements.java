package org.jiebang.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Predicts what people would say of a pair from what they said of like pairs: the mean level of all judged pairs, each weighted by how
 * alike the demands and how alike the supplies are (Nadaraya–Watson regression with the kernel exp(8·(cos − 1)) on either side, pulled
 * towards the mean of all where nothing near was judged). Judgements of the same problem so count most, those of like problems as well.
 * Immutable, safe from any thread.
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
        return new Near(near, mean);
    }

    private static double kernel(double cosine) {
        return Math.exp(SHARPNESS * (cosine - 1));
    }

    private record Weighted(Judgement judgement, double weight) {}

    /** Judgements that bear on one demand. */
    static final class Near {
        private final List<Weighted> judgements;
        private final double mean;

        private Near(List<Weighted> judgements, double mean) {
            this.judgements = judgements;
            this.mean = mean;
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
