package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;

/** How an application falls short of a rule, with the numbers. */
public sealed interface Finding {
    /** Stable, for programs. */
    default String code() {
        return switch (this) {
            case TooFew finding -> "too-few";
            case TooMany finding -> "too-many";
            case Uncertain finding -> "uncertain";
            case NotAllowed finding -> "not-allowed";
            case Missing finding -> "missing";
            case Unconfirmed finding -> "unconfirmed";
            case Held finding -> "held";
            case Barred finding -> "barred";
            case Suspended finding -> "suspended";
            case Combined finding -> "combined";
            case Repeated finding -> "repeated";
            case Namesakes finding -> "namesakes";
            case Alike finding -> "alike";
            case OutOfTime finding -> "out-of-time";
            case Overdue finding -> "overdue";
            case SamePerson finding -> "same-person";
            case Malformed finding -> "malformed";
        };
    }

    /** Whether it is beyond doubt; what is not never blocks, it asks. */
    default boolean isCertain() {
        return switch (this) {
            case Uncertain finding -> false;
            case Namesakes finding -> false;
            case Alike finding -> finding.same();
            default -> true;
        };
    }

    /** Fewer than asked. */
    record TooFew(Sentence what, BigDecimal found, BigDecimal asked) implements Finding {
        TooFew(Sentence what, long found, long asked) {
            this(what, BigDecimal.valueOf(found), BigDecimal.valueOf(asked));
        }
    }

    /** More than allowed. */
    record TooMany(Sentence what, BigDecimal found, BigDecimal asked) implements Finding {
        TooMany(Sentence what, long found, long asked) {
            this(what, BigDecimal.valueOf(found), BigDecimal.valueOf(asked));
        }
    }

    /**
     * Enough only if some of whom the day of birth is not known are counted.
     *
     * @param certain how many surely count
     * @param doubtful names of those who may count
     * @param asOf day for which ages were computed
     */
    record Uncertain(Sentence what, int asked, int certain, List<String> doubtful, LocalDate asOf) implements Finding {}

    /** Not one of those allowed. */
    record NotAllowed(String found, Sentence allowed) implements Finding {}

    /** Something that must be there is not. */
    record Missing(Sentence items) implements Finding {}

    /** Something no program can count has not been confirmed. */
    record Unconfirmed() implements Finding {}

    /** Holds what it must not. */
    record Held(String mark) implements Finding {}

    /**
     * An incident bars.
     *
     * @param until last day on which it bars
     */
    record Barred(IncidentKind incident, LocalDate on, LocalDate until) implements Finding {}

    /** Failed in each of these years. */
    record Suspended(List<Integer> years, String grade) implements Finding {}

    /** Applied for two kinds that exclude each other. */
    record Combined(List<String> others) implements Finding {}

    /** The same things stand in another application. */
    record Repeated(Dimension dimension, String other, List<String> items) implements Finding {}

    /** People of the same name stand in another application, with another employer; they may be the same. */
    record Namesakes(String other, List<String> names) implements Finding {}

    /**
     * A text is like that of another application.
     *
     * @param likeness in (0, 1]
     * @param same so alike that the texts count as the same
     */
    record Alike(Dimension dimension, String other, double likeness, boolean same) implements Finding {}

    /**
     * Not within the window.
     *
     * @param counted the moment that counted, null if not known
     */
    record OutOfTime(
            Medium medium,
            @Nullable LocalDateTime opens,
            Deadline closes,
            @Nullable LocalDateTime counted) implements Finding {}

    /** Finished later than asked, or not finished when it should have been. */
    record Overdue(LocalDate by, LocalDate finished) implements Finding {}

    /** One person in two roles. */
    record SamePerson(String name, Sentence roles) implements Finding {}

    /** A value does not look as it should. */
    record Malformed(String field, String value, String example) implements Finding {}
}
