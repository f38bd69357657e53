package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {

    private DataDirectory directory;
    private ServiceLog log;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        directory = new DataDirectory(folder.resolve("data with spaces")).prepare();
        log = ServiceLog.begin(directory, "service");
    }

    private SupervisedProcess start(String... command) {
        return SupervisedProcess.start(directory, "service", "TERM", List.of(command), Map.of("GIVEN", "yes"), log);
    }

    private static long awaitPid(SupervisedProcess process) {
        for (int i = 0; i < 200 && process.pid().isEmpty(); i++) {
            Pause.of(20);
        }
        return process.pid().orElseThrow();
    }

    private static void awaitLog(ServiceLog log, String text) {
        for (int i = 0; i < 200 && !log.text().contains(text); i++) {
            Pause.of(20);
        }
        assertThat(log.text()).contains(text);
    }

    @Test
    void passesTheExitStatusAndRemovesThePidFile() {
        SupervisedProcess process = start("/bin/sh", "-c", "exit 7");
        assertThat(process.awaitEnd(Duration.ofSeconds(10))).isEqualTo(7);
        assertThat(process.pid()).isEqualTo(OptionalLong.empty());
        assertThat(process.isAlive()).isFalse();
        process.stop(Duration.ofSeconds(1));
    }

    @Test
    void missingProgramIsSaidInTheLog() {
        SupervisedProcess process = start("/no/such/program");
        assertThat(process.awaitEnd(Duration.ofSeconds(10))).isEqualTo(127);
        assertThat(log.tail()).contains("/no/such/program").contains(log.file().toString());
    }

    @Test
    void commandSeesOnlyTheGivenEnvironment() {
        assertThat(start("env").awaitEnd(Duration.ofSeconds(10))).isZero();
        assertThat(log.text()).contains("GIVEN=yes").contains("PATH=");
        assertThat(log.text().lines().map(line -> line.split("=", 2)[0]))
                .isSubsetOf("GIVEN", "PATH", "HOME", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void stopAsksAndWaits() {
        SupervisedProcess process =
                start("/bin/sh", "-c", "trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        awaitLog(log, "ready");
        long pid = awaitPid(process);
        process.stop(Duration.ofSeconds(10));
        assertThat(process.awaitEnd(Duration.ZERO)).isEqualTo(3);
        assertThat(ChildJvm.alive(List.of(pid))).isEmpty();
        assertThat(log.text()).contains("asked");
    }

    @Test
    void stopKillsWhatDoesNotListenAndWhatItStarted() {
        SupervisedProcess process = start(
                "/bin/sh",
                "-c",
                "trap '' TERM; sleep 1000 & echo $! >'"
                        + PidFiles.of(directory, "service").server() + "'; echo ready; wait; sleep 1000");
        awaitLog(log, "ready");
        List<Long> all = process.pids();
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        process.stop(Duration.ofSeconds(1));
        assertThat(process.isAlive()).isFalse();
        Pause.of(300);
        assertThat(ChildJvm.alive(all)).isEmpty();
        assertThat(log.text()).contains("SIGKILL");
    }

    @Test
    void serviceIsInASessionOfItsOwn() throws Exception {
        SupervisedProcess process = start("sleep", "1000");
        long pid = awaitPid(process);
        try {
            if (Files.exists(Path.of("/proc/self/stat"))) {
                assertThat(processGroup(pid))
                        .isNotEqualTo(processGroup(ProcessHandle.current().pid()));
            }
        } finally {
            process.stop(Duration.ofSeconds(5));
        }
    }

    private static String processGroup(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2];
    }

    @Test
    void logOfTheRunBeforeIsKept() {
        assertThat(start("echo", "first").awaitEnd(Duration.ofSeconds(10))).isZero();
        ServiceLog second = ServiceLog.begin(directory, "service");
        assertThat(second.text()).isEmpty();
        assertThat(new ServiceLog(directory.logs().resolve("service.previous.log")).text())
                .contains("first");
    }
}
