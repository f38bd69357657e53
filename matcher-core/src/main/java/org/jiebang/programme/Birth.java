package org.jiebang.programme;

import java.time.LocalDate;
import java.time.Period;

/** What is known of the day on which somebody was born. */
public sealed interface Birth {
    /** The day is known. */
    record On(LocalDate day) implements Birth {}

    /** Only the year is known. */
    record In(int year) implements Birth {}

    /** Nothing is known. */
    record Unknown() implements Birth {}

    /** Whether something holds; UNDECIDED if what is known leaves both open. */
    enum Answer {
        YES,
        NO,
        UNDECIDED
    }

    /**
     * Is somebody at most so old on a day (「45岁及以下」)? Age is counted in full years, completed on the birthday; who was born on 29
     * February completes a year on 1 March of a common year. With the year alone the answer is undecided in the one calendar year in
     * which it turns on the birthday.
     *
     * @param age full years
     */
    default Answer isAtMost(int age, LocalDate day) {
        return switch (this) {
            case On born -> Period.between(born.day(), day).getYears() <= age ? Answer.YES : Answer.NO;
            case In born -> {
                int turns = day.getYear() - born.year();
                // On 31 December of the year everybody born in it has had the birthday.
                yield turns <= age ? Answer.YES : turns > age + 1 || isYearEnd(day) ? Answer.NO : Answer.UNDECIDED;
            }
            case Unknown unknown -> Answer.UNDECIDED;
        };
    }

    private static boolean isYearEnd(LocalDate day) {
        return day.getMonthValue() == 12 && day.getDayOfMonth() == 31;
    }

    /** Can both be the same person's? */
    default boolean agreesWith(Birth other) {
        return year() == 0 || other.year() == 0 || year() == other.year() && !differsInDay(other);
    }

    private boolean differsInDay(Birth other) {
        return this instanceof On mine
                && other instanceof On theirs
                && !mine.day().equals(theirs.day());
    }

    /** Four digits, 0 if unknown. */
    default int year() {
        return switch (this) {
            case On born -> born.day().getYear();
            case In born -> born.year();
            case Unknown unknown -> 0;
        };
    }
}
