package org.jiebang.api.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A pasted text proposes what the form of a problem could say, without contact data. */
@PlatformTest
class NeedReadingIT {
    private final Platform platform;
    private final WebTestClient web;

    NeedReadingIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private JsonNode read(String text, int status) {
        return platform.answer(
                web.post()
                        .uri("/api/need-readings")
                        .header(TestSessions.AS, "enterprise")
                        .bodyValue(Map.of("text", text)),
                status);
    }

    @Test
    void proposesTheFieldsOfTheFormWithoutContactData() {
        JsonNode proposal = read("""
                需求名称：测试涂层附着力提升
                所属行业：新材料
                所在地区：江苏省苏州市常熟市
                需求描述：高温下涂层剥落，请致电13900139000。
                拟投入：1.2亿元
                联系人：测试甲
                """, 200);
        Map<String, String> cells = StreamSupport.stream(proposal.path("cells").spliterator(), false)
                .collect(Collectors.toMap(
                        cell -> cell.path("heading").asString(),
                        cell -> cell.path("value").asString()));
        assertThat(cells)
                .containsEntry("难题问题名称", "测试涂层附着力提升")
                .containsEntry("产业领域", "新材料")
                .containsEntry("预计总投入（万元）", "12000");
        assertThat(cells.get("所在地区")).contains("常熟");
        assertThat(cells.get("关键难点和挑战")).contains("涂层剥落").doesNotContain("13900139000");
        assertThat(proposal.path("masked").asInt()).isEqualTo(2);
    }

    @Test
    void nothingPastedIsRefusedWithTheWayOut() {
        assertThat(read(" ", 400).path("violations").get(0).path("field").asString())
                .isEqualTo("text");
    }
}
