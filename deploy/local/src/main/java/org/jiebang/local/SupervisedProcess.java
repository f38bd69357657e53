package org.jiebang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command under {@code supervise.sh}, which ends it when this JVM stops it or dies.
 *
 * <p>It runs in a session of its own where {@code setsid} exists, so that Ctrl-C in the terminal reaches the application
 * alone and the services outlive its shutdown.
 */
final class SupervisedProcess {

    /** Together with the time that the supervisor itself needs less than 10 s. */
    private static final int SECONDS_AFTER_OWNER_DIED = 7;

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String service;
    private final PidFiles pidFiles;
    private final Process supervisor;

    private SupervisedProcess(String service, PidFiles pidFiles, Process supervisor) {
        this.service = service;
        this.pidFiles = pidFiles;
        this.supervisor = supervisor;
    }

    /**
     * @param signal what asks the command to end, such as {@code TERM}
     * @param environment all that the command sees, besides PATH, HOME and the locale
     */
    static SupervisedProcess start(
            DataDirectory directory,
            String service,
            String signal,
            List<String> command,
            Map<String, String> environment,
            ServiceLog log) {
        PidFiles pidFiles = PidFiles.of(directory, service);
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(List.of(
                "/bin/sh",
                script(directory).toString(),
                pidFiles.command().toString(),
                pidFiles.server().toString(),
                signal,
                String.valueOf(SECONDS_AFTER_OWNER_DIED)));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        Map<String, String> inherited = Map.copyOf(builder.environment());
        builder.environment().clear();
        builder.environment().put("PATH", inherited.getOrDefault("PATH", "/usr/bin:/bin"));
        builder.environment().put("HOME", directory.root().toString());
        builder.environment().put("LC_ALL", PostgresCluster.SYSTEM_LOCALE);
        builder.environment().putAll(environment);
        try {
            return new SupervisedProcess(service, pidFiles, builder.start());
        } catch (IOException failed) {
            throw new LocalServicesException(
                    service + " cannot be started: " + failed.getMessage(),
                    "the platform starts its local services with /bin/sh; install it.",
                    failed);
        }
    }

    /** Replaced as a whole, because a shell that still runs reads its script as it goes. */
    private static Path script(DataDirectory directory) {
        Path script = directory.run().resolve("supervise.sh");
        try (InputStream resource =
                Objects.requireNonNull(SupervisedProcess.class.getResourceAsStream("supervise.sh"))) {
            Path next = Files.createTempFile(directory.run(), "supervise", ".next");
            Files.copy(resource, next, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(next, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + script, failed);
        }
    }

    boolean isAlive() {
        return supervisor.isAlive();
    }

    /** The exit status of the command. */
    int awaitEnd(Duration limit) {
        try {
            if (supervisor.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return supervisor.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        stop(Duration.ofSeconds(SECONDS_AFTER_OWNER_DIED));
        throw new LocalServicesException(
                service + " did not end within " + limit.toSeconds() + " s.", "start again; see the logs.");
    }

    /** The process that listens: the server, or the command where it is the server itself. */
    OptionalLong pid() {
        OptionalLong server = PidFiles.read(pidFiles.server());
        return server.isPresent() ? server : PidFiles.read(pidFiles.command());
    }

    /** The supervisor and everything below it. */
    List<Long> pids() {
        return Stream.concat(Stream.of(supervisor.toHandle()), supervisor.descendants())
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Asks the command to end, kills it when that takes longer than {@code patience}, and waits for the end. */
    void stop(Duration patience) {
        try (OutputStream pipe = supervisor.getOutputStream()) {
            pipe.write((patience.toSeconds() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException ignored) {
            // It has ended already.
        }
        try {
            if (!supervisor.waitFor(patience.toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
                supervisor.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
