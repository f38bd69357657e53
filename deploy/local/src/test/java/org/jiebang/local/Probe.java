package org.jiebang.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes and reads one row and one document. */
record Probe(String jdbcUrl, String user, String password, URI elasticsearch) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Probe of(LocalServices services) {
        return new Probe(services.jdbcUrl(), services.user(), services.password(), services.elasticsearchUri());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    String sql(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    void writeRow(String value) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS note (text text NOT NULL)");
            statement.execute("INSERT INTO note VALUES ('" + value + "')");
        }
    }

    String rows() throws SQLException {
        return sql("SELECT string_agg(text, ',' ORDER BY text) FROM note");
    }

    void writeDocument(String id, String value) throws IOException, InterruptedException {
        if (http("HEAD", "/note", "").statusCode() == 404) {
            expect(http("PUT", "/note", "{\"settings\":{\"number_of_replicas\":0,\"number_of_shards\":1}}"));
        }
        expect(http("PUT", "/note/_doc/" + id, "{\"text\":\"" + value + "\"}"));
    }

    String document(String id) throws IOException, InterruptedException {
        return http("GET", "/note/_source/" + id, "").body();
    }

    HttpResponse<String> http(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void expect(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }
}
