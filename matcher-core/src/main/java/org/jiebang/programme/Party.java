package org.jiebang.programme;

import java.time.LocalDate;
import java.util.List;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * A body that applies, joins or files.
 *
 * @param code unified social credit code or another id of its own; blank if not known, then the name tells who it is
 * @param marks what it holds: platforms, agreements, assessment grades
 */
public record Party(String code, String name, PartyKind kind, List<Mark> marks) {
    /**
     * Something a body holds.
     *
     * @param since null if not known, which satisfies no rule that names a day
     */
    public record Mark(String name, @Nullable LocalDate since) {}

    public Party {
        marks = List.copyOf(marks);
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name is blank. Maybe the applicant was not filled in.");
        }
    }

    /** Equal for the same body: the code, or the name after folding. */
    public String key() {
        return code.isBlank() ? TextNormalizer.term(name) : code;
    }

    /** Does it hold a mark, no later than a day if one is given? */
    boolean holds(String mark, @Nullable LocalDate by) {
        return marks.stream().anyMatch(held -> held.name().equals(mark) && isBy(held.since(), by));
    }

    private static boolean isBy(@Nullable LocalDate since, @Nullable LocalDate by) {
        return by == null || since != null && !since.isAfter(by);
    }
}
