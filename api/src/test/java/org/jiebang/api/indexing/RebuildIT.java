package org.jiebang.api.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An index is filled anew and put in place of the old one while people search and write. */
@PlatformTest
class RebuildIT {
    private final Platform platform;
    private final WebTestClient web;
    private final ElasticsearchAsyncClient elasticsearch;

    RebuildIT(Platform platform, WebTestClient web, ElasticsearchAsyncClient elasticsearch) {
        this.platform = platform;
        this.web = web;
        this.elasticsearch = elasticsearch;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private static String rebuild(Library library) {
        return "/api/admin/indexes/" + library.code() + "/rebuild";
    }

    private Map<Library, Long> totals() {
        Map<Library, Long> totals = new HashMap<>();
        for (Library library : Library.values()) {
            totals.put(
                    library,
                    platform.search("type", library.type(), "size", "1")
                            .path("total")
                            .asLong());
        }
        return totals;
    }

    @Test
    void failsNoSearchAndLosesNoRecord() throws Exception {
        // What other tests removed is out of the index as well.
        platform.awaitIndexed();
        for (Library library : Library.values()) {
            holdsWhatIsPublished(library);
        }
        Map<Library, Long> before = totals();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger searches = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        try (ExecutorService users = Executors.newFixedThreadPool(2)) {
            List<Future<?>> searching = new ArrayList<>();
            for (Library library : List.of(Library.EXPERTS, Library.TEAMS)) {
                searching.add(users.submit(() -> {
                    while (!done.get()) {
                        String failure = failureOfSearch(library, before.getOrDefault(library, 0L));
                        if (!failure.isEmpty()) {
                            failures.add(failure);
                        }
                        searches.incrementAndGet();
                    }
                }));
            }
            try {
                for (Library library : Library.values()) {
                    JsonNode built = platform.post(rebuild(library));
                    assertThat(built.path("library").asString()).isEqualTo(library.code());
                    assertThat(built.path("documents").asLong())
                            .as(library.code())
                            .isEqualTo(before.get(library));
                    holdsWhatIsPublished(library);
                }
            } finally {
                done.set(true);
            }
            for (Future<?> user : searching) {
                user.get();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(searches).hasValueGreaterThan(20);
        assertThat(totals()).isEqualTo(before);
    }

    /** The index knows each published record by its id, and no other. */
    private void holdsWhatIsPublished(Library library) {
        Set<String> found = elasticsearch
                .search(
                        search -> search.index(LibraryIndex.alias(library))
                                .size(10_000)
                                .source(source -> source.fetch(false)),
                        Void.class)
                .join()
                .hits()
                .hits()
                .stream()
                .map(Hit::id)
                .collect(Collectors.toSet());
        assertThat(found)
                .as(library.code())
                .containsExactlyInAnyOrderElementsOf(
                        platform.strings("SELECT id FROM library_record WHERE publication = 'PUBLISHED' AND library = '"
                                + library.code() + "'"));
    }

    private String failureOfSearch(Library library, long total) {
        var answer = web.get()
                .uri("/api/search?q=&size=1&type={type}", library.type())
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
        JsonNode body = answer.getResponseBody();
        boolean right = answer.getStatus().is2xxSuccessful()
                && body != null
                && body.path("total").asLong() == total;
        return right ? "" : answer.getStatus() + " " + body;
    }

    @Test
    void findsWhatIsWrittenMeanwhile() throws Exception {
        String run = Platform.unique("重建");
        List<String> jobs = new ArrayList<>();
        try (ExecutorService administrator = Executors.newSingleThreadExecutor()) {
            Future<?> rebuilding = administrator.submit(() -> {
                for (int i = 0; i < 4; i++) {
                    platform.post(rebuild(Library.EXPERTS));
                }
            });
            while (!rebuilding.isDone()) {
                Table table = Table.experts();
                for (int row = 0; row < 20; row++) {
                    table.row("甲" + jobs.size() + "之" + row, run, "方向");
                }
                // Changed by the next file: the index must not show an older state.
                table.row("变者" + run, run, "第" + jobs.size() + "版");
                jobs.add(platform.begin(Library.EXPERTS, "table.csv", table.csv(), false));
                platform.awaitJob(jobs.getLast());
            }
            rebuilding.get();
        }
        platform.awaitIndexed();

        assertThat(jobs).hasSizeGreaterThan(2);
        assertThat(platform.search("q", '"' + run + '"').path("total").asInt()).isEqualTo(jobs.size() * 20 + 1);
        assertThat(platform.searchAll("q", "\"第" + (jobs.size() - 1) + "版\" \"变者" + run + '"'))
                .hasSize(1);
        leavesNoIndexBehind();
    }

    /** After a while there is one index a library, and nothing else. */
    private void leavesNoIndexBehind() {
        Platform.soon().untilAsserted(() -> {
            var indexes = elasticsearch
                    .indices()
                    .getAlias(all -> all.index("jiebang-*"))
                    .join()
                    .aliases();
            assertThat(indexes.values().stream().flatMap(index -> index.aliases().keySet().stream()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Library.values())
                            .map(LibraryIndex::alias)
                            .toList());
            assertThat(indexes).hasSize(Library.values().length);
            assertThat(platform.rows("SELECT count(*) FROM search_index")).isEqualTo(Library.values().length);
        });
    }

    @Test
    void refusesASecondRebuildOfTheSameIndex() throws Exception {
        List<HttpStatusCode> statuses = new CopyOnWriteArrayList<>();
        List<String> conflicts = new CopyOnWriteArrayList<>();
        try (ExecutorService administrators = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(administrators.submit(() -> {
                    var answer = web.post()
                            .uri(rebuild(Library.EXPERTS))
                            .exchange()
                            .expectBody(JsonNode.class)
                            .returnResult();
                    statuses.add(answer.getStatus());
                    JsonNode body = answer.getResponseBody();
                    if (body != null && answer.getStatus().value() == 409) {
                        conflicts.add(body.path("code").asString());
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(statuses.stream().map(HttpStatusCode::value))
                .containsOnly(200, 409)
                .contains(200, 409);
        assertThat(conflicts).isNotEmpty().containsOnly("CONFLICT");
        platform.post(rebuild(Library.EXPERTS));
    }

    @Test
    void knowsNoOtherIndex() {
        platform.refusal(web.post().uri("/api/admin/indexes/robots/rebuild"), 404, "NOT_FOUND");
    }

    @Test
    void tellsWhatWaits() {
        JsonNode state = platform.get("/api/admin/indexes");

        assertThat(state.path("waiting").asLong()).isZero();
        assertThat(state.path("dictionaryVersion").asString()).matches("[0-9a-f]{12}");
    }
}
