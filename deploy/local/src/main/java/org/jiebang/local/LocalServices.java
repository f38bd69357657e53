package org.jiebang.local;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Elasticsearch for this process alone, on loopback ports.
 *
 * <p>They end at {@link #close()}, and within ten seconds after this JVM ended in any other way. Thread-safe. A stopped
 * service keeps its port and its data.
 */
public final class LocalServices implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /** Keeps the pipes to the supervisors open when nobody else remembers the instance. */
    private static final Set<LocalServices> OPEN = ConcurrentHashMap.newKeySet();

    private final LocalServicesOptions options;
    private final DirectoryLock lock;
    private volatile @Nullable ElasticsearchServer elasticsearch;
    private volatile CompletableFuture<Void> elasticsearchStart = CompletableFuture.completedFuture(null);
    private volatile @Nullable PostgresServer postgres;

    private LocalServices(LocalServicesOptions options, DirectoryLock lock) {
        this.options = options;
        this.lock = lock;
    }

    /**
     * Starts both services at once and returns when PostgreSQL answers; Elasticsearch needs some seconds more, see
     * {@link #awaitElasticsearch}.
     *
     * @throws LocalServicesException when another process holds the directory, or PostgreSQL does not start; then
     *     nothing is left running
     */
    public static LocalServices start(LocalServicesOptions options) {
        DataDirectory directory = new DataDirectory(options.directory()).prepare();
        LocalServices services = new LocalServices(options, DirectoryLock.acquire(directory, options.lockWait()));
        OPEN.add(services);
        try {
            services.startAll(directory);
            return services;
        } catch (RuntimeException | Error failed) {
            try {
                services.close();
            } catch (RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private void startAll(DataDirectory directory) {
        if (options.elasticsearch()) {
            ElasticsearchServer server = new ElasticsearchServer(options, directory);
            elasticsearch = server;
            lock.tell("elasticsearch", server.uri().toString());
            elasticsearchStart = CompletableFuture.runAsync(server::start, Thread::startVirtualThread);
        }
        if (options.postgres()) {
            PostgresServer server = PostgresServer.start(options, directory);
            postgres = server;
            lock.tell("database", server.url());
        }
    }

    /** {@code postgresql://host:port/database}, without user and password. */
    public String databaseUrl() {
        return requirePostgres().url();
    }

    public String jdbcUrl() {
        return "jdbc:" + databaseUrl();
    }

    public String r2dbcUrl() {
        return "r2dbc:" + databaseUrl();
    }

    /** A superuser, so that migrations may create extensions. */
    public String user() {
        return PostgresCluster.USER;
    }

    /** Made at random at the first start and kept in the data directory. */
    public String password() {
        return requirePostgres().password();
    }

    /** Known before Elasticsearch answers, and the same until {@link #close()}. No user, no password. */
    public URI elasticsearchUri() {
        return requireElasticsearch().uri();
    }

    /**
     * Returns when Elasticsearch is yellow or green.
     *
     * @throws LocalServicesException when it ended instead, is stopped, or took longer than {@code limit}
     */
    public void awaitElasticsearch(Duration limit) {
        ElasticsearchServer server = requireElasticsearch();
        long begin = System.nanoTime();
        try {
            elasticsearchStart.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof LocalServicesException known
                    ? known
                    : new LocalServicesException(
                            "Elasticsearch cannot be started: " + failed.getCause(),
                            "mend that and start again.",
                            failed);
        } catch (TimeoutException late) {
            throw new LocalServicesException(
                    "Elasticsearch still waits for processes of an earlier run.",
                    "wait longer than " + limit + ".",
                    late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalServicesException("Interrupted while Elasticsearch starts.", "start again.", interrupted);
        }
        server.await(limit.minusNanos(System.nanoTime() - begin));
    }

    /** Stops Elasticsearch and returns when it has ended; for tests of an outage. */
    public void stopElasticsearch() {
        ElasticsearchServer server = requireElasticsearch();
        joinElasticsearchStart();
        server.stop(STOP_PATIENCE);
    }

    /** Starts it again on the same port and data, without waiting; see {@link #awaitElasticsearch}. */
    public void startElasticsearch() {
        ElasticsearchServer server = requireElasticsearch();
        joinElasticsearchStart();
        server.start();
        elasticsearchStart = CompletableFuture.completedFuture(null);
    }

    /** Whether {@link #close()} has not been called. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** All processes that belong to this instance: the services, what they started, and their supervisors. */
    public List<Long> processIds() {
        PostgresServer database = postgres;
        ElasticsearchServer search = elasticsearch;
        return Stream.concat(
                        database == null ? Stream.of() : database.pids().stream(),
                        search == null ? Stream.of() : search.pids().stream())
                .toList();
    }

    /** The process of PostgreSQL that listens; empty when it has ended. */
    public OptionalLong postgresProcessId() {
        return requirePostgres().pid();
    }

    /** The process of Elasticsearch that listens; empty while it is stopped. */
    public OptionalLong elasticsearchProcessId() {
        return requireElasticsearch().pid();
    }

    /** Stops both services, waits until they have ended, and gives the directory free. A second call does nothing. */
    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        try {
            ElasticsearchServer search = elasticsearch;
            CompletableFuture<Void> searchStopped = CompletableFuture.runAsync(
                    () -> {
                        if (search != null) {
                            joinElasticsearchStart();
                            search.stop(STOP_PATIENCE);
                            search.giveBackPort();
                        }
                    },
                    Thread::startVirtualThread);
            PostgresServer database = postgres;
            if (database != null) {
                database.stop(STOP_PATIENCE);
            }
            searchStopped.join();
        } finally {
            lock.close();
        }
    }

    private void joinElasticsearchStart() {
        try {
            elasticsearchStart.join();
        } catch (CompletionException ignored) {
            // Said by awaitElasticsearch; then there is no process.
        }
    }

    private PostgresServer requirePostgres() {
        PostgresServer server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL was not asked for: " + options);
        }
        return server;
    }

    private ElasticsearchServer requireElasticsearch() {
        ElasticsearchServer server = elasticsearch;
        if (server == null) {
            throw new IllegalStateException("Elasticsearch was not asked for: " + options);
        }
        return server;
    }
}
