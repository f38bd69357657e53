package org.jiebang.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Function words that never carry a subject; read from {@code stop-words.txt} beside this class, one a line. */
final class StopWords {
    private StopWords() {}

    static Set<String> load() {
        try (InputStream file = Objects.requireNonNull(StopWords.class.getResourceAsStream("stop-words.txt"))) {
            Set<String> words = new HashSet<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(words::add);
            return Set.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
