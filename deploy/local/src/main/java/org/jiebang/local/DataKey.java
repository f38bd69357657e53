package org.jiebang.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The key with which the local platform seals personal data: made once, readable by its owner alone. */
public final class DataKey {

    private static final int BYTES = 32;

    private DataKey() {}

    /**
     * The key as {@code local:base64}, 32 bytes, from the file {@code data-key} of the data directory; made if that is not there.
     *
     * @throws LocalServicesException when it can be neither read nor made
     */
    public static String in(Path directory) {
        Path file = directory.resolve("data-key");
        try {
            DataDirectory.create(directory);
            make(file);
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new LocalServicesException(
                    "The key " + file + " that seals personal data cannot be read or made: " + failed,
                    "choose another directory (jiebang.local.directory), or give a key as JIEBANG_DATA_KEYS.",
                    failed);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text = "local:" + Base64.getEncoder().encodeToString(key);
        // Written whole under another name first: a run that breaks off leaves no half a key.
        Path next =
                file.resolveSibling("data-key.next-" + ProcessHandle.current().pid());
        if (Files.exists(file)) {
            return;
        }
        Files.deleteIfExists(next);
        try (var channel = Files.newByteChannel(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        }
        try {
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException another) {
            // Another process was quicker; its key counts.
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
