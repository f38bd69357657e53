package org.jiebang.programme;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What a check found: every rule that is not met, hard ones first, and the grounds on which the application comes first among equals.
 *
 * @param asOf day for which ages, windows and years were computed
 * @param priorities priority rules that the application meets
 */
public record Verdict(LocalDate asOf, List<Violation> violations, List<Rule> priorities) {
    public Verdict {
        violations = violations.stream()
                .sorted(Comparator.comparing(Violation::strength))
                .toList();
        priorities = List.copyOf(priorities);
    }

    /** What may happen next. */
    public enum Outcome {
        /** Nothing stands against it. */
        ACCEPTED,
        /** Soft rules are not met, each with a reason given. */
        ACCEPTED_WITH_REASONS,
        /** Soft rules are not met and a reason is missing. */
        REASON_NEEDED,
        /** A hard rule is not met. */
        BLOCKED
    }

    public Outcome outcome() {
        if (violations.stream().anyMatch(Violation::blocks)) {
            return Outcome.BLOCKED;
        }
        if (violations.stream().anyMatch(Violation::asksReason)) {
            return Outcome.REASON_NEEDED;
        }
        return violations.isEmpty() ? Outcome.ACCEPTED : Outcome.ACCEPTED_WITH_REASONS;
    }

    /** Hard violations. */
    public List<Violation> blocks() {
        return violations.stream().filter(Violation::blocks).toList();
    }

    /** Soft violations, with or without a reason. */
    public List<Violation> warnings() {
        return violations.stream().filter(violation -> !violation.blocks()).toList();
    }
}
