package org.jiebang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One running PostgreSQL on a loopback port. */
final class PostgresServer {

    private static final String SERVICE = "postgresql";
    private static final int ATTEMPTS = 4;
    private static final Duration FAILED_PATIENCE = Duration.ofSeconds(5);

    private final HeldPort port;
    private final String password;
    private final SupervisedProcess process;

    private PostgresServer(HeldPort port, String password, SupervisedProcess process) {
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /** Returns when it answers. */
    static PostgresServer start(LocalServicesOptions options, DataDirectory directory) {
        return start(options, directory, HeldPort::choose);
    }

    static PostgresServer start(LocalServicesOptions options, DataDirectory directory, Supplier<HeldPort> ports) {
        PidFiles pidFiles = PidFiles.of(directory, SERVICE);
        Path postmaster = directory.postgres().resolve("data").resolve("postmaster.pid");
        Leftovers.end(
                directory,
                Stream.concat(
                                pidFiles.all().stream(),
                                Stream.of(
                                        postmaster,
                                        PidFiles.of(directory, "initdb").command(),
                                        PidFiles.of(directory, "postgres-single")
                                                .command()))
                        .toList());
        if (options.fresh()) {
            DataDirectory.wipe(directory.postgres());
        }
        forget(postmaster);
        ServiceLog log = ServiceLog.begin(directory, SERVICE);
        List<String> prefix = UnprivilegedUser.prefix();
        PostgresBinaries binaries = PostgresBinaries.unpacked(directory);
        PostgresCluster cluster = new PostgresCluster(directory, binaries, prefix, log);
        String password = cluster.prepare();
        for (int attempt = 1; ; attempt++) {
            HeldPort port = ports.get();
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    binaries.program("postgres"),
                    "-D",
                    cluster.data().toString(),
                    "-p",
                    String.valueOf(port.number()),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories="));
            SupervisedProcess process = SupervisedProcess.start(directory, SERVICE, "INT", command, Map.of(), log);
            if (awaitReady(process, postmaster, options.startLimit())) {
                return new PostgresServer(port, password, process);
            }
            boolean ended = !process.isAlive();
            process.stop(FAILED_PATIENCE);
            port.close();
            if (attempt == ATTEMPTS || !ended || !passes(log)) {
                throw failure(ended, options, log);
            }
            Pause.of(500);
        }
    }

    /**
     * Removes the pid file of a killed server. PostgreSQL does so itself, except when the id has been given to another
     * process since; {@link Leftovers} made sure that it is no server of this directory.
     */
    private static void forget(Path postmaster) {
        try {
            Files.deleteIfExists(postmaster);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot remove " + postmaster, failed);
        }
    }

    /** As {@code pg_ctl --wait} does: the server writes its state into the eighth line of its pid file. */
    private static boolean awaitReady(SupervisedProcess process, Path postmaster, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                List<String> lines = Files.readAllLines(postmaster, StandardCharsets.ISO_8859_1);
                if (lines.size() >= 8 && lines.get(7).strip().equals("ready")) {
                    return true;
                }
            } catch (IOException ignored) {
                // Not written yet.
            }
            Pause.of(20);
        }
        return false;
    }

    /** Whether another attempt may go well: the port was taken, or the memory of a killed server is still attached. */
    private static boolean passes(ServiceLog log) {
        String text = log.text();
        return text.contains("could not bind") || text.contains("pre-existing shared memory block");
    }

    private static LocalServicesException failure(boolean ended, LocalServicesOptions options, ServiceLog log) {
        return new LocalServicesException(
                "PostgreSQL "
                        + (ended
                                ? "ended while it started. "
                                : "did not answer within "
                                        + options.startLimit().toSeconds() + " s. ")
                        + log.tail(),
                "mend what the log says; if the data may be lost, start with --fresh; or give a PostgreSQL that already "
                        + "runs (JIEBANG_DATABASE_URL).");
    }

    String url() {
        return "postgresql://127.0.0.1:" + port.number() + "/" + PostgresCluster.DATABASE;
    }

    String password() {
        return password;
    }

    OptionalLong pid() {
        return process.pid();
    }

    List<Long> pids() {
        return process.pids();
    }

    void stop(Duration patience) {
        process.stop(patience);
        port.close();
    }
}
