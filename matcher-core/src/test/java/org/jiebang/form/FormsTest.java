package org.jiebang.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.SupportedArea;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final Form TEAM = Forms.named("service-team-2024");
    private static final Form PROBLEM = Forms.named("problem-2024");

    @Test
    void theApplicationHasItsCoverAndElevenBlocks() {
        assertThat(TEAM.blocks())
                .extracting(Block::number)
                .containsExactly("封面", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一");
        assertThat(TEAM.fields()).hasSize(48);
    }

    @Test
    void limitsAreThoseOfTheNotice() {
        assertThat(TEAM.fields().stream()
                        .filter(field -> field.limit() != null)
                        .map(field -> field.id() + " " + field.limit()))
                .containsExactly(
                        "申报单位简介 200",
                        "立项依据和目的 200",
                        "工作方案 300",
                        "目标及预期成果 300",
                        "组织实施条件 300",
                        "项目负责人及主要参加人员 20",
                        "申请中国科协项目经费 80");
    }

    @Test
    void everyFieldNamesItsSource() {
        assertThat(Forms.all().stream().flatMap(form -> form.fields().stream()))
                .allSatisfy(field -> assertThat(field.source()).as(field.id()).startsWith("11."));
    }

    @Test
    void optionsAreThoseOfTheLibrary() {
        assertThat(options("所属分类"))
                .isEqualTo(labels(Arrays.stream(IndustryClass.values()).map(IndustryClass::label)));
        assertThat(options("产业领域"))
                .isEqualTo(labels(Arrays.stream(IndustryField.values()).map(IndustryField::label)));
        assertThat(options("鼓励或支持的重点领域"))
                .isEqualTo(labels(Arrays.stream(SupportedArea.values()).map(SupportedArea::label)));
        assertThat(options("是否位于示范市或试点城市"))
                .isEqualTo(labels(Arrays.stream(Placement.values()).map(Placement::label)));
    }

    private static List<String> labels(Stream<String> labels) {
        return labels.toList();
    }

    private static List<String> options(String field) {
        return PROBLEM.field(field).orElseThrow().options().stream()
                .map(Option::value)
                .toList();
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> Forms.named("team"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("service-team-2024, problem-2024");
    }
}
