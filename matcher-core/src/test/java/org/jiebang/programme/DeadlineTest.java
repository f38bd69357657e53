package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.standard();

    @ParameterizedTest(name = "{0} works: {1}")
    @CsvSource({
        "2024-02-04, true, Sunday before the Spring Festival",
        "2024-02-09, true, New Year's Eve was no holiday in 2024",
        "2024-02-10, false, Spring Festival",
        "2024-02-18, true, Sunday after it",
        "2024-02-29, true, leap day",
        "2024-04-04, false, Qingming on a Thursday",
        "2024-04-06, false, Saturday off in exchange",
        "2024-04-07, true, Sunday",
        "2024-09-14, true, Saturday",
        "2024-05-25, false, ordinary Saturday",
        "2024-05-24, true, ordinary Friday",
        "2025-01-28, false, New Year's Eve is a holiday from 2025",
        "2026-02-28, true, Saturday after the Spring Festival",
        "2023-04-23, true, Sunday before Labour Day",
        "2023-06-25, true, Sunday after the Dragon Boat Festival",
        "2023-02-25, false, ordinary Saturday",
        "2021-09-18, true, Saturday",
        "2020-01-31, false, added in the epidemic",
        "2020-02-01, false, no longer a working Saturday",
        "2020-02-03, true, Monday after it",
        "2020-06-28, true, Sunday"
    })
    void workingDays(LocalDate date, boolean works, String why) {
        assertThat(CALENDAR.isWorkingDay(date)).as(why).isEqualTo(works);
    }

    /** Eleven days are statutory, thirteen from 2025; what a year gives beyond them is worked on weekends. 2020 was given two days more. */
    @ParameterizedTest
    @CsvSource({"2020, 13", "2021, 11", "2023, 11", "2024, 11", "2025, 13", "2026, 13"})
    void holidaysOfAYearAddUp(int year, int holidays) {
        long off = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> !isWeekend(date) && !CALENDAR.isWorkingDay(date))
                .count();
        long worked = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> isWeekend(date) && CALENDAR.isWorkingDay(date))
                .count();
        assertThat(off - worked).isEqualTo(holidays);
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    @ParameterizedTest(name = "{1} working days after {0}")
    @CsvSource({
        "2024-02-08, 1, 2024-02-09",
        "2024-02-09, 1, 2024-02-18",
        "2024-02-28, 1, 2024-02-29",
        "2024-02-28, 2, 2024-03-01",
        "2023-02-28, 1, 2023-03-01",
        "2024-04-03, 1, 2024-04-07",
        "2023-09-28, 1, 2023-10-07",
        "2023-09-28, 5, 2023-10-11"
    })
    void nthWorkingDay(LocalDate start, int days, LocalDate end) {
        assertThat(CALENDAR.plusWorkingDays(start, days)).isEqualTo(end);
        assertThat(Deadline.workingDaysAfter(start, days, Deadline.Basis.RECEIVED, CALENDAR)
                        .day())
                .isEqualTo(end);
        assertThat(CALENDAR.workingDaysBetween(start, end)).isEqualTo(days);
    }

    @Property
    void workingDaysThereAndBack(
            @ForAll @IntRange(min = 0, max = 300) int offset, @ForAll @IntRange(min = 1, max = 20) int days) {
        LocalDate start = LocalDate.of(2023, 1, 1).plusDays(offset);
        LocalDate end = CALENDAR.plusWorkingDays(start, days);
        assertThat(CALENDAR.isWorkingDay(end)).isTrue();
        assertThat(CALENDAR.workingDaysBetween(start, end)).isEqualTo(days);
        assertThat(CALENDAR.workingDaysBetween(end, start)).isZero();
    }

    @Test
    void aYearWithoutItsTableIsAnErrorAndNoGuess() {
        assertThatThrownBy(() -> CALENDAR.isWorkingDay(LocalDate.of(2022, 5, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2022")
                .hasMessageContaining("2020");
        assertThatThrownBy(() -> CALENDAR.plusWorkingDays(LocalDate.of(2026, 12, 31), 1))
                .hasMessageContaining("2027");
    }

    @ParameterizedTest
    @CsvSource({
        "'2025,2025-02-30,休,春节,x', line 2",
        "'2025,2025-01-29,放,春节,x', 班",
        "'2025,2024-01-01,休,元旦,x', 2025",
        "'2025,2025-01-29,班,春节,x', working day anyway"
    })
    void aTableThatIsWrongSaysWhere(String row, String message) {
        String table = "year,date,works,name,source\n" + row + "\n";
        assertThatThrownBy(() -> WorkingCalendar.read(stream(table)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsATableOfAnotherYear() throws IOException {
        WorkingCalendar calendar =
                WorkingCalendar.read(stream("year,date,works,name,source\n2030,2030-01-01,休,元旦,x\n"));
        assertThat(calendar.isWorkingDay(LocalDate.of(2030, 1, 1))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2030, 1, 2))).isTrue();
        assertThat(calendar.years()).containsExactly(2030);
    }

    @Test
    void aNewTableJoinsThoseThatShip() throws IOException {
        WorkingCalendar joined = CALENDAR.with(WorkingCalendar.read(
                stream("year,date,works,name,source\n2024,2024-06-03,休,试,x\n2030,2030-01-01,休,元旦,x\n")));
        assertThat(joined.years()).containsExactlyInAnyOrder(2020, 2021, 2023, 2024, 2025, 2026, 2030);
        assertThat(joined.isWorkingDay(LocalDate.of(2024, 6, 3))).isFalse();
        assertThat(joined.isWorkingDay(LocalDate.of(2024, 10, 1)))
                .as("the newer table of a year counts alone")
                .isTrue();
        assertThat(joined.isWorkingDay(LocalDate.of(2023, 10, 7))).isTrue();
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2024, 6, 3))).isTrue();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} until {1}: {2} is in time: {3}")
    @CsvSource({
        "2024-05-24, '',    2024-05-24T15:59:59.999Z, true",
        "2024-05-24, '',    2024-05-24T16:00:00Z,     false",
        "2024-04-03, 18:00, 2024-04-03T10:00:00Z,     true",
        "2024-04-03, 18:00, 2024-04-03T10:00:00.001Z, false",
        "2024-02-29, '',    2024-02-29T15:59:59Z,     true",
        "2023-12-31, '',    2023-12-31T16:00:00Z,     false"
    })
    void lastMomentInChineseTime(LocalDate day, String hour, Instant moment, boolean inTime) {
        Deadline deadline = new Deadline(day, hour.isEmpty() ? null : LocalTime.parse(hour), Deadline.Basis.RECEIVED);
        Deadline.Receipt receipt = deadline.receipt(new Deadline.Submission(Medium.ONLINE, null, moment));
        assertThat(receipt.inTime()).isEqualTo(inTime);
        assertThat(receipt.counted()).isEqualTo(LocalDateTime.ofInstant(moment, Deadline.ZONE));
    }

    @Test
    void theMomentThatCountsMustBeKnown() {
        Deadline deadline = new Deadline(LocalDate.of(2024, 5, 24), null, Deadline.Basis.DISPATCHED);
        Deadline.Receipt receipt =
                deadline.receipt(new Deadline.Submission(Medium.PAPER, null, Instant.parse("2024-05-20T00:00:00Z")));
        assertThat(receipt.inTime()).isFalse();
        assertThat(receipt.counted()).isNull();
        assertThat(receipt.basis()).isEqualTo(Deadline.Basis.DISPATCHED);
    }

    @Test
    void nothingArrivesBeforeItIsSent() {
        Instant sent = Instant.parse("2024-05-24T00:00:00Z");
        assertThatThrownBy(() -> new Deadline.Submission(Medium.PAPER, sent, sent.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exchanged");
    }

    @Property
    void aDeadlineDividesTimeOnce(@ForAll @IntRange(min = -200_000, max = 200_000) int seconds) {
        Deadline deadline = new Deadline(LocalDate.of(2024, 2, 29), LocalTime.of(18, 0), Deadline.Basis.RECEIVED);
        LocalDateTime moment = deadline.last().plusSeconds(seconds);
        assertThat(deadline.isPast(moment)).isEqualTo(seconds > 0);
    }
}
