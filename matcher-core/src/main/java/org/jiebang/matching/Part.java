package org.jiebang.matching;

import java.util.List;

/**
 * What one signal adds to a score.
 *
 * @param weight share of the signal, in [0, 1]
 * @param value strength of the signal, in [0, 1]
 * @param contribution weight × value
 */
public record Part(
        Signal signal, double weight, double value, double contribution, Sentence sentence, List<Evidence> evidence) {
    public Part {
        evidence = List.copyOf(evidence);
    }
}
