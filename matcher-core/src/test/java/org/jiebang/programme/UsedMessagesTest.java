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

/** No sentence that nobody says. */
class UsedMessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/jiebang/programme");

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

    private static Properties read(String file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Programme.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
