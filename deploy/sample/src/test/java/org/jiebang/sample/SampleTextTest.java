package org.jiebang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.junit.jupiter.api.Test;

class SampleTextTest {
    private static final SampleLibraries LIBRARIES = SampleLibraries.standard();
    private static final List<Problem> PROBLEMS = LIBRARIES.problems(1_000).toList();
    private static final List<Expert> EXPERTS = LIBRARIES.experts(1_000).toList();

    @Test
    void descriptionsHaveTwoHundredToSixHundredCharacters() {
        assertThat(PROBLEMS).allSatisfy(problem -> {
            assertThat(problem.description().parts())
                    .hasSize(5)
                    .allSatisfy(part -> assertThat(part).endsWith("。"));
            assertThat(String.join("", problem.description().parts())).hasSizeBetween(200, 600);
            assertThat(problem.title()).hasSizeBetween(8, 60);
            assertThat(problem.deadline()).startsWith("2027-");
        });
    }

    @Test
    void descriptionsNameNumbers() {
        assertThat(PROBLEMS)
                .allSatisfy(
                        problem -> assertThat(problem.description().benefits()).containsPattern("\\d"));
    }

    @Test
    void noTextHasSlotsDoubledMarksOrEmptyPlaces() {
        Stream<String> texts = Stream.of(Library.values())
                .flatMap(library -> LIBRARIES.records(library, 300))
                .flatMap(item -> Stream.concat(Stream.of(item.title()), item.texts().stream()));

        assertThat(texts)
                .allSatisfy(text ->
                        assertThat(text).doesNotContainPattern("[{}]|[，。；、：]{2}|null|的的|技术技术|法方法|^[，。；、]|“”|（）"));
    }

    @Test
    void titlesAndPartsReadDifferently() {
        Set<String> titles = new HashSet<>();
        Set<String> texts = new HashSet<>();
        PROBLEMS.subList(0, 300).forEach(problem -> {
            titles.add(problem.title());
            texts.addAll(problem.description().parts());
        });

        assertThat(titles).hasSizeGreaterThan(290);
        assertThat(texts).hasSizeGreaterThan(1_440);
    }

    @Test
    void expertsHaveThreeToFiveDirectionsAndTwoToFourResults() {
        assertThat(EXPERTS).allSatisfy(expert -> {
            assertThat(expert.directions()).hasSizeBetween(3, 5);
            assertThat(expert.results()).hasSizeBetween(2, 4);
            assertThat(expert.honours()).hasSizeLessThanOrEqualTo(3);
            assertThat(expert.birthYear()).isBetween(1940, 1996);
            assertThat(expert.activeTasks()).isBetween(0, expert.capacity());
        });
    }

    @Test
    void fewExpertsAreAcademiciansAndATenthLeaveTheirSegmentOut() {
        assertThat(percent(EXPERTS, expert -> expert.academician() != Academician.NONE))
                .isBetween(1L, 5L);
        assertThat(percent(EXPERTS, expert -> expert.segments().isEmpty())).isBetween(7L, 13L);
        assertThat(percent(EXPERTS, Expert::supportedYouth)).isBetween(4L, 15L);
        assertThat(EXPERTS)
                .filteredOn(expert -> expert.academician() != Academician.NONE)
                .allSatisfy(expert -> assertThat(expert.rank()).matches("教授|研究员|正高级工程师"));
    }

    @Test
    void mostProblemsArePosted() {
        assertThat(percent(PROBLEMS, problem -> problem.status() == ProblemStatus.POSTED))
                .isBetween(60L, 80L);
        assertThat(PROBLEMS).extracting(Problem::status).contains(ProblemStatus.values());
        assertThat(percent(PROBLEMS, problem -> problem.assessment().importance() > 0))
                .isBetween(80L, 90L);
    }

    private static <R extends LibraryRecord> long percent(List<R> records, Predicate<R> test) {
        return records.stream().filter(test).count() * 100 / records.size();
    }
}
