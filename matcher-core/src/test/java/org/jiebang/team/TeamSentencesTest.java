package org.jiebang.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jiebang.matching.Sentence;
import org.jiebang.team.TeamProposal.Infeasible;
import org.jiebang.team.TeamProposal.PlanRule;
import org.junit.jupiter.api.Test;

class TeamSentencesTest {

    @Test
    void reasonAndRepairReadAsOneSentence() {
        TeamRule.Count young = TeamRule.Count.atLeast(new Trait.AgedAtMost(45), 10);
        TeamRule.Focus north = new TeamRule.Focus(Scope.AREA, Set.of("苏北"), 1);
        Repair repair = new Repair(
                List.of(
                        new Repair.AddExperts(
                                "t",
                                1,
                                Map.of(new Trait.AgedAtMost(45), 1, new Trait.Skilled("新材料", 0.6), 1),
                                0,
                                0,
                                0,
                                1,
                                Map.of()),
                        new Repair.Drop("t", north)),
                42,
                true);
        Infeasible infeasible = new Infeasible(
                List.of(new PlanRule("t", young), new PlanRule("t", north)), true, repair, null, Duration.ZERO);
        Sentence sentence = TeamSentences.of(infeasible, id -> id);
        assertThat(sentence.chinese())
                .isEqualTo("这些要求不能同时满足：45岁及以下团员不少于10人；全体团员服务至多1个地区，可选：苏北。"
                        + "代价最小的改法：在专家库中补充1名专家，其中45岁及以下1人，胜任“新材料”（水平不低于0.6）1人；"
                        + "放弃“全体团员服务至多1个地区，可选：苏北”。");
        assertThat(sentence.english())
                .isEqualTo(
                        "These cannot all hold: at least 10 members aged 45 or less; all members able to serve at most 1"
                                + " of the areas 苏北. Cheapest repair: add 1 expert(s) to the library, of whom 1 aged 45 or less, 1 able"
                                + " in 新材料 (quality 0.6 or more); give up \"all members able to serve at most 1 of the areas 苏北\".");
    }

    @Test
    void everyRuleAndStepHasASentenceInBothLanguages() {
        LongStream.range(0, 300)
                .mapToObj(seed -> Instances.small(new Random(seed)))
                .flatMap(request -> request.plans().stream())
                .flatMap(plan -> plan.rules().stream())
                .map(rule -> TeamSentences.of(rule, id -> "某甲"))
                .forEach(sentence -> {
                    assertThat(sentence.chinese()).isNotBlank().doesNotContain("{", "2147483647");
                    assertThat(sentence.english()).isNotBlank().doesNotContain("{", "2147483647");
                });
    }
}
