package org.jiebang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ingest knows no SQL, no HTTP and no framework. */
class IngestArchitectureTest {
    private static final Pattern FOREIGN = Pattern.compile(
            "import (org\\.springframework|reactor|java\\.sql|io\\.r2dbc|java\\.net\\.http|co\\.elastic|com\\.hankcs)");

    @Test
    void knowsNoFramework() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(FOREIGN);
            }
        }
    }
}
