package org.jiebang.matching;

/**
 * What scores rest on besides the two texts.
 *
 * @param weights share of each signal
 * @param judgements what people said so far
 */
public record MatchModel(MatchWeights weights, Judgements judgements) {
    /** What a platform without any judgements starts from. */
    public static final MatchModel STANDARD = new MatchModel(MatchWeights.STANDARD, Judgements.NONE);

    /** The weights heed judgements as soon as there are any. */
    public static MatchModel of(MatchWeights weights, Judgements judgements) {
        return new MatchModel(judgements.size() > 0 ? weights.heeding() : weights, judgements);
    }
}
