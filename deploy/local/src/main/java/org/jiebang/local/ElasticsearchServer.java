package org.jiebang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Elasticsearch node on a loopback port, which stays the same when the node is stopped and started again. */
final class ElasticsearchServer {

    private static final String SERVICE = "elasticsearch";

    private final LocalServicesOptions options;
    private final DataDirectory directory;
    private final HeldPort port = HeldPort.choose();
    private final ServiceLog log;
    private @Nullable SupervisedProcess process;
    private boolean wipe;

    ElasticsearchServer(LocalServicesOptions options, DataDirectory directory) {
        this.options = options;
        this.directory = directory;
        this.log = ServiceLog.begin(directory, SERVICE);
        this.wipe = options.fresh();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    /** Starts the process and does not wait until it answers. Does nothing when it runs. */
    synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        Leftovers.end(directory, PidFiles.of(directory, SERVICE).all());
        if (wipe) {
            DataDirectory.wipe(directory.elasticsearch());
            wipe = false;
        }
        Path home = home();
        Path config = configure();
        List<String> command = new ArrayList<>(UnprivilegedUser.prefix());
        command.addAll(List.of(
                home.resolve("bin/elasticsearch").toString(),
                "-p",
                PidFiles.of(directory, SERVICE).server().toString()));
        process = SupervisedProcess.start(directory, SERVICE, "TERM", command, environment(config), log);
    }

    private Map<String, String> environment(Path config) {
        String temporary = directory.elasticsearch().resolve("tmp").toString();
        Map<String, String> environment = new HashMap<>(Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home", ""),
                "ES_PATH_CONF", config.toString(),
                "ES_TMPDIR", temporary));
        if (temporary.chars().noneMatch(Character::isWhitespace)) {
            // The launcher forgets a folder per start in its own temporary directory; its script splits at blanks.
            environment.put("CLI_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        }
        return environment;
    }

    synchronized void stop(Duration patience) {
        if (process != null) {
            process.stop(patience);
            process = null;
        }
    }

    void giveBackPort() {
        port.close();
    }

    /** Returns at once when it is up; otherwise waits until the cluster is yellow or green. */
    void await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers()) {
            SupervisedProcess current = current();
            if (current == null) {
                throw new LocalServicesException(
                        "Elasticsearch is stopped.", "call startElasticsearch() before awaitElasticsearch().");
            }
            if (!current.isAlive()) {
                throw failure("ended while it started");
            }
            if (System.nanoTime() - deadline >= 0) {
                throw failure("did not become yellow or green within " + limit.toSeconds() + " s");
            }
            Pause.of(100);
        }
    }

    private synchronized @Nullable SupervisedProcess current() {
        return process;
    }

    private LocalServicesException failure(String what) {
        String text = log.text();
        String wayOut =
                "mend what the log says; if the index may be lost, start with --fresh; or give an Elasticsearch "
                        + "that already runs (JIEBANG_ELASTICSEARCH_URIS).";
        if (text.contains("Address already in use")) {
            wayOut = "another program took port " + port.number() + "; start again, which chooses another one.";
        } else if (Stream.of("OutOfMemoryError", "insufficient memory", "Cannot allocate", "Could not reserve")
                .anyMatch(text::contains)) {
            wayOut = "free memory, or change its heap (jiebang.local.elasticsearch-heap, now "
                    + options.elasticsearchHeap() + ").";
        }
        return new LocalServicesException("Elasticsearch " + what + ". " + log.tail(), wayOut);
    }

    private boolean answers() {
        try {
            URI health = uri().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException ignored) {
            return false;
        }
    }

    private Path home() {
        Path home = options.elasticsearchHome()
                .orElseGet(() -> BuildProperties.load().elasticsearchHome());
        if (!Files.isReadable(home.resolve("bin/elasticsearch"))) {
            throw new LocalServicesException(
                    "There is no readable Elasticsearch in " + home + ", where the build unpacks it.",
                    "run mvn package for deploy/local on this machine, or give an Elasticsearch that already runs "
                            + "(JIEBANG_ELASTICSEARCH_URIS).");
        }
        return home;
    }

    /** Writes the whole configuration anew: what an earlier version wrote does not matter. */
    private Path configure() {
        Path own = directory.elasticsearch();
        Path config = own.resolve("config");
        try {
            DataDirectory.wipe(own.resolve("tmp"));
            for (Path path : List.of(own, config, own.resolve("data"), own.resolve("tmp"))) {
                DataDirectory.create(path);
            }
            Files.writeString(config.resolve("elasticsearch.yml"), settings());
            Files.writeString(config.resolve("jvm.options"), jvmOptions());
            try (InputStream logging =
                    Objects.requireNonNull(ElasticsearchServer.class.getResourceAsStream("log4j2.properties"))) {
                Files.copy(logging, config.resolve("log4j2.properties"), StandardCopyOption.REPLACE_EXISTING);
            }
            return config;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the configuration in " + config, failed);
        }
    }

    private String settings() {
        return """
                cluster.name: jiebang-local
                node.name: jiebang-local
                path.data: '%s'
                path.logs: '%s'
                network.host: 127.0.0.1
                http.port: %d
                transport.port: 0
                discovery.type: single-node
                xpack.security.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                # The serial collector lets garbage lie; counted as used, it would refuse requests of a busy import.
                indices.breaker.total.use_real_memory: false
                """.formatted(
                        quoted(directory.elasticsearch().resolve("data")), quoted(directory.logs()), port.number());
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    /** In place of the file that comes with the server, because the JVM refuses a second collector. */
    private String jvmOptions() {
        String fixed = """
                -Xms%1$s
                -Xmx%1$s
                -XX:+UseSerialGC
                -XX:-AlwaysPreTouch
                -XX:+ExitOnOutOfMemoryError
                -XX:ErrorFile=%2$s/elasticsearch-crash-%%p.log
                -Djava.io.tmpdir=${ES_TMPDIR}
                -Dorg.apache.lucene.store.defaultReadAdvice=normal
                -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
                --add-modules=jdk.incubator.vector
                --add-opens=java.base/java.nio=org.apache.arrow.memory.core,ALL-UNNAMED
                --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
                -XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache
                -XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached
                """.formatted(options.elasticsearchHeap(), directory.logs());
        return fixed + String.join("\n", options.elasticsearchJvmOptions()) + "\n";
    }

    OptionalLong pid() {
        SupervisedProcess current = current();
        return current == null ? OptionalLong.empty() : current.pid();
    }

    List<Long> pids() {
        SupervisedProcess current = current();
        return current == null ? List.of() : current.pids();
    }
}
