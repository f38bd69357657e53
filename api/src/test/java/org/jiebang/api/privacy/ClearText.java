package org.jiebang.api.privacy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** Looks for texts in everything that the platform stores. */
public final class ClearText {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ClearText() {}

    /** Tables with a row that holds one of the texts, as text, within JSON or as bytes. */
    public static List<String> tablesWith(DatabaseClient database, String... texts) {
        List<String> tables = database.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                        """)
                .map(row -> Objects.requireNonNull(row.get("table_name", String.class)))
                .all()
                .collectList()
                .block(PATIENCE);
        List<String> found = new ArrayList<>();
        for (String table : Objects.requireNonNull(tables)) {
            for (String text : texts) {
                String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
                Long rows = database.sql("SELECT count(*) FROM \"" + table
                                + "\" AS entry WHERE entry::text LIKE $1 OR entry::text LIKE $2")
                        .bind("$1", "%" + text + "%")
                        .bind("$2", "%" + bytes + "%")
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block(PATIENCE);
                if (rows == null || rows > 0) {
                    found.add(table + " has " + text);
                }
            }
        }
        return found;
    }

    /** The source of every document of the search engine. */
    public static String documents(String uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            StringBuilder all = new StringBuilder();
            for (int from = 0; from < 10_000; from += 1000) {
                String page = client.send(
                                HttpRequest.newBuilder(
                                                URI.create(uri + "/_all/_search?q=*&size=1000&sort=_doc&from=" + from))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                all.append(page);
                if (!page.contains("\"_source\"")) {
                    return all.toString();
                }
            }
            return all.toString();
        }
    }
}
