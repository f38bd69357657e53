package org.jiebang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences of every package, in both languages. */
class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/org/jiebang");
    private static final String CHINESE = "messages_zh_CN.properties";
    private static final String ENGLISH = "messages_en.properties";
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    /** Packages with sentences. */
    static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith(CHINESE))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void packagesAreFound() throws IOException {
        assertThat(packages()).extracting(Path::getFileName).contains(Path.of("matching"), Path.of("programme"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everySentenceExistsInBothLanguages(Path directory) throws IOException {
        Properties chinese = read(directory.resolve(CHINESE));
        Properties english = read(directory.resolve(ENGLISH));
        assertThat(chinese.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(read(directory.resolve("messages.properties")))
                .as("the fallback is English")
                .isEqualTo(english);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyLanguageSpeaksItsOwn(Path directory) throws IOException {
        Properties chinese = read(directory.resolve(CHINESE));
        Properties english = read(directory.resolve(ENGLISH));
        for (String key : chinese.stringPropertyNames()) {
            // English leaves out a Chinese unit now and then, but says nothing that Chinese does not.
            assertThat(places(chinese, key)).as(key).containsAll(places(english, key));
            assertThat(english.getProperty(key))
                    .as("a lone quote swallows what follows")
                    .doesNotContain("'")
                    .matches("\\p{ASCII}+");
            assertThat(chinese.getProperty(key)).as(key).matches("[^A-Za-z]+").doesNotContain("'");
        }
    }

    private static TreeSet<String> places(Properties messages, String key) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(messages.getProperty(key)).results().forEach(result -> places.add(result.group()));
        return places;
    }

    private static Properties read(Path file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        }
        return messages;
    }
}
