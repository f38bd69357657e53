package org.jiebang.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Processes of an earlier run on the same data directory, whose owner was killed and which are still ending. */
final class Leftovers {

    /** Longer than the supervisor gives a service after its owner died. */
    private static final Duration OWN_PACE = Duration.ofSeconds(9);

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Leftovers() {}

    /** Waits until no process of {@code pidFiles} is left, and kills those that do not end by themselves. */
    static void end(DataDirectory directory, List<Path> pidFiles) {
        end(directory, pidFiles, OWN_PACE);
    }

    static void end(DataDirectory directory, List<Path> pidFiles, Duration ownPace) {
        List<ProcessHandle> left = pidFiles.stream()
                .map(PidFiles::read)
                .flatMapToLong(OptionalLong::stream)
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .filter(process -> uses(directory, process))
                .toList();
        if (waitFor(directory, left, ownPace)) {
            return;
        }
        left.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        left.forEach(ProcessHandle::destroyForcibly);
        if (!waitFor(directory, left, AFTER_KILL)) {
            String pids = String.join(
                    " ", left.stream().map(p -> String.valueOf(p.pid())).toList());
            throw new LocalServicesException(
                    "Processes of an earlier run still use " + directory.root() + ": " + pids + ".",
                    "end them (kill -9 " + pids + ") and start again.");
        }
    }

    private static boolean waitFor(DataDirectory directory, List<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(process -> uses(directory, process))) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Pause.of(50);
        }
        return true;
    }

    /**
     * Whether its command line names the directory. Not by the id alone, because ids are given out again; a process that
     * has ended and that nobody collects has no command line.
     */
    private static boolean uses(DataDirectory directory, ProcessHandle process) {
        return process.isAlive() && commandLine(process).contains(directory.root() + "/");
    }

    /** In full on Linux, where {@link ProcessHandle.Info} cuts it after one page. */
    static String commandLine(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
            return new String(line, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException ignored) {
            return process.info().commandLine().orElse("");
        }
    }
}
