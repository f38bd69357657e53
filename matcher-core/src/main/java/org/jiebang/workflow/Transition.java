package org.jiebang.workflow;

import java.util.EnumSet;
import java.util.Set;

/**
 * A cell of a workflow's table: in a state an event leads to a target.
 *
 * @param needs what must be there for it
 */
public record Transition<S extends Enum<S>, E extends Enum<E>, N extends Enum<N>>(S from, E event, S to, Set<N> needs) {
    public Transition {
        needs = Set.copyOf(needs);
    }

    /** What it needs of what is not given, in the order of the needs. */
    Set<N> missing(Set<N> given, Class<N> type) {
        Set<N> missing = EnumSet.noneOf(type);
        missing.addAll(needs);
        missing.removeAll(given);
        return missing;
    }
}
