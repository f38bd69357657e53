package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private DataDirectory directory;
    private Path pidFile;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        directory = new DataDirectory(folder.resolve("data")).prepare();
        pidFile = directory.run().resolve("service.pid");
    }

    private Process run(String script, String mention) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", script + "; :", mention).start();
        Files.writeString(pidFile, process.pid() + "\n");
        return process;
    }

    @Test
    void waitsForOneThatEndsByItself() throws Exception {
        Process process = run("sleep 0.5; exit 4", directory.root() + "/data");
        Leftovers.end(directory, List.of(pidFile));
        assertThat(process.waitFor()).isEqualTo(4);
    }

    @Test
    void killsOneThatDoesNotEnd() throws Exception {
        Process process = run("while :; do sleep 1000; done", directory.root() + "/data");
        Leftovers.end(directory, List.of(pidFile), Duration.ofMillis(200));
        assertThat(process.waitFor()).isGreaterThan(128);
    }

    @Test
    void leavesAStrangerWithTheSameIdAlone() throws Exception {
        Process process = run("sleep 1000", directory.root() + "-of-a-stranger/data");
        try {
            Leftovers.end(directory, List.of(pidFile), Duration.ofMillis(200));
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void missingEmptyAndBrokenPidFilesMeanNothing() throws Exception {
        Leftovers.end(directory, List.of(pidFile));
        Files.writeString(pidFile, "");
        assertThat(PidFiles.read(pidFile)).isEqualTo(OptionalLong.empty());
        Files.writeString(pidFile, "12x");
        assertThat(PidFiles.read(pidFile)).isEqualTo(OptionalLong.empty());
        Leftovers.end(directory, List.of(pidFile));
    }
}
