package org.jiebang.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** New problems come to those in whose fields they are, new experts to the places whose problems they fit; each once, and for a reason. */
@PlatformTest
class PushIT {
    private final Platform platform;
    private final WebTestClient web;
    private final String subject = Platform.unique("推送陶瓷");

    PushIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private JsonNode subscribe(String as, Map<String, ?> body) {
        return platform.answer(
                web.post().uri("/api/subscriptions").header(TestSessions.AS, as).bodyValue(body), 200);
    }

    private void end(String as, String id) {
        web.delete()
                .uri("/api/subscriptions/{id}", id)
                .header(TestSessions.AS, as)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private List<JsonNode> notices(String as, String kind, String record) {
        List<JsonNode> found = new ArrayList<>();
        platform.answer(web.get().uri("/api/notices?size=100").header(TestSessions.AS, as), 200)
                .path("notices")
                .forEach(notice -> {
                    if (notice.path("kind").asString().equals(kind)
                            && notice.path("link").asString().contains(record)) {
                        found.add(notice);
                    }
                });
        return found;
    }

    private String problem(String title, String field, String place) {
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战", "产业领域", "所在地区", "状态")
                .row(title, "推送示例公司", subject + "开裂，缺少" + subject + "烧结工艺", field, place, "张榜"));
        return platform.idOf(Library.PROBLEMS, title);
    }

    private void quiet() {
        Platform.soon()
                .atMost(Duration.ofSeconds(60))
                .until(() -> platform.rows("SELECT count(*) FROM match_job") == 0);
    }

    @Test
    void aNewProblemComesToThoseInWhoseFieldItIsAndSaysWhy() {
        String name = Platform.unique("领域专家");
        platform.load(Table.of(Library.EXPERTS, "姓名", "工作单位", "产业领域").row(name, "推送示例大学", "新材料"));
        String expert = platform.idOf(Library.EXPERTS, name);
        JsonNode subscription =
                subscribe("society", Map.of("kind", "INTEREST", "library", "experts", "recordId", expert));
        String title = Platform.unique("新难题");

        String problem = problem(title, "新材料", "苏州市昆山市");
        Platform.soon().until(() -> notices("society", "INTEREST", problem).size() == 1);
        problem(title, "新材料", "苏州市太仓市");
        quiet();

        JsonNode notice = notices("society", "INTEREST", problem).getFirst();
        assertThat(notices("society", "INTEREST", problem))
                .as("once, though it has changed")
                .hasSize(1);
        assertThat(notice.path("why").asString()).contains(name);
        assertThat(notice.path("whyEnglish").asString()).contains(name);
        assertThat(notice.path("subscriptionId").asString())
                .isEqualTo(subscription.path("id").asString());

        end("society", notice.path("subscriptionId").asString());
        String second = problem(Platform.unique("又一难题"), "新材料", "苏州市昆山市");
        quiet();
        assertThat(notices("society", "INTEREST", second)).isEmpty();
    }

    @Test
    void aCountyHearsOnceOfAnExpertNewToItsProblems() {
        JsonNode subscription = subscribe("county", Map.of("kind", "PLACE", "place", "320583", "threshold", 0.05));
        assertThat(subscription.path("placeName").asString()).contains("昆山");
        problem(Platform.unique("本地难题甲"), "新材料", "苏州市昆山市");
        problem(Platform.unique("本地难题乙"), "新材料", "苏州市昆山市");
        quiet();
        String name = Platform.unique("来的专家");

        platform.load(Table.of(Library.EXPERTS, "姓名", "工作单位", "研究方向", "产业领域")
                .row(name, "推送示例大学", subject + "；" + subject + "烧结工艺", "新材料"));
        String expert = platform.idOf(Library.EXPERTS, name);
        Platform.soon().until(() -> notices("county", "EXPERT", expert).size() == 1);
        quiet();

        assertThat(notices("county", "EXPERT", expert))
                .as("once, though two problems fit")
                .hasSize(1);
        assertThat(notices("county", "EXPERT", expert).getFirst().path("why").asString())
                .contains("昆山");
        end("county", subscription.path("id").asString());
        platform.refusal(
                web.post()
                        .uri("/api/subscriptions")
                        .header(TestSessions.AS, "county")
                        .bodyValue(Map.of("kind", "PLACE", "place", "110000")),
                400,
                "BAD_REQUEST");
    }
}
