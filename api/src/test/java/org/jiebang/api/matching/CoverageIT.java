package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a problem asks for, element by element, against what the other record says. */
@PlatformTest
class CoverageIT {
    private static final String ADDRESS = "/api/problems/{problem}/matches/experts/{expert}/coverage";

    private final Platform platform;
    private final WebTestClient web;

    CoverageIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private JsonNode coverage(String problem, String expert) {
        return platform.get(ADDRESS, problem, expert);
    }

    @Test
    void saysWhatTheOtherNamesAndHowFarItReaches() {
        String title = "隔膜改性" + Platform.unique("m");
        String name = "对照" + Platform.unique("n");
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "目前进展", "关键难点和挑战", "预期效益", "所在地区")
                .row(title, "现有循环寿命900次", "隔膜的循环寿命短，漏检率≤0.1%，需要表面缺陷检测系统", "循环寿命≥3000次，成本降低20%", "苏州市张家港市"));
        platform.load(Table.experts().row(name, "某单位" + name, "隔膜；循环寿命达到2500次；漏检率≤0.05%"));
        String problem = platform.idOf(Library.PROBLEMS, title);
        String expert = platform.idOf(Library.EXPERTS, name);

        JsonNode all = coverage(problem, expert);
        assertThat(told(all))
                .contains(
                        "MATERIAL 隔膜 MET 隔膜",
                        "PERFORMANCE 循环寿命≥3000次 OUTSIDE 循环寿命达到2500次",
                        "PERFORMANCE 漏检率≤0.1% MET 漏检率≤0.05%",
                        "PRODUCT 表面缺陷检测系统 ABSENT null")
                .noneMatch(line -> line.contains("900"));
    }

    private static List<String> told(JsonNode all) {
        return all.valueStream()
                .map(one -> String.join(
                        " ",
                        one.path("kind").asString(),
                        one.path("text").asString(),
                        one.path("level").asString(),
                        one.path("offered").isString() ? one.path("offered").asString() : "null"))
                .toList();
    }

    @Test
    void ofWhatIsNotThereNothingIsSaid() {
        platform.awaitSamples();
        String problem = platform.searchAll("type", "problem", "sort", "title")
                .getFirst()
                .path("id")
                .asString();
        String nobody = "00000000-0000-7000-8000-000000000000";
        platform.refusal(web.get().uri(ADDRESS, problem, nobody), 404, "NOT_FOUND");
        platform.refusal(web.get().uri(ADDRESS, nobody, nobody), 404, "NOT_FOUND");
    }
}
