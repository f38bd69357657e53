package org.jiebang.problem;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Days of 蹲点 by person: a day counts once, in however many stays and at however many places it falls. */
public final class StationedDays {
    /**
     * A stay of one person.
     *
     * @param from first day
     * @param to last day, not before the first
     */
    public record Stay(String person, LocalDate from, LocalDate to) {
        public Stay {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("A stay that ends on " + to + " cannot begin on " + from + ".");
            }
        }
    }

    private StationedDays() {}

    /** Days by person, persons in the order of their first stay in the list. */
    public static Map<String, Long> count(Collection<Stay> stays) {
        Map<String, List<Stay>> byPerson =
                stays.stream().collect(Collectors.groupingBy(Stay::person, LinkedHashMap::new, Collectors.toList()));
        Map<String, Long> days = new LinkedHashMap<>();
        byPerson.forEach((person, own) -> days.put(person, days(own)));
        return days;
    }

    private static long days(List<Stay> stays) {
        long days = 0;
        LocalDate counted = LocalDate.MIN;
        for (Stay stay : stays.stream().sorted(Comparator.comparing(Stay::from)).toList()) {
            LocalDate from = stay.from().isAfter(counted) ? stay.from() : counted.plusDays(1);
            if (!stay.to().isBefore(from)) {
                days += ChronoUnit.DAYS.between(from, stay.to()) + 1;
                counted = stay.to();
            }
        }
        return days;
    }
}
