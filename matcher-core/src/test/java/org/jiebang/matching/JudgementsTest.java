package org.jiebang.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Library;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.Topics;
import org.junit.jupiter.api.Test;

class JudgementsTest {
    private static final LatentSpace SPACE = Topics.model().space();
    private static final Meaning BATTERY = SPACE.meaning(List.of("电池", "隔膜"));
    private static final Meaning CEMENT = SPACE.meaning(List.of("水泥", "砂浆"));
    private static final Meaning BLADE = SPACE.meaning(List.of("叶片", "风机"));

    /** Of batteries and of cement. */
    private static final Meaning BOTH = SPACE.meaning(List.of("界面", "负极", "混凝土", "骨料"));

    private static Judgement said(Meaning asked, Meaning offered, double level) {
        return new Judgement("甲", "乙", asked, offered, level);
    }

    private static Meaning drawn(Judgement... said) {
        return drawn(List.of(said));
    }

    private static Meaning drawn(List<Judgement> said) {
        return new Judgements(said).near(demand(BOTH)).drawn();
    }

    private static Profile demand(Meaning meaning) {
        return new Profile(
                Library.PROBLEMS,
                TermBag.EMPTY,
                TermBag.EMPTY,
                TermBag.EMPTY,
                meaning,
                Set.of(),
                Set.of(),
                Set.of(),
                0.5,
                1);
    }

    @Test
    void whatWasFoundFitDrawsTheDemand() {
        Meaning drawn = drawn(said(BOTH, BATTERY, 1));
        assertThat(drawn.cosine(BATTERY)).isGreaterThan(BOTH.cosine(BATTERY) + 0.05);
        assertThat(drawn.cosine(CEMENT)).isLessThan(BOTH.cosine(CEMENT) - 0.05);
    }

    @Test
    void betterFitDrawsMoreAndUnfitNothing() {
        Judgement unfit = said(BOTH, BLADE, 0);
        double well =
                drawn(said(BOTH, BATTERY, 1), said(BOTH, CEMENT, 0.75), unfit).cosine(BATTERY);
        double less =
                drawn(said(BOTH, BATTERY, 0.75), said(BOTH, CEMENT, 1), unfit).cosine(BATTERY);
        assertThat(well).isGreaterThan(less + 0.05);
        assertThat(drawn(unfit)).isEqualTo(BOTH);
    }

    @Test
    void moreOfTheSameDrawsFurther() {
        Judgement fit = said(BOTH, BATTERY, 1);
        Judgement unfit = said(BOTH, BLADE, 0);
        List<Judgement> often = new ArrayList<>(Collections.nCopies(5, fit));
        often.addAll(Collections.nCopies(5, unfit));
        assertThat(drawn(often).cosine(BATTERY)).isGreaterThan(drawn(fit, unfit).cosine(BATTERY) + 0.01);
    }

    @Test
    void whatWasSaidOfOtherDemandsDrawsNothing() {
        assertThat(drawn(said(BLADE, BATTERY, 1), said(CEMENT, BATTERY, 0))).isEqualTo(BOTH);
        assertThat(drawn(List.of())).isEqualTo(BOTH);
    }

    @Test
    void onlyWhatIsCountedDraws() {
        Judgement fit = said(BOTH, BATTERY, 1);
        Judgement left = new Judgement("甲", "丙", BOTH, CEMENT, 1);
        Judgements.Near near = new Judgements(List.of(fit, left)).near(demand(BOTH));
        assertThat(near.drawn(judgement -> !judgement.equals(left)).cosine(BATTERY))
                .isGreaterThan(near.drawn().cosine(BATTERY));
        assertThat(near.drawn(judgement -> false)).isEqualTo(BOTH);
    }

    @Test
    void demandThatLiesNowhereStaysThere() {
        Judgements judgements = new Judgements(List.of(said(Meaning.NONE, BATTERY, 1)));
        assertThat(judgements.near(demand(Meaning.NONE)).drawn()).isEqualTo(Meaning.NONE);
    }
}
