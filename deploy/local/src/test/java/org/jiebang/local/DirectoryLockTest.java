package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    private DataDirectory directory;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        directory = new DataDirectory(folder.resolve("data")).prepare();
    }

    @Test
    void secondHolderIsToldWhoHoldsItAndHowToGoOn() {
        try (DirectoryLock first = DirectoryLock.acquire(directory, Duration.ZERO)) {
            first.tell("database", "postgresql://127.0.0.1:5432/jiebang");
            LocalServicesException refused = catchThrowableOfType(
                    LocalServicesException.class, () -> DirectoryLock.acquire(directory, Duration.ofMillis(250)));
            assertThat(refused.problem())
                    .contains(directory.root().toString())
                    .contains("waited 250 ms")
                    .contains("process: " + ProcessHandle.current().pid())
                    .contains("since: 2")
                    .contains("command: ")
                    .contains("database: postgresql://127.0.0.1:5432/jiebang");
            assertThat(refused.wayOut()).contains("this very process").contains("jiebang.local.directory");
            assertThat(refused).hasMessageContaining("Way out: that is this very process");
        }
    }

    @Test
    void waitsUntilTheHolderLeaves() {
        DirectoryLock first = DirectoryLock.acquire(directory, Duration.ZERO);
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
            Pause.of(300);
            first.close();
        });
        try (DirectoryLock second = DirectoryLock.acquire(directory, Duration.ofSeconds(10))) {
            assertThat(second).isNotNull();
        }
        later.join();
    }

    @Test
    void refusedAttemptDoesNotGiveTheHoldersLockAway() throws Exception {
        try (DirectoryLock first = DirectoryLock.acquire(directory, Duration.ZERO)) {
            assertThat(first).isNotNull();
            catchThrowableOfType(LocalServicesException.class, () -> DirectoryLock.acquire(directory, Duration.ZERO));
            // Another process sees whether the kernel still has the lock.
            assertThat(new ChildJvm(TryLockMain.class, directory.root()).awaitEnd())
                    .contains("refused");
        }
        assertThat(new ChildJvm(TryLockMain.class, directory.root()).awaitEnd()).contains("acquired");
    }

    static final class TryLockMain {
        public static void main(String[] arguments) {
            try {
                DirectoryLock.acquire(new DataDirectory(Path.of(arguments[0])), Duration.ZERO)
                        .close();
                System.out.println("acquired");
            } catch (LocalServicesException refused) {
                System.out.println("refused " + refused.getMessage());
            }
        }
    }
}
