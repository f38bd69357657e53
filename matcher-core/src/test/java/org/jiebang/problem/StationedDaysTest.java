package org.jiebang.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jiebang.problem.StationedDays.Stay;
import org.junit.jupiter.api.Test;

class StationedDaysTest {
    private static final LocalDate BEGIN = LocalDate.of(2024, 2, 1);

    @Test
    void aDayCountsOnceForAPerson() {
        assertThat(StationedDays.count(List.of(
                        new Stay("甲", BEGIN, BEGIN.plusDays(9)),
                        new Stay("乙", BEGIN, BEGIN),
                        new Stay("甲", BEGIN.plusDays(5), BEGIN.plusDays(12)),
                        new Stay("甲", BEGIN.plusDays(2), BEGIN.plusDays(3)),
                        new Stay("甲", BEGIN.plusDays(20), BEGIN.plusDays(20)))))
                .containsExactly(Map.entry("甲", 14L), Map.entry("乙", 1L));
    }

    @Test
    void aStayEndsNoEarlierThanItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stay("甲", BEGIN, BEGIN.minusDays(1)));
    }

    /** As if every day were ticked in a calendar. */
    @Property
    void agreesWithACalendar(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 60) Integer> begins,
            @ForAll @Size(min = 12, max = 12) List<@IntRange(min = 0, max = 20) Integer> lengths) {
        List<Stay> stays = new ArrayList<>();
        Set<LocalDate> calendar = new HashSet<>();
        for (int i = 0; i < begins.size(); i++) {
            LocalDate from = BEGIN.plusDays(begins.get(i));
            LocalDate to = from.plusDays(lengths.get(i));
            stays.add(new Stay("甲", from, to));
            from.datesUntil(to.plusDays(1)).forEach(calendar::add);
        }
        assertThat(StationedDays.count(stays).getOrDefault("甲", 0L)).isEqualTo(calendar.size());
    }
}
