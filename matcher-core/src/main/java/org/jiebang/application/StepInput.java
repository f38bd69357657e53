package org.jiebang.application;

import java.time.LocalDate;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a step brings.
 *
 * @param due last day of what is asked for
 * @param publishedUntil last day of the publication
 * @param evidence number of files
 * @param satisfaction the served side's grade from 1 to 5; 0 if not given
 * @param facts what was found to hold outside of the application's own course: form, rules, window, paper, places, deliverables
 */
public record StepInput(
        LocalDate today,
        String reason,
        @Nullable LocalDate due,
        @Nullable LocalDate publishedUntil,
        @Nullable Money grant,
        @Nullable ProjectGrade grade,
        int evidence,
        int satisfaction,
        Set<ApplicationNeed> facts) {
    /** What only the surroundings can tell. */
    public static final Set<ApplicationNeed> OUTER = Set.of(
            ApplicationNeed.COMPLETE,
            ApplicationNeed.RULES,
            ApplicationNeed.WINDOW_OPEN,
            ApplicationNeed.PAPER_IN_TIME,
            ApplicationNeed.PAPER_LATE,
            ApplicationNeed.PLACE,
            ApplicationNeed.DELIVERABLES);

    public StepInput {
        facts = Set.copyOf(facts);
        if (!OUTER.containsAll(facts)) {
            throw new IllegalArgumentException(
                    facts + " says what the course itself knows. Maybe something else than " + OUTER + " was added.");
        }
    }
}
