package org.jiebang.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Library;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the libraries hold is counted where it sits and where it works, as soon as it is there. */
@PlatformTest
class InsightIT {
    private static final String CHANGSHU = "320581";

    private final Platform platform;
    private final People people;

    InsightIT(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    private JsonNode insight(String query) {
        return platform.answer(people.local("staff").get().uri("/api/insight" + query), 200);
    }

    private static JsonNode one(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path(field).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static long figure(JsonNode view, String measure) {
        return one(view.path("figures"), "measure", measure).path("value").asLong();
    }

    private static long gathered(JsonNode view) {
        return one(view.path("cities"), "code", "320500").path("gathered").asLong();
    }

    @Test
    void supplyIsCountedByPlaceChainAndSegment() {
        platform.awaitSamples();
        JsonNode before = insight("");
        JsonNode town = insight("?region=" + CHANGSHU);
        JsonNode elsewhere = insight("?region=320100");
        JsonNode line = before.path("map").path("lines").get(0);
        Chain chain =
                IndustryGraph.standard().chain(line.path("code").asString()).orElseThrow();
        String segments = chain.name() + "·" + chain.segments().get(0).name() + "；" + chain.name() + "·"
                + chain.segments().get(1).name();
        platform.load(Table.of(Library.EXPERTS, "姓名", "工作单位", "研究方向", "所在地区", "产业链环节")
                .row(Platform.unique("计数"), "计数示例大学", "焊接", "苏州市常熟市", segments));
        platform.load(Table.of(Library.TEAMS, "服务团名称", "服务地区").row(Platform.unique("计数服务团"), "苏州市常熟市"));

        JsonNode after = insight("");
        assertThat(figure(after, "EXPERTS")).isEqualTo(figure(before, "EXPERTS") + 1);
        assertThat(figure(after, "SERVICE_TEAMS")).isEqualTo(figure(before, "SERVICE_TEAMS") + 1);
        JsonNode there = insight("?region=" + CHANGSHU);
        assertThat(figure(there, "EXPERTS")).isEqualTo(figure(town, "EXPERTS") + 1);
        assertThat(figure(there, "SERVICE_TEAMS")).isEqualTo(figure(town, "SERVICE_TEAMS") + 1);
        assertThat(figure(insight("?region=320100"), "EXPERTS")).isEqualTo(figure(elsewhere, "EXPERTS"));
        assertThat(gathered(after)).isEqualTo(gathered(before) + 2);
        assertThat(one(after.path("places"), "code", "320500").path("experts").asLong())
                .isEqualTo(one(before.path("places"), "code", "320500")
                                .path("experts")
                                .asLong()
                        + 1);
        assertThat(one(after.path("chains"), "code", chain.code())
                        .path("experts")
                        .asLong())
                .isEqualTo(one(before.path("chains"), "code", chain.code())
                                .path("experts")
                                .asLong()
                        + 1);
        JsonNode stations =
                one(after.path("map").path("lines"), "code", chain.code()).path("stations");
        for (int i = 0; i < 2; i++) {
            assertThat(stations.get(i).path("experts").asLong())
                    .as(stations.get(i).path("name").asString())
                    .isEqualTo(line.path("stations").get(i).path("experts").asLong() + 1);
        }
    }
}
