package org.jiebang.programme;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Working days of China with the holidays and the working weekends (调休) that the State Council announces for each year. A year without
 * its table is an error and never a guess. Immutable.
 */
public final class WorkingCalendar {
    private static final WorkingCalendar STANDARD = load();

    /** True: works on a weekend; false: is off on a weekday or weekend. Days not listed follow the week. */
    private final Map<LocalDate, Boolean> exceptions;

    private final Set<Integer> years;

    private WorkingCalendar(Map<LocalDate, Boolean> exceptions, Set<Integer> years) {
        this.exceptions = Map.copyOf(exceptions);
        this.years = new TreeSet<>(years);
    }

    /** The tables that ship with the platform: 2020, 2021 and 2023 to 2026. */
    public static WorkingCalendar standard() {
        return STANDARD;
    }

    /**
     * Reads tables with the columns {@code year,date,works,name,source}; works is 休 or 班.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static WorkingCalendar read(InputStream in) throws IOException {
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        Set<Integer> years = new HashSet<>();
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord row : rows) {
                read(row, exceptions, years);
            }
        }
        return new WorkingCalendar(exceptions, years);
    }

    private static void read(NamedCsvRecord row, Map<LocalDate, Boolean> exceptions, Set<Integer> years) {
        try {
            LocalDate date = LocalDate.parse(row.getField("date"));
            int year = Integer.parseInt(row.getField("year"));
            boolean works = switch (row.getField("works")) {
                case "班" -> true;
                case "休" -> false;
                default -> throw new IllegalArgumentException("works must be 班 or 休.");
            };
            if (date.getYear() != year) {
                throw new IllegalArgumentException(date + " is not a day of " + year + ".");
            }
            if (works && !isWeekend(date)) {
                throw new IllegalArgumentException(date + " is a working day anyway.");
            }
            if (exceptions.putIfAbsent(date, works) != null) {
                throw new IllegalArgumentException(date + " stands twice.");
            }
            years.add(year);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Working days, line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    /** This calendar and the years of another, whose tables count where both have one. */
    public WorkingCalendar with(WorkingCalendar other) {
        Map<LocalDate, Boolean> all = new HashMap<>(exceptions);
        all.keySet().removeIf(date -> other.years.contains(date.getYear()));
        all.putAll(other.exceptions);
        Set<Integer> both = new HashSet<>(years);
        both.addAll(other.years);
        return new WorkingCalendar(all, both);
    }

    /** Years whose table is known. */
    public Set<Integer> years() {
        return Set.copyOf(years);
    }

    /**
     * @throws IllegalArgumentException if the table of that year is not known
     */
    public boolean isWorkingDay(LocalDate date) {
        if (!years.contains(date.getYear())) {
            throw new IllegalArgumentException("The holidays of " + date.getYear() + " are not known, only those of "
                    + years + ". Maybe the table that the State Council announced has not been added yet.");
        }
        Boolean works = exceptions.get(date);
        return works == null ? !isWeekend(date) : works;
    }

    /**
     * The n-th working day after a day, the day itself not counted.
     *
     * @param days at least 1
     * @throws IllegalArgumentException if a table on the way is not known
     */
    public LocalDate plusWorkingDays(LocalDate start, int days) {
        if (days < 1) {
            throw new IllegalArgumentException(days + " working days lead nowhere; at least 1 is needed.");
        }
        LocalDate date = start;
        int left = days;
        while (left > 0) {
            date = date.plusDays(1);
            if (isWorkingDay(date)) {
                left--;
            }
        }
        return date;
    }

    /** Working days after one day up to another, the last counted in; 0 if it is not later. */
    public int workingDaysBetween(LocalDate start, LocalDate end) {
        return (int) start.plusDays(1)
                .datesUntil(end.isBefore(start) ? start.plusDays(1) : end.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static WorkingCalendar load() {
        try (InputStream in = WorkingCalendar.class.getResourceAsStream("working-days.csv")) {
            return read(Objects.requireNonNull(in, "working-days.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
