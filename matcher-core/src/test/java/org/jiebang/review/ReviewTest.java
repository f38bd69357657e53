package org.jiebang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiebang.application.ProjectGrade;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Category;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Programmes;
import org.jiebang.workflow.Step;
import org.jiebang.workflow.Workflow;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final BigDecimal TOLERANCE = new BigDecimal("15");

    private static List<BigDecimal> numbers(String... numbers) {
        return Arrays.stream(numbers).map(BigDecimal::new).toList();
    }

    @Test
    void everyCategoryHasASheetWhoseWeightsMake100() {
        for (Programme programme : Programmes.standard()) {
            for (Category category : programme.categories()) {
                ScoreSheet sheet = ScoreSheets.of(programme, category.id());
                Map<String, BigDecimal> full = new HashMap<>();
                sheet.criteria().forEach(one -> full.put(one.id(), BigDecimal.valueOf(one.most())));
                assertThat(sheet.total(full)).as(category.id()).isEqualByComparingTo("100");
            }
        }
    }

    @Test
    void theGroupOfACategoryChoosesItsSheet() {
        Programme jiangsu = Programmes.standard().stream()
                .filter(programme -> programme.id().equals("kechuang-jiangsu-2024"))
                .findFirst()
                .orElseThrow();
        assertThat(ScoreSheets.of(jiangsu, "P24-A1").find("TARGETS")).isPresent();
        assertThat(ScoreSheets.of(jiangsu, "P24-B3").find("TARGETS")).isEmpty();
    }

    @Test
    void totalWeighsPointsByTheirMost() {
        ScoreSheet sheet = new ScoreSheet(List.of(
                new Criterion("A", new Sentence("甲", "A"), 70, 10), new Criterion("B", new Sentence("乙", "B"), 30, 3)));
        assertThat(sheet.total(Map.of("A", new BigDecimal("8.5"), "B", BigDecimal.ONE)))
                .isEqualByComparingTo("69.50");
        assertThat(sheet.open(Map.of("B", BigDecimal.ONE)))
                .extracting(Criterion::id)
                .containsExactly("A");
        assertThatThrownBy(() -> sheet.total(Map.of("A", BigDecimal.ONE))).hasMessageContaining("B has null points");
        Criterion three = sheet.find("B").orElseThrow();
        assertThat(Stream.of("-0.1", "0", "2.50", "3", "3.1", "1.25")
                        .filter(points -> ScoreSheet.allows(three, new BigDecimal(points))))
                .containsExactly("0", "2.50", "3");
    }

    @Test
    void refusesWeightsThatDoNotMake100AndTwins() {
        Criterion half = new Criterion("A", new Sentence("甲", "A"), 50, 10);
        assertThatThrownBy(() -> new ScoreSheet(List.of(half))).hasMessageContaining("make 50");
        assertThatThrownBy(() -> new ScoreSheet(List.of(half, half))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Criterion("a", new Sentence("甲", "A"), 50, 10))
                .hasMessageContaining("capital");
    }

    @Test
    void spreadTellsTheMedianTheRangeAndWhoStandsAlone() {
        Spread alone = Spread.of(numbers("84", "55", "86"), TOLERANCE);
        assertThat(alone.score()).isEqualByComparingTo("84");
        assertThat(alone.mean()).isEqualByComparingTo("75");
        assertThat(alone.range()).isEqualByComparingTo("31");
        assertThat(alone.wide()).isTrue();
        assertThat(alone.outliers()).containsExactly(1);
        assertThat(Spread.of(numbers("60", "70", "85"), TOLERANCE).outliers())
                .as("apart from each other, nobody stands alone")
                .isEmpty();
        assertThat(Spread.of(numbers("80", "80.1", "82"), TOLERANCE).outliers())
                .as("so small a distance is usual")
                .isEmpty();
        assertThat(Spread.of(numbers("50", "90"), TOLERANCE).outliers())
                .as("of two nobody can say who")
                .isEmpty();
        assertThat(Spread.of(numbers("70", "85"), TOLERANCE).wide()).isFalse();
    }

    private static Ranking.Scored scored(String id, String score, String mean) {
        return new Ranking.Scored(id, new BigDecimal(score), new BigDecimal(mean));
    }

    @Test
    void ranksAgainstPlacesAndLeavesTiesToPeople() {
        List<Ranking.Placed> placed = Ranking.of(
                List.of(
                        scored("e", "59.99", "70"),
                        scored("a", "90", "88"),
                        scored("c", "80", "80"),
                        scored("d", "80", "80"),
                        scored("b", "80", "81")),
                3,
                Map.of(),
                new BigDecimal("60"));
        assertThat(placed)
                .extracting(one -> one.scored().id() + " " + one.rank() + " " + one.standing())
                .containsExactly("a 1 INSIDE", "b 2 INSIDE", "c 3 TIED", "d 3 TIED", "e 5 BELOW");
    }

    @Test
    void placesByGradeAreGivenInTheirOrder() {
        List<Ranking.Scored> twentyOne = IntStream.range(0, 21)
                .mapToObj(i -> scored("p%02d".formatted(i), Integer.toString(100 - i), "50"))
                .toList();
        List<Ranking.Placed> placed = Ranking.of(
                twentyOne,
                20,
                Map.of(ProjectGrade.FIRST, 4, ProjectGrade.SECOND, 6, ProjectGrade.THIRD, 10),
                new BigDecimal("60"));
        assertThat(placed.stream()
                        .filter(one -> one.grade() == ProjectGrade.FIRST)
                        .count())
                .isEqualTo(4);
        assertThat(placed.get(4).grade()).isEqualTo(ProjectGrade.SECOND);
        assertThat(placed.get(19).grade()).isEqualTo(ProjectGrade.THIRD);
        assertThat(placed.get(20).grade()).isNull();
        assertThat(placed.get(20).standing()).isEqualTo(RankStanding.OUTSIDE);
        List<Ranking.Placed> tie = Ranking.of(
                List.of(scored("a", "80", "80"), scored("b", "80", "80")),
                2,
                Map.of(ProjectGrade.FIRST, 1, ProjectGrade.SECOND, 1),
                BigDecimal.ZERO);
        assertThat(tie).allMatch(one -> one.grade() == null && one.standing() == RankStanding.INSIDE);
    }

    /** The numbers were made with sha256sum, as the documentation tells people to. */
    @Test
    void aDrawCanBeRepeatedWithOtherPrograms() {
        String list = Draw.list(List.of("b", "a", "b", "c"));
        assertThat(list).isEqualTo("880553fca8fcea94e325ee2cfb48e5a985cc797f39a14cc6d3cedecfeb2ae4d2");
        String seed = Draw.seed(list, " 01 05\n12 ");
        assertThat(seed).isEqualTo("a6fdd7af6d520f24321d9b3275c2319779cf1203fac223e6f0ff9e067c8e8b8f");
        assertThat(Draw.ticket(seed, "a"))
                .isEqualTo("f5babe8f8f4bfca4766c1dfa3ff868ec4baa21cef29960431c60e8222e5fefc3");
        assertThat(Draw.drawn(List.of("a", "b", "c"), seed, 2)).containsExactly("b", "c");
        assertThat(Draw.drawn(List.of("c", "b", "a", "a"), seed, 9)).hasSize(3);
    }

    /** Over many seeds each of ten is drawn about three times of ten; a bias of a tenth would show. */
    @Test
    void nobodyIsDrawnMoreOftenThanOthers() {
        List<String> ids = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        Map<String, Integer> drawn = new HashMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            Draw.drawn(ids, Draw.seed("list", Integer.toString(i)), 3).forEach(id -> drawn.merge(id, 1, Integer::sum));
        }
        assertThat(drawn.values())
                .hasSize(10)
                .allSatisfy(count -> assertThat(count).isBetween(5_700, 6_300));
    }

    @Test
    void everyCellOfBothTables_isTakenWithItsNeedsAndRefusedWithoutOne() {
        everyCell(ReviewLife.ROUND, RoundState.values(), RoundEvent.values());
        everyCell(ReviewLife.SHEET, SheetState.values(), SheetEvent.values());
    }

    private static <S extends Enum<S>, E extends Enum<E>> void everyCell(
            Workflow<S, E, ReviewNeed> table, S[] states, E[] events) {
        Set<ReviewNeed> all = EnumSet.allOf(ReviewNeed.class);
        for (S state : states) {
            for (E event : events) {
                var transition = table.find(state, event);
                if (transition.isEmpty()) {
                    assertThat(table.step(state, event, all)).isInstanceOf(Step.Impossible.class);
                    continue;
                }
                assertThat(table.step(state, event, all))
                        .isEqualTo(new Step.Taken<>(transition.get().to()));
                for (ReviewNeed need : transition.get().needs()) {
                    Set<ReviewNeed> without = new HashSet<>(all);
                    without.remove(need);
                    assertThat(table.step(state, event, without)).isEqualTo(new Step.Incomplete<>(Set.of(need)));
                }
            }
        }
    }
}
