package org.jiebang.api.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.Sector;
import org.jiebang.industry.Segment;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.junit.jupiter.api.Test;

class EnglishNamesTest {
    private final Map<String, String> names = new EnglishNames().all();

    @Test
    void coversEveryValueAndHeadingThatThePlatformNames() {
        Stream<String> headings = Arrays.stream(Library.values())
                .flatMap(library -> LibraryTable.of(library).columns().stream())
                .map(Column::heading);
        assertThat(names)
                .containsKeys(Stream.of(
                                labels(IndustryClass.values(), IndustryClass::label),
                                labels(IndustryField.values(), IndustryField::label),
                                labels(Sector.values(), Sector::label),
                                labels(Segment.Stage.values(), Segment.Stage::label),
                                labels(ProblemStatus.values(), ProblemStatus::label),
                                labels(Academician.values(), Academician::label),
                                headings)
                        .flatMap(Function.identity())
                        .toArray(String[]::new));
    }

    @Test
    void isEnglishAndSaysSomething() {
        assertThat(names.values())
                .allSatisfy(name -> assertThat(name).isNotBlank().doesNotContainPattern("\\p{IsHan}"));
    }

    @Test
    void namesPlacesWithWhatTheyBelongTo() {
        assertThat(names)
                .containsEntry("苏州市张家港市", "Zhangjiagang, Suzhou")
                .containsEntry("南京", "Nanjing")
                .containsEntry("江苏省", "Jiangsu")
                .containsEntry("动力电池·正极材料", "Traction batteries · Cathode materials");
    }

    private static <T> Stream<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label);
    }
}
