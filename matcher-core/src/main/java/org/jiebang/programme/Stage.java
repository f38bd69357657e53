package org.jiebang.programme;

import java.time.LocalDate;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One stage of the programme's course, in order.
 *
 * @param from first day; null if the notice names none
 * @param to last day; null if the notice names none
 */
public record Stage(
        String id,
        Sentence name,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Citation citation) {}
