package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.junit.jupiter.api.Test;

class FieldChangeTest {
    private static LibraryRecord expert(String position, String directions) {
        return Objects.requireNonNull(LibraryTable.of(Library.EXPERTS)
                .parse(2, Map.of("姓名", "示例甲", "职务", position, "研究方向", directions))
                .item());
    }

    @Test
    void namesTheCellsThatDifferInTheOrderOfTheTable() {
        assertThat(FieldChange.between(expert("主任", "焊接"), expert("", "焊接；铸造")))
                .containsExactly(new FieldChange("职务", "主任", ""), new FieldChange("研究方向", "焊接", "焊接；铸造"));
    }

    @Test
    void sameRecordsHaveNoChange() {
        assertThat(FieldChange.between(expert("主任", "焊接"), expert("主任", "焊接"))).isEmpty();
    }

    @Test
    void everyFilledCellOfANewRecordIsAChange() {
        assertThat(FieldChange.between(null, expert("主任", "焊接")))
                .contains(new FieldChange("姓名", "", "示例甲"), new FieldChange("职务", "", "主任"))
                .noneMatch(change -> change.after().isEmpty());
    }
}
