package org.jiebang.workflow;

import java.util.Set;

/** What becomes of an event in a state. */
public sealed interface Step<S extends Enum<S>, N extends Enum<N>> {
    /** It leads to a state. */
    record Taken<S extends Enum<S>, N extends Enum<N>>(S to) implements Step<S, N> {}

    /** The table has no such cell: the event is for other states. */
    record Impossible<S extends Enum<S>, N extends Enum<N>>(Set<S> possibleIn) implements Step<S, N> {
        public Impossible {
            possibleIn = Set.copyOf(possibleIn);
        }
    }

    /**
     * The event may happen here, but something that it needs is missing.
     *
     * @param missing in the order of the needs; never empty
     */
    record Incomplete<S extends Enum<S>, N extends Enum<N>>(Set<N> missing) implements Step<S, N> {}
}
