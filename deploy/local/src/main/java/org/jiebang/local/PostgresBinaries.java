package org.jiebang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the jar on the class path.
 *
 * @param home the folder with bin, lib and share
 */
record PostgresBinaries(Path home) {

    static PostgresBinaries unpacked(DataDirectory directory) {
        String version = BuildProperties.load().postgresVersion();
        Path home = directory.binaries().resolve("postgresql-" + version + "-" + platform());
        if (!Files.isDirectory(home)) {
            unpack(home);
        }
        return new PostgresBinaries(home);
    }

    /** As the jars of io.zonky.test.postgres name their contents. */
    static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        return (system.startsWith("mac") ? "darwin" : system) + "-"
                + (machine.equals("aarch64") || machine.equals("arm64") ? "arm_64" : "x86_64");
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path home) {
        String resource = "/postgres-" + platform() + ".txz";
        Path next = home.resolveSibling("unpacking");
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new LocalServicesException(
                        "There are no PostgreSQL binaries for this machine (" + platform() + ") on the class path.",
                        "build on this machine (mvn package chooses them by platform), or set JIEBANG_DATABASE_URL.");
            }
            DataDirectory.wipe(next);
            DataDirectory.create(next);
            untar(new XZInputStream(packed), next);
            Files.move(next, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new LocalServicesException(
                    "The PostgreSQL binaries cannot be unpacked to " + home + ": " + failed.getMessage(),
                    "see that tar is installed and that 200 MB are free there.",
                    failed);
        }
    }

    private static void untar(InputStream archive, Path target) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", target.toString(), "--no-same-owner")
                .redirectErrorStream(true)
                .start();
        IOException broken = null;
        try (OutputStream pipe = tar.getOutputStream()) {
            archive.transferTo(pipe);
        } catch (IOException failed) {
            broken = failed;
        }
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int status = tar.waitFor();
            if (status != 0) {
                throw new IOException("tar ended with " + status + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        if (broken != null) {
            throw broken;
        }
    }
}
