package org.jiebang.api.export;

import java.util.List;
import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import reactor.core.publisher.Flux;

/** A result of a feature as a table that can be taken along. */
public interface ResultTable {
    /**
     * One row.
     *
     * @param id for programs
     * @param cells in the order of {@link #headings}
     */
    record Row(String id, List<String> cells) {}

    /** Name in the address. */
    String code();

    /** Name for people, Chinese. */
    String label();

    /** What somebody must be allowed to do who takes it along: the same as for reading. */
    Action action();

    List<String> headings();

    /**
     * The rows that the actor may see, in pages of some hundred.
     *
     * @param asked parameters of the request, by name
     */
    Flux<List<Row>> pages(Actor actor, Map<String, String> asked);
}
