package org.jiebang.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jiebang.catalog.CreditCode;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IdentityMatcherTest {
    /** A library in which every value stands twice. */
    private static final Frequencies RARE = new Frequencies() {
        @Override
        public long total() {
            return 1000;
        }

        @Override
        public long of(String key) {
            return 2;
        }
    };

    private static Naming person(String name, int born, String unit, Set<String> topics, LocalDate asOf) {
        return new Naming("id", true, name, null, born, unit, "", null, topics, List.of(), Set.of(), asOf);
    }

    private static Naming person(String name, int born, String unit) {
        return person(name, born, unit, Set.of(), LocalDate.of(2026, 1, 1));
    }

    private static Naming organisation(String name, @Nullable RegionCode place, String... contacts) {
        return new Naming("id", false, name, null, 0, "", "", place, Set.of(), List.of(), Set.of(contacts), null);
    }

    private static Comparison compare(Naming one, Naming other) {
        return new IdentityMatcher(RARE).compare(new Sketch(one), new Sketch(other));
    }

    private static Map<Trait, Level> levels(Comparison comparison) {
        return comparison.evidence().stream().collect(Collectors.toMap(Evidence::trait, Evidence::level));
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvFileSource(resources = "names.csv", numLinesToSkip = 1)
    void comparesNamesOfPersons(String one, String other, Level level) {
        assertThat(levels(compare(person(one, 0, ""), person(other, 0, ""))))
                .isEqualTo(Map.of(Trait.NAME, level))
                .isEqualTo(levels(compare(person(other, 0, ""), person(one, 0, ""))));
        assertThat(level == Level.PERSON_NAME_DIFFERENT
                        || meet(new Sketch(person(one, 0, "")), new Sketch(person(other, 0, ""))))
                .as("they stand in one block")
                .isTrue();
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvFileSource(resources = "organisations.csv", numLinesToSkip = 1)
    void comparesNamesOfOrganisations(String one, String other, Level level) {
        assertThat(levels(compare(organisation(one, null), organisation(other, null))))
                .isEqualTo(Map.of(Trait.NAME, level));
        assertThat(level == Level.ORGANISATION_NAME_DIFFERENT
                        || meet(new Sketch(organisation(one, null)), new Sketch(organisation(other, null))))
                .as("they stand in one block")
                .isTrue();
    }

    private static boolean meet(Sketch one, Sketch other) {
        return one.keys().stream().filter(Sketch::joins).anyMatch(other.keys()::contains);
    }

    @Test
    void probabilitiesOfATraitAddUpToOne() {
        Map<String, List<Level>> traits = Arrays.stream(Level.values())
                .collect(Collectors.groupingBy(level -> level.trait() == Trait.NAME || level.trait() == Trait.PLACE
                        ? level.name().replaceFirst("_.*", "")
                        : level.trait().name()));
        traits.forEach((trait, levels) -> {
            assertThat(levels.stream().mapToDouble(Level::same).sum()).as(trait).isCloseTo(1, within(1e-9));
            assertThat(levels.stream().mapToDouble(Level::different).sum())
                    .as(trait)
                    .isCloseTo(1, within(1e-3));
        });
        assertThat(traits).hasSize(13);
    }

    @Property(tries = 150)
    void aNameAloneIsNeverProposed(
            @ForAll @IntRange(min = 0, max = 200_000) int total,
            @ForAll @IntRange(min = 0, max = 5000) int namesakes,
            @ForAll @IntRange(min = 0, max = 7) int missing,
            @ForAll boolean person) {
        Frequencies library = new Frequencies() {
            @Override
            public long total() {
                return total;
            }

            @Override
            public long of(String key) {
                return namesakes;
            }
        };
        // The other says all there is to say, one says of each nothing, or what does not agree.
        Naming bare = person ? person("王晓晓", 0, "") : organisation("示例晶澜新材料有限公司", null);
        Naming full = new Naming(
                "other",
                person,
                bare.name(),
                null,
                person && (missing & 1) == 0 ? 1970 : 0,
                person && (missing & 2) == 0 ? "示例大学" : "",
                person ? "教授" : "",
                new RegionCode("320500"),
                (missing & 4) == 0 ? Set.of("熔覆", "涂层", "激光") : Set.of(),
                List.of("示例成果的一个长长的标题"),
                Set.of("fingerprint"),
                LocalDate.of(2026, 1, 1));
        IdentityMatcher matcher = new IdentityMatcher(library);
        assertThat(matcher.compare(new Sketch(bare), new Sketch(full)).proposed())
                .isFalse();
        assertThat(matcher.compare(new Sketch(bare), new Sketch(bare)).proposed())
                .isFalse();
    }

    /** 恒远 and 恒源 may be two firms of one town and trade: that alone says nothing, a code or a telephone does. */
    @Test
    void firmsOneCharacterApartAreProposedOnlyWithACodeOrAContactInCommon() {
        RegionCode town = new RegionCode("320500");
        Naming first = organisation("江苏示例恒远机械有限公司", town, "telephone");
        Naming other = organisation("江苏示例恒源机械有限公司", town);
        assertThat(levels(compare(first, other))).containsEntry(Trait.NAME, Level.ORGANISATION_NAME_NEAR);
        assertThat(compare(first, other).proposed()).isFalse();
        assertThat(compare(first, organisation("江苏示例恒源机械有限公司", null, "telephone"))
                        .proposed())
                .isTrue();
        assertThat(compare(coded(first), coded(other)).proposed()).isTrue();
    }

    private static Naming coded(Naming naming) {
        CreditCode code = new CreditCode("91320500000000001W");
        return new Naming(
                naming.id(),
                false,
                naming.name(),
                code,
                0,
                "",
                "",
                naming.place(),
                Set.of(),
                List.of(),
                Set.of(),
                null);
    }

    @Test
    void nameAndUnitOrYearArePropositionsAndOneMoreIsStronger() {
        Naming first = person("王晓晓", 1971, "示例大学");
        double unit = compare(first, person("王晓晓", 0, "示例大学")).score();
        double year = compare(first, person("王晓晓", 1971, "")).score();
        Comparison both = compare(first, person("王晓晓", 1971, "示例大学"));

        assertThat(both.proposed()).isTrue();
        assertThat(unit).isBetween(Comparison.PROPOSED_FROM, both.score());
        assertThat(year).isBetween(Comparison.PROPOSED_FROM, both.score());
        assertThat(compare(first, person("王晓晓", 1985, "示例大学")).proposed())
                .as("two of a name in one unit, born in different years")
                .isFalse();
    }

    @Test
    void aChangeOfEmployerWeighsLessWhereTheSourcesAreYearsApart() {
        Naming first = person("王晓晓", 1971, "示例大学");
        Naming elsewhere = person("王晓晓", 1971, "某某研究院有限公司");
        Naming later = person("王晓晓", 1971, "某某研究院有限公司", Set.of(), LocalDate.of(2027, 6, 1));

        assertThat(levels(compare(first, elsewhere))).containsEntry(Trait.UNIT, Level.UNIT_DIFFERENT);
        assertThat(levels(compare(first, later))).containsEntry(Trait.UNIT, Level.UNIT_MOVED);
        assertThat(compare(first, later).score())
                .isGreaterThan(compare(first, elsewhere).score());
    }

    @Test
    void topicsAgreeByRareWordsNotByCommonOnes() {
        Frequencies common = new Frequencies() {
            @Override
            public long total() {
                return 1000;
            }

            @Override
            public long of(String key) {
                return key.equals("t:熔覆") || key.equals("t:梯度涂层") || key.equals("t:残余应力") ? 2 : 900;
            }
        };
        IdentityMatcher matcher = new IdentityMatcher(common);
        Set<String> rare = Set.of("熔覆", "梯度涂层", "残余应力", "研究", "技术");
        Naming first = person("王晓晓", 0, "", rare, LocalDate.of(2026, 1, 1));
        Naming alike = person("王晓晓", 0, "", Set.of("熔覆", "梯度涂层", "残余应力", "应用"), LocalDate.of(2026, 1, 1));
        Naming other = person("王晓晓", 0, "", Set.of("水稻", "研究", "技术"), LocalDate.of(2026, 1, 1));

        assertThat(levels(matcher.compare(new Sketch(first), new Sketch(alike))))
                .containsEntry(Trait.TOPICS, Level.TOPICS_STRONG);
        assertThat(levels(matcher.compare(new Sketch(first), new Sketch(other))))
                .doesNotContainEntry(Trait.TOPICS, Level.TOPICS_STRONG);
    }

    @Test
    void identifiersAndCoauthorsSpeakForAndAgainstButNeverWithoutTheName() {
        Naming bare = person("王晓晓", 0, "");
        Naming first = bare.with(Set.of("orcid"), Set.of("甲", "乙", "丙"));

        Comparison both = compare(first, bare.with(Set.of("orcid"), Set.of("乙", "丙")));
        assertThat(levels(both))
                .containsEntry(Trait.ORCID, Level.ORCID_EQUAL)
                .containsEntry(Trait.COAUTHORS, Level.COAUTHORS_SHARED);
        assertThat(both.sure()).isTrue();
        assertThat(levels(compare(first, bare.with(Set.of("other"), Set.of("乙", "丁")))))
                .containsEntry(Trait.ORCID, Level.ORCID_DIFFERENT)
                .containsEntry(Trait.COAUTHORS, Level.COAUTHORS_DIFFERENT);
        assertThat(levels(compare(first, bare.with(Set.of(), Set.of("乙")))))
                .as("too little to tell")
                .containsOnlyKeys(Trait.NAME);
        assertThat(compare(first, person("李明明", 0, "").with(Set.of("orcid"), Set.of("甲", "乙")))
                        .proposed())
                .isFalse();
    }

    @Test
    void anAuthorWhoMayBeOfAnyOfSeveralUnitsIsLessSure() {
        Set<String> topics = Set.of("熔覆", "梯度涂层", "残余应力");
        Comparison one = compare(
                person("王晓晓", 0, "示例大学", topics, LocalDate.of(2026, 1, 1)),
                person("王晓晓", 0, "示例大学", topics, LocalDate.of(2026, 1, 1)));
        assertThat(one.sure()).isTrue();
        assertThat(one.amongst(4).score()).isCloseTo(one.score() - 2, within(1e-9));
        assertThat(one.amongst(4).sure()).isFalse();
        assertThat(one.amongst(4).proposed()).isTrue();
    }

    @Test
    void personsAndOrganisationsAreNotCompared() {
        assertThatThrownBy(() -> compare(person("王晓晓", 0, ""), organisation("王晓晓", null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWholeLibraryIsComparedByBlocks() {
        Library persons = Library.ofPersons(3000, 3);
        MeasureIdentity.Quality quality = MeasureIdentity.measure(persons, Comparison.PROPOSED_FROM);
        assertThat(quality.recall()).isGreaterThan(0.85);
        assertThat(quality.precision()).isGreaterThan(0.8);
        Set<String> ids = persons.namings.stream().map(Naming::id).collect(Collectors.toCollection(HashSet::new));
        assertThat(IdentityCandidates.of(persons.namings))
                .allMatch(candidate ->
                        ids.contains(candidate.one()) && !candidate.one().equals(candidate.other()));
    }
}
