package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;

/** What holds of every check, whatever the application. */
class CheckPropertiesTest {
    private static final Programme CAST = Programmes.standard("kczg-service-team-2024");
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(List.of("动力电池")));
    private static final OverlapCheck OVERLAP = new OverlapCheck(ANALYZER, RegionTree.standard());
    private static final ApplicationChecker CHECKER = new ApplicationChecker(ANALYZER);

    @Property(tries = 200)
    void likenessIsSymmetricAndWithinBounds(
            @ForAll @StringLength(max = 60) String one, @ForAll @StringLength(max = 60) String another) {
        double likeness = OVERLAP.likeness(one, another);
        assertThat(likeness).isBetween(0.0, 1.0);
        assertThat(OVERLAP.likeness(another, one)).isEqualTo(likeness);
        assertThat(OVERLAP.likeness("动力电池" + one, "动力电池" + one)).isEqualTo(1);
    }

    /** The order of the roster means nothing, nor does a second line for the same person. */
    @Property(tries = 50)
    void orderAndRepetitionOfTheRosterChangeNothing(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 19) int repeated) {
        Draft draft = Draft.valid(CAST, "CT");
        Application.Member again = draft.team.get(repeated);
        draft.team.add(RuleCasesTest.with(again, again.birth(), again.roles(), 0));
        Collections.shuffle(draft.team, random);
        assertThat(check(draft).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(Composing.count(Measure.MEMBERS, draft.build())).isEqualTo(20);
    }

    /** So many members fewer are so many asked for. */
    @Property
    void theShortfallIsTheDifference(@ForAll @IntRange(min = 0, max = 40) int members) {
        Draft draft = Draft.valid(CAST, "CT");
        List<Application.Member> one = List.copyOf(draft.team);
        draft.team.clear();
        for (int i = 0; i < members; i++) {
            Application.Member member = one.get(i % one.size());
            draft.team.add(new Application.Member(
                    "id-" + i,
                    member.name(),
                    member.employer(),
                    member.affiliation(),
                    member.birth(),
                    member.supportedYouth(),
                    member.roles(),
                    member.residentDays()));
        }
        List<Violation> size = check(draft).violations().stream()
                .filter(violation -> violation.rule().id().equals("CT-13"))
                .toList();
        if (members >= 20) {
            assertThat(size).isEmpty();
        } else {
            assertThat(size).hasSize(1);
            assertThat(size.getFirst().remedy().chinese()).isEqualTo("成员再增加" + (20 - members));
        }
    }

    /** Nobody grows younger: who is too old on a day is too old ever after. */
    @Property
    void ageOnlyGrows(
            @ForAll @IntRange(min = 0, max = 40_000) int born,
            @ForAll @IntRange(min = 0, max = 5_000) int later,
            @ForAll boolean yearOnly) {
        LocalDate birth = LocalDate.of(1930, 1, 1).plusDays(born);
        LocalDate day = LocalDate.of(2024, 5, 24);
        Birth known = yearOnly ? new Birth.In(birth.getYear()) : new Birth.On(birth);
        if (known.isAtMost(45, day) == Birth.Answer.NO) {
            assertThat(known.isAtMost(45, day.plusDays(later))).isEqualTo(Birth.Answer.NO);
        }
        Birth.Answer exact = new Birth.On(birth).isAtMost(45, day);
        assertThat(new Birth.In(birth.getYear()).isAtMost(45, day)).isIn(exact, Birth.Answer.UNDECIDED);
    }

    /** Whatever two rules ask of a count, together they allow what both allow. */
    @Property
    void boundsTogetherAllowWhatBothAllow(
            @ForAll @UniqueElements List<@IntRange(min = 0, max = 30) Integer> limits,
            @ForAll @IntRange(min = 0, max = 30) int count) {
        if (limits.size() < 4) {
            return;
        }
        Bound one = bound(limits.get(0), limits.get(1));
        Bound two = bound(limits.get(2), limits.get(3));
        if (one.allows(count) && two.allows(count)) {
            assertThat(one.and(two).allows(count)).isTrue();
        } else if (Math.max(one.minimum(), two.minimum()) <= Math.min(one.maximum(), two.maximum())) {
            assertThat(one.and(two).allows(count)).isFalse();
        }
    }

    private static Bound bound(int one, int two) {
        return new Bound(Math.min(one, two), Math.max(one, two), Strength.SOFT, List.of());
    }

    private static Verdict check(Draft draft) {
        return CHECKER.check(CAST, draft.build(), Register.EMPTY, Draft.day(CAST), Map.of());
    }
}
