package org.jiebang.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.exclusion.HardFilters.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardFiltersTest {
    private static final String FIRM = "苏州晶澜科技有限公司";
    private static final String UNIVERSITY = "江南示例大学";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static Problem problem(ProblemStatus status) {
        return new Problem(
                "残碱控制",
                FIRM,
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                new ProblemDescription("", "", "", "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                status);
    }

    private static Expert expert(String name, String employer, int born, int capacity, int active) {
        return new Expert(
                name,
                born,
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
                capacity,
                active);
    }

    private static ServiceTeam team(String society, TeamMember... roster) {
        return new ServiceTeam("示例团", society, List.of(roster), Set.of(), Set.of(), Set.of(), "", List.of());
    }

    private static final Side PROBLEM = new Side("p", problem(ProblemStatus.POSTED));

    private static HardFilters filters(List<Sanction> sanctions, Side... known) {
        List<Unit> units = new ArrayList<>();
        List<Person> persons = new ArrayList<>();
        for (Side side : known) {
            units.addAll(HardFilters.units(side.item()));
            persons.addAll(HardFilters.persons(side.id(), side.item()));
        }
        return new HardFilters(new IdentityGraph(units, persons), sanctions, TODAY);
    }

    private static List<Exclusion> exclusions(Side candidate, Side... others) {
        List<Side> known = new ArrayList<>(List.of(others));
        known.add(PROBLEM);
        known.add(candidate);
        HardFilters filters = filters(List.of(), known.toArray(Side[]::new));
        List<Exclusion> exclusions = filters.exclusions(PROBLEM, candidate);
        if (candidate.item() instanceof Expert expert && expert.activeTasks() < expert.capacity()) {
            assertThat(filters.exclusions(candidate, PROBLEM))
                    .as("the other way round")
                    .isEqualTo(exclusions);
        }
        return exclusions;
    }

    @Test
    void letsPassWhoHasNothingToDoWithTheProposer() {
        assertThat(exclusions(new Side("e", expert("示例甲", UNIVERSITY, 1970, 3, 1))))
                .isEmpty();
    }

    @Test
    void keepsOutWhoWorksForTheProposer() {
        assertThat(exclusions(new Side("e", expert("示例甲", "苏州晶澜科技股份有限公司", 1970, 3, 1))))
                .singleElement()
                .satisfies(exclusion -> {
                    assertThat(exclusion.kind()).isEqualTo(Exclusion.Kind.CONFLICT_OF_INTEREST);
                    assertThat(exclusion.sentence().chinese())
                            .isEqualTo("利益冲突：示例甲所在单位“苏州晶澜科技股份有限公司”与提出单位“苏州晶澜科技有限公司”是同一单位（曾用名、简称或不同组织形式）。");
                    assertThat(exclusion.sentence().english()).contains("Conflict of interest", "another legal form");
                });
    }

    @Test
    void keepsOutWhoWorksForTheProposerUnderAnotherRecord() {
        Side atTheFirm = new Side("f", expert("示例甲", FIRM, 1970, 3, 0));
        assertThat(exclusions(new Side("e", expert("示例甲", UNIVERSITY, 1970, 3, 1)), atTheFirm))
                .singleElement()
                .satisfies(
                        exclusion -> assertThat(exclusion.sentence().chinese()).contains("另一条资料", FIRM, "同名且出生年份相同"));
        assertThat(exclusions(new Side("e", expert("示例甲", UNIVERSITY, 1971, 3, 1)), atTheFirm))
                .as("a namesake")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LEADER, 1", "CHIEF_EXPERT, 1", "MEMBER, 0", "LIAISON, 0"})
    void keepsOutTheTeamThatIsLedFromTheProposer(TeamRole role, int conflicts) {
        Side team = new Side("t", team("江苏省示例学会", new TeamMember("示例乙", FIRM, 1980, role)));
        assertThat(exclusions(team)).hasSize(conflicts);
    }

    @Test
    void keepsOutWhoHasNoRoom() {
        assertThat(exclusions(new Side("e", expert("示例甲", UNIVERSITY, 1970, 2, 2))))
                .singleElement()
                .satisfies(exclusion ->
                        assertThat(exclusion.sentence().chinese()).isEqualTo("工作量已满：本年度已承担 2 项，最多承担 2 项。"));
    }

    @ParameterizedTest
    @CsvSource({"COLLECTED, 0", "POSTED, 0", "CLAIMED, 0", "DOCKING, 0", "SOLVED, 1", "CLOSED, 1"})
    void whoLooksForProblemsFindsOnlyOpenOnes(ProblemStatus status, int exclusions) {
        Side expert = new Side("e", expert("示例甲", UNIVERSITY, 1970, 2, 0));
        Side problem = new Side("p", problem(status));
        HardFilters filters = filters(List.of(), expert, problem);
        assertThat(filters.exclusions(expert, problem)).hasSize(exclusions);
        assertThat(filters.exclusions(problem, expert))
                .as("a solved problem may still be looked at")
                .isEmpty();
    }

    private static Sanction sanction(String id, LibraryRecord subject, String from, @Nullable String until) {
        return new Sanction(
                id,
                subject,
                SanctionKind.UNQUALIFIED_TWO_YEARS,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                "示例通知");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-12-31, 1",
        "2026-01-01, , 1",
        "2026-03-01, 2026-03-01, 1",
        "2025-01-01, 2026-02-28, 0",
        "2026-03-02, , 0"
    })
    void sanctionKeepsOutWhileItIsInForce(String from, @Nullable String until, int exclusions) {
        Side expert = new Side("e", expert("示例甲", UNIVERSITY, 1970, 2, 0));
        HardFilters filters = filters(List.of(sanction("e", expert.item(), from, until)), expert, PROBLEM);
        assertThat(filters.exclusions(PROBLEM, expert)).hasSize(exclusions);
    }

    @Test
    void sanctionReachesTheOtherRecordsOfThePersonAndTheTeamsHeIsIn() {
        Side sanctioned = new Side("e", expert("示例甲", UNIVERSITY, 1970, 2, 0));
        Side again = new Side("f", expert("示例甲", FIRM + "昆山分公司", 1970, 2, 0));
        Side team = new Side("t", team("江苏省示例学会", new TeamMember("示例甲", UNIVERSITY, 0, TeamRole.MEMBER)));
        Side namesake = new Side("g", expert("示例甲", "江北示例大学", 1985, 2, 0));
        HardFilters filters = filters(
                List.of(sanction("e", sanctioned.item(), "2026-01-01", "2026-12-31")),
                sanctioned,
                again,
                team,
                namesake);

        assertThat(filters.sanction(again))
                .hasValueSatisfying(exclusion -> assertThat(exclusion.sentence().chinese())
                        .isEqualTo("示例甲：连续两年评估不合格，2026-01-01 至 2026-12-31（依据：示例通知）。与受处理的“示例甲”视为同一人（同名且出生年份相同）。"));
        assertThat(filters.sanction(team)).isPresent();
        assertThat(filters.sanction(namesake)).isEmpty();
    }

    @Test
    void sanctionOfAUnitReachesItsProblemsAndItsTeams() {
        Enterprise firm = new Enterprise(FIRM, null, "", null, Set.of(), Set.of(), "", List.of());
        Society society = new Society("江苏省示例学会", null, false, null, Set.of(), Set.of(), "", List.of(), List.of(), 0);
        Side expert = new Side("e", expert("示例甲", UNIVERSITY, 1970, 2, 0));
        Side team = new Side("t", team("江苏省示例学会"));
        HardFilters filters = filters(
                List.of(sanction("firm", firm, "2026-01-01", null), sanction("society", society, "2026-01-01", null)),
                PROBLEM,
                expert,
                team);

        assertThat(filters.exclusions(expert, PROBLEM))
                .extracting(Exclusion::kind)
                .containsExactly(Exclusion.Kind.SANCTION);
        assertThat(filters.exclusions(PROBLEM, team))
                .as("the proposer and the society")
                .hasSize(2);
        assertThat(filters.sanction(expert))
                .as("employees are not their employer")
                .isEmpty();
    }
}
