package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root has a special way to start the servers; this takes the plain one, as nobody. */
class OrdinaryUserIT {

    private static final int NOBODY = 65534;

    @TempDir
    private Path folder;

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("an ordinary user runs all the other tests in the plain way")
                .isEqualTo("root");
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeThat(setpriv).as("setpriv of util-linux").isExecutable();

        Path readable = Files.createDirectory(folder.resolve("readable"));
        Path home = readable.resolve("elasticsearch");
        copy(BuildProperties.load().elasticsearchHome(), home);
        String classPath = classPath(readable);
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setAttribute(data, "unix:uid", NOBODY);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        List<String> asNobody = List.of(setpriv.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        List<String> arguments = List.of(data.resolve(".jiebang").toString(), home.toString());
        try (ChildJvm owner = new ChildJvm(asNobody, classPath, OwnerMain.class, arguments)) {
            Probe probe = OwnerMain.probe(owner);
            List<Long> pids = OwnerMain.pids(owner);
            probe.writeRow("nobody");
            assertThat(probe.rows()).isEqualTo("nobody");
            probe.writeDocument("1", "nobody");
            assertThat(probe.document("1")).contains("nobody");
            assertThat(Files.getAttribute(data.resolve(".jiebang/postgresql/data"), "unix:uid"))
                    .isEqualTo(NOBODY);
            for (long pid : pids) {
                assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid"))
                        .isEqualTo(NOBODY);
            }
            owner.kill();
            for (int i = 0; i < 100 && !ChildJvm.alive(pids).isEmpty(); i++) {
                Pause.of(100);
            }
            assertThat(ChildJvm.alive(pids)).isEmpty();
        }
    }

    /** Nobody may not look into the home of root, where the jars are. */
    private static String classPath(Path target) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = target.resolve(entries.size() + "-" + source.getFileName());
                copy(source, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
