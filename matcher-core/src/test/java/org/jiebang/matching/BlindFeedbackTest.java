package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.Library;
import org.jiebang.text.Focus;
import org.jiebang.text.FoldedText;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.TermVector;
import org.jiebang.text.Topics;
import org.junit.jupiter.api.Test;

class BlindFeedbackTest {
    private static final LatentSpace SPACE = Topics.model().space();
    private static final CorpusStatistics CORPUS = new CorpusStatistics(
            new TermStatistics(1000, 40, Map.of("界面", 30L)), TermStatistics.NONE, TermStatistics.NONE);
    private static final Meaning BATTERY = SPACE.meaning(List.of("电池", "隔膜"));
    private static final Meaning CEMENT = SPACE.meaning(List.of("水泥", "砂浆"));

    /** Its one word is of batteries; what surrounds it is of cement. */
    private final Demand demand = Demand.of(
            new Profile(
                    Library.PROBLEMS,
                    TermBag.of(List.of("界面")),
                    TermBag.EMPTY,
                    TermBag.EMPTY,
                    SPACE.meaning(List.of("界面", "水泥", "混凝土")),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    0.5,
                    1),
            Focus.NONE,
            CORPUS,
            CorpusStatistics.NONE,
            word -> Set.of());

    private final TermCounts.Counter counter = new TermCounts.Counter(demand);

    private BlindFeedback.Found found(Meaning meaning, int times) {
        TermVector text =
                TermVector.of(String.join(" ", Collections.nCopies(times, "界面")), FoldedText.of("", List.of()));
        return new BlindFeedback.Found(meaning, counter.count(text, 40, 0, 0));
    }

    private double nearness(List<BlindFeedback.Found> found, Meaning to) {
        return BlindFeedback.apply(demand, CORPUS, found).profile().meaning().cosine(to);
    }

    @Test
    void movesTheMeaningToWhatTheWordsFindAndLeavesTheWords() {
        List<BlindFeedback.Found> found = List.of(found(BATTERY, 2));
        assertThat(nearness(found, BATTERY)).isGreaterThan(nearness(List.of(), BATTERY) + 0.1);
        assertThat(nearness(found, CEMENT)).isLessThan(nearness(List.of(), CEMENT));
        assertThat(BlindFeedback.apply(demand, CORPUS, found)
                        .withMeaning(demand.profile().meaning()))
                .isEqualTo(demand);
    }

    @Test
    void whatFitsBetterCountsMore() {
        assertThat(nearness(List.of(found(BATTERY, 3), found(CEMENT, 1)), BATTERY))
                .isGreaterThan(nearness(List.of(found(BATTERY, 1), found(CEMENT, 3)), BATTERY) + 0.05);
    }

    @Test
    void onlyTheBestFiveCountHoweverManyFit() {
        List<BlindFeedback.Found> best = Collections.nCopies(5, found(BATTERY, 3));
        List<BlindFeedback.Found> more = new ArrayList<>(Collections.nCopies(10, found(CEMENT, 1)));
        more.addAll(best);
        assertThat(nearness(more, BATTERY)).isCloseTo(nearness(best, BATTERY), within(1e-6));
    }

    @Test
    void nothingThatFitsOrLiesAnywhereMovesNothing() {
        Meaning elsewhere = Topics.train(9).space().meaning(List.of("电池"));
        assertThat(BlindFeedback.apply(demand, CORPUS, List.of())).isEqualTo(demand);
        assertThat(BlindFeedback.apply(demand, CORPUS, List.of(found(BATTERY, 0))))
                .isEqualTo(demand);
        assertThat(BlindFeedback.apply(demand, CORPUS, List.of(found(Meaning.NONE, 2), found(elsewhere, 2))))
                .isEqualTo(demand);
    }
}
