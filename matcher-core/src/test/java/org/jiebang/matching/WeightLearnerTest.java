package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WeightLearnerTest {
    @Test
    void withoutJudgementsTheSetWeightsStay() {
        assertThat(WeightLearner.learn(List.of(), MatchWeights.STANDARD)).isEqualTo(MatchWeights.STANDARD);
    }

    @Test
    void judgementsThatAreAllAlikeTeachNothing() {
        assertThat(WeightLearner.learn(examples(1, 40, signals -> 0.5), MatchWeights.STANDARD))
                .isEqualTo(MatchWeights.STANDARD);
    }

    @Test
    void aSignalThatGoesWithSuccessGains() {
        MatchWeights learnt = WeightLearner.learn(
                examples(1, 60, signals -> signals[Signal.REGION.ordinal()]), MatchWeights.STANDARD);
        assertThat(learnt.region()).isGreaterThan(5 * MatchWeights.STANDARD.region());
    }

    @Test
    void aFewJudgementsMoveTheWeightsLittle() {
        ToDoubleFunction<double[]> region = signals -> signals[Signal.REGION.ordinal()];
        double few = WeightLearner.learn(examples(1, 1, region), MatchWeights.STANDARD)
                .region();
        double many = WeightLearner.learn(examples(1, 60, region), MatchWeights.STANDARD)
                .region();
        assertThat(few).isLessThan(many);
    }

    @Property
    void noWeightIsEverNegative(@ForAll long seed) {
        Random random = new Random(seed);
        MatchWeights learnt = WeightLearner.learn(
                examples(seed, 12, signals -> Math.clamp(0.5 - signals[random.nextInt(7)] / 2, 0, 1)),
                MatchWeights.STANDARD);
        for (Signal signal : Signal.values()) {
            assertThat(learnt.of(signal)).isBetween(0.0, 1.0);
        }
    }

    private static List<WeightLearner.Example> examples(long seed, int demands, ToDoubleFunction<double[]> level) {
        Random random = new Random(seed);
        List<WeightLearner.Example> examples = new ArrayList<>();
        for (int demand = 0; demand < demands; demand++) {
            for (int i = 0; i < 5; i++) {
                double[] signals = random.doubles(Signal.values().length).toArray();
                examples.add(new WeightLearner.Example("需求" + demand, signals, level.applyAsDouble(signals)));
            }
        }
        return examples;
    }
}
