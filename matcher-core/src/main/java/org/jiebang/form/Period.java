package org.jiebang.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** First and last day, both included. */
public record Period(LocalDate first, LocalDate last) {
    /** Reads {@code 2024-06-01/2025-03-31}; empty if the text is no such period or ends before it begins. */
    public static Optional<Period> of(String text) {
        String[] days = text.split("/", -1);
        if (days.length != 2) {
            return Optional.empty();
        }
        return day(days[0])
                .flatMap(first ->
                        day(days[1]).filter(last -> !last.isBefore(first)).map(last -> new Period(first, last)));
    }

    /** Reads {@code 2024-06-01}; empty if the text is no such day. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    boolean contains(Period part) {
        return !part.first.isBefore(first) && !part.last.isAfter(last);
    }
}
