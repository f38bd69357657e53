package org.jiebang.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.jiebang.industry.IndustryField;
import org.jiebang.region.RegionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LibraryRecordTest {
    private static final RegionCode CHANGSHU = new RegionCode("320581");

    @ParameterizedTest(name = "{0} / {1}: {2}, {3}")
    @CsvFileSource(resources = "same-keys.csv", numLinesToSkip = 1)
    void keysAreEqualOnlyForTheSameThing(String one, String other, String same, String why) {
        assertThat(LibraryRecord.key(one).equals(LibraryRecord.key(other)))
                .as(why)
                .isEqualTo(same.equals("yes"));
    }

    @ParameterizedTest(name = "{0} / {1}: {2}, {3}")
    @CsvFileSource(resources = "organisation-cores.csv", numLinesToSkip = 1)
    void enterprisesAreAlikeByTheirCore(String one, String other, String alike, String why) {
        assertThat(enterprise(one, null)
                        .similarityKey()
                        .equals(enterprise(other, null).similarityKey()))
                .as(why)
                .isEqualTo(alike.equals("yes"));
    }

    @Property
    void normalizingAgainChangesNothing(
            @ForAll
                    @Chars({
                        '甲', '（', '）', '公', 'A', 'b', 'Ｃ', '＋', '+', '#', '1', '５', '.', '-', '～', ' ', '　', '，', '|',
                        '·', '℃'
                    })
                    String text) {
        String once = LibraryRecord.normalized(text);
        assertThat(LibraryRecord.normalized(once)).isEqualTo(once);
        assertThat(once).doesNotContain("|").doesNotContainPattern("\\s");
    }

    @Test
    void enterpriseIsKnownByItsCodeWhateverItIsCalled() {
        CreditCode code = new CreditCode("91320500000000001W");
        assertThat(enterprise("甲公司", code).naturalKey())
                .isEqualTo(enterprise("甲（集团）公司", code).naturalKey());
        assertThat(enterprise("甲公司", null).naturalKey()).isEqualTo("甲公司");
    }

    @Test
    void provincialSocietyIsNotLikeItsNationalTwin() {
        assertThat(society("江苏省机械工程学会").similarityKey())
                .isNotEqualTo(society("中国机械工程学会").similarityKey());
        assertThat(society("江苏省机械工程学会").similarityKey())
                .isEqualTo(society("江苏机械工程学会").similarityKey());
    }

    @Test
    void expertsOfOneNameDifferByEmployerAndBirthYear() {
        assertThat(expert("张伟", "南京大学", 1975).naturalKey())
                .isEqualTo(expert("张 伟", "南京大学 ", 1975).naturalKey());
        assertThat(expert("张伟", "南京大学", 1975).naturalKey())
                .isNotEqualTo(expert("张伟", "东南大学", 1975).naturalKey())
                .isNotEqualTo(expert("张伟", "南京大学", 1976).naturalKey());
    }

    @Test
    void expertWhoMovedIsSimilarAndNotTheSame() {
        Expert before = expert("张伟", "南京大学", 1975);
        Expert after = expert("张伟", "东南大学", 1975);
        assertThat(after.similarityKey()).isEqualTo(before.similarityKey());
        assertThat(expert("张伟", "南京大学", 0).similarityKey())
                .as("a name alone is no hint")
                .isEmpty();
    }

    @Test
    void teamMemberHasTheKeyOfTheExpert() {
        assertThat(new TeamMember("张伟", "南京大学", 1975, TeamRole.MEMBER).expertKey())
                .isEqualTo(expert("张伟", "南京大学", 1975).naturalKey());
    }

    @Test
    void textsFollowTheOrderOfTheForm() {
        Problem problem = problem("题", new ProblemDescription("背景", "进展", "难点", "合作", "效益"));
        assertThat(problem.texts()).containsExactly("背景", "进展", "难点", "合作", "效益", "甲公司");
        assertThat(problem("题", new ProblemDescription("", " ", "难点", "", "")).texts())
                .containsExactly("难点", "甲公司");
    }

    @Test
    void refusesBlankTitles() {
        assertThatThrownBy(() -> enterprise(" \u3000", null))
                .hasMessageContaining("name is blank")
                .hasMessageContaining("Maybe");
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> expert("张伟", "", 1066)).hasMessageContaining("1066");
        assertThatThrownBy(() -> new Money(new BigDecimal("-1"))).hasMessageContaining("negative");
        assertThatThrownBy(() -> new Assessment(6, 0, 0, 0, "")).hasMessageContaining("6");
        assertThatThrownBy(() -> new RegionCode("3205")).hasMessageContaining("six digits");
    }

    @Test
    void equalAmountsAreEqualHoweverTheyAreWritten() {
        assertThat(new Money(new BigDecimal("500.00"))).isEqualTo(new Money(new BigDecimal("5E+2")));
        assertThat(new Money(new BigDecimal("5E+2")).tenThousandYuan().toString())
                .isEqualTo("500");
        assertThat(new Money(new BigDecimal("0.00"))).isEqualTo(new Money(BigDecimal.ZERO));
    }

    @Test
    void ageIsCountedByCalendarYear() {
        assertThat(expert("张伟", "", 1980).ageIn(2025)).hasValue(45);
        assertThat(expert("张伟", "", 0).ageIn(2025)).isEmpty();
    }

    @Test
    void libraryIsFoundByCodeAndByType() {
        for (Library library : Library.values()) {
            assertThat(Library.find(library.code())).contains(library);
            assertThat(Library.find(" " + library.type().toUpperCase())).contains(library);
        }
        assertThat(Library.find("societys")).isEmpty();
    }

    @Test
    void setsKeepTheirOrderWhateverTheyCameIn() {
        Expert expert = new Expert(
                "张伟",
                0,
                "",
                "",
                "",
                Academician.NONE,
                false,
                CHANGSHU,
                Set.of(IndustryField.OTHER, IndustryField.NEW_ENERGY, IndustryField.STEEL),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                3,
                0);
        assertThat(expert.fields()).containsExactly(IndustryField.NEW_ENERGY, IndustryField.STEEL, IndustryField.OTHER);
        assertThatThrownBy(() -> expert.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Enterprise enterprise(String name, CreditCode code) {
        return new Enterprise(name, code, "", null, Set.of(), Set.of(), "", List.of());
    }

    private static Society society(String name) {
        return new Society(name, null, false, null, Set.of(), Set.of(), "", List.of(), List.of(), 0);
    }

    private static Expert expert(String name, String employer, int birthYear) {
        return new Expert(
                name,
                birthYear,
                employer,
                "",
                "",
                Academician.NONE,
                false,
                null,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                3,
                0);
    }

    private static Problem problem(String title, ProblemDescription description) {
        return new Problem(
                title,
                "甲公司",
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                description,
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.POSTED);
    }
}
