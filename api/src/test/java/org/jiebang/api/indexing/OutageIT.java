package org.jiebang.api.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestServices;
import org.jiebang.catalog.Library;
import org.jiebang.local.LocalServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Elasticsearch goes away and comes back: writes go on, searches say so, and the index catches up by itself. */
@PlatformTest
@EnabledIf(value = "org.jiebang.api.TestServices#areLocal", disabledReason = "Only a service of our own may be stopped")
class OutageIT {
    private static final Duration RETURN = Duration.ofMinutes(2);

    private final Platform platform;
    private final WebTestClient web;

    OutageIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @Test
    void keepsWritingAndCatchesUp() {
        platform.awaitSamples();
        String run = Platform.unique("停机");
        platform.load(Table.experts().row("先者" + run, run, "方向"));
        String before = platform.idOf(Library.EXPERTS, "先者" + run);
        String problem = platform.search("type", "problem", "size", "1")
                .path("hits")
                .get(0)
                .path("id")
                .asString();

        LocalServices services = TestServices.local();
        services.stopElasticsearch();
        try {
            List<Supplier<WebTestClient.RequestHeadersSpec<?>>> searches = List.of(
                    () -> platform.searching("q", "技术"),
                    () -> web.get().uri("/api/suggest?q=技"),
                    () -> web.get().uri("/api/problems/{id}/matches?target=experts", problem),
                    () -> web.post()
                            .uri("/api/matches/preview")
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(Map.of("title", "技术")),
                    () -> web.post().uri("/api/admin/indexes/teams/rebuild"));
            for (Supplier<WebTestClient.RequestHeadersSpec<?>> search : searches) {
                platform.refusal(search.get(), 503, "SEARCH_UNAVAILABLE");
                search.get().exchange().expectHeader().valueMatches(HttpHeaders.RETRY_AFTER, "\\d+");
            }
            JsonNode health = platform.answer(web.get().uri("/actuator/health"), 503);
            assertThat(health.path("status").asString()).isEqualTo("DOWN");
            assertThat(health.path("components")
                            .path("elasticsearch")
                            .path("status")
                            .asString())
                    .isEqualTo("DOWN");
            assertThat(health.path("components").path("r2dbc").path("status").asString())
                    .isEqualTo("UP");

            Table table = Table.experts();
            for (int row = 0; row < 1000; row++) {
                table.row("甲" + row, run, "方向");
            }
            table.row("先者" + run, run, "新方向");
            JsonNode job = platform.awaitJob(platform.begin(Library.EXPERTS, "table.csv", table.csv(), false));

            assertThat(job.path("state").asString()).isEqualTo("SUCCEEDED");
            assertThat(job.path("accepted").asInt()).isEqualTo(1001);
            assertThat(platform.get("/api/admin/indexes").path("waiting").asInt())
                    .isEqualTo(1001);
            assertThat(platform.record(Library.EXPERTS, before).path("version").asInt())
                    .isEqualTo(2);
        } finally {
            services.startElasticsearch();
            services.awaitElasticsearch(RETURN);
        }

        platform.awaitIndexed(RETURN);
        assertThat(platform.search("q", '"' + run + '"').path("total").asInt()).isEqualTo(1001);
        assertThat(platform.idsOf("q", "\"新方向\" \"" + run + '"')).containsExactly(before);
        Platform.soon().until(platform::isHealthy);
    }
}
