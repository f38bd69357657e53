package org.jiebang.matching;

import org.jiebang.text.Meaning;

/**
 * What somebody said of one pair.
 *
 * @param demand name of the side that asked, e.g. the id of the problem
 * @param supply name of the side that was offered
 * @param level in [0, 1]: 0 declined as unfit, 1 solved to full satisfaction
 */
public record Judgement(String demand, String supply, Meaning asked, Meaning offered, double level) {
    public Judgement {
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("level " + level + " must be between 0 and 1.");
        }
    }
}
