package org.jiebang.api.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiebang.api.measure.LoadRun;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports a workbook of experts from the upload until every row is searchable, then loads the finished documents of the same file into a
 * bare index: {@code bin/measure org.jiebang.api.imports.ImportLoad PLATFORM ELASTICSEARCH FILE.xlsx}.
 */
final class ImportLoad {
    private static final int BULK = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final LoadRun load = new LoadRun();
    private final String platform;
    private final String engine;

    private ImportLoad(String platform, String engine) {
        this.platform = platform;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ImportLoad run = new ImportLoad(arguments[0], arguments[1]);
        Path file = Path.of(arguments[2]);
        run.load.signIn(run.platform);
        long start = System.nanoTime();
        JsonNode job = run.importFile(file);
        double imported = seconds(start);
        long rows = job.path("accepted").asLong();
        while (run.waiting() > 0 || run.searchable() < rows) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        double product = seconds(start);
        System.out.printf(
                "Import of %d rows (%s): in the database after %.1f s, searchable after %.1f s = %.0f rows/s; rejected %d%n",
                rows,
                job.path("state").asString(""),
                imported,
                product,
                rows / product,
                job.path("rejected").asLong());
        double bare = run.bareLoad(file);
        System.out.printf(
                "Bare bulk load of the same documents: %.1f s = %.0f rows/s; ratio %.2f%n",
                bare, rows / bare, product / bare);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private long waiting() {
        return json.readTree(load.read(load.get(platform + "/api/admin/indexes")))
                .path("waiting")
                .asLong();
    }

    private long searchable() {
        return json.readTree(load.read(load.get(platform + "/api/search?type=expert&size=1")))
                .path("total")
                .asLong();
    }

    private JsonNode importFile(Path file) throws IOException, InterruptedException {
        String boundary = "jiebang" + UUID.randomUUID();
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"library\"\r\n\r\nexperts\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getFileName()
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        HttpRequest upload = HttpRequest.newBuilder(URI.create(platform + "/api/imports"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofFile(file),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        HttpResponse<String> answer = load.send(upload);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
        String id = json.readTree(answer.body()).path("id").asString("");
        JsonNode job = json.readTree(answer.body());
        while (List.of("QUEUED", "RUNNING").contains(job.path("state").asString(""))) {
            TimeUnit.MILLISECONDS.sleep(200);
            job = json.readTree(load.read(load.get(platform + "/api/imports/" + id)));
        }
        return job;
    }

    private double bareLoad(Path file) throws IOException, InterruptedException {
        String index = "measure-" + UUID.randomUUID();
        send("PUT", "/" + index, new String(LibraryIndex.definition().readAllBytes(), StandardCharsets.UTF_8));
        List<Path> bulks = documents(file, index);
        long start = System.nanoTime();
        for (Path bulk : bulks) {
            send("POST", "/_bulk", Files.readString(bulk));
        }
        send("POST", "/" + index + "/_refresh", "");
        double bare = seconds(start);
        send("DELETE", "/" + index, "");
        for (Path bulk : bulks) {
            Files.delete(bulk);
        }
        return bare;
    }

    private List<Path> documents(Path file, String index) throws IOException {
        IndustryGraph graph = IndustryGraph.standard();
        DocumentBuilder documents = new DocumentBuilder(
                new TextAnalyzer(DomainDictionary.of(graph.vocabulary())), graph, RegionTree.standard());
        List<Path> bulks = new ArrayList<>();
        try (LibraryFile library = LibraryFile.open(file, Library.EXPERTS);
                Stream<LibraryFile.Parsed> stream = library.rows(0)) {
            Iterator<LibraryFile.Parsed> rows = stream.iterator();
            while (rows.hasNext()) {
                StringBuilder bulk = new StringBuilder();
                for (int i = 0; i < BULK && rows.hasNext(); i++) {
                    LibraryRecord item =
                            Objects.requireNonNull(rows.next().outcome().item());
                    String id = UUID.randomUUID().toString();
                    bulk.append("{\"index\":{\"_index\":\"")
                            .append(index)
                            .append("\",\"_id\":\"")
                            .append(id)
                            .append("\"}}\n");
                    bulk.append(json.writeValueAsString(documents.document(id, item, false, "2026-01-01T00:00:00Z")))
                            .append('\n');
                }
                Path part = Files.createTempFile("jiebang-bulk-", ".ndjson");
                Files.writeString(part, bulk);
                bulks.add(part);
            }
        }
        return bulks;
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine + path))
                .header("Content-Type", path.equals("/_bulk") ? "application/x-ndjson" : "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("\"errors\":true")) {
            throw new IllegalStateException(
                    answer.body().substring(0, Math.min(500, answer.body().length())));
        }
    }
}
