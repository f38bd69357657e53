package org.jiebang.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the process ids of a service are written.
 *
 * @param command by the supervisor: the command that it started
 * @param server by the command, if it starts the server as a further process
 */
record PidFiles(Path command, Path server) {

    static PidFiles of(DataDirectory directory, String service) {
        return new PidFiles(
                directory.run().resolve(service + ".pid"), directory.run().resolve(service + "-server.pid"));
    }

    List<Path> all() {
        return List.of(command, server);
    }

    /** The number in the first line; empty when there is no such file, or it is not written to the end. */
    static OptionalLong read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return OptionalLong.of(
                    Long.parseLong(text.lines().findFirst().orElse("").strip()));
        } catch (IOException | NumberFormatException ignored) {
            return OptionalLong.empty();
        }
    }
}
