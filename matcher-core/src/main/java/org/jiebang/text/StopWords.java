package org.jiebang.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Lists of words beside this class, one a line: function words that never carry a subject, and verbs that are no part of its name. */
final class StopWords {
    static final Set<String> WORDS = load("stop-words.txt");

    static final Set<String> ASKING_VERBS = load("asking-verbs.txt");

    private StopWords() {}

    private static Set<String> load(String name) {
        try (InputStream file = Objects.requireNonNull(StopWords.class.getResourceAsStream(name))) {
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
