package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM has the services and dies. The methods share one data directory, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledOwnerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static Path directory() {
        return folder.resolve(".jiebang");
    }

    @Test
    @Order(1)
    void ownerKilledDuringTheFirstStartLeavesNothingBehind() throws Exception {
        try (ChildJvm owner = new ChildJvm(OwnerMain.class, directory())) {
            assertThat(owner.await("starting")).isEqualTo("now");
            Pause.of(1_800);
            owner.kill();
        }
        assertNothingRunsAfterTenSeconds();
    }

    @Test
    @Order(2)
    void servicesOfAKilledOwnerEndAndTheNextStartHasTheData() throws Exception {
        LocalServicesOptions options = OwnerMain.options(directory());
        List<Long> pids;
        long killed;
        try (ChildJvm owner = new ChildJvm(OwnerMain.class, directory())) {
            Probe probe = OwnerMain.probe(owner);
            pids = OwnerMain.pids(owner);
            probe.writeRow("kept");
            probe.writeDocument("1", "kept");

            assertThatExceptionOfType(LocalServicesException.class)
                    .isThrownBy(() -> LocalServices.start(options.withLockWait(Duration.ofMillis(300))))
                    .withMessageContaining("process: " + owner.pid())
                    .withMessageContaining("command: " + OwnerMain.class.getName())
                    .withMessageContaining("database: " + probe.jdbcUrl().substring("jdbc:".length()))
                    .withMessageContaining("elasticsearch: " + probe.elasticsearch())
                    .withMessageContaining("kill " + owner.pid());

            assertThat(ChildJvm.alive(pids)).hasSameSizeAs(pids);
            owner.kill();
            killed = System.nanoTime();
        }
        // At once, while the services of the killed owner are still ending.
        try (LocalServices services = LocalServices.start(options)) {
            assertThat(Probe.of(services).rows()).isEqualTo("kept");
            while (!ChildJvm.alive(pids).isEmpty() && seconds(killed) < 10) {
                Pause.of(100);
            }
            assertThat(ChildJvm.alive(pids)).isEmpty();
            System.out.printf("services of the killed owner were gone after %.1f s%n", seconds(killed));
            services.awaitElasticsearch(PATIENCE);
            assertThat(Probe.of(services).document("1")).contains("kept");
        }
    }

    @Test
    @Order(3)
    void servicesEndWithAnOwnerThatEndsWithoutClosing() throws Exception {
        try (ChildJvm owner = new ChildJvm(OwnerMain.class, directory())) {
            assertThat(OwnerMain.pids(owner)).isNotEmpty();
            owner.endNormally();
        }
        assertNothingRunsAfterTenSeconds();
        assertThat(new ServiceLog(directory().resolve("logs/postgresql.log")).text())
                .contains("database system is shut down");
        assertThat(new ServiceLog(directory().resolve("logs/elasticsearch.log")).text())
                .doesNotContain("SIGKILL");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void assertNothingRunsAfterTenSeconds() {
        long begin = System.nanoTime();
        while (!running().isEmpty() && seconds(begin) < 10) {
            Pause.of(100);
        }
        assertThat(running()).isEmpty();
    }

    private static List<String> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(Leftovers::commandLine)
                .filter(line -> line.contains(directory().toString()))
                .toList();
    }
}
