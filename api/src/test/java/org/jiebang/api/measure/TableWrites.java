package org.jiebang.api.measure;

import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;

/** What was written to each table of a database, as PostgreSQL counts it itself. */
public final class TableWrites {
    /** PostgreSQL tells what a connection did after a moment. */
    private static final Duration SETTLES = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private Map<String, Long> before;

    /**
     * Begins to count.
     *
     * @param url such as {@code r2dbc:postgresql://jiebang:PASSWORD@127.0.0.1:PORT/jiebang}
     */
    public TableWrites(String url) throws InterruptedException {
        database = DatabaseClient.create(ConnectionFactories.get(url));
        before = counts();
    }

    /** Rows added, changed and removed since the last call, by table; tables without any are left out. */
    public Map<String, Long> take() throws InterruptedException {
        Map<String, Long> now = counts();
        Map<String, Long> writes = new TreeMap<>();
        now.forEach((table, count) -> {
            long more = count - before.getOrDefault(table, 0L);
            if (more > 0) {
                writes.put(table, more);
            }
        });
        before = now;
        return writes;
    }

    private Map<String, Long> counts() throws InterruptedException {
        Thread.sleep(SETTLES);
        return Objects.requireNonNull(database.sql(
                        "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS writes FROM pg_stat_user_tables")
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("relname", String.class)),
                        Objects.requireNonNull(row.get("writes", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block());
    }
}
