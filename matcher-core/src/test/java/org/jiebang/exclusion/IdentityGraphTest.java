package org.jiebang.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.CreditCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IdentityGraphTest {
    private static final CreditCode CODE = new CreditCode("91320582MA1MTUWQ06");
    private static final CreditCode OTHER_CODE = new CreditCode("91320582MA1MTUWQ19");

    @ParameterizedTest(name = "{0} / {1}: {2} {3}")
    @CsvFileSource(resources = "units.csv", numLinesToSkip = 1)
    void tellsUnitsApartByTheirNames(
            String one, @Nullable String other, @Nullable UnitEvidence same, @Nullable String remark) {
        List<Unit> units = List.of(Unit.named(one), Unit.named(other == null ? "" : other));
        IdentityGraph graph = new IdentityGraph(units, List.of());
        if (same == null) {
            assertThat(graph.sameUnit(units.getFirst(), units.getLast())).isEmpty();
            assertThat(graph.sameUnit(units.getLast(), units.getFirst())).isEmpty();
        } else {
            assertThat(graph.sameUnit(units.getFirst(), units.getLast())).contains(same);
            assertThat(graph.sameUnit(units.getLast(), units.getFirst())).contains(same);
        }
    }

    @Test
    void namesOfOneCreditCodeAreOneUnit() {
        Unit before = new Unit("苏州晶澜材料厂", CODE);
        Unit now = new Unit("江苏晶澜集团有限公司", CODE);
        IdentityGraph graph = new IdentityGraph(List.of(before, now), List.of());

        assertThat(graph.sameUnit(before, now)).contains(UnitEvidence.CREDIT_CODE);
        assertThat(graph.sameUnit(Unit.named("苏州晶澜材料厂"), Unit.named("江苏晶澜集团有限公司")))
                .as("the names alone tell nothing, the code of other records does")
                .contains(UnitEvidence.OTHER_NAME);
    }

    @Test
    void differentCreditCodesKeepLikeNamesApart() {
        Unit limited = new Unit("苏州晶澜科技有限公司", CODE);
        Unit byShares = new Unit("苏州晶澜科技股份有限公司", OTHER_CODE);
        IdentityGraph graph = new IdentityGraph(List.of(limited, byShares), List.of());

        assertThat(graph.sameUnit(limited, byShares)).isEmpty();
        assertThat(graph.sameUnit(Unit.named(limited.name()), Unit.named(byShares.name())))
                .isEmpty();
    }

    private static Person person(String id, String employer, int born, String... contacts) {
        return new Person(id, "示例甲", employer, born, Set.of(contacts));
    }

    private static List<String> others(String id, Person... persons) {
        return new IdentityGraph(List.of(), Arrays.asList(persons))
                .others(id).stream()
                        .map(other -> other.person().id() + " " + other.evidence())
                        .toList();
    }

    @Test
    void nameAloneMakesNobodyOnePerson() {
        assertThat(others("a", person("a", "江南示例大学", 0), person("b", "江北示例大学", 1970)))
                .isEmpty();
        assertThat(others("a", person("a", "", 0), person("b", "", 0))).isEmpty();
    }

    @Test
    void unitOrYearOfBirthOrContactDoes() {
        assertThat(others("a", person("a", "江南示例大学", 0), person("b", "江南示例大学材料学院", 1970)))
                .containsExactly("b [UNIT]");
        assertThat(others("a", person("a", "江南示例大学", 1970), person("b", "苏州晶澜科技有限公司", 1970)))
                .containsExactly("b [BIRTH_YEAR]");
        assertThat(others("a", person("a", "江南示例大学", 0, "f1"), person("b", "苏州晶澜科技有限公司", 0, "f1", "f2")))
                .containsExactly("b [CONTACT]");
    }

    @Test
    void anotherNameIsAnotherPersonEvenWithTheSameContact() {
        Person other = new Person("b", "示例乙", "江南示例大学", 1970, Set.of("f1"));
        assertThat(others("a", person("a", "江南示例大学", 1970, "f1"), other)).isEmpty();
    }

    @Test
    void differentYearsOfBirthAreTwoPersonsOfOneUnit() {
        assertThat(others("a", person("a", "江南示例大学", 1970), person("b", "江南示例大学", 1980)))
                .isEmpty();
    }

    @Test
    void oneOfUnknownAgeIsNeitherOfTwoNamesakes() {
        Person unknown = person("c", "江南示例大学", 0);
        assertThat(others("c", person("a", "江南示例大学", 1970), person("b", "江南示例大学", 1980), unknown))
                .isEmpty();
        assertThat(others("c", person("a", "江南示例大学", 1970), unknown)).containsExactly("a [UNIT]");
    }

    @Test
    void twoRecordsAreJoinedByAThird() {
        assertThat(others("a", person("a", "江南示例大学", 0), person("b", "江南示例大学", 1970), person("c", "苏州晶澜科技有限公司", 1970)))
                .containsExactly("b [UNIT]", "c []");
    }
}
