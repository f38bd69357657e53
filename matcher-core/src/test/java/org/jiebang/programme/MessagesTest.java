package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Path SOURCES = Path.of("src/main/java/org/jiebang/programme");

    @Test
    void everySentenceExistsInBothLanguages() throws IOException {
        Properties chinese = read("messages_zh_CN.properties");
        Properties english = read("messages_en.properties");
        assertThat(chinese.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(read("messages.properties")).as("the fallback is English").isEqualTo(english);
    }

    @Test
    void everyLanguageSpeaksItsOwn() throws IOException {
        Properties chinese = read("messages_zh_CN.properties");
        Properties english = read("messages_en.properties");
        for (String key : chinese.stringPropertyNames()) {
            assertThat(english.getProperty(key)).as(key).matches("\\p{ASCII}+");
            assertThat(chinese.getProperty(key)).as(key).matches("[^A-Za-z]+");
            // English leaves out a Chinese unit now and then, but says nothing that Chinese does not.
            assertThat(places(chinese, key)).as(key).containsAll(places(english, key));
        }
    }

    @Test
    void everySentenceIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher literal = Pattern.compile("\"([a-z.-]+)\"").matcher(Files.readString(file));
                while (literal.find()) {
                    used.add(literal.group(1));
                    used.add("remark." + literal.group(1));
                }
            }
        }
        Set<String> unused = read("messages_en.properties").stringPropertyNames().stream()
                .filter(key -> !used.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unused).isEmpty();
    }

    private static TreeSet<String> places(Properties messages, String key) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(messages.getProperty(key)).results().forEach(result -> places.add(result.group()));
        return places;
    }

    private static Properties read(String file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Programme.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
