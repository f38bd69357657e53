package org.jiebang.identity;

import java.util.List;

/**
 * What speaks for and against two namings being one.
 *
 * @param prior bits before any evidence: that two namings of the library taken at random are one
 * @param evidence traits that both state, in the order of {@link Trait}
 */
public record Comparison(double prior, List<Evidence> evidence) {
    /** From this score on a pair is shown to a person; −1 bit is one in three. */
    public static final double PROPOSED_FROM = -1;

    /** From this score on the work of an author counts for an expert without a question; 4.3 bits are 95 in 100. */
    public static final double SURE_FROM = 4.3;

    public Comparison {
        evidence = List.copyOf(evidence);
    }

    /** Bits for the two being one, by all evidence: 0 is even, 10 is a thousand to one. */
    public double score() {
        return prior + evidence.stream().mapToDouble(Evidence::weight).sum();
    }

    /** Is it so likely that nobody need be asked before something is counted that can be taken back? Never on a name alone. */
    public boolean sure() {
        return proposed() && score() >= SURE_FROM;
    }

    /** The same where one naming was chosen among several that may be meant: each made a chance agreement more likely. */
    public Comparison amongst(int choices) {
        return new Comparison(prior - Math.log(Math.max(1, choices)) / Math.log(2), evidence);
    }

    /** Do the names agree, in whatever spelling? */
    public boolean sameName() {
        return evidence.stream().anyMatch(piece -> piece.trait() == Trait.NAME && piece.weight() > 0);
    }

    /** Should a person look at the pair? Never on a name alone: something else must speak for it, and no name against it. */
    public boolean proposed() {
        return score() >= PROPOSED_FROM
                && evidence.stream().anyMatch(piece -> piece.trait() != Trait.NAME && piece.weight() > 0)
                && evidence.stream().noneMatch(piece -> piece.trait() == Trait.NAME && piece.weight() < 0);
    }
}
