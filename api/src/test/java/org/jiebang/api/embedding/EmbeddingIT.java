package org.jiebang.api.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors from a small real endpoint: made in the background, caught up with after it was away, made anew for another model. */
@PlatformTest
class EmbeddingIT {
    private static final int DIMENSIONS = 4;

    private final Platform platform;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Elasticsearch elasticsearch;
    private final ElasticsearchAsyncClient engine;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer endpoint;

    /** What the records of this test have in common; the endpoint lays them in one direction. */
    private final String subject = Platform.unique("示例方向");

    EmbeddingIT(
            Platform platform,
            DatabaseClient database,
            TransactionalOperator transactions,
            Elasticsearch elasticsearch,
            ElasticsearchAsyncClient engine) {
        this.platform = platform;
        this.database = database;
        this.transactions = transactions;
        this.elasticsearch = elasticsearch;
        this.engine = engine;
    }

    @BeforeEach
    void start() throws IOException {
        platform.awaitSamples();
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.createContext("/v1/embeddings", this::answer);
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
        run("DELETE FROM embedded_record");
        engine.indices()
                .get(all -> all.index("jiebang-vectors-*"))
                .join()
                .indices()
                .keySet()
                .forEach(name ->
                        engine.indices().delete(index -> index.index(name)).join());
    }

    private void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode input = JsonMapper.shared()
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("input");
            List<Map<String, Object>> data = new ArrayList<>();
            boolean refused = false;
            for (JsonNode text : input) {
                texts.add(text.asString());
                refused |= text.asString().contains("拒收" + subject);
                boolean ours = text.asString().contains(subject);
                data.add(Map.of("index", data.size(), "embedding", ours ? List.of(1, 0, 0, 0) : List.of(0, 1, 0.1, 0)));
            }
            byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("data", data));
            int code = refused ? 400 : status.get();
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Embedding embedding(String model) {
        EmbeddingProperties properties = new EmbeddingProperties(
                "http://127.0.0.1:" + endpoint.getAddress().getPort(),
                model,
                "",
                DIMENSIONS,
                64,
                500,
                Duration.ofSeconds(10));
        return new Embedding(
                properties,
                new EmbeddingClient(properties, JsonMapper.shared()),
                new VectorIndex(elasticsearch, properties),
                database,
                transactions);
    }

    private static void catchUp(Embedding embedding) {
        while (Boolean.TRUE.equals(embedding.work().block(Duration.ofMinutes(1)))) {
            // The next batch.
        }
    }

    private long known() {
        return platform.rows("SELECT count(*) FROM embedded_record JOIN library_record ON id = record_id"
                + " AND embedded_record.version = library_record.version AND publication = 'PUBLISHED'");
    }

    private long published() {
        return platform.rows("SELECT count(*) FROM library_record WHERE publication = 'PUBLISHED'");
    }

    @Test
    void everyPublishedRecordHasAVectorOfTheModelInUse() {
        String near = Platform.unique("近");
        String refused = Platform.unique("拒");
        platform.load(Table.experts().row(near, "江南示例大学", subject).row(refused, "江南示例大学", "拒收" + subject));
        platform.load(Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战")
                .row(Platform.unique("另一种说法"), Platform.unique("示例企业"), subject));
        String expert = platform.idOf(Library.EXPERTS, near);
        String problem = platform.search("q", '"' + subject + '"', "type", "problem")
                .path("hits")
                .get(0)
                .path("id")
                .asString();
        Embedding embedding = embedding("a");

        status.set(503);
        assertThat(embedding.work().onErrorReturn(false).block(Duration.ofMinutes(1)))
                .as("the endpoint is away")
                .isFalse();
        assertThat(known()).isZero();
        assertThat(embedding.nearest(List.of(problem), Library.EXPERTS, 3).block())
                .as("nothing fails meanwhile")
                .isEmpty();

        status.set(200);
        catchUp(embedding);
        assertThat(known()).as("caught up, what was refused included").isEqualTo(published());
        engine.indices().refresh(all -> all.index("jiebang-vectors-*")).join();
        Map<String, List<String>> nearest =
                embedding.nearest(List.of(problem), Library.EXPERTS, 3).block();
        assertThat(nearest.get(problem)).startsWith(expert).doesNotContain(platform.idOf(Library.EXPERTS, refused));

        int before = texts.size();
        catchUp(embedding);
        assertThat(texts).as("nothing is asked for twice").hasSize(before);
        platform.load(Table.of(Library.EXPERTS, "姓名", "工作单位", "研究方向", "职称").row(near, "江南示例大学", subject, "教授"));
        catchUp(embedding);
        assertThat(texts.size() - before).as("only what has changed").isEqualTo(1);

        catchUp(embedding("b"));
        assertThat(texts.size() - before).as("another model, all anew").isGreaterThan((int) published());
        assertThat(engine.indices()
                        .get(all -> all.index("jiebang-vectors-*"))
                        .join()
                        .indices()
                        .keySet())
                .as("the vectors of the earlier model are gone")
                .hasSize(1);
    }

    @Test
    void draftsAreNeverSent() {
        String secret = Platform.unique("机密");
        platform.load(
                Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战").row(secret, Platform.unique("示例企业"), secret));
        String problem = platform.idOf(Library.PROBLEMS, secret);
        run("WITH drafted AS (UPDATE library_record SET publication = 'DRAFT', version = version + 1 WHERE id = '"
                + problem + "' RETURNING id) INSERT INTO outbox (record_id) SELECT id FROM drafted");
        Embedding embedding = embedding("c");
        catchUp(embedding);
        assertThat(texts).isNotEmpty().noneMatch(text -> text.contains(secret));
    }
}
