package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.sample.SampleSizes;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests do with the platform: ask it, give it files, and wait until it is done. */
public final class Platform {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LARGEST_ANSWER = 16 << 20;
    private static final int LARGEST_PAGE = 100;

    private final WebTestClient web;
    private final DatabaseClient database;
    private final ElasticsearchAsyncClient elasticsearch;
    private final JsonMapper json;

    Platform(WebTestClient web, DatabaseClient database, ElasticsearchAsyncClient elasticsearch, JsonMapper json) {
        this.web = web;
        this.database = database;
        this.elasticsearch = elasticsearch;
        this.json = json;
    }

    static final class LargeAnswers implements WebTestClientBuilderCustomizer {
        @Override
        public void customize(WebTestClient.Builder builder) {
            builder.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER));
        }
    }

    /** Waits for a condition, for as long as a busy machine may need. */
    public static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50));
    }

    /** A name that no other record has: letters behind it, since digits may read as a number to call or as a year. */
    public static String unique(String name) {
        return name
                + UUID.randomUUID()
                        .toString()
                        .substring(0, 8)
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 16))))
                        .collect(Collectors.joining());
    }

    /** Asks for JSON that must come. */
    public JsonNode get(String uri, Object... variables) {
        return answer(web.get().uri(uri, variables), 200);
    }

    public JsonNode post(String uri, Object... variables) {
        return answer(web.post().uri(uri, variables), 200);
    }

    /** The body of an answer that must have a status. */
    public JsonNode answer(WebTestClient.RequestHeadersSpec<?> request, int status) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        assertThat(result.getStatus().value()).as(() -> "Status of " + result).isEqualTo(status);
        byte[] body = result.getResponseBody();
        assertThat(body).as(() -> "Body of " + result).isNotNull();
        return json.readTree(body);
    }

    /** Bytes that must come. */
    public byte[] download(String uri, Object... variables) {
        byte[] bytes = web.get()
                .uri(uri, variables)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return bytes == null ? new byte[0] : bytes;
    }

    /** A refusal: a problem with this status and code, and nothing of the server's inside. */
    public JsonNode refusal(WebTestClient.RequestHeadersSpec<?> request, int status, String code) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] bytes = result.getResponseBody();
        String body = bytes == null ? "" : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(result.getResponseHeaders().getContentType())
                .as(() -> "Content type of " + result)
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = json.readTree(body);
        assertThat(result.getStatus().value()).as(body).isEqualTo(status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).as(body).isEqualTo(code);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("type").asString()).startsWith("urn:jiebang:problem:");
        assertThat(problem.path("requestId").asString())
                .isNotBlank()
                .isEqualTo(result.getResponseHeaders().getFirst("X-Request-Id"));
        assertThat(body).doesNotContainPattern("(?i)exception|\\bat [a-z]+\\.|org\\.|java\\.|stackTrace|\\.java:");
        return problem;
    }

    public WebTestClient.RequestHeadersSpec<?> searching(String... parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        return web.get().uri(uri -> {
            uri.path("/api/search");
            for (int i = 0; i < parameters.length; i += 2) {
                uri.queryParam(parameters[i], "{value" + i + "}");
                values.put("value" + i, parameters[i + 1]);
            }
            return uri.build(values);
        });
    }

    /** Searches with parameters as name, value, name, value. */
    public JsonNode search(String... parameters) {
        return answer(searching(parameters), 200);
    }

    /** All hits of a search, page after page. */
    public List<JsonNode> searchAll(String... parameters) {
        List<JsonNode> hits = new ArrayList<>();
        String cursor = "";
        do {
            String[] asked = Arrays.copyOf(parameters, parameters.length + 4);
            asked[parameters.length] = "cursor";
            asked[parameters.length + 1] = cursor;
            asked[parameters.length + 2] = "size";
            asked[parameters.length + 3] = Integer.toString(LARGEST_PAGE);
            JsonNode page = search(asked);
            page.path("hits").forEach(hits::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return hits;
    }

    /** Ids of all hits of a search. */
    public List<String> idsOf(String... parameters) {
        return searchAll(parameters).stream()
                .map(hit -> hit.path("id").asString())
                .toList();
    }

    /** Id of the one record of a library with this title. */
    public String idOf(Library library, String title) {
        List<String> ids = searchAll("q", '"' + title + '"', "type", library.type()).stream()
                .filter(hit -> hit.path("title").asString().equals(title))
                .map(hit -> hit.path("id").asString())
                .toList();
        assertThat(ids).as("%s with the title %s", library, title).hasSize(1);
        return ids.getFirst();
    }

    public JsonNode record(Library library, String id) {
        return get("/api/{library}/{id}", library.code(), id);
    }

    /** A request that uploads a file. */
    public WebTestClient.RequestHeadersSpec<?> uploading(String library, String fileName, byte[] file, boolean dryRun) {
        return uploading(
                library,
                new ByteArrayResource(file) {
                    @Override
                    public String getFilename() {
                        return fileName;
                    }
                },
                dryRun);
    }

    public WebTestClient.RequestHeadersSpec<?> uploading(String library, Resource file, boolean dryRun) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", file, MediaType.APPLICATION_OCTET_STREAM);
        parts.part("library", library);
        if (dryRun) {
            parts.part("dryRun", "true");
        }
        return web.post().uri("/api/imports").body(BodyInserters.fromMultipartData(parts.build()));
    }

    /** Attaches a file as whoever acts in the browser. */
    public static WebTestClient.RequestHeadersSpec<?> attaching(
            WebTestClient web, String kind, Object subject, String fileName, byte[] file) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(file) {
            @Override
            public String getFilename() {
                return fileName;
            }
        });
        parts.part("kind", kind);
        parts.part("subject", subject.toString());
        return web.post().uri("/api/evidence").body(BodyInserters.fromMultipartData(parts.build()));
    }

    /** The least that is a PDF by its content. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Uploads a file that must be taken; answers the id of its job. */
    public String begin(Library library, String fileName, byte[] file, boolean dryRun) {
        JsonNode job = answer(uploading(library.code(), fileName, file, dryRun), 202);
        return job.path("id").asString();
    }

    /** Imports a file to its end, successful or not, until its records are searchable. */
    public JsonNode load(Library library, String fileName, byte[] file) {
        JsonNode job = awaitJob(begin(library, fileName, file, false));
        awaitIndexed();
        return job;
    }

    /** Imports a table of which every row must be accepted. */
    public void load(Table table) {
        JsonNode job = load(table.library(), "table.csv", table.csv());
        assertThat(job.path("state").asString()).as(job::toPrettyString).isEqualTo("SUCCEEDED");
        assertThat(job.path("accepted").asInt()).as(job::toPrettyString).isEqualTo(table.size());
    }

    public JsonNode job(String id) {
        return get("/api/imports/{id}", id);
    }

    /** Waits until a job has ended, however it ended. */
    public JsonNode awaitJob(String id) {
        return soon().until(
                        () -> job(id),
                        job -> List.of("SUCCEEDED", "FAILED", "CANCELLED")
                                .contains(job.path("state").asString()));
    }

    /** Waits until all sample libraries are in the index. */
    public void awaitSamples() {
        long wanted = Arrays.stream(Library.values())
                .mapToInt(SampleSizes.standard()::of)
                .sum();
        soon().until(
                        () -> rows("SELECT count(*) FROM import_job WHERE sample AND state = 'SUCCEEDED'"),
                        done -> done == Library.values().length);
        assertThat(rows("SELECT count(*) FROM library_record WHERE sample")).isEqualTo(wanted);
        awaitIndexed();
    }

    public boolean isHealthy() {
        return web.get()
                        .uri("/actuator/health")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()
                == 200;
    }

    /** Waits until everything that was written can be found. */
    public void awaitIndexed() {
        awaitIndexed(PATIENCE);
    }

    public void awaitIndexed(Duration patience) {
        soon().atMost(patience).until(() -> rows("SELECT count(*) FROM outbox") == 0 && allIndexesStand());
        refresh();
    }

    private boolean allIndexesStand() {
        return rows("SELECT count(*) FROM search_index WHERE state = 'LIVE'") == Library.values().length;
    }

    /** Makes what is in the index visible to searches. */
    public void refresh() {
        elasticsearch.indices().refresh(all -> all.index(aliases())).join();
    }

    private static List<String> aliases() {
        return Arrays.stream(Library.values()).map(LibraryIndex::alias).toList();
    }

    /** What there is to ask once everything that was written can be found. */
    public <T> T awaitIndexedAnd(Supplier<T> question) {
        awaitIndexed();
        return question.get();
    }

    /** The texts that a query of the database answers. */
    public List<String> strings(String sql) {
        return database.sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** The number that a query of the database answers. */
    public long rows(String sql) {
        return database.sql(sql)
                .map(row -> row.get(0, Long.class))
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
