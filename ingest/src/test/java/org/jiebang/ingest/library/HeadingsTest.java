package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.workbook.SourceRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeadingsTest {
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvFileSource(resources = "headings.csv", numLinesToSkip = 1)
    void understandsHeadingsByTheirAliases(String code, String heading, @Nullable String column) {
        LibraryTable<?> table = LibraryTable.of(Library.find(code).orElseThrow());
        // Beside every column without which the library cannot be read, so that the row is taken for headings.
        List<String> row = new ArrayList<>(List.of(heading));
        boolean alone = Headings.of(new SourceRow(1, row), table).isPresent();
        if (!alone) {
            row.add(table.columns().getFirst().heading());
        }
        List<String> known = Headings.of(new SourceRow(1, row), table).orElseThrow().places().entrySet().stream()
                .filter(place -> place.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (column == null) {
            assertThat(known).isEmpty();
        } else {
            assertThat(known).contains(column);
        }
    }

    @Property(tries = 50)
    void orderOfTheColumnsDoesNotMatter(@ForAll Library library, @ForAll Random random) {
        LibraryTable<?> table = LibraryTable.of(library);
        List<String> shuffled =
                new ArrayList<>(table.columns().stream().map(Column::heading).toList());
        Collections.shuffle(shuffled, random);
        Headings headings = Headings.of(new SourceRow(1, shuffled), table).orElseThrow();
        assertThat(headings.unknown()).isEmpty();
        assertThat(headings.places())
                .allSatisfy((heading, place) -> assertThat(shuffled.get(place)).isEqualTo(heading));
        assertThat(headings.places()).hasSameSizeAs(table.columns());
    }

    @Test
    void headingThatCouldMeanTwoColumnsGoesToTheOneWithoutABetter() {
        assertThat(places("技术需求", "需求描述")).containsEntry("难题问题名称", 0).containsEntry("关键难点和挑战", 1);
        assertThat(places("需求名称", "技术需求")).containsEntry("难题问题名称", 0).containsEntry("关键难点和挑战", 1);
        assertThat(places("技术需求")).containsOnly(Map.entry("难题问题名称", 0));
    }

    @Test
    void secondColumnOfTheSameNameIsListedAsIgnored() {
        Headings headings = Headings.of(new SourceRow(1, List.of("需求名称", "备注", "需求名称")), new ProblemTable())
                .orElseThrow();
        assertThat(headings.unknown()).containsExactly("备注", "需求名称");
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void namesOfColumnsAreDistinct(Library library) {
        Set<String> headings = new HashSet<>();
        for (Column column : LibraryTable.of(library).columns()) {
            assertThat(headings.add(Column.folded(column.heading())))
                    .as(column.heading())
                    .isTrue();
            assertThat(column.aliases()).as(column.heading()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void requiredColumnsAreTheFewThatARowCannotDoWithout(Library library) {
        LibraryTable<?> table = LibraryTable.of(library);
        assertThat(table.isReadableWith(Set.of())).isFalse();
        assertThat(table.isReadableWith(Set.of(table.columns().getFirst().heading())))
                .isTrue();
    }

    private static Map<String, Integer> places(String... headings) {
        return Headings.of(new SourceRow(1, List.of(headings)), new ProblemTable())
                .orElseThrow()
                .places();
    }
}
