package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.text.DomainDictionary.Reason;
import org.jiebang.text.DomainDictionary.Rejected;
import org.junit.jupiter.api.Test;

class DomainDictionaryTest {
    @Test
    void judgesEveryLineOnItsOwn() {
        DomainDictionary.Report report = DomainDictionary.read(List.of(
                "\uFEFF固态电池",
                "",
                "# 注释",
                "鋰電池\t2026年新增",
                "膜 # 太短",
                "锂电池",
                "12345",
                "坏\u0000词",
                "乱\uFFFD码",
                "长".repeat(41),
                "  ＡＧＶ小车  "));
        assertThat(report.words()).containsExactlyInAnyOrder("固态电池", "锂电池", "agv小车");
        assertThat(report.rejected())
                .extracting(Rejected::line, Rejected::reason)
                .containsExactly(
                        tuple(5, Reason.TOO_SHORT),
                        tuple(6, Reason.DUPLICATE),
                        tuple(7, Reason.NO_LETTER),
                        tuple(8, Reason.CONTROL_CHARACTER),
                        tuple(9, Reason.CONTROL_CHARACTER),
                        tuple(10, Reason.TOO_LONG));
    }

    @Test
    void keepsTheLineAsItStoodForThePersonWhoWroteIt() {
        assertThat(DomainDictionary.read(List.of("膜 # 太短")).rejected())
                .containsExactly(new Rejected(1, "膜 # 太短", Reason.TOO_SHORT));
    }

    @Property
    void everyLineIsTakenRejectedOrARemark(@ForAll List<String> lines) {
        DomainDictionary.Report report = DomainDictionary.read(lines);
        long blank = lines.stream()
                .filter(line -> line.replace("\uFEFF", "").split("[\\t#]", 2)[0].isBlank())
                .count();
        assertThat(report.words().size() + report.rejected().size())
                .isBetween((int) (lines.size() - blank) - 1, lines.size());
    }

    @Test
    void versionDependsOnTheWordsAndOnNothingElse() {
        String version = DomainDictionary.of(List.of("固态电池", "ＡＧＶ")).version();
        assertThat(DomainDictionary.of(List.of("agv", "固态电池", "固态电池", "膜")).version())
                .isEqualTo(version)
                .matches("[0-9a-f]{12}");
        assertThat(DomainDictionary.of(List.of("固态电池")).version()).isNotEqualTo(version);
    }

    @Test
    void wordsCannotBeChangedLater() {
        assertThat(DomainDictionary.of(List.of("agv")).words())
                .isEqualTo(Set.of("agv"))
                .isUnmodifiable();
    }
}
