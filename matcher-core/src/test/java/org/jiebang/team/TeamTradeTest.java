package org.jiebang.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.team.TeamWeights.Aspect;
import org.junit.jupiter.api.Test;

class TeamTradeTest {
    private static final Map<String, TeamCandidate> CANDIDATES = Map.of(
            "a", candidate("a", "甲大学", 40, "320500"),
            "b", candidate("b", "乙研究所", 60, "320100"),
            "c", candidate("c", "甲大学", 44, "320500"));

    @Test
    void tellsWhatIsGainedAndWhatIsGivenUp() {
        Team best = team(List.of("a", "b"), 0.814, 0.5);
        Team other = team(List.of("a", "c"), 0.793, 0.56);
        List<TeamTrade> trades = TeamTrade.between(best, other, CANDIDATES, 45);
        assertThat(trades.stream().map(TeamTrade::measure))
                .containsExactly("coverage", "relevance", "young", "organisations", "places", "age");
        assertThat(trades.stream().filter(TeamTrade::gain).map(TeamTrade::measure))
                .containsExactly("relevance", "young");
        assertThat(trades.stream().map(trade -> trade.sentence().chinese()))
                .contains("难题要点覆盖少2.1个百分点（81.4 → 79.3）", "青年成员多1人（1 → 2）", "平均年龄少8岁（50 → 42）");
        assertThat(trades.getFirst().sentence().english())
                .isEqualTo("coverage of the demand: 2.1 points fewer (from 81.4 to 79.3)");
    }

    @Test
    void equalTeamsTradeNothing() {
        Team team = team(List.of("a", "b"), 0.8, 0.5);
        assertThat(TeamTrade.between(team, team(List.of("b", "a"), 0.8, 0.501), CANDIDATES, 45))
                .as("less than half a point is no difference")
                .isEmpty();
    }

    @Test
    void theYoungAreComparedWhereARuleSaysWhoIsYoung() {
        assertThat(TeamTrade.between(team(List.of("a"), 1, 1), team(List.of("b"), 1, 1), CANDIDATES, 0))
                .extracting(TeamTrade::measure)
                .doesNotContain("young")
                .contains("age");
    }

    private static Team team(List<String> members, double coverage, double relevance) {
        return new Team(
                "t",
                members,
                null,
                null,
                List.of(),
                Map.of(),
                List.of(),
                List.of(
                        new Team.Part(Aspect.COVERAGE, 0.55, coverage),
                        new Team.Part(Aspect.RELEVANCE, 0.2, relevance)));
    }

    private static TeamCandidate candidate(String id, String organisation, int age, String area) {
        return new TeamCandidate(
                id, organisation, Affiliation.OTHER, age, false, Set.of(), Set.of(area), 0.5, 0.5, 0, 0, 1);
    }
}
