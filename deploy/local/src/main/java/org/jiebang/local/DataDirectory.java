package org.jiebang.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** What lies where under the data directory, which is readable by its owner alone. */
record DataDirectory(Path root) {

    private static final String OWN_DIRECTORY =
            "choose another directory (jiebang.local.directory), or remove this one as its owner";

    Path postgres() {
        return root.resolve("postgresql");
    }

    Path elasticsearch() {
        return root.resolve("elasticsearch");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path run() {
        return root.resolve("run");
    }

    /**
     * Makes the directories, and refuses those of another user at once: both servers would refuse them later.
     *
     * @return the same directory without symbolic links, so that it has one name in every run
     */
    DataDirectory prepare() {
        try {
            create(root);
            refuseForeign(root);
            create(logs());
            create(run());
            for (Path data : new Path[] {postgres(), postgres().resolve("data"), elasticsearch()}) {
                refuseForeign(data);
            }
            return new DataDirectory(root.toRealPath());
        } catch (AccessDeniedException denied) {
            throw new LocalServicesException(
                    "User " + user() + " may not write " + denied.getFile() + ".", OWN_DIRECTORY, denied);
        } catch (IOException failed) {
            throw new LocalServicesException(
                    "The data directory " + root + " cannot be made: " + failed, OWN_DIRECTORY, failed);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path) && !Files.getAttribute(path, "unix:uid").equals((int) new UnixSystem().getUid())) {
            throw new LocalServicesException(
                    path + " belongs to user " + Files.getOwner(path).getName() + ", and this process runs as " + user()
                            + ".",
                    "start as the owner, or " + OWN_DIRECTORY);
        }
    }

    private static String user() {
        return new UnixSystem().getUsername() + " (" + new UnixSystem().getUid() + ")";
    }

    static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Removes {@code path} with everything in it; links are removed, not followed. */
    static void wipe(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
                        throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot remove " + path, failed);
        }
    }
}
