package org.jiebang.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void everyTargetQuotesItsNumberFromTheNotice() {
        assertThat(Targets.all()).hasSize(31);
        assertThat(Targets.all()).extracting(Target::id).doesNotHaveDuplicates().isSorted();
        for (Target target : Targets.all()) {
            String number = target.target().toPlainString();
            assertThat(target.sentence().replace("150万", "1500000"))
                    .as(target.id())
                    .contains(number);
        }
    }

    @Test
    void theTaskTableHasFifteenRowsWhoseTargetsAreThere() {
        assertThat(Targets.taskTable())
                .extracting(WorkItem::row)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 15).boxed().toList());
        assertThat(Targets.taskTable().stream().flatMap(item -> item.targets().stream()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Targets.all().stream()
                        .filter(target -> target.year() == 2020)
                        .map(Target::id)
                        .toList());
    }

    /** D-01, D-02: the body and the table of the notice differ, so that neither number is made a target. */
    @Test
    void numbersThatDoNotAgreeAreSaidAndNotCounted() {
        WorkItem consulting = Targets.taskTable().getLast();
        assertThat(consulting.remark()).contains("152", "151", "92", "86");
        assertThat(consulting.targets()).isEmpty();
    }
}
