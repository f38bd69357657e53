package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        DataDirectory directory = new DataDirectory(folder.resolve("a/b")).prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void linkAndTargetAreOneDirectory() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        assertThat(new DataDirectory(link).prepare()).isEqualTo(new DataDirectory(target).prepare());
    }

    @Test
    void wipeRemovesLinksAndNotWhatTheyPointTo() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "kept");
        Path data = Files.createDirectories(folder.resolve("data/deep"));
        Files.createSymbolicLink(data.resolve("link"), outside);
        DataDirectory.wipe(folder.resolve("data"));
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(outside.resolve("file")).hasContent("kept");
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(() -> new DataDirectory(file).prepare())
                .withMessageContaining("Way out: choose another directory");
    }

    @Test
    void refusesDataOfAnotherUser() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root gives files away")
                .isEqualTo("root");
        DataDirectory directory = new DataDirectory(folder.resolve("data")).prepare();
        Path data = Files.createDirectories(directory.postgres().resolve("data"));
        Files.setAttribute(data, "unix:uid", 65534);
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(directory::prepare)
                .withMessageContaining(data.toString())
                .withMessageContaining("start as the owner");
    }
}
