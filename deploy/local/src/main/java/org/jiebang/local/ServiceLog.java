package org.jiebang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log of one service: one file for this run, one for the run before. */
record ServiceLog(Path file) {

    private static final int TAIL_LINES = 20;

    static ServiceLog begin(DataDirectory directory, String service) {
        Path file = directory.logs().resolve(service + ".log");
        try {
            if (Files.exists(file)) {
                Files.move(
                        file, directory.logs().resolve(service + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot begin the log " + file, failed);
        }
        return new ServiceLog(file);
    }

    String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            return "(" + file + " cannot be read: " + failed + ")";
        }
    }

    /** The last lines, indented, with the place of the whole. */
    String tail() {
        List<String> lines = text().lines().toList();
        StringBuilder tail = new StringBuilder("Last lines of ").append(file).append(':');
        for (String line : lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())) {
            tail.append(System.lineSeparator()).append("  ").append(line);
        }
        return tail.toString();
    }
}
