package org.jiebang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleLibrariesTest {
    private static final SampleSizes SIZES = SampleSizes.standard();
    private static final SampleLibraries LIBRARIES = SampleLibraries.standard();
    private static final List<Expert> EXPERTS =
            LIBRARIES.experts(SIZES.of(Library.EXPERTS)).toList();
    private static final List<Problem> PROBLEMS =
            LIBRARIES.problems(SIZES.of(Library.PROBLEMS)).toList();
    private static final List<Enterprise> ENTERPRISES =
            LIBRARIES.enterprises(SIZES.of(Library.ENTERPRISES)).toList();
    private static final List<Society> SOCIETIES =
            LIBRARIES.societies(SIZES.of(Library.SOCIETIES)).toList();

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameRecords(Library library) {
        List<? extends LibraryRecord> once =
                new SampleLibraries(7).records(library, 40).toList();
        List<? extends LibraryRecord> again =
                new SampleLibraries(7).records(library, 40).toList();
        List<? extends LibraryRecord> otherSeed =
                new SampleLibraries(8).records(library, 40).toList();

        assertThat(once).hasSize(40).isEqualTo(again).isNotEqualTo(otherSeed);
    }

    @ParameterizedTest
    @EnumSource
    void smallLibraryIsTheBeginningOfALargeOne(Library library) {
        List<? extends LibraryRecord> small = LIBRARIES.records(library, 50).toList();
        List<? extends LibraryRecord> large = LIBRARIES.records(library, 400).toList();

        assertThat(large.subList(0, 50)).isEqualTo(small);
    }

    @Test
    void standardSizesAreThoseOfTheTask() {
        assertThat(Stream.of(Library.values()).map(SIZES::of)).containsExactly(500, 300, 50, 60, 150, 30);
        assertThat(SIZES.requirements())
                .containsOnly(Map.entry(Library.ENTERPRISES, 150), Map.entry(Library.EXPERTS, 500));
    }

    @ParameterizedTest
    @EnumSource
    void naturalKeysDifferAmongEightThousand(Library library) {
        int count = 8_000;
        Set<String> keys =
                LIBRARIES.records(library, count).map(LibraryRecord::naturalKey).collect(Collectors.toSet());

        assertThat(keys).hasSize(count);
    }

    @Test
    void thereAreNamesForMillionsOfExperts() {
        assertThat(new People(SampleLibraries.STANDARD_SEED).count()).isGreaterThan(2_000_000);
    }

    @Test
    void expertsAndProblemsCoverAllFields() {
        assertThat(fields(EXPERTS)).containsExactlyInAnyOrder(IndustryField.values());
        assertThat(fields(PROBLEMS)).containsExactlyInAnyOrder(IndustryField.values());
        assertThat(fields(SOCIETIES)).containsExactlyInAnyOrder(IndustryField.values());
    }

    @Test
    void expertsAndProblemsCoverAllCitiesAndPilotCounties() {
        Set<RegionCode> wanted = RegionTree.standard().all().stream()
                .filter(region -> region.pilot()
                        || region.level() == Region.Level.CITY
                                && region.code().value().startsWith("32"))
                .map(Region::code)
                .collect(Collectors.toSet());

        assertThat(wanted).hasSize(28);
        assertThat(placesAndCities(EXPERTS)).containsAll(wanted);
        assertThat(placesAndCities(PROBLEMS)).containsAll(wanted);
        assertThat(placesAndCities(ENTERPRISES)).containsAll(wanted);
    }

    @Test
    void everyProposerIsAnEnterpriseOfTheSample() {
        Map<String, Enterprise> byName = ENTERPRISES.stream().collect(Collectors.toMap(Enterprise::name, one -> one));

        assertThat(PROBLEMS).allSatisfy(problem -> {
            Enterprise proposer = byName.get(problem.proposer());
            assertThat(proposer).isNotNull();
            assertThat(problem.proposerCode()).isEqualTo(proposer.creditCode());
            assertThat(problem.region()).isEqualTo(proposer.region());
            assertThat(problem.segments()).isEqualTo(proposer.segments());
        });
    }

    @Test
    void creditCodesAreRight() {
        assertThat(Stream.concat(
                        ENTERPRISES.stream().map(Enterprise::creditCode),
                        SOCIETIES.stream().map(Society::creditCode)))
                .allSatisfy(code ->
                        assertThat(CreditCode.problem(String.valueOf(code))).isEmpty());
    }

    @Test
    void societiesSayThatTheyAreSamples() {
        assertThat(SOCIETIES).allSatisfy(society -> assertThat(society.name()).endsWith("（示例）"));
    }

    @Test
    void teamsConsistOfExpertsOfTheSample() {
        Map<String, Expert> experts = EXPERTS.stream().collect(Collectors.toMap(Expert::naturalKey, one -> one));
        Set<String> societies = SOCIETIES.stream().map(Society::name).collect(Collectors.toSet());

        assertThat(LIBRARIES.teams(SIZES.of(Library.TEAMS))).allSatisfy(team -> {
            assertThat(team.roster())
                    .hasSizeBetween(7, 10)
                    .extracting(TeamMember::expertKey)
                    .doesNotHaveDuplicates();
            assertThat(team.roster()).allSatisfy(member -> assertThat(experts).containsKey(member.expertKey()));
            assertThat(roles(team, TeamRole.CHIEF_EXPERT)).isEqualTo(1);
            assertThat(roles(team, TeamRole.LEADER)).isEqualTo(1);
            assertThat(team.regions()).hasSizeBetween(1, 3);
            assertThat(team.coverage()).isNotEmpty();
            assertThat(societies).contains(team.society());
        });
    }

    @Test
    void mostProblemsHaveSeveralExpertsOfTheirSegmentAndSomeOfNeighbours() {
        IndustryGraph graph = IndustryGraph.standard();
        long served = PROBLEMS.stream()
                .filter(problem -> {
                    SegmentId segment = problem.segments().iterator().next();
                    Set<SegmentId> around = new HashSet<>(graph.neighbours(segment));
                    return count(Set.of(segment)) >= 2 && count(around) >= 2;
                })
                .count();
        long alone = PROBLEMS.stream()
                .filter(problem -> count(problem.segments()) == 0)
                .count();

        assertThat(served).isGreaterThan(PROBLEMS.size() * 3L / 4);
        assertThat(alone).isLessThan(PROBLEMS.size() * 3L / 100);
    }

    private static long count(Set<SegmentId> segments) {
        return EXPERTS.stream()
                .filter(expert -> expert.segments().stream().anyMatch(segments::contains))
                .count();
    }

    private static long roles(ServiceTeam team, TeamRole role) {
        return team.roster().stream().filter(member -> member.role() == role).count();
    }

    private static Set<IndustryField> fields(List<? extends LibraryRecord> records) {
        return records.stream().flatMap(item -> item.fields().stream()).collect(Collectors.toSet());
    }

    private static Set<RegionCode> placesAndCities(List<? extends LibraryRecord> records) {
        return records.stream()
                .flatMap(item -> item.regions().stream())
                .flatMap(code -> RegionTree.standard().path(code).stream())
                .map(Region::code)
                .collect(Collectors.toSet());
    }
}
